"""The sample year is always about to happen, whenever it is made."""

from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_year import SAMPLE_DAY, sample_year

from mitzvah_desk.office.core.lookup import list_campaign_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.sample.dates import propose_sample_day
from mitzvah_desk.office.sample.loader import make_sample
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.jewish_calendar.calendar import days_of_rest, jewish_day

YEARS = st.dates(date(2025, 1, 1), date(2036, 12, 31))


def facts(office: Office, sql: str) -> list[Any]:
    return office.query(lambda connection: [row[0] for row in connection.exec_driver_sql(sql)])


def against(office: Office) -> Counter[str]:
    return Counter(f.rule for f in office.query(check_file) if f.severity is not Severity.INFO)


@given(YEARS)
def test_its_day_is_a_sunday_some_weeks_ahead_on_which_one_may_work(today: date) -> None:
    day = propose_sample_day(today)
    assert day.weekday() == 6
    assert not days_of_rest(day)
    assert jewish_day(day) is None
    assert timedelta(days=21) <= day - today < timedelta(days=80)


def test_outside_the_festivals_it_is_in_three_to_four_weeks() -> None:
    for days in range(365 * 4):
        today = date(2026, 1, 1) + timedelta(days=days)
        if today.month not in {3, 4, 5, 8, 9, 10} and days % 7:
            assert propose_sample_day(today) - today < timedelta(days=36), today


@pytest.mark.parametrize("days", range(0, 8 * 365, 211))
def test_on_any_day_it_loads_and_nothing_stands_against_it(tmp_path: Path, days: int) -> None:
    today = date(2026, 1, 9) + timedelta(days=days)
    with closing(make_sample(tmp_path / "year.mitzvah", today=today)) as office:
        assert not against(office)
        main_day, last = facts(office, "SELECT main_day FROM campaign ORDER BY id")
        day = date.fromisoformat(main_day)
        assert day == propose_sample_day(today)
        assert facts(office, "SELECT count(*) FROM kind_shift")[0] > 30
        names = {option.label for option in office.query(list_campaign_options)}
        assert names == {f"Mitzvah Day {day.year}", f"Mitzvah Day {last[:4]}"}
        assert all(line.letter_id for line in office.query(list_thanks, 2)), "last year is thanked"
        for sql in ("SELECT max(at) FROM movement", "SELECT max(on_day) FROM money_gift"):
            assert date.fromisoformat(facts(office, sql)[0][:10]) <= today
        assert facts(office, "SELECT count(*) FROM project WHERE title LIKE '%2025' AND campaign_id = 2") == [
            6 if last.startswith("2025") else 0
        ]


def test_a_day_that_is_told_is_that_of_every_test(tmp_path: Path) -> None:
    with (
        closing(make_sample(tmp_path / "a.mitzvah", day=SAMPLE_DAY, today=date(2031, 3, 1))) as told,
        closing(sample_year(tmp_path / "b.mitzvah")) as usual,
    ):
        for table in ("person", "shift", "assignment", "movement", "delivery_line", "letter"):
            count = f"SELECT count(*) FROM {table}"
            assert facts(told, count) == facts(usual, count)
        assert facts(told, "SELECT main_day FROM campaign") == ["2026-11-22", "2025-11-16"]


def test_ages_and_use_by_dates_move_along(tmp_path: Path) -> None:
    by = timedelta(weeks=60)
    with (
        closing(make_sample(tmp_path / "a.mitzvah", day=SAMPLE_DAY + by)) as moved,
        closing(sample_year(tmp_path / "b.mitzvah")) as usual,
    ):
        for column, table in (("born", "person"), ("use_by", "lot"), ("starts_at", "shift")):
            sql = f"SELECT substr({column}, 1, 10) FROM {table} WHERE {column} IS NOT NULL ORDER BY id"
            then, now = facts(usual, sql), facts(moved, sql)
            assert then
            assert [date.fromisoformat(each) + by for each in then] == [date.fromisoformat(d) for d in now]


def test_its_day_is_a_sunday(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Sunday"):
        make_sample(tmp_path / "a.mitzvah", day=date(2026, 11, 23))
    assert not (tmp_path / "a.mitzvah").exists()
