"""Erasing a person for good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import Connection, UniqueConstraint, delete, not_, select, update

from mitzvah_desk.model import (
    Assignment,
    ContactStatus,
    DbsLevel,
    GiftAidDeclaration,
    Group,
    GroupMember,
    JournalRow,
    MoneyGift,
    Person,
    Quotation,
)
from mitzvah_desk.model.expressions import is_erased
from mitzvah_desk.model.person import ADULT, ERASED_NAME
from mitzvah_desk.office.core.actions import Applied, RefusalError, Risky
from mitzvah_desk.office.core.crud import Remove, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.privacy.journal_traces import find_journal_rows, find_named_steps, scrub_steps
from mitzvah_desk.office.privacy.links import list_links
from mitzvah_desk.office.privacy.marks import Traces, read_traces
from mitzvah_desk.office.privacy.person_index import PersonIndex
from mitzvah_desk.office.privacy.preview import ErasedPlace, ErasurePreview, ServedShift, preview_traces
from mitzvah_desk.office.privacy.tidy_history import list_waiting_steps
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store import journal
from mitzvah_desk.store.unit_of_work import UnitOfWork

_TIDY_UP_WAITS = hard_finding(
    "privacy.tidy_up_waits",
    "Tidy up",
    "A tidy-up that waits to be confirmed tells of this person too.",
    "Confirm it or undo it first: File, Tidy up.",
)


@dataclass(frozen=True)
class ErasePerson(Risky):
    """Erases a person for good (UK GDPR, article 17): the record, what was typed of them, and the history.

    A household in which nobody else lives goes too, since its name, address and telephone are theirs. What
    they said stays, without saying who. Where they served, an empty record without a name keeps their places
    on shifts of the past, so that the figures of the years stay as they are. A Gift Aid declaration stays as
    it was made for as long as HMRC may ask about a gift under it; a gift marked without one keeps its donor
    in its note. It cannot be undone, and neither can the earlier steps that told of them.
    """

    backup_why: ClassVar[str] = "before somebody is erased"

    person_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses when there is no such person."""
        there = select(Person.id).where(Person.id == self.person_id, not_(is_erased(Person)))
        return [] if work.connection.execute(there).first() else [not_found("person")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Erases."""
        connection, person = work.connection, self.person_id
        index = PersonIndex(connection)
        traces = read_traces(index, person)
        if traces is None:
            raise RefusalError(not_found("person"))
        preview = preview_traces(index, traces, date.today())
        steps = {*find_journal_rows(connection, traces).values(), *find_named_steps(connection, traces)}
        if steps & set(list_waiting_steps(connection).values()):
            raise RefusalError(_TIDY_UP_WAITS)
        change_rows(work, traces, preview)
        scrub_history(connection, [traces], steps - {work.step})
        connection.execute(delete(JournalRow).where(JournalRow.step_id == work.step))
        work.erases = True
        return Applied("Erased a person's details")


def change_rows(work: UnitOfWork, traces: Traces, preview: ErasurePreview) -> None:
    """Takes a person out of the file's records, and leaves its history as it is.

    Args:
        work: the unit of work.
        traces: of the person.
        preview: what an erasure of them does.
    """
    connection, person = work.connection, traces.person_id
    for each in preview.places:
        _put_instead(connection, each)
    for gift in preview.kept:
        connection.execute(update(MoneyGift).where(MoneyGift.id == gift.id).values(note=gift.note))
    connection.execute(update(Quotation).where(Quotation.person_id == person).values(said_by=""))
    if preview.served or preview.declared:
        _empty_record(connection, person, preview)
    else:
        Remove("person", (person,)).apply(work)
    if traces.alone and traces.household_id is not None:
        Remove("household", (traces.household_id,)).apply(work)


def scrub_history(connection: Connection, people: Sequence[Traces], steps: Collection[int]) -> None:
    """Takes people who are out of the records out of the history too; that cannot be undone.

    Args:
        connection: the unit of work's.
        people: their traces.
        steps: the steps that tell of one of them.
    """
    homes = {each.household_id for each in people if each.alone and each.household_id is not None}
    journal.scrub_records(connection, "person", [each.person_id for each in people])
    journal.scrub_records(connection, "household", homes)
    scrub_steps(connection, steps, people)


def _put_instead(connection: Connection, erased: ErasedPlace) -> None:
    """Writes a field anew; where its text may stand only once, with a number behind it."""
    place, table = erased.place, RECORDS[erased.place.record].table
    column, text = table.c[place.column], erased.instead
    if any(isinstance(each, UniqueConstraint) and column.name in each.columns for each in table.constraints):
        taken = set(connection.execute(select(column).where(table.c.id != place.record_id)).scalars())
        number = 1
        while text in taken:
            number += 1
            text = f"{erased.instead} {number}"
    connection.execute(update(table).where(table.c.id == place.record_id).values({column.name: text}))


def _empty_record(connection: Connection, person_id: int, preview: ErasurePreview) -> None:
    """Empties a person's record and all that leads to it.

    What stays are their places on shifts of the past, and the Gift Aid declarations that must, with the gifts
    under them: the emptied record tells of nobody, and leads from the one to the other.
    """
    served = preview.served
    own = [each.id for each in served]
    connection.execute(delete(Assignment).where(Assignment.person_id == person_id, Assignment.id.not_in(own)))
    connection.execute(
        update(Assignment).where(Assignment.person_id == person_id).values(note="", override_reason="")
    )
    together = select(Assignment.group_id).where(
        Assignment.shift_id.in_([each.shift_id for each in served]), Assignment.group_id.is_not(None)
    )
    serving = select(Assignment.group_id).where(Assignment.group_id.is_not(None))
    staying = {
        "group.leader_id": Group.id.in_(together),
        "group_member.person_id": GroupMember.group_id.in_(serving),
        "gift_aid_declaration.person_id": GiftAidDeclaration.id.in_([each.id for each in preview.declared]),
        "money_gift.donor_person_id": MoneyGift.id.in_(
            [gift for each in preview.declared for gift in each.gift_ids]
        ),
    }
    for key in list_links("person"):
        table, column = key.parent.table, key.parent
        if table.name == Assignment.__tablename__:
            continue
        theirs = column == person_id
        if (kept := staying.get(f"{table.name}.{column.name}")) is not None:
            theirs &= ~kept  # with the group they are counted once
        if RECORDS[table.name].removal_rule(key) == "SET NULL":
            connection.execute(update(table).where(theirs).values({column.name: None}))
        else:
            connection.execute(delete(table).where(theirs))
    connection.execute(update(Person).where(Person.id == person_id).values(_empty_values(served)))


def _empty_values(served: Sequence[ServedShift]) -> dict[str, Any]:
    """Every field of a person without what it told, but whether they counted as a child."""
    values: dict[str, Any] = {
        column.name: ""
        if column.name in {each.name for each in Person.__table__.columns if not each.nullable}
        else None
        for column in Person.__table__.columns
        if column.name != "id"
    }
    values |= {"family": ERASED_NAME, "dbs_level": DbsLevel.NONE, "also_volunteers": False}
    values["contact_status"] = ContactStatus.IN_TOUCH
    values["is_child"] = bool(served) and all(each.child for each in served)
    grown = next((each.day for each in served if not each.child), None)
    if grown is not None and any(each.child for each in served):
        values["born"] = _come_of_age(grown)
    return values


def _come_of_age(day: date) -> date:
    """A date of birth that tells nothing but that somebody was no child any more on a day."""
    after_leap_day = day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day
    return after_leap_day.replace(year=day.year - ADULT)
