"""What is known of people for asking them: how to ring them, what they do already, what they would like.

The same for the board's people, Fill gaps and stand-ins; the rule is ``rules/rota/may_be_asked.py``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, case, func, not_, or_, select, type_coerce

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GuestOfHonour,
    Household,
    Person,
    Place,
    Project,
    ProjectStatus,
    ProjectWish,
    Shift,
    Wish,
)
from mitzvah_desk.model.expressions import (
    best_phone,
    full_name,
    is_confidential,
    is_erased,
    may_be_asked,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.rules.rota.facts import NOT_SERVING, Key, ShiftFacts, assignee_key
from mitzvah_desk.rules.rota.may_be_asked import AskedFacts

Work = tuple[str, int]
"""A job in a project, the same from campaign to campaign: the project's title and the role."""


class AskedBook:
    """Reads a campaign's answers once, and gives what is known of each for each shift.

    Args:
        connection: the file.
        campaign_id: the campaign.
        shifts: those for which people may be asked.
    """

    def __init__(self, connection: Connection, campaign_id: int, shifts: Collection[ShiftFacts]) -> None:
        self._connection = connection
        self._campaign = campaign_id
        self._projects = {shift.project_id for shift in shifts}
        self._days = {shift.day for shift in shifts}
        self._known = self._people()
        self._asked = self._load()
        self._served = self._last_served()
        self._liked = self._wishes()
        self._choices = self._project_wishes()
        self._stays = self._guests()
        self._work, self._did = list_last_work(connection, campaign_id, self._projects)

    @property
    def people(self) -> Collection[int]:
        """Everybody in the book but those of whom nothing is left."""
        return self._known.keys()

    @property
    def volunteers(self) -> list[int]:
        """Those who may be asked to serve at all, by number."""
        return sorted(number for number, known in self._known.items() if known[0])

    def known(self, who: Key, shift: ShiftFacts) -> AskedFacts:
        """What is known of a person or group for asking them for a shift."""
        did_it = who in self._did.get(self._work.get(shift.id, ("", 0)), ())
        if who[0] == "group":
            phone = self._leaders.get(who[1], "")
            asked, shifts, minutes = self._asked.get(who, (0, 0, 0))
            return AskedFacts(True, phone, "", asked, shifts, minutes, None, did_it_last=did_it)
        number = who[1]
        volunteers, phone, postcode = self._known.get(number, (False, "", ""))
        liked = self._liked.get((number, shift.project_id))
        return AskedFacts(
            volunteers,
            phone,
            postcode,
            *self._asked.get(who, (0, 0, 0)),
            self._served.get(number),
            liked is True,
            liked is False,
            self._choices.get((number, shift.project_id), 0),
            did_it,
            self._stays_with(number, shift),
        )

    @cached_property
    def _leaders(self) -> dict[int, str]:
        rows = self._connection.execute(
            select(Group.id, best_phone(Person).label("phone")).join(Person, Person.id == Group.leader_id)
        )
        return {row.id: row.phone for row in rows}

    def _people(self) -> dict[int, tuple[bool, str, str]]:
        home = func.nullif(func.trim(func.coalesce(Household.postcode, "")), "")
        rows = self._connection.execute(
            select(
                Person.id,
                may_be_asked(Person).label("volunteers"),
                best_phone(Person).label("phone"),
                func.coalesce(home, "").label("postcode"),
            )
            .outerjoin(Household, Household.id == Person.household_id)
            .where(not_(is_erased(Person)))
        )
        return {row.id: (bool(row.volunteers), row.phone, row.postcode) for row in rows}

    def _load(self) -> dict[Key, tuple[int, int, int]]:
        """How often each was asked in the campaign, on how many shifts they stand, and for how long."""
        serves = Assignment.status.not_in(NOT_SERVING) & (Assignment.reserve == False)  # noqa: E712  # SQL
        minutes = (func.unixepoch(Shift.ends_at) - func.unixepoch(Shift.starts_at)) / 60
        rows: Iterable[Any] = self._connection.execute(
            select(
                Assignment.person_id,
                Assignment.group_id,
                func.count().label("asked"),
                func.coalesce(func.sum(case((serves, 1), else_=0)), 0).label("shifts"),
                func.coalesce(func.sum(case((serves, minutes), else_=0)), 0).label("minutes"),
            )
            .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
            .join(Project, Project.id == Shift.project_id)
            .where(Project.campaign_id == self._campaign, Project.status != ProjectStatus.CANCELLED)
            .group_by(Assignment.person_id, Assignment.group_id)
        )
        return {
            assignee_key(row.person_id, row.group_id): (row.asked, row.shifts, int(row.minutes))
            for row in rows
        }

    def _last_served(self) -> dict[int, date]:
        rows = self._connection.execute(
            select(Assignment.person_id, func.max(shift_day()).label("day"))
            .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
            .join(Project, Project.id == Shift.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
            .where(Assignment.status == AssignmentStatus.ATTENDED, Assignment.person_id.is_not(None))
            .group_by(Assignment.person_id)
        )
        return {row.person_id or 0: row.day for row in rows}

    def _wishes(self) -> dict[tuple[int, int], bool]:
        """By person and project: would gladly help with its kind, or rather not."""
        rows = self._connection.execute(
            select(Wish.person_id, Project.id.label("project_id"), Wish.rather_not)
            .join_from(Wish, Project, Project.kind_id == Wish.kind_id)
            .where(Project.campaign_id == self._campaign)
        )
        return {(row.person_id, row.project_id): not row.rather_not for row in rows}

    def _project_wishes(self) -> dict[tuple[int, int], int]:
        rows = self._connection.execute(
            select(ProjectWish.person_id, ProjectWish.project_id, ProjectWish.rank)
            .join(Project, Project.id == ProjectWish.project_id)
            .where(Project.campaign_id == self._campaign)
        )
        return {(row.person_id, row.project_id): row.rank for row in rows}

    def _guests(self) -> dict[tuple[int, date], list[tuple[int, str]]]:
        """Who hosts a guest of honour or is one on a day: with the project, in words."""
        day = func.coalesce(func.date(GuestOfHonour.arrives_at), Project.on_day, Campaign.main_day)
        rows: Iterable[Any] = self._connection.execute(
            select(
                GuestOfHonour.project_id,
                GuestOfHonour.host_id,
                GuestOfHonour.person_id,
                GuestOfHonour.arrives_at,
                full_name(Person).label("guest"),
                Project.title,
                type_coerce(day, Campaign.main_day.type).label("day"),
            )
            .join(Project, Project.id == GuestOfHonour.project_id)
            .join(Campaign, Campaign.id == Project.campaign_id)
            .join(Person, Person.id == GuestOfHonour.person_id)
            .where(Project.status != ProjectStatus.CANCELLED)
        )
        found: dict[tuple[int, date], list[tuple[int, str]]] = defaultdict(list)
        for row in rows:
            when = f"at {row.arrives_at:%H:%M}" if row.arrives_at else "that day, at no set time"
            if row.host_id is not None:
                found[row.host_id, row.day].append(
                    (row.project_id, f"hosts {row.guest} at {row.title} {when}")
                )
            found[row.person_id, row.day].append(
                (row.project_id, f"is a guest of honour at {row.title} {when}")
            )
        return found

    def _stays_with(self, person_id: int, shift: ShiftFacts) -> str:
        """At whose side somebody stays on a shift's day; within the guest's own project they may serve."""
        theirs = self._stays.get((person_id, shift.day), ())
        return next((words for project_id, words in theirs if project_id != shift.project_id), "")


def list_last_work(
    connection: Connection, campaign_id: int, projects: Collection[int]
) -> tuple[dict[int, Work], dict[Work, set[Key]]]:
    """Who did the same jobs in the same projects the last time there was such a project.

    Projects are the same from campaign to campaign by their title.

    Returns:
        The work of each shift of these projects, and by work who did it.
    """
    title = func.lower(func.trim(Project.title)).label("title")
    mine: Iterable[Any] = connection.execute(
        select(Shift.id, title, Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Project.id.in_(projects))
    )
    work: dict[int, Work] = {row.id: (row.title, row.role_id) for row in mine}
    titles = {name for name, _ in work.values()}
    main_day = select(Campaign.main_day).where(Campaign.id == campaign_id).scalar_subquery()
    came = or_(
        Assignment.status == AssignmentStatus.ATTENDED,
        and_(Assignment.status.not_in(NOT_SERVING), Assignment.reserve == False),  # noqa: E712  # SQL
    )
    rows: Iterable[Any] = connection.execute(
        select(Campaign.main_day, title, Shift.role_id, Assignment.person_id, Assignment.group_id)
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .where(Campaign.main_day < main_day, title.in_(titles), came)
        .order_by(Campaign.main_day)
    )
    found: dict[Work, set[Key]] = {}
    newest: dict[Work, date] = {}
    for row in rows:
        key = (row.title, row.role_id)
        if newest.get(key) != row.main_day:
            newest[key], found[key] = row.main_day, set()
        found[key].add(assignee_key(row.person_id, row.group_id))
    return work, found


def list_volunteers(connection: Connection) -> list[int]:
    """Who may be asked to serve at all."""
    return list(
        connection.execute(select(Person.id).where(may_be_asked(Person)).order_by(Person.id)).scalars()
    )


def list_hidden_shifts(connection: Connection, ids: Collection[int]) -> set[int]:
    """Which of some shifts are at a confidential partner's place."""
    rows = connection.execute(
        select(Shift.id)
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .join(Place, Place.id == shift_place_id())
        .where(Shift.id.in_(ids), is_confidential(Place.partner_id))
    )
    return set(rows.scalars())


def campaign_of(connection: Connection, shift_id: int) -> int | None:
    """The campaign of a shift; None where the shift is gone."""
    return connection.execute(
        select(Project.campaign_id)
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .where(Shift.id == shift_id)
    ).scalar()
