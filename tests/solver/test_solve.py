from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.solver.highs import Limits
from mitzvah_desk.solver.problem import Problem, SlotOption
from mitzvah_desk.solver.score import Score, Scoring
from mitzvah_desk.solver.solve import Proposal, solve_rota
from tests.solver.generate import campaign


def keeps_the_rules(problem: Problem, choices: tuple[SlotOption, ...]) -> bool:
    """Written apart from the solver: every pair of shifts, every limit."""
    heads = [sum(c.heads for c in choices if c.slot == number) for number in range(len(problem.slots))]
    return (
        set(choices) <= set(problem.suits)
        and all(can_do(problem, n, [c for c in choices if c.unit == n]) for n in range(len(problem.units)))
        and all(n <= max(0, slot.maximum - slot.filled) for n, slot in zip(heads, problem.slots, strict=True))
        and all(
            sum(len(c.members) for c in choices if c.slot in cap.slots) <= cap.most for cap in problem.caps
        )
    )


def can_do(problem: Problem, number: int, own: list[SlotOption]) -> bool:
    unit = problem.units[number]
    minutes = sum(problem.slots[choice.slot].minutes for choice in own)
    if len({choice.slot for choice in own}) < len(own) or len(own) > unit.shifts_left:
        return False
    if unit.minutes_left is not None and minutes > unit.minutes_left:
        return False
    spans = [span for choice in own if (span := problem.slots[choice.slot].span) is not None]
    return not (
        any(problem.clash(a, b) for a, b in combinations(spans, 2))
        or any(problem.clash(span, taken) for span in spans for taken in unit.taken)
        or any(a.starts_at < s.ends_at and s.starts_at < a.ends_at for s in spans for a in unit.away)
    )


def best_by_trying_all(problem: Problem) -> Score:
    scoring = Scoring(problem)
    best = Score(0, 0, 0)

    def go_on(index: int, taken: tuple[int, ...]) -> None:
        nonlocal best
        choices = tuple(problem.eligible[i] for i in taken)
        if not keeps_the_rules(problem, choices):
            return
        best = max(best, scoring.score(taken))
        for following in range(index, len(problem.eligible)):
            go_on(following + 1, (*taken, following))

    go_on(0, ())
    return best


campaigns = st.builds(
    campaign,
    st.integers(0, 40),
    st.integers(0, 20),
    st.integers(0, 10**6),
    parallel=st.booleans(),
    tight=st.sampled_from((0.3, 1.0, 2.0)),
)
tiny = st.builds(
    campaign, st.integers(1, 4), st.integers(1, 4), st.integers(0, 10**6), parallel=st.booleans()
)


@given(campaigns)
@settings(max_examples=40)
def test_every_proposal_keeps_every_rule(problem: Problem) -> None:
    proposal = solve_rota(problem)
    assert keeps_the_rules(problem, proposal.choices)
    indices = [problem.eligible.index(choice) for choice in proposal.choices]
    assert proposal.score == Scoring(problem).score(indices)
    assert proposal.score <= proposal.bound
    assert proposal.gap >= 0


@given(tiny.filter(lambda problem: len(problem.eligible) <= 12))
@settings(max_examples=60)
def test_a_proven_answer_is_what_trying_all_finds(problem: Problem) -> None:
    proposal = solve_rota(problem)
    assert proposal.proven
    assert proposal.score == best_by_trying_all(problem)


@given(campaigns)
@settings(max_examples=15)
def test_the_same_problem_has_the_same_answer(problem: Problem) -> None:
    assert solve_rota(problem) == solve_rota(problem)


def test_a_hundred_and_fifty_people_on_sixty_parallel_shifts_are_proven_best() -> None:
    proposal = solve_rota(campaign(150, 60, parallel=True))
    assert proposal.proven
    assert proposal.gap == 0


def test_four_hundred_people_on_two_hundred_shifts_come_within_a_hundredth() -> None:
    problem = campaign(400, 200)
    proposal = solve_rota(problem)
    assert keeps_the_rules(problem, proposal.choices)
    assert proposal.gap <= 0.01


class CalledOffError(Exception):
    pass


@pytest.mark.parametrize("step", [0, 1, 2, 5])
def test_progress_may_call_it_off_in_every_step(step: int) -> None:
    problem = campaign(150, 60, parallel=True)
    told: list[int] = []

    def progress(done: int, total: int, best: Score, bound: Score) -> None:
        told.append(done)
        if told.count(step) == 2:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        solve_rota(problem, progress)
    assert told[-2:] == [step, step]
    assert solve_rota(problem).proven


def test_progress_tells_steps_and_never_a_best_beyond_the_bound() -> None:
    told: list[tuple[int, int, Score, Score]] = []
    proposal: Proposal = solve_rota(campaign(150, 60), lambda *values: told.append(values))
    steps = [done for done, _, _, _ in told]
    assert steps == sorted(steps)
    assert told[-1] == (told[-1][1], told[-1][1], proposal.score, proposal.bound)
    assert all(best <= bound for _, _, best, bound in told)


def test_stopped_early_it_is_a_rota_and_says_how_far_from_the_best_it_may_be() -> None:
    problem = campaign(150, 60, 6, tight=2.0)
    proposal = solve_rota(problem, limits=Limits(nodes=0, work=0))
    assert keeps_the_rules(problem, proposal.choices)
    assert not proposal.proven
    assert proposal.gap > 0
    assert proposal == solve_rota(problem, limits=Limits(nodes=0, work=0))
