"""The rota of a project. What an audience may not see is taken out here, before a document gets any value."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.model import AssignmentStatus, PartnerRole, ProjectStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, calendar_place
from mitzvah_desk.office.messages.print_notes import Reprint, compare_with_print, note_printed
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.queries.rota_queries import (
    HelperFacts,
    PaperRota,
    PaperShift,
    find_shared_reason,
    read_rota_facts,
)
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.rota.assignments import find_project_clashes
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.rules.public_projects import warn_of_idea
from mitzvah_desk.rules.rota.shift_times import format_end
from mitzvah_desk.rules.rota.staffing import status_word
from mitzvah_desk.store.errors import WorldError

if TYPE_CHECKING:
    from mitzvah_desk.documents.rota import RotaValues
    from mitzvah_desk.documents.rota_shifts import RotaPerson, RotaShift


def make_project_rota(
    office: Office,
    project_id: int,
    *,
    audience: Audience = Audience.COMMITTEE,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> Outgoing:
    """A project's rota for an audience.

    Raises:
        WorldError: the project is no longer there.
    """
    facts = office.query(read_rota_facts, project_id)
    if facts is None:
        raise WorldError("This project was removed in the meantime.", "Undo the removal, or choose another.")
    letterhead, settings = read_letterhead(office, project_id=project_id)
    clashes = office.query(find_project_clashes, project_id) if audience is Audience.COMMITTEE else []
    moment = now or datetime.now()
    reprint = office.query(compare_with_print, (project_id,), audience)
    values = build_rota_values(
        facts, settings, clashes, reprint, audience=audience, now=moment, letterhead=letterhead
    )

    from mitzvah_desk.documents.rota import render_project_rota as document

    return Outgoing(
        "Rota",
        audience,
        values,
        lambda values, _: document(values, paper or Paper()),
        file_name(f"Rota {facts.project.title}"),
        findings=warn_of_idea(facts.project.title, facts.project.status)
        if audience is Audience.PUBLIC
        else (),
        note=note_printed((shift.id for shift in facts.shifts), audience, moment),
    )


def build_rota_values(
    facts: PaperRota,
    settings: FileSettings,
    clashes: Sequence[Finding],
    reprint: Reprint,
    *,
    audience: Audience,
    now: datetime,
    letterhead: Letterhead,
) -> "RotaValues":
    """A rota's values as ``audience`` may see them."""
    from mitzvah_desk.documents.layout.text import isolate_text
    from mitzvah_desk.documents.rota import ProgrammeLine, RotaValues

    project = facts.project
    names = may_see(audience, Fact.VOLUNTEER_NAME)
    performers = audience is not Audience.PUBLIC
    return RotaValues(
        project=project.title,
        kind=project.kind,
        status=_public_status(project.status) if audience is Audience.PUBLIC else str(project.status),
        date_line=format_long_date(project.day),
        hebrew_date=describe_hebrew_dates(
            project.day, (shift.starts_at for shift in facts.shifts), calendar_place(settings)
        ),
        place=", ".join(facts.place_lines(audience)),
        coordinator=project.coordinator if names else "",
        coordinator_phone=project.coordinator_phone if may_see(audience, Fact.PHONE) else "",
        partners=tuple(
            f"{isolate_text(p.name)} ({_PARTNER_ROLES[p.role]})"
            for p in facts.partners
            if not (p.confidential and audience is Audience.PUBLIC)
        ),
        summary=project.summary,
        shifts=tuple(_shift(shift, facts, reprint, audience, now) for shift in facts.shifts),
        programme=tuple(
            ProgrammeLine(
                time=f"{item.starts_at:%H:%M}" if item.starts_at else "",
                title=item.title,
                performer=item.performer if performers else "",
            )
            for item in facts.programme
        ),
        materials=facts.materials if audience is not Audience.PUBLIC else (),
        findings=tuple(finding.text for finding in clashes),
        audience=audience,
        printed_at=now,
        letterhead=letterhead,
        replaces=reprint.line,
        dropped=reprint.dropped,
    )


def _public_status(status: ProjectStatus) -> str:
    """How far a project is along is the committee's own business, unless it does not take place."""
    return str(status) if status is ProjectStatus.CANCELLED else ""


_PARTNER_ROLES = {
    PartnerRole.HOST: "host",
    PartnerRole.CO_HOST: "co-host",
    PartnerRole.BENEFICIARY: "for them",
    PartnerRole.SUPPLIER: "supplier",
}


def _shift(
    shift: PaperShift, facts: PaperRota, reprint: Reprint, audience: Audience, now: datetime
) -> "RotaShift":
    from mitzvah_desk.documents.layout.text import isolate_text
    from mitzvah_desk.documents.rota_shifts import RotaShift

    other_day = shift.starts_at is not None and shift.starts_at.date() != facts.project.day
    helpers = [helper for helper in facts.helpers if helper.shift_id == shift.id]
    reasons = [shift.reason] if shift.reason else []
    if shared := find_shared_reason(helpers):
        reasons.append(f"Everybody here: {isolate_text(shared)}")
        helpers = [replace(helper, reason="") for helper in helpers]
    return RotaShift(
        day_line=format_long_date(shift.starts_at.date()) if shift.starts_at and other_day else "",
        start=f"{shift.starts_at:%H:%M}" if shift.starts_at else "",
        end=format_end(shift.starts_at, shift.ends_at) if shift.starts_at and shift.ends_at else "",
        open_ended=shift.starts_at is None,
        role=shift.role,
        place=shift.place.line(audience),
        staffing=shift.staffing,
        minimum=shift.minimum,
        places=shift.places,
        people=tuple(_helper(helper, audience, is_new=helper.key in reprint.new) for helper in helpers),
        note=shift.told_note(audience),
        reason="\n".join(reasons) if audience is Audience.COMMITTEE else "",
        changes=reprint.changed.get(shift.id, ()),
        apart=audience is Audience.COMMITTEE,
        over=shift.ends_at is not None and shift.ends_at <= now,
    )


def _helper(helper: HelperFacts, audience: Audience, *, is_new: bool) -> "RotaPerson":
    from mitzvah_desk.documents.rota_shifts import RotaPerson

    committee = audience is Audience.COMMITTEE
    if not may_see(audience, Fact.VOLUNTEER_NAME):
        name = helper.group or "A volunteer"
    elif helper.group:
        name = f"{helper.group} ({helper.leader})" if helper.leader else helper.group
    else:
        name = person_name(helper.given, helper.family, child=helper.child, audience=audience)
    return RotaPerson(
        name=name,
        status=_status(helper, audience),
        phone=helper.phone if may_see(audience, Fact.PHONE) else "",
        count=helper.adults + helper.children if helper.group else 1,
        is_group=bool(helper.group),
        children=helper.children,
        adults=helper.adults,
        reason=helper.reason if committee else "",
        is_new=is_new,
    )


def _status(helper: HelperFacts, audience: Audience) -> str:
    if audience is Audience.PUBLIC:
        return ""
    if helper.reserve:
        return "reserve"
    return "" if helper.status is AssignmentStatus.CONFIRMED else status_word(helper.status)
