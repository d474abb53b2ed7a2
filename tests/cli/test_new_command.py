"""The command that begins a year, and the sample year on another day."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from mitzvah_desk.cli import main
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.projects.ready_kinds import list_ready_kinds
from mitzvah_desk.rules.jewish_calendar.mitzvah_day import propose_coming_mitzvah_day


def test_a_new_year_has_its_day_its_kinds_and_its_place(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    assert main(["new", str(path), "--synagogue", "Beit Chaverim", "--town", "Leeds"]) == 0
    with closing(Office.open(path)) as office:
        settings = office.query(read_settings)
        assert (settings.organisation, settings.place_name) == ("Beit Chaverim", "Leeds")
        assert len(office.query(lookup.list_kind_options)) == len(list_ready_kinds())
        (campaign,) = office.query(lookup.list_campaign_options)
        assert campaign.label == f"Mitzvah Day {propose_coming_mitzvah_day(date.today()).year}"


def test_day_and_kinds_may_be_said(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    words = ["--day", "21/11/2027", "--kind", "planting", "--kind", "Blood drive"]
    assert main(["new", str(path), "--synagogue", "Beit Chaverim", *words]) == 0
    with closing(Office.open(path)) as office:
        assert [kind.label for kind in office.query(lookup.list_kind_options)] == ["Blood drive", "Planting"]
        assert [c.detail for c in office.query(lookup.list_campaign_options)] == ["21 November 2027"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--synagogue", " "], 1, "name is missing"),
        (["--synagogue", "B", "--kind", "Skydiving"], 2, "Skydiving"),
        (["--synagogue", "B", "--day", "someday"], 2, "someday"),
    ],
)
def test_what_is_not_possible_is_told_and_makes_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, told: str
) -> None:
    path = tmp_path / "year.mitzvah"
    assert main(["new", str(path), *words]) == code
    assert told in capsys.readouterr().err
    assert not path.exists()


def test_no_other_file_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    path.write_text("mine")
    assert main(["new", str(path), "--synagogue", "B"]) == 3
    assert path.read_text() == "mine"


def test_the_sample_year_has_the_day_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.mitzvah"
    assert main(["sample", str(path), "--day", "27/2/2028"]) == 0
    with closing(Office.open(path)) as office:
        names = [option.label for option in office.query(lookup.list_campaign_options)]
        assert names == ["Mitzvah Day 2028", "Mitzvah Day 2027"]
    assert main(["sample", str(tmp_path / "b.mitzvah"), "--day", "28/2/2028"]) == 2
    assert "Sunday" in capsys.readouterr().err
