"""The materials of a campaign's projects, with which of them are ready."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mitzvah_desk.model import Campaign, Material, Person, Place, Project, ProjectStatus, Shift
from mitzvah_desk.model.expressions import best_phone, full_name, place_columns
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.papers.queries.rota_queries import PlaceColumns


@dataclass(frozen=True, slots=True)
class MaterialFacts(PlaceColumns):
    """A material with its project; ``starts_at`` is the project's first shift's on its day."""

    name: str
    quantity: int | None
    ready: bool
    project_id: int
    project: str
    status: ProjectStatus
    day: date
    starts_at: datetime | None
    coordinator: str
    coordinator_phone: str


def list_campaign_materials(
    connection: Connection, campaign_id: int, statuses: Collection[ProjectStatus]
) -> list[MaterialFacts]:
    """The materials of a campaign's projects that are so far along, in the order of the projects."""
    day = func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type)
    starts = (
        select(func.min(Shift.starts_at, type_=Shift.starts_at.type))
        .where(Shift.project_id == Project.id, func.date(Shift.starts_at) == day)
        .correlate(Project, Campaign)
        .scalar_subquery()
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            Material.name,
            Material.quantity,
            Material.ready,
            Project.id.label("project_id"),
            Project.title.label("project"),
            Project.status,
            day.label("day"),
            starts.label("starts_at"),
            func.coalesce(full_name(Person), "").label("coordinator"),
            best_phone(Person).label("coordinator_phone"),
            *place_columns(Place),
        )
        .join_from(Material, Project, Project.id == Material.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .where(Project.campaign_id == campaign_id, Project.status.in_(statuses))
        .order_by(day, starts.is_(None), starts, func.lower(Project.title), Project.id, Material.id)
    )
    return fill_rows(MaterialFacts, connection.execute(query))
