"""A brochure for the foyer: what one can do, project by project, how to say yes, and a slip to tear off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from mitzvah_desk.documents.layout.booklet import BookletPages
from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.pagination import Placed, paginate
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.qr import QrCode
from mitzvah_desk.documents.layout.skeleton import (
    ACCENT,
    GREY,
    LINE,
    Sheets,
    Styles,
    format_long_time,
    make_small_letterhead,
)
from mitzvah_desk.documents.layout.text import widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_PAPER = (1.0, 1.0, 1.0)
_CODE = 96.0
"""The side of a code in points: 3.4 cm, which a telephone reads from a hand's breadth."""
_INSET = 12.0
_INTRO = (
    "Choose what you would like to do. We tell you where it is when you say yes. Where no age is told it is "
    "for adults; please ask us about children."
)
_SLIP = "The slip on the last page says yes too: fill it in, tear it off and give it to us."
_NOTHING = "What there is to do is still being planned. Tell us that you would like to help."
_ASKED = ("Name", "Telephone", "E-mail", "Projects, by number", "How many people")


@dataclass(frozen=True, slots=True)
class BrochureProject:
    """One project.

    Attributes:
        title: its title.
        when: its day and hours; empty where neither is known.
        ages: from what age children can help; empty where it is for adults.
        summary: what it is, in a sentence or two.
    """

    title: str
    when: str
    ages: str
    summary: str


@dataclass(frozen=True, slots=True)
class BrochureValues:
    """Everything in the brochure.

    Attributes:
        campaign: its name.
        date_line: its day in full, with the Hebrew date.
        projects: in order of time.
        code: what the code beside the line on saying yes leads to; empty for none.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is; with the line that says how to say yes.
    """

    campaign: str
    date_line: str
    projects: tuple[BrochureProject, ...]
    code: str
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class _Banner(Block):
    """Texts on a coloured ground, ``inset`` points from its edges."""

    texts: tuple[Text, ...]
    inset: float

    def height(self, width: float) -> float:
        return sum(text.height(width - 2 * self.inset) for text in self.texts) + 2 * self.inset

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width)
        pen.box(x, top - tall, width, tall, fill=ACCENT)
        down = top - self.inset
        for text in self.texts:
            text.draw(pen, x + self.inset, down, width - 2 * self.inset)
            down -= text.height(width - 2 * self.inset)


