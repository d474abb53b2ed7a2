"""The questions of lists, asked of the file: each is one part of the WHERE of a single SELECT."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, String, and_, func, not_, or_, select, true, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Base,
    Campaign,
    ContactLog,
    DbsLevel,
    Delivery,
    DeliveryLine,
    Donation,
    Group,
    GroupMember,
    GuestOfHonour,
    Household,
    Letter,
    MoneyGift,
    Partner,
    PartnerContact,
    PartnerLevel,
    PartnerRole,
    Person,
    PersonSkill,
    Project,
    ProjectPartner,
    Purpose,
    Request,
    Role,
    Shift,
    Skill,
    SkillLevel,
    Unavailability,
)
from mitzvah_desk.model.expressions import allows, best_phone, full_name, is_child_on, was_asked
from mitzvah_desk.office.lists.columns import count_gifts, stored_column, sum_pence
from mitzvah_desk.office.lists.comparing import ConditionContext, Day, Ids, Test, compare_age, on_day_of
from mitzvah_desk.rules.fields.field import FieldDeclaration
from mitzvah_desk.rules.fields.registry import PARTNERS, PEOPLE
from mitzvah_desk.rules.lists.definition import ConditionGroup, GroupMatch, ListCondition, ListDefinition
from mitzvah_desk.rules.lists.measures import Comparison, Measured
from mitzvah_desk.rules.lists.vocabulary import Subject


def build_test(
    definition: ListDefinition, campaign_id: int | None, today: date, main_day: date | None = None
) -> Test:
    """All that a list asks as one test. Whoever asks has looked whether it can be asked: see ``problems``.

    Args:
        definition: the list.
        campaign_id: the campaign that ``this campaign`` means.
        today: the day on which one is a child or not.
        main_day: the day of that campaign.
    """
    known = OF_PEOPLE if definition.subject is Subject.PEOPLE else OF_PARTNERS

    def group(asked: ConditionGroup) -> Test:
        parts = [group(each) if isinstance(each, ConditionGroup) else one(each) for each in asked.conditions]
        if not parts:
            return true()
        if asked.match is GroupMatch.ALL:
            return and_(*parts)
        return not_(or_(*parts)) if asked.match is GroupMatch.NONE else or_(*parts)

    def one(asked: ListCondition) -> Test:
        measured = asked.measured or Measured(Comparison.UNKNOWN)
        context = ConditionContext(asked.value, measured, campaign_id, today, main_day or today)
        test = known[asked.question](context)
        return test if asked.holds else not_(test)

    return group(definition.asked)


def _among(ids: Ids, query: Select[Any], *, of: Ids | ColumnElement[int]) -> Test:
    """That a record is among those of a query; a NULL among them would make every “not” unknown."""
    return of.in_(query.with_only_columns(ids).where(ids.is_not(None)))


def _people(ids: Ids, query: Select[Any]) -> Test:
    return _among(ids, query, of=Person.id)


def _partners(ids: Ids, query: Select[Any]) -> Test:
    return _among(ids, query, of=Partner.id)


def _served(*tests: Test) -> Test:
    query = select(Assignment.id).join(Shift, Shift.id == Assignment.shift_id)
    query = query.join(Project, Project.id == Shift.project_id).join(Role, Role.id == Shift.role_id)
    return _people(Assignment.person_id, query.where(*tests))


def _status(*statuses: AssignmentStatus) -> Callable[[ConditionContext], Test]:
    return lambda asked: _served(Assignment.status.in_(statuses), asked.campaign(Project.campaign_id))


_SAID_YES = (AssignmentStatus.CONFIRMED, AssignmentStatus.ATTENDED, AssignmentStatus.ABSENT)
"""What may become of a yes: whoever attended had said it, and so had whoever was absent."""


def _absent(asked: ConditionContext) -> Test:
    came = _status(AssignmentStatus.CONFIRMED, AssignmentStatus.ATTENDED)(asked)  # to another shift
    return and_(_status(AssignmentStatus.ABSENT)(asked), not_(came))


def match_project(value: str) -> Test:
    """That a project is the one chosen: by its title in any campaign, or by its title and campaign."""
    return or_(Project.title == value, full_project_title() == value)


def full_project_title() -> ColumnElement[str]:
    """A project's title with its campaign, since many projects come again every year."""
    campaign = select(Campaign.name).where(Campaign.id == Project.campaign_id).correlate(Project)
    return Project.title + " (" + campaign.scalar_subquery() + ")"


def _skill(asked: ConditionContext, *tests: Test) -> Test:
    query = select(PersonSkill.id).join(Skill, Skill.id == PersonSkill.skill_id)
    return _people(PersonSkill.person_id, query.where(Skill.name == asked.value, *tests))


def has_consent(purpose: Purpose) -> Test:
    """That a person agreed to a purpose; never asked is a no."""
    return allows(Person.id, purpose)


def _by_person_or_home(table: type[Any], test: Test, person: Ids, household: Ids) -> Test:
    query = select(table.id).where(test)
    return or_(_people(person, query), _among(household, query, of=_HOME))


