"""What a home asks of its visitors: when they come, and how many at any moment."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from mitzvah_desk.rules.findings import soft_finding
from mitzvah_desk.rules.rota.facts import AssignmentFacts, HomeFacts, Key, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.headcount import count_heads, count_visitors
from mitzvah_desk.rules.rota.scope import CheckScope, Concern, about_each

_Event = tuple[datetime, bool, ShiftFacts]
_Moment = tuple[int, datetime, list[ShiftFacts]]


def check_visiting_hours(scope: CheckScope) -> Iterator[Concern]:
    """A shift at a home outside the visiting hours that the home gave us."""
    facts = scope.facts
    for shift in scope.shifts():
        if shift.starts_at is None or shift.ends_at is None:
            continue
        for home in facts.above(shift.home_id):
            early = home.visiting_from is not None and shift.starts_at.time() < _clock(home.visiting_from)
            late = home.visiting_until is not None and (
                shift.ends_at.time() > _clock(home.visiting_until)
                or shift.ends_at.date() > shift.starts_at.date()
            )
            if early or late:
                text = f"{shift.name} is from {shift.when}, but {home.name} {_open(home)}."
                text += ask_home(facts, shift)
                do = "Move the shift, or ask the home and say what was agreed."
                yield Concern(
                    ("hours", shift.id, home.id),
                    early + late,
                    soft_finding("home.hours", shift.name, text, do),
                    about_each(shift),
                    (shift.starts_at, shift.ends_at, shift.place_id),
                )


def check_visitor_limit(scope: CheckScope) -> Iterator[Concern]:
    """More visitors at a home at any moment than it takes, over all projects there and in homes within it.

    A line is swept over each day: who comes and who goes, everybody counted once and toddlers too. Only the
    day's fullest moment is told.
    """
    facts = scope.facts
    homes: dict[int, HomeFacts] = {}
    for shift in scope.shifts():
        for home in facts.above(shift.home_id):
            homes[home.id] = home
    for home in homes.values():
        if home.visitor_limit is None:
            continue
        for day, (worst, at, there) in _fullest(facts, facts.at_home.get(home.id, ())).items():
            if worst > home.visitor_limit:
                yield _too_many(facts, home, day, (worst, at, there))


def ask_home(facts: RotaFacts, shift: ShiftFacts) -> str:
    """What is said where nobody has said yet that the shift is at the home; empty where it is sure."""
    home = facts.homes.get(shift.home_id or 0) if shift.home_guess else None
    return "" if home is None else f" Nobody has said yet whether “{shift.home_guess}” is {home.name}."


def _events(shifts: Iterable[ShiftFacts]) -> Iterator[_Event]:
    for shift in shifts:
        if shift.starts_at is not None and shift.ends_at is not None:
            yield shift.starts_at, True, shift
            yield shift.ends_at, False, shift


def _fullest(facts: RotaFacts, shifts: Iterable[ShiftFacts]) -> dict[date, _Moment]:
    """The fullest moment of each day: how many, when, and on which shifts. Who leaves makes room at once."""
    present: Counter[Key] = Counter()
    there: dict[Key, AssignmentFacts] = {}
    now: dict[int, ShiftFacts] = {}
    groups, heads = 0, 0
    fullest: dict[date, _Moment] = {}
    for moment, comes, shift in sorted(_events(shifts), key=lambda event: event[:2]):
        for assignment in facts.on.get(shift.id, ()):
            if not assignment.serves:
                continue
            if comes and not present[assignment.who]:
                there[assignment.who] = assignment
                heads += count_heads(assignment)
                groups += assignment.who[0] == "group"
            present[assignment.who] += 1 if comes else -1
            if not comes and not present[assignment.who]:
                heads -= count_heads(there.pop(assignment.who))
                groups -= assignment.who[0] == "group"
        count = count_visitors(facts, there) if groups else heads
        if comes:
            now[shift.id] = shift
        else:
            del now[shift.id]
        if moment.date() not in fullest or count > fullest[moment.date()][0]:
            fullest[moment.date()] = count, moment, list(now.values())
    return fullest


def _too_many(facts: RotaFacts, home: HomeFacts, day: date, fullest: _Moment) -> Concern:
    worst, at, there = fullest
    asked = "".join(dict.fromkeys(ask_home(facts, shift) for shift in there))
    names = list(dict.fromkeys(shift.name for shift in there))
    shown = " and ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    text = (
        f"{home.name} takes {home.visitor_limit} visitors at once, but {worst} are there"
        f" at {at:%H:%M} on {day.day} {day:%B}: {shown}.{asked}"
    )
    do = "Move one of the visits or send fewer people, or ask the home and say what was agreed."
    excess = worst - (home.visitor_limit or 0)
    found = soft_finding("home.visitors", home.name, text, do)
    return Concern(("visitors", home.id, day), excess, found, about_each(*there))


def _open(home: HomeFacts) -> str:
    if home.visiting_from is None:
        return f"takes visitors until {home.visiting_until}"
    if home.visiting_until is None:
        return f"takes visitors from {home.visiting_from}"
    return f"takes visitors from {home.visiting_from} to {home.visiting_until}"


def _clock(text: str) -> time:
    return time.fromisoformat(text)
