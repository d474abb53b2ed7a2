"""Whose details and what else is due to go: kept no longer than needed (UK GDPR, article 5(1)(e)).

The regulation sets no periods: each purpose has one of its own here, which a committee may make shorter.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from mitzvah_desk.rules.plurals import count_noun

HOLD_MONTHS = 24
"""How long a decision to keep somebody stands before it is asked again."""
TIDY_MONTHS = 11
"""So long after a tidy-up the next one is proposed: once a year, whenever somebody looks."""


class RetentionRule(StrEnum):
    """What a tidy-up looks for."""

    PEOPLE = "people"
    DAY = "day"
    CONVERSATIONS = "conversations"


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """How long something is kept, and what for.

    Attributes:
        rule: what it is for.
        longest: the longest period, which is the one that a new file has.
        unit: what it is counted in: ``month`` or ``day``.
        title: what is kept, as a heading.
        purpose: what it is kept for and what happens then, in plain words.
        label: the words of its field in Settings.
    """

    rule: RetentionRule
    longest: int
    unit: str
    title: str
    purpose: str
    label: str


PERIODS: Mapping[RetentionRule, RetentionPeriod] = {
    each.rule: each
    for each in (
        RetentionPeriod(
            RetentionRule.PEOPLE,
            24,
            "month",
            "People whom nobody has seen",
            "We keep people to ask them again and to thank them. Whoever neither took part, gave, wrote nor"
            " spoke with us for so long, and did not ask to be kept, goes. Past figures stay the same.",
            "Months since somebody was last seen",
        ),
        RetentionPeriod(
            RetentionRule.DAY,
            60,
            "day",
            "Details that were for one day",
            "Diets, access needs, emergency contacts, times away, visits and gift lists are there to get a"
            " day right. Once all of the campaign is over for so long, they are emptied.",
            "Days after the campaign is over",
        ),
        RetentionPeriod(
            RetentionRule.CONVERSATIONS,
            36,
            "month",
            "Old conversations",
            "We note what was said to know what was agreed with a partner. After so long nobody needs it.",
            "Months after a conversation",
        ),
    )
}
"""The rules in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """What is known of one person when it is judged whether they may be kept.

    Attributes:
        household_id: their household; None where they have none.
        child: whether they are a child today.
        seen: the last day on which they took part, gave, were written to or spoken with, or were added to the
            book; None where nothing tells.
        changed: when their record was last changed.
        asked: they asked to be kept, and did not take it back.
        held: when it was last decided to keep them; None where it never was.
        guardians: the adults who answer for them.
    """

    household_id: int | None = None
    child: bool = False
    seen: date | None = None
    changed: date | None = None
    asked: bool = False
    held: date | None = None
    guardians: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DueRecord:
    """One thing that is due: a person, or records of one kind that belong to one person, project or partner.

    Attributes:
        rule: by which rule.
        table: the table of the records.
        ids: the records.
        name: whose they are.
        last: the day from which the period is counted; None where nothing tells.
        why: the same as a sentence.
        will: what a tidy-up does with them.
        doubtful: whether it should be looked at first.
    """

    rule: RetentionRule
    table: str
    ids: tuple[int, ...]
    name: str
    last: date | None
    why: str
    will: str
    doubtful: bool


class Verdict(StrEnum):
    """Whether something may stay."""

    KEEP = "keep"
    DOUBTFUL = "doubtful"
    """It is due by the rule, but something speaks for a look at it first."""
    DUE = "due"


def subtract_months(day: date, months: int) -> date:
    """The same day so many months before; the last of the month where that is shorter.

    Args:
        day: from when.
        months: how many, from 0 on.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def judge_people(people: Mapping[int, RetentionFacts], today: date, months: int) -> dict[int, Verdict]:
    """Who is due to go, and of whom it is doubtful; who may stay is left out.

    A family is not torn apart: an adult who answers for a child stays while that child stays by itself, and a
    child stays while an adult stays who answers for it and lives with it. Whose record was changed lately, or
    of whom nothing tells when they were seen, is doubtful.

    Args:
        people: everybody, by id.
        today: the day of the question.
        months: how long somebody is kept unseen.
    """
    limit, hold = subtract_months(today, months), subtract_months(today, HOLD_MONTHS)
    staying = {each for each, facts in people.items() if _stays(facts, limit, hold)}
    children = {each: facts for each, facts in people.items() if facts.child}
    staying |= {adult for each, facts in children.items() if each in staying for adult in facts.guardians}
    staying |= {
        each
        for each, facts in children.items()
        if any(adult in staying and _live_together(facts, people.get(adult)) for adult in facts.guardians)
    }
    return {
        each: Verdict.DOUBTFUL if _is_doubtful(facts, limit) else Verdict.DUE
        for each, facts in people.items()
        if each not in staying
    }


def judge_day_details(
    needed: date | None, changed: date | None, today: date, days: int, *, open_campaign: bool
) -> Verdict:
    """Whether details that were for one day may stay.

    Args:
        needed: the last day of the last campaign that needed them; None where none did yet.
        changed: when the record was last changed.
        today: the day of the question.
        days: how long they are kept after that day.
        open_campaign: whether some campaign is to come, or over for less than that; who is in none may be
            waiting for it, and what was changed after the last may be for it.
    """
    limit = today - timedelta(days=days)
    last = needed or changed
    if last is not None and last >= limit:
        return Verdict.KEEP
    if not open_campaign:
        return Verdict.DUE
    if needed is None:
        return Verdict.KEEP
    return Verdict.DOUBTFUL if changed is not None and changed > needed else Verdict.DUE


def judge_conversation(on_day: date, today: date, months: int, *, open_step: bool) -> Verdict:
    """Whether a note of a conversation may stay.

    Args:
        on_day: when it was held.
        today: the day of the question.
        months: how long it is kept.
        open_step: something that was agreed is still to be done.
    """
    if on_day >= subtract_months(today, months):
        return Verdict.KEEP
    return Verdict.DOUBTFUL if open_step else Verdict.DUE


def format_months(months: int) -> str:
    """A period as it is said: ``two years``, ``18 months``."""
    known = {12: "a year", 24: "two years", 36: "three years"}
    return known.get(months, count_noun(months, "month"))


def is_tidying_due(last: date | None, today: date) -> bool:
    """Whether a tidy-up may be proposed again.

    Args:
        last: the day of the last one; None where there was none.
        today: the day of the question.
    """
    return last is None or last < subtract_months(today, TIDY_MONTHS)


def require_no_longer(rule: RetentionRule) -> Callable[[Any], int]:
    """What holds a period in Settings to its rule.

    Args:
        rule: whose period.

    Returns:
        A function that gives the period back, or raises ValueError with a sentence for beside the field.
    """
    longest, unit = PERIODS[rule].longest, PERIODS[rule].unit

    def require(value: Any) -> int:  # noqa: ANN401  # whatever was typed
        if not isinstance(value, int) or not 1 <= value <= longest:
            raise ValueError(
                f"Say a number of {unit}s from 1 to {longest}: it may be made shorter, not longer than that."
            )
        return value

    return require


def _stays(facts: RetentionFacts, limit: date, hold: date) -> bool:
    seen = facts.seen is not None and facts.seen >= limit
    return seen or facts.asked or (facts.held is not None and facts.held >= hold)


def _is_doubtful(facts: RetentionFacts, limit: date) -> bool:
    return facts.seen is None or (facts.changed is not None and facts.changed >= limit)


def _live_together(child: RetentionFacts, adult: RetentionFacts | None) -> bool:
    """Who is in no household counts as living with those who answer for them."""
    return adult is not None and child.household_id in {None, adult.household_id}
