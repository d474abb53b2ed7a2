"""How many people an assignment brings, and how many places it fills, as SQL."""

from sqlalchemy import Integer, case, func, or_, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GroupMember,
    Person,
    Project,
    Shift,
)
from mitzvah_desk.rules.rota.headcount import TODDLER

SERVING = Assignment.status.not_in((AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)) & ~Assignment.reserve
"""Assignments that fill places: neither declined nor absent, and no reserves."""
SAID_YES = Assignment.status.in_((AssignmentStatus.CONFIRMED, AssignmentStatus.ATTENDED))
"""Assignments that are sure; whoever else serves was asked and has not answered."""
_LED = select(Group.id.label("group_id"), Group.leader_id.label("person_id")).where(
    Group.leader_id.is_not(None)
)
_COMES = _LED.union(select(GroupMember.group_id, GroupMember.person_id)).cte("comes_with")
_ALSO_COMES = _COMES.alias("also_comes_with")
_OTHER = aliased(Assignment)
_WITH_ANOTHER = (
    select(_ALSO_COMES.c.group_id)
    .where(
        _ALSO_COMES.c.group_id == _OTHER.group_id,
        _OTHER.group_id < Assignment.group_id,
        _ALSO_COMES.c.person_id == _COMES.c.person_id,
    )
    .correlate(Assignment, _OTHER, _COMES)
    .exists()
)
COUNTED_TWICE = (
    select(func.count(_COMES.c.person_id.distinct()))
    .join(_OTHER, _OTHER.shift_id == Assignment.shift_id)
    .where(
        _COMES.c.group_id == Assignment.group_id,
        _OTHER.status.not_in((AssignmentStatus.DECLINED, AssignmentStatus.ABSENT)),
        ~_OTHER.reserve,
        or_(_OTHER.person_id == _COMES.c.person_id, _WITH_ANOTHER),
    )
    .correlate(Assignment)
    .scalar_subquery()
)
"""How many of a group's people are on its shift by name, or come to it with another group: see
``rules.rota.commitments.counted_twice``."""
HEADS = case(
    (
        Assignment.group_id.is_not(None),
        func.max(0, Assignment.adults + Assignment.children - COUNTED_TWICE, type_=Integer),
    ),
    else_=1,
)
"""How many people an assignment brings: one, or the group's head count; each person is counted once."""

_ITS_SHIFT, _ITS_PROJECT, _ITS_CAMPAIGN = aliased(Shift), aliased(Project), aliased(Campaign)
_CHILD = aliased(Person)
_ITS_DAY = func.coalesce(func.date(_ITS_SHIFT.starts_at), _ITS_PROJECT.on_day, _ITS_CAMPAIGN.main_day)
_IS_TODDLER = (
    select(_ITS_SHIFT.id)
    .join(_ITS_PROJECT, _ITS_PROJECT.id == _ITS_SHIFT.project_id)
    .join(_ITS_CAMPAIGN, _ITS_CAMPAIGN.id == _ITS_PROJECT.campaign_id)
    .join(_CHILD, _CHILD.born > func.date(_ITS_DAY, f"-{TODDLER} years"))
    .where(_ITS_SHIFT.id == Assignment.shift_id, _CHILD.id == Assignment.person_id)
    .correlate(Assignment)
    .exists()
)
_WAS_SMALL = Assignment.person_id.in_(  # asked once for all, as hardly anybody ever was
    select(Person.id).where(
        Person.born
        > func.date(select(func.min(Campaign.main_day)).scalar_subquery(), f"-{TODDLER + 2} years")
    )
)
FILLS = case((_WAS_SMALL & _IS_TODDLER, 0), else_=HEADS)
"""How many places an assignment fills: a toddler comes along and fills none."""
CONFIRMED = func.coalesce(func.sum(FILLS).filter(SAID_YES), 0, type_=Integer)
ASKED = func.coalesce(func.sum(FILLS).filter(~SAID_YES), 0, type_=Integer)
"""How many places those fill who said yes, and those who were asked, of assignments that are ``SERVING``."""
