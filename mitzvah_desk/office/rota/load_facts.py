"""Loads the facts of the rota's checks, a campaign's or what a change touches, with a handful of SELECTs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal, or_, select, true

from mitzvah_desk.model import (
    Assignment,
    Campaign,
    Delivery,
    Group,
    Guardian,
    GuestParty,
    Partner,
    PartnerRole,
    Person,
    PersonSkill,
    Place,
    Project,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
    Skill,
    TravelTime,
    Unavailability,
)
from mitzvah_desk.model.expressions import (
    full_name,
    partner_name,
    shift_day,
    shift_partner_id,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.rota.driver_times import list_driver_times
from mitzvah_desk.rules.rota.facts import (
    AssignmentFacts,
    GroupFacts,
    GuestFacts,
    HomeFacts,
    Key,
    PersonFacts,
    RotaFacts,
    RotaSettings,
    ShiftFacts,
)
from mitzvah_desk.rules.rota.headcount import parse_age_range

_MANY = 5000
"""More ids than this are not listed in a query: everything is read, and what is not wanted passed over."""
_NEAR = timedelta(days=1)

_SHIFTS: Select[*tuple[Any, ...]] = (
    select(
        Shift.id,
        Shift.project_id,
        Project.title.label("project"),
        Role.name.label("role"),
        Shift.starts_at,
        Shift.ends_at,
        shift_day().label("day"),
        Shift.minimum,
        Shift.maximum,
        shift_place_id().label("place_id"),
        func.coalesce(Place.postcode, "").label("postcode"),
        shift_partner_id(Place).label("home_id"),
        Role.minimum_age,
        Role.skill_id,
        func.coalesce(Skill.name, "").label("skill"),
        Role.dbs_level,
        Project.serves_food,
    )
    .join_from(Shift, Project, Project.id == Shift.project_id)
    .join(Campaign, Campaign.id == Project.campaign_id)
    .join(Role, Role.id == Shift.role_id)
    .outerjoin(Skill, Skill.id == Role.skill_id)
    .outerjoin(Place, Place.id == shift_place_id())
)


def load_campaign_facts(connection: Connection, campaign_id: int | None = None) -> RotaFacts:
    """The facts of a campaign, or of the whole file; cancelled projects are left out."""
    mine = true() if campaign_id is None else Project.campaign_id == campaign_id
    shifts = _shifts(connection, mine & (Project.status != ProjectStatus.CANCELLED))
    chosen = select(Shift.id).join(Project, Project.id == Shift.project_id).where(mine)
    return _facts(connection, shifts, find_assignments(connection, Assignment.shift_id.in_(chosen)))


def facts_touched_by(
    connection: Connection, shift_ids: Iterable[int], whom: Collection[Key] = (), place_id: int | None = None
) -> RotaFacts:
    """The facts that a change of some shifts touches: who is on them, their other shifts, the same homes.

    Args:
        connection: the file.
        shift_ids: the shifts.
        whom: who else is concerned, such as those about to be put on one of them.
        place_id: where one of the shifts is about to be moved.
    """
    ids = set(shift_ids)
    there = find_assignments(connection, Assignment.shift_id.in_(ids))
    people = {a.who[1] for a in there if a.who[0] == "person"} | {n for kind, n in whom if kind == "person"}
    groups = {a.who[1] for a in there if a.who[0] == "group"} | {n for kind, n in whom if kind == "group"}
    homes = _homes(connection)
    near = ids | _at_the_same_homes(connection, homes, ids, place_id)
    found = find_assignments(
        connection,
        or_(
            Assignment.shift_id.in_(near),
            _listed(Assignment.person_id, people),
            _listed(Assignment.group_id, groups),
        ),
    )
    wanted = near | {a.shift_id for a in found}
    live = _listed(Shift.id, wanted) & or_(Project.status != ProjectStatus.CANCELLED, Shift.id.in_(ids))
    return _facts(connection, _shifts(connection, live), found, people=people, groups=groups, homes=homes)


def load_candidate_facts(connection: Connection, shift_id: int) -> RotaFacts:
    """The facts by which everybody in the book is weighed for one shift: all people, the days around it."""
    starts, ends = connection.execute(
        select(Shift.starts_at, Shift.ends_at).where(Shift.id == shift_id)
    ).one()
    near: ColumnElement[bool] = Shift.id == shift_id
    if starts is not None and ends is not None:
        near |= Shift.starts_at.between(starts - _NEAR, ends + _NEAR)
    near &= or_(Project.status != ProjectStatus.CANCELLED, Shift.id == shift_id)
    chosen = select(Shift.id).join(Project, Project.id == Shift.project_id).where(near)
    found = find_assignments(connection, Assignment.shift_id.in_(chosen))
    return _facts(connection, _shifts(connection, near), found, people=None, groups=None)


def _facts(
    connection: Connection,
    shifts: dict[int, ShiftFacts],
    assignments: list[AssignmentFacts],
    *,
    people: Iterable[int] | None = (),
    groups: Iterable[int] | None = (),
    homes: dict[int, HomeFacts] | None = None,
) -> RotaFacts:
    """The facts of these shifts and assignments, and of these people and groups; of everybody where None."""
    kept = tuple(a for a in assignments if a.shift_id in shifts)
    persons = None if people is None else {*people, *(a.who[1] for a in kept if a.who[0] == "person")}
    teams = None if groups is None else {*groups, *(a.who[1] for a in kept if a.who[0] == "group")}
    projects = {shift.project_id for shift in shifts.values() if shift.serves_food}
    return RotaFacts(
        shifts,
        _people(connection, persons),
        _groups(connection, teams),
        _homes(connection) if homes is None else homes,
        _guests(connection, projects),
        kept,
        _travel(connection),
        _co_hosts(connection, {shift.project_id for shift in shifts.values() if shift.maximum == 2}),
        read_rota_settings(connection),
    )


def apply_shift_values(connection: Connection, shift: ShiftFacts, values: Mapping[str, Any]) -> ShiftFacts:
    """A shift's facts as they would be with other values of its columns."""
    changed = {key: values[key] for key in ("starts_at", "ends_at", "minimum", "maximum") if key in values}
    if changed.get("starts_at") is not None:
        changed["day"] = changed["starts_at"].date()
    if "role_id" in values:
        role = connection.execute(
            select(
                Role.name.label("role"),
                Role.minimum_age,
                Role.skill_id,
                func.coalesce(Skill.name, "").label("skill"),
                Role.dbs_level,
            )
            .outerjoin(Skill, Skill.id == Role.skill_id)
            .where(Role.id == values["role_id"])
        )
        changed |= role.mappings().one()
    if "place_id" in values:
        place = connection.execute(
            select(
                Place.id.label("place_id"),
                func.coalesce(Place.postcode, "").label("postcode"),
                shift_partner_id(Place).label("home_id"),
            )
            .select_from(Project)
            .outerjoin(Place, Place.id == shift_place_id(literal(values["place_id"], Integer)))
            .where(Project.id == shift.project_id)
        )
        changed |= place.mappings().one()
    return replace(shift, **changed)


