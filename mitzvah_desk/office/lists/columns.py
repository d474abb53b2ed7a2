"""What lists show: each column as one expression of the single SELECT that reads a list."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, case, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Base,
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
    Person,
    PersonSkill,
    Project,
    ProjectPartner,
    Purpose,
    Shift,
    Skill,
)
from mitzvah_desk.model.expressions import allows, best_phone, full_name, is_confidential, was_asked
from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE

Expression = ColumnElement[Any] | InstrumentedAttribute[Any]


def yes_or_no(test: ColumnElement[bool]) -> Expression:
    """``yes`` where something holds, else ``no``."""
    return case((test, "yes"), else_="no")


def _allows(purpose: Purpose) -> Expression:
    """What a person said; what stands where nobody asked them says nothing when it is taken in again."""
    asked = was_asked(Person.id, purpose)
    return case((allows(Person.id, purpose), "yes"), (asked, "no"), else_="not asked")


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
    table: type[Donation] | type[MoneyGift],
    what: ColumnElement[int],
    *tests: ColumnElement[bool],
    by_all: bool = False,
) -> ColumnElement[int]:
    """Of what a person and their household gave, or everybody in it: a sum, each part by its index."""
    other = aliased(Person)
    at_home = select(other.id).where(other.household_id == Person.household_id, other.id != Person.id)

    def by(mine: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(select(what).where(mine, *tests).correlate(Person).scalar_subquery(), 0)

    given = by(table.donor_person_id == Person.id) + by(table.donor_household_id == Person.household_id)
    return given + by(table.donor_person_id.in_(at_home)) if by_all else given


def count_gifts(*tests: ColumnElement[bool], by_all: bool = False) -> ColumnElement[int]:
    """How many gifts of goods a person and their household gave, of those of which tests hold."""
    return _given(Donation, func.count(Donation.id), *tests, by_all=by_all)


def sum_pence(*tests: ColumnElement[bool], by_all: bool = False) -> ColumnElement[int]:
    """How much money a person and their household gave, of the gifts of which tests hold."""
    return _given(MoneyGift, func.sum(MoneyGift.amount_pence), *tests, by_all=by_all)


def _pounds(*, by_all: bool = False) -> Expression:
    return func.nullif(sum_pence(by_all=by_all), 0) / 100.0


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
        select(full_name(Person))
        .join_from(PartnerContact, Person, Person.id == PartnerContact.person_id)
        .where(PartnerContact.partner_id == Partner.id)
        .order_by(PartnerContact.is_main.desc(), PartnerContact.id)
        .limit(1)
    )
    return func.coalesce(query.scalar_subquery(), "")


def _parent() -> Expression:
    above = aliased(Partner)
    query = select(above.name).where(above.id == Partner.parent_id, not_(is_confidential(above.id)))
    return func.coalesce(query.scalar_subquery(), "")


def _of_home(column: ColumnElement[str] | InstrumentedAttribute[str]) -> Expression:
    return func.coalesce(column, "")


def stored_column(field: FieldDeclaration) -> Column[Any]:
    """The column of the file that holds a field."""
    return Base.metadata.tables[field.record].c[field.key]


def stored_columns(fields: Iterable[FieldDeclaration]) -> dict[str, Expression]:
    """What lists show of fields as they stand in the file; who has no household shows nothing of it.

    Args:
        fields: those declared, of which only some are in lists, or are held by a record.
    """

    def shown(field: FieldDeclaration) -> Expression:
        column = stored_column(field)
        if field.record == Household.__tablename__:
            return _of_home(column)
        return yes_or_no(column.is_(True)) if field.kind is FieldKind.YES_NO else column

    return {each.list_key: shown(each) for each in fields if each.in_list and each.record}


OF_PEOPLE: dict[str, Expression] = stored_columns(PEOPLE) | {
    "household": _of_home(Household.name),
    "phone": best_phone(Person),
    "skills": _skills(),
    "groups": _groups(),
    "dbs": case((Person.dbs_level == DbsLevel.NONE, ""), else_=Person.dbs_level),
    **{f"allows {purpose.name.lower()}": _allows(purpose) for purpose in Purpose},
    "shifts": _attended(func.count(Assignment.id)),
    "last": _attended(func.max(func.coalesce(Project.on_day, Campaign.main_day))),
    "donations": count_gifts(),
    "pounds": _pounds(),
    "thanked": _thanked(or_(Letter.person_id == Person.id, Letter.household_id == Person.household_id)),
}
"""Every column of people but who is a child, which asks for a day, and how one is addressed and greeted.

What stands in the file comes from the fields' declarations; here are those that are worked out.
"""

OF_HOUSEHOLDS = OF_PEOPLE | {"donations": count_gifts(by_all=True), "pounds": _pounds(by_all=True)}
"""The same where a line stands for a household: what anybody there gave, on the list or not."""

OF_PARTNERS: dict[str, Expression] = stored_columns(PARTNERS) | {
    "parent": _parent(),
    "contact": _contact(),
    "projects": select(func.count(ProjectPartner.project_id.distinct()))
    .where(ProjectPartner.partner_id == Partner.id)
    .scalar_subquery(),
    "next": func.coalesce(_next(ContactLog.next_step), ""),
    "next_on": _next(ContactLog.next_on),
    "thanked": _thanked(Letter.partner_id == Partner.id),
}
