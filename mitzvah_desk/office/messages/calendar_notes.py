"""What calendar files brought out, so that the next one takes back what is gone (RFC 5545, UID)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, delete, insert, select

from mitzvah_desk.exchange.calendar_out import CalendarEntry, EventStatus
from mitzvah_desk.model import CalendarNotice
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ExportedEvent:
    """An event that a calendar file brings out.

    Attributes:
        uid: by which calendars know it.
        campaign_id: its campaign.
        project_id: its project.
        person_id: whose calendar it is; None in one of a project or campaign.
        shift_number: its shift; None of a project without shifts.
        title: what it is called.
        starts: when it begins; a day for a whole day.
        ends: when it ends; None for a whole day.
    """

    uid: str
    campaign_id: int
    project_id: int
    person_id: int | None
    shift_number: int | None
    title: str
    starts: datetime | date
    ends: datetime | None


@dataclass(frozen=True)
class NoteExported:
    """Writes down what a calendar file brought out; it is in no undo's way.

    Attributes:
        events: all of it but what it took back.
        at: when.
    """

    events: tuple[ExportedEvent, ...]
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it down in place of what was known of the same events."""
        for each in self.events:
            work.connection.execute(delete(CalendarNotice).where(CalendarNotice.uid == each.uid))
            values = {
                "uid": each.uid,
                "campaign_id": each.campaign_id,
                "project_id": each.project_id,
                "person_id": each.person_id,
                "shift_number": each.shift_number,
                "title": each.title,
                "starts_at": each.starts
                if isinstance(each.starts, datetime)
                else datetime.combine(each.starts, time()),
                "ends_at": each.ends,
                "exported_at": self.at,
            }
            work.connection.execute(insert(CalendarNotice).values(values))
        return Applied(f"Saved a calendar of {count_noun(len(self.events), 'shift')}")


def list_taken_back(
    connection: Connection,
    there: Collection[str],
    since: date,
    *,
    person_id: int | None,
    project_id: int | None,
    campaign_id: int | None,
) -> list[CalendarEntry]:
    """Events of earlier calendar files of the same kind that are no longer planned.

    Args:
        connection: the file.
        there: what is planned, by the identity of its events.
        since: what was over before this day is left alone.
        person_id: whose calendar it is; None where it is nobody's.
        project_id: only of this project.
        campaign_id: only of this campaign.
    """
    query = select(
        CalendarNotice.uid, CalendarNotice.title, CalendarNotice.starts_at, CalendarNotice.ends_at
    ).order_by(CalendarNotice.starts_at, CalendarNotice.id)
    query = query.where(
        CalendarNotice.person_id.is_(None) if person_id is None else CalendarNotice.person_id == person_id,
        CalendarNotice.starts_at >= datetime.combine(since, time()),
    )
    if project_id is not None:
        query = query.where(CalendarNotice.project_id == project_id)
    if campaign_id is not None:
        query = query.where(CalendarNotice.campaign_id == campaign_id)
    return [
        CalendarEntry(
            row.uid,
            f"Cancelled: {row.title}",
            row.starts_at if row.ends_at is not None else row.starts_at.date(),
            row.ends_at,
            EventStatus.CANCELLED,
        )
        for row in connection.execute(query)
        if row.uid not in there
    ]
