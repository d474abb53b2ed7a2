"""Certificates for children: a frame, a name in large letters, what they did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.fitting import fit_text
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.logo import fit_picture as fitted_logo
from mitzvah_desk.documents.layout.logo import load_logo
from mitzvah_desk.documents.layout.paper import MM, Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, INK, Sheets
from mitzvah_desk.documents.layout.text import Style
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class CertificateValues:
    """One certificate.

    Attributes:
        name: the child's, as its audience may see it.
        said: what they did: ``helped to plant a thousand crocuses``.
        campaign: its name.
        date_line: the day in full, with the Hebrew date where there is one.
        signatory_name: who signs.
        signatory_role: what they are.
    """

    name: str
    said: str
    campaign: str
    date_line: str
    signatory_name: str
    signatory_role: str


def render_certificates(
    children: Sequence[CertificateValues],
    letterhead: Letterhead,
    paper: Paper,
    *,
    printed_at: datetime,
    audience: Audience,
) -> bytes:
    """Certificates, a page each, as one PDF."""
    sheets = Sheets(
        paper, title="Certificates", letterhead=letterhead, audience=audience, printed_at=printed_at
    )
    for child in children:
        sheets.pen.bookmark(child.name)
        _draw(child, letterhead, sheets)
        sheets.canvas.showPage()
    if not children:
        sheets.flow([], "")
    return sheets.finish()


def _draw(child: CertificateValues, letterhead: Letterhead, sheets: Sheets) -> None:
    pen, margin, base = sheets.pen, sheets.paper.margin, sheets.styles.body.size
    for inset, thickness in ((margin * 0.6, 3.0), (margin * 0.6 + 6, 0.8)):
        _frame(sheets, inset, thickness)
    left, width = margin * 1.6, sheets.page_width - 3.2 * margin
    top, low = sheets.page_height - margin * 1.5, margin * 1.5
    logo = load_logo(letterhead.logo)
    if logo is not None:
        wide, tall = fitted_logo(logo, width / 3, 20 * MM)
        pen.picture(logo, (sheets.page_width - wide) / 2, top - tall, wide, tall)
        top -= tall + 3 * MM
    middle = Style(base, base * 1.4, Weight.MEDIUM, "center", GREY)
    foot = fit_text(
        (child.signatory_name, child.signatory_role, letterhead.name),
        middle,
        width,
        (top - low) * 0.22,
        least=9.0,
    )
    signed = low + foot.height(width)
    foot.draw(pen, left, signed, width)
    pen.rule(left + width * 0.28, signed + 2 * MM, width * 0.44, GREY, 0.75)
    room = top - signed - 16 * MM
    parts = (
        (
            ("Thank you",),
            replace(middle, size=base * 2.4, leading=base * 2.9, weight=Weight.BOLD, colour=ACCENT),
            0.2,
        ),
        (
            (child.name,),
            replace(middle, size=base * 4.2, leading=base * 4.8, weight=Weight.BOLD, colour=INK),
            0.34,
        ),
        ((child.said,), replace(middle, size=base * 1.6, leading=base * 2.2, colour=INK), 0.26),
        ((child.campaign, child.date_line), replace(middle, size=base * 1.2, leading=base * 1.7), 0.2),
    )
    blocks = [fit_text(texts, style, width, room * share, least=9.0) for texts, style, share in parts]
    free = max(room - sum(block.height(width) for block in blocks), 0) / (len(blocks) + 1)
    for block in blocks:
        top -= free
        block.draw(pen, left, top, width)
        top -= block.height(width)


def _frame(sheets: Sheets, inset: float, thickness: float) -> None:
    sheets.canvas.setStrokeColorRGB(*ACCENT)
    sheets.canvas.setLineWidth(thickness)
    sheets.canvas.rect(inset, inset, sheets.page_width - 2 * inset, sheets.page_height - 2 * inset)
