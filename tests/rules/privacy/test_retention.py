"""How long details are kept: whose are due, whose stay, and periods that may only be made shorter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.privacy.retention import (
    PERIODS,
    RetentionFacts,
    RetentionRule,
    Verdict,
    is_tidying_due,
    judge_conversation,
    judge_day_details,
    judge_people,
    require_no_longer,
    subtract_months,
)

TODAY = date(2029, 3, 31)
OLD, NEW = date(2026, 11, 22), date(2028, 11, 19)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
people = st.dictionaries(
    st.integers(1, 8),
    st.builds(
        RetentionFacts,
        household_id=st.none() | st.integers(1, 3),
        child=st.booleans(),
        seen=st.none() | days,
        changed=st.none() | days,
        asked=st.booleans(),
        held=st.none() | days,
        guardians=st.frozensets(st.integers(1, 8), max_size=2),
    ),
)


@given(days, st.integers(0, 60))
def test_months_before_keep_the_day_where_the_month_has_it(day: date, months: int) -> None:
    before = subtract_months(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before + timedelta(days=1)).month != before.month


@given(people, days, st.integers(1, 24))
def test_whoever_was_seen_lately_asked_or_is_held_stays(
    everybody: dict[int, RetentionFacts], today: date, months: int
) -> None:
    judged = judge_people(everybody, today, months)
    limit = subtract_months(today, months)
    for each in judged:
        facts = everybody[each]
        assert not facts.asked
        assert facts.seen is None or facts.seen < limit
        assert facts.held is None or facts.held < subtract_months(today, 24)
        assert judged[each] is Verdict.DOUBTFUL or facts.seen is not None


@given(people, days, st.integers(1, 23))
def test_a_shorter_period_lets_nobody_stay_who_went_before(
    everybody: dict[int, RetentionFacts], today: date, months: int
) -> None:
    assert judge_people(everybody, today, months).keys() >= judge_people(everybody, today, months + 1).keys()


@given(people, days)
def test_whoever_is_alone_and_unseen_goes(everybody: dict[int, RetentionFacts], today: date) -> None:
    judged = judge_people(everybody, today, 24)
    answering = {adult for facts in everybody.values() if facts.child for adult in facts.guardians}
    for each, facts in everybody.items():
        unseen = facts.seen is not None and facts.seen < subtract_months(today, 24)
        alone = each not in answering and not (facts.child and facts.guardians)
        if unseen and alone and not facts.asked and facts.held is None:
            assert each in judged


def test_a_family_is_not_torn_apart() -> None:
    mother = RetentionFacts(household_id=1, seen=OLD)
    serving = RetentionFacts(household_id=1, child=True, seen=NEW, guardians=frozenset({1}))
    sister = RetentionFacts(household_id=1, child=True, seen=OLD, guardians=frozenset({1}))
    grown_up = RetentionFacts(household_id=1, seen=OLD, guardians=frozenset({1}))
    assert judge_people({1: mother, 2: serving, 3: sister, 4: grown_up}, TODAY, 24) == {4: Verdict.DUE}
    elsewhere = RetentionFacts(household_id=2, child=True, seen=OLD, guardians=frozenset({1}))
    assert judge_people({1: mother, 2: serving, 3: elsewhere}, TODAY, 24) == {3: Verdict.DUE}
    assert len(judge_people({1: mother, 3: sister}, TODAY, 24)) == 2


def test_doubtful_is_whoever_was_changed_lately_or_of_whom_nothing_tells() -> None:
    found = judge_people({1: RetentionFacts(seen=OLD, changed=NEW), 2: RetentionFacts()}, TODAY, 24)
    assert set(found.values()) == {Verdict.DOUBTFUL}


@pytest.mark.parametrize(
    ("needed", "changed", "is_open", "expected"),
    [
        (NEW, None, False, Verdict.DUE),
        (TODAY - timedelta(days=60), None, False, Verdict.KEEP),
        (TODAY - timedelta(days=61), None, False, Verdict.DUE),
        (OLD, NEW, True, Verdict.DOUBTFUL),
        (NEW, OLD, True, Verdict.DUE),
        (None, OLD, True, Verdict.KEEP),
        (None, OLD, False, Verdict.DUE),
        (None, TODAY, False, Verdict.KEEP),
        (None, None, False, Verdict.DUE),
    ],
)
def test_details_for_a_day_go_once_all_that_needed_them_is_over(
    needed: date | None, changed: date | None, is_open: bool, expected: Verdict
) -> None:
    assert judge_day_details(needed, changed, TODAY, 60, open_campaign=is_open) is expected


def test_an_old_conversation_goes_but_not_unseen_with_a_step_to_do() -> None:
    assert judge_conversation(NEW, TODAY, 36, open_step=False) is Verdict.KEEP
    assert judge_conversation(date(2026, 3, 30), TODAY, 36, open_step=False) is Verdict.DUE
    assert judge_conversation(date(2026, 3, 30), TODAY, 36, open_step=True) is Verdict.DOUBTFUL
    assert judge_conversation(date(2026, 3, 31), TODAY, 36, open_step=True) is Verdict.KEEP


def test_once_a_year_it_is_proposed() -> None:
    assert is_tidying_due(None, TODAY)
    assert is_tidying_due(date(2028, 4, 1), TODAY)
    assert not is_tidying_due(date(2028, 4, 30), TODAY)


@pytest.mark.parametrize("rule", RetentionRule)
def test_a_period_may_be_made_shorter_not_longer(rule: RetentionRule) -> None:
    require, longest = require_no_longer(rule), PERIODS[rule].longest
    assert require(longest) == longest
    assert require(1) == 1
    for value in (longest + 1, 0, -1, None, "12"):
        with pytest.raises(ValueError, match="shorter, not longer"):
            require(value)
