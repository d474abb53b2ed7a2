"""Copying a project to another day, and rolling a whole campaign forward to a new year.

Times are the wall's: 10:00 stays 10:00, whatever the clocks did in between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import select

from mitzvah_desk.model import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Group,
    GuestParty,
    Material,
    Person,
    ProgrammeItem,
    Project,
    ProjectPartner,
    ProjectStatus,
    Purpose,
    Shift,
)
from mitzvah_desk.model.expressions import allows
from mitzvah_desk.office.core.actions import Applied, RefusalError, Risky
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.checks import as_info, settle_new_shifts, try_change
from mitzvah_desk.office.rota.shifts import copy_record, move_shift
from mitzvah_desk.rules.findings import Finding, Severity, worst_severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts
from mitzvah_desk.store.unit_of_work import UnitOfWork

_REST = "jewish.rest"


@dataclass(frozen=True)
class CopyProject:
    """Copies a project with its shifts, partners, programme, materials and guests, but without its people.

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
        return new, [shift.id for shift in shifts.values()]


@dataclass(frozen=True)
class RollForward(Risky):
    """Makes a new campaign of an old: projects, shifts, partners, programme, materials, moved to a new day.

    Cancelled projects stay behind, and so do results, guests of honour, quotations and performers' names. Of
    persons only those come along who allowed us to keep their details (UK GDPR, article 6(1)(a)): they are
    invited to what they served in, and coordinate what they coordinated. Groups are invited with their usual
    numbers.

    Attributes:
        campaign_id: the old campaign.
        name: the new one's name.
        main_day: its main day.
        invite: whether anybody is invited.
    """

    backup_why: ClassVar[str] = "before a new year"

    campaign_id: int
    name: str
    main_day: date
    invite: bool = True

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against the new dates; as all is a draft, only Shabbat and Yom Tov ask for a reason."""
        found = try_change(work, lambda: self._roll(work, "")[1])
        rest = [finding for finding in found if finding.rule == _REST]
        others = as_info(finding for finding in found if finding not in rest)
        if len(rest) > 1:
            text = f"{len(rest)} shifts would be on Shabbat or Yom Tov. {rest[0].text}"
            rest = [replace(rest[0], subject=self.name, text=text)]
        return [*rest, *others]

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
        keep = set(_may_be_kept(work))
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
        if self.invite:
            _invite_again(work, made, keep)
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


def _invite_again(work: UnitOfWork, made: dict[int, Shift], keep: set[int]) -> None:
    """Invites who served, unless the checks refuse them on the new shift."""
    facts = rota_facts.facts_touched_by(work.connection, made)
    new = rota_facts.facts_touched_by(work.connection, [shift.id for shift in made.values()])
    new = new.changed(people=facts.people, groups=facts.groups)
    usual = {row.id: (row.adults, row.children) for row in work.connection.execute(select(Group))}
    for old_id, shift in made.items():
        again = [
            AssignmentFacts(0, shift.id, a.who, *(usual[a.who[1]] if a.who[0] == "group" else (0, 0)))
            for a in facts.on.get(old_id, ())
            if a.stands and (a.who[0] == "group" or a.who[1] in keep)
        ]
        weighed = checks.check_candidates(new, shift.id, again)
        for each in again:
            if worst_severity(weighed[each.who]) is not Severity.HARD:
                kind, number = each.who
                work.session.add(
                    Assignment(
                        shift_id=shift.id,
                        person_id=number if kind == "person" else None,
                        group_id=number if kind == "group" else None,
                        adults=each.adults,
                        children=each.children,
                        status=AssignmentStatus.INVITED,
                    )
                )
    work.session.flush()


def _may_be_kept(work: UnitOfWork) -> Iterator[int]:
    yield from work.session.scalars(select(Person.id).where(allows(Person.id, Purpose.KEEP)))


def _project(work: UnitOfWork, project_id: int) -> Project:
    project = work.session.get(Project, project_id)
    if project is None:
        raise RefusalError(not_found("project"))
    return project


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
