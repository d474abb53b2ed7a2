"""“Thank you”: who served and who gave, by name where they agreed to it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    Assignment,
    Donation,
    Group,
    MoneyGift,
    PartnerRole,
    Project,
    Shift,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.newsletter.projects import NewsletterScope, Told
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.projects.happened import project_happened, shift_was_served
from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.privacy import naming
from mitzvah_desk.rules.templates.sections import Facts

_GAVE_TIME = (PartnerRole.HOST, PartnerRole.CO_HOST, PartnerRole.SUPPLIER)


@dataclass(frozen=True, slots=True)
class Donor:
    """Who gave: one of the four."""

    donor_person_id: int | None
    donor_household_id: int | None
    donor_group_id: int | None
    donor_partner_id: int | None


def gather_thank_you(
    connection: Connection,
    projects: Sequence[Told],
    public: Public,
    uses: Collection[str],
    scope: NewsletterScope,
) -> Facts:
    """Whom to thank, as the thank-you ledger does: who served and who gave, once it has happened.

    Args:
        connection: the file.
        projects: all those of the campaign that may be told of.
        public: what the public may read.
        uses: the chips that the words hold; nobody is looked up for others.
        scope: the campaign, and the day on which it appears.
    """
    now = datetime.combine(scope.today, time.max)
    over = _over(connection, scope.campaign_id, now)
    projects = [project for project in projects if project.id in over]
    persons, groups = _served(connection, scope.campaign_id, now)
    donors = _donors(connection, scope.campaign_id, now)
    groups |= {each.donor_group_id for each in donors if each.donor_group_id is not None}
    partners = {each for project in projects for role in _GAVE_TIME for each in project.partners[role]}
    partners |= {each.donor_partner_id for each in donors if each.donor_partner_id is not None}
    honoured = dict.fromkeys(each for project in projects for each in project.honoured)
    known = [public.people[each] for each in persons if each in public.people]
    values = {
        "partners": addressing.join_words(public.partners(partners)),
        "groups": addressing.join_words(_groups(connection, public, groups)),
    }
    if "volunteers" in uses:
        values["volunteers"] = public.names((p.id for p in known if not p.child), "volunteer", "volunteers")
    if "children" in uses:
        children = (p.id for p in known if p.child)
        values["children"] = public.names(children, "child or young person", "children and young people")
    if "donors" in uses:
        values["donors"] = _named_donors(public, donors)
    if "honoured" in uses:
        values["honoured"] = public.guests(honoured)
    return Facts(values, {})


def _over(connection: Connection, campaign_id: int, now: datetime) -> frozenset[int]:
    """The projects of a campaign that have taken place."""
    query = select(Project.id).where(Project.campaign_id == campaign_id, project_happened(now))
    return frozenset(connection.execute(query).scalars())


def _served(connection: Connection, campaign_id: int, now: datetime) -> tuple[set[int], set[int]]:
    """The persons and the groups who served."""
    rows = connection.execute(
        select(Assignment.person_id, Assignment.group_id)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.campaign_id == campaign_id, shift_was_served(now))
    ).all()
    return {person for person, _ in rows if person is not None}, {
        group for _, group in rows if group is not None
    }


def _donors(connection: Connection, campaign_id: int, now: datetime) -> list[Donor]:
    """Who gave goods or money in a campaign by now; somebody who gave both is told twice."""
    found: list[Donor] = []
    for gift, given in ((Donation, Donation.received_at <= now), (MoneyGift, MoneyGift.on_day <= now.date())):
        columns = (gift.donor_person_id, gift.donor_household_id, gift.donor_group_id, gift.donor_partner_id)
        rows = connection.execute(select(*columns).where(gift.campaign_id == campaign_id, given).distinct())
        found += fill_rows(Donor, rows)
    return found


def _named_donors(public: Public, donors: Sequence[Donor]) -> str:
    """Donors by name: a person who agreed; of a household the adults who agreed; the others counted."""
    households = {each.donor_household_id for each in donors if each.donor_household_id is not None}
    homes: dict[tuple[str, int], list[int]] = {("household", each): [] for each in households}
    for person in public.people.values():
        if person.household_id in households and not person.child:
            homes["household", person.household_id or 0].append(person.id)
    for donor in donors:
        giver = public.people.get(donor.donor_person_id or 0)
        if giver is not None and (giver.child or giver.household_id not in households):
            homes["person", giver.id] = [giver.id]  # a child beside its parents would be known by their name
    named = []
    for members in homes.values():
        people = [public.people[each] for each in members]
        agreed = [each for each in people if each.name and public.name(each.id, "donor")]
        if agreed:
            first = agreed[0]
            named.append((first.child, "" if first.child else first.family.casefold(), _together(agreed)))
        for each in () if agreed else people:
            public.name(each.id, "donor")  # kept in mind as only counted
    names = [name for *_, name in sorted(named)]  # children last, so that no family name follows theirs
    return naming.format_names(names, len(homes) - len(names), "donor", "donors")


def _together(people: Sequence[naming.NamedPerson]) -> str:
    """The people of one home: ``Ann and Bob Cohen``."""
    plain = len({each.family for each in people}) == 1 and not any(each.title for each in people)
    if len(people) > 1 and plain and people[0].family:
        return f"{addressing.join_words(each.known_as or each.given for each in people)} {people[0].family}"
    return addressing.join_words(each.name for each in people)


def _groups(connection: Connection, public: Public, ids: Collection[int]) -> list[str]:
    rows = connection.execute(select(Group.id, Group.name, Group.partner_id).where(Group.id.in_(ids)))
    names = {
        public.title(row.name, "The name of a group")
        for row in rows
        if row.partner_id not in public.confidential
    }
    return sorted(names - {""}, key=str.casefold)
