"""“Where am I?”: everybody of a day under the letter of their name, with when, what and where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import make_section
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_BETWEEN = 10.0
_ROOMY = 34
"""In sizes of the text: from here on a name and its shifts stand side by side."""
_TWO = 76
"""In sizes of the text: a sheet so wide has two columns."""
_NOBODY = "Nobody is on a shift on this day yet."
_HOW = "Find your name; it says when you are needed, for what, and where."


@dataclass(frozen=True, slots=True)
class DoorShift:
    """One shift of somebody.

    Attributes:
        times: ``10:00–12:00``.
        project: what they do.
        place: where, by name; empty where it is not told, or the project's title says it.
    """

    times: str
    project: str
    place: str


@dataclass(frozen=True, slots=True)
class DoorName:
    """Somebody, or a group.

    Attributes:
        name: family name first, as the audience may see it.
        about: a group's heads, a number to ring; empty where neither is told.
        shifts: in order of time.
    """

    name: str
    about: str
    shifts: tuple[DoorShift, ...]


@dataclass(frozen=True, slots=True)
class DoorLetter:
    """Those whose names begin with a letter.

    Attributes:
        letter: the heading.
        names: in order.
    """

    letter: str
    names: tuple[DoorName, ...]


@dataclass(frozen=True, slots=True)
class WhereAmIValues:
    """Everything on the paper.

    Attributes:
        date_line: the day in full, with the Hebrew date.
        letters: one after the other.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    date_line: str
    letters: tuple[DoorLetter, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_where_am_i(values: WhereAmIValues, paper: Paper) -> bytes:
    """The paper as a PDF."""
    sheets = Sheets(
        paper,
        title=f"Where am I? {values.date_line}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    running = f"Where am I? · {values.date_line}"
    opening = Stack(tuple(_opening(values, sheets)))
    if opening.height(sheets.width) > sheets.page_height / 3:
        sheets.flow([opening, *_blocks(values, sheets.styles, sheets.width)], running)
    else:
        columns = 2 if sheets.width > sheets.styles.body.size * _TWO else 1
        blocks = list(_blocks(values, sheets.styles, sheets.divide(columns)))
        sheets.flow(blocks, running, opening=opening, columns=columns)
    return sheets.finish()


def _opening(values: WhereAmIValues, sheets: Sheets) -> Iterator[Block]:
    styles, gap = sheets.styles, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, sheets.width)
    yield VerticalSpace(gap * 0.7)
    yield Text("Where am I?", styles.title)
    yield Text(values.date_line, styles.muted)
    yield Text(_HOW if values.letters else _NOBODY, styles.body)
    yield VerticalSpace(gap * 0.7)


def _blocks(values: WhereAmIValues, styles: Styles, width: float) -> Iterator[Block]:
    names = [name for letter in values.letters for name in letter.names]
    times = widest_text((shift.times for name in names for shift in name.shifts), styles.body) + 2
    times = min(times, width * 0.4)
    wide = min(widest_text((name.name for name in names), styles.strong) + 2, width * 0.25)
    widths: tuple[float, ...] = (times, width - times - _BETWEEN)
    if width > styles.body.size * _ROOMY:
        widths = (wide, times, width - wide - times - 2 * _BETWEEN)
    loud = replace(styles, heading=replace(styles.heading, colour=ACCENT))
    for letter in values.letters:
        rows = [_make_row(name, styles, widths) for name in letter.names]
        yield make_section(letter.letter, rows, loud, marked=True)
        yield VerticalSpace(styles.body.size * 0.7)


def _make_row(name: DoorName, styles: Styles, widths: tuple[float, ...]) -> Block:
    """A name with its shifts beside it, or below it where a line holds few letters."""
    who = [Text(name.name, replace(styles.body, weight=Weight.BOLD, align="start"))]
    who += [Text(name.about, replace(styles.body, colour=GREY))] if name.about else []
    shifts = tuple(
        Row((Text(shift.times, styles.body), Text(_what(shift), styles.body)), widths[-2:], _BETWEEN)
        for shift in name.shifts
    )
    rule = Rule(3, LINE, 0.5)
    if len(widths) == 2:
        return Stack((VerticalSpace(2), *who, *shifts, rule), together=True)
    beside = sum(widths[1:]) + _BETWEEN
    row = Row((Stack(tuple(who)), Stack(shifts)), (widths[0], beside), _BETWEEN)
    return Stack((VerticalSpace(2), row, rule), together=True)


def _what(shift: DoorShift) -> str:
    return ", ".join(isolate_text(part) for part in (shift.project, shift.place) if part)
