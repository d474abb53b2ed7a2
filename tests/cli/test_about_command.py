"""The command about: a paper and a file for programs, into a folder."""

import json
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.cli.words import DONE, USAGE, WORLD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "sample.mitzvah")


def about(file: Path, whom: str) -> int:
    return main(["about", str(file), "--person", whom, "--to", str(file.parent / "out")])


def test_both_files_are_written_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert about(file, "Ruth Sassoon") == DONE
    pdf, found = sorted((file.parent / "out").iterdir(), key=lambda path: path.suffix, reverse=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    told = json.loads(found.read_text("utf-8"))
    assert told["name"] == "Ruth Sassoon"
    assert {each["key"] for each in told["sections"]} >= {"person", "household", "assignment.person_id"}
    assert about(file, "Ruth Sassoon") == WORLD
    assert "There is already a file" in capsys.readouterr().err


def test_nobody_is_told_of_without_a_name(file: Path) -> None:
    assert about(file, "Nobody at all") == USAGE
    assert not (file.parent / "out").exists()
