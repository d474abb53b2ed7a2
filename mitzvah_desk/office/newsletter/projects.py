"""The projects of a campaign as a newsletter tells of them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    Assignment,
    Campaign,
    GuestOfHonour,
    PartnerRole,
    Place,
    Project,
    ProjectKind,
    ProjectPartner,
    ProjectStatus,
    Role,
    Shift,
)
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.rota.head_counts import FILLS, SERVING
from mitzvah_desk.rules.goods import quantity_text as amounts
from mitzvah_desk.rules.people import addressing
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL
from mitzvah_desk.rules.rota.shift_times import format_end
from mitzvah_desk.rules.templates.sections import SectionEntry

_WITH = (PartnerRole.HOST, PartnerRole.CO_HOST)


@dataclass(frozen=True, slots=True)
class NewsletterScope:
    """Of what a newsletter tells.

    Attributes:
        campaign_id: the campaign.
        today: the day on which it appears: what is over by then is not on any more.
        venues: whether it is said where.
    """

    campaign_id: int
    today: date
    venues: bool = False


@dataclass(frozen=True, slots=True)
class HelpersNeeded:
    """What a shift still needs.

    Attributes:
        role: as what they help.
        count: how many.
        starts_at: when it starts; None where it has no time.
        ends_at: when it ends.
        shift_id: the shift.
        room: for how many it has room.
        youngest: the age from which one may take it; 0 where anybody may.
    """

    role: str
    count: int
    starts_at: datetime | None
    ends_at: datetime | None
    shift_id: int
    room: int
    youngest: int


@dataclass(slots=True)
class Told:
    """One project.

    Attributes:
        id: its number.
        title: as the public may read it.
        kind: its kind; may be empty.
        day: its day.
        starts: when its first shift of that day starts; None where none has a time.
        ends: when the last one ends.
        own_time: some of its shifts have no fixed time.
        place: where, in one line; empty for what nobody may be told.
        host: the partner whose place it is.
        partners: by what they are to it.
        done: whether it is marked so.
        summary: what it is.
        outcome: what came of it.
        coordinator_id: who leads it.
        honoured: its guests of honour.
        heads: how many are on its shifts.
        gaps: what its shifts still need.
    """

    id: int
    title: str
    kind: str
    day: date
    place: str
    host: int | None
    done: bool
    summary: str
    outcome: str
    coordinator_id: int | None
    partners: dict[PartnerRole, list[int]] = field(default_factory=lambda: defaultdict(list))
    honoured: list[int] = field(default_factory=list)
    starts: datetime | None = None
    ends: datetime | None = None
    own_time: bool = False
    heads: int = 0
    gaps: list[HelpersNeeded] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When it begins, for the order; what has no time comes last on its day."""
        return self.starts or datetime.combine(self.day, time.max)

    @property
    def time(self) -> str:
        """``10:15 to 11:30``; empty where no time is known."""
        if self.starts and self.ends:
            return f"{self.starts:%H:%M} to {format_end(self.starts, self.ends)}"
        return "in your own time" if self.own_time else ""

    @property
    def venues(self) -> set[int]:
        """The partners who would tell where it is."""
        own = {self.host} if self.host is not None else set()
        return own | set(self.partners[PartnerRole.HOST])


def list_publishable_projects(connection: Connection, public: Public, campaign_id: int) -> list[Told]:
    """The projects of a campaign that may be told of, by day: no ideas, none that were cancelled."""
    rows = connection.execute(
        select(
            Project.__table__,
            func.coalesce(ProjectKind.name, "").label("kind"),
            func.coalesce(Project.on_day, Campaign.main_day, type_=Campaign.main_day.type).label("day"),
            Place.name.label("place"),
            Place.address,
            Place.postcode,
            Place.partner_id,
        )
        .join_from(Project, Campaign, Campaign.id == Project.campaign_id)
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .where(Project.campaign_id == campaign_id, Project.status.in_(TOLD_TO_ALL))
    )
    found: dict[int, Told] = {}
    for row in rows:
        title = public.title(row.title, f"The title of a project on {format_day(row.day)}")
        if not title:
            continue
        where = ", ".join(part for part in (row.place, row.address, row.postcode) if part)
        found[row.id] = Told(
            row.id,
            title,
            public.title(row.kind, f"The kind of “{title}”"),
            row.day,
            where if row.partner_id not in public.confidential else "",
            row.partner_id,
            row.status is ProjectStatus.DONE,
            row.summary,
            row.outcome,
            row.coordinator_id,
        )
    _add_partners(connection, found, campaign_id)
    _add_honoured(connection, found, campaign_id)
    _add_shifts(connection, found, campaign_id)
    for each in found.values():
        if public.confidential & each.venues:
            each.place = ""
    return sorted(found.values(), key=lambda each: (each.at, each.title.casefold()))


