"""Copying a project to another day, and rolling a whole campaign forward to a new year.

Times are the wall's: 10:00 stays 10:00, whatever the clocks did in between.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Campaign,
    GuestParty,
    Material,
    Person,
    ProgrammeItem,
    Project,
    ProjectPartner,
    ProjectStatus,
    Purpose,
    Shift,
    ToDo,
)
from mitzvah_desk.model.expressions import allows, full_name, is_erased, was_asked
from mitzvah_desk.office.core.actions import Applied, RefusalError, Risky
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.rota.checks import as_info, settle_new_shifts, try_change
from mitzvah_desk.office.rota.shifts import copy_record, move_shift
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork

_REST = "jewish.rest"
COORDINATOR = "project.coordinator"
"""The rule by which projects without a coordinator are named."""


@dataclass(frozen=True)
class CopyProject:
    """Copies a project with shifts, partners, programme, materials, guests and to-dos, without its people.

    Attributes:
        project_id: the project.
        on_day: the copy's day; every date moves along.
        title: the copy's title; the same where empty.
    """

    project_id: int
    on_day: date
    title: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against the new dates."""
        return try_change(work, lambda: self._copy(work, "")[1])

    def apply(self, work: UnitOfWork) -> Applied:
        """Copies it."""
        project, shifts = self._copy(work, work.reason)
        settle_new_shifts(work, shifts)
        return Applied(f"Copied {project.title} to {_said(self.on_day)}", (project.id,))

    def _copy(self, work: UnitOfWork, reason: str) -> tuple[Project, list[int]]:
        project = _project(work, self.project_id)
        main_day = work.session.get_one(Campaign, project.campaign_id).main_day
        by = self.on_day - (project.on_day or main_day)
        title = normalise_values(RECORDS["project"], {"title": self.title})["title"] or project.title
        new = _copied_project(work, project, on_day=self.on_day, title=title)
        shifts = _copied_parts(work, project, new, by, reason)
        _copy_to_dos(work, (project.campaign_id, project.campaign_id), (project.id, new.id), by)
        return new, [shift.id for shift in shifts.values()]


