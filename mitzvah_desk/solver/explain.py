"""Why a gap is left, in words, and what would close it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from mitzvah_desk.rules.rota.may_be_asked import describe_away, describe_busy
from mitzvah_desk.solver.problem import Problem, Slot, SlotOption, Span

_STEP = timedelta(minutes=30)
_STEPS = 6
_WORDS = ("No one", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_FEW = 4
_AWAY, _ON, _PROPOSED = "away", "not free", "proposed for another shift"
_OF_TIME = {_AWAY, _ON, _PROPOSED}
_OPENS, _CLOSES = timedelta(hours=9), timedelta(hours=17)


@dataclass(frozen=True, slots=True)
class UnfilledGap:
    """A shift that stays short.

    Attributes:
        shift_id: the shift.
        label: what it is, in words.
        missing: heads missing to its minimum.
        why: sentences: who could come at all, what keeps them, what would help.
    """

    shift_id: int
    label: str
    missing: int
    why: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything in one line: ``Drivers in Food drive needs 2 more. Nobody who can drive is free …``."""
        return " ".join((f"{self.label} needs {self.missing} more.", *self.why))


def explain_gaps(problem: Problem, choices: Sequence[SlotOption]) -> tuple[UnfilledGap, ...]:
    """Why shifts stay below their minimum.

    Args:
        problem: what was to be filled.
        choices: who goes where, as proposed.

    Returns:
        A gap for each shift still short, in the problem's order.
    """
    explaining = _Explaining(problem, choices)
    return tuple(gap for slot in range(len(problem.slots)) if (gap := explaining.gap(slot)) is not None)


