"""A list as it is now: one SELECT, then lines of households where these are asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, not_, select, true
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.exchange.tables_out import Cell
from mitzvah_desk.model import Campaign, Household, Partner, Person
from mitzvah_desk.model.expressions import (
    is_child_on,
    is_confidential,
    is_erased,
    is_in_touch,
    is_known_only_there,
)
from mitzvah_desk.office.lists.columns import OF_HOUSEHOLDS, OF_PARTNERS, OF_PEOPLE, yes_or_no
from mitzvah_desk.office.lists.conditions import build_test, has_consent
from mitzvah_desk.office.lists.households import Rows, format_salutations, household_columns, merge_cells
from mitzvah_desk.office.lists.problems import find_problems
from mitzvah_desk.rules.findings import Finding, Severity, info_finding
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, ListColumn, RowFor, Subject, Use
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience


class StoppedListError(ValueError):
    """A list asks for what is gone, or a question of it is not finished; the message says which."""

    def __init__(self, problems: Sequence[Finding]) -> None:
        super().__init__(" ".join(f"{each.text} {each.do}" for each in problems))


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line.

    Attributes:
        id: a number of its own within the list, for tables.
        record: whose page it opens: ``person``.
        record_id: the record's id.
        cells: what it shows, by the key of the column.
        persons: the persons for whom it stands.
    """

    id: int
    record: str
    record_id: int
    cells: Mapping[str, Cell]
    persons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it was read.

    Attributes:
        columns: its columns, in their order.
        rows: its lines, in its order; none where something stands against it.
        findings: who was left out and why, and what stands against it.
    """

    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What it asks for that is missing or gone; nothing leaves then: whom it means, nobody can know."""
        return tuple(each for each in self.findings if each.severity is Severity.HARD)

    def require_sound(self) -> "Listed":
        """Itself, where nothing stands against it; all that leaves is made of what this returns.

        Raises:
            StoppedListError: something does.
        """
        if self.problems:
            raise StoppedListError(self.problems)
        return self

    @property
    def titles(self) -> list[str]:
        """The headings."""
        return [column.title for column in self.columns]

    @property
    def cells(self) -> list[list[Cell]]:
        """The lines, cell by cell."""
        return [[row.cells[column.key] for column in self.columns] for row in self.rows]


def read_list(
    connection: Connection,
    definition: ListDefinition,
    campaign_id: int | None = None,
    *,
    today: date | None = None,
) -> Listed:
    """Reads a list. Whoever did not agree to its use is not on it, and a confidential partner is on none.

    A list that asks for what is gone, or of which a question is not finished, finds nobody and says why.

    Args:
        connection: the file.
        definition: what it asks for.
        campaign_id: what ``this campaign`` means.
        today: the day on which one is an adult or not yet; this one unless told otherwise.
    """
    day = today or date.today()
    offered = {column.key: column for column in COLUMNS[definition.subject]}
    columns = tuple(offered[key] for key in definition.columns)
    if problems := find_problems(connection, definition, campaign_id):
        return Listed(columns, (), problems)
    main_day = connection.execute(select(Campaign.main_day).where(Campaign.id == campaign_id)).scalar()
    test = build_test(definition, campaign_id, day, main_day)
    found: list[Finding] = []
    if definition.subject is Subject.PARTNERS:
        rows = _partners(connection, definition, test)
        found += _left_out(
            connection, select(func.count(Partner.id)).where(test, is_confidential(Partner.id))
        )
    else:
        may, there = has_agreed(definition.use, day), is_known_only_there(Person)
        rows = _people(connection, definition, and_(test, may, not_(there)), day)
        count = _from_people(select(func.count(Person.id)))
        if definition.use.purpose is not None:
            agreed = connection.execute(count.where(test, not_(may), not_(there))).scalar_one()
            found += _not_agreed(agreed, definition.use)
        found += _known_only_there(connection.execute(count.where(test, there)).scalar_one())
    return Listed(columns, _in_order(rows, *definition.sort), tuple(found))


def list_audience(use: Use) -> Audience:
    """For whose eyes a list of a use is: what goes into print is read by everybody."""
    return Audience.PUBLIC if use is Use.PRINT else Audience.COMMITTEE


def has_agreed(use: Use, today: date) -> ColumnElement[bool]:
    """Whether a person agreed to a use and is in touch; a newsletter is sent to no child."""
    if use.purpose is None:
        return true()
    agreed = and_(has_consent(use.purpose), is_in_touch(Person))
    return agreed if use is Use.PRINT else and_(agreed, not_(is_child_on(today, Person)))


