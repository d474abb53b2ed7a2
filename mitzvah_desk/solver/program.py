"""The rota as a mixed-integer program, written tightly, and the solver that proves how good an answer is.

A family is one unit, so that being together is no constraint. What a unit cannot do at once is written as
cliques: for slots in time they describe all that one unit may do; a row a pair leaves the solver guessing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from mitzvah_desk.solver.problem import Problem
from mitzvah_desk.solver.score import Scoring

if TYPE_CHECKING:
    import highspy

_INFINITE = float("inf")


@dataclass
class _Rows:
    """A sparse matrix row by row, as the solver takes it."""

    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], values: Sequence[float], lower: float, upper: float) -> int:
        self.columns += columns
        self.values += values
        self.starts.append(len(self.columns))
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1


class Program:
    """Columns: one a choice; then for each slot its places up to the minimum and beyond; then the helpers.

    Attributes:
        choices: how many columns are choices; they come first.
        size: how many columns there are.
        floors: the two rows that keep the numbers reached while wishes are looked after.
    """

    def __init__(self, problem: Problem, scoring: Scoring) -> None:
        self.problem = problem
        self._scoring = scoring
        self._rows = _Rows()
        self._of_slot: list[list[int]] = [[] for _ in problem.slots]
        self._of_unit: list[dict[int, int]] = [{} for _ in problem.units]
        for index, choice in enumerate(problem.eligible):
            self._of_slot[choice.slot].append(index)
            self._of_unit[choice.unit][choice.slot] = index
        self.choices = len(problem.eligible)
        self._wishes: list[float] = [float(points) for points in scoring.all_points]
        self._upper: list[float] = [1.0] * self.choices
        self._minimum = [self._column(0, slot.need) for slot in problem.slots]
        self._extra = [self._column(0, slot.room - slot.need) for slot in problem.slots]
        self._loads: list[tuple[int, int, int]] = []
        self._pairs: list[tuple[int, int, int]] = []
        self._write_slots()
        self._write_units()
        self._write_pairings()
        floor = [
            self._rows.add(part, [1.0] * len(part), 0, _INFINITE) for part in (self._minimum, self._extra)
        ]
        self.floors = (floor[0], floor[1])
        self.size = len(self._upper)

    def number_costs(self) -> list[float]:
        """Points where only numbers count: a place of a minimum outweighs all places beyond."""
        beyond = sum(slot.room - slot.need for slot in self.problem.slots)
        costs = [0.0] * self.size
        for column in self._minimum:
            costs[column] = beyond + 1
        for column in self._extra:
            costs[column] = 1
        return costs

    def wish_costs(self) -> list[float]:
        """Points where the numbers are settled and wishes count."""
        return list(self._wishes)

    def values(self, chosen: Iterable[int]) -> list[float]:
        """All columns of a rota given by its eligible choices."""
        values = [0.0] * self.size
        for index in chosen:
            values[index] = 1.0
        parts = zip(self.problem.slots, self._of_slot, self._minimum, self._extra, strict=True)
        for slot, own, minimum, extra in parts:
            heads = sum(self.problem.eligible[index].heads * values[index] for index in own)
            values[minimum] = min(heads, slot.need)
            values[extra] = heads - values[minimum]
        for column, unit, free in self._loads:
            values[column] = max(0.0, sum(values[i] for i in self._of_unit[unit].values()) - free)
        for column, first, second in self._pairs:
            values[column] = min(values[first], values[second])
        return values

    def model(self) -> "highspy.HighsLp":
        """The program as the solver takes it, with the points of wishes."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.size, len(self._rows.lower)
        lp.col_cost_ = np.array(self._wishes)
        lp.col_lower_ = np.zeros(self.size)
        lp.col_upper_ = np.array(self._upper)
        lp.row_lower_ = np.array(self._rows.lower)
        lp.row_upper_ = np.array(self._rows.upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._rows.starts)
        lp.a_matrix_.index_ = np.array(self._rows.columns)
        lp.a_matrix_.value_ = np.array(self._rows.values)
        whole, broken = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [whole] * self.choices + [broken] * (self.size - self.choices)
        lp.sense_ = highspy.ObjSense.kMaximize
        return lp

    def _column(self, points: float, upper: float) -> int:
        self._wishes.append(points)
        self._upper.append(upper)
        return len(self._upper) - 1

    def _write_slots(self) -> None:
        problem, rows = self.problem, self._rows
        heads = [float(choice.heads) for choice in problem.eligible]
        for slot, own in enumerate(self._of_slot):
            parts = [self._minimum[slot], self._extra[slot]]
            rows.add([*own, *parts], [*(heads[i] for i in own), -1.0, -1.0], 0, 0)
        for cap in problem.caps:
            own = [i for slot in cap.slots for i in self._of_slot[slot]]
            rows.add(own, [float(len(problem.eligible[i].members)) for i in own], 0, cap.most)

    def _write_units(self) -> None:
        problem, rows = self.problem, self._rows
        all_cliques = find_cliques(problem)
        for number, unit in enumerate(problem.units):
            mine = self._of_unit[number]
            own = list(mine.values())
            for clique in _largest(all_cliques, mine):
                rows.add(clique, [1.0] * len(clique), 0, 1)
            if len(own) > unit.shifts_left:
                rows.add(own, [1.0] * len(own), 0, unit.shifts_left)
            self._write_days(number)
            minutes = [float(problem.slots[slot].minutes) for slot in mine]
            if unit.minutes_left is not None and sum(minutes) > unit.minutes_left:
                rows.add(own, minutes, 0, unit.minutes_left)
            for free in range(1, min(unit.shifts_left, len(own))):
                column = self._column(-1, _INFINITE)
                self._loads.append((column, number, free))
                rows.add([*own, column], [*[1.0] * len(own), -1.0], -_INFINITE, free)

    def _write_days(self, number: int) -> None:
        """At most so many shifts of one unit on a day."""
        of_day: dict[date, list[int]] = defaultdict(list)
        for slot, column in self._of_unit[number].items():
            day = self.problem.slots[slot].day
            if day is not None:
                of_day[day].append(column)
        for day, own in of_day.items():
            left = self.problem.units[number].left_on(day)
            if len(own) > left:
                self._rows.add(own, [1.0] * len(own), 0, left)

    def _write_pairings(self) -> None:
        for pairing in self.problem.pairings:
            for slot, first in self._of_unit[pairing.first].items():
                second = self._of_unit[pairing.second].get(slot)
                if second is not None:
                    self._write_pair(first, second, pairing.weight)

    def _write_pair(self, first: int, second: int, weight: int) -> None:
        column = self._column(weight, 1)
        self._pairs.append((column, first, second))
        if weight > 0:
            self._rows.add([column, first], [1.0, -1.0], -_INFINITE, 0)
            self._rows.add([column, second], [1.0, -1.0], -_INFINITE, 0)
        else:
            self._rows.add([column, first, second], [-1.0, 1.0, 1.0], -_INFINITE, 1)


