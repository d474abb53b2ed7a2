"""The yearly tidy-up: done in one step that can be undone, then confirmed, which erases for good."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from sqlalchemy import Connection, delete, select, update

from mitzvah_desk.model import Base, JournalRow, Person, RetentionHold, TidyUp
from mitzvah_desk.office.core.actions import Applied, RefusalError, Risky
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.rows import fill_row
from mitzvah_desk.office.privacy.day_details import list_day_columns, read_empty_values
from mitzvah_desk.office.privacy.due import list_due
from mitzvah_desk.office.privacy.erase import change_rows, scrub_history
from mitzvah_desk.office.privacy.journal_traces import find_told_steps
from mitzvah_desk.office.privacy.marks import read_traces, recall_traces
from mitzvah_desk.office.privacy.person_index import PersonIndex
from mitzvah_desk.office.privacy.preview import preview_traces
from mitzvah_desk.office.privacy.tidy_history import (
    drop_images,
    empty_images,
    list_waiting_steps,
    read_tidy_history,
)
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.retention import DueRecord, RetentionRule
from mitzvah_desk.store.unit_of_work import UnitOfWork

_SUBJECT = "Tidy up"
_AT_ONCE = 500
"""So many ids stand in one statement."""


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Why somebody is kept longer, and since when."""

    id: int
    reason: str
    decided_on: date


@dataclass(frozen=True)
class RunTidyUp:
    """Takes out what is due and was chosen; all of it is one step, so one undo brings all back.

    The people go as an erasure takes them: an empty record without a name keeps their places on past shifts,
    so that figures stay, and what was typed of them is written anew. The history still tells of them until
    the tidy-up is confirmed.

    Attributes:
        chosen: of what ``list_due`` found.
        on: the day of the tidy-up.
        step: is called before each person with how many are out and how many there are; it may raise to stop.
    """

    chosen: tuple[DueRecord, ...]
    on: date
    step: Callable[[int, int], object] = field(default=lambda *_: None, compare=False)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses what is not due any more."""
        if not self.chosen:
            return [hard_finding("privacy.nothing_chosen", _SUBJECT, "Nothing is chosen.", "")]
        due = set(list_due(work.connection, self.on).records)
        if due.issuperset(self.chosen):
            return []
        text = "Something that was chosen is not due any more, or was changed in the meantime."
        return [hard_finding("privacy.not_due", _SUBJECT, text, "Look at the list again.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Empties the details, removes the old records, takes the people out and notes the day."""
        for each in self.chosen:
            if each.rule is not RetentionRule.PEOPLE:
                _clear(work.connection, each)
        people = [each for each in self.chosen if each.rule is RetentionRule.PEOPLE]
        index = PersonIndex(work.connection)
        for done, person in enumerate(number for each in people for number in each.ids):
            self.step(done, len(people))
            _take_out(work, index, person, self.on)
        work.session.add(TidyUp(done_on=self.on))
        others = sum(len(each.ids) for each in self.chosen if each.rule is not RetentionRule.PEOPLE)
        parts = [count_noun(len(people), "person")] if people else []
        parts += [count_noun(others, "other record")] if others else []
        return Applied(f"Tidied up {' and '.join(parts)}")


@dataclass(frozen=True)
class ConfirmTidyUp(Risky):
    """Erases for good what every tidy-up that waits took out (UK GDPR, article 5(1)(e)).

    What the history says of it goes, as for somebody who is erased, and the file is written afresh. It cannot
    be undone, and neither can the earlier steps that told of the people.

    Attributes:
        on: the day.
    """

    backup_why: ClassVar[str] = "before a tidy-up is confirmed"

    on: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where nothing waits."""
        if list_waiting_steps(work.connection):
            return []
        return [hard_finding("privacy.nothing_waits", _SUBJECT, "No tidy-up waits to be confirmed.", "")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Scrubs the history and sets the day."""
        connection, waiting = work.connection, list_waiting_steps(work.connection)
        history = read_tidy_history(connection, waiting.values())
        index = PersonIndex(connection)
        people = [recall_traces(index, each, history.before) for each in history.people]
        told = find_told_steps(connection, people, but={*history.steps, work.step})
        drop_images(connection, history)
        for table in list_day_columns():
            if (empty := read_empty_values(table)) is not None:
                empty_images(connection, history, table, empty)
        connection.execute(delete(JournalRow).where(JournalRow.step_id.in_(history.steps)))
        scrub_history(connection, people, told)
        connection.execute(update(TidyUp).where(TidyUp.id.in_(waiting)).values(confirmed_on=self.on))
        connection.execute(delete(JournalRow).where(JournalRow.step_id == work.step))
        work.erases = True
        return Applied("Confirmed the tidy-up")


@dataclass(frozen=True)
class KeepPeople:
    """Notes why people are kept although they are due; they are not asked about again for two years.

    Attributes:
        people: who.
        reason: because of what.
        on: the day of the decision.
    """

    people: tuple[int, ...]
    reason: str
    on: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses without a reason, and for whoever is gone."""
        if not self.reason.strip():
            text = "Say why they are kept, in a few words."
            return [hard_finding("privacy.no_reason", _SUBJECT, text, "", field="reason")]
        there = set(work.session.scalars(select(Person.id).where(Person.id.in_(self.people))))
        return [] if there.issuperset(self.people) else [not_found("person")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes the reason for each, in place of an earlier one."""
        values = normalise_values(RECORDS["retention_hold"], {"reason": self.reason, "decided_on": self.on})
        for part in _parts(self.people):
            held = set(
                work.session.scalars(select(RetentionHold.person_id).where(RetentionHold.person_id.in_(part)))
            )
            work.connection.execute(
                update(RetentionHold).where(RetentionHold.person_id.in_(held)).values(**values)
            )
            work.session.add_all(RetentionHold(person_id=each, **values) for each in part if each not in held)
        work.session.flush()
        return Applied(f"Noted why {count_noun(len(self.people), 'person')} {_is(len(self.people))} kept")


def read_hold(connection: Connection, person_id: int) -> HoldRow | None:
    """Why somebody is kept longer; None where nothing was decided.

    Args:
        connection: the file.
        person_id: who.
    """
    query = select(RetentionHold.id, RetentionHold.reason, RetentionHold.decided_on)
    return fill_row(HoldRow, connection.execute(query.where(RetentionHold.person_id == person_id)))


def _clear(connection: Connection, due: DueRecord) -> None:
    """Empties the fields of records that were for one day; where they cannot be, the records go."""
    table = Base.metadata.tables[due.table]
    empty = read_empty_values(due.table) if due.rule is RetentionRule.DAY else None
    for part in _parts(due.ids):
        where = table.c.id.in_(part)
        connection.execute(
            delete(table).where(where) if empty is None else update(table).where(where).values(empty)
        )


def _take_out(work: UnitOfWork, index: PersonIndex, person: int, today: date) -> None:
    traces = read_traces(index, person)
    if traces is None:
        raise RefusalError(not_found("person"))
    change_rows(work, traces, preview_traces(index, traces, today))
    index.forget(person)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
