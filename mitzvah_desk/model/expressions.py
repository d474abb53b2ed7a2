"""The rules that queries ask, each in its one SQL form; ``rules`` says them for values.

Every function takes the class that it speaks of, or an alias of it, and gives an expression for a SELECT.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from mitzvah_desk.model.campaign import Campaign, Place
from mitzvah_desk.model.goods import Donation, ItemCondition, Lot, MoneyGift
from mitzvah_desk.model.partner import Partner, PartnerContact
from mitzvah_desk.model.person import (
    ADULT,
    ERASED_NAME,
    ContactStatus,
    Group,
    GroupMember,
    Household,
    Permission,
    Person,
    Purpose,
)
from mitzvah_desk.model.project import GuestOfHonour, PartnerRole, Project, ProjectPartner
from mitzvah_desk.model.rota import Assignment, AssignmentStatus, Shift

Ids = InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | ColumnElement[Any]


def full_name(person: type[Person]) -> ColumnElement[str]:
    """A person's first and family name; NULL where there is no such person."""
    return func.trim(person.given + " " + person.family)


def called_name(person: type[Person]) -> ColumnElement[str]:
    """What a person is called: the name they are known by, else their first names."""
    return func.coalesce(func.nullif(person.known_as, ""), person.given, "")


def best_phone(*persons: type[Person]) -> ColumnElement[str]:
    """The number to ring: mobile, else telephone, else their household's; the first person's who has one."""
    found: list[ColumnElement[Any]] = []
    for person in persons:
        home = aliased(Household)
        at_home = select(home.phone).where(home.id == person.household_id).correlate(person)
        found += (
            func.nullif(person.mobile, ""),
            func.nullif(person.phone, ""),
            func.nullif(at_home.scalar_subquery(), ""),
        )
    return func.coalesce(*found, "")


def is_younger_than(years: int, day: date | ColumnElement[Any], person: type[Person]) -> ColumnElement[bool]:
    """Whether a person's age is below some years on a day; NULL where neither birth nor an age is known.

    Days are compared as text, so that who was born on 29 February needs no rule of their own.
    """
    if isinstance(day, date):
        then: ColumnElement[Any] = literal(f"{day.year - years:04d}{day.isoformat()[4:]}", String)
    else:
        year = func.printf("%04d", cast(func.substr(day, 1, 4), Integer) - years, type_=String)
        then = year + func.substr(day, 5, 6, type_=String)
    told = person.told_age + func.coalesce(_years_since(person.told_on, day), 0) < years
    return case(
        (person.born.is_not(None), type_coerce(person.born, String) > then),
        (person.told_age.is_not(None), told),
        else_=null(),
    )


def _years_since(then: Any, day: date | ColumnElement[Any]) -> ColumnElement[int]:  # noqa: ANN401
    """Whole years from one day to another."""
    now: Any = literal(day.isoformat(), String) if isinstance(day, date) else type_coerce(day, String)
    before = type_coerce(then, String)
    years = cast(func.substr(now, 1, 4), Integer) - cast(func.substr(before, 1, 4), Integer)
    return years - cast(func.substr(now, 6, 5) < func.substr(before, 6, 5), Integer)


def is_child_on(day: date | ColumnElement[Any], person: type[Person]) -> ColumnElement[bool]:
    """Whether a person is a child on a day; see ``rules.people.age``."""
    young = func.coalesce(is_younger_than(ADULT, day, person), person.is_child, 0, type_=Integer)
    return type_coerce(young, Integer) == 1


def _hidden_partners() -> CTE:
    """Every partner that is confidential, itself or by what stands above it, with the name shown for it."""
    own = select(Partner.id, Partner.code_name.label("shown")).where(Partner.confidential.in_((True,)))
    hidden = own.cte("hidden_partner", recursive=True)
    below = aliased(Partner)
    named = func.coalesce(func.nullif(func.trim(below.code_name), ""), hidden.c.shown)
    return hidden.union(select(below.id, named).join(hidden, below.parent_id == hidden.c.id))


