"""Papers of people: schedules, badges, certificates, address labels and envelopes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.exchange.calendar_out import CalendarEntry, EventStatus, event_text
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import FileSettings, calendar_place, read_settings
from mitzvah_desk.office.messages.print_notes import note_printed
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.label_job import make_label_job
from mitzvah_desk.office.papers.list_letters import read_addressed_list
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries import day_queries as query
from mitzvah_desk.office.papers.queries.day_queries import ServingFacts
from mitzvah_desk.office.papers.queries.rota_queries import ANYWHERE
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.thanks.thank_you_ledger import (
    find_missing_addresses,
    find_missing_titles,
    list_thanks,
)
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates, hebrew_date
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name

if TYPE_CHECKING:
    from mitzvah_desk.documents.schedule import Engagement


def _serving(office: Office, asked: PrintRequest) -> list[list[ServingFacts]]:
    """Everybody asked for, each with their shifts."""
    rows = office.query(
        query.list_serving_people,
        campaign_id=asked.campaign_id,
        project_id=asked.scope.project_id,
        person_id=asked.scope.person_id,
        day=asked.scope.day,
    )
    return [list(shifts) for _, shifts in groupby(rows, key=lambda row: row.person_id)]


def _event(office: Office, asked: PrintRequest) -> tuple[str, str]:
    """The campaign's name and its day, with the Hebrew date."""
    facts = read_asked_campaign(office, asked)
    return facts.name, f"{format_long_date(facts.main_day)} · {hebrew_date(facts.main_day).letters}"


def _name(row: ServingFacts, audience: Audience) -> str:
    return person_name(row.known_as, row.family, child=row.child, audience=audience)


def make_schedules(office: Office, asked: PrintRequest) -> Outgoing:
    """A schedule for each person asked for, with what is known of their own needs."""
    from mitzvah_desk.documents.schedule import ScheduleValues, render_schedules

    event = _event(office, asked)[0]
    settings = office.query(read_settings)
    people, served = [], list[ServingFacts]()
    for shifts in _serving(office, asked):
        served += shifts
        name = _name(shifts[0], asked.audience)
        noted = "; ".join(part for part in (shifts[0].diet, shifts[0].access_needs) if part)
        engagements = tuple(_engage(row, shifts, asked, settings) for row in _by_time(shifts))
        people.append(ScheduleValues(name, event, engagements, noted))
    name = f"Schedule {people[0].name}" if len(people) == 1 else f"Schedules {event}"
    return Outgoing(
        "Schedules",
        asked.audience,
        (people, read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]),
        lambda values, _: render_schedules(
            values[0],
            values[1],
            asked.paper,
            audience=asked.audience,
            printed_at=asked.now,
            per_page=asked.schedule.per_page,
        ),
        file_name(name),
        count=len(people),
        note=note_printed(
            (row.shift_id for row in served), asked.audience, asked.now, (row.person_id for row in served)
        ),
    )


def _engage(
    row: ServingFacts, shifts: Sequence[ServingFacts], asked: PrintRequest, settings: FileSettings
) -> "Engagement":
    """A shift as its person reads it, among all of theirs."""
    from mitzvah_desk.documents.schedule import Engagement

    day = ""
    if row.starts_at:
        date, starts = row.starts_at.date(), (each.starts_at for each in shifts)
        hebrew = describe_hebrew_dates(date, starts, calendar_place(settings))
        day = f"{format_long_date(date)} · {hebrew}"
    over = row.ends_at is not None and row.ends_at <= asked.now
    return Engagement(
        day,
        row.times,
        row.role,
        row.project,
        row.place.line(asked.audience) or ("" if row.starts_at else ANYWHERE),
        row.told_note(asked.audience),
        _ask(row, phones=may_see(asked.audience, Fact.PHONE)),
        "" if over else _status(row),
        _code(row, asked.audience, settings.time_zone) if asked.schedule.codes else "",
    )


def _code(row: ServingFacts, audience: Audience, zone: str) -> str:
    """The shift as a calendar takes it in; empty where it has no time."""
    if row.starts_at is None:
        return ""
    place = row.place.lines(audience)
    where = ", ".join(dict.fromkeys((*place[:1], *place[-1:])))
    entry = CalendarEntry(
        "", f"{row.role}: {row.project}", row.starts_at, row.ends_at, EventStatus.CONFIRMED, where
    )
    return event_text(entry, zone)


def _by_time(shifts: Sequence[ServingFacts]) -> list[ServingFacts]:
    return sorted(shifts, key=lambda row: (row.starts_at is None, row.starts_at or datetime.max))


def _ask(row: ServingFacts, *, phones: bool) -> str:
    """Whom to ask: by the number of the project for the day, else the coordinator’s where it may be told."""
    phone = row.day_phone or (row.coordinator_phone if phones else "")
    return ", ".join(part for part in (row.coordinator, phone) if part)


