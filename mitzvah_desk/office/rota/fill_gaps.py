"""Filling a campaign's gaps: the file as a problem for the solver, and its answer as one step in the file.

Reading is one query, solving knows no file and may run anywhere, accepting is one action.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.rota.assignments import add_assignments
from mitzvah_desk.office.rota.checks import check_assignment_changes, find_missing, settle_changes
from mitzvah_desk.office.rota.solver_input import Load, Posing
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.facts import AssignmentFacts
from mitzvah_desk.solver.explain import UnfilledGap, explain_gaps
from mitzvah_desk.solver.problem import Problem, SlotOption
from mitzvah_desk.solver.solve import Proposal, solve_rota
from mitzvah_desk.store.unit_of_work import UnitOfWork

__all__ = ["AcceptProposal", "Filled", "Load", "build_problem", "fill_gaps"]


@dataclass(frozen=True)
class Filled:
    """Who could fill a campaign's gaps.

    Attributes:
        problem: what was to be filled.
        proposal: who goes where, and how good that is.
        gaps: the shifts that stay below their minimum, with the reasons.
    """

    problem: Problem
    proposal: Proposal
    gaps: tuple[UnfilledGap, ...]

    def by_shift(self) -> list[tuple[str, list[SlotOption]]]:
        """The shifts that somebody is proposed for, in the problem's order, and who."""
        chosen: dict[int, list[SlotOption]] = {}
        for choice in self.proposal.choices:
            chosen.setdefault(choice.slot, []).append(choice)
        return [(slot.label, chosen[n]) for n, slot in enumerate(self.problem.slots) if n in chosen]

    def lines(self) -> list[str]:
        """In words, a line a shift and one for each who is proposed, with what is to be known of them."""
        return [
            line
            for label, who in self.by_shift()
            for line in (f"{label}:", *(f"  {each.name}: {each.told}." for each in who))
        ]

    def pairs(self, choices: Iterable[SlotOption]) -> tuple[tuple[int, int], ...]:
        """Choices as shifts and persons, ready to be accepted."""
        slots = self.problem.slots
        return tuple((slots[choice.slot].shift_id, person) for choice in choices for person in choice.members)

    @property
    def summary(self) -> str:
        """What the proposal reaches and how good that is, in two sentences."""
        need = sum(slot.need for slot in self.problem.slots)
        beyond = sum(slot.room for slot in self.problem.slots) - need
        score = self.proposal.score
        minimum = f"fills {score.minimum} of the {need} places missing to the minimum numbers"
        reached = f"It {minimum if need else 'finds no place missing to the minimum numbers'}"
        reached += f" and fills {score.extra} of {beyond} beyond." if beyond else "."
        if self.proposal.proven:
            return f"{reached} No better rota is possible."
        more = max(0.1, self.proposal.gap * 100)
        return f"{reached} A better rota may be possible, by {more:.1f}% at most."


def build_problem(
    connection: Connection,
    campaign_id: int,
    shift_ids: Collection[int] | None = None,
    load: Load | None = None,
) -> Problem:
    """The gaps of a campaign as a problem for ``fill_gaps``.

    Who may be asked is what ``rules/rota/may_be_asked.py`` says; nobody is who is on a shift already, said no
    to it, or against whom a check speaks. Children come only with the adult who answers for them.

    Args:
        connection: the file.
        campaign_id: the campaign.
        shift_ids: only these of its shifts; all of them where None.
        load: how much is asked for.
    """
    return Posing(connection, campaign_id, shift_ids, load or Load()).problem()


def fill_gaps(problem: Problem, step: Callable[[int, int], object] | None = None) -> Filled:
    """Solves a problem and explains what stays; it knows no file, and may run beside the window.

    Args:
        problem: from ``build_problem``.
        step: told how many of how many parts are done; whatever it raises stops the work.
    """
    proposal = solve_rota(problem, None if step is None else lambda done, total, *_: step(done, total))
    return Filled(problem, proposal, explain_gaps(problem, proposal.choices))


@dataclass(frozen=True)
class AcceptProposal:
    """Invites people to shifts as proposed, all of it or the part that is given; one step, one undo.

    Attributes:
        pairs: shifts and persons.
    """

    pairs: tuple[tuple[int, int], ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """The same as when each is put on a shift by hand, with all of them there."""
        if not self.pairs:
            return [hard_finding("rota.nobody", "Fill gaps", "Nobody is chosen.", "Choose whom to invite.")]
        new = self._new()
        return find_missing(work.connection, new) or check_assignment_changes(work.connection, {}, new)

    def apply(self, work: UnitOfWork) -> Applied:
        """Invites them."""
        settle_changes(work, {}, self._new())
        ids = add_assignments(work, [(each, work.reason) for each in self._new()])
        people, shifts = (len({pair[part] for pair in self.pairs}) for part in (1, 0))
        return Applied(f"Invited {count_noun(people, 'person')} to {count_noun(shifts, 'shift')}", ids)

    def _new(self) -> list[AssignmentFacts]:
        return [AssignmentFacts(0, shift, ("person", person)) for shift, person in self.pairs]
