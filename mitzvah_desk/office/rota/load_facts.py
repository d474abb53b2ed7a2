"""Loads the facts of the rota's checks, a campaign's or what a change touches, with a handful of SELECTs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, literal, or_, select, true

from mitzvah_desk.model import (
    Assignment,
    Campaign,
    DbsLevel,
    GuestParty,
    Partner,
    PartnerRole,
    Place,
    Project,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
    Skill,
    TravelTime,
)
from mitzvah_desk.model.expressions import (
    partner_name,
    shift_day,
    shift_partner_id,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.rota.errands import list_errands, match_ids
from mitzvah_desk.office.rota.home_questions import HomeGuesses, load_home_guesses
from mitzvah_desk.office.rota.load_people import (
    People,
    is_recruitment_noted,
    list_group_people,
    load_groups,
    load_people,
)
from mitzvah_desk.rules.rota.facts import (
    AssignmentFacts,
    Errand,
    GuestFacts,
    HomeFacts,
    Key,
    RotaFacts,
    RotaSettings,
    ShiftFacts,
    assignee_key,
)
from mitzvah_desk.rules.rota.postcode_areas import parse_neighbours

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
        literal("").label("home_guess"),
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
    found = find_assignments(connection, Assignment.shift_id.in_(chosen))
    errands = list_errands(connection, campaign_id=campaign_id)
    return _facts(connection, shifts, found, people=errands.keys(), errands=errands)


def facts_touched_by(
    connection: Connection, shift_ids: Iterable[int], whom: Collection[Key] = (), place_id: int | None = None
) -> RotaFacts:
    """The facts that a change of some shifts touches: who is on them, what else they do, the same homes.

    Who comes with a group is on its shifts as well, and so are the groups of who comes.

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
    with_groups = list_group_people(connection)
    people |= {number for group in groups for number in with_groups.get(group, ())}
    groups |= {group for group, theirs in with_groups.items() if not theirs.isdisjoint(people)}
    homes = _homes(connection)
    near = ids | _at_the_same_homes(connection, homes, ids, place_id)
    found = find_assignments(
        connection,
        or_(
            Assignment.shift_id.in_(near),
            match_ids(Assignment.person_id, people),
            match_ids(Assignment.group_id, groups),
        ),
    )
    wanted = near | {a.shift_id for a in found}
    live = match_ids(Shift.id, wanted) & or_(Project.status != ProjectStatus.CANCELLED, Shift.id.in_(ids))
    return _facts(
        connection, _shifts(connection, live), found, people, groups, homes=homes, with_groups=with_groups
    )


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
    return _facts(connection, _shifts(connection, near), found, None, None)


def _facts(
    connection: Connection,
    shifts: dict[int, ShiftFacts],
    assignments: list[AssignmentFacts],
    people: Iterable[int] | None = (),
    groups: Iterable[int] | None = (),
    *,
    homes: dict[int, HomeFacts] | None = None,
    errands: Mapping[int, list[Errand]] | None = None,
    with_groups: People | None = None,
) -> RotaFacts:
    """The facts of these shifts and assignments, and of these people and groups; of everybody where None."""
    kept = tuple(a for a in assignments if a.shift_id in shifts)
    teams = None if groups is None else {*groups, *(a.who[1] for a in kept if a.who[0] == "group")}
    if with_groups is None:
        with_groups = list_group_people(connection)
    persons = None if people is None else {*people, *(a.who[1] for a in kept if a.who[0] == "person")}
    if persons is not None and teams is not None:
        persons |= {number for group in teams for number in with_groups.get(group, ())}
    if errands is None:
        errands = list_errands(connection, persons)
    projects = {shift.project_id for shift in shifts.values() if shift.serves_food}
    known = load_people(connection, persons, errands)
    asks = teams != set() or any(each.dbs_level is DbsLevel.ENHANCED for each in known.values())
    return RotaFacts(
        shifts,
        known,
        load_groups(connection, teams, with_groups) if teams != set() else {},
        _homes(connection) if homes is None else homes,
        _guests(connection, projects),
        kept,
        _travel(connection),
        _co_hosts(connection, {shift.project_id for shift in shifts.values() if shift.maximum == 2}),
        read_rota_settings(connection),
        not asks or is_recruitment_noted(connection),  # it matters where children are counted alone
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
        changed |= {**place.mappings().one(), "home_guess": ""}
        return _guess_home(replace(shift, **changed), load_home_guesses(connection))
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
        parse_neighbours(settings.travel_neighbours),
    )


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
    return fill_rows(AssignmentFacts, rows, who=(assignee_key, "person_id", "group_id"))


def _shifts(connection: Connection, where: ColumnElement[bool]) -> dict[int, ShiftFacts]:
    found = fill_rows(ShiftFacts, connection.execute(_SHIFTS.where(where)))
    if all(shift.home_id is not None or shift.place_id is None for shift in found):
        return {shift.id: shift for shift in found}
    guesses = load_home_guesses(connection)
    return {shift.id: _guess_home(shift, guesses) for shift in found}


def _guess_home(shift: ShiftFacts, guesses: HomeGuesses) -> ShiftFacts:
    """A shift at a place that is nobody's, at the home that it may be."""
    guess = guesses.find(shift.place_id, shift.project_id) if shift.home_id is None else None
    return shift if guess is None else replace(shift, home_id=guess.partner_id, home_guess=guess.place)


def _at_the_same_homes(
    connection: Connection, homes: dict[int, HomeFacts], ids: set[int], place_id: int | None
) -> set[int]:
    """The other shifts that share a home's visitor limit with these."""
    if not any(home.visitor_limit for home in homes.values()):
        return set()
    facts = RotaFacts(_shifts(connection, Shift.id.in_(ids)), homes=homes)
    guesses = load_home_guesses(connection)
    starts = {shift.home_id for shift in facts.shifts.values()}
    if place_id is not None:
        starts.add(connection.execute(select(Place.partner_id).where(Place.id == place_id)).scalar())
        projects = {shift.project_id for shift in facts.shifts.values()}
        guessed = (guesses.find(place_id, project) for project in projects)
        starts |= {guess.partner_id for guess in guessed if guess is not None}
    limited = {home.id for start in starts for home in facts.above(start) if home.visitor_limit}
    if not limited:
        return set()
    within = {home for home in homes if any(above.id in limited for above in facts.above(home))}
    there = or_(shift_partner_id(Place).in_(within), shift_place_id().in_(guesses.places))
    shifts = _shifts(connection, Shift.starts_at.is_not(None) & there)
    return {shift.id for shift in shifts.values() if shift.home_id in within}


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
        .where(match_ids(GuestParty.project_id, projects))
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
                match_ids(ProjectPartner.project_id, projects), ProjectPartner.role == PartnerRole.CO_HOST
            )
        ):
            found[project].add(partner)
    return {project: frozenset(partners) for project, partners in found.items()}
