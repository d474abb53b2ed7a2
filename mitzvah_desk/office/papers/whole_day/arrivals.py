"""Who is expected at each entrance, hour by hour, for those at the gate: names and heads, and no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.print_request import PrintRequest, read_asked_campaign
from mitzvah_desk.office.papers.queries.coming_queries import ComingFacts, list_coming
from mitzvah_desk.office.papers.queries.honour_queries import HonouredFacts, list_honoured
from mitzvah_desk.office.papers.queries.rota_queries import PaperPlace
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name, format_long_date
from mitzvah_desk.rules.matching.folding import fold_text
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience

if TYPE_CHECKING:
    from mitzvah_desk.documents.arrivals import Entrance

_NO_PLACE = "Place not known"
_NO_TIME = "Time not known"
_Line = tuple[str, ...]
"""A place line by line, as it is told."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Somebody's first arrival at a place; ``heads`` are those behind the one name."""

    place: PaperPlace
    at: datetime | None
    order: tuple[str, ...]
    name: str
    about: str
    heads: int


def make_arrivals(office: Office, asked: PrintRequest) -> Outgoing:
    """Who is expected on a day by entrance, the busiest first, and by the hour in which they come there."""
    from mitzvah_desk.documents.arrivals import ArrivalsValues, render_arrivals

    campaign = read_asked_campaign(office, asked)
    day, audience = asked.scope.day or campaign.main_day, asked.audience
    coming = office.query(list_coming, asked.campaign_id, day)
    honoured = office.query(list_honoured, campaign_id=asked.campaign_id, day=day)
    there: dict[_Line, list[_Arrival]] = defaultdict(list)
    for arrival in (*_list_first(coming, audience), *map(_honour, honoured)):
        there[arrival.place.lines(audience)].append(arrival)
    places = sorted(there, key=lambda lines: (not lines, -_count(there[lines]), tuple(map(fold_text, lines))))
    values = ArrivalsValues(
        format_long_date(day),
        tuple(_make_entrance(lines, there[lines]) for lines in places),
        audience,
        asked.now,
        read_letterhead(office, asked.campaign_id, asked.scope.project_id)[0],
    )
    return Outgoing(
        "Arrivals",
        audience,
        values,
        lambda values, _: render_arrivals(values, asked.paper),
        file_name(f"Arrivals {format_long_date(day)}"),
        count=sum(map(len, there.values())),
    )


def _list_first(coming: Iterable[ComingFacts], audience: Audience) -> Iterator[_Arrival]:
    """Each person and group once a place, when they come there first, a group with the most that come."""
    found: dict[tuple[object, PaperPlace], list[ComingFacts]] = defaultdict(list)
    for row in coming:
        found[row.key, row.place].append(row)
    for (_, place), rows in found.items():
        first, heads = rows[0], max(row.heads for row in rows)
        about = f"group of {heads:,}" if first.group else ""
        name = first.name_for(audience)
        yield _Arrival(place, first.starts_at, first.sort_key(audience), name, about, heads or 1)


def _honour(guest: HonouredFacts) -> _Arrival:
    about = ", ".join(part for part in ("guest of honour", guest.position) if part)
    order = (fold_text(guest.family or guest.given), fold_text(guest.given))
    return _Arrival(guest.place, guest.arrives_at, order, guest.member.full, about, 1)


def _count(arrivals: Iterable[_Arrival]) -> int:
    return sum(each.heads for each in arrivals)


def _hour(arrival: _Arrival) -> str:
    return f"{arrival.at:%H}:00" if arrival.at else _NO_TIME


def _make_entrance(lines: _Line, arrivals: list[_Arrival]) -> "Entrance":
    from mitzvah_desk.documents.arrivals import ArrivalHour, Entrance, ExpectedName

    arrivals.sort(key=lambda each: (_hour(each) == _NO_TIME, _hour(each), each.order))
    hours = []
    for hour, found in groupby(arrivals, key=_hour):
        names = tuple(
            ExpectedName(each.name, f"{each.at:%H:%M}" if each.at else "", each.about) for each in found
        )
        hours.append(ArrivalHour(hour if hour == _NO_TIME else f"From {hour}", names))
    heads = count_noun(_count(arrivals), "person")
    return Entrance(lines[0] if lines else _NO_PLACE, ", ".join(lines[1:]), heads, tuple(hours))