def read_rota_settings(connection: Connection) -> RotaSettings:
    """The file's settings as the checks take them."""
    settings = read_settings(connection)
    return RotaSettings(
        timedelta(minutes=settings.overlap_minutes),
        settings.travel_near_minutes,
        settings.travel_area_minutes,
        settings.travel_far_minutes,
        calendar_place(settings),
    )


def _listed(column: Any, ids: Collection[int] | None) -> ColumnElement[bool]:  # noqa: ANN401
    return true() if ids is None or len(ids) > _MANY else column.in_(ids)


def find_assignments(connection: Connection, where: ColumnElement[bool]) -> list[AssignmentFacts]:
    """The assignments for which something holds, oldest first."""
    rows = connection.execute(
        select(
            Assignment.id,
            Assignment.shift_id,
            Assignment.person_id,
            Assignment.group_id,
            Assignment.adults,
            Assignment.children,
            Assignment.status,
            Assignment.reserve,
        )
        .where(where)
        .order_by(Assignment.id)
    )
    return fill_rows(AssignmentFacts, rows, who=(_assignee, "person_id", "group_id"))


def _assignee(person_id: int | None, group_id: int | None) -> Key:
    return ("group", group_id or 0) if person_id is None else ("person", person_id)


def _shifts(connection: Connection, where: ColumnElement[bool]) -> dict[int, ShiftFacts]:
    return {shift.id: shift for shift in fill_rows(ShiftFacts, connection.execute(_SHIFTS.where(where)))}


