"""The rota of one project: when, what, who, and where there is still room to write a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import (
    Block,
    FlowSection,
    Pill,
    Row,
    Rule,
    Stack,
    Text,
    Tick,
    VerticalSpace,
)
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing

_NOT_COUNTED = ("reserve", "declined", "absent")
_ASKED = "asked"
_MOST_BLANKS = 60
_MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class RotaPerson:
    """Somebody, or a group, on a shift.

    Attributes:
        name: as the audience may see it.
        status: a word such as ``asked`` or ``reserve``; empty where nothing need be said.
        phone: where the audience may see it.
        count: 1, or a group's head count.
        is_group: whether a group.
        children: how many of a group's heads.
        adults: how many of a group's heads.
        reason: why a clash was overridden.
        is_new: whether they stood not on the rota that this one replaces.
    """

    name: str
    status: str = ""
    phone: str | None = None
    count: int = 1
    is_group: bool = False
    children: int = 0
    adults: int = 0
    reason: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class RotaShift:
    """One shift.

    Attributes:
        day_line: its day in full where it is not the project's.
        start: ``10:00``.
        end: ``12:00``; empty where there is none.
        open_ended: no fixed time.
        role: the job.
        place: where it is not the project's.
        minimum: people needed.
        maximum: people that there is room for.
        people: who is on it.
        note: for those on it.
        reason: why it stands in spite of a clash.
        changes: what is otherwise than on the rota that this one replaces, a line each.
        apart: whether those who were asked and have not answered are counted apart.
        over: whether it is past, so that nobody is looked for any more.
    """

    day_line: str
    start: str
    end: str
    open_ended: bool
    role: str
    place: str
    minimum: int
    maximum: int
    people: tuple[RotaPerson, ...] = ()
    note: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    apart: bool = False
    over: bool = False

    @property
    def staffing(self) -> Staffing:
        """How it stands."""
        asked = sum(person.count for person in self.people if person.status == _ASKED)
        return count_staffing(self.coming - asked, asked, self.minimum, self.maximum)

    @property
    def coming(self) -> int:
        """Heads that count; a reserve does not."""
        return sum(person.count for person in self.people if person.status not in _NOT_COUNTED)

    @property
    def missing(self) -> int:
        """How many are still needed; nobody once it is over."""
        return 0 if self.over else max(self.minimum - self.coming, 0)

    @property
    def tally(self) -> str:
        """``3 of 5``; how many it takes where its words say who comes."""
        if self.apart:
            least = "" if self.minimum == self.maximum else f"{self.minimum}–"
            return f"for {least}{self.maximum}"
        return f"{self.coming} of {self.minimum if self.missing else max(self.maximum, self.minimum)}"

    @property
    def needs(self) -> str:
        """How full it is, in words."""
        if self.apart:
            return self.staffing.words
        if self.over:
            return "over"
        if self.missing:
            return f"needs {self.missing} more"
        room = self.maximum - self.coming
        if room > 0:
            return f"room for {room} more"
        return f"{-room} too many" if room < 0 else "full"


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One act: when, what, by whom."""

    time: str
    title: str
    performer: str = ""


