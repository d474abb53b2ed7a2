from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.mitzvah"
    copy_sample(path)
    return path


def label(path: Path) -> str:
    office = Office.open(path, read_only=True)
    try:
        return office.undo_label()
    finally:
        office.close()


def test_what_somebody_does_is_listed_and_nothing_is_changed(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = label(sample)
    assert main(["cannot-come", str(sample), "--person", "Aaron Berger"]) == 0
    told = capsys.readouterr().out
    assert "Sunday 22 November:" in told
    assert "09:30–11:00  Baker in A hundred and fifty at the Sunrise Family Centre (--shift 44)" in told
    assert label(sample) == before


def test_who_cannot_come_is_off_and_stand_ins_are_listed(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cannot-come", str(sample), "--person", "Aaron Berger", "--day"]) == 0
    told = capsys.readouterr().out
    assert "Noted that Aaron Berger cannot come on 22 November." in told
    assert "07700 9" in told
    assert "has Bake" in told
    assert label(sample) == "Noted that Aaron Berger cannot come on 22 November"


def test_from_a_time_or_for_one_shift(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cannot-come", str(sample), "--person", "Aaron Berger", "--day", "--from", "15:00"]) == 0
    assert "Baker" not in capsys.readouterr().out
    assert main(["cannot-come", str(sample), "--person", "Aaron Berger", "--shift", "44"]) == 0
    assert "cannot come to Baker in A hundred" in capsys.readouterr().out
    assert main(["cannot-come", str(sample), "--person", "Aaron Berger", "--shift", "1"]) == 2
    assert "not on shift 1" in capsys.readouterr().err


def test_a_host_is_told_to_be_replaced(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cannot-come", str(sample), "--person", "Anton Mercer", "--day"]) == 0
    assert "Choose another host for the guest." in capsys.readouterr().out
