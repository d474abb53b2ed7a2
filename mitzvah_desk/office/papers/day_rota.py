"""The rota of all projects of a day, for the wall."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.messages.print_notes import Reprint, compare_with_print, note_printed
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries import day_queries as query
from mitzvah_desk.office.papers.queries.rota_queries import (
    HelperFacts,
    PaperRota,
    PaperShift,
    find_shared_reason,
    read_rota_facts,
)
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see, person_name
from mitzvah_desk.rules.public_projects import TOLD_TO_ALL, tell_left_out
from mitzvah_desk.rules.rota.appointments import TimeSlot, group_appointments
from mitzvah_desk.rules.rota.staffing import Staffing, describe_room, describe_taken

if TYPE_CHECKING:
    from mitzvah_desk.documents.day_rota import DayProject, DayShift


def make_day_rota(office: Office, asked: PrintRequest) -> Outgoing:
    """The rota of all projects of a day."""
    from mitzvah_desk.documents.day_rota import DayValues
    from mitzvah_desk.documents.day_rota import render_day_rota as document

    facts = read_asked_campaign(office, asked)
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

    any_time: list[str] = []
    reasons: list[str] = []
    timed = [s for s in rota.shifts if s.starts_at and s.ends_at and s.starts_at.date() == day]
    for shift in rota.shifts:
        helpers = _on(rota, shift)
        if audience is Audience.COMMITTEE and shift in timed:
            reasons += _list_reasons(shift, helpers, audience)
        if shift.starts_at is None:
            about = ": ".join(filter(None, (shift.site(audience), shift.told_note(audience))))
            role = isolate_text(shift.role) + (f" ({isolate_text(about)})" if about else "")
            named = ", ".join(map(isolate_text, _people(helpers, reprint, audience)))
            any_time.append(f"{role} {named}" if named else f"{role}, {_say(shift, audience, now)}")
    bars = [_bar(rota, group, reprint, audience, now) for group in group_appointments(timed, _read_slot)]
    where = rota.place_names(audience)
    ask = rota.project.coordinator if may_see(audience, Fact.VOLUNTEER_NAME) else ""
    return DayProject(rota.project.title, where, tuple(bars), tuple(any_time), tuple(reasons), ask)


def _list_reasons(shift: PaperShift, helpers: Sequence[HelperFacts], audience: Audience) -> Iterator[str]:
    """Each reason once, with all for whom it was given: ``Ann Cohen, Dan Levy at 10:00: We asked them``."""
    from mitzvah_desk.documents.layout.text import isolate_text

    role = isolate_text(shift.role)
    given: dict[str, list[str]] = {shift.reason: [role]} if shift.reason else {}
    if shared := find_shared_reason(helpers):
        given[shared] = [f"Everybody on {role}"]
    else:
        for helper in helpers:
            given.setdefault(helper.reason, []).append(isolate_text(_helper(helper, audience)))
    for reason, whose in given.items():
        if reason:
            yield f"{', '.join(whose)} at {shift.starts_at:%H:%M}: {isolate_text(reason.rstrip('.'))}"


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
    place = first.site(audience)
    role = f"{isolate_text(first.role)}, {isolate_text(place)}" if place else first.role
    changes = tuple(line for shift in group for line in reprint.changed.get(shift.id, ()))
    notes = tuple(dict.fromkeys(note for shift in group if (note := shift.told_note(audience))))
    if len(group) > 1:
        staffing = sum((shift.staffing for shift in group), Staffing())
        people: tuple[str, ...] = ()
        tally = describe_taken(staffing.heads, sum(shift.places for shift in group))
    else:
        staffing = first.staffing
        people = _people(_on(rota, first), reprint, audience)
        tally = _say(first, audience, now)
    missing = staffing.gap if ends > now else 0
    return DayShift(role, starts, ends, people, tally, missing, changes, notes)


def _on(rota: PaperRota, shift: PaperShift) -> list[HelperFacts]:
    return [h for h in rota.helpers if h.shift_id == shift.id and not h.reserve]


def _people(helpers: Sequence[HelperFacts], reprint: Reprint, audience: Audience) -> tuple[str, ...]:
    from mitzvah_desk.documents.layout.text import isolate_text

    return tuple(
        f"{isolate_text(name)} (new)" if helper.key in reprint.new else name
        for helper in helpers
        if (name := _helper(helper, audience))
    )


def _say(shift: PaperShift, audience: Audience, now: datetime) -> str:
    """How it stands; those outside the committee need not know who has answered."""
    staffing = shift.staffing
    if audience is Audience.COMMITTEE:
        return staffing.words
    over = shift.ends_at is not None and shift.ends_at <= now
    needs = [describe_room(staffing, shift.places)] if staffing.gap and not over else []
    return ", ".join((describe_taken(staffing.heads, shift.places), *needs))


def _helper(helper: HelperFacts, audience: Audience) -> str:
    if helper.group:
        return f"{helper.group} ({helper.adults + helper.children})"
    return person_name(helper.given, helper.family, child=helper.child, audience=audience)
