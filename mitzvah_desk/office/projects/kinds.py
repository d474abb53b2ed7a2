"""Kinds of project as they are read: what each usually is, and what a project of it still lacks."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mitzvah_desk.model import (
    KindMaterial,
    KindPartnerRole,
    KindShift,
    KindToDo,
    PartnerRole,
    Project,
    ProjectKind,
    ProjectPartner,
    Role,
)
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.rules.fields.usual_times import Hours, describe_lead
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import count_noun


@dataclass(frozen=True, slots=True)
class KindFacts:
    """A kind of project: its name, what it is, its safety points a line each, and whether it is of food."""

    id: int
    name: str
    summary: str
    safety: str
    serves_food: bool


@dataclass(frozen=True, slots=True)
class KindShiftRow:
    """A usual shift."""

    id: int
    role_id: int
    role: str
    starts_at: str | None
    ends_at: str | None
    minimum: int
    maximum: int
    note: str

    @property
    def hours(self) -> Hours | None:
        """From and until; None where it has no fixed time."""
        return None if self.starts_at is None or self.ends_at is None else (self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class KindToDoRow:
    """What is to be done, so many days before the project's day; after it where fewer than none."""

    id: int
    what: str
    lead_days: int

    @property
    def when(self) -> str:
        """In words: ``8 weeks before``, ``2 days after``, ``on the day``."""
        return describe_lead(self.lead_days)


@dataclass(frozen=True, slots=True)
class KindMaterialRow:
    """What must be to hand."""

    id: int
    name: str
    quantity: int | None


@dataclass(frozen=True, slots=True)
class KindPartnerRow:
    """A part that a partner has in it."""

    id: int
    role: PartnerRole


def read_kind(connection: Connection, kind_id: int) -> KindFacts | None:
    """A kind of project; None where it is gone."""
    table = ProjectKind.__table__.c
    columns = (table.id, table.name, table.summary, table.safety, table.serves_food)
    return fill_row(KindFacts, connection.execute(select(*columns).where(table.id == kind_id)))


def list_kind_shifts(connection: Connection, kind_id: int) -> list[KindShiftRow]:
    """The usual shifts of a kind, in the order of the day."""
    rows = connection.execute(
        select(
            KindShift.id,
            KindShift.role_id,
            Role.name.label("role"),
            KindShift.starts_at,
            KindShift.ends_at,
            KindShift.minimum,
            KindShift.maximum,
            KindShift.note,
        )
        .join_from(KindShift, Role, Role.id == KindShift.role_id)
        .where(KindShift.kind_id == kind_id)
        .order_by(KindShift.starts_at.is_(None), KindShift.starts_at, KindShift.id)
    )
    return fill_rows(KindShiftRow, rows)


def list_kind_to_dos(connection: Connection, kind_id: int) -> list[KindToDoRow]:
    """What is to be done for a project of a kind, the first first."""
    query = (
        select(KindToDo.id, KindToDo.what, KindToDo.lead_days)
        .where(KindToDo.kind_id == kind_id)
        .order_by(KindToDo.lead_days.desc(), KindToDo.id)
    )
    return fill_rows(KindToDoRow, connection.execute(query))


def list_kind_materials(connection: Connection, kind_id: int) -> list[KindMaterialRow]:
    """What a project of a kind must have to hand."""
    query = (
        select(KindMaterial.id, KindMaterial.name, KindMaterial.quantity)
        .where(KindMaterial.kind_id == kind_id)
        .order_by(KindMaterial.id)
    )
    return fill_rows(KindMaterialRow, connection.execute(query))


def list_kind_partners(connection: Connection, kind_id: int) -> list[KindPartnerRow]:
    """The parts that partners have in projects of a kind."""
    query = (
        select(KindPartnerRole.id, KindPartnerRole.role)
        .where(KindPartnerRole.kind_id == kind_id)
        .order_by(KindPartnerRole.id)
    )
    return fill_rows(KindPartnerRow, connection.execute(query))


def list_partners_to_find(connection: Connection, project_id: int) -> list[PartnerRole]:
    """The parts for which a project of its kind still has no partner."""
    there = select(ProjectPartner.id).where(
        ProjectPartner.project_id == Project.id, ProjectPartner.role == KindPartnerRole.role
    )
    query = (
        select(KindPartnerRole.role)
        .join(Project, Project.kind_id == KindPartnerRole.kind_id)
        .where(Project.id == project_id, ~there.exists())
        .order_by(KindPartnerRole.id)
    )
    return list(connection.scalars(query))


def describe_kind(connection: Connection, kind_id: int) -> str:
    """What a project of a kind begins with: ``4 shifts, 5 materials and 6 things to do``."""
    counts = (
        (len(list_kind_shifts(connection, kind_id)), "shift"),
        (len(list_kind_materials(connection, kind_id)), "material"),
        (len(list_kind_to_dos(connection, kind_id)), "thing to do"),
    )
    return join_words(count_noun(count, noun) for count, noun in counts if count)
