"""The command gift-aid: HMRC's columns in a spreadsheet, the totals, and what was left out."""

import csv
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.cli.words import DONE, FINDINGS, USAGE
from mitzvah_desk.rules.privacy.gift_aid_schedule import TITLES


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "sample.mitzvah")


def claim(file: Path, name: str, *more: str) -> int:
    return main(["gift-aid", str(file), "--to", str(file.parent / name), *more])


def test_the_sample_years_schedule(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert claim(file, "aid.csv", "--from", "1/11/2026", "--until", "30/11/2026") == DONE
    with (file.parent / "aid.csv").open(encoding="utf-8-sig", newline="") as out:
        head, *rows = csv.reader(out)
    assert head == list(TITLES)
    assert len(rows) == 11
    assert ["", "Noa", "Rosen", "107", "N12 6QX", "", "", "01/11/26", "180.00"] in rows
    assert "11 gifts, £1,470.00 together: £367.50 may be claimed." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["aid.xlsx", "aid.ods"])
def test_other_kinds_of_file(file: Path, name: str) -> None:
    assert claim(file, name) == DONE
    assert (file.parent / name).read_bytes().startswith(b"PK")


def test_nothing_is_written_of_days_without_a_gift(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert claim(file, "aid.csv", "--from", "1/1/2020", "--until", "2/1/2020") == FINDINGS
    assert "nothing was written" in capsys.readouterr().err
    assert not (file.parent / "aid.csv").exists()


def test_days_the_wrong_way_round_and_no_days_are_refused(file: Path) -> None:
    assert claim(file, "aid.csv", "--from", "2/1/2026", "--until", "1/1/2026") == USAGE
    assert claim(file, "aid.csv", "--from", "someday") == USAGE
    assert claim(file, "aid.pdf") == USAGE
