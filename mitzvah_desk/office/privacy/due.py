"""What a tidy-up would take out: people unseen for long, details of days that are over, old conversations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Assignment, Campaign, ContactLog, Partner, Project, Shift, TidyUp
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.privacy.day_details import DayDetailsReader, list_day_columns
from mitzvah_desk.office.privacy.last_seen import SeenPerson, read_seen_people
from mitzvah_desk.office.privacy.preview import is_past_service
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.retention import (
    DueRecord,
    RetentionRule,
    Verdict,
    format_months,
    is_tidying_due,
    judge_conversation,
    judge_people,
)


@dataclass(frozen=True, slots=True)
class TidyPlan:
    """What is due on a day.

    Attributes:
        records: by rule, then by name.
        settings: with the periods that were asked.
    """

    records: tuple[DueRecord, ...]
    settings: FileSettings

    def list_by_rule(self, rule: RetentionRule) -> list[DueRecord]:
        """Those of one rule."""
        return [each for each in self.records if each.rule is rule]

    @property
    def certain(self) -> tuple[DueRecord, ...]:
        """Those that need no look first."""
        return tuple(each for each in self.records if not each.doubtful)

    def summary(self) -> str:
        """All of it in one sentence; empty where nothing is due."""
        parts = []
        if people := len(self.list_by_rule(RetentionRule.PEOPLE)):
            long = format_months(self.settings.keep_people)
            verb = "has" if people == 1 else "have"
            parts.append(f"{count_noun(people, 'person')} {verb} not been seen for {long}")
        if days := sum(len(each.ids) for each in self.list_by_rule(RetentionRule.DAY)):
            parts.append(f"details for a day that is over stand in {count_noun(days, 'record')}")
        if said := sum(len(each.ids) for each in self.list_by_rule(RetentionRule.CONVERSATIONS)):
            parts.append(
                f"{count_noun(said, 'conversation')} {'is' if said == 1 else 'are'} older than"
                f" {format_months(self.settings.keep_conversations)}"
            )
        told = "; ".join(parts)
        return f"{told[:1].upper()}{told[1:]}." if told else ""


@dataclass(frozen=True, slots=True)
class TidyProposal:
    """What Today says of it.

    Attributes:
        text: a sentence.
        waiting: whether a tidy-up was done that waits to be confirmed.
    """

    text: str
    waiting: bool


def list_due(connection: Connection, today: date) -> TidyPlan:
    """What is due by the rules and periods of the file; a handful of SELECTs, however many people there are.

    Args:
        connection: the file.
        today: the day of the question.
    """
    settings = read_settings(connection)
    people = read_seen_people(connection, today)
    judged = judge_people({each: row.facts for each, row in people.items()}, today, settings.keep_people)
    reader = DayDetailsReader(connection, people, today, settings.keep_day)
    return TidyPlan(
        (
            *_list_people(connection, people, judged, today),
            *(found for table in list_day_columns() for found in reader.list_table(table, judged)),
            *_list_conversations(connection, today, settings.keep_conversations),
        ),
        settings,
    )


def read_proposal(connection: Connection, today: date) -> TidyProposal | None:
    """What Today proposes: to confirm a tidy-up that waits, else a new one once a year; None where neither.

    Args:
        connection: the file.
        today: the day of the question.
    """
    if (done_on := read_waiting(connection)) is not None:
        text = f"Tidied up on {format_date(done_on)}. Look at it once more, then confirm it or undo it."
        return TidyProposal(text, waiting=True)
    last = connection.execute(select(func.max(TidyUp.done_on))).scalar()
    if not is_tidying_due(last, today):
        return None
    summary = list_due(connection, today).summary()
    return TidyProposal(summary, waiting=False) if summary else None


def read_waiting(connection: Connection) -> date | None:
    """The day of the first tidy-up that waits to be confirmed; None where none does."""
    waiting = select(func.min(TidyUp.done_on)).where(TidyUp.confirmed_on.is_(None))
    return connection.execute(waiting).scalar()


def _list_people(
    connection: Connection, people: Mapping[int, SeenPerson], judged: Mapping[int, Verdict], today: date
) -> Iterator[DueRecord]:
    served = _count_served(connection, today) if judged else {}
    for each, row in people.items():
        if each not in judged:
            continue
        facts, doubtful = row.facts, judged[each] is Verdict.DOUBTFUL
        why = (
            f"Last seen {format_date(facts.seen)}: {row.how}"
            if facts.seen
            else "Nothing tells when they were last seen"
        )
        if doubtful and facts.changed and facts.seen:
            why += f"; their details were changed on {format_date(facts.changed)}"
        will = "Details go"
        if count := served.get(each, 0):
            will += f"; {count_noun(count, 'past shift')} still {'counts' if count == 1 else 'count'}"
        yield DueRecord(RetentionRule.PEOPLE, "person", (each,), row.name, facts.seen, why, will, doubtful)


def _count_served(connection: Connection, today: date) -> dict[int, int]:
    rows = connection.execute(
        select(Assignment.person_id.label("person"), func.count().label("places"))
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(Assignment.person_id.is_not(None), is_past_service(today))
        .group_by(Assignment.person_id)
    )
    return {row.person: row.places for row in rows}


def _list_conversations(connection: Connection, today: date, months: int) -> Iterator[DueRecord]:
    rows = connection.execute(
        select(
            ContactLog.id,
            ContactLog.on_day,
            ContactLog.next_step,
            ContactLog.next_done,
            ContactLog.partner_id,
            partner_name(Partner).label("partner"),
        )
        .join(Partner, Partner.id == ContactLog.partner_id)
        .order_by("partner", ContactLog.on_day)
    )
    found: dict[tuple[int, str, bool], list[tuple[int, date]]] = {}
    for row in rows:
        waits = bool(row.next_step) and not row.next_done
        verdict = judge_conversation(row.on_day, today, months, open_step=waits)
        if verdict is not Verdict.KEEP:
            key = (row.partner_id, row.partner, verdict is Verdict.DOUBTFUL)
            found.setdefault(key, []).append((row.id, row.on_day))
    for (_, partner, doubtful), parts in found.items():
        last = max(day for _, day in parts)
        why = f"Held until {format_date(last)}{'; a next step is not done yet' if doubtful else ''}"
        will = f"Goes: {count_noun(len(parts), 'conversation')}"
        ids = tuple(each for each, _ in parts)
        rule = RetentionRule.CONVERSATIONS
        yield DueRecord(rule, "contact_log", ids, partner, last, why, will, doubtful)