@dataclass(frozen=True, slots=True)
class RotaValues:
    """Everything on a project's rota, as its audience may see it.

    Attributes:
        project: its title.
        kind: of project.
        status: idea, planned, confirmed, done or cancelled.
        date_line: its day in full.
        hebrew_date: the same day in the Jewish calendar.
        place: where; empty where it is not told.
        coordinator: who runs it.
        coordinator_phone: their number.
        partners: with their part in brackets.
        summary: a paragraph or more.
        shifts: in order of time.
        programme: in order of time.
        materials: what to bring.
        findings: sentences on what is still to be settled.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
        replaces: which earlier print it replaces, in a sentence; empty where none.
        dropped: shifts of that one that are gone, a line each.
    """

    project: str
    kind: str
    status: str
    date_line: str
    hebrew_date: str | None
    place: Annotated[str, Needed("the place")]
    coordinator: Annotated[str, Needed("whom to ask")]
    coordinator_phone: str | None
    partners: tuple[str, ...]
    summary: str
    shifts: tuple[RotaShift, ...]
    programme: tuple[ProgrammeLine, ...]
    materials: tuple[str, ...]
    findings: tuple[str, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead
    replaces: str = ""
    dropped: tuple[str, ...] = ()


def render_project_rota(values: RotaValues, paper: Paper) -> bytes:
    """The rota as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"Rota: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    styles, width = sheets.styles, sheets.width
    blocks = [
        *_head(values, title, styles, width),
        *_shifts(values.shifts, styles, width),
        *_list("No longer planned", values.dropped, styles, width, ticks=False),
        *_programme(values.programme, styles, width),
        *_list("To bring", values.materials, styles, width, ticks=True),
        *_list("Still to settle", values.findings, styles, width, ticks=False),
    ]
    running = " · ".join(part for part in (title, values.date_line) if part)
    sheets.flow(blocks, running)
    return sheets.finish()


def _head(values: RotaValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    if values.status == "cancelled":
        yield Pill("Cancelled", styles.heading, filled=True)
        yield VerticalSpace(gap * 0.5)
    status = "" if values.status == "cancelled" else values.status
    about = " · ".join(part for part in ("Rota", isolate_text(values.kind), status) if part)
    yield Text(title, replace(styles.title, align="start"))
    yield Text(about, styles.muted)
    if values.replaces:
        yield Text(values.replaces, replace(styles.strong, colour=ACCENT, align="start"))
    yield VerticalSpace(gap * 0.8)
    when = values.date_line
    if values.hebrew_date:
        when = f"{when}  ·  {isolate_text(values.hebrew_date)}" if when else values.hebrew_date
    runs_it = "  ·  ".join(
        isolate_text(part) for part in (values.coordinator, values.coordinator_phone) if part
    )
    facts = (
        ("When", (when,), styles.strong),
        ("Where", (values.place,), styles.body),
        ("Coordinator", (runs_it,), styles.body),
        ("Partners", values.partners, styles.body),
    )
    label = widest_text((fact[0] for fact in facts), styles.muted) + 4
    for name, lines, style in facts:
        stack = Stack(tuple(Text(line, style) for line in lines if line))
        if stack.blocks:
            yield Row((Text(name, styles.muted), stack), (label, width - label - 12), 12)
            yield VerticalSpace(gap * 0.2)
    if values.summary.strip():
        yield VerticalSpace(gap * 0.5)
        yield Text(values.summary, replace(styles.body, align="start"))
    yield VerticalSpace(gap * 1.2)


def _shifts(shifts: Sequence[RotaShift], styles: Styles, width: float) -> Iterator[Block]:
    if not shifts:
        yield Rule(1, LINE)
        yield VerticalSpace(styles.body.size)
        yield Text("No shifts yet.", styles.heading)
        yield Text("As soon as this project has shifts, they stand here, each with its helpers.", styles.body)
        return
    times = (
        max(widest_text((_time(shift)[0] for shift in shifts), styles.heading), styles.body.size * 4.5) + 4
    )
    day = ""
    for shift in shifts:
        if shift.day_line and shift.day_line != day:
            yield Text(shift.day_line, replace(styles.heading, colour=ACCENT))
            yield VerticalSpace(styles.body.size * 0.4)
        day = shift.day_line
        yield _shift(shift, styles, times, width)
        yield VerticalSpace(styles.body.size * 1.1)


def _shift(shift: RotaShift, styles: Styles, times: float, width: float) -> FlowSection:
    between = 14.0
    column = width - times - between
    gap = styles.body.size
    pill = Pill(shift.needs, replace(styles.strong, align="right"), filled=shift.missing > 0)
    wide = min(widest_text((shift.needs,), styles.strong) + 13, column / 2)
    count = widest_text((shift.tally,), styles.strong) + 2
    narrow = column - wide - count - 20 < gap * 8
    role = Text(shift.role or "Helpers", styles.heading)
    tally = Text(shift.tally, replace(styles.strong, align="left" if narrow else "right"))
    start, end = _time(shift)
    when = Stack((Text(start, replace(styles.heading, colour=ACCENT)), Text(end, styles.muted)))
    if narrow:
        beside = replace(pill, style=styles.strong)
        named: Block = Stack((role, Row((tally, beside), (count, column - count - 10))))
    else:
        named = Row((role, _lowered(tally, 3), pill), (column - wide - count - 20, count, wide))
    new = replace(styles.strong, colour=ACCENT)
    details = [Text(line, new) for line in shift.changes]
    details += [Text(line, styles.muted) for line in (shift.place, shift.note, shift.reason) if line.strip()]
    rule = (Rule(1, LINE), VerticalSpace(gap * 0.5))
    heading = Stack(
        (*rule, Row((when, Stack((named, *details, VerticalSpace(gap * 0.4)))), (times, column), between))
    )
    continued = Text(f"{isolate_text(shift.role or 'Helpers')} (continued)", styles.strong)
    coloured = replace(styles.strong, colour=ACCENT)
    again = Stack(
        (Row((Text(start, coloured), continued), (times, column), between), VerticalSpace(gap * 0.4))
    )
    people = (
        Row((VerticalSpace(0), row), (times, column), between) for row in _people(shift, styles, column)
    )
    rows = tuple(Stack((row,), together=True) for row in people)  # nobody's number on another page
    return FlowSection(heading, again, Stack(rows))


def _people(shift: RotaShift, styles: Styles, width: float) -> Iterator[Block]:
    """Names in as many columns as they fit into, then lines to write on."""
    gap = 16.0
    named = [_person(person, styles) for person in shift.people]
    texts = [block.text for stack in named for block in stack.blocks if isinstance(block, Text)]
    broad = sorted(widest_text((text,), styles.strong) for text in texts)
    # A few long names may wrap rather than cost everybody a column.
    usual = max(broad[int(len(broad) * 0.85)] if broad else 0.0, styles.body.size * 10)
    columns = max(1, min(_MOST_COLUMNS, int((width + gap) // (usual + gap))))
    wide = (width - (columns - 1) * gap) / columns
    blanks = shift.missing + min(2, max(shift.maximum - max(shift.coming, shift.minimum), 0))
    line = Rule(styles.body.leading * 1.6, GREY)
    cells: list[Block] = [*named, *([line] * min(blanks, _MOST_BLANKS))]
    for first in range(0, len(cells), columns):
        row = cells[first : first + columns]
        row += [VerticalSpace(0)] * (columns - len(row))
        yield Row(tuple(row), (wide,) * columns, gap)
    if blanks > _MOST_BLANKS:
        yield Text(f"And places for {blanks - _MOST_BLANKS} more.", styles.muted)


def _person(person: RotaPerson, styles: Styles) -> Stack:
    name = isolate_text(person.name) or "Name not known"
    said = ", ".join(filter(None, ("new" if person.is_new else "", person.status)))
    style = replace(styles.strong, colour=ACCENT) if person.is_new else styles.strong
    lines = [Text(f"{name} ({said})" if said else name, style)]
    more = (_heads(person) if person.is_group else "", person.phone, person.reason)
    lines += [Text(line, styles.muted) for line in more if line]
    return Stack((*lines, VerticalSpace(styles.body.size * 0.25)))


def _heads(group: RotaPerson) -> str:
    """``16 children and 2 adults``."""
    if not group.children:
        return count_noun(group.count, "person")
    adults = f" and {count_noun(group.adults, 'adult')}" if group.adults else ""
    return count_noun(group.children, "child") + adults


def _programme(programme: Sequence[ProgrammeLine], styles: Styles, width: float) -> Iterator[Block]:
    if not programme:
        return
    times = widest_text((line.time for line in programme), styles.strong) + 4
    rows = []
    for line in programme:
        what = [Text(line.title, styles.body)]
        what += [Text(line.performer, styles.muted)] if line.performer else []
        cells = (Text(line.time, replace(styles.strong, colour=ACCENT)), Stack((*what, VerticalSpace(4))))
        rows.append(Row(cells, (times, width - times - 14), 14) if times > 4 else cells[1])
    yield _titled("Programme", rows, styles)
    yield VerticalSpace(styles.body.size)


def _list(title: str, items: Sequence[str], styles: Styles, width: float, *, ticks: bool) -> Iterator[Block]:
    if not items:
        return
    sign: Block = Tick(styles.body) if ticks else Text("•", styles.strong)
    beside = styles.body.size
    rows = [
        Row((sign, Text(item, styles.body)), (beside, width - beside - 8), 8)
        for item in items
        if item.strip()
    ]
    yield _titled(title, rows, styles)
    yield VerticalSpace(styles.body.size)


def _titled(title: str, rows: Sequence[Block], styles: Styles) -> FlowSection:
    rule = (Rule(1, LINE), VerticalSpace(styles.body.size * 0.5))
    heading = Stack((*rule, Text(title, styles.heading), VerticalSpace(4)))
    again = Stack((Text(f"{isolate_text(title)} (continued)", styles.strong), VerticalSpace(4)))
    return FlowSection(heading, again, Stack(tuple(rows)))


def _time(shift: RotaShift) -> tuple[str, str]:
    """The two lines of the time column."""
    if shift.open_ended or not shift.start:
        return "Any time", ""
    return shift.start, f"to {shift.end}" if shift.end else ""


def _lowered(block: Block, points: float) -> Stack:
    return Stack((VerticalSpace(points), block))