def _from_people(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    people = query.select_from(Person).outerjoin(Household, Household.id == Person.household_id)
    return people.where(not_(is_erased(Person)))


def _people(
    connection: Connection, definition: ListDefinition, test: ColumnElement[bool], today: date
) -> list[ListRow]:
    wanted = {*definition.columns, definition.sort[0]}
    wide, in_print = definition.row_for is RowFor.HOUSEHOLD, definition.use is Use.PRINT
    told = wanted & {"addressed", "greeting"}
    young = is_child_on(today, Person)
    shown = (OF_HOUSEHOLDS if wide else OF_PEOPLE) | {"child": yes_or_no(young)}
    keys = sorted(wanted & shown.keys())
    parts: list[Any] = [Person.id, Person.household_id, Person.title, Person.given, Person.family]
    parts.append(Person.honours)
    parts.append(young.label("young"))
    if told:
        parts += household_columns(definition, today)
    query = _from_people(select(*parts, *(shown[key].label(f"shown {key}") for key in keys)))
    order = (func.lower(Person.family), func.lower(Person.given), Person.id)
    rows = connection.execute(query.where(test).order_by(*order)).all()

    def cells(members: Rows) -> dict[str, Cell]:
        each = [dict(zip(keys, member[len(parts) :], strict=True)) for member in members]
        if in_print and "family" in wanted and members[0].young:
            each[0]["family"] = ""  # in print by the first name only
        found: dict[str, Cell] = each[0] if len(each) == 1 else {key: merge_cells(key, each) for key in keys}
        return found | format_salutations(members, wide=wide) if told else found

    if not wide:
        by_id = ((row.id, row) for row in rows)
        return [ListRow(number, "person", number, cells([row]), (number,)) for number, row in by_id]
    homes: dict[tuple[str, int], list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        # In print a child stands alone: beside a family name, a first name would be a full one.
        alone = row.household_id is None or (in_print and row.young)
        homes[("person", row.id) if alone else ("household", row.household_id)].append(row)
    return [
        ListRow(number, record, record_id, cells(members), tuple(each.id for each in members))
        for number, ((record, record_id), members) in enumerate(homes.items(), start=1)
    ]


def _partners(connection: Connection, definition: ListDefinition, test: ColumnElement[bool]) -> list[ListRow]:
    keys = sorted({*definition.columns, definition.sort[0]})
    query = (
        select(Partner.id, *(OF_PARTNERS[key].label(f"shown {key}") for key in keys))
        .where(test, not_(is_confidential(Partner.id)))
        .order_by(func.lower(Partner.name), Partner.id)
    )
    return [
        ListRow(row["id"], "partner", row["id"], {key: row[f"shown {key}"] for key in keys})
        for row in connection.execute(query).mappings()
    ]


def _in_order(rows: Sequence[ListRow], key: str, down: bool) -> tuple[ListRow, ...]:  # noqa: FBT001  # as kept
    """Lines sorted by one column; those that have nothing there stand last, either way."""
    known = [row for row in rows if row.cells[key] not in {None, ""}]
    known.sort(key=lambda row: _order(row.cells[key]), reverse=down)
    return (*known, *(row for row in rows if row.cells[key] in {None, ""}))


def _order(cell: Cell) -> Any:  # noqa: ANN401  # a column holds texts, numbers or days alike
    return cell.casefold() if isinstance(cell, str) else cell


def _left_out(connection: Connection, query: Select[int]) -> Sequence[Finding]:
    count = connection.execute(query).scalar_one()
    if not count:
        return ()
    left = f"{count_noun(count, 'confidential partner')} {'is' if count == 1 else 'are'} left out"
    text = f"{left}: they are in no list."
    return (info_finding("list.confidential", "Partners", text, ""),)


def _known_only_there(count: int) -> Sequence[Finding]:
    if not count:
        return ()
    left = f"{count_noun(count, 'person')} {'is' if count == 1 else 'are'} left out"
    text = f"{left}: known only at a confidential partner, they are in no list."
    return (info_finding("list.confidential", "People", text, ""),)


def _not_agreed(count: int, use: Use) -> Sequence[Finding]:
    if not count:
        return ()
    who = f"{count:,} more {'person matches' if count == 1 else 'people match'}"
    if use is Use.NEWSLETTER:
        text = f"{who}, but did not agree to the newsletter, or {'is' if count == 1 else 'are'} under 18."
    else:
        text = f"{who}, but did not agree to their name in print."
    do = "Ask them; each person’s page has the permissions."
    return (info_finding("list.permission", "Permission", text, do),)
