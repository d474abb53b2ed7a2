"""When everybody was last seen, and what else says whether they may be kept; each in one SELECT for all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, not_, select, union, union_all

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    ConsentForm,
    ContactLog,
    Delivery,
    Donation,
    GiftAidDeclaration,
    Group,
    GroupMember,
    Guardian,
    GuestOfHonour,
    JournalRow,
    JournalStep,
    Letter,
    MoneyGift,
    PartnerContact,
    Permission,
    Person,
    Project,
    ProjectPartner,
    Purpose,
    Quotation,
    RetentionHold,
    Shift,
    SubjectRequest,
)
from mitzvah_desk.model.expressions import full_name, is_child_on, is_erased, shift_day, stands
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.privacy.retention import RetentionFacts

CAME = Assignment.status.not_in((AssignmentStatus.DECLINED, AssignmentStatus.ABSENT))
"""Whoever was on the rota, since many a committee never ticks who came."""
_PROJECT_DAY = func.coalesce(Project.on_day, Campaign.main_day)
COMES_WITH = union(
    select(Group.id.label("group_id"), Group.leader_id.label("person_id")).where(
        Group.leader_id.is_not(None)
    ),
    select(GroupMember.group_id, GroupMember.person_id),
).cte("comes_with_group")
"""The people of groups: leaders and members."""


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """One person with what their retention is judged by.

    Attributes:
        name: their name in full.
        facts: for ``rules.privacy.retention``.
        how: what the day on which they were last seen is known from.
        changed: when their record was added or last changed.
    """

    name: str
    facts: RetentionFacts
    how: str
    changed: date | None


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    household_id: int | None
    name: str
    child: bool
    asked: bool
    held: date | None


@dataclass(frozen=True, slots=True)
class _Seen:
    person_id: int
    day: date
    how: str


@dataclass(frozen=True, slots=True)
class RowDates:
    """When a record was added and when it was last changed, as far as the history tells."""

    row_id: int
    added: date | None
    changed: date | None

    @property
    def latest(self) -> date | None:
        """The later of the two."""
        return max(filter(None, (self.added, self.changed)), default=None)


def read_seen_people(connection: Connection, today: date) -> dict[int, SeenPerson]:
    """Everybody in the book, by id, but what is left of whoever was erased.

    Args:
        connection: the file.
        today: who is a child then is one.
    """
    seen = {row.person_id: row for row in fill_rows(_Seen, connection.execute(_last_seen()))}
    dates = read_row_dates(connection, "person")
    guardians: dict[int, set[int]] = defaultdict(set)
    for child, adult in connection.execute(select(Guardian.child_id, Guardian.adult_id)):
        guardians[child].add(adult)
    found: dict[int, SeenPerson] = {}
    for row in _list_known(connection, today):
        last, when = seen.get(row.id), dates.get(row.id)
        added = when.added if when else None
        day, how = (last.day, last.how) if last else (None, "")
        if added is not None and (day is None or added > day):
            day, how = added, "added to the book"
        facts = RetentionFacts(
            row.household_id,
            row.child,
            day,
            when.changed if when else None,
            row.asked,
            row.held,
            frozenset(guardians.get(row.id, ())),
        )
        found[row.id] = SeenPerson(row.name, facts, how, when.latest if when else None)
    return found


def read_row_dates(connection: Connection, table: str) -> Mapping[int, RowDates]:
    """When the records of a table were added and last changed, by id; what a tidy-up did does not count.

    Args:
        connection: the file.
        table: its name.
    """
    tidied = select(JournalRow.step_id).where(JournalRow.table_name == "tidy_up", JournalRow.before.is_(None))
    day = func.date(JournalStep.at, type_=Campaign.main_day.type)
    added = JournalRow.before.is_(None)
    rows = connection.execute(
        select(
            JournalRow.row_id,
            func.min(day).filter(added).label("added"),
            func.max(day).filter(not_(added)).label("changed"),
        )
        .join(JournalStep, JournalStep.id == JournalRow.step_id)
        .where(
            JournalRow.table_name == table,
            JournalStep.undone_at.is_(None),
            JournalRow.step_id.not_in(tidied),
        )
        .group_by(JournalRow.row_id)
    )
    return {row.row_id: row for row in fill_rows(RowDates, rows)}


def _list_known(connection: Connection, today: date) -> list[_Known]:
    asked = select(Permission.person_id).where(
        Permission.purpose == Purpose.KEEP, Permission.given, stands(Permission)
    )
    rows = connection.execute(
        select(
            Person.id,
            Person.household_id,
            full_name(Person).label("name"),
            is_child_on(today, Person).label("child"),
            Person.id.in_(asked).label("asked"),
            RetentionHold.decided_on.label("held"),
        )
        .outerjoin(RetentionHold, RetentionHold.person_id == Person.id)
        .where(not_(is_erased(Person)))
        .order_by(Person.family, Person.given, Person.id)
    )
    return fill_rows(_Known, rows, child=(bool, "child"), asked=(bool, "asked"))


def _last_seen() -> Select[Any]:
    """The last day of each person, and how it is known: SQLite takes it from the row of the latest day."""
    events = {owner: union_all(*_list_events(owner)).subquery() for owner in _OWNERS}
    latest = {
        owner: select(each.c.owner_id, func.max(each.c.day).label("day"), each.c.how)
        .group_by(each.c.owner_id)
        .subquery()
        for owner, each in events.items()
    }
    of = {owner: (each.c.day, each.c.how) for owner, each in latest.items()}
    home, group, partner = latest["household"], latest["group"], latest["partner"]
    every = union_all(
        select(latest["person"].c.owner_id.label("person_id"), *of["person"]),
        select(Person.id, *of["household"]).join(home, home.c.owner_id == Person.household_id),
        select(COMES_WITH.c.person_id, *of["group"]).join(group, group.c.owner_id == COMES_WITH.c.group_id),
        select(PartnerContact.person_id, *of["partner"]).join(
            partner, partner.c.owner_id == PartnerContact.partner_id
        ),
        select(Person.id, *of["partner"]).join(partner, partner.c.owner_id == Person.partner_id),
    ).subquery()
    day = func.max(every.c.day, type_=Campaign.main_day.type).label("day")
    return select(every.c.person_id, day, every.c.how).group_by(every.c.person_id)


_OWNERS = ("person", "household", "group", "partner")


def _list_events(owner: str) -> Iterator[Select[Any]]:
    """Every day on which something was had of a person, household, group or partner."""
    if owner in {"person", "group"}:
        who = Assignment.person_id if owner == "person" else Assignment.group_id
        yield (
            _event(who, shift_day(), "on a shift")
            .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
            .join(Project, Project.id == Shift.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
            .where(CAME)
        )
    for model in (Donation, MoneyGift):
        day = func.date(Donation.received_at) if model is Donation else MoneyGift.on_day
        yield _event(getattr(model, f"donor_{owner}_id"), day, "gave")
    yield _event(getattr(Letter, f"{owner}_id"), Letter.thanked_on, "thanked")
    if owner in {"person", "household"}:
        asked = getattr(ConsentForm, f"{owner}_id")
        yield _event(asked, ConsentForm.returned_on, "answered a form")
    if owner in {"person", "partner"}:
        yield _event(getattr(ContactLog, f"{owner}_id"), ContactLog.on_day, "a conversation")
        went = func.coalesce(func.date(Delivery.from_at), Campaign.main_day)
        who_went = Delivery.driver_id if owner == "person" else Delivery.partner_id
        how = "drove a delivery" if owner == "person" else "contact of a partner that got goods"
        yield _event(who_went, went, how).join_from(Delivery, Campaign, Campaign.id == Delivery.campaign_id)
    if owner == "partner":
        yield (
            _event(ProjectPartner.partner_id, _PROJECT_DAY, "contact of a partner of a project")
            .join_from(ProjectPartner, Project, Project.id == ProjectPartner.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
        )
    if owner == "person":
        yield from _list_events_of_people()


def _list_events_of_people() -> Iterator[Select[Any]]:
    yield _event(Project.coordinator_id, _PROJECT_DAY, "ran a project").join_from(
        Project, Campaign, Campaign.id == Project.campaign_id
    )
    for who, how in (
        (GuestOfHonour.person_id, "guest of honour"),
        (GuestOfHonour.host_id, "received guests"),
    ):
        yield (
            _event(who, _PROJECT_DAY, how)
            .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
        )
    yield _event(Quotation.person_id, Campaign.main_day, "quoted").join_from(
        Quotation, Campaign, Campaign.id == Quotation.campaign_id
    )
    for said in (Permission.person_id, Permission.guardian_id):
        yield _event(said, Permission.given_on, "said what they allow")
    yield _event(GiftAidDeclaration.person_id, GiftAidDeclaration.made_on, "declared Gift Aid")
    asked = func.coalesce(SubjectRequest.answered_on, SubjectRequest.asked_on)
    yield _event(SubjectRequest.person_id, asked, "asked about their details")


def _event(owner: Any, day: ColumnElement[Any] | Any, how: str) -> Select[Any]:  # noqa: ANN401  # any column
    columns = (owner.label("owner_id"), day.label("day"), literal(how).label("how"))
    return select(*columns).where(owner.is_not(None), day.is_not(None))