@dataclass(frozen=True)
class RollForward(Risky):
    """Makes a new campaign of an old: projects, shifts, partners, programme, materials, to-dos, on a new day.

    Cancelled projects stay behind, and so do results, guests of honour, quotations and performers' names. Of
    persons only those come along who allowed us to keep their details (UK GDPR, article 6(1)(a)), and
    coordinate what they coordinated; who does not is named. All shifts start as gaps: those who did the same
    last time are proposed first, or invited by ``InviteLastYears``.

    Attributes:
        campaign_id: the old campaign.
        name: the new one's name.
        main_day: its main day.
    """

    backup_why: ClassVar[str] = "before a new year"

    campaign_id: int
    name: str
    main_day: date

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against the new dates; as all is a draft, only Shabbat and Yom Tov ask for a reason."""
        found = try_change(work, lambda: self._roll(work, "")[1])
        rest = [finding for finding in found if finding.rule == _REST]
        others = as_info(finding for finding in found if finding not in rest)
        if len(rest) > 1:
            text = f"{len(rest)} shifts would be on Shabbat or Yom Tov. {rest[0].text}"
            rest = [replace(rest[0], subject=self.name, text=text)]
        return [*rest, *others, *list_missing_coordinators(work.connection, self.campaign_id)]

    def apply(self, work: UnitOfWork) -> Applied:
        """Rolls it forward."""
        campaign, shifts = self._roll(work, work.reason)
        settle_new_shifts(work, shifts, only=_REST)
        return Applied(f"Rolled forward to {campaign.name}", (campaign.id,))

    def _roll(self, work: UnitOfWork, reason: str) -> tuple[Campaign, list[int]]:
        old = work.session.get(Campaign, self.campaign_id)
        if old is None:
            raise RefusalError(not_found("campaign"))
        name = normalise_values(RECORDS["campaign"], {"name": self.name})["name"]
        new = copy_record(old, name=name, main_day=self.main_day, theme="", note="")
        work.session.add(new)
        work.session.flush()
        by = self.main_day - old.main_day
        keep = set(work.session.scalars(select(Person.id).where(allows(Person.id, Purpose.KEEP))))
        _copy_to_dos(work, (old.id, new.id), (None, None), by, keep)
        made: dict[int, Shift] = {}
        for project in work.session.scalars(
            select(Project).where(Project.campaign_id == old.id, Project.status != ProjectStatus.CANCELLED)
        ).all():
            copy = _copied_project(
                work,
                project,
                campaign_id=new.id,
                on_day=None if project.on_day is None else project.on_day + by,
                coordinator_id=project.coordinator_id if project.coordinator_id in keep else None,
            )
            made |= _copied_parts(work, project, copy, by, reason, performer="")
            _copy_to_dos(work, (old.id, new.id), (project.id, copy.id), by, keep)
        return new, [shift.id for shift in made.values()]


def _copied_project(work: UnitOfWork, project: Project, **changes: Any) -> Project:  # noqa: ANN401
    fresh = {"made_count": None, "outcome": ""}
    if project.status is not ProjectStatus.IDEA:
        fresh["status"] = ProjectStatus.PLANNED
    new = copy_record(project, **fresh, **changes)
    work.session.add(new)
    work.session.flush()
    return new


def _copied_parts(
    work: UnitOfWork, old: Project, new: Project, by: timedelta, reason: str, **programme: str
) -> dict[int, Shift]:
    """Copies what belongs to a project; the new shifts are returned by the ids of the old."""
    parts: list[Any] = [
        copy_record(part, project_id=new.id, **({"ready": False} if model is Material else {}))
        for model in (ProjectPartner, Material)
        for part in work.session.scalars(select(model).where(model.project_id == old.id))
    ]
    sessions: dict[int | None, ProgrammeItem] = {}
    for item in work.session.scalars(select(ProgrammeItem).where(ProgrammeItem.project_id == old.id)):
        starts = None if item.starts_at is None else item.starts_at + by
        sessions[item.id] = copy_record(item, project_id=new.id, starts_at=starts, **programme)
    work.session.add_all(sessions.values())
    work.session.flush()
    for party in work.session.scalars(select(GuestParty).where(GuestParty.project_id == old.id)):
        booked = sessions.get(party.programme_item_id)
        parts.append(
            copy_record(party, project_id=new.id, programme_item_id=None if booked is None else booked.id)
        )
    shifts = {
        shift.id: move_shift(shift, by, project_id=new.id, override_reason=reason)
        for shift in work.session.scalars(select(Shift).where(Shift.project_id == old.id))
    }
    work.session.add_all([*parts, *shifts.values()])
    work.session.flush()
    return shifts


def _copy_to_dos(
    work: UnitOfWork,
    campaigns: tuple[int, int],
    projects: tuple[int | None, int | None],
    by: timedelta,
    keep: Collection[int] | None = None,
) -> None:
    """Copies what was to do for a campaign itself, or for one project; all is open again.

    Args:
        work: the step.
        campaigns: the old and the new one.
        projects: the old and the new one; None and None for what is to do for the campaign itself.
        by: how far every date moves.
        keep: who goes on doing what they did; everybody where None.
    """
    old, new = projects
    mine = ToDo.project_id.is_(None) if old is None else ToDo.project_id == old
    for each in work.session.scalars(select(ToDo).where(ToDo.campaign_id == campaigns[0], mine)).all():
        goes_on = keep is None or each.owner_id in keep
        moved = {
            "campaign_id": campaigns[1],
            "project_id": new,
            "due_on": None if each.due_on is None else each.due_on + by,
            "owner_id": each.owner_id if goes_on else None,
            "done_on": None,
        }
        work.session.add(copy_record(each, **moved))
    work.session.flush()


def list_missing_coordinators(connection: Connection, campaign_id: int) -> list[Finding]:
    """The projects of a campaign whose coordinator does not come along to the next one, and why."""
    rows: Iterable[Any] = connection.execute(
        select(
            Project.title,
            full_name(Person).label("name"),
            is_erased(Person).label("erased"),
            allows(Person.id, Purpose.KEEP).label("kept"),
            was_asked(Person.id, Purpose.KEEP).label("asked"),
        )
        .outerjoin(Person, Person.id == Project.coordinator_id)
        .where(Project.campaign_id == campaign_id, Project.status != ProjectStatus.CANCELLED)
        .order_by(func.lower(Project.title))
    )
    found = []
    for row in rows:
        if row.name is None:
            text = f"{row.title} has no coordinator: none was named, or they were removed."
        elif row.erased:
            text = f"{row.title} has no coordinator: whoever it was has been erased."
        elif not row.kept and row.asked:
            text = f"{row.name} coordinated {row.title} and said no to our keeping their details."
        elif not row.kept:
            text = f"{row.name} coordinated {row.title} and was not asked whether we may keep their details."
        else:
            continue
        found.append(info_finding(COORDINATOR, row.title, text, "Choose a coordinator for it."))
    return found


def _project(work: UnitOfWork, project_id: int) -> Project:
    project = work.session.get(Project, project_id)
    if project is None:
        raise RefusalError(not_found("project"))
    return project


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
