"""A little of the torture run's damage: what SQLite can see is told, and no year acts by itself."""

from pathlib import Path

from sample_year import copy_sample

from tests.torture import damage, hostile


def test_all_damage_that_sqlite_can_see_is_told_at_opening(tmp_path: Path) -> None:
    copy_sample(tmp_path / "sample.mitzvah")
    report = damage.damage(tmp_path / "sample.mitzvah", 100)
    assert not report.failures, report.failures[:3]
    assert report.counts["told"] > 50


def test_years_of_strangers_do_nothing_by_themselves() -> None:
    report = hostile.open_hostile()
    assert not report.failures, report.failures
