"""Papers of a whole day or campaign: the rota on the wall, who is still here, and the report."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.messages.print_notes import Reprint, compare_with_print, note_printed
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, not_found
from mitzvah_desk.office.papers.queries import day_queries as query
from mitzvah_desk.office.papers.queries.rota_queries import (
    HelperFacts,
    PaperRota,
    PaperShift,
    read_rota_facts,
)
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.rota.attendance.departures import GuardianRow
from mitzvah_desk.office.rota.attendance.still_here import StillHereRow, count_still_here, list_still_here
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL, tell_left_out
from mitzvah_desk.rules.rota.appointments import TimeSlot, group_appointments
from mitzvah_desk.rules.rota.facts import NOT_SERVING
from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing

if TYPE_CHECKING:
    from mitzvah_desk.documents.day_rota import DayProject, DayShift
    from mitzvah_desk.documents.still_here import PresentAdult, PresentChild

_NO_GUARDIAN = "no guardian in the book"


def make_day_rota(office: Office, asked: PrintRequest) -> Outgoing:
    """The rota of all projects of a day."""
    from mitzvah_desk.documents.day_rota import DayValues
    from mitzvah_desk.documents.day_rota import render_day_rota as document

    facts = office.query(read_campaign, asked.campaign_id)
    if facts is None:
        raise not_found()
    day = asked.scope.day or facts.main_day
    rotas = {
        project_id: rota
        for project_id in (row.id for row in office.query(query.list_day_projects, asked.campaign_id, day))
        if (rota := office.query(read_rota_facts, project_id)) is not None
    }
    held = [
        key
        for key, rota in rotas.items()
        if asked.audience is not Audience.PUBLIC or rota.project.status in TOLD_TO_ALL
    ]
    found = [rotas[key] for key in held]
    reprint = office.query(compare_with_print, held, asked.audience)
    shown = [_project(rota, day, reprint, asked.audience, asked.now) for rota in found]
    shown.sort(key=lambda project: project.shifts[0].starts_at if project.shifts else datetime.max)
    starts = [shift.starts_at for rota in found for shift in rota.shifts]
    hebrew = describe_hebrew_dates(day, starts, calendar_place(office.query(read_settings)))
    values = DayValues(
        facts.name,
        f"{format_long_date(day)} · {hebrew}",
        tuple(shown),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
        reprint.line,
        reprint.dropped,
    )

    return Outgoing(
        "Rota of the day",
        asked.audience,
        values,
        lambda values, _: document(values, asked.paper),
        file_name(f"Rota of {format_long_date(day)}"),
        findings=tell_left_out(len(rotas) - len(held)),
        count=len(found),
        note=note_printed((s.id for rota in found for s in rota.shifts), asked.audience, asked.now),
    )


def _project(rota: PaperRota, day: date, reprint: Reprint, audience: Audience, now: datetime) -> "DayProject":
    from mitzvah_desk.documents.day_rota import DayProject
    from mitzvah_desk.documents.layout.text import isolate_text

    any_time, reasons = [], []
    timed = [s for s in rota.shifts if s.starts_at and s.ends_at and s.starts_at.date() == day]
    for shift in rota.shifts:
        helpers = _on(rota, shift)
        if audience is Audience.COMMITTEE and shift in timed and shift.starts_at:
            why = [(shift.role, shift.reason), *((_helper(h, audience), h.reason) for h in helpers)]
            reasons += [
                f"{isolate_text(whose)} at {shift.starts_at:%H:%M}: {isolate_text(reason)}"
                for whose, reason in why
                if reason
            ]
        if shift.starts_at is None:
            role = isolate_text(shift.role)
            named = ", ".join(map(isolate_text, _people(helpers, reprint, audience)))
            any_time.append(f"{role} {named}" if named else f"{role}, {_say(shift, helpers, audience, now)}")
    bars = [_bar(rota, group, reprint, audience, now) for group in group_appointments(timed, _read_slot)]
    where = rota.place_names(audience)
    ask = rota.project.coordinator if may_see(audience, Fact.VOLUNTEER_NAME) else ""
    return DayProject(rota.project.title, where, tuple(bars), tuple(any_time), tuple(reasons), ask)


def _read_slot(shift: PaperShift) -> TimeSlot:
    alike = (shift.role, shift.minimum, shift.maximum, shift.place)
    return TimeSlot(shift.starts_at or datetime.min, shift.ends_at or datetime.min, alike)


def _bar(
    rota: PaperRota, group: tuple[PaperShift, ...], reprint: Reprint, audience: Audience, now: datetime
) -> "DayShift":
    """A shift, or appointments in a row, which are told as a count and name nobody."""
    from mitzvah_desk.documents.day_rota import DayShift
    from mitzvah_desk.documents.layout.text import isolate_text

    first, starts, ends = group[0], _read_slot(group[0]).start, max(_read_slot(s).end for s in group)
    place = first.place.name_for(audience)
    role = f"{isolate_text(first.role)}, {isolate_text(place)}" if place else first.role
    changes = tuple(line for shift in group for line in reprint.changed.get(shift.id, ()))
    found = [(shift, _on(rota, shift)) for shift in group]
    if len(group) > 1:
        staffing = sum((_staffing(shift, helpers) for shift, helpers in found), Staffing())
        places = sum(max(shift.maximum, shift.minimum) for shift in group)
        tally = f"{staffing.heads} of {places} places"
        return DayShift(role, starts, ends, (), tally, staffing.gap if ends > now else 0, changes)
    shift, helpers = found[0]
    people = _people(helpers, reprint, audience)
    gap = _staffing(shift, helpers).gap if ends > now else 0
    return DayShift(role, starts, ends, people, _say(shift, helpers, audience, now), gap, changes)


def _on(rota: PaperRota, shift: PaperShift) -> list[HelperFacts]:
    return [h for h in rota.helpers if h.shift_id == shift.id and not h.reserve]


def _people(helpers: Sequence[HelperFacts], reprint: Reprint, audience: Audience) -> tuple[str, ...]:
    from mitzvah_desk.documents.layout.text import isolate_text

    return tuple(
        f"{isolate_text(name)} (new)" if helper.key in reprint.new else name
        for helper in helpers
        if (name := _helper(helper, audience))
    )


def _say(shift: PaperShift, helpers: Sequence[HelperFacts], audience: Audience, now: datetime) -> str:
    staffing = _staffing(shift, helpers)
    over = shift.ends_at is not None and shift.ends_at <= now
    return staffing.words if audience is Audience.COMMITTEE else _tally(shift, staffing, over=over)


def _staffing(shift: PaperShift, helpers: Sequence[HelperFacts]) -> Staffing:
    def heads(*, asked: bool) -> int:
        there = [h for h in helpers if h.status not in NOT_SERVING]
        counted = [h for h in there if (h.status is AssignmentStatus.INVITED) is asked]
        return sum(h.adults + h.children if h.group else 1 for h in counted)

    return count_staffing(heads(asked=False), heads(asked=True), shift.minimum, shift.maximum)


def _tally(shift: PaperShift, staffing: Staffing, *, over: bool) -> str:
    """How many come and are still looked for, for those who need not know who has answered."""
    if staffing.gap and not over:
        return f"{staffing.heads} of {shift.minimum}, needs {staffing.gap} more"
    return f"{staffing.heads} of {max(shift.maximum, shift.minimum)}"


def _helper(helper: HelperFacts, audience: Audience) -> str:
    if helper.group:
        return f"{helper.group} ({helper.adults + helper.children})"
    return person_name(helper.given, helper.family, child=helper.child, audience=audience)


def make_still_here_list(office: Office, asked: PrintRequest) -> Outgoing:
    """Who is here on a day: today where there is something of the campaign, else on its main day."""
    from mitzvah_desk.documents.still_here import PlacePresence, StillHereValues, render_still_here

    campaign = office.query(read_campaign, asked.campaign_id)
    if campaign is None:
        raise not_found()
    today = asked.now.date()
    day = asked.scope.day or today
    rows = office.query(list_still_here, asked.campaign_id, day, asked.now)
    if not rows and asked.scope.day is None:
        day = campaign.main_day
        rows = office.query(list_still_here, asked.campaign_id, day, asked.now)
    places = []
    for name, found in groupby(rows, lambda row: row.place):
        there = list(found)
        places.append(
            PlacePresence(
                name,
                count_still_here(there).words,
                tuple(_make_child(row) for row in there if row.child),
                tuple(_make_adult(row) for row in there if not row.child),
            )
        )
    values = StillHereValues(
        f"{format_long_date(day)}, counted at {asked.now:%H:%M}",
        count_still_here(rows).words,
        tuple(places),
        asked.audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )
    return Outgoing(
        "Who is still here",
        asked.audience,
        values,
        lambda values, _: render_still_here(values, asked.paper),
        file_name("Who is still here"),
        count=len(rows),
    )


def _make_child(row: StillHereRow) -> "PresentChild":
    from mitzvah_desk.documents.still_here import PresentChild

    guardians = "\n".join(_name_guardian(each) for each in row.guardians) or _NO_GUARDIAN
    return PresentChild(row.name, format_clock_time(row.since), _name_duty(row), guardians)


def _name_guardian(row: GuardianRow) -> str:
    named = f"{row.name} ({row.relation})" if row.relation else row.name
    return f"{named}\n{row.phone}" if row.phone else f"{named}, no number"


def _make_adult(row: StillHereRow) -> "PresentAdult":
    from mitzvah_desk.documents.still_here import PresentAdult

    heads = ""
    if row.kind == "group":
        heads = f"{count_noun(row.adults, 'adult')} and {count_noun(row.children, 'child')}"
        named = row.adults + row.children - row.heads
        heads += f", {named} of them named in a list" if named > 0 else ""
    return PresentAdult(row.name, heads, format_clock_time(row.since), _name_duty(row), row.phone)


def _name_duty(row: StillHereRow) -> str:
    return f"{row.role}, {row.project}"
