"""The generic actions: add a record, set one of its fields, remove records. Editors are built on these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import Connection, func, select, update

from mitzvah_desk.model import Base, Person, Quotation
from mitzvah_desk.office.core.actions import Action, Applied, Area, RefusalError, Risky
from mitzvah_desk.office.core.records import RECORDS, Record, field_label, record_name
from mitzvah_desk.office.goods.catalogue import similar_item
from mitzvah_desk.office.goods.delete_guards import (
    check_locked_fields,
    check_protected_tables,
    find_delete_blockers,
)
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store import journal
from mitzvah_desk.store.data_file import UnitOfWork

__all__ = ["Action", "Add", "ErasePerson", "Remove", "SetField", "SetFields", "field_label"]


def normalise_values(known: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Every value as it will be kept; refuses with a finding for each that may not stand."""
    kept: dict[str, Any] = {}
    findings: list[Finding] = []
    for column, value in values.items():
        try:
            kept[column] = known.tidied(column, value)
        except ValueError as error:
            findings.append(
                hard_finding(f"field.{column}", field_label(column), str(error), "", field=column)
            )
    if findings:
        raise RefusalError(*findings)
    return kept


@dataclass(frozen=True)
class Add:
    """Adds one record, such as ``Add("person", {"given": "Ann", "family": "Cohen"})``."""

    record: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def areas(self) -> frozenset[Area]:
        """The record's own."""
        return RECORDS[self.record].areas

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what only its own action writes; asks where an item is nearly called so already."""
        if self.record == "item":
            return similar_item(work.connection, self.values.get("name"))
        return check_protected_tables(self.record, self.values, new=True)

    def apply(self, work: UnitOfWork, reason: str) -> Applied:  # noqa: ARG002
        """Adds it."""
        known = RECORDS[self.record]
        entry = known.model(**normalise_values(known, self.values))
        work.session.add(entry)
        work.session.flush()
        return Applied(f"Added {record_name(work.connection, self.record, entry.id)}", (entry.id,))


@dataclass(frozen=True)
class SetFields:
    """Sets fields of one record together, such as a shift's start and end."""

    record: str
    record_id: int
    values: Mapping[str, Any]

    @property
    def areas(self) -> frozenset[Area]:
        """The record's own."""
        return RECORDS[self.record].areas

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what only its own action writes; asks where another item is nearly called so."""
        if self.record == "item" and "name" in self.values:
            return similar_item(work.connection, self.values["name"], but=self.record_id)
        return [
            *check_protected_tables(self.record, self.values),
            *check_locked_fields(work.connection, self.record, self.record_id, self.values),
        ]

    def apply(self, work: UnitOfWork, reason: str) -> Applied:  # noqa: ARG002
        """Changes the record."""
        known = RECORDS[self.record]
        values = normalise_values(known, self.values)
        changed = work.session.execute(
            update(known.model).where(known.model.id == self.record_id).values(**values)
        )
        if getattr(changed, "rowcount", 0) == 0:
            raise RefusalError(not_found(known.noun))
        what = " and ".join(field_label(column) for column in values)
        name = record_name(work.connection, self.record, self.record_id)
        return Applied(f"Changed {what} of {name}", (self.record_id,))


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

    @property
    def areas(self) -> frozenset[Area]:
        """Every area: what belongs to a record lies anywhere."""
        return frozenset(Area)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses while other records need one of them, or goods hang on it."""
        return check_removal(work.connection, self.record, self.record_ids)

    def apply(self, work: UnitOfWork, reason: str) -> Applied:  # noqa: ARG002
        """Removes them."""
        known = RECORDS[self.record]
        names = [record_name(work.connection, self.record, record_id) for record_id in self.record_ids]
        for record_id in self.record_ids:
            entry = work.session.get(known.model, record_id)
            if entry is None:
                raise RefusalError(not_found(known.noun))
            work.session.delete(entry)
            work.session.flush()
            work.session.expunge_all()
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return Applied(f"Removed {names[0]}{more}")


@dataclass(frozen=True)
class ErasePerson(Risky):
    """Erases a person for good (UK GDPR, article 17): the record and every trace in the journal.

    A household in which nobody else lives goes too, since its name, address and telephone are theirs. What
    they said stays, without saying who. It cannot be undone, and neither can the earlier steps that told of
    them.
    """

    backup_why: ClassVar[str] = "before somebody is erased"

    person_id: int

    @property
    def areas(self) -> frozenset[Area]:
        """Every area."""
        return frozenset(Area)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses when there is no such person."""
        return [] if record_name(work.connection, "person", self.person_id) else [not_found("person")]

    def apply(self, work: UnitOfWork, reason: str) -> Applied:  # noqa: ARG002
        """Erases."""
        connection = work.connection
        home = connection.execute(select(Person.household_id).where(Person.id == self.person_id)).scalar()
        said = update(Quotation).where(Quotation.person_id == self.person_id)
        connection.execute(said.values(said_by=""))
        Remove("person", (self.person_id,)).apply(work, "")
        journal.scrub_record(connection, "person", self.person_id)
        others = select(Person.id).where(Person.household_id == home)
        if home is not None and connection.execute(others).first() is None:
            Remove("household", (home,)).apply(work, "")
            journal.scrub_record(connection, "household", home)
        work.erases = True
        return Applied("Erased a person's details")


def check_removal(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """What stands against removing records; empty where they may go."""
    known = RECORDS[record]
    if found := [*check_protected_tables(record), *find_delete_blockers(connection, record, record_ids)]:
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
                    f"{name} is used by {number} {noun}{'' if number == 1 else 's'}.",
                    f"Change or remove {'it' if number == 1 else 'those'} first.",
                )
            )
    return findings


def model_class(record: str) -> type[Base]:
    """The model class of a noun."""
    return RECORDS[record].model
