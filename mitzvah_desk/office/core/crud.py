"""The generic actions: add a record, set one of its fields, remove records. Editors are built on these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from mitzvah_desk.office.core import guards
from mitzvah_desk.office.core.actions import Action, Applied, RefusalError
from mitzvah_desk.office.core.records import RECORDS, Record, record_name
from mitzvah_desk.rules.fields.registry import field_noun
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

__all__ = ["Action", "Add", "AddMany", "Remove", "SetField", "SetFields"]


def normalise_values(known: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value as it will be kept; refuses with a finding for each that may not stand."""
    kept: dict[str, Any] = {}
    findings: list[Finding] = []
    for column, value in values.items():
        try:
            kept[column] = known.tidied(column, value)
        except ValueError as error:
            findings.append(
                hard_finding(
                    f"field.{column}", field_noun(known.table.name, column), str(error), "", field=column
                )
            )
    if findings:
        raise RefusalError(*findings)
    return kept


@dataclass(frozen=True)
class Add:
    """Adds one record, such as ``Add("person", {"given": "Ann", "family": "Cohen"})``."""

    record: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What capabilities have against it."""
        return guards.check_add(work.connection, self.record, self.values)

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it."""
        known = RECORDS[self.record]
        entry = known.model(**normalise_values(known, self.values))
        work.session.add(entry)
        work.session.flush()
        return Applied(f"Added {record_name(work.connection, self.record, entry.id)}", (entry.id,))


@dataclass(frozen=True)
class AddMany:
    """Adds many records of one noun in one step, such as everybody's skills.

    Each is held against the file as it was before them, not against the others of the step.
    """

    record: str
    rows: tuple[Mapping[str, Any], ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What capabilities have against one of them."""
        found = (f for row in self.rows for f in guards.check_add(work.connection, self.record, row))
        return list(dict.fromkeys(found))

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds them; the ids are in the order of the rows."""
        known = RECORDS[self.record]
        entries = [known.model(**normalise_values(known, row)) for row in self.rows]
        work.session.add_all(entries)
        work.session.flush()
        return Applied(f"Added {count_noun(len(entries), known.noun)}", tuple(entry.id for entry in entries))


@dataclass(frozen=True)
class SetFields:
    """Sets fields of one record together, such as a shift's start and end."""

    record: str
    record_id: int
    values: Mapping[str, Any]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What capabilities have against it."""
        return guards.check_change(work.connection, self.record, self.record_id, self.values)

    def apply(self, work: UnitOfWork) -> Applied:
        """Changes the record."""
        known = RECORDS[self.record]
        values = normalise_values(known, self.values)
        changed = work.session.execute(
            update(known.model).where(known.model.id == self.record_id).values(**values)
        )
        if getattr(changed, "rowcount", 0) == 0:
            raise RefusalError(not_found(known.noun))
        what = " and ".join(field_noun(self.record, column) for column in values)
        name = record_name(work.connection, self.record, self.record_id)
        unnamed = name == known.noun or name.startswith(f"{known.noun} of ")
        return Applied(f"Changed the {what} of {'the ' if unnamed else ''}{name}", (self.record_id,))


def SetField(record: str, record_id: int, column: str, value: Any) -> SetFields:  # noqa: ANN401
    """Sets one field, as an editor does when it is left."""
    return SetFields(record, record_id, {column: value})


def not_found(noun: str) -> Finding:
    """The finding for a record that is no longer there."""
    return hard_finding(
        "file.gone", noun, f"This {noun} was removed in the meantime.", "Undo the removal first."
    )


@dataclass(frozen=True)
class Remove:
    """Removes records of one noun and what belongs to them; one step, so one undo brings all back."""

    record: str
    record_ids: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses while other records need one of them, or goods hang on it."""
        return check_removal(work.connection, self.record, self.record_ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Removes them."""
        known = RECORDS[self.record]
        names = [record_name(work.connection, self.record, record_id) for record_id in self.record_ids]
        for record_id in self.record_ids:
            entry = work.session.get(known.model, record_id)
            if entry is None:
                raise RefusalError(not_found(known.noun))
            for other in RECORDS.values():
                if known.table.name in _goes_with(other):
                    mine = other.table.c[other.goes_with] == record_id
                    work.connection.execute(delete(other.table).where(mine))
            work.session.delete(entry)
            work.session.flush()
            work.session.expunge_all()
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return Applied(f"Removed {names[0]}{more}")


def _goes_with(known: Record) -> list[str]:
    """The table of the record with which one is removed, though the file would keep it."""
    keys = known.table.c[known.goes_with].foreign_keys if known.goes_with else ()
    return [key.column.table.name for key in keys]


def check_removal(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """What stands against removing records; empty where they may go."""
    known = RECORDS[record]
    if found := guards.check_removal(connection, record, record_ids):
        return found
    return [finding for each in record_ids for finding in _needed_by(connection, known, each)]


def _links(table_name: str, ondelete: str) -> list[tuple[str, Any]]:
    """The columns that lead to a table with this rule for its going, with their record's noun."""
    return [
        (known.noun, key.parent)
        for known in RECORDS.values()
        for key in known.table.foreign_keys
        if key.column.table.name == table_name and key.ondelete == ondelete
    ]


def _needed_by(connection: Connection, known: Record, record_id: int) -> list[Finding]:
    name = record_name(connection, known.table.name, record_id)
    findings = []
    for noun, column in _links(known.table.name, "RESTRICT"):
        number = connection.execute(
            select(func.count()).select_from(column.table).where(column == record_id)
        ).scalar_one()
        if number:
            findings.append(
                hard_finding(
                    "file.in_use",
                    name,
                    f"{name} is used by {count_noun(number, noun)}.",
                    f"Change or remove {'it' if number == 1 else 'those'} first.",
                )
            )
    return findings
