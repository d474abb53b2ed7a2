"""The brochure for the foyer: what everybody can do, as the public may read it, and how to say yes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import Partner, Place, Project, ProjectStatus, Role, Shift
from mitzvah_desk.model.expressions import shift_place_id
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.newsletter.projects import (
    Told,
    end_sentence,
    format_day,
    list_publishable_projects,
)
from mitzvah_desk.office.newsletter.public import Public
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.public_projects import describe_ages, find_scan_target, tell_left_out

_FOLD = info_finding(
    "print.booklet",
    "Brochure",
    "Its pages stand on the sheets as they are read once these are folded.",
    "Print on both sides, turned on the short edge; lay the sheets together, and fold them in the middle.",
)


@dataclass(frozen=True, slots=True)
class OfferedProject:
    """A project as the public may read of it.

    Attributes:
        title: its title.
        starts: when its first shift begins; None where that is not known.
        when: its day and hours.
        ages: from what age one can help.
        summary: what it is.
    """

    title: str
    starts: datetime | None
    when: str
    ages: str
    summary: str


def make_brochure(office: Office, asked: PrintRequest) -> Outgoing:
    """What is still to come of the campaign, project by project; no ideas, nothing that was called off."""
    from mitzvah_desk.documents.brochure import BrochureProject, BrochureValues, render_brochure

    campaign = read_asked_campaign(office, asked)
    today = asked.now.date()
    offered, findings = office.query(list_offered_projects, asked.campaign_id, today)
    head = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]
    hebrew = describe_hebrew_dates(
        campaign.main_day, (each.starts for each in offered), calendar_place(office.query(read_settings))
    )
    values = BrochureValues(
        campaign.name,
        f"{format_long_date(campaign.main_day)} · {hebrew}",
        tuple(BrochureProject(each.title, each.when, each.ages, each.summary) for each in offered),
        find_scan_target(head.sign_up_line, head.website),
        asked.audience,
        asked.now,
        head,
    )
    return Outgoing(
        "What you can do",
        asked.audience,
        values,
        lambda values, _: render_brochure(values, asked.paper),
        file_name(f"What you can do {campaign.name}"),
        findings=(*findings, *((_FOLD,) if offered else ())),
        count=len(offered),
    )


def list_offered_projects(
    connection: Connection, campaign_id: int, today: date
) -> tuple[list[OfferedProject], tuple[Finding, ...]]:
    """The projects that one can still say yes to, by time, and what of them was left out."""
    public = Public(connection, today)
    coming = [
        each
        for each in list_publishable_projects(connection, public, campaign_id)
        if not each.done and each.day >= today
    ]
    ages = _read_ages(connection, campaign_id)
    offered = [
        OfferedProject(
            each.title,
            each.starts,
            _say_when(each),
            describe_ages(ages.get(each.id, ())),
            end_sentence(public.text(each.summary, f"The summary of “{each.title}”")),
        )
        for each in coming
    ]
    ideas = select(func.count()).where(
        Project.campaign_id == campaign_id, Project.status == ProjectStatus.IDEA
    )
    return offered, (*public.findings, *tell_left_out(connection.execute(ideas).scalar_one()))


def _say_when(project: Told) -> str:
    """``Sunday 22 November, 10:15 to 11:30``; what is done in one's own time has no day."""
    if project.starts is None and project.own_time:
        return project.time[:1].upper() + project.time[1:]
    return ", ".join(part for part in (format_day(project.day), project.time) if part)


def _read_ages(connection: Connection, campaign_id: int) -> dict[int, list[int | None]]:
    """By project, of each shift the age that its job or the home where it is held asks for."""
    homes = {
        row.id: row for row in connection.execute(select(Partner.id, Partner.parent_id, Partner.minimum_age))
    }
    rows = connection.execute(
        select(Shift.project_id, Role.minimum_age, Place.partner_id)
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .outerjoin(Place, Place.id == shift_place_id())
        .where(Project.campaign_id == campaign_id)
        .order_by(Shift.id)
    )
    found: dict[int, list[int | None]] = defaultdict(list)
    for row in rows:
        asked = [row.minimum_age]
        home = homes.get(row.partner_id)
        while home is not None:
            asked.append(home.minimum_age)
            home = homes.get(home.parent_id)
        found[row.project_id].append(max((age for age in asked if age is not None), default=None))
    return found
