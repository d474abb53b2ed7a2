"""What is to be put right on a day: its gaps and its clashes, each with the shift to jump to."""

from collections.abc import Iterable, Sequence

from mitzvah_desk.desk.rota.plan import Bar, Plan
from mitzvah_desk.rules.findings import Finding, Severity, soft

Told = dict[Finding, int]
"""Findings with the shift to which each leads."""


def gap(bar: Bar) -> Finding:
    """What a shift still needs, such as: Bakers at 10:00 in Rubens tea needs 2 more."""
    shift = bar.shift
    when = f" at {shift.starts_at:%H:%M}" if shift.starts_at else ""
    text = f"{shift.role}{when} in {bar.project} needs {shift.gap} more."
    return soft("rota.gap", bar.project, text, "")


def of_day(plan: Plan, clashes: Iterable[Finding]) -> Told:
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
            told.setdefault(gap(bar), bar.shift.id)
    for finding, shift_id in mine:
        if finding.severity is Severity.SOFT:
            told.setdefault(finding, shift_id)
    return told


def _named(finding: Finding, bars: Sequence[Bar]) -> int:
    """The shift that a finding names; one of the project that it is about; 0 where it is none of these."""
    named = [bar for bar in bars if f"{bar.shift.role} in {bar.project}" in finding.text]
    timed = [bar for bar in named if bar.shift.starts_at and f"{bar.shift.starts_at:%H:%M}" in finding.text]
    about = [bar for bar in bars if bar.project in {finding.subject, finding.text}]
    return next((bar.shift.id for bar in (*timed, *named, *about)), 0)
