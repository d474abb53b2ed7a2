"""Who is still here on a day, to read out when the alarm goes."""

from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.office.rota.attendance.departures import GuardianRow
from mitzvah_desk.office.rota.attendance.still_here import StillHereRow, count_still_here, list_still_here
from mitzvah_desk.rules.fields.parsing import format_clock_time
from mitzvah_desk.rules.plurals import count_noun

if TYPE_CHECKING:
    from mitzvah_desk.documents.still_here import PresentAdult, PresentChild

_NO_GUARDIAN = "no guardian in the book"


def make_still_here_list(office: Office, asked: PrintRequest) -> Outgoing:
    """Who is here on a day: today where there is something of the campaign, else on its main day."""
    from mitzvah_desk.documents.still_here import PlacePresence, StillHereValues, render_still_here

    campaign = read_asked_campaign(office, asked)
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
