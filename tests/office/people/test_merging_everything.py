"""Merging walks over every link that the model has: a table added later cannot be forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pytest
from conftest_office import done
from sqlalchemy import Column, Connection, Table, func, insert, select

from mitzvah_desk.model import UNJOURNALLED, Base
from mitzvah_desk.model.base import Flag, IsoDate, WallTime, Word
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.merge import Merge
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

MERGED = {
    *("person", "partner", "household", "skill", "role", "place", "project_kind", "item_category"),
    "storage_location",
}
LINKS = sorted(
    (key.column.table.name, table.name, key.parent.name)
    for table in Base.metadata.sorted_tables
    if table.name not in UNJOURNALLED
    for key in table.foreign_keys
    if key.column.table.name in MERGED
)
RULED: dict[str, dict[str, Any]] = {"person": {"given": "Somebody"}, "shift": {"open_ended": True}}
FOR_ONE = {"shift_notice", "print_notice"}  # each is for a person or a group
LATER = {"ends_at", "until_at", "visiting_until"}  # an end is after its start


def invented(connection: Connection, column: Column[Any]) -> Any:
    """Any value that a column takes; a record that it must lead to is made first."""
    for key in column.foreign_keys:
        return plant(connection, key.column.table, {})
    kind: Any = column.type
    if isinstance(kind, Word):
        words: type[StrEnum] = kind.words
        return next(iter(words))
    if isinstance(kind, Flag):
        return False
    if isinstance(kind, IsoDate):
        return date(2026, 11, 22)
    if isinstance(kind, WallTime):
        return datetime(2026, 11, 22, 12 if column.name in LATER else 10)
    return 1 if kind.python_type is int else f"{column.table.name} {column.name}"


def plant(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    """Adds a row with nothing but what it must have."""
    values = {**RULED.get(table.name, {}), **values}
    if table.name in FOR_ONE and not {"person_id", "group_id"} & values.keys():
        values["person_id"] = plant(connection, Base.metadata.tables["person"], {})
    needed = {
        column.name: invented(connection, column)
        for column in table.columns
        if column.name not in {"id", *values} and not column.nullable and column.default is None
    }
    number = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1
    connection.execute(insert(table).values(id=number, **needed, **values))
    return int(number)


@dataclass(frozen=True)
class Plant:
    """Adds a row that leads to a record; where it is of a pair, the other of the pair is a third."""

    table: str
    column: str
    to: int
    third: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        table = Base.metadata.tables[self.table]
        target = next(iter(table.c[self.column].foreign_keys)).column.table
        values = {self.column: self.to}
        if self.table != target.name:
            for key in table.foreign_keys:
                if key.column.table is target and not key.parent.nullable and key.parent.name != self.column:
                    values[key.parent.name] = self.third
        return Applied("Planted", (plant(work.connection, table, values),))


def rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    known = Base.metadata.tables[table]
    return [dict(row) for row in connection.execute(select(known).order_by(known.c.id)).mappings()]


def everything(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {name: rows(connection, name) for name in Base.metadata.tables if name not in UNJOURNALLED}


@pytest.mark.parametrize(("record", "table", "column"), LINKS)
def test_it_leads_to_the_one_that_stays_and_back_again(
    office: Office, record: str, table: str, column: str
) -> None:
    names = [{"given": f"P{n}"} if record == "person" else {"name": f"P{n}"} for n in range(4)]
    first, kept, other, last = (done(office, Add(record, values)).id for values in names)
    third = last if column == "person_id" or column == "partner_id" else first  # a pair has the lower first
    planted = done(office, Plant(table, column, other, third)).id
    before = office.query(everything)

    merged = done(office, Merge(record, kept, other))

    after = office.query(everything)
    (moved,) = (row for row in after[table] if row["id"] == planted)
    assert kept in {moved[column], moved.get("other_id")}
    assert other not in {moved[key.parent.name] for key in Base.metadata.tables[table].foreign_keys
                         if key.column.table.name == record}  # fmt: skip
    for name, kept_rows in before.items():
        assert len(after[name]) == len(kept_rows) - (name == record), name
    done(office, Add("household", {"name": "Later"}))
    assert office.undo(merged.step) is not None
    office.undo()
    assert office.query(everything) == before
