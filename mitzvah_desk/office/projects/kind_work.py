"""What a project has from its kind: shifts, materials, things to do; and a kind made of a project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from mitzvah_desk.model import (
    Campaign,
    KindMaterial,
    KindPartnerRole,
    KindShift,
    KindToDo,
    Material,
    Project,
    ProjectKind,
    ProjectPartner,
    Shift,
    ToDo,
)
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.rota.checks import settle_new_shifts, try_change
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MissingWork:
    """What a project lacks of what its kind usually is.

    Attributes:
        shifts: the ids of the usual shifts.
        materials: those of the usual materials.
        to_dos: those of what is usually to be done.
    """

    shifts: tuple[int, ...] = ()
    materials: tuple[int, ...] = ()
    to_dos: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shifts or self.materials or self.to_dos)

    @property
    def words(self) -> str:
        """``4 shifts, 3 materials and 5 things to do``."""
        counts = ((self.shifts, "shift"), (self.materials, "material"), (self.to_dos, "thing to do"))
        return join_words(count_noun(len(found), noun) for found, noun in counts if found)


@dataclass(frozen=True)
class AddProject:
    """Begins a project with what its kind usually is; an empty one where it has no kind.

    Attributes:
        campaign_id: its campaign.
        title: its title.
        kind_id: its kind; None where it has none.
        on_day: its day; the campaign's main day where None.
    """

    campaign_id: int
    title: str
    kind_id: int | None = None
    on_day: date | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against its shifts, such as Shabbat."""
        return try_change(work, lambda: self._add(work)[1])

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it; the first id is the project's."""
        project, shifts = self._add(work)
        settle_new_shifts(work, shifts)
        return Applied(f"Added {project.title}", (project.id,))

    def _add(self, work: UnitOfWork) -> tuple[Project, list[int]]:
        values = {"campaign_id": self.campaign_id, "title": self.title, "on_day": self.on_day}
        kind = None if self.kind_id is None else _kind(work, self.kind_id)
        more = {} if kind is None else {"kind_id": kind.id, "serves_food": kind.serves_food}
        project = Project(**normalise_values(RECORDS["project"], values), **more)
        work.session.add(project)
        work.session.flush()
        return project, _add_work(work, project, find_missing_work(work.connection, project.id))


@dataclass(frozen=True)
class AddKindWork:
    """Adds to a project what it lacks of what its kind usually is.

    Attributes:
        project_id: the project.
    """

    project_id: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against its new shifts."""
        return try_change(work, lambda: self._add(work)[2])

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it."""
        project, missing, shifts = self._add(work)
        settle_new_shifts(work, shifts)
        return Applied(f"Added {missing.words or 'nothing'} to {project.title}", (project.id,))

    def _add(self, work: UnitOfWork) -> tuple[Project, MissingWork, list[int]]:
        project = _project(work, self.project_id)
        missing = find_missing_work(work.connection, project.id)
        if project.kind_id is not None and _kind(work, project.kind_id).serves_food:
            project.serves_food = True
        return project, missing, _add_work(work, project, missing)


@dataclass(frozen=True)
class MakeKind:
    """Makes a kind of a project: its shifts, materials, things to do, parts of partners, without its people.

    Attributes:
        project_id: the project, which is of this kind from now on.
        name: the kind's name.
    """

    project_id: int
    name: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a name that another kind has."""
        names = {each.casefold() for each in work.session.scalars(select(ProjectKind.name))}
        if self.name.strip().casefold() not in names:
            return ()
        text = f"There is a kind of project called “{self.name.strip()}” already."
        return [hard_finding("kind.name", "Kind of project", text, "Give it another name.", field="name")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Makes it; the id is the kind's."""
        project = _project(work, self.project_id)
        values = normalise_values(RECORDS["project_kind"], {"name": self.name})
        kind = ProjectKind(**values, summary=project.summary, serves_food=project.serves_food)
        work.session.add(kind)
        work.session.flush()
        day = _day_of(work, project)
        work.session.add_all(_usual_shifts(work, project.id, kind.id))
        work.session.add_all(
            KindMaterial(kind_id=kind.id, name=each.name, quantity=each.quantity)
            for each in _of(work, Material, project.id)
        )
        work.session.add_all(
            KindToDo(
                kind_id=kind.id, what=each.what, lead_days=(day - each.due_on).days if each.due_on else 0
            )
            for each in _of(work, ToDo, project.id)
        )
        roles = dict.fromkeys(each.role for each in _of(work, ProjectPartner, project.id))
        work.session.add_all(KindPartnerRole(kind_id=kind.id, role=role) for role in roles)
        project.kind_id = kind.id
        work.session.flush()
        return Applied(f"Made the kind {kind.name} of {project.title}", (kind.id,))


