"""What is to be put right on a day: its gaps and its clashes, each with the shift to jump to."""

from collections.abc import Iterable

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar, list_worst_gaps
from mitzvah_desk.desk.widgets.notice import format_finding
from mitzvah_desk.rules.findings import Finding, Severity, soft_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.rota.scope import Concern

_GAP = "rota.gap"
Told = dict[Finding, tuple[int, ...]]
"""Findings with the shifts of the day that each is about; it leads to the first of them."""


def gap_finding(plan: DayPlan, bar: ShiftBar) -> Finding:
    """What a shift still lacks, such as: Bakers at 10:00 in Rubens tea: 1 confirmed, gap 2."""
    shift, project = bar.shift, plan.lines[bar.line].project
    place = f", {shift.place}" if shift.place not in {"", project.place} else ""
    text = f"{_name(bar, ' at ')} in {project.title}{place}: {shift.staffing.words}."
    return soft_finding(_GAP, project.title, text, "")


def list_day_findings(plan: DayPlan, concerns: Iterable[Concern]) -> Told:
    """A day's findings: what cannot be, then gaps, the worst first, then what is to be checked.

    Args:
        plan: the day.
        concerns: those of the campaign; only those about the day or one of its shifts are taken.
    """
    place = {bar.shift.id: number for number, bar in enumerate(plan.bars())}
    mine: Told = {}
    grave: set[Finding] = set()
    for concern in concerns:
        finding = concern.finding
        if finding.severity is not Severity.INFO and concern.about.is_of_day(plan.day, place.keys()):
            shifts = {*mine.get(finding, ()), *(concern.about.shifts & place.keys())}
            mine[finding] = tuple(sorted(shifts, key=place.__getitem__))
            grave |= {finding} if finding.severity is Severity.HARD else set()
    every = sorted(mine, key=lambda finding: (finding.subject, finding.text))
    told: Told = {finding: mine[finding] for finding in every if finding in grave}
    for bar in list_worst_gaps(plan, len(place)):
        finding = gap_finding(plan, bar)
        told[finding] = (*told.get(finding, ()), bar.shift.id)
    return told | {finding: mine[finding] for finding in every if finding not in grave}


def messages_by_shift(told: Told) -> dict[int, list[str]]:
    """By shift, what stands against it, in sentences; its gap is said with its numbers already."""
    found: dict[int, list[str]] = {}
    for finding, shifts in told.items():
        for shift_id in shifts if finding.rule != _GAP else ():
            found.setdefault(shift_id, []).append(format_finding(finding))
    return found


def summarise_findings(plan: DayPlan, told: Told) -> str:
    """All of it in a line: how many shifts have a gap, the worst of them, and how much else there is."""
    gaps = sum(1 for bar in plan.bars() if bar.shift.gap)
    others = sum(1 for finding in told if finding.rule != _GAP)
    parts = []
    if gaps:
        worst = ", ".join(f"{_name(bar, ' ')} {bar.shift.staffing.pressing}" for bar in list_worst_gaps(plan))
        parts.append(f"{count_noun(gaps, 'shift')} with a gap, the worst: {worst}")
    if others:
        parts.insert(0, f"{count_noun(others, 'thing')} to check")
    return "; ".join(parts)


def _name(bar: ShiftBar, between: str) -> str:
    start = bar.shift.starts_at
    return f"{bar.shift.role}{between}{start:%H:%M}" if start else bar.shift.role