_HIDDEN = _hidden_partners()


def is_confidential(partner_id: Ids) -> ColumnElement[bool]:
    """Whether a partner is confidential, itself or by a site or organisation above it, at any depth."""
    return func.coalesce(partner_id.in_(select(_HIDDEN.c.id)), false())


def is_known_only_there(person: type[Person]) -> ColumnElement[bool]:
    """Whether a person is in the book as a contact of a confidential partner and for nothing else.

    Whoever serves, leads, belongs to a group, runs a project or gave is in the book for that.
    """
    contact = select(PartnerContact.id).where(
        PartnerContact.person_id == person.id, is_confidential(PartnerContact.partner_id)
    )
    others = (
        select(Assignment.id).where(Assignment.person_id == person.id),
        select(GroupMember.id).where(GroupMember.person_id == person.id),
        select(Group.id).where(Group.leader_id == person.id),
        select(Project.id).where(Project.coordinator_id == person.id),
        select(Donation.id).where(Donation.donor_person_id == person.id),
        select(MoneyGift.id).where(MoneyGift.donor_person_id == person.id),
    )
    there = or_(contact.correlate(person).exists(), is_confidential(person.partner_id))
    return and_(there, *(not_(query.correlate(person).exists()) for query in others))


def stands(permission: type[Permission]) -> ColumnElement[bool]:
    """Whether a statement stands: there is no newer one, by its own day, of its person and purpose."""
    newer = aliased(Permission)
    later = or_(
        newer.given_on > permission.given_on,
        and_(newer.given_on == permission.given_on, newer.id > permission.id),
    )
    same = and_(newer.person_id == permission.person_id, newer.purpose == permission.purpose)
    return not_(select(newer.id).where(same, later).correlate(permission).exists())


def allows(person_id: Ids, purpose: Purpose) -> ColumnElement[bool]:
    """Whether a person allows something by the statement that stands; never asked is a no.

    Args:
        person_id: the column of a query that leads to the person.
        purpose: what for.
    """
    said = aliased(Permission)
    yes = select(said.id).where(
        said.person_id == person_id, said.purpose == purpose, stands(said), said.given.is_(True)
    )
    return yes.correlate_except(said).exists()


def was_asked(person_id: Ids, purpose: Purpose) -> ColumnElement[bool]:
    """Whether a person ever said anything of a purpose, yes or no; see ``allows``."""
    said = aliased(Permission)
    any_word = select(said.id).where(said.person_id == person_id, said.purpose == purpose)
    return any_word.correlate_except(said).exists()


def is_erased(person: type[Person]) -> ColumnElement[bool]:
    """Whether a record is only what is left of somebody who was erased, to keep the figures of past years."""
    return and_(person.family == ERASED_NAME, person.given == "")


def is_in_touch(person: type[Person]) -> ColumnElement[bool]:
    """Whether a person may be written to at all: nobody who died, moved away, wants none, or was erased."""
    return and_(person.contact_status == ContactStatus.IN_TOUCH, not_(is_erased(person)))


def may_be_asked(person: type[Person]) -> ColumnElement[bool]:
    """Whether a person may be proposed as a volunteer.

    A partner's contacts and guests of honour may not, unless they said so or serve already; nor may who is
    not in touch.
    """
    elsewhere = (
        select(PartnerContact.id).where(PartnerContact.person_id == person.id),
        select(GuestOfHonour.id).where(GuestOfHonour.person_id == person.id),
    )
    serves = select(Assignment.id).where(
        Assignment.person_id == person.id, Assignment.status != AssignmentStatus.DECLINED
    )
    known_there = or_(person.partner_id.is_not(None), *(q.correlate(person).exists() for q in elsewhere))
    volunteers = or_(
        not_(known_there), person.also_volunteers.in_((True,)), serves.correlate(person).exists()
    )
    return and_(is_in_touch(person), volunteers)


