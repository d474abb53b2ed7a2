"""The way between two places: nobody is at one when the other shift has only just ended elsewhere."""

import re
from collections.abc import Iterator
from datetime import timedelta

from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.rota.clashes import overlap_duration
from mitzvah_desk.rules.rota.commitments import describe_shift, find_adjacent_commitments, judged_by
from mitzvah_desk.rules.rota.facts import Errand, RotaFacts, RotaSettings, ShiftFacts
from mitzvah_desk.rules.rota.postcode_areas import are_neighbours
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each

_POSTCODE = re.compile(r"(?P<outward>(?P<area>[A-Z]{1,2})[0-9][A-Z0-9]?) [0-9][A-Z]{2}")


UNKNOWN_MINUTES = 240
"""Where a way cannot be estimated, nobody is planned for both ends within four hours."""


def estimate_travel(one: str, other: str, settings: RotaSettings) -> int | None:
    """Minutes from one postcode to another, reckoned by how much of the codes is the same.

    A postcode's outward code names its district, the letters at its head its area (Royal Mail, Programmers'
    Guide to the Postcode Address File). The minutes are the committee's settings; their defaults are those
    of a car in a city on a Sunday with the walk at both ends.

    Args:
        one: a postcode such as ``NW11 8QZ``; empty or foreign ones count as near.
        other: likewise.
        settings: the minutes.

    Returns:
        None between areas that are no neighbours: from town to town nobody can tell by the letters.
    """
    if one and one == other:
        return 0
    a, b = _POSTCODE.fullmatch(one), _POSTCODE.fullmatch(other)
    if a is None or b is None or a["outward"] == b["outward"]:
        return settings.near_minutes
    if a["area"] == b["area"]:
        return settings.area_minutes
    return settings.far_minutes if are_neighbours(a["area"], b["area"], settings.neighbours) else None


def travel_minutes(facts: RotaFacts, first: ShiftFacts | Errand, second: ShiftFacts | Errand) -> int:
    """Minutes from the place of one shift or errand to another's; none where a place is unknown.

    What the committee set for the two places comes before the estimate, in either direction. Where there is
    neither, it is as long as ``UNKNOWN_MINUTES``.
    """
    known = known_travel_minutes(facts, first, second)
    return UNKNOWN_MINUTES if known is None else known


def known_travel_minutes(
    facts: RotaFacts, first: ShiftFacts | Errand, second: ShiftFacts | Errand
) -> int | None:
    """The same; None where it must be asked."""
    a, b = first.place_id, second.place_id
    if a is None or b is None or a == b:
        return 0
    for pair in ((a, b), (b, a)):
        if pair in facts.travel:
            return facts.travel[pair]
    return estimate_travel(first.postcode, second.postcode, facts.settings)


def _ask_the_way(who: str, first: str, second: str) -> Finding:
    text = f"How long is the way from {first} to {second}? {who} is on both, and it is too far to estimate."
    do = "Write the minutes at one of the places, under Settings, Your own lists; or keep it and say why."
    return soft_finding("clash.travel_unknown", who, text, do)


def check_travel(scope: CheckScope) -> Iterator[Concern]:
    """Too little time for the way between two things that one person or group is expected at."""
    facts = scope.facts
    figures = facts.settings
    longest = max(
        UNKNOWN_MINUTES,
        figures.near_minutes,
        figures.area_minutes,
        figures.far_minutes,
        *facts.travel.values(),
    )
    for who, one, other in find_adjacent_commitments(scope, timedelta(minutes=longest)):
        first, second = one.at, other.at
        gap = -overlap_duration(first, second)
        known = known_travel_minutes(facts, first, second)
        way = UNKNOWN_MINUTES if known is None else known
        if known is None and -figures.tolerance <= gap < timedelta(minutes=way):
            key = ("travel", who, frozenset({first.key, second.key}))
            asked = _ask_the_way(facts.name(who), describe_shift(facts, one), describe_shift(facts, other))
            yield Concern(key, 1, asked, about_each(first, second), judged_by(one, other))
        elif way and -figures.tolerance <= gap < timedelta(minutes=way):
            name = facts.name(who)
            between = max(0, int(gap / timedelta(minutes=1)))
            left = f"{between} minutes" if between else "no time"
            text = (
                f"Between {describe_shift(facts, one)}, until {first.ends_at:%H:%M}, and"
                f" {describe_shift(facts, other)}, from {second.starts_at:%H:%M}, {name} has {left};"
                f" the way takes about {way}."
            )
            do = "Leave more time or choose somebody else, or keep it and say why."
            key = ("travel", who, frozenset({first.key, second.key}))
            found = soft_finding("clash.travel", name, text, do)
            yield Concern(key, way - between, found, about_each(first, second), judged_by(one, other))
