"""The way between two places: nobody is at one when the other shift has only just ended elsewhere."""

import re
from collections.abc import Iterator
from datetime import timedelta

from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.rota.clashes import find_adjacent_shifts, overlap_duration
from mitzvah_desk.rules.rota.facts import CheckScope, Concern, RotaFacts, RotaSettings, ShiftFacts

_POSTCODE = re.compile(r"(?P<outward>(?P<area>[A-Z]{1,2})[0-9][A-Z0-9]?) [0-9][A-Z]{2}")


def estimate_travel(one: str, other: str, settings: RotaSettings) -> int:
    """Minutes from one postcode to another, reckoned by how much of the codes is the same.

    A postcode's outward code names its district, the letters at its head its area (Royal Mail, Programmers'
    Guide to the Postcode Address File). The minutes are the committee's settings; their defaults are those
    of a car in a city on a Sunday with the walk at both ends.

    Args:
        one: a postcode such as ``NW11 8QZ``; empty or foreign ones count as near.
        other: likewise.
        settings: the minutes.
    """
    if one and one == other:
        return 0
    a, b = _POSTCODE.fullmatch(one), _POSTCODE.fullmatch(other)
    if a is None or b is None or a["outward"] == b["outward"]:
        return settings.near_minutes
    return settings.area_minutes if a["area"] == b["area"] else settings.far_minutes


def travel_minutes(facts: RotaFacts, first: ShiftFacts, second: ShiftFacts) -> int:
    """Minutes from one shift's place to another's; none where a place is unknown.

    What the committee set for the two places comes before the estimate, in either direction.
    """
    a, b = first.place_id, second.place_id
    if a is None or b is None or a == b:
        return 0
    for pair in ((a, b), (b, a)):
        if pair in facts.travel:
            return facts.travel[pair]
    return estimate_travel(first.postcode, second.postcode, facts.settings)


def check_travel(scope: CheckScope) -> Iterator[Concern]:
    """Two shifts of one person or group at two places, with less time between them than the way takes."""
    facts = scope.facts
    figures = facts.settings
    longest = max(figures.near_minutes, figures.area_minutes, figures.far_minutes, *facts.travel.values())
    for who, first, second in find_adjacent_shifts(scope, timedelta(minutes=longest)):
        gap = -overlap_duration(first, second)
        way = travel_minutes(facts, first, second)
        if way and -figures.tolerance <= gap < timedelta(minutes=way):
            name = facts.name(who)
            between = max(0, int(gap / timedelta(minutes=1)))
            left = f"{between} minutes" if between else "no time"
            text = (
                f"Between {first.name}, until {first.ends_at:%H:%M}, and {second.name},"
                f" from {second.starts_at:%H:%M}, {name} has {left}; the way takes about {way}."
            )
            do = "Leave more time or choose somebody else, or keep it and say why."
            key = ("travel", who, frozenset({first.id, second.id}))
            yield Concern(key, way - between, soft_finding("clash.travel", name, text, do))
