from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.office.core.office import Office


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mitzvah"
    copy_sample(path)
    return path


def undo_label(path: Path) -> str:
    office = Office.open(path, read_only=True)
    label = office.undo_label()
    office.close()
    return label


def test_fill_prints_who_could_come_and_why_gaps_stay(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = undo_label(sample)
    assert main(["fill", str(sample), "--campaign", "Day 2026"]) == 1
    told = capsys.readouterr()
    assert "Driver at 14:30 in Food drive with the Noor Centre:\n  " in told.out
    assert "No better rota is possible." in told.out
    assert "Nobody else who has the skill “Bake” is free from 10:00 to 12:00." in told.out
    assert told.err.strip().endswith("below the minimum.")
    assert undo_label(sample) == before


def test_fill_invites_when_asked_to(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fill", str(sample), "--campaign", "Day 2025", "--to-maximum", "--apply"]) == 0
    label = undo_label(sample)
    assert label.startswith("Invited ")
    assert f"{label}." in capsys.readouterr().out
    assert main(["fill", str(sample), "--campaign", "Day 2025"]) == 0
