"""How far the year is: its phase, the figures that count in it, and the next steps with what opens them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import (
    AssignmentStatus,
    Campaign,
    DeliveryStatus,
    Partner,
    Person,
    ProjectStatus,
)
from mitzvah_desk.model.expressions import is_erased
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.goods.delivery_queries import list_deliveries
from mitzvah_desk.office.projects.figures import read_figures
from mitzvah_desk.office.projects.queries import list_projects
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.rota.queries import list_days
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.office.today.day_tasks import list_attendance_missing, list_late
from mitzvah_desk.rules.campaign_phase import CampaignPhase, find_phase
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.figures import Figures
from mitzvah_desk.rules.plurals import count_noun, plural


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the page.

    Attributes:
        number: in digits.
        what: what it counts, in a few words.
        record: what it opens: a noun.
        record_id: its id; 0 where a whole list is opened.
    """

    number: str
    what: str
    record: str
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step of a part of the year.

    Attributes:
        text: what is to be done, or how far it is, in a sentence.
        button: what the button beside it says.
        record: what it opens: a noun.
        record_id: its id; 0 where a whole list is opened.
        done: nothing is left of it.
    """

    text: str
    button: str
    record: str
    record_id: int = 0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands at the head of the page.

    Attributes:
        name: the campaign's.
        main_day: its day.
        phase: where it is in its year.
        tiles: the figures that count in it.
        steps: its steps, done or not; none while the list of what needs doing says it all.
    """

    name: str
    main_day: date
    phase: CampaignPhase
    tiles: tuple[Tile, ...]
    steps: tuple[NextStep, ...]


def read_overview(connection: Connection, campaign_id: int, now: datetime) -> Overview | None:
    """How far a campaign is at a moment; None where it is gone."""
    found = read_figures(connection, campaign_id, now)
    if found is None:
        return None
    today = now.date()
    shifts = {row.day: row.shifts for row in list_days(connection, campaign_id)}
    phase = find_phase(today, found.main_day, shifts, set_up=bool(found.shifts and found.people.total))
    tiles, steps = _PARTS[phase]
    shown = tuple(tiles(connection, campaign_id, now, found))
    if phase is CampaignPhase.SETTING_UP:  # a row of noughts says nothing
        shown = tuple(tile for tile in shown if tile.number.strip("£0.,"))
    return Overview(
        found.name,
        found.main_day,
        phase,
        shown,
        tuple(steps(connection, campaign_id, now, found)),
    )


def _count(number: int, noun: str, record: str, record_id: int = 0) -> Tile:
    return Tile(f"{number:,}", noun if number == 1 else plural(noun), record, record_id)


def _money(found: Figures) -> Tile:
    aim = f"of {format_money(found.target_pence)} hoped for" if found.target_pence else "given"
    return Tile(format_money(found.given_pence), aim, "money_gifts")


def _tiles_before(connection: Connection, campaign_id: int, now: datetime, found: Figures) -> Iterator[Tile]:
    del connection, campaign_id, now
    yield _count(found.projects, "project", "projects")
    yield Tile(f"{found.people.total:,}", "people on the rota", "board")
    confirmed = f"confirmed on {count_noun(found.shifts, 'shift')}"
    yield Tile(f"{found.staffing.confirmed:,}", confirmed, "board")
    yield Tile(f"{found.staffing.asked:,}", "asked, no answer yet", "unanswered")
    yield Tile(f"{found.staffing.gap:,}", "gap", "gaps")
    yield _count(found.donations, "donation of goods", "donations")
    yield _money(found)


def _tiles_of_the_day(
    connection: Connection, campaign_id: int, now: datetime, found: Figures
) -> Iterator[Tile]:
    day = now.date().toordinal()
    expected = [row for row in list_expected_people(connection, campaign_id, now.date()) if not row.reserve]
    came = [row for row in expected if row.status is AssignmentStatus.ATTENDED]
    yield Tile(f"{len(expected):,}", "expected today, a group once", "check_in", day)
    yield Tile(f"{len(came):,}", "came", "check_in", day)
    yield Tile(f"{len(list_late(connection, campaign_id, now)):,}", "late", "check_in", day)
    yield Tile(f"{found.staffing.gap:,}", "gap", "gaps")
    due = [
        row
        for row in list_deliveries(connection, campaign_id)
        if row.from_at is not None and row.from_at.date() == now.date()
    ]
    gone = sum(row.status is not DeliveryStatus.PLANNED for row in due)
    yield Tile(f"{gone} of {len(due)}", "deliveries have left", "deliveries")
    yield _count(found.donations, "donation of goods", "donations")
    yield _money(found)


