"""The emergency card of a project: each of its places, whom to ring, and whom to ring for those on shift."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, union

from mitzvah_desk.model import Partner, PartnerContact, Person, Place, Project, Shift
from mitzvah_desk.model.expressions import best_phone, full_name, place_columns, shift_place_id
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.papers.queries import day_queries
from mitzvah_desk.office.papers.queries.rota_queries import (
    HelperFacts,
    PaperRota,
    PlaceColumns,
    read_asked_rota,
)
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.rota.attendance.departures import list_guardian_contacts
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.rules.rota.facts import NOT_SERVING
from mitzvah_desk.rules.rota.shift_times import format_times

if TYPE_CHECKING:
    from mitzvah_desk.documents.emergency import Contact, NextOfKin, Site


@dataclass(frozen=True, slots=True)
class SiteFacts(PlaceColumns):
    """A place of a project, with whom we know there."""

    access: str
    emergency_department: str
    contact: str
    contact_phone: str


def make_emergency_card(office: Office, asked: PrintRequest) -> Outgoing:
    """The emergency card of a project."""
    from mitzvah_desk.documents.emergency import EmergencyValues, render_emergency_card

    project_id, facts = read_asked_rota(office, asked)
    audience = asked.audience
    phones = may_see(audience, Fact.PHONE)
    sites = tuple(_make_site(site, audience, phones=phones) for site in office.query(list_sites, project_id))
    values = EmergencyValues(
        facts.project.title,
        format_long_date(facts.project.day),
        tuple(site for site in sites if site.lines),
        tuple(each for each in _list_contacts(office, project_id, facts, phones=phones) if each.name),
        _count_heads(facts),
        audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, project_id)[0],
        _list_next_of_kin(office, facts) if audience is Audience.COMMITTEE else (),
    )
    return Outgoing(
        "Emergency card",
        audience,
        values,
        lambda values, _: render_emergency_card(values, asked.paper),
        file_name(f"Emergency card {facts.project.title}"),
    )


def list_sites(connection: Connection, project_id: int) -> list[SiteFacts]:
    """The places at which a project has shifts, and its own; each once, its own first."""
    own = select(Project.place_id.label("id")).where(Project.id == project_id)
    of_shifts = (
        select(shift_place_id().label("id"))
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .where(Shift.project_id == project_id, Shift.starts_at.is_not(None))
    )
    places = union(own, of_shifts).subquery()
    first = select(Project.place_id).where(Project.id == project_id).scalar_subquery()
    rows = connection.execute(
        select(
            *place_columns(Place),
            Place.access,
            Place.emergency_department,
            full_name(Person).label("contact"),
            best_phone(Person).label("contact_phone"),
        )
        .join_from(places, Place, Place.id == places.c.id)
        .outerjoin(Partner, Partner.id == Place.partner_id)
        .outerjoin(
            PartnerContact, (PartnerContact.partner_id == Partner.id) & PartnerContact.is_main.is_(True)
        )
        .outerjoin(Person, Person.id == PartnerContact.person_id)
        .order_by(Place.id != first, Place.id)
    )
    found = fill_rows(
        SiteFacts,
        rows,
        contact=(lambda name: name or "", "contact"),
        contact_phone=(lambda phone: phone or "", "contact_phone"),
    )
    return list(dict.fromkeys(found))


def _make_site(site: SiteFacts, audience: Audience, *, phones: bool) -> "Site":
    from mitzvah_desk.documents.emergency import Site

    if site.place.confidential:
        return Site(site.place.lines(audience))
    here = ", ".join(part for part in (site.contact, site.contact_phone if phones else "") if part)
    return Site(site.place.lines(audience), site.access, site.emergency_department, here)


def _list_contacts(office: Office, project_id: int, facts: PaperRota, *, phones: bool) -> "Iterator[Contact]":
    from mitzvah_desk.documents.emergency import Contact

    extra = office.query(day_queries.read_safety_facts, project_id)
    settings = office.query(read_settings)
    project = facts.project
    yield Contact("Coordinator", project.coordinator, project.coordinator_phone if phones else "")
    yield Contact("Safeguarding lead", settings.safeguarding_name, settings.safeguarding_phone)
    for aider in extra.first_aiders:
        when = format_times(aider.starts_at, aider.ends_at)
        yield Contact(f"First aid, {when}", aider.name, aider.phone if phones else "")
    for host in extra.hosts:
        if host.contact and not host.confidential:
            yield Contact(f"At {host.partner}", host.contact, host.phone if phones else "")


def _coming(facts: PaperRota) -> list[HelperFacts]:
    return [h for h in facts.helpers if h.status not in NOT_SERVING and not h.reserve]


def _count_heads(facts: PaperRota) -> str:
    coming = _coming(facts)
    people = {(h.person_id, h.child) for h in coming if not h.group}
    groups = {h.group_id: h for h in coming if h.group}.values()
    young = sum(child for _, child in people)
    adults = len(people) - young + sum(group.adults for group in groups)
    children = young + sum(group.children for group in groups)
    told = [count_noun(adults, "adult")] if adults else []
    told += [count_noun(children, "child")] if children else []
    return " and ".join(told)


def _list_next_of_kin(office: Office, facts: PaperRota) -> "tuple[NextOfKin, ...]":
    """Whom to ring for each person on shift, by name; a child's guardians, who come before anybody else."""
    from mitzvah_desk.documents.emergency import NextOfKin

    coming = [helper for helper in _coming(facts) if helper.person_id is not None]
    ids = [helper.person_id for helper in coming if helper.person_id is not None]
    told = office.query(_read_emergency_contacts, ids)
    guardians: dict[int, list[str]] = {}
    for row in office.query(list_guardian_contacts, ids):
        said = ", ".join(part for part in (row.known_as, row.relation, row.phone) if part)
        guardians.setdefault(row.child_id, []).append(said)
    shifts = {shift.id: shift for shift in facts.shifts}
    lines = []
    for helper in sorted(coming, key=lambda h: (h.family.casefold(), h.given.casefold(), h.assignment_id)):
        number = helper.person_id or 0
        own = [text for text in (told.get(number, ""),) if text]
        contact = "; ".join([*guardians.get(number, []), *own])
        if contact:
            shift = shifts[helper.shift_id]
            when = f"{shift.role}, {facts.when(shift)}"
            name = person_name(helper.given, helper.family, child=False, audience=Audience.COMMITTEE)
            lines.append(NextOfKin(name, when, contact))
    return tuple(lines)


def _read_emergency_contacts(connection: Connection, people: Iterable[int]) -> dict[int, str]:
    query = select(Person.id, Person.emergency_contact).where(Person.id.in_(list(people)))
    return {row.id: row.emergency_contact for row in connection.execute(query)}
