"""What is to be put right on a day: its gaps and its clashes, each with the shift to jump to."""

from collections.abc import Iterable, Sequence

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar
from mitzvah_desk.desk.widgets.notice import format_finding
from mitzvah_desk.rules.findings import Finding, Severity, soft_finding

_GAP = "rota.gap"
Told = dict[Finding, int]
"""Findings with the shift to which each leads."""


def gap_finding(bar: ShiftBar) -> Finding:
    """What a shift still needs, such as: Bakers at 10:00 in Rubens tea needs 2 more."""
    shift = bar.shift
    when = f" at {shift.starts_at:%H:%M}" if shift.starts_at else ""
    text = f"{shift.role}{when} in {bar.project} needs {shift.gap} more."
    return soft_finding(_GAP, bar.project, text, "")


def list_day_findings(plan: DayPlan, clashes: Iterable[Finding]) -> Told:
    """A day's findings: what cannot be, then gaps, then what is to be checked.

    Args:
        plan: the day.
        clashes: those of the campaign; only those that name one of the day's shifts or projects are taken.
    """
    bars = plan.bars()
    mine = [(finding, shift_id) for finding in clashes if (shift_id := _named(finding, bars))]
    told: Told = {}
    for finding, shift_id in mine:
        if finding.severity is Severity.HARD:
            told[finding] = shift_id
    for bar in bars:
        if bar.shift.gap:
            told.setdefault(gap_finding(bar), bar.shift.id)
    for finding, shift_id in mine:
        if finding.severity is Severity.SOFT:
            told.setdefault(finding, shift_id)
    return told


def messages_by_shift(plan: DayPlan, told: Told) -> dict[int, list[str]]:
    """By shift, what stands against it, in sentences; its gap is said with its numbers already."""
    bars = plan.bars()
    found: dict[int, list[str]] = {}
    for finding in told:
        if finding.rule != _GAP:
            for bar in _all_named(finding, bars):
                found.setdefault(bar.shift.id, []).append(format_finding(finding))
    return found


def _named(finding: Finding, bars: Sequence[ShiftBar]) -> int:
    """The shift that a finding names; one of the project that it is about; 0 where it is none of these."""
    about = [bar for bar in bars if bar.project in {finding.subject, finding.text}]
    return next((bar.shift.id for bar in (*_all_named(finding, bars), *about)), 0)


def _all_named(finding: Finding, bars: Sequence[ShiftBar]) -> list[ShiftBar]:
    """The shifts that a finding names, those at its time if there are any."""
    named = [bar for bar in bars if f"{bar.shift.role} in {bar.project}" in finding.text]
    timed = [bar for bar in named if bar.shift.starts_at and f"{bar.shift.starts_at:%H:%M}" in finding.text]
    return timed or named
