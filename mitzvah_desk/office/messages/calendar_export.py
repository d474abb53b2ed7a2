"""Calendar files of a person, a project or a campaign, for the volunteers' own calendars.

They tell what volunteers may see: no telephone, no volunteer's name but the coordinator's, and never the
place of a confidential partner, for a calendar soon lies on other people's computers.
"""

from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from mitzvah_desk.exchange.calendar_out import CalendarEntry, EventStatus, calendar_bytes
from mitzvah_desk.model import AssignmentStatus, ProjectStatus
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.messages.calendar_events import EventRow, FileAge, list_events, read_file_age
from mitzvah_desk.office.messages.calendar_notes import ExportedEvent, NoteExported, list_taken_back
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.privacy.disclosure import Audience, place_lines, shift_note
from mitzvah_desk.rules.rota.staffing import describe_taken
from mitzvah_desk.store.errors import WorldError


def export_calendar(
    connection: Connection,
    *,
    person_id: int | None = None,
    project_id: int | None = None,
    campaign_id: int | None = None,
    now: datetime | None = None,
) -> Outgoing:
    """The calendar of a person, a project, a campaign, or of what several of these share.

    Args:
        connection: the file.
        person_id: only this person's shifts; those of groups they lead or belong to are theirs too.
        project_id: only this project.
        campaign_id: only this campaign.
        now: when it is made, with its zone.

    Raises:
        WorldError: there is nothing to tell.
    """
    asked = (("person", person_id), ("project", project_id), ("campaign", campaign_id))
    name = ", ".join(record_name(connection, noun, number) for noun, number in asked if number is not None)
    rows = list_events(connection, person_id=person_id, project_id=project_id, campaign_id=campaign_id)
    zone = read_settings(connection).time_zone
    clock, stamp = ZoneInfo(zone), now or datetime.now(UTC)
    age = read_file_age(connection)
    if age is None:
        raise _nothing(name)
    whose = f"-person-{person_id}" if person_id is not None else ""
    here = stamp.astimezone(clock).replace(tzinfo=None)
    entries = [_entry(row, f"{whose}@{_identity(age)}.mitzvah-desk", here) for row in rows]
    planned = [
        _exported(row, entry, person_id)
        for row, entry in zip(rows, entries, strict=True)
        if entry.standing is not EventStatus.CANCELLED
    ]
    entries += list_taken_back(
        connection,
        {entry.uid for entry in entries},
        stamp.astimezone(clock).date(),
        person_id=person_id,
        project_id=project_id,
        campaign_id=campaign_id,
    )
    if not entries:
        raise _nothing(name)
    modified, sequence = age.newest_at.replace(tzinfo=clock).astimezone(UTC), _sequence(age, clock, stamp)
    return Outgoing(
        "Calendar",
        Audience.VOLUNTEERS,
        (name, entries),
        lambda values, _: calendar_bytes(
            *values, zone=zone, stamp=stamp, modified=modified, sequence=sequence
        ),
        file_name(name),
        OutgoingForm.FILE,
        count=len(entries),
        note=NoteExported(tuple(planned), here) if planned else None,
    )


def _nothing(name: str) -> WorldError:
    return WorldError(
        f"{name or 'This file'} has no shifts to put into a calendar.", "Plan one, then try again."
    )


def _exported(row: EventRow, entry: CalendarEntry, person_id: int | None) -> ExportedEvent:
    return ExportedEvent(
        entry.uid,
        row.campaign_id,
        row.project_id,
        person_id,
        row.shift_id,
        entry.title,
        entry.starts,
        entry.ends,
    )


def _identity(age: FileAge) -> str:
    """What tells this file from every other: its first change, which copies and backups share.

    So an export works on a file that somebody else has open, too.
    """
    return sha256(f"{age.first_step} {age.first_at.isoformat()}".encode()).hexdigest()[:16]


def _sequence(age: FileAge, clock: ZoneInfo, stamp: datetime) -> int:
    """Seconds from the file's first change to the export, so that a later export always counts as newer.

    It is no count of changes, because an undo, a redo or an erasure can make such a count smaller.
    """
    return max(0, int((stamp - age.first_at.replace(tzinfo=clock)).total_seconds()))


def _entry(row: EventRow, uid_end: str, now: datetime) -> CalendarEntry:
    cancelled = row.project_status is ProjectStatus.CANCELLED
    title = f"{row.project}: {row.role}" if row.role else row.project
    if row.shift_id is not None and row.starts_at is None:
        title += " (in your own time)"
    return CalendarEntry(
        uid=(f"shift-{row.shift_id}" if row.shift_id is not None else f"project-{row.project_id}") + uid_end,
        title=f"Cancelled: {title}" if cancelled else title,
        starts=row.starts_at or row.day,
        ends=row.ends_at,
        standing=_standing(row),
        place=_place(row),
        text="\n".join(_lines(row, over=_is_over(row, now))),
    )


def _is_over(row: EventRow, now: datetime) -> bool:
    """Whether nobody is looked for any more; what has no fixed time is over with its day."""
    return row.ends_at <= now if row.ends_at is not None else row.day < now.date()


def _standing(row: EventRow) -> EventStatus:
    if row.project_status is ProjectStatus.CANCELLED or row.status is AssignmentStatus.DECLINED:
        return EventStatus.CANCELLED
    unsure = row.status is AssignmentStatus.INVITED or row.reserve
    return (
        EventStatus.TENTATIVE if unsure or row.project_status is ProjectStatus.IDEA else EventStatus.CONFIRMED
    )


def _place(row: EventRow) -> str:
    told = place_lines(
        row.place_name,
        row.place_address,
        row.place_postcode,
        confidential=row.confidential,
        audience=Audience.VOLUNTEERS,
    )
    return ", ".join(told)


def _lines(row: EventRow, *, over: bool) -> list[str]:
    lines = [row.campaign]
    if row.group:
        lines.append(f"With {row.group}.")
    if row.reserve and not over:
        lines.append("You are a reserve.")
    if row.status is AssignmentStatus.INVITED and not over:
        lines.append("You are invited. Please say whether you can come.")
    if row.status is None and row.shift_id is not None and not over:
        lines.append(f"People so far: {describe_taken(row.heads, row.maximum)}.")
    if row.coordinator:
        lines.append(f"Organised by {row.coordinator}.")
    note = shift_note(row.note, confidential=row.confidential, audience=Audience.VOLUNTEERS)
    return [*lines, note] if note else lines
