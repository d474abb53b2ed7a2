"""What needs doing, the most pressing first: one list of everything, each line with where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zlib import crc32

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import ContactLog, Lot, Partner, Person, ProjectStatus
from mitzvah_desk.model.expressions import full_name, partner_name
from mitzvah_desk.office.core.settled import Settlement
from mitzvah_desk.office.gift_aid.checks import list_uncovered_in_campaign
from mitzvah_desk.office.goods.recall.recipients import list_recall_recipients
from mitzvah_desk.office.goods.short import list_short
from mitzvah_desk.office.messages.to_tell import count_to_tell
from mitzvah_desk.office.privacy.requests import list_requests
from mitzvah_desk.office.projects.queries import list_projects
from mitzvah_desk.office.projects.to_dos import list_to_dos
from mitzvah_desk.office.rota.checks import find_campaign_concerns
from mitzvah_desk.office.rota.settlements import make_settlement
from mitzvah_desk.office.today.day_tasks import list_attendance_missing, list_deliveries_due, list_late
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.plurals import count_noun


class AnsweredBy(StrEnum):
    """How a line can be answered where it stands."""

    WORK = "work"
    """Only by doing it, where it is done."""
    TO_DO = "to do"
    NEXT_STEP = "next step"
    PROJECT_DONE = "project done"
    CAME = "came"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes:
        id: a number of its own, the same each time it is listed.
        what: one sentence.
        when: the day by which, where there is one.
        record: where it is done: its noun.
        record_id: its id.
        kind: a word for its kind.
        owner: who does it, where somebody has taken it.
        answer: how it can be answered in the list.
        subjects: the records that the answer is about.
        finding: what is settled with a reason, as it was found.
        settlement: by what it is known again.
        good_to_know: nothing needs doing about it.
        at_once: it cannot wait for what is older.
    """

    id: int
    what: str
    when: date | None
    record: str
    record_id: int
    kind: str
    owner: str = ""
    answer: AnsweredBy = AnsweredBy.WORK
    subjects: tuple[int, ...] = ()
    finding: Finding | None = None
    settlement: Settlement | None = None
    good_to_know: bool = False
    at_once: bool = False


def list_tasks(
    connection: Connection, campaign_id: int, today: date, now: datetime | None = None
) -> list[Task]:
    """What needs doing, the most pressing first; what is only good to know comes last.

    Args:
        connection: the file.
        campaign_id: the campaign.
        today: the day on which it is asked.
        now: the moment, for who is late; the present one where None.
    """
    moment = now or datetime.now()
    found = [
        *_of_projects(connection, campaign_id, today),
        *_of_the_day(connection, campaign_id, moment),
        *_of_goods(connection, campaign_id, today),
        *_of_telling(connection, campaign_id, today),
        *_of_to_dos(connection, campaign_id),
        *_of_partners(connection),
        *_of_people(connection, today),
        *_of_gift_aid(connection, campaign_id),
        *_of_warnings(connection, campaign_id, today),
    ]
    found.sort(
        key=lambda t: (not t.at_once, t.good_to_know, t.when is None, t.when or today, t.what.casefold())
    )
    return _numbered(found)


def _numbered(found: list[Task]) -> list[Task]:
    """With a number for each that follows from what it says, so that what is chosen stays so."""
    taken: set[int] = set()
    for place, task in enumerate(found):
        number = crc32(f"{task.record} {task.record_id} {task.kind} {task.what}".encode()) & 0x7FFFFFFF
        while number in taken or not number:
            number += 1
        taken.add(number)
        found[place] = replace(task, id=number)
    return found


def _of_projects(connection: Connection, campaign_id: int, today: date) -> Iterator[Task]:
    for row in list_projects(connection, campaign_id):
        if row.status in {ProjectStatus.CANCELLED, ProjectStatus.DONE}:
            continue
        if row.day < today:  # helpers are no longer looked for
            if row.status is not ProjectStatus.IDEA:
                text = f"{row.title} is over: mark it done."
                yield Task(
                    0,
                    text,
                    row.day,
                    "project",
                    row.id,
                    "Project",
                    answer=AnsweredBy.PROJECT_DONE,
                    subjects=(row.id,),
                )
            continue
        if row.staffing.gap:
            yield Task(0, f"{row.title}: {row.staffing.words}.", row.day, "project", row.id, "Rota")
        elif row.staffing.asked:
            text = f"{row.title}: {count_noun(row.staffing.asked, 'person')} asked and not answered yet."
            yield Task(0, text, row.day, "project", row.id, "Rota")
        if not row.coordinator:
            yield Task(0, f"{row.title} has no coordinator.", row.day, "project", row.id, "Project")
        if not row.shifts and row.status is not ProjectStatus.IDEA:
            yield Task(0, f"{row.title} has no shifts yet.", row.day, "project", row.id, "Rota")