def partner_name(partner: type[Partner]) -> ColumnElement[str]:
    """The name by which a partner may be shown, for NULL where there is none.

    A confidential one's is its code name; one below it that has none goes by that of the nearest above it.
    """
    shown = select(_HIDDEN.c.shown).where(_HIDDEN.c.id == partner.id).correlate(partner)
    return func.coalesce(shown.scalar_subquery(), partner.name)


def donor_name(partner: type[Partner]) -> ColumnElement[str]:
    """Who gave, in a query that joins each kind of donor outerly; the partner may be an alias."""
    return func.coalesce(
        full_name(Person), Household.name, Group.name, partner_name(partner), "Anonymous", type_=String
    )


def place_columns(place: type[Place]) -> tuple[ColumnElement[Any], ...]:
    """A place's name, address, postcode, and whether it is a confidential partner's; empty where none is."""
    return (
        func.coalesce(place.name, "").label("place_name"),
        func.coalesce(place.address, "").label("place_address"),
        func.coalesce(place.postcode, "").label("place_postcode"),
        is_confidential(place.partner_id).label("confidential"),
    )


def place_label(place: type[Place]) -> ColumnElement[str]:
    """A place's name for the committee; a confidential partner's says only whose it is."""
    shown = select(_HIDDEN.c.shown).where(_HIDDEN.c.id == place.partner_id).correlate(place)
    return func.coalesce("Place of " + shown.scalar_subquery(), place.name)


def shift_day() -> ColumnElement[date]:
    """The day of a shift, in a query with its project and campaign: its own, its project's, the main day."""
    return func.coalesce(
        func.date(Shift.starts_at), Project.on_day, Campaign.main_day, type_=Campaign.main_day.type
    )


def served_minutes() -> ColumnElement[int | None]:
    """The minutes that an assignment served, in a query with its shift; see ``rules.rota.hours``."""
    return case(
        (Assignment.status != AssignmentStatus.ATTENDED, None),
        else_=func.coalesce(
            Assignment.minutes_served,
            _minutes_between(Assignment.arrived_at, Assignment.left_at),
            _minutes_between(Shift.starts_at, Shift.ends_at),
            type_=Integer,
        ),
    )


def _minutes_between(
    start: InstrumentedAttribute[datetime | None], end: InstrumentedAttribute[datetime | None]
) -> ColumnElement[Any]:
    """Whole minutes from a moment to a later one; NULL where one of them is not known."""
    return (func.unixepoch(end, type_=Integer) - func.unixepoch(start, type_=Integer)) // 60


def shift_place_id(own: Ids = Shift.place_id) -> ColumnElement[int]:
    """The place of a shift, in a query of shifts and projects: its own, else its project's.

    Args:
        own: its own place, where it is about to get another.
    """
    return func.coalesce(own, Project.place_id)


def shift_partner_id(place: type[Place]) -> ColumnElement[int]:
    """The partner at which a shift is: whose place it is, or the only host of a project without a place.

    Args:
        place: joined outerly to the query by ``shift_place_id``.
    """
    host = (
        select(func.min(ProjectPartner.partner_id))
        .where(and_(ProjectPartner.project_id == Project.id, ProjectPartner.role == PartnerRole.HOST))
        .having(func.count() == 1)
        .correlate(Project)
    )
    return case((place.id.is_(None), host.scalar_subquery()), else_=place.partner_id)


def is_stopped(lot: type[Lot] = Lot) -> ColumnElement[bool]:
    """Whether a lot must not go out, whatever the day; see ``rules.goods.stopped.why_stopped``."""
    return or_(lot.recalled != "", lot.to_check != "", lot.condition == ItemCondition.UNFIT)


def is_past_eating(day: date, lot: type[Lot] = Lot) -> ColumnElement[bool]:
    """Whether a lot is past its use-by date on a day, and was not frozen by then; see ``why_barred``."""
    return and_(
        lot.use_by.is_not(None),
        func.coalesce(lot.frozen_on > lot.use_by, lot.use_by < day),
    )