def _gave(table: type[Donation] | type[MoneyGift]) -> Callable[[ConditionContext], Test]:
    return lambda asked: _by_person_or_home(
        table, asked.campaign(table.campaign_id), table.donor_person_id, table.donor_household_id
    )


def _group(asked: ConditionContext) -> Test:
    query = select(GroupMember.id).join(Group, Group.id == GroupMember.group_id)
    leads = _people(Group.leader_id, select(Group.id).where(Group.name == asked.value))
    return or_(_people(GroupMember.person_id, query.where(Group.name == asked.value)), leads)


def _shifts(asked: ConditionContext) -> Test:
    query = select(Assignment.id).join(Shift, Shift.id == Assignment.shift_id)
    query = query.join(Project, Project.id == Shift.project_id)
    query = query.where(Assignment.status == AssignmentStatus.ATTENDED, asked.campaign(Project.campaign_id))
    return asked.counted(Assignment.person_id, query, func.count(Assignment.id), of=Person.id)


def _took_part(test: Callable[[Day], Test]) -> Test:
    query = select(Assignment.id).join(Shift, Shift.id == Assignment.shift_id)
    query = query.join(Project, Project.id == Shift.project_id)
    query = query.join(Campaign, Campaign.id == Project.campaign_id)
    query = query.where(Assignment.status == AssignmentStatus.ATTENDED)
    return _people(Assignment.person_id, query.where(test(func.coalesce(Project.on_day, Campaign.main_day))))


def _thanked(test: Callable[[Day], Test]) -> Test:
    return _by_person_or_home(Letter, test(Letter.thanked_on), Letter.person_id, Letter.household_id)


def _away(asked: ConditionContext) -> Test:
    start = datetime.combine(date.fromisoformat(asked.value), time())
    query = select(Unavailability.id).where(
        Unavailability.starts_at < start + timedelta(days=1), Unavailability.ends_at > start
    )
    return _people(Unavailability.person_id, query)


def _away_then(asked: ConditionContext) -> Test:
    day = type_coerce(Campaign.main_day, String)
    query = select(Unavailability.id).join(
        Campaign,
        and_(
            func.substr(type_coerce(Unavailability.starts_at, String), 1, 10) <= day,
            type_coerce(Unavailability.ends_at, String) > day + "T00:00:00",
        ),
    )
    return _people(Unavailability.person_id, query.where(asked.campaign(Campaign.id)))


def _honour(asked: ConditionContext) -> Test:
    query = select(GuestOfHonour.id).join(Project, Project.id == GuestOfHonour.project_id)
    return _people(GuestOfHonour.person_id, query.where(asked.campaign(Project.campaign_id)))


def _with_children(asked: ConditionContext) -> Test:
    child = aliased(Person)
    return _HOME.in_(
        select(child.household_id).where(is_child_on(asked.today, child), child.household_id.is_not(None))
    )


def _renew(asked: ConditionContext) -> Test:
    day = func.coalesce(Person.dbs_renew_on, "9999-12-31") < date.fromisoformat(asked.value)
    return and_(Person.dbs_level != DbsLevel.NONE, day)


def has_text(*texts: ColumnElement[str] | InstrumentedAttribute[str]) -> Test:
    """That one of some texts is not empty, also where its record is missing."""
    return or_(*(func.coalesce(text, "") != "" for text in texts))


def _holds(asked: ConditionContext, *texts: ColumnElement[str] | InstrumentedAttribute[str]) -> Test:
    return or_(*(func.coalesce(text, "").icontains(asked.value, autoescape=True) for text in texts))


def _about(fields: Iterable[FieldDeclaration]) -> dict[str, Callable[[ConditionContext], Test]]:
    """The tests of the questions about single fields: that one is filled, or holds a text."""

    def test(field: FieldDeclaration, yes: str) -> Callable[[ConditionContext], Test]:
        column = stored_column(field)
        return (lambda asked: _holds(asked, column)) if "{}" in yes else (lambda _: has_text(column))

    return {each.list_key: test(each, each.question.yes) for each in fields if each.question is not None}


_HOME = func.coalesce(Person.household_id, 0)

