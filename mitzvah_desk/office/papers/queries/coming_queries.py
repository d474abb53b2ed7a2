"""Who comes on a day, persons and groups alike, shift by shift."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import Assignment, Campaign, Group, Person, Place, Project, ProjectStatus, Role, Shift
from mitzvah_desk.model.expressions import (
    best_phone,
    called_name,
    is_child_on,
    place_columns,
    shift_day,
    shift_place_id,
)
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.papers.queries.day_queries import COMING
from mitzvah_desk.office.papers.queries.rota_queries import PlaceColumns
from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, listed_name, may_see
from mitzvah_desk.rules.rota.facts import Key, assignee_key
from mitzvah_desk.rules.rota.shift_times import format_times


@dataclass(frozen=True, slots=True)
class ComingFacts(PlaceColumns):
    """Somebody, or a group, on one shift of a day."""

    person_id: int | None
    group_id: int | None
    known_as: str
    family: str
    group: str
    child: bool
    adults: int
    children: int
    phone: str
    reserve: bool
    project: str
    role: str
    starts_at: datetime
    ends_at: datetime | None

    @property
    def key(self) -> Key:
        """Who it is."""
        return assignee_key(self.person_id, self.group_id)

    @property
    def heads(self) -> int:
        """Of a group, how many come; 0 of a person."""
        return self.adults + self.children if self.group else 0

    @property
    def times(self) -> str:
        """When it is, in words."""
        return format_times(self.starts_at, self.ends_at)

    def name_for(self, audience: Audience) -> str:
        """As a list by family names has them, as an audience may see it."""
        return self.group or listed_name(self.known_as, self.family, child=self.child, audience=audience)

    def phone_for(self, audience: Audience) -> str:
        """The number to ring, of a group its leader's, as an audience may see it."""
        return self.phone if may_see(audience, Fact.PHONE) else ""

    def sort_key(self, audience: Audience) -> tuple[str, ...]:
        """Where they stand in a list by family names; of a child it tells no more than its name there."""
        if self.group:
            return (fold_text(self.group),)
        told = self.name_for(audience)
        whole = told == f"{self.family}, {self.known_as}"
        family = self.family if whole else self.family[:1]
        return fold_text(family or told), fold_text(self.known_as)


def list_coming(connection: Connection, campaign_id: int, day: date) -> list[ComingFacts]:
    """Everybody on a shift of a day, by time; without those who declined, and without what is cancelled."""
    leader = aliased(Person)
    query: Select[*tuple[Any, ...]] = (
        select(
            Assignment.person_id,
            Assignment.group_id,
            called_name(Person).label("known_as"),
            func.coalesce(Person.family, "").label("family"),
            func.coalesce(Group.name, "").label("group"),
            func.coalesce(is_child_on(shift_day(), Person), False).label("is_young"),
            Assignment.adults,
            Assignment.children,
            best_phone(Person, leader).label("phone"),
            Assignment.reserve,
            Project.title.label("project"),
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
            *place_columns(Place),
        )
        .join_from(Assignment, Shift, Shift.id == Assignment.shift_id)
        .join(Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Person, Person.id == Assignment.person_id)
        .outerjoin(Group, Group.id == Assignment.group_id)
        .outerjoin(leader, leader.id == Group.leader_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .where(
            Project.campaign_id == campaign_id,
            Project.status != ProjectStatus.CANCELLED,
            Assignment.status.in_(COMING),
            func.date(Shift.starts_at) == day.isoformat(),
        )
        .order_by(Shift.starts_at, Shift.ends_at, Project.title, Assignment.id)
    )
    return fill_rows(ComingFacts, connection.execute(query), child=(bool, "is_young"))
