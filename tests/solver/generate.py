"""Seeded random campaigns for the solver's tests and benchmark."""

import random
from datetime import datetime, timedelta

from mitzvah_desk.solver.problem import Cap, PairWish, Problem, Slot, SlotOption, Span, Unit

DAY = datetime(2026, 11, 22, 9)
SKILLS = ("", "", "can drive", "can bake", "can sing", "has a DBS check")


def at(minutes: int) -> datetime:
    return DAY + timedelta(minutes=minutes)


def campaign(
    people: int, shifts: int, seed: int = 1, *, parallel: bool = False, tight: float = 1.0
) -> Problem:
    """A day of shifts and a book of people, of whom every sixth is a parent with children.

    Args:
        people: how many persons, children counted.
        shifts: how many shifts.
        seed: the same seed makes the same campaign.
        parallel: all shifts from 10:00 to 12:00, not spread over the day.
        tight: how many places there are, as a factor.
    """
    rng = random.Random(seed)
    places = max(1, shifts // 6)
    slots = []
    for n in range(shifts):
        start, length = (60, 120) if parallel else (30 * rng.randrange(16), rng.choice((60, 90, 120, 180)))
        least = max(0, round(tight * rng.randrange(1, 4)))
        most = least + rng.randrange(3)
        span = None
        if parallel or rng.random() > 0.03:
            span = Span(at(start), at(start + length), rng.randrange(places), f"Shift {n}")
        filled = rng.randrange(2) if rng.random() < 0.2 else 0
        slots.append(Slot(n + 1, f"Shift {n}", span, least, most, filled, rng.choice(SKILLS)))
    units: list[Unit] = []
    able: list[set[str]] = []
    next_id = 1
    while next_id <= people:
        family = rng.random() < 1 / 6
        heads = 1 + (rng.randrange(1, 4) if family else 0)
        heads = min(heads, people - next_id + 1)
        members = tuple(range(next_id, next_id + heads))
        next_id += heads
        away: tuple[Span, ...] = ()
        if rng.random() < 0.3:
            start = 30 * rng.randrange(18)
            away = (Span(at(start), at(start + rng.choice((60, 120, 300)))),)
        taken: tuple[Span, ...] = ()
        if rng.random() < 0.1:
            start = 30 * rng.randrange(16)
            taken = (Span(at(start), at(start + 90), rng.randrange(places), "Something fixed"),)
        units.append(
            Unit(
                f"Person {members[0]}",
                members,
                away,
                taken,
                rng.randrange(1, 4),
                rng.choice((None, 240, 360)),
                rng.choice((0, 0, 60, 120, 180, 300)),
            )
        )
        able.append({skill for skill in SKILLS if not skill or rng.random() < 0.3})
    kinds = {slot.label: rng.randrange(5) for slot in slots}
    suits = []
    for u, unit in enumerate(units):
        liked = rng.randrange(5)
        for s, slot in enumerate(slots):
            if slot.wanted in able[u] and rng.random() < 0.8:
                alone = slot.wanted == "can drive"
                members = unit.members[:1] if alone else unit.members
                wish = 2 if kinds[slot.label] == liked else 0
                suits.append(SlotOption(u, s, members, len(members), wish))
    count = len(units)
    pairings = tuple(
        PairWish(one, other, rng.choice((3, 3, -3)))
        for one, other in (rng.sample(range(count), 2) for _ in range(count // 12 if count > 1 else 0))
    )
    caps: tuple[Cap, ...] = ()
    if shifts >= 6:
        home = tuple(rng.sample(range(shifts), 3))
        caps = (Cap(home, 4),)
    travel = {(a, b): rng.choice((0, 10, 20, 30)) for a in range(places) for b in range(a)}
    return Problem(tuple(slots), tuple(units), tuple(suits), pairings, caps, travel)