class _Explaining:
    def __init__(self, problem: Problem, choices: Sequence[SlotOption]) -> None:
        self._problem = problem
        self._heads: dict[int, int] = defaultdict(int)
        self._people: dict[int, int] = defaultdict(int)
        self._of_unit: dict[int, list[SlotOption]] = defaultdict(list)
        self._suits: dict[int, list[SlotOption]] = defaultdict(list)
        for choice in choices:
            self._heads[choice.slot] += choice.heads
            self._people[choice.slot] += len(choice.members)
            self._of_unit[choice.unit].append(choice)
        for choice in problem.suits:
            self._suits[choice.slot].append(choice)

    def gap(self, index: int) -> UnfilledGap | None:
        """The gap of one slot; None where it has its minimum."""
        slot = self._problem.slots[index]
        missing = slot.need - self._heads[index]
        if missing <= 0:
            return None
        others = [c for c in self._suits[index] if all(o.slot != index for o in self._of_unit[c.unit])]
        kept = [(choice, *self._against(index, choice, slot.span)) for choice in others]
        why = [self._first(index, slot, [kind for _, kind, _ in kept]), *self._reasons(kept)]
        moved = self._move(slot, others)
        return UnfilledGap(slot.shift_id, slot.label, missing, tuple(s for s in (*why, moved) if s))

    def _first(self, index: int, slot: Slot, kinds: Sequence[str]) -> str:
        who = f" who {slot.wanted}" if slot.wanted else ""
        if not kinds and not self._suits[index]:
            return f"There is nobody{who} for it."
        if not kinds:
            return f"Everybody{who or ' who suits it'} is on it already."
        other = " else" if self._heads[index] or slot.filled else ""
        if slot.span is None or not set(kinds) <= _OF_TIME:
            return f"Nobody{other}{who} can take it."
        return f"Nobody{other}{who} is free from {slot.span.starts_at:%H:%M} to {slot.span.ends_at:%H:%M}."

    def _reasons(self, kept: Sequence[tuple[SlotOption, str, str]]) -> list[str]:
        """What keeps those who would suit: one by one where they are few, else counted."""
        if len(kept) <= _FEW:
            return [
                f"{unit.name} {'is' if len(unit.members) == 1 else 'are'} {exactly or kind}."
                for choice, kind, exactly in kept
                for unit in (self._problem.units[choice.unit],)
            ]
        counted = sorted(Counter(kind for _, kind, _ in kept).items(), key=lambda each: (-each[1], each[0]))
        if len(counted) == 1:
            return [f"All {len(kept)} who would suit it are {counted[0][0]}."]
        parts = [f"{number} {'is' if number == 1 else 'are'} {kind}" for kind, number in counted]
        return [f"Of the {len(kept)} who would suit it, {_listed(parts)}."]

    def _against(self, index: int, choice: SlotOption, span: Span | None) -> tuple[str, str]:
        """What keeps somebody from a slot, as a kind to be counted and exactly."""
        problem, unit = self._problem, self._problem.units[choice.unit]
        stands = problem.stands_against(unit, span)
        if stands is not None and not stands.label:
            return _AWAY, describe_away(stands.starts_at, stands.ends_at)
        if stands is not None:
            return _ON, describe_busy(stands.label, stands.starts_at, stands.ends_at)
        other = self._proposed_against(choice.unit, span)
        if other is not None:
            return _PROPOSED, f"proposed for {other.label}"
        if self._is_loaded(choice.unit, problem.slots[index]):
            return "on as many shifts as they may take", ""
        if self._heads[index] + choice.heads > problem.slots[index].room:
            return "too many at once for the places left", ""
        for cap in problem.caps:
            there = sum(self._people[slot] for slot in cap.slots)
            if index in cap.slots and there + len(choice.members) > cap.most:
                return "kept away by the number of visitors that the place takes at once", ""
        return "free, but then a place elsewhere would stay empty", ""

    def _proposed_against(self, unit: int, span: Span | None) -> Slot | None:
        for choice in self._of_unit[unit]:
            slot = self._problem.slots[choice.slot]
            if span is not None and slot.span is not None and self._problem.clash(slot.span, span):
                return slot
        return None

    def _is_loaded(self, unit: int, slot: Slot) -> bool:
        facts = self._problem.units[unit]
        own = [self._problem.slots[choice.slot] for choice in self._of_unit[unit]]
        used = slot.minutes + sum(each.minutes for each in own)
        same_day = sum(each.day == slot.day for each in own)
        return (
            len(own) >= facts.shifts_left
            or same_day >= facts.left_on(slot.day)
            or (facts.minutes_left is not None and used > facts.minutes_left)
        )

    def _move(self, slot: Slot, others: Sequence[SlotOption]) -> str:
        """The smallest change of the slot's time, up to three hours, that frees somebody."""
        if slot.span is None:
            return ""
        early, late = self._hours(slot.span)
        for steps in range(1, _STEPS + 1):
            for by in (steps * _STEP, -steps * _STEP):
                moved = replace(slot.span, starts_at=slot.span.starts_at + by, ends_at=slot.span.ends_at + by)
                if moved.starts_at < early or moved.ends_at > late:
                    continue
                free = sum(self._could_come(choice, slot, moved) for choice in others)
                if free:
                    verb = "becomes" if free == 1 else "become"
                    start = f"{moved.starts_at:%H:%M}"
                    return f"{_count(free)} {verb} free if {slot.label} starts at {start}."
        return ""

    def _hours(self, span: Span) -> tuple[datetime, datetime]:
        """From when to when there is anything on a slot's day, 9 to 5 at least."""
        day = datetime.combine(span.starts_at.date(), time())
        same = [s.span for s in self._problem.slots if s.span and s.span.starts_at.date() == day.date()]
        early = min((day + _OPENS, *(other.starts_at for other in same)))
        return early, max((day + _CLOSES, *(other.ends_at for other in same)))

    def _could_come(self, choice: SlotOption, slot: Slot, span: Span) -> bool:
        return (
            self._problem.stands_against(self._problem.units[choice.unit], span) is None
            and self._proposed_against(choice.unit, span) is None
            and not self._is_loaded(choice.unit, slot)
            and choice.heads <= slot.room
        )


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _count(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
