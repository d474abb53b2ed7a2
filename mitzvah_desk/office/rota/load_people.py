"""Loads people and groups as the rota's checks see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import Group, GroupMember, Guardian, Person, PersonSkill, Unavailability
from mitzvah_desk.model.expressions import full_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.rota.errands import match_ids
from mitzvah_desk.rules.people.child_ages import parse_age_range
from mitzvah_desk.rules.rota.facts import Errand, GroupFacts, PersonFacts

_COMES_WITH = (
    select(Group.id, Group.leader_id)
    .where(Group.leader_id.is_not(None))
    .union(select(GroupMember.group_id, GroupMember.person_id))
)
_RECRUITED = select(Person.id).where(Person.recruited_on.is_not(None)).limit(1)
People = Mapping[int, frozenset[int]]
"""Who comes with each group: its leader and its named members."""


def list_group_people(connection: Connection) -> People:
    """Who comes with each group of the file; groups of which nobody is known are left out."""
    found: dict[int, set[int]] = defaultdict(set)
    rows: Iterable[Any] = connection.execute(_COMES_WITH)
    for group_id, person_id in rows:
        found[group_id].add(person_id)
    return {number: frozenset(people) for number, people in found.items()}


def load_people(
    connection: Connection, ids: Collection[int] | None, errands: Mapping[int, list[Errand]]
) -> dict[int, PersonFacts]:
    """The facts of these people, of everybody where None, with what they are expected at beside shifts."""
    skills: dict[int, set[int]] = defaultdict(set)
    for person, skill in connection.execute(
        select(PersonSkill.person_id, PersonSkill.skill_id).where(match_ids(PersonSkill.person_id, ids))
    ):
        skills[person].add(skill)
    guardians: dict[int, set[int]] = defaultdict(set)
    for child, adult in connection.execute(
        select(Guardian.child_id, Guardian.adult_id).where(match_ids(Guardian.child_id, ids))
    ):
        guardians[child].add(adult)
    away: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in connection.execute(
        select(Unavailability.person_id, Unavailability.starts_at, Unavailability.ends_at)
        .where(match_ids(Unavailability.person_id, ids))
        .order_by(Unavailability.starts_at)
    ):
        away[row.person_id].append((row.starts_at, row.ends_at))
    rows = connection.execute(
        select(
            Person.id,
            full_name(Person).label("name"),
            Person.is_child.label("marked_child"),
            Person.born,
            Person.told_age,
            Person.told_on,
            Person.household_id,
            Person.dbs_level,
            Person.dbs_renew_on,
            Person.diet,
            Person.partner_id,
            Person.recruited_on,
        ).where(match_ids(Person.id, ids))
    )
    persons = fill_rows(
        PersonFacts,
        rows,
        skills=(lambda person: frozenset(skills.get(person, ())), "id"),
        guardians=(lambda person: frozenset(guardians.get(person, ())), "id"),
        away=(lambda person: tuple(away.get(person, ())), "id"),
        errands=(lambda person: tuple(errands.get(person, ())), "id"),
    )
    return {person.id: person for person in persons}


def load_groups(connection: Connection, ids: Collection[int] | None, people: People) -> dict[int, GroupFacts]:
    """The facts of these groups, of all where None.

    Args:
        connection: the file.
        ids: the groups.
        people: who comes with each, from ``list_group_people``.
    """
    rows = connection.execute(
        select(Group.id, Group.name, Group.ages, Group.diet, Group.leader_id, Group.partner_id).where(
            match_ids(Group.id, ids)
        )
    )
    groups = fill_rows(
        GroupFacts,
        rows,
        ages=(parse_age_range, "ages"),
        people=(lambda group: people.get(group, frozenset()), "id"),
    )
    return {group.id: group for group in groups}


def is_recruitment_noted(connection: Connection) -> bool:
    """Whether the file says of anybody when they were recruited for work with children."""
    return connection.execute(_RECRUITED).first() is not None