OF_PEOPLE: dict[str, Callable[[ConditionContext], Test]] = _about(PEOPLE) | {
    "attended": _status(AssignmentStatus.ATTENDED),
    "confirmed": _status(*_SAID_YES),
    "invited": _status(AssignmentStatus.INVITED),
    "absent": _absent,
    "declined": _status(AssignmentStatus.DECLINED),
    "shifts": _shifts,
    "last": lambda asked: asked.latest(_took_part),
    "project": lambda asked: _served(
        match_project(asked.value), Assignment.status != AssignmentStatus.DECLINED
    ),
    "role": lambda asked: _served(Role.name == asked.value, Assignment.status == AssignmentStatus.ATTENDED),
    "skill": _skill,
    "teaches": lambda asked: _skill(asked, PersonSkill.level == SkillLevel.TEACHES),
    "agreed": lambda asked: has_consent(Purpose(asked.value)),
    "asked": lambda asked: was_asked(Person.id, Purpose(asked.value)),
    "phone": lambda _: best_phone(Person) != "",
    "address": lambda _: has_text(Household.address),
    "postcode": lambda asked: func.coalesce(Household.postcode, "").istartswith(asked.value, autoescape=True),
    "child": lambda asked: is_child_on(asked.today, Person),
    "age": compare_age,
    "family": _with_children,
    "gifts": lambda asked: asked.in_range(count_gifts(asked.campaign(Donation.campaign_id))),
    "pounds": lambda asked: asked.in_range(sum_pence(asked.campaign(MoneyGift.campaign_id))),
    "last_thanked": lambda asked: asked.latest(_thanked),
    "gave": _gave(Donation),
    "money": _gave(MoneyGift),
    "thanked": lambda asked: _by_person_or_home(
        Letter, asked.campaign(Letter.campaign_id), Letter.person_id, Letter.household_id
    ),
    "group": _group,
    "contact": lambda _: _people(PartnerContact.person_id, select(PartnerContact.id)),
    "honour": _honour,
    "dbs": lambda _: Person.dbs_level != DbsLevel.NONE,
    "renew": _renew,
    "recruited": lambda asked: asked.latest(on_day_of(Person.recruited_on)),
    "away": _away,
    "away_then": _away_then,
    "has_diet": lambda _: has_text(Person.diet),
    "diet": lambda asked: _holds(asked, Person.diet),
    "has_needs": lambda _: has_text(Person.access_needs),
    "name": lambda asked: _holds(asked, full_name(Person), Person.known_as, Person.hebrew_name),
}


def _part(*roles: PartnerRole) -> Callable[[ConditionContext], Test]:
    def test(asked: ConditionContext) -> Test:
        query = select(ProjectPartner.id).join(Project, Project.id == ProjectPartner.project_id)
        query = query.where(ProjectPartner.role.in_(roles), asked.campaign(Project.campaign_id))
        return _partners(ProjectPartner.partner_id, query)

    return test


def _of_campaign(table: type[Base], column: Ids, campaign: Ids) -> Callable[[ConditionContext], Test]:
    return lambda asked: _partners(column, select(table.id).where(asked.campaign(campaign)))


def _projects(asked: ConditionContext) -> Test:
    query = select(ProjectPartner.id).join(Project, Project.id == ProjectPartner.project_id)
    many = func.count(ProjectPartner.project_id.distinct())
    query = query.where(asked.campaign(Project.campaign_id))
    return asked.counted(ProjectPartner.partner_id, query, many, of=Partner.id)


def _partner_thanked(test: Callable[[Day], Test]) -> Test:
    return _partners(Letter.partner_id, select(Letter.id).where(test(Letter.thanked_on)))


def _partner_pounds(asked: ConditionContext) -> Test:
    gifts = select(func.sum(MoneyGift.amount_pence)).where(
        MoneyGift.donor_partner_id == Partner.id, asked.campaign(MoneyGift.campaign_id)
    )
    return asked.in_range(func.coalesce(gifts.scalar_subquery(), 0))


def _next_step(test: Callable[[Day], Test]) -> Test:
    open_steps = select(ContactLog.id).where(
        ContactLog.next_step != "", ContactLog.next_done.is_(False), ContactLog.next_on.is_not(None)
    )
    return _partners(ContactLog.partner_id, open_steps.where(test(ContactLog.next_on)))


def _received(asked: ConditionContext) -> Test:
    query = select(Delivery.id).join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
    return _partners(
        Delivery.partner_id, query.where(DeliveryLine.delivered > 0, asked.campaign(Delivery.campaign_id))
    )


OF_PARTNERS: dict[str, Callable[[ConditionContext], Test]] = _about(PARTNERS) | {
    "took part": _part(*PartnerRole),
    "hosted": _part(PartnerRole.HOST, PartnerRole.CO_HOST),
    "benefited": _part(PartnerRole.BENEFICIARY),
    "supplied": _part(PartnerRole.SUPPLIER),
    "requested": _of_campaign(Request, Request.partner_id, Request.campaign_id),
    "received": _received,
    "gave": _of_campaign(Donation, Donation.donor_partner_id, Donation.campaign_id),
    "money": _of_campaign(MoneyGift, MoneyGift.donor_partner_id, MoneyGift.campaign_id),
    "thanked": _of_campaign(Letter, Letter.partner_id, Letter.campaign_id),
    "pounds": _partner_pounds,
    "last_thanked": lambda asked: asked.latest(_partner_thanked),
    "projects": _projects,
    "next_by": lambda asked: asked.any_day(_next_step),
    "level": lambda asked: Partner.level == PartnerLevel(asked.value),
    "next": lambda _: _partners(
        ContactLog.partner_id,
        select(ContactLog.id).where(ContactLog.next_step != "", ContactLog.next_done.is_(False)),
    ),
}
