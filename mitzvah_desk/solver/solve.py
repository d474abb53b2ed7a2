"""Fills a rota: a good answer first, then the best, and how far from the best it can be at most."""

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from mitzvah_desk.solver.highs import Limits, Solver
from mitzvah_desk.solver.problem import Problem, SlotOption
from mitzvah_desk.solver.program import Program
from mitzvah_desk.solver.score import Score, Scoring
from mitzvah_desk.solver.search import Search

Progress = Callable[[int, int, Score, Score], object]
_STEPS = 7
_FEW = 5000
_MANY = 8000
_ROUGH = 0.001
_CLOSE = 1e-3
"""How far the solver's sums may be from the whole numbers they stand for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rota proposed.

    Attributes:
        choices: who goes where.
        score: what it reaches.
        bound: what no rota can exceed; for wishes, none with these numbers.
    """

    choices: tuple[SlotOption, ...]
    score: Score
    bound: Score

    @property
    def proven(self) -> bool:
        """Whether no better rota exists."""
        return self.score == self.bound

    @property
    def gap(self) -> float:
        """How far it may be from the best at most, as a share of the best; the worst of its parts."""
        pairs = (
            (self.score.minimum, self.bound.minimum),
            (self.score.extra, self.bound.extra),
            (self.score.wishes, self.bound.wishes),
        )
        return max((most - got) / max(1, abs(most)) for got, most in pairs)


def solve_rota(
    problem: Problem, progress: Progress | None = None, *, seed: int = 1, limits: Limits | None = None
) -> Proposal:
    """Fills a rota: minimum numbers first, then maximum numbers, then wishes, company and fairness.

    Args:
        problem: what is to be filled.
        progress: called often with steps done, steps in all, the best score yet and what none can exceed;
            whatever it raises stops the work and goes on to the caller.
        seed: where chance begins; the same problem and seed have the same answer.
        limits: when to stop without a proof.
    """
    return _Filling(problem, progress, seed, limits or Limits()).run()


class _Filling:
    """One run: what is best so far, and what cannot be exceeded."""

    def __init__(self, problem: Problem, progress: Progress | None, seed: int, limits: Limits) -> None:
        self._problem = problem
        self._progress = progress
        self._seed = seed
        self._limits = limits
        self._scoring = Scoring(problem)
        self._done = 0
        self._best: tuple[int, ...] = ()
        self._score = self._scoring.score(())
        self._extra = sum(slot.room - slot.need for slot in problem.slots)
        need = sum(slot.need for slot in problem.slots)
        company = sum(max(0, pairing.weight) for pairing in problem.pairings) * len(problem.slots)
        wishes = sum(max(0, points) for points in self._scoring.all_points) + company
        self._bound = Score(need, self._extra, wishes)

    def run(self) -> Proposal:
        self._step(0)
        search = Search(self._problem, self._scoring, self._seed)
        search.fill(self._tick)
        self._take(search.chosen)
        if self._problem.eligible:
            program = Program(self._problem, self._scoring)
            solver = Solver(program, self._tick, self._limits)
            self._step(1)
            self._settle_numbers(program, solver)
            self._step(4)
            self._settle_wishes(program, solver)
        else:
            self._bound = self._score
        self._step(_STEPS)
        choices = tuple(self._problem.eligible[index] for index in self._best)
        return Proposal(choices, self._score, self._bound)

    def _settle_numbers(self, program: Program, solver: Solver) -> None:
        """Minimum and maximum numbers, as one sum in which a minimum outweighs everything beyond."""
        weight = self._extra + 1

        def reached() -> int:
            return self._score.minimum * weight + self._score.extra

        most = self._bound.minimum * weight + self._bound.extra
        if reached() < most:
            solver.aim(program.number_costs())
            most = min(most, self._close_in(solver, reached, rough=0))
        extra = min(self._extra, most - self._score.minimum * weight)
        self._bound = Score(most // weight, extra, self._bound.wishes)

    def _settle_wishes(self, program: Program, solver: Solver) -> None:
        """Wishes, with the numbers reached kept."""
        search = Search(self._problem, self._scoring, self._seed, self._best)
        search.improve(self._tick)
        self._take(search.chosen)
        solver.aim(program.wish_costs(), self._score.minimum, self._score.extra)
        most = self._close_in(solver, lambda: self._score.wishes, rough=_ROUGH)
        self._bound = replace(self._bound, wishes=min(most, self._bound.wishes))

    def _close_in(self, solver: Solver, reached: Callable[[], int], *, rough: float) -> int:
        """Betters the best rota until nothing can be better, or it would take too long; returns the bound.

        The solver sees the likely choices only, at first; then every choice that could be in a better rota.
        Among the likely, it may stop at the share ``rough`` below the best of them.
        """
        import numpy as np

        relaxed = solver.relax()
        if relaxed is None:
            return sys.maxsize
        most = math.floor(relaxed.bound + _CLOSE)
        all_choices = len(self._problem.eligible)
        values, prices = relaxed.values[:all_choices], relaxed.prices[:all_choices]
        likely = values > _CLOSE
        likely[list(self._best)] = True
        shuffled = np.random.default_rng(self._seed).permutation(all_choices)
        order = np.lexsort((shuffled, -prices, ~likely))
        for count in (_FEW, _MANY):
            self._step(self._done + 1)
            if reached() >= most:
                return most
            useful = relaxed.bound + prices > reached() + 1 - _CLOSE
            if count == _MANY and np.count_nonzero(useful) > _MANY:
                return most
            allowed = np.zeros(all_choices, dtype=bool)
            allowed[order[:count]] = True
            allowed &= useful | likely
            complete = bool(np.all(allowed >= useful))
            solved = solver.solve(allowed, self._best, slack=0 if complete else rough * most)
            self._take(solved.chosen)
            if complete:
                return max(reached(), math.floor(min(most, solved.bound) + _CLOSE))
        return most

    def _take(self, chosen: tuple[int, ...] | None) -> None:
        if chosen is not None:
            score = self._scoring.score(chosen)
            if score >= self._score:
                self._best, self._score = chosen, score

    def _step(self, done: int) -> None:
        self._done = done
        self._tick()

    def _tick(self) -> None:
        if self._progress is not None:
            self._progress(self._done, _STEPS, self._score, self._bound)