def _at_the_same_homes(
    connection: Connection, homes: dict[int, HomeFacts], ids: set[int], place_id: int | None
) -> set[int]:
    """The other shifts that share a home's visitor limit with these."""
    if not any(home.visitor_limit for home in homes.values()):
        return set()
    facts = RotaFacts(_shifts(connection, Shift.id.in_(ids)), homes=homes)
    starts = {shift.home_id for shift in facts.shifts.values()}
    if place_id is not None:
        starts.add(connection.execute(select(Place.partner_id).where(Place.id == place_id)).scalar())
    limited = {home.id for start in starts for home in facts.above(start) if home.visitor_limit}
    if not limited:
        return set()
    within = {home for home in homes if any(above.id in limited for above in facts.above(home))}
    there = Shift.starts_at.is_not(None) & shift_partner_id(Place).in_(within)
    return set(_shifts(connection, there))


def _people(connection: Connection, ids: Collection[int] | None) -> dict[int, PersonFacts]:
    skills: dict[int, set[int]] = defaultdict(set)
    for person, skill in connection.execute(
        select(PersonSkill.person_id, PersonSkill.skill_id).where(_listed(PersonSkill.person_id, ids))
    ):
        skills[person].add(skill)
    guardians: dict[int, set[int]] = defaultdict(set)
    for child, adult in connection.execute(
        select(Guardian.child_id, Guardian.adult_id).where(_listed(Guardian.child_id, ids))
    ):
        guardians[child].add(adult)
    away: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in connection.execute(
        select(Unavailability.person_id, Unavailability.starts_at, Unavailability.ends_at)
        .where(_listed(Unavailability.person_id, ids))
        .order_by(Unavailability.starts_at)
    ):
        away[row.person_id].append((row.starts_at, row.ends_at))
    driving = list_driver_times(connection, _listed(Delivery.driver_id, ids))
    rows = connection.execute(
        select(
            Person.id,
            full_name(Person).label("name"),
            Person.is_child.label("marked_child"),
            Person.born,
            Person.household_id,
            Person.dbs_level,
            Person.dbs_renew_on,
            Person.diet,
            Person.partner_id,
        ).where(_listed(Person.id, ids))
    )
    persons = fill_rows(
        PersonFacts,
        rows,
        skills=(lambda person: frozenset(skills.get(person, ())), "id"),
        guardians=(lambda person: frozenset(guardians.get(person, ())), "id"),
        away=(lambda person: tuple(away.get(person, ())), "id"),
        drives=(lambda person: tuple(driving.get(person, ())), "id"),
    )
    return {person.id: person for person in persons}


def _groups(connection: Connection, ids: Collection[int] | None) -> dict[int, GroupFacts]:
    rows = connection.execute(
        select(Group.id, Group.name, Group.ages, Group.diet).where(_listed(Group.id, ids))
    )
    return {group.id: group for group in fill_rows(GroupFacts, rows, ages=(parse_age_range, "ages"))}


def _homes(connection: Connection) -> dict[int, HomeFacts]:
    rows = connection.execute(
        select(
            Partner.id,
            partner_name(Partner).label("name"),
            Partner.parent_id,
            Partner.visitor_limit,
            Partner.visiting_from,
            Partner.visiting_until,
            Partner.minimum_age,
        )
    )
    return {home.id: home for home in fill_rows(HomeFacts, rows)}


def _guests(connection: Connection, projects: Collection[int]) -> tuple[GuestFacts, ...]:
    if not projects:
        return ()
    rows = connection.execute(
        select(GuestParty.project_id, GuestParty.label, GuestParty.heads, GuestParty.diet)
        .where(_listed(GuestParty.project_id, projects))
        .order_by(GuestParty.id)
    )
    return tuple(fill_rows(GuestFacts, rows))


def _travel(connection: Connection) -> dict[tuple[int, int], int]:
    rows = connection.execute(select(TravelTime.place_id, TravelTime.other_id, TravelTime.minutes))
    return {(row.place_id, row.other_id): row.minutes for row in rows}


def _co_hosts(connection: Connection, projects: Collection[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if projects:
        for project, partner in connection.execute(
            select(ProjectPartner.project_id, ProjectPartner.partner_id).where(
                _listed(ProjectPartner.project_id, projects), ProjectPartner.role == PartnerRole.CO_HOST
            )
        ):
            found[project].add(partner)
    return {project: frozenset(partners) for project, partners in found.items()}
