"""How good a rota is: minimum numbers first, then maximum numbers, then what people would like."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from mitzvah_desk.solver.problem import Problem, SlotOption

_RANKS = 3
"""Steps of fairness: who served least last year is worth this many points more than who served most."""


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """What a rota reaches; compared from the first part to the last.

    Attributes:
        minimum: places filled that the shifts need at least.
        extra: places filled beyond those.
        wishes: points for liked work, company and fairness.
    """

    minimum: int
    extra: int
    wishes: int


class Scoring:
    """Points for a problem's choices. All are whole numbers, so a bound within 1 of an answer proves it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        most = max((unit.served_minutes for unit in problem.units), default=0)
        self._rank = [
            _RANKS - unit.served_minutes * _RANKS // most if most else _RANKS for unit in problem.units
        ]

    def points(self, choice: SlotOption) -> int:
        """What one choice is worth alone: liked work and little service last year, for each head.

        A shift costs one point for each that the unit is on already, so that work is shared this year too.
        """
        own = choice.heads * (choice.wish + self._rank[choice.unit])
        return own - len(self.problem.units[choice.unit].taken)

    @cached_property
    def all_points(self) -> list[int]:
        """The points of every eligible choice, in order."""
        return [self.points(choice) for choice in self.problem.eligible]

    @cached_property
    def partners(self) -> dict[int, list[tuple[int, int]]]:
        """For each unit in a pairing, whom with and at which weight."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pairing in self.problem.pairings:
            found[pairing.first].append((pairing.second, pairing.weight))
            found[pairing.second].append((pairing.first, pairing.weight))
        return found

    def score(self, chosen: Iterable[int]) -> Score:
        """The score of eligible choices, by their indices."""
        problem = self.problem
        heads = [0] * len(problem.slots)
        loads: dict[int, int] = defaultdict(int)
        on: dict[int, set[int]] = defaultdict(set)
        wishes = 0
        for index in chosen:
            choice = problem.eligible[index]
            heads[choice.slot] += choice.heads
            wishes += self.all_points[index] - loads[choice.unit]
            loads[choice.unit] += 1
            on[choice.unit].add(choice.slot)
        for pairing in problem.pairings:
            wishes += pairing.weight * len(on[pairing.first] & on[pairing.second])
        minimum = sum(min(slot.need, got) for slot, got in zip(problem.slots, heads, strict=True))
        return Score(minimum, sum(heads) - minimum, wishes)
