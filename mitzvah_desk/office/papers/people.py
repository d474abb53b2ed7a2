"""Papers of people: schedules, badges, certificates, address labels and envelopes."""

from itertools import groupby

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers import day_queries as query
from mitzvah_desk.office.papers.day_queries import ServingFacts
from mitzvah_desk.office.papers.print_request import PrintRequest, find_label_sheet, format_times, not_found
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.print_jobs import PrintJob, Progress, file_name, format_long_date
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.thanks.thank_you_ledger import find_missing_addresses, list_thanks
from mitzvah_desk.rules.jewish_calendar.calendar import hebrew_date
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name


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
    facts = office.query(read_campaign, asked.campaign_id)
    if facts is None:
        raise not_found()
    return facts.name, f"{format_long_date(facts.main_day)} · {hebrew_date(facts.main_day).letters}"


def _name(row: ServingFacts, audience: Audience) -> str:
    return person_name(row.known_as, row.family, child=row.child, audience=audience)


def make_schedules(office: Office, asked: PrintRequest) -> PrintJob:
    """A schedule for each person asked for."""
    from mitzvah_desk.documents.schedule import Engagement, ScheduleValues, render_schedules

    event = _event(office, asked)[0]
    phones = may_see(asked.audience, Fact.PHONE)
    people = []
    for shifts in _serving(office, asked):
        engagements = tuple(
            Engagement(
                format_long_date(row.starts_at.date()) if row.starts_at else "",
                format_times(row.starts_at, row.ends_at),
                row.role,
                row.project,
                row.place.line(asked.audience),
                "" if row.place.confidential else row.note,
                f"{row.coordinator}, {row.coordinator_phone}"
                if phones and row.coordinator_phone
                else row.coordinator,
                _status(row),
            )
            for row in sorted(shifts, key=lambda row: (row.starts_at is None, row.starts_at))
        )
        people.append(ScheduleValues(_name(shifts[0], asked.audience), event, engagements))
    head = read_letterhead(office)[0]

    def draw(_: Progress | None) -> bytes:
        return render_schedules(people, head, asked.paper, audience=asked.audience, printed_at=asked.now)

    name = f"Schedule {people[0].name}" if len(people) == 1 else f"Schedules {event}"
    return PrintJob(draw, (), file_name(name), len(people))


def _status(row: ServingFacts) -> str:
    if row.reserve:
        return "You stand by; we ring if you are needed."
    return "Please tell us whether you can come." if row.status is AssignmentStatus.INVITED else ""


def make_badges(office: Office, asked: PrintRequest) -> PrintJob:
    """A badge for each person asked for; a child's shows the first name and an initial only."""
    from mitzvah_desk.documents.label_sheets import render_labels
    from mitzvah_desk.documents.labels import NameBadge, PhotoSign

    event = _event(office, asked)[0]
    labels = []
    for shifts in _serving(office, asked):
        first = shifts[0]
        roles = ", ".join(dict.fromkeys(row.role for row in shifts))
        photos = PhotoSign.YES if first.photos else PhotoSign.NO  # unknown means no
        pronouns = first.pronouns if asked.labels.pronouns else ""
        labels.append(NameBadge(_name(first, Audience.VOLUNTEERS), roles, event, photos, pronouns))
    settings = read_letterhead(office)[1]
    sheet = find_label_sheet(settings, asked, "L7418")

    def draw(_: Progress | None) -> bytes:
        return render_labels(
            labels,
            sheet,
            title="Name badges",
            author=settings.organisation,
            audience=asked.audience,
            printed_at=asked.now,
            start=asked.labels.start,
        )

    return PrintJob(draw, (), file_name(f"Badges {event}"), len(labels))


def make_certificates(office: Office, asked: PrintRequest) -> PrintJob:
    """A certificate for each child asked for, and for each group of children; a group's are not named."""
    from mitzvah_desk.documents.certificates import CertificateValues
    from mitzvah_desk.documents.certificates import render_certificates as document

    event, day = _event(office, asked)
    head, settings = read_letterhead(office)
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

    def draw(_: Progress | None) -> bytes:
        return document(values, head, asked.paper, printed_at=asked.now, audience=asked.audience)

    return PrintJob(draw, (), file_name(f"Certificates {event}"), len(values))


def make_address_labels(office: Office, asked: PrintRequest) -> PrintJob:
    """A label for each addressee, in the order of their letters."""
    return _addresses(office, asked, "L7160", 12.0, "Address labels")


def make_envelopes(office: Office, asked: PrintRequest) -> PrintJob:
    """An envelope for each addressee, in the order of their letters."""
    return _addresses(office, asked, "DL", 14.0, "Envelopes")


def _addresses(office: Office, asked: PrintRequest, usual: str, size: float, title: str) -> PrintJob:
    from mitzvah_desk.documents.label_sheets import render_labels
    from mitzvah_desk.documents.labels import AddressLabel

    wanted = None if asked.letters.only is None else frozenset(asked.letters.only)
    lines = [
        line
        for line in office.query(list_thanks, asked.campaign_id)
        if (line.letter_id is None if wanted is None else line.key in wanted)
    ]
    labels = [AddressLabel((line.name, *line.address), size) for line in lines if line.address]
    findings = find_missing_addresses(lines)
    settings = read_letterhead(office)[1]
    sheet = find_label_sheet(settings, asked, usual)

    def draw(_: Progress | None) -> bytes:
        return render_labels(
            labels,
            sheet,
            title=title,
            author=settings.organisation,
            audience=Audience.COMMITTEE,
            printed_at=asked.now,
            start=asked.labels.start,
        )

    return PrintJob(draw, findings, title, len(labels))
