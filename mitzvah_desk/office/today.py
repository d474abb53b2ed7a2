"""What the Today page shows besides the figures: what needs doing next."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import ContactLog, Lot, Partner, Person
from mitzvah_desk.model.expressions import full_name, partner_name
from mitzvah_desk.office.gift_aid.checks import list_uncovered_in_campaign
from mitzvah_desk.office.goods.recall.recipients import list_recall_recipients
from mitzvah_desk.office.goods.short import list_short
from mitzvah_desk.office.messages.to_tell import count_to_tell
from mitzvah_desk.office.privacy.requests import list_requests
from mitzvah_desk.office.projects.queries import list_projects


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do.

    Attributes:
        id: a number of its own within the list.
        what: one sentence.
        when: the day by which, where there is one.
        record: where it is done: its noun and id.
        record_id: its id.
        kind: a word for its kind.
    """

    id: int
    what: str
    when: date | None
    record: str
    record_id: int
    kind: str


def list_tasks(connection: Connection, campaign_id: int, today: date) -> list[Task]:
    """What needs doing, the most pressing first."""
    found: list[tuple[str, date | None, str, int, str]] = []
    for row in list_projects(connection, campaign_id):
        if row.status in {"cancelled", "done"}:
            continue
        if row.staffing.gap:
            found.append((f"{row.title}: {row.staffing.words}.", row.day, "project", row.id, "Rota"))
        if not row.coordinator:
            found.append((f"{row.title} has no coordinator.", row.day, "project", row.id, "Project"))
        if not row.shifts and row.status != "idea":
            found.append((f"{row.title} has no shifts yet.", row.day, "project", row.id, "Rota"))
        if row.status in {"planned", "confirmed"} and row.day < today:
            found.append((f"{row.title} is over: mark it done.", row.day, "project", row.id, "Project"))
    if short := len(list_short(connection, today)):
        text = f"{short:,} items are short." if short > 1 else "1 item is short."
        found.append((text, None, "short", campaign_id, "Goods"))
    if waiting := count_to_tell(connection, campaign_id, today):
        who = "1 person is" if waiting == 1 else f"{waiting} people are"
        text = f"{who} to be told that a shift was changed or called off."
        found.append((text, today, "to_tell", campaign_id, "Rota"))
    to_ring = {
        each.id: (
            f"{each.name} has {each.what}, which was recalled: ring them.",
            today,
            "recall",
            lot,
            "Goods",
        )
        for lot in connection.execute(select(Lot.id).where(Lot.recalled != "").order_by(Lot.id)).scalars()
        for each in list_recall_recipients(connection, (lot,))
        if each.id > 0 and each.rung_at is None
    }
    found += to_ring.values()
    steps = connection.execute(
        select(
            ContactLog.next_step,
            ContactLog.next_on,
            Partner.id,
            partner_name(Partner).label("name"),
        )
        .join(Partner, Partner.id == ContactLog.partner_id)
        .where(ContactLog.next_done.is_(False), ContactLog.next_step != "")
    )
    found += ((f"{r.name}: {r.next_step}", r.next_on, "partner", r.id, "Partner") for r in steps)
    renewals = connection.execute(
        select(Person.id, full_name(Person).label("name"), Person.dbs_renew_on).where(
            Person.dbs_renew_on.is_not(None),
            Person.dbs_renew_on <= func.date(today.isoformat(), "+60 days"),
        )
    )
    found += ((f"{r.name}: renew the DBS check.", r.dbs_renew_on, "person", r.id, "People") for r in renewals)
    found += (
        (f"{r.name} asked {r.kind}: answer within the month.", r.due_on, "person", r.person_id, "People")
        for r in list_requests(connection)
    )
    for donor in list_uncovered_in_campaign(connection, campaign_id):
        person = donor.donor if donor.donor and donor.donor[0] == "person" else None
        record, number = person or ("money_gift", donor.gift_ids[0])
        found.append((donor.text, None, record, number, "Gift Aid"))
    found.sort(key=lambda task: (task[1] is None, task[1] or today, task[0].casefold()))
    return [Task(number, *task) for number, task in enumerate(found, start=1)]
