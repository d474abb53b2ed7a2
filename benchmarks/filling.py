"""Filling a rota, against the same program handed to the solver bare: user time, one thread each."""

import os
from collections.abc import Sequence

from mitzvah_desk.solver.problem import Problem
from mitzvah_desk.solver.program import Program
from mitzvah_desk.solver.score import Score, Scoring
from mitzvah_desk.solver.solve import solve_rota
from tests.solver.generate import campaign

_BARE_SECONDS = 120.0


def filling() -> None:
    """Prints our time, the solver's own, and how close to the bound each came."""
    solve_rota(campaign(10, 5))  # loads the solver
    small = [campaign(150, 60, seed, parallel=True) for seed in range(1, 11)]
    compare("ten days of 150 people x 60 parallel shifts", small)
    for seed in (1, 2, 3):
        compare(f"400 people x 200 shifts, day {seed}", [campaign(400, 200, seed)])


def compare(what: str, problems: Sequence[Problem]) -> None:
    """One line of times for all the problems, and one of what was reached for each."""
    ours = alone = longest = 0.0
    lines = []
    for problem in problems:
        start = os.times().user
        proposal = solve_rota(problem)
        took = os.times().user - start
        ours, longest = ours + took, max(longest, took)
        seconds, score, gap = bare(problem)
        alone += seconds
        lines.append(f"{_reached(proposal.score, proposal.gap)} / {_reached(score, gap)}")
    print(f"{'fill ' + what:<58} {ours:>10.2f} s {alone:>10.2f} s {ours / alone:>7.2f}", flush=True)
    print(f"{'  the longest':<58} {longest:>10.2f} s")
    for line in lines:
        print(f"  {line}", flush=True)


def bare(problem: Problem) -> tuple[float, Score, float]:
    """The same columns and rows in HiGHS alone, from nothing: the numbers first, then the wishes.

    Returns:
        The solver's seconds, the writing of the program not counted; what it reached; its larger gap.
    """
    import highspy
    import numpy as np

    scoring = Scoring(problem)
    program = Program(problem, scoring)
    columns = np.arange(program.size, dtype=np.int32)
    score, gaps, seconds = Score(0, 0, 0), [], 0.0
    for costs in (program.number_costs(), program.wish_costs()):
        highs = highspy.Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.99),
            ("time_limit", _BARE_SECONDS),
        ):
            highs.setOptionValue(option, value)
        highs.passModel(program.model())
        highs.changeColsCost(program.size, columns, np.array(costs))
        for row, floor in zip(program.floors, (score.minimum, score.extra), strict=True):
            highs.changeRowBounds(row, floor, float("inf"))
        start = os.times().user
        highs.run()
        seconds += os.times().user - start
        info = highs.getInfo()
        values = np.array(highs.getSolution().col_value)[: program.choices]
        score = scoring.score(int(index) for index in np.flatnonzero(values > 0.5))
        reached = info.objective_function_value
        gaps.append((info.mip_dual_bound - reached) / max(1.0, abs(info.mip_dual_bound)))
    return seconds, score, max(gaps)


def _reached(score: Score, gap: float) -> str:
    return f"{score.minimum}+{score.extra}, {score.wishes} points, gap {max(0.0, gap):.2%}"
