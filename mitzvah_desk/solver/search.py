"""A good first rota by hand's methods: the hardest shifts first, then chains of moves, then exchanges.

It gives the solver its start, and is the answer when the solver may not run on.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable

from mitzvah_desk.solver.problem import Problem
from mitzvah_desk.solver.score import Scoring

Tick = Callable[[], None]
_ROUNDS = 12


class Search:
    """A rota in the making. Every state it passes through keeps all the rules."""

    def __init__(self, problem: Problem, scoring: Scoring, seed: int = 1, start: Iterable[int] = ()) -> None:
        self.problem = problem
        self.scoring = scoring
        self.choices = problem.eligible
        self._random = random.Random(seed)  # noqa: S311  # the same every time, and no secret
        self.of_slot: list[list[int]] = [[] for _ in problem.slots]
        self.of_unit: list[list[int]] = [[] for _ in problem.units]
        for index, choice in enumerate(self.choices):
            self.of_slot[choice.slot].append(index)
            self.of_unit[choice.unit].append(index)
        self.heads = [0] * len(problem.slots)
        self.on_unit: list[list[int]] = [[] for _ in problem.units]
        self.on_slot: list[list[int]] = [[] for _ in problem.slots]
        self._caps = [cap.most for cap in problem.caps]
        self._caps_of: dict[int, list[int]] = defaultdict(list)
        for number, cap in enumerate(problem.caps):
            for slot in cap.slots:
                self._caps_of[slot].append(number)
        self._masks = [sum(1 << other for other in clashing) for clashing in problem.clashing]
        self._on = [0] * len(problem.units)
        for index in start:
            self._add(index)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The eligible choices taken, by index."""
        return tuple(sorted(index for own in self.on_unit for index in own))

    def fill(self, tick: Tick) -> None:
        """Fills the minimum numbers, then the maximum numbers; ``tick`` is called often, and may raise."""
        slots = self.problem.slots
        for goals in ([slot.need for slot in slots], [slot.room for slot in slots]):
            for slot in self._hardest_first():
                tick()
                self._fill_plainly(slot, goals[slot])
            self._fill_by_chains(goals, tick)

    def improve(self, tick: Tick) -> None:
        """Gives places to those who would like them more, without emptying any, until nothing improves."""
        for _ in range(_ROUNDS):
            improved = False
            order = list(self.chosen)
            self._random.shuffle(order)
            for index in order:
                tick()
                if index in self.on_unit[self.choices[index].unit]:
                    improved = self._exchange(index) or improved
            if not improved:
                return

    def _hardest_first(self) -> list[int]:
        """Slots by how many could come for each place."""
        slots = self.problem.slots
        noise = [self._random.random() for _ in slots]
        return sorted(
            range(len(slots)),
            key=lambda s: (len(self.of_slot[s]) / (slots[s].need or slots[s].room or 1), noise[s]),
        )

    def _fill_plainly(self, slot: int, goal: int) -> None:
        """Takes whom fits, the keenest and least sought after first."""
        rated = [
            (-self.scoring.all_points[index] + 0.05 * len(self.of_unit[self.choices[index].unit]), index)
            for index in self.of_slot[slot]
        ]
        for _, index in sorted(rated):
            if self.heads[slot] >= goal:
                return
            if self.heads[slot] + self.choices[index].heads <= goal and self._fits(index):
                self._add(index)

    def _fill_by_chains(self, goals: list[int], tick: Tick) -> None:
        """Moves people on from slot to slot, so that the last of the chain is somebody who is free."""
        for heads in range(1, 1 + max((choice.heads for choice in self.choices), default=0)):
            hopeless: set[int] = set()
            for slot in self._hardest_first():
                while slot not in hopeless and self.heads[slot] + heads <= goals[slot]:
                    tick()
                    if not self._chain(slot, heads, hopeless):
                        break

    def _chain(self, start: int, heads: int, hopeless: set[int]) -> bool:
        """Brings so many more heads to a slot; if it cannot, no slot it came by can get them either."""
        came: dict[int, tuple[int, int] | None] = {start: None}
        queue = [start]
        for slot in queue:
            for index in self.of_slot[slot]:
                choice = self.choices[index]
                if choice.heads != heads or index in self.on_unit[choice.unit]:
                    continue
                for taken in self._in_the_way(index):
                    if taken is None:
                        return self._move(index, slot, came)
                    before = self.choices[taken]
                    if before.heads == heads and before.slot not in came and before.slot not in hopeless:
                        came[before.slot] = (index, taken)
                        queue.append(before.slot)
        hopeless.update(queue)
        return False

    def _move(self, index: int, slot: int, came: dict[int, tuple[int, int] | None]) -> bool:
        """Carries out a chain from its free end; a unit met twice may spoil it, then nothing is changed."""
        done: list[tuple[int, int | None]] = []
        step: tuple[int, int] | None = (index, -1)
        while step is not None:
            index = step[0]
            slot = self.choices[index].slot
            step = came[slot]
            leaves = step[1] if step else None
            if leaves is not None:
                self._remove(leaves)
            if not self._fits(index):
                if leaves is not None:
                    self._add(leaves)
                for added, removed in reversed(done):
                    self._remove(added)
                    if removed is not None:
                        self._add(removed)
                return False
            self._add(index)
            done.append((index, leaves))
        return True

    def _in_the_way(self, index: int) -> list[int | None]:
        """What a unit would have to leave to take a choice: nothing (None), or any one of these."""
        choice = self.choices[index]
        unit, own = self.problem.units[choice.unit], self.on_unit[choice.unit]
        here = 1 << choice.slot
        if self._on[choice.unit] & here:
            return []
        clashing = self._masks[choice.slot]
        clashes = [other for other in own if clashing >> self.choices[other].slot & 1]
        if len(clashes) > 1:
            return []
        spare = self._minutes_left(choice.unit) - self.problem.slots[choice.slot].minutes
        day = self.problem.slots[choice.slot].day
        same_day = [other for other in own if self.problem.slots[self.choices[other].slot].day == day]
        full_day = len(same_day) >= unit.left_on(day)
        if not clashes and len(own) < unit.shifts_left and spare >= 0 and not full_day:
            return [None]
        return [
            other
            for other in clashes or (same_day if full_day else own)
            if spare + self.problem.slots[self.choices[other].slot].minutes >= 0
        ]

    def _exchange(self, index: int) -> bool:
        """Replaces a choice by a better one for the same slot, with as many heads."""
        slot, heads = self.choices[index].slot, self.choices[index].heads
        self._remove(index)
        best, most = index, self._gain(index)
        for other in self.of_slot[slot]:
            if other == index or self.choices[other].heads != heads:
                continue
            gain = self._gain(other)
            if gain > most and self._fits(other):
                best, most = other, gain
        self._add(best)
        return best != index

    def _gain(self, index: int) -> int:
        """The points that adding a choice brings now."""
        choice = self.choices[index]
        gain = self.scoring.all_points[index] - len(self.on_unit[choice.unit])
        partners = self.scoring.partners.get(choice.unit)
        if partners:
            here = {self.choices[other].unit for other in self.on_slot[choice.slot]}
            gain += sum(weight for partner, weight in partners if partner in here)
        return gain

    def _fits(self, index: int) -> bool:
        choice = self.choices[index]
        slot, unit = choice.slot, choice.unit
        return (
            not self._on[unit] & (self._masks[slot] | 1 << slot)
            and len(self.on_unit[unit]) < self.problem.units[unit].shifts_left
            and self._left_on_day(unit, slot) > 0
            and self._minutes_left(unit) >= self.problem.slots[slot].minutes
            and self.heads[slot] + choice.heads <= self.problem.slots[slot].room
            and all(self._caps[cap] >= len(choice.members) for cap in self._caps_of.get(slot, ()))
        )

    def _left_on_day(self, unit: int, slot: int) -> float:
        slots, day = self.problem.slots, self.problem.slots[slot].day
        left = self.problem.units[unit].left_on(day)
        return left - sum(slots[self.choices[i].slot].day == day for i in self.on_unit[unit])

    def _minutes_left(self, unit: int) -> float:
        limit = self.problem.units[unit].minutes_left
        if limit is None:
            return math.inf
        return limit - sum(self.problem.slots[self.choices[i].slot].minutes for i in self.on_unit[unit])

    def _add(self, index: int) -> None:
        self._count(index, 1)
        self.on_unit[self.choices[index].unit].append(index)
        self.on_slot[self.choices[index].slot].append(index)

    def _remove(self, index: int) -> None:
        self._count(index, -1)
        self.on_unit[self.choices[index].unit].remove(index)
        self.on_slot[self.choices[index].slot].remove(index)

    def _count(self, index: int, sign: int) -> None:
        choice = self.choices[index]
        self._on[choice.unit] ^= 1 << choice.slot
        self.heads[choice.slot] += sign * choice.heads
        for cap in self._caps_of.get(choice.slot, ()):
            self._caps[cap] -= sign * len(choice.members)
