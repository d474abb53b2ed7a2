"""Which gifts a Gift Aid declaration covers, what may be claimed, and a line of HMRC's schedule."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import DeclarationScope
from mitzvah_desk.rules.privacy.gift_aid import (
    CANCELLED,
    NO_DECLARATION,
    NO_DONOR,
    NOT_A_PERSON,
    OTHER_DAY,
    Declaration,
    claim_gift_aid_until,
    explain_uncovered,
    find_covering,
    keep_gift_aid_until,
    tax_to_claim,
    tax_year_of,
)
from mitzvah_desk.rules.privacy.gift_aid_schedule import (
    TITLES,
    find_missing,
    house_of,
    make_line,
    propose_home,
)

ANN = ("person", 1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def declare(
    made_on: date = date(2026, 11, 22),
    scope: DeclarationScope = DeclarationScope.FROM_NOW,
    cancelled_on: date | None = None,
    *,
    number: int = 1,
    title: str = "Mrs",
    given: str = "Ann",
    family: str = "Cohen",
    address: str = "12 Elm Road\nLondon",
    postcode: str = "N2 0AA",
) -> Declaration:
    return Declaration(
        number, 1, title, given, family, address, postcode, made_on, scope, "on paper", cancelled_on
    )


DECLARATIONS = st.builds(declare, DAYS, st.sampled_from(DeclarationScope), st.none() | DAYS)


@given(DECLARATIONS, DAYS)
def test_a_declaration_covers_what_its_scope_says_until_it_is_cancelled(one: Declaration, day: date) -> None:
    covered = one.covers(day)
    if one.cancelled_on is not None and day >= one.cancelled_on:
        assert not covered
    elif one.scope is DeclarationScope.ONE_GIFT:
        assert covered == (day == one.made_on)
    elif one.scope is DeclarationScope.FROM_NOW:
        assert covered == (day >= one.made_on)
    else:
        year = one.made_on.year - 4
        first = (year, *((3, 1) if (one.made_on.month, one.made_on.day) == (2, 29) else ()))
        first = first if len(first) == 3 and year % 4 else (year, one.made_on.month, one.made_on.day)
        assert covered == ((day.year, day.month, day.day) >= first)


@given(DECLARATIONS, DAYS)
def test_a_wider_scope_covers_no_less(one: Declaration, day: date) -> None:
    by_scope = [declare(one.made_on, scope, one.cancelled_on).covers(day) for scope in DeclarationScope]
    assert by_scope == sorted(by_scope)


@given(st.lists(DECLARATIONS, max_size=4), DAYS)
def test_it_is_explained_exactly_where_nothing_covers(several: list[Declaration], day: date) -> None:
    covering = find_covering(several, day)
    reason = explain_uncovered(ANN, several, day)
    assert bool(reason) == (covering is None)
    assert covering is None or (covering in several and covering.covers(day))
    assert reason in {"", NO_DECLARATION, CANCELLED, OTHER_DAY}


@pytest.mark.parametrize("kind", ["household", "group", "partner"])
def test_only_one_person_gives_with_gift_aid(kind: str) -> None:
    assert explain_uncovered((kind, 1), [declare()], date(2026, 12, 1)) == NOT_A_PERSON
    assert explain_uncovered(None, [declare()], date(2026, 12, 1)) == NO_DONOR


def test_why_a_day_is_not_covered() -> None:
    ended = declare(cancelled_on=date(2026, 12, 1))
    assert explain_uncovered(ANN, [], date(2026, 12, 1)) == NO_DECLARATION
    assert explain_uncovered(ANN, [ended], date(2026, 12, 1)) == CANCELLED
    assert explain_uncovered(ANN, [ended], date(2026, 11, 21)) == OTHER_DAY
    newer = declare(date(2026, 11, 23), number=2)
    assert find_covering([ended, newer], date(2026, 11, 30)) == newer


def test_four_years_back_of_a_leap_day() -> None:
    back = DeclarationScope.FOUR_YEARS_BACK
    assert declare(date(2028, 2, 29), back).covers(date(2024, 2, 29))
    assert not declare(date(2028, 2, 29), back).covers(date(2024, 2, 28))
    assert declare(date(2104, 2, 29), back).covers(date(2100, 3, 1))


@given(DAYS)
def test_a_gift_is_claimed_for_four_and_kept_for_six_years_after_its_tax_year(day: date) -> None:
    first, last = tax_year_of(day)
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (4, 6, 4, 5)
    assert last - first >= timedelta(days=364)
    assert claim_gift_aid_until(day) == last.replace(year=last.year + 4)
    assert keep_gift_aid_until(day) == last.replace(year=last.year + 6)


@pytest.mark.parametrize(("pence", "claim"), [(0, 0), (100, 25), (2000, 500), (3, 0), (12345, 3086)])
def test_a_quarter_is_claimed(pence: int, claim: int) -> None:
    assert tax_to_claim(pence) == claim


@pytest.mark.parametrize(
    ("address", "abroad", "house"),
    [
        ("12 Elm Road\nLondon", False, "12"),
        ("12a, Elm Road", False, "12a"),
        ("12-14 Elm Road", False, "12-14"),
        ("Flat 3, 12 Elm Road\nLondon", False, "Flat 3, 12 Elm Road"),
        ("The Old Mill\nHigh Street", False, "The Old Mill"),
        ("1st Floor, Elm House", False, "1st Floor, Elm House"),
        ("5 Rue Haute\n1000 Brussels\nBelgium", True, "5 Rue Haute, 1000 Brussels, Belgium"),
        ("", False, ""),
    ],
)
def test_the_house_is_its_number_or_name(address: str, abroad: bool, house: str) -> None:
    assert house_of(address, abroad=abroad) == house


def test_a_line_of_the_schedule_is_as_hmrc_takes_it() -> None:
    one = declare(title="Rabbi", family="House-Martin " + "x" * 40, given="Ann " + "y" * 40)
    line = make_line(one, date(2026, 11, 22), 1250)
    assert len(line) == len(TITLES)
    assert line[0] == "", "no more than four letters"
    assert line[2].startswith("House Martin x")
    assert (len(line[1]), len(line[2])) == (35, 35)
    assert line[3:] == ("12", "N2 0AA", "", "", date(2026, 11, 22), 12.5)
    assert make_line(declare(title="Dr."), date(2026, 11, 22), 1)[0] == "Dr"


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        (declare(), ""),
        (declare(postcode="X"), ""),
        (declare(given=""), "first name"),
        (declare(postcode=""), "no postcode"),
        (declare(postcode="1000"), "no postcode of the United Kingdom"),
    ],
)
def test_what_a_declaration_lacks_for_the_schedule(one: Declaration, missing: str) -> None:
    assert missing in find_missing(one)
    assert bool(missing) == bool(find_missing(one))


def test_a_home_abroad_is_proposed_with_x() -> None:
    assert propose_home("12 Elm Road", "N2 0AA", "") == ("12 Elm Road", "N2 0AA")
    assert propose_home("5 Rue Haute", "1000", "Belgium") == ("5 Rue Haute\n1000\nBelgium", "X")