def render_brochure(values: BrochureValues, paper: Paper) -> bytes:
    """The brochure as a PDF, its sheets to be printed on both sides (short edge), laid together and folded.

    Raises:
        ValueError: the link to be scanned is too long for a code; a sentence.
    """
    sheets = Sheets(
        replace(paper, landscape=True),
        title=f"What you can do: {values.campaign}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    pages, styles = BookletPages(sheets), sheets.styles
    slip = Stack(tuple(_slip_blocks(styles, pages.width)), together=True)
    slip_tall = slip.height(pages.width)
    cover, say_yes = _make_cover(values, styles, pages)
    inside = [*say_yes, *_project_blocks(values, styles, pages.width)]
    back = _lay_down(list(_back_blocks(values, styles, pages.width)), pages.width)
    if _height(back, pages.width) > pages.room - slip_tall:  # what stands before says the same
        back = []
    back.append(Placed(slip, pages.room - slip_tall))
    pages.draw([cover, *_share_out(inside, pages, slip_tall, styles), back])
    return sheets.finish()


def _share_out(
    blocks: Sequence[Block], pages: BookletPages, slip_tall: float, styles: Styles
) -> list[Sequence[Placed]]:
    """Blocks on the pages between the outer two, each about as full; what is left over is for notes.

    Nothing stands behind the slip, which is torn off.
    """
    inner = 2
    while len(paginate(blocks, pages.width, partial(_room, pages, inner, slip_tall, pages.room))) > inner:
        inner += 4
    low, high = max((block.height(pages.width) for block in blocks), default=0.0), pages.room
    while high - low > styles.body.leading:
        tried = (low + high) / 2
        many = len(paginate(blocks, pages.width, partial(_room, pages, inner, slip_tall, tried)))
        low, high = (tried, high) if many > inner else (low, tried)
    found: list[Sequence[Placed]] = []
    if blocks:
        found += paginate(blocks, pages.width, partial(_room, pages, inner, slip_tall, high))
    for number in range(len(found), inner):
        notes = _make_notes(styles, _room(pages, inner, slip_tall, pages.room, number))
        found.append(_lay_down(notes, pages.width))
    return found


def _room(pages: BookletPages, inner: int, slip_tall: float, most: float, number: int) -> float:
    """How much an inner page holds; the last of them has the slip behind it."""
    return min(most, pages.room - slip_tall if number == inner - 1 else pages.room)


def _make_notes(styles: Styles, room: float) -> list[Block]:
    """A heading, and lines to write on down to the foot."""
    head = Text("For your notes", replace(styles.heading, colour=GREY))
    line = styles.body.size * 2.2
    return [head, *[Rule(line, LINE)] * int((room - styles.heading.leading) // line)]


def _height(placed: Sequence[Placed], width: float) -> float:
    return max((each.down + each.block.height(width) for each in placed), default=0.0)


def _lay_down(blocks: Sequence[Block], width: float) -> list[Placed]:
    placed, down = [], 0.0
    for block in blocks:
        placed.append(Placed(block, down))
        down += block.height(width)
    return placed


def _make_cover(
    values: BrochureValues, styles: Styles, pages: BookletPages
) -> tuple[list[Placed], list[Block]]:
    """Whose it is and what it is, at the foot how to say yes; what has no room comes after."""
    width, size = pages.width, styles.body.size
    loud = replace(styles.title, size=min(size * 2.6, 33), leading=min(size * 3.1, 40), colour=_PAPER)
    named = replace(styles.heading, size=size * 1.4, leading=size * 1.8, align="start", colour=_PAPER)
    above: list[Block] = [
        make_small_letterhead(values.letterhead, styles, width),
        VerticalSpace(size * 2),
        _Banner((Text("What you can do", loud), Text(values.campaign, named)), size),
        VerticalSpace(size),
        Text(values.date_line, styles.strong),
        VerticalSpace(size),
        Text(_INTRO if values.projects else _NOTHING, styles.body),
        VerticalSpace(size),
    ]
    after: list[Block] = []
    while len(above) > 1 and _height(_lay_down(above, width), width) > pages.room:
        after.insert(0, above.pop())
    say_yes = Stack((*_yes_blocks(values, styles, width), Text(_SLIP, styles.body)), together=True)
    cover, low = _lay_down(above, width), pages.room - say_yes.height(width)
    if after or _height(cover, width) > low:
        return cover, [*after, say_yes, VerticalSpace(size)]
    return [*cover, Placed(say_yes, low)], []


def _yes_blocks(values: BrochureValues, styles: Styles, width: float) -> Iterator[Block]:
    """How to say yes: in the committee's words, with a code where they lead somewhere."""
    head = values.letterhead
    line = head.sign_up_line or "Tell us which of it you would like to do."
    said: list[Block] = [Text("How to say yes", replace(styles.heading, colour=ACCENT))]
    said += [VerticalSpace(styles.body.size * 0.2), Text(line, styles.strong)]
    said += [] if head.sign_up_line else [Text(head.contact_line, styles.body)]
    told: Block = Stack(tuple(said))
    if values.code:
        told = Row((told, QrCode(values.code, _CODE)), (width - _CODE - _INSET, _CODE), _INSET)
    yield Stack((Rule(1, ACCENT, 1.5), VerticalSpace(styles.body.size * 0.6), told), together=True)
    yield VerticalSpace(styles.body.size * 0.5)


def _project_blocks(values: BrochureValues, styles: Styles, width: float) -> Iterator[Block]:
    size = styles.body.size
    number_wide = widest_text((str(len(values.projects)),), styles.heading) + 2
    beside = width - number_wide - _INSET
    for number, project in enumerate(values.projects, start=1):
        told = [
            Text(project.title, replace(styles.heading, align="start")),
            *(Text(line, styles.strong) for line in (project.when,) if line),
            *(Text(line, replace(styles.body, colour=GREY)) for line in (project.ages,) if line),
            *(Text(line, styles.body) for line in (project.summary,) if line),
        ]
        cells = (Text(str(number), replace(styles.heading, colour=ACCENT, align="right")), Stack(tuple(told)))
        row = Row(cells, (number_wide, beside), _INSET)
        yield Stack((row, VerticalSpace(size * 0.7)), together=True)


def _back_blocks(values: BrochureValues, styles: Styles, width: float) -> Iterator[Block]:
    yield from _yes_blocks(values, styles, width)
    yield Text("Thank you for giving your time.", styles.body)
    yield VerticalSpace(styles.body.size * 0.5)
    yield Text(f"Printed {format_long_time(values.printed_at)}", styles.muted)


def _slip_blocks(styles: Styles, width: float) -> Iterator[Block]:
    """A slip to tear off: who, how they are reached, what they would like to do, and how many come."""
    size = styles.body.size
    yield VerticalSpace(size * 0.5)
    yield Rule(4, GREY, 1, dashed=True)
    yield VerticalSpace(size * 0.6)
    yield Text("Yes, I would like to help", replace(styles.heading, colour=ACCENT))
    wide = min(widest_text(_ASKED, styles.body) + 2, width * 0.55)
    by_hand = size * 2.1
    for asked in _ASKED:
        label = Stack((VerticalSpace(by_hand - styles.body.leading), Text(asked, styles.body)))
        yield Row((label, Rule(by_hand, LINE)), (wide, width - wide - _INSET), _INSET)
    yield VerticalSpace(size * 0.3)