def _status(row: ServingFacts) -> str:
    if row.reserve:
        return "You stand by; we ring if you are needed."
    return "Please tell us whether you can come." if row.status is AssignmentStatus.INVITED else ""


def make_badges(office: Office, asked: PrintRequest) -> Outgoing:
    """A badge for each person asked for; a child's shows the first name and an initial only."""
    from mitzvah_desk.documents.labels import NameBadge, PhotoSign

    event = _event(office, asked)[0]
    head = read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0]
    labels = []
    for shifts in _serving(office, asked):
        first = shifts[0]
        roles = ", ".join(dict.fromkeys(row.role for row in shifts))
        photos = PhotoSign.YES if first.photos else PhotoSign.NO  # unknown means no
        pronouns = first.pronouns if asked.labels.pronouns else ""
        duties = tuple(_say_duty(row) for row in _by_time(shifts))
        number = next((row.day_phone for row in shifts if row.day_phone), head.day_phone)
        labels.append(
            NameBadge(
                _name(first, Audience.VOLUNTEERS),
                roles,
                event,
                photos,
                pronouns,
                duties,
                _say_call(number),
            )
        )
    labels += [NameBadge("", "", event, PhotoSign.NO, call=_say_call(head.day_phone))] * asked.labels.blanks
    return make_label_job(office, asked, labels, "L7418", "Name badges", name=f"Badges {event}")


def _say_call(number: str) -> str:
    """Whom to ring, kept on one line."""
    return f"Ring {number.replace(' ', chr(0xA0))}" if number else ""


def _say_duty(row: ServingFacts) -> str:
    """A shift in a line, as everybody may read it: ``10:00–12:00 Baker, Rubens House: bring an apron``."""
    from mitzvah_desk.documents.layout.text import isolate_text

    audience = Audience.VOLUNTEERS
    place, note = row.place.name_for(audience), row.told_note(audience)
    said = ", ".join(isolate_text(part) for part in (row.role, place) if part)
    return f"{row.times} {said}" + (f": {isolate_text(note)}" if note else "")


def make_certificates(office: Office, asked: PrintRequest) -> Outgoing:
    """A certificate for each child asked for, and for each group of children; a group's are not named."""
    from mitzvah_desk.documents.certificates import CertificateValues
    from mitzvah_desk.documents.certificates import render_certificates as document

    event, day = _event(office, asked)
    head, settings = read_letterhead(office, asked.campaign_id, asked.scope.project_id)
    helped: dict[tuple[str, int], list[str]] = {}
    for shifts in _serving(office, asked):
        if any(row.child for row in shifts):
            name = _name(shifts[0], asked.audience)
            helped[name, shifts[0].person_id] = [row.project for row in shifts]
    if asked.scope.person_id is None:
        for group, project in office.query(
            query.list_child_groups,
            campaign_id=asked.campaign_id,
            project_id=asked.scope.project_id,
            day=asked.scope.day,
        ):
            helped.setdefault((group, 0), []).append(project)
    values = [
        CertificateValues(
            name,
            f"helped with {join_words(dict.fromkeys(projects))}",
            event,
            day,
            settings.signatory_name,
            settings.signatory_role,
        )
        for (name, _), projects in helped.items()
    ]

    return Outgoing(
        "Certificates",
        asked.audience,
        (values, head),
        lambda values, _: document(
            values[0], values[1], asked.paper, printed_at=asked.now, audience=asked.audience
        ),
        file_name(f"Certificates {event}"),
        count=len(values),
    )


def make_address_labels(office: Office, asked: PrintRequest) -> Outgoing:
    """A label for each addressee, in the order of their letters or of a list."""
    return _addresses(office, asked, "L7160", 12.0, "Address labels")


def make_envelopes(office: Office, asked: PrintRequest) -> Outgoing:
    """An envelope for each addressee, in the order of their letters or of a list."""
    return _addresses(office, asked, "DL", 14.0, "Envelopes")


def _addresses(office: Office, asked: PrintRequest, usual: str, size: float, title: str) -> Outgoing:
    from mitzvah_desk.documents.labels import AddressLabel

    name = ""
    if asked.scope.list_id is not None:
        listed = office.query(read_addressed_list, asked)
        lines, name = list(listed.lines), f"{title} {listed.name}"
    else:
        wanted = None if asked.letters.only is None else frozenset(asked.letters.only)
        lines = [
            line
            for line in office.query(list_thanks, asked.campaign_id, asked.now)
            if (line.letter_id is None if wanted is None else line.key in wanted)
        ]
    labels = [AddressLabel((line.name, *line.address), size) for line in lines if line.address]
    job = make_label_job(office, asked, labels, usual, title, name=name, audience=Audience.COMMITTEE)
    untitled = find_missing_titles(lines) if asked.letters.formal else ()
    return replace(job, findings=(*untitled, *find_missing_addresses(lines)))
