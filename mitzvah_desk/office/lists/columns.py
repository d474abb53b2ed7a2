"""What lists show: each column as one expression of the single SELECT that reads a list."""

from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    ContactLog,
    DbsLevel,
    Donation,
    Group,
    GroupMember,
    Household,
    Letter,
    MoneyGift,
    Partner,
    PartnerContact,
    Permission,
    Person,
    PersonSkill,
    Project,
    ProjectPartner,
    Purpose,
    Shift,
    Skill,
)

Expression = ColumnElement[Any] | InstrumentedAttribute[Any]


def _yes(test: ColumnElement[bool]) -> Expression:
    return case((test, "yes"), else_="no")


def _allows(purpose: Purpose) -> Expression:
    query = select(Permission.id).where(
        Permission.person_id == Person.id, Permission.purpose == purpose, Permission.given.is_(True)
    )
    return _yes(query.exists())


def _skills() -> Expression:
    query = select(func.group_concat(Skill.name, ", ")).join_from(
        PersonSkill, Skill, Skill.id == PersonSkill.skill_id
    )
    return func.coalesce(query.where(PersonSkill.person_id == Person.id).scalar_subquery(), "")


def _groups() -> Expression:
    query = select(func.group_concat(Group.name, ", ")).join_from(
        GroupMember, Group, Group.id == GroupMember.group_id
    )
    return func.coalesce(query.where(GroupMember.person_id == Person.id).scalar_subquery(), "")


def _attended(what: ColumnElement[Any]) -> Expression:
    query = (
        select(what)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(Assignment.person_id == Person.id, Assignment.status == AssignmentStatus.ATTENDED)
    )
    return query.scalar_subquery()


def _given(
    table: type[Donation] | type[MoneyGift], what: ColumnElement[int], *, by_all: bool = False
) -> ColumnElement[int]:
    """Of what a person and their household gave, or everybody in it: a sum, each part by its index."""
    other = aliased(Person)
    at_home = select(other.id).where(other.household_id == Person.household_id, other.id != Person.id)

    def by(mine: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(select(what).where(mine).correlate(Person).scalar_subquery(), 0)

    given = by(table.donor_person_id == Person.id) + by(table.donor_household_id == Person.household_id)
    return given + by(table.donor_person_id.in_(at_home)) if by_all else given


def _gifts(*, by_all: bool = False) -> Expression:
    return _given(Donation, func.count(Donation.id), by_all=by_all)


def _pounds(*, by_all: bool = False) -> Expression:
    return func.nullif(_given(MoneyGift, func.sum(MoneyGift.amount_pence), by_all=by_all), 0) / 100.0


def _thanked(mine: ColumnElement[bool]) -> Expression:
    return select(func.max(Letter.thanked_on)).where(mine).scalar_subquery()


def _next(column: InstrumentedAttribute[Any]) -> Expression:
    query = (
        select(column)
        .where(
            ContactLog.partner_id == Partner.id,
            ContactLog.next_step != "",
            ContactLog.next_done.is_(False),
        )
        .order_by(ContactLog.next_on.is_(None), ContactLog.next_on, ContactLog.id)
        .limit(1)
    )
    return query.scalar_subquery()


def _contact() -> Expression:
    query = (
        select(func.trim(Person.given + " " + Person.family))
        .join_from(PartnerContact, Person, Person.id == PartnerContact.person_id)
        .where(PartnerContact.partner_id == Partner.id)
        .order_by(PartnerContact.is_main.desc(), PartnerContact.id)
        .limit(1)
    )
    return func.coalesce(query.scalar_subquery(), "")


def _parent() -> Expression:
    above = aliased(Partner)
    query = select(above.name).where(above.id == Partner.parent_id, above.confidential.is_(False))
    return func.coalesce(query.scalar_subquery(), "")


def _of_home(column: InstrumentedAttribute[str]) -> Expression:
    return func.coalesce(column, "")


BEST_PHONE: Expression = func.coalesce(
    func.nullif(Person.mobile, ""), func.nullif(Person.phone, ""), Household.phone, ""
)
OF_PEOPLE: dict[str, Expression] = {
    "given": Person.given,
    "family": Person.family,
    "title": Person.title,
    "known_as": Person.known_as,
    "hebrew_name": Person.hebrew_name,
    "household": _of_home(Household.name),
    "address": _of_home(Household.address),
    "postcode": _of_home(Household.postcode),
    "email": Person.email,
    "phone": BEST_PHONE,
    "child": _yes(Person.is_child.is_(True)),
    "born": Person.born,
    "position": Person.position,
    "skills": _skills(),
    "groups": _groups(),
    "diet": Person.diet,
    "access_needs": Person.access_needs,
    "dbs": case((Person.dbs_level == DbsLevel.NONE, ""), else_=Person.dbs_level),
    "renew": Person.dbs_renew_on,
    "emergency": Person.emergency_contact,
    **{f"allows {purpose.name.lower()}": _allows(purpose) for purpose in Purpose},
    "shifts": _attended(func.count(Assignment.id)),
    "last": _attended(func.max(func.coalesce(Project.on_day, Campaign.main_day))),
    "donations": _gifts(),
    "pounds": _pounds(),
    "thanked": _thanked(or_(Letter.person_id == Person.id, Letter.household_id == Person.household_id)),
    "note": Person.note,
}
"""Every column of people but those that are made of several: how one is addressed and greeted."""

OF_HOUSEHOLDS = OF_PEOPLE | {"donations": _gifts(by_all=True), "pounds": _pounds(by_all=True)}
"""The same where a line stands for a household: what anybody there gave, on the list or not."""

OF_PARTNERS: dict[str, Expression] = {
    "name": Partner.name,
    "parent": _parent(),
    "level": Partner.level,
    "what": Partner.what,
    "address": Partner.address,
    "postcode": Partner.postcode,
    "country": Partner.country,
    "phone": Partner.phone,
    "email": Partner.email,
    "website": Partner.website,
    "contact": _contact(),
    "rules": Partner.visiting_rules,
    "food": Partner.food_rules,
    "projects": select(func.count(ProjectPartner.project_id.distinct()))
    .where(ProjectPartner.partner_id == Partner.id)
    .scalar_subquery(),
    "next": func.coalesce(_next(ContactLog.next_step), ""),
    "next_on": _next(ContactLog.next_on),
    "thanked": _thanked(Letter.partner_id == Partner.id),
    "note": Partner.note,
}