def _of_the_day(connection: Connection, campaign_id: int, now: datetime) -> Iterator[Task]:
    today = now.date()
    for late in list_late(connection, campaign_id, now):
        yield Task(
            0,
            late.text,
            today,
            "check_in",
            today.toordinal(),
            "Check in",
            answer=AnsweredBy.CAME,
            subjects=(late.assignment_id,),
            at_once=True,
        )
    for missing in list_attendance_missing(connection, campaign_id, today):
        yield Task(
            0,
            missing.text,
            missing.day,
            "check_in",
            missing.day.toordinal(),
            "Check in",
            answer=AnsweredBy.CAME,
            subjects=missing.assignment_ids,
        )
    for due in list_deliveries_due(connection, campaign_id, today):
        yield Task(0, due.text, due.day, "delivery", due.delivery_id, "Goods")


def _of_goods(connection: Connection, campaign_id: int, today: date) -> Iterator[Task]:
    if short := len(list_short(connection, today)):
        text = f"{short:,} items are short." if short > 1 else "1 item is short."
        yield Task(0, text, None, "short", campaign_id, "Goods")
    recalled = select(Lot.id).where(Lot.recalled != "").order_by(Lot.id)
    to_ring = {
        each.id: Task(
            0, f"{each.name} has {each.what}, which was recalled: ring them.", today, "recall", lot, "Goods"
        )
        for lot in connection.execute(recalled).scalars()
        for each in list_recall_recipients(connection, (lot,))
        if each.id > 0 and each.rung_at is None
    }
    yield from to_ring.values()


def _of_telling(connection: Connection, campaign_id: int, today: date) -> Iterator[Task]:
    if waiting := count_to_tell(connection, campaign_id, today):
        who = "1 person is" if waiting == 1 else f"{waiting} people are"
        text = f"{who} to be told that a shift was changed or called off."
        yield Task(0, text, today, "to_tell", campaign_id, "Rota")


def _of_to_dos(connection: Connection, campaign_id: int) -> Iterator[Task]:
    for row in list_to_dos(connection, campaign_id, done=False):
        about = row.project or row.partner
        yield Task(
            0,
            f"{about}: {row.what}" if about else row.what,
            row.due_on,
            "to_do",
            row.id,
            "To-do",
            owner=row.owner,
            answer=AnsweredBy.TO_DO,
            subjects=(row.id,),
        )


def _of_partners(connection: Connection) -> Iterator[Task]:
    steps = connection.execute(
        select(
            ContactLog.id,
            ContactLog.next_step,
            ContactLog.next_on,
            ContactLog.by_whom,
            Partner.id.label("partner_id"),
            partner_name(Partner).label("name"),
        )
        .join(Partner, Partner.id == ContactLog.partner_id)
        .where(ContactLog.next_done.is_(False), ContactLog.next_step != "")
    )
    for row in steps:
        yield Task(
            0,
            f"{row.name}: {row.next_step}",
            row.next_on,
            "partner",
            row.partner_id,
            "Partner",
            owner=row.by_whom,
            answer=AnsweredBy.NEXT_STEP,
            subjects=(row.id,),
        )


def _of_people(connection: Connection, today: date) -> Iterator[Task]:
    renewals = connection.execute(
        select(Person.id, full_name(Person).label("name"), Person.dbs_renew_on).where(
            Person.dbs_renew_on.is_not(None),
            Person.dbs_renew_on <= func.date(today.isoformat(), "+60 days"),
        )
    )
    for row in renewals:
        yield Task(0, f"{row.name}: renew the DBS check.", row.dbs_renew_on, "person", row.id, "People")
    for asked in list_requests(connection):
        text = f"{asked.name} asked {asked.kind}: answer within the month."
        yield Task(0, text, asked.due_on, "person", asked.person_id, "People")


def _of_gift_aid(connection: Connection, campaign_id: int) -> Iterator[Task]:
    for donor in list_uncovered_in_campaign(connection, campaign_id):
        person = donor.donor if donor.donor and donor.donor[0] == "person" else None
        record, number = person or ("money_gift", donor.gift_ids[0])
        yield Task(0, donor.text, None, record, number, "Gift Aid")


def _of_warnings(connection: Connection, campaign_id: int, today: date) -> Iterator[Task]:
    """What the checks of the rota find for days that are still to come."""
    for concern in find_campaign_concerns(connection, campaign_id):
        days, found = concern.about.days, concern.finding
        if days and max(days) < today:
            continue
        shift, project = min(concern.about.shifts, default=0), min(concern.about.projects, default=0)
        soft = found.severity is Severity.SOFT
        info = found.severity is Severity.INFO
        yield Task(
            0,
            f"{found.text} {found.do}".strip(),
            min(days, default=None),
            "shift" if shift else "project" if project else "",
            shift or project,
            "Good to know" if info else "Please check" if soft else "Not possible",
            answer=AnsweredBy.REASON if soft else AnsweredBy.WORK,
            finding=found if soft else None,
            settlement=make_settlement(concern) if soft else None,
            good_to_know=info,
        )
