"""What one does on the board as the office's actions, and what stands against them beforehand."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from mitzvah_desk.desk.rota.assignee import Assignee
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift, Move, check_shift_change
from mitzvah_desk.office.rota.checks import check_assignment_changes
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota.facts import AssignmentFacts

Ask = Callable[..., Any]
"""``Office.query``."""


def make_change_action(shift_id: int, start: datetime, end: datetime) -> Action:
    """A shift's new time."""
    return ChangeShift(shift_id, {"starts_at": start, "ends_at": end})


def make_assign_action(shift_id: int, who: Assignee) -> Action:
    """Somebody for a shift: moved from another, a group with its heads, a family, or one person."""
    if who.assignment_id:
        return Move(who.assignment_id, shift_id)
    if who.kind == "group":
        return Assign(
            shift_id, group_id=who.id, adults=who.adults, children=who.children, reserve=who.reserve
        )
    if who.household_id is not None:
        return Assign(shift_id, household_id=who.household_id, reserve=who.reserve)
    return Assign(shift_id, (who.id,), reserve=who.reserve)


def find_change_problems(ask: Ask, shift_id: int, start: datetime, end: datetime) -> Sequence[Finding]:
    """What would stand against a shift's new time."""
    return _telling(ask(check_shift_change, shift_id, {"starts_at": start, "ends_at": end}))


def find_assign_problems(ask: Ask, shift_id: int, who: Assignee) -> Sequence[Finding]:
    """What would stand against putting somebody on a shift."""
    if who.assignment_id:
        return _telling(ask(check_assignment_changes, {who.assignment_id: {"shift_id": shift_id}}))
    new = AssignmentFacts(0, shift_id, (who.kind, who.id), who.adults, who.children)
    return _telling(ask(check_assignment_changes, {}, [new]))


def _telling(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.INFO]