def find_missing_work(connection: Connection, project_id: int) -> MissingWork:
    """What a project lacks of what its kind usually is; nothing where it has no kind.

    A shift is there where one of its role and time of day is, a material or a thing to do where one of its
    name is.
    """
    kind_id = connection.scalar(select(Project.kind_id).where(Project.id == project_id))
    if kind_id is None:
        return MissingWork()
    shifts = {
        (row.role_id, format_clock_time(row.starts_at) or None, format_clock_time(row.ends_at) or None)
        for row in connection.execute(
            select(Shift.role_id, Shift.starts_at, Shift.ends_at).where(Shift.project_id == project_id)
        )
    }
    usual = select(KindShift.id, KindShift.role_id, KindShift.starts_at, KindShift.ends_at).where(
        KindShift.kind_id == kind_id
    )
    return MissingWork(
        tuple(
            row.id
            for row in connection.execute(usual.order_by(KindShift.id))
            if (row.role_id, row.starts_at, row.ends_at) not in shifts
        ),
        _not_there(connection, project_id, kind_id, KindMaterial.name, Material.name),
        _not_there(connection, project_id, kind_id, KindToDo.what, ToDo.what),
    )


def _not_there(
    connection: Connection,
    project_id: int,
    kind_id: int,
    usual: InstrumentedAttribute[str],
    own: InstrumentedAttribute[str],
) -> tuple[int, ...]:
    """The ids of a kind's usual entries that no entry of a project is called like."""
    theirs, mine = usual.class_, own.class_
    there = {each.casefold() for each in connection.scalars(select(own).where(mine.project_id == project_id))}
    found = connection.execute(select(theirs.id, usual).where(theirs.kind_id == kind_id).order_by(theirs.id))
    return tuple(number for number, words in found if words.casefold() not in there)


def _add_work(work: UnitOfWork, project: Project, missing: MissingWork) -> list[int]:
    """Adds to a project what it lacks; returns its new shifts."""
    day = _day_of(work, project)
    shifts = [
        Shift(
            project_id=project.id,
            role_id=each.role_id,
            starts_at=_moment(day, each.starts_at),
            ends_at=_moment(day, each.ends_at, after=each.starts_at),
            open_ended=each.starts_at is None,
            minimum=each.minimum,
            maximum=each.maximum,
            note=each.note,
            override_reason=work.reason,
        )
        for each in (work.session.get_one(KindShift, number) for number in missing.shifts)
    ]
    materials = (work.session.get_one(KindMaterial, number) for number in missing.materials)
    to_dos = (work.session.get_one(KindToDo, number) for number in missing.to_dos)
    parts: list[Any] = [Material(project_id=project.id, name=m.name, quantity=m.quantity) for m in materials]
    parts += [
        ToDo(
            campaign_id=project.campaign_id,
            project_id=project.id,
            what=each.what,
            due_on=day - each.lead_days * _DAY,
        )
        for each in to_dos
    ]
    work.session.add_all([*shifts, *parts])
    work.session.flush()
    return [shift.id for shift in shifts]


def _usual_shifts(work: UnitOfWork, project_id: int, kind_id: int) -> Iterable[KindShift]:
    """The shifts of a project as usual ones; such as are alike, as appointments in a row, stay apart."""
    for each in _of(work, Shift, project_id):
        yield KindShift(
            kind_id=kind_id,
            role_id=each.role_id,
            starts_at=format_clock_time(each.starts_at) or None,
            ends_at=format_clock_time(each.ends_at) or None,
            minimum=each.minimum,
            maximum=each.maximum,
        )


def _of(work: UnitOfWork, model: Any, project_id: int) -> list[Any]:  # noqa: ANN401
    return list(work.session.scalars(select(model).where(model.project_id == project_id).order_by(model.id)))


def _day_of(work: UnitOfWork, project: Project) -> date:
    return project.on_day or work.session.get_one(Campaign, project.campaign_id).main_day


def _moment(day: date, clock: str | None, *, after: str | None = None) -> datetime | None:
    """A time on a day; on the day after where it is not later than ``after``."""
    if clock is None:
        return None
    late = after is not None and clock <= after
    return datetime.combine(day + _DAY if late else day, time.fromisoformat(clock))


def _kind(work: UnitOfWork, kind_id: int) -> ProjectKind:
    kind = work.session.get(ProjectKind, kind_id)
    if kind is None:
        raise RefusalError(not_found("kind of project"))
    return kind


def _project(work: UnitOfWork, project_id: int) -> Project:
    project = work.session.get(Project, project_id)
    if project is None:
        raise RefusalError(not_found("project"))
    return project