def build_section_entry(
    project: Told, public: Public, uses: Collection[str], *, venues: bool, hosts: bool = False, **more: str
) -> SectionEntry:
    """What the chips of a project stand for.

    Args:
        project: the project.
        public: what the public may read.
        uses: the chips that the words hold; nobody is looked up for others.
        venues: whether it is said where.
        hosts: whether its hosts are named also where it is not said where, as it is over.
        more: further values.
    """
    where = f"“{project.title}”"
    hidden = set() if venues or hosts else project.venues
    partners = project.partners
    place = public.title(project.place, f"The place of {where}") if venues else ""
    values = {
        "project": project.title,
        "kind": project.kind,
        "on_day": format_day(project.day),
        "time": project.time,
        "place": place,
        "with_whom": _listed(public, [p for role in _WITH for p in partners[role] if p not in hidden]),
        "for_whom": _listed(public, [p for p in partners[PartnerRole.BENEFICIARY] if p not in hidden]),
        "coordinator": public.name(project.coordinator_id, "coordinator") if "coordinator" in uses else "",
        "honoured": public.guests(project.honoured) if "honoured" in uses else "",
        "needs": format_needs(project, public),
        "summary": end_sentence(public.text(project.summary, f"The summary of {where}")),
    }
    return SectionEntry(values | more, project.at, project.kind, project.title)


def format_needs(project: Told, public: Public) -> str:
    """What the shifts of a project still need: ``two bakers from 10:00 to 12:00 and one driver``."""
    sums: dict[tuple[str, datetime | None, datetime | None], int] = defaultdict(int)
    for gap in project.gaps:
        role = public.title(gap.role, "The name of a role") or "helper"
        sums[role, gap.starts_at, gap.ends_at] += gap.count
    return addressing.join_words(
        f"{amounts.format_helpers(count, role)} {_when(project.day, starts, ends)}"
        for (role, starts, ends), count in sums.items()
    )


def format_day(day: date) -> str:
    """A day as a newsletter says it: ``Sunday 22 November``."""
    return f"{day:%A} {day.day} {day:%B}"


def _when(day: date, starts: datetime | None, ends: datetime | None) -> str:
    if starts is None or ends is None:
        return "in their own time"
    on = "" if starts.date() == day else f"on {format_day(starts.date())} "
    return f"{on}from {starts:%H:%M} to {format_end(starts, ends)}"


def _listed(public: Public, partner_ids: Sequence[int]) -> str:
    return addressing.join_words(public.partners(partner_ids))


def end_sentence(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if not text or text.endswith((".", "!", "?", "…", "”", '"')) else f"{text}."


def _add_partners(connection: Connection, found: dict[int, Told], campaign_id: int) -> None:
    rows = connection.execute(
        select(ProjectPartner.project_id, ProjectPartner.role, ProjectPartner.partner_id)
        .join_from(ProjectPartner, Project, Project.id == ProjectPartner.project_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(ProjectPartner.id)
    )
    for row in rows:
        if row.project_id in found:
            found[row.project_id].partners[row.role].append(row.partner_id)


def _add_honoured(connection: Connection, found: dict[int, Told], campaign_id: int) -> None:
    rows = connection.execute(
        select(GuestOfHonour.project_id, GuestOfHonour.person_id)
        .join_from(GuestOfHonour, Project, Project.id == GuestOfHonour.project_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(GuestOfHonour.arrives_at, GuestOfHonour.id)
    )
    for project_id, person_id in rows:
        if project_id in found:
            found[project_id].honoured.append(person_id)


def _add_shifts(connection: Connection, found: dict[int, Told], campaign_id: int) -> None:
    heads = (
        select(func.coalesce(func.sum(FILLS), 0))
        .where(Assignment.shift_id == Shift.id, SERVING)
        .correlate(Shift)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            Shift.id,
            Shift.project_id,
            Shift.starts_at,
            Shift.ends_at,
            Shift.minimum,
            Shift.maximum,
            func.coalesce(Role.minimum_age, 0).label("youngest"),
            Role.name.label("role"),
            heads.label("filled"),
        )
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .join(Role, Role.id == Shift.role_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(Shift.starts_at.is_(None), Shift.starts_at, Role.name, Shift.id)
    )
    for row in rows:
        project = found.get(row.project_id)
        if project is None:
            continue
        project.heads += row.filled
        if row.starts_at is None:
            project.own_time = True
        elif row.starts_at.date() == project.day:
            project.starts = min(project.starts or row.starts_at, row.starts_at)
            project.ends = max(project.ends or row.ends_at, row.ends_at)
        if row.filled < row.minimum:
            needed = row.minimum - row.filled
            room = row.maximum - row.filled
            project.gaps.append(
                HelpersNeeded(row.role, needed, row.starts_at, row.ends_at, row.id, room, row.youngest)
            )
