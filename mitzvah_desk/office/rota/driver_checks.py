"""What stands against somebody as the driver of a delivery: a child, without the skill, or elsewhere then."""

from datetime import date, datetime

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Campaign, Delivery, Skill
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.rota.load_facts import facts_touched_by
from mitzvah_desk.office.rota.settlements import settle_concerns
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.commitments import describe_shift, list_commitments
from mitzvah_desk.rules.rota.facts import Errand, PersonFacts
from mitzvah_desk.store.unit_of_work import UnitOfWork

_DRIVING = ("drive", "drives", "driver", "driving", "can drive", "drives a car")
"""What committees call the skill; where their list has none of these, it is asked of nobody."""


def check_driver(
    connection: Connection, delivery: Delivery, driver_id: int, start: datetime | None, end: datetime | None
) -> list[Finding]:
    """What stands against a driver, whoever the partner is; a confidential one's goods are driven alike.

    Args:
        connection: the file.
        delivery: what is driven; what they drive of it already is not held against them.
        driver_id: who is to drive.
        start: from when; None while no time is set, and then nobody is busy.
        end: until when.
    """
    facts = facts_touched_by(connection, (), [("person", driver_id)])
    person = facts.people.get(driver_id)
    if person is None:
        return [not_found("person")]
    found = _check_suits(connection, person, _day(connection, delivery, start))
    if start is None or end is None:
        return found
    said = [
        f"{person.name} cannot serve from {since:%H:%M} to {until:%H:%M}."
        for since, until in person.away
        if since < end and start < until
    ]
    for each in list_commitments(facts, ("person", driver_id)):
        at = each.at
        if at.starts_at is None or at.ends_at is None or at.key == ("delivery", delivery.id):
            continue
        if at.starts_at < end and start < at.ends_at:
            if isinstance(at, Errand):
                said.append(f"{person.name} {at.what} from {at.starts_at:%H:%M}.")
            else:
                with_group = describe_shift(facts, each).removeprefix(at.name)
                also = f"{with_group}," if with_group else ""
                said.append(
                    f"{person.name} is {at.role.lower()} in {at.project}{also} from {at.starts_at:%H:%M}."
                )
    do = "Choose another time or driver, or keep it and say why."
    return found + [soft_finding("delivery.driver_busy", person.name, text, do) for text in said]


def settle_driving(work: UnitOfWork, delivery: Delivery) -> None:
    """Settles what the driver of a delivery is expected at meanwhile, where it is kept with a reason."""
    if work.reason and delivery.driver_id is not None:
        driver = ("person", delivery.driver_id)
        facts = facts_touched_by(work.connection, (), [driver])
        found = checks.find_concerns(facts, touching=[driver])
        mine = [each for each in found if ("delivery", delivery.id) in _concerned(each.key)]
        settle_concerns(work, mine, work.reason)


def _concerned(key: tuple[object, ...]) -> set[object]:
    """What a concern's key names, the members of its sets among it."""
    return {part for each in key for part in (each if isinstance(each, frozenset) else (each,))}


def _check_suits(connection: Connection, person: PersonFacts, day: date) -> list[Finding]:
    """An adult who may drive (the committee's own rule; GOV.UK: nobody drives a car before 17)."""
    if person.child_on(day):
        text = f"{person.name} is a child on the day of the delivery."
        return [hard_finding("delivery.driver_child", person.name, text, "Choose an adult.")]
    skills = set(connection.execute(select(Skill.id).where(func.lower(Skill.name).in_(_DRIVING))).scalars())
    if skills and not skills & person.skills:
        text = f"Driving is not among {person.name}’s skills."
        do = "Add the skill to them if they have it, or say why."
        return [soft_finding("delivery.driver_skill", person.name, text, do)]
    return []


def _day(connection: Connection, delivery: Delivery, start: datetime | None) -> date:
    if start is not None:
        return start.date()
    main = select(Campaign.main_day).where(Campaign.id == delivery.campaign_id)
    return connection.execute(main).scalar_one()