def _tiles_after(connection: Connection, campaign_id: int, now: datetime, found: Figures) -> Iterator[Tile]:
    del connection, campaign_id, now
    yield _count(found.projects, "project", "projects")
    who = found.came if found.came.total else found.people
    yield Tile(f"{who.total:,}", "people came" if found.came.total else "people on the rota", "board")
    yield Tile(f"{found.hours:,}", "hour served" if found.hours == 1 else "hours served", "report")
    yield _count(found.guests, "guest", "projects")
    yield _count(found.donations, "donation of goods", "donations")
    yield _money(found)


def _set_up(connection: Connection, campaign_id: int, now: datetime, found: Figures) -> Iterator[NextStep]:
    del now
    settings = read_settings(connection)
    named = bool(settings.organisation and settings.signatory_name)
    yield NextStep("The synagogue’s name, and who signs its letters", "Letterhead", "letterhead", done=named)
    rows = [r for r in list_projects(connection, campaign_id) if r.status is not ProjectStatus.CANCELLED]
    yield NextStep("The first projects", "Projects", "projects", done=bool(rows))
    bare = [row for row in rows if not row.shifts]
    text = (
        f"Shifts for {bare[0].title}" if len(bare) == 1 else f"Shifts for {count_noun(len(bare), 'project')}"
    )
    yield NextStep(
        text if bare else "Shifts for each project",
        "Add shifts" if bare else "Projects",
        "project" if bare else "projects",
        bare[0].id if bare else 0,
        done=bool(rows) and not bare,
    )
    people = connection.execute(
        select(func.count()).select_from(Person).where(is_erased(Person).is_(False))
    ).scalar_one()
    yield NextStep("The people who help, typed or from your old lists", "People", "people", done=people > 1)
    partners = connection.execute(select(func.count()).select_from(Partner)).scalar_one()
    yield NextStep(
        "The homes and organisations that you work with", "Partners", "partners", done=bool(partners)
    )
    yield NextStep("Somebody on each shift", "Rota", "board", done=bool(found.people.total))


def _nothing(connection: Connection, campaign_id: int, now: datetime, found: Figures) -> Iterator[NextStep]:
    del connection, campaign_id, now, found
    return iter(())


def _wind_up(connection: Connection, campaign_id: int, now: datetime, found: Figures) -> Iterator[NextStep]:
    missing = list_attendance_missing(connection, campaign_id, now.date())
    many = sum(len(each.assignment_ids) for each in missing)
    yield NextStep(
        f"Say who came: {count_noun(many, 'place')} not marked" if many else "Who came is marked",
        "Check in",
        "check_in",
        (missing[0].day if missing else found.main_day).toordinal(),
        done=not many,
    )
    open_ones = [
        row for row in list_deliveries(connection, campaign_id) if row.status is not DeliveryStatus.DELIVERED
    ]
    yield NextStep(
        f"Close {count_noun(len(open_ones), 'delivery')} that nobody has told the end of"
        if open_ones
        else "Every delivery is closed",
        "Deliveries",
        "deliveries",
        done=not open_ones,
    )
    ledger = list_thanks(connection, campaign_id, now)
    waiting = sum(line.thanked_on is None for line in ledger)
    yield NextStep(
        f"Thank {waiting:,} of the {len(ledger):,} who are owed it" if waiting else "Everybody is thanked",
        "Letters",
        "thanks",
        done=not waiting,
    )
    yield NextStep("The report for the committee and the synagogue’s council", "Print the report", "report")
    later = connection.execute(
        select(Campaign.id).where(Campaign.main_day > found.main_day).limit(1)
    ).scalar_one_or_none()
    yield NextStep("Next year, from what was done this time", "Start it", "next_year", done=later is not None)


_PARTS = {
    CampaignPhase.SETTING_UP: (_tiles_before, _set_up),
    CampaignPhase.FILLING: (_tiles_before, _nothing),
    CampaignPhase.THE_DAY: (_tiles_of_the_day, _nothing),
    CampaignPhase.AFTER: (_tiles_after, _wind_up),
}
"""Which figures and which steps each part of the year has."""
