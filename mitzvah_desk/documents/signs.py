"""Signs to hang up: words as large as the sheet allows, an arrow, a code to scan, the logo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mitzvah_desk.documents.layout.fitting import fit_text
from mitzvah_desk.documents.layout.flow import Stack
from mitzvah_desk.documents.layout.fonts import Untyped, Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.logo import fit_picture as fitted_logo
from mitzvah_desk.documents.layout.logo import load_logo
from mitzvah_desk.documents.layout.paper import MM, Paper
from mitzvah_desk.documents.layout.qr import draw_code
from mitzvah_desk.documents.layout.skeleton import ACCENT, INK, Sheets
from mitzvah_desk.documents.layout.text import Style
from mitzvah_desk.rules.privacy.disclosure import Audience

_LARGEST = 220.0
_LEAST = 18.0
_MOST_TYPED = 60
"""A link of so many letters is typed by whoever cannot scan it; nobody types a longer one."""


class Arrow(StrEnum):
    """Where a sign points."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    AHEAD = "straight on"
    BACK = "back"


_TURNS = {Arrow.RIGHT: 0.0, Arrow.AHEAD: 90.0, Arrow.LEFT: 180.0, Arrow.BACK: 270.0}


@dataclass(frozen=True, slots=True)
class HallSign:
    """One sign.

    Attributes:
        words: a paragraph each; the first is the loudest.
        arrow: where it points.
        code: a text or link to be scanned; empty for none.
        with_logo: whether the committee's logo stands at the foot.
    """

    words: tuple[str, ...]
    arrow: Arrow = Arrow.NONE
    code: str = ""
    with_logo: bool = True


def render_signs(
    signs: Sequence[HallSign],
    letterhead: Letterhead,
    paper: Paper,
    *,
    printed_at: datetime,
    audience: Audience = Audience.PUBLIC,
) -> bytes:
    """Signs, a page each.

    Raises:
        ValueError: a text to be scanned is too long for a code; the message is a sentence.
    """
    title = next((sign.words[0] for sign in signs if sign.words), "Signs")
    sheets = Sheets(
        paper, title=f"Sign: {title}", letterhead=letterhead, audience=audience, printed_at=printed_at
    )
    for sign in signs:
        _draw(sign, letterhead, sheets)
        sheets.canvas.showPage()
    return sheets.finish()


def _draw(sign: HallSign, letterhead: Letterhead, sheets: Sheets) -> None:
    margin = sheets.paper.margin
    width, low = sheets.width, margin
    small = replace(sheets.styles.muted, align="center")
    low += _foot(sign, letterhead, sheets, small)
    top = sheets.page_height - margin
    if sign.arrow is not Arrow.NONE:
        side = min(width, (top - low) * 0.38)
        _arrow(sheets.canvas, sign.arrow, sheets.page_width / 2, top - side / 2, side)
        top -= side + 8 * MM
    if sign.code:
        side = min(width, (top - low) * 0.42)
        if len(sign.code) <= _MOST_TYPED:
            link = fit_text((sign.code,), replace(small, size=14.0, leading=18.0), width, 40.0, least=9.0)
            link.draw(sheets.pen, margin, low + link.height(width), width)
            low += link.height(width) + 2 * MM
        draw_code(sheets.canvas, sign.code, (sheets.page_width - side) / 2, low, side)
        low += side + 4 * MM
    room = top - low
    loud = Style(_LARGEST, _LARGEST * 1.12, Weight.BOLD, "center", INK)
    first, rest = sign.words[:1], sign.words[1:]
    below = (
        fit_text(rest, replace(loud, weight=Weight.MEDIUM), width, room * 0.45, least=_LEAST)
        if rest
        else Stack(())
    )
    above = fit_text(first, loud, width, room - below.height(width) - 6 * MM, least=_LEAST)
    if rest:  # what is added never shouts louder than the sign itself
        size = above.blocks[0].style.size if above.blocks else _LARGEST  # type: ignore[attr-defined]
        most = replace(loud, size=size * 0.7, leading=size * 0.7 * 1.16, weight=Weight.MEDIUM)
        below = fit_text(rest, most, width, room * 0.45, least=_LEAST)
    tall = above.height(width) + (6 * MM + below.height(width) if rest else 0)
    start = low + room - max(room - tall, 0) / 2
    above.draw(sheets.pen, margin, start, width)
    below.draw(sheets.pen, margin, start - above.height(width) - 6 * MM, width)


def _foot(sign: HallSign, letterhead: Letterhead, sheets: Sheets, style: Style) -> float:
    """Draws who hung it up and when it was printed; returns how much room that took, in points."""
    margin, width = sheets.paper.margin, sheets.width
    said = "  ·  ".join(
        part for part in (letterhead.name, f"Printed {sheets.printed_at:%d/%m/%Y %H:%M}") if part
    )
    block = Stack(fit_text((said, sheets.audience.line), style, width, 4 * style.leading, least=9.0).blocks)
    tall = block.height(width)
    block.draw(sheets.pen, margin, margin + tall, width)
    logo = load_logo(letterhead.logo) if sign.with_logo else None
    if logo is not None:
        wide, high = fitted_logo(logo, width / 3, 22 * MM)
        sheets.pen.picture(logo, (sheets.page_width - wide) / 2, margin + tall + 3 * MM, wide, high)
        tall += high + 3 * MM
    return tall + 6 * MM


def _arrow(canvas: Untyped, arrow: Arrow, x: float, y: float, side: float) -> None:
    """A broad arrow about a middle point."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(_TURNS[arrow])
    half = side / 2
    path = canvas.beginPath()
    corners = ((-1, 0.22), (0.1, 0.22), (0.1, 0.62), (1, 0), (0.1, -0.62), (0.1, -0.22), (-1, -0.22))
    path.moveTo(corners[0][0] * half, corners[0][1] * half)
    for right, up in corners[1:]:
        path.lineTo(right * half, up * half)
    path.close()
    canvas.setFillColorRGB(*ACCENT)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
