"""Groups in a list of sign-ups: a class or a youth movement of the book, with how many of them come."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.importing.existing_records import ExistingRecords, Row, ShiftKnown
from mitzvah_desk.office.importing.plan import DeferredAction, RowFate, RowOutcome
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.office.importing.composer import Composer, RowRead


@dataclass(frozen=True, slots=True)
class GroupComing:
    """A group of the book, and how many adults and children of it come."""

    id: int
    name: str
    adults: int
    children: int


def find_named_group(cells: Cells, known: ExistingRecords) -> Row | None:
    """The group of the book that a row names in the place of a person; None where it names none."""
    name = cells.text("name") or cells.text("given") or cells.text("family") or cells.text("group")
    if cells.text("given") and cells.text("family"):
        return None
    return known.groups.get(known.group_names.get(normalise_label(name), 0))


def read_group_size(cells: Cells, group: Row) -> GroupComing | None:
    """How many of a group come; None where the row does not say, which is a problem of its own.

    Where it says only how many in all, the group's usual adults are among them, and the rest are children.
    """
    name = group["name"]
    adults, children = (cells.read(key, reading.parse_count) for key in ("adults", "children"))
    heads = cells.read("heads", reading.parse_count)
    if cells.problems:
        return None
    if adults is None and children is None and heads is not None:
        if not group["adults"] and not group["children"]:
            cells.problems.append(
                f"The book does not say how many of {name} are adults. Say it in columns “Adults” and"
                " “Children”, or give the group its numbers under People."
            )
            return None
        adults = min(heads, group["adults"]) if group["children"] else heads
        children = heads - adults
    coming = GroupComing(group["id"], name, adults or 0, children or 0)
    if coming.adults + coming.children:
        return coming
    cells.problems.append(
        f"{name} is a group, and this row does not say how many come. Say it in a column “How many come”,"
        " or in “Adults” and “Children”."
    )
    return None


def unnamed_people_text(cells: Cells, people: int) -> str:
    """What is said of a row by which more come than it names; empty where it names them all."""
    heads = cells.read("heads", reading.parse_count)
    if heads is None or heads <= people or not people:
        return ""
    names = "one" if people == 1 else f"{people}"
    do = "Name each of them, or add the group under People first."
    return f"{heads:,} come, but this row names only {names}. {do}"


def import_group_row(
    row: "RowRead", composer: "Composer", group: GroupComing, shifts: Mapping[ShiftKnown, str]
) -> RowFate:
    """Lets a group be put on shifts, each with its words; where it is on one, it must be as many."""
    heads = (group.adults, group.children)
    told = _heads(*heads)
    fate = RowOutcome.SAME
    on = composer.groups_on
    for shift, words in shifts.items():
        there = on.get((shift.id, group.id), heads)
        if there != heads:
            detail = (
                f"{group.name}: {_heads(*there)} are on {words} already. Put the numbers right on the rota."
            )
            return RowFate(row.line, row.cells, RowOutcome.PROBLEM, group.name, detail)
    for shift in shifts:
        if (shift.id, group.id) not in on:
            fate = RowOutcome.NEW
            on[shift.id, group.id] = heads
            composer.deeds.append(DeferredAction(row.line, partial(_assign, shift.id, group)))
    return RowFate(row.line, row.cells, fate, group.name, ", ".join([*shifts.values(), told]))


def _assign(shift: int, group: GroupComing, _ids: Mapping[int, int]) -> Action:
    status = AssignmentStatus.CONFIRMED
    return Assign(shift, group_id=group.id, adults=group.adults, children=group.children, status=status)


def _heads(adults: int, children: int) -> str:
    return f"{count_noun(adults, 'adult')} and {count_noun(children, 'child')}"
