"""From the file to paper. What an audience may not see is taken out here, before a document gets any value.

Reading the file and drawing the paper are apart: ``gather_*`` reads, ``draw`` needs nothing but its values
and may run beside the window.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.model import AssignmentStatus, PartnerRole
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, read_settings
from mitzvah_desk.office.papers.queries import HelperFacts, PaperRota, PaperShift, read_rota_facts
from mitzvah_desk.office.rota.assignments import find_project_clashes
from mitzvah_desk.office.thanks.addressees import Key
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.jewish_calendar.calendar import hebrew_date
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.errors import WorldError

if TYPE_CHECKING:
    from mitzvah_desk.documents.layout.skeleton import Letterhead
    from mitzvah_desk.documents.rota import RotaPerson, RotaShift, RotaValues

Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper.

    Attributes:
        pdf: its bytes.
        findings: what the user should know about it, such as an addressee without an address.
        name: a name for its file, without anything that a file system refuses.
    """

    pdf: bytes
    findings: tuple[Finding, ...]
    name: str


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper that is gathered and only wants drawing.

    Attributes:
        draw: makes the PDF; takes a progress callback that returns False to cancel.
        findings: what the user should know.
        name: a name for its file.
        count: how many letters or sheets it holds, for the progress.
        keys: the addressees of a batch of letters.
    """

    draw: Callable[[Progress | None], bytes]
    findings: tuple[Finding, ...]
    name: str
    count: int = 1
    keys: tuple[Key, ...] = ()

    def printed(self, progress: Progress | None = None) -> Printed:
        """Draws it."""
        return Printed(self.draw(progress), self.findings, self.name)


def make_project_rota(
    office: Office,
    project_id: int,
    *,
    audience: Audience = Audience.COMMITTEE,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> PrintJob:
    """A project's rota for an audience.

    Raises:
        WorldError: the project is no longer there.
    """
    facts = office.query(read_rota_facts, project_id)
    if facts is None:
        raise WorldError("This project was removed in the meantime.", "Undo the removal, or choose another.")
    settings = office.query(read_settings)
    clashes = office.query(find_project_clashes, project_id) if audience is Audience.COMMITTEE else []
    values = build_rota_values(facts, settings, clashes, audience=audience, now=now or datetime.now())

    def draw(progress: Progress | None) -> bytes:  # noqa: ARG001
        from mitzvah_desk.documents.rota import render_project_rota as document

        return document(values, paper or Paper())

    return PrintJob(draw, (), file_name(f"Rota {facts.project.title}"))


def save_file(path: Path, pdf: bytes) -> None:
    """Writes a PDF to ``path``, whole or not at all.

    Raises:
        WorldError: the disk is full or the folder cannot be written.
    """
    write_atomically(path, pdf)


def build_rota_values(
    facts: PaperRota, settings: FileSettings, clashes: Sequence[Finding], *, audience: Audience, now: datetime
) -> "RotaValues":
    """A rota's values as ``audience`` may see them."""
    from mitzvah_desk.documents.rota import ProgrammeLine, RotaValues

    project = facts.project
    names = may_see(audience, Fact.VOLUNTEER_NAME)
    performers = audience is not Audience.PUBLIC
    return RotaValues(
        project=project.title,
        kind=project.kind,
        status=str(project.status),
        date_line=format_long_date(project.day),
        hebrew_date=hebrew_date(project.day).letters,
        place=project.place.line(audience),
        coordinator=project.coordinator if names else "",
        coordinator_phone=project.coordinator_phone if may_see(audience, Fact.PHONE) else "",
        partners=tuple(
            f"{p.name} ({_PARTNER_ROLES[p.role]})"
            for p in facts.partners
            if not (p.confidential and audience is Audience.PUBLIC)
        ),
        summary=project.summary,
        shifts=tuple(_shift(shift, facts, audience) for shift in facts.shifts),
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
        letterhead=make_letterhead(settings),
    )


_PARTNER_ROLES = {
    PartnerRole.HOST: "host",
    PartnerRole.CO_HOST: "co-host",
    PartnerRole.BENEFICIARY: "for them",
    PartnerRole.SUPPLIER: "supplier",
}


def _shift(shift: PaperShift, facts: PaperRota, audience: Audience) -> "RotaShift":
    from mitzvah_desk.documents.rota import RotaShift

    other_day = shift.starts_at is not None and shift.starts_at.date() != facts.project.day
    helpers = [helper for helper in facts.helpers if helper.shift_id == shift.id]
    return RotaShift(
        day_line=format_long_date(shift.starts_at.date()) if shift.starts_at and other_day else "",
        start=f"{shift.starts_at:%H:%M}" if shift.starts_at else "",
        end=f"{shift.ends_at:%H:%M}" if shift.ends_at else "",
        open_ended=shift.starts_at is None,
        role=shift.role,
        place=shift.place.line(audience),
        minimum=shift.minimum,
        maximum=shift.maximum,
        people=tuple(_helper(helper, audience) for helper in helpers),
        note=shift.note if audience is not Audience.PUBLIC else "",
        reason=shift.reason if audience is Audience.COMMITTEE else "",
    )


def _helper(helper: HelperFacts, audience: Audience) -> "RotaPerson":
    from mitzvah_desk.documents.rota import RotaPerson

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
    )


def _status(helper: HelperFacts, audience: Audience) -> str:
    if audience is Audience.PUBLIC:
        return ""
    if helper.reserve:
        return "reserve"
    return "" if helper.status is AssignmentStatus.CONFIRMED else str(helper.status)


def make_letterhead(settings: FileSettings) -> "Letterhead":
    """The committee's letterhead; a logo that cannot be read is left out."""
    from mitzvah_desk.documents.layout.skeleton import Letterhead

    try:
        logo = base64.b64decode(settings.logo, validate=True) or None
    except (binascii.Error, ValueError):
        logo = None
    return Letterhead(
        name=settings.organisation,
        address=tuple(line for line in settings.address.split("\n") if line),
        phone=settings.phone,
        email=settings.email,
        website=settings.website,
        charity_number=settings.charity_number,
        logo=logo,
    )


def format_long_date(day: date) -> str:
    """A day in full: ``Sunday 22 November 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def file_name(words: str) -> str:
    """Words as a file's name on any system: without what Windows refuses, and not too long."""
    kept = "".join(" " if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in words)
    return " ".join(kept.split())[:100].rstrip(". ") or "Paper"
