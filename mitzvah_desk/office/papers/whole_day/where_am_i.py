"""“Where am I?”: everybody on a shift of a day by family name, for the door."""

from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import calendar_place, read_settings
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries.coming_queries import ComingFacts, list_coming
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.jewish_calendar.calendar import describe_hebrew_dates
from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.privacy.disclosure import Audience

if TYPE_CHECKING:
    from mitzvah_desk.documents.where_am_i import DoorName

_OTHERS = "Other names"


def make_where_am_i(office: Office, asked: PrintRequest) -> Outgoing:
    """Everybody on a shift of a day, by family name and under its letter, with what, when and where."""
    from mitzvah_desk.documents.where_am_i import DoorLetter, WhereAmIValues, render_where_am_i

    campaign = read_asked_campaign(office, asked)
    day, audience = asked.scope.day or campaign.main_day, asked.audience
    rows = office.query(list_coming, asked.campaign_id, day)
    by_name = sorted(rows, key=lambda row: (row.sort_key(audience), row.key, row.starts_at))
    people = [list(shifts) for _, shifts in groupby(by_name, key=lambda row: row.key)]
    letters = [
        DoorLetter(letter, tuple(_make_name(shifts, audience) for shifts in there))
        for letter, there in groupby(people, key=lambda shifts: _letter(shifts[0], audience))
    ]
    letters.sort(key=lambda each: each.letter == _OTHERS)
    hebrew = describe_hebrew_dates(
        day, (row.starts_at for row in rows), calendar_place(office.query(read_settings))
    )
    values = WhereAmIValues(
        f"{format_long_date(day)} · {hebrew}",
        tuple(letters),
        audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )
    return Outgoing(
        "Where am I?",
        audience,
        values,
        lambda values, _: render_where_am_i(values, asked.paper),
        file_name(f"Where am I {format_long_date(day)}"),
        count=len(people),
    )


def _letter(row: ComingFacts, audience: Audience) -> str:
    first = row.sort_key(audience)[0][:1].upper()
    return first if first.isalpha() else _OTHERS


def _make_name(shifts: list[ComingFacts], audience: Audience) -> "DoorName":
    from mitzvah_desk.documents.where_am_i import DoorName, DoorShift

    first = shifts[0]
    heads = f"group of {max(row.heads for row in shifts):,}" if first.group else ""
    about = ", ".join(part for part in (heads, first.phone_for(audience)) if part)
    told = tuple(
        DoorShift(
            row.times + (" (stand by)" if row.reserve else ""),
            row.project,
            _place(row, audience),
        )
        for row in shifts
    )
    return DoorName(first.name_for(audience), about, tuple(dict.fromkeys(told)))


def _place(row: ComingFacts, audience: Audience) -> str:
    """Where a shift is, by name, unless its project's title says so already; a door has little room."""
    told = row.place.name_for(audience)
    return "" if fold_text(told) in fold_text(row.project) else told
