"""The shifts of a project's rota: each with who is on it, and where there is still room to write a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mitzvah_desk.documents.layout.flow import (
    Block,
    FlowSection,
    Pill,
    Row,
    Rule,
    Stack,
    Text,
    VerticalSpace,
)
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Styles
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.shift_times import ANY_TIME
from mitzvah_desk.rules.rota.staffing import Staffing, describe_room, describe_taken, format_capacity

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
        staffing: how it stands, counted as on every screen.
        minimum: people needed.
        places: people that there is room for.
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
    staffing: Staffing
    minimum: int
    places: int
    people: tuple[RotaPerson, ...] = ()
    note: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    apart: bool = False
    over: bool = False

    @property
    def missing(self) -> int:
        """How many are still needed; nobody once it is over."""
        return 0 if self.over else self.staffing.gap

    @property
    def tally(self) -> str:
        """``3 of 5 places``; how many it takes where its words say who comes."""
        if self.apart:
            return f"for {format_capacity(self.minimum, self.places)}"
        return describe_taken(self.staffing.heads, self.places)

    @property
    def needs(self) -> str:
        """How full it is, in words."""
        if self.apart:
            return self.staffing.words
        return describe_room(self.staffing, self.places, over=self.over)


def list_shift_blocks(shifts: Sequence[RotaShift], styles: Styles, width: float) -> Iterator[Block]:
    """The blocks of a rota's shifts, with a heading where a day begins that is not the project's."""
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
        new_day = shift.day_line if shift.day_line != day else ""
        day = shift.day_line
        yield _shift(shift, new_day, styles, times, width)
        yield VerticalSpace(styles.body.size * 1.1)


def _shift(shift: RotaShift, new_day: str, styles: Styles, times: float, width: float) -> FlowSection:
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
    coloured = replace(styles.heading, colour=ACCENT)
    when = Stack((Text(start, coloured), Text(end, styles.muted)))
    if narrow:
        beside = replace(pill, style=styles.strong)
        named: Block = Stack((role, Row((tally, beside), (count, column - count - 10))))
    else:
        named = Row((role, _lowered(tally, 3), pill), (column - wide - count - 20, count, wide))
    new = replace(styles.strong, colour=ACCENT)
    details = [Text(line, new) for line in shift.changes]
    details += [Text(line, styles.muted) for line in (shift.place, shift.note, shift.reason) if line.strip()]
    rule = (Rule(1, LINE), VerticalSpace(gap * 0.5))
    above = (Text(new_day, coloured), VerticalSpace(gap * 0.4)) if new_day else ()
    heading = Stack(
        (
            *above,
            *rule,
            Row((when, Stack((named, *details, VerticalSpace(gap * 0.4)))), (times, column), between),
        )
    )
    continued = Text(f"{isolate_text(shift.role or 'Helpers')} (continued)", styles.strong)
    again = Stack((Row((Text(start, new), continued), (times, column), between), VerticalSpace(gap * 0.4)))
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
    blanks = shift.missing + min(2, max(shift.places - max(shift.staffing.heads, shift.minimum), 0))
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


def _time(shift: RotaShift) -> tuple[str, str]:
    """The two lines of the time column."""
    if shift.open_ended or not shift.start:
        return ANY_TIME, ""
    return shift.start, f"to {shift.end}" if shift.end else ""


def _lowered(block: Block, points: float) -> Stack:
    return Stack((VerticalSpace(points), block))
