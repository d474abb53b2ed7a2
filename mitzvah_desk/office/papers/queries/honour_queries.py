"""Guests of honour as papers tell of them: who comes when and where, and who looks after them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from mitzvah_desk.model import Campaign, GuestOfHonour, Person, Place, Project, ProjectStatus
from mitzvah_desk.model.expressions import best_phone, full_name, place_columns
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.papers.queries.rota_queries import PlaceColumns
from mitzvah_desk.rules.people.addressing import Member
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see


@dataclass(frozen=True, slots=True)
class HonouredFacts(PlaceColumns):
    """A guest of honour of a project."""

    title: str
    given: str
    family: str
    honours: str
    position: str
    pronouns: str
    arrives_at: datetime | None
    project: str
    host: str
    host_phone: str
    note: str

    @property
    def member(self) -> Member:
        """How they are named and addressed."""
        return Member(self.title, self.given, self.family, self.honours, self.position, self.pronouns)

    @property
    def arrives(self) -> str:
        """When they come: ``11:15``; empty where that is not known."""
        return f"{self.arrives_at:%H:%M}" if self.arrives_at else ""

    def host_line(self, audience: Audience) -> str:
        """Who looks after them, with a number where an audience may have it."""
        phone = self.host_phone if may_see(audience, Fact.PHONE) else ""
        return ", ".join(part for part in (self.host, phone) if part)

    def told_note(self, audience: Audience) -> str:
        """What the committee noted of their visit, which is for itself and may name a place."""
        return self.note if may_see(audience, Fact.COMMITTEE_NOTE) and not self.confidential else ""


def list_honoured(
    connection: Connection,
    *,
    project_id: int | None = None,
    campaign_id: int | None = None,
    day: date | None = None,
) -> list[HonouredFacts]:
    """Guests of honour in the order in which they come; those whose time is not known last.

    Args:
        connection: the file.
        project_id: only of this project.
        campaign_id: only of this campaign.
        day: only of this day: that of their coming, else of their project.
    """
    host = aliased(Person)
    that_day = func.coalesce(
        func.date(GuestOfHonour.arrives_at),
        Project.on_day,
        Campaign.main_day,
        type_=Campaign.main_day.type,
    )
    query = (
        select(
            Person.title,
            Person.given,
            Person.family,
            Person.honours,
            Person.position,
            Person.pronouns,
            GuestOfHonour.arrives_at,
            Project.title.label("project"),
            func.coalesce(full_name(host), "").label("host"),
            best_phone(host).label("host_phone"),
            GuestOfHonour.note,
            *place_columns(Place),
        )
        .join_from(GuestOfHonour, Person, Person.id == GuestOfHonour.person_id)
        .join(Project, Project.id == GuestOfHonour.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(host, host.id == GuestOfHonour.host_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .where(Project.status != ProjectStatus.CANCELLED)
        .order_by(
            GuestOfHonour.arrives_at.is_(None),
            GuestOfHonour.arrives_at,
            func.lower(Person.family),
            GuestOfHonour.id,
        )
    )
    if project_id is not None:
        query = query.where(GuestOfHonour.project_id == project_id)
    if campaign_id is not None:
        query = query.where(Project.campaign_id == campaign_id)
    if day is not None:
        query = query.where(that_day == day)
    return fill_rows(HonouredFacts, connection.execute(query))