def find_cliques(problem: Problem) -> list[int]:
    """Sets of slots of which nobody can take two, as bit masks; every clashing pair is in one of them."""
    masks = [sum(1 << other for other in clashing) for clashing in problem.clashing]
    open_pairs = list(masks)
    order = sorted(
        (i for i, slot in enumerate(problem.slots) if slot.span), key=lambda i: (_begin(problem, i), i)
    )
    found = []
    for first in order:
        while open_pairs[first]:
            second = (open_pairs[first] & -open_pairs[first]).bit_length() - 1
            members = [first, second]
            clique = 1 << first | 1 << second
            may = masks[first] & masks[second]
            while may:
                best = max(
                    _bits(may),
                    key=lambda k: ((open_pairs[k] & clique).bit_count(), (masks[k] & may).bit_count(), -k),
                )
                members.append(best)
                clique |= 1 << best
                may &= masks[best]
            for member in members:
                open_pairs[member] &= ~clique
            found.append(clique)
    return found


def _begin(problem: Problem, slot: int) -> Any:  # noqa: ANN401
    span = problem.slots[slot].span
    return span.starts_at if span else None


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _largest(all_cliques: Sequence[int], mine: dict[int, int]) -> list[list[int]]:
    """The cliques as far as one unit may take their slots, without those inside another, as columns."""
    may = sum(1 << slot for slot in mine)
    parts = {clique & may for clique in all_cliques}
    kept: list[int] = []
    for part in sorted(parts, key=lambda mask: (-mask.bit_count(), mask)):
        if part.bit_count() < 2:
            break
        if not any(part & bigger == part for bigger in kept):
            kept.append(part)
    return [[mine[slot] for slot in _bits(part)] for part in kept]
