"""Thank-you letters, one addressee after the other, for a window envelope (DL)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from mitzvah_desk.documents.layout.flow import Block, Picture, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.logo import fit_picture, load_logo
from mitzvah_desk.documents.layout.pagination import paginate
from mitzvah_desk.documents.layout.paper import MM, Paper
from mitzvah_desk.documents.layout.rich import make_paragraph
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets
from mitzvah_desk.documents.layout.text import Style, is_right_to_left, isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle

_WINDOW_TOP = 51 * MM
_WINDOW_WIDTH = 82 * MM
_BODY_TOP = 92 * MM
_HEAD, _FOOT = "head", "foot"


class DrawingCancelled(Exception):  # noqa: N818 - it is no error
    """The user stopped a batch; nothing was made."""


@dataclass(frozen=True, slots=True)
class LetterValues:
    """One letter.

    Attributes:
        addressee_lines: name and address as on an envelope.
        greeting: ``Dear Ann and Bob,``.
        parts: what it says, line by line.
        signatory_name: who signs.
        signatory_role: what they are.
        date_line: the day in full.
        reference: ours, where there is one.
        closing: the words above the signature.
    """

    addressee_lines: tuple[str, ...]
    greeting: str
    parts: tuple[LetterLine, ...]
    signatory_name: str
    signatory_role: str
    date_line: str
    reference: str | None = None
    closing: str = "With warm thanks,"


def render_thank_you_letters(
    letters: Sequence[LetterValues],
    letterhead: Letterhead,
    paper: Paper,
    *,
    printed_at: datetime,
    audience: Audience,
    progress: Callable[[int, int], bool] | None = None,
) -> bytes:
    """All the letters in one PDF, each beginning on a page of its own.

    The audience of the batch stands among the PDF's facts and not on the letters, which leave the house.

    Args:
        letters: one for each addressee, from first to last.
        letterhead: who writes.
        paper: what they are printed on.
        printed_at: when, in local time.
        audience: who may see the batch.
        progress: told how many of how many are done; returns False to stop.

    Raises:
        Cancelled: ``progress`` said stop.
    """
    sheets = Sheets(
        paper, title="Thank-you letters", letterhead=letterhead, audience=audience, printed_at=printed_at
    )
    office = _Stationery(sheets, letterhead)
    for number, letter in enumerate(letters):
        if progress is not None and not progress(number, len(letters)):
            raise DrawingCancelled
        office.write(letter)
    if not letters:
        sheets.flow([Text("There are no letters to write.", sheets.styles.body)], "")
    if progress is not None:
        progress(len(letters), len(letters))
    return sheets.finish()


class _Stationery:
    """The letterhead, drawn once for all letters, and how a letter is laid on it."""

    def __init__(self, sheets: Sheets, letterhead: Letterhead) -> None:
        self._sheets = sheets
        self._side = 25 * MM if sheets.page_width > 180 * MM else sheets.paper.margin
        self._width = sheets.page_width - 2 * self._side
        self._edge = 13 * MM if sheets.paper.size == "A5" else 15 * MM
        self._heading: tuple[Block, ...] = ()
        head, foot = self._head(letterhead), self._foot(letterhead.contact_line)
        if head.height(self._width) + foot.height(self._width) > sheets.page_height * 0.45:
            # Too much for a fixed place on a sheet so small: it flows above each letter instead.
            self._heading, head, foot = (
                (head, foot, VerticalSpace(sheets.styles.body.size)),
                Stack(()),
                Stack(()),
            )
        self._foot_height = foot.height(self._width)
        below = head.height(self._width) + self._edge + (9 * MM if head.blocks else 0)
        for_window = sheets.paper.size == "A4" and not sheets.paper.landscape and not self._heading
        self._top = max(_WINDOW_TOP, below) if for_window else below
        self._body_top = _BODY_TOP if for_window else 0.0
        self._form(_HEAD, head, sheets.page_height - self._edge)
        self._form(_FOOT, foot, self._edge + self._foot_height)

    def _form(self, name: str, block: Block, top: float) -> None:
        canvas = self._sheets.canvas
        canvas.beginForm(name, 0, 0, self._sheets.page_width, self._sheets.page_height)
        block.draw(self._sheets.pen, self._side, top, self._width)
        canvas.endForm()

    def _head(self, letterhead: Letterhead) -> Stack:
        styles = self._sheets.styles
        large = replace(styles.title, size=styles.body.size * 1.65, leading=styles.body.size * 2)
        left: Block = Text(letterhead.name, large)
        small = replace(styles.muted, align="right")
        address = tuple(Text(line, small) for line in letterhead.address)
        right = min(self._width * 0.4, widest_text(letterhead.address, small))
        wide = self._width - right - 14
        if (logo := load_logo(letterhead.logo)) is not None:
            across, down = fit_picture(logo, wide / 3, 20 * MM)
            drop = VerticalSpace(max(0.0, (down - left.height(wide - across - 12)) / 2))
            named = Stack((drop, left))
            left = Row((Picture(logo, across, down), named), (across, wide - across - 12), 12)
        row = Row((left, Stack(address)), (wide, right), 14)
        if row.height(self._width) <= 0:
            return Stack(())
        return Stack((row, Rule(10, ACCENT, 1.5)))

    def _foot(self, contact: str) -> Stack:
        styles = self._sheets.styles
        if not contact:
            return Stack(())
        return Stack((Rule(1, LINE), VerticalSpace(5), Text(contact, replace(styles.muted, align="center"))))

    def write(self, letter: LetterValues) -> None:
        """Draws one letter."""
        sheets, line = self._sheets, self._sheets.styles.body.leading
        numbers = line + 6
        low = self._edge + self._foot_height + numbers
        rooms = (sheets.page_height - self._top - low, sheets.page_height - self._edge - 2 * line - low)
        pages = paginate(self._blocks(letter), self._width, lambda page: rooms[min(page, 1)])
        for number, placed in enumerate(pages, start=1):
            top = sheets.page_height - self._top
            sheets.canvas.doForm(_FOOT)
            if number == 1:
                sheets.pen.bookmark(next(iter(letter.addressee_lines), letter.greeting))
                sheets.canvas.doForm(_HEAD)
            else:
                top = sheets.page_height - self._edge - 2 * line
            if len(pages) > 1:
                numbering = replace(sheets.styles.muted, align="right")
                words = f"Page {number} of {len(pages)}"
                sheets.pen.text(words, numbering, self._width, x=self._side, top=low)
            sheets.page(placed, top, self._side, self._width)

    def _blocks(self, letter: LetterValues) -> list[Block]:
        styles, width = self._sheets.styles, self._width
        body = replace(styles.body, align="start")
        gap = VerticalSpace(styles.body.size * 0.75)
        address = Stack(tuple(Text(line, styles.body) for line in letter.addressee_lines if line.strip()))
        mine = [
            letter.date_line,
            f"Our reference: {isolate_text(letter.reference)}" if letter.reference else "",
        ]
        dated = Stack(tuple(Text(line, replace(styles.muted, align="right")) for line in mine if line))
        beside = min(width * 0.5, widest_text(mine, styles.muted) + 1)
        room = min(_WINDOW_WIDTH, width - beside - 10)
        zone = Row((address, dated), (room, width - room - 10))
        beside = styles.body.size
        listed = styles.body if is_right_to_left(letter.greeting) else replace(styles.body, from_left=True)
        blocks: list[Block] = [
            *self._heading,
            zone,
            VerticalSpace(max(8 * MM, self._body_top - self._top - zone.height(width))),
            Text(letter.greeting, body),
            gap,
        ]
        bullets = False
        for part in letter.parts:
            if bullets and part.look is not LineStyle.BULLET:
                blocks.append(gap)
            bullets = part.look is LineStyle.BULLET
            if bullets:
                room = width - beside - 6
                said = make_paragraph(part.text, part.runs, listed, room)
                blocks.append(Row((_bullet(styles.strong), said), (beside, room), 6))
            else:
                bold = replace(styles.strong, align="start")
                whole = part.look is LineStyle.BOLD
                blocks += [
                    Text(part.text, bold) if whole else make_paragraph(part.text, part.runs, body, width),
                    gap,
                ]
        if bullets:
            blocks.append(gap)
        signature = (
            Text(letter.closing, body),
            VerticalSpace(15 * MM),
            Text(letter.signatory_name, replace(styles.strong, align="start")),
            Text(letter.signatory_role, replace(styles.muted, align="start")),
        )
        return [*blocks, VerticalSpace(4), Stack(signature, together=True)]


@lru_cache
def _bullet(style: Style) -> Text:
    return Text("•", replace(style, colour=ACCENT))
