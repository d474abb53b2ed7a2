"""The command about: a paper and a file for programs, into a folder."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.cli.words import DONE, USAGE, WORLD
from mitzvah_desk.office.core.lookup import list_person_options
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import protect_file
from mitzvah_desk.office.privacy.requests import list_requests


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


def test_a_protected_file_is_opened_with_its_passphrase_and_the_answer_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = protect_file(file, "quill ladder ocean pebble").key
    assert about(file, "Ruth Sassoon") == USAGE
    monkeypatch.setenv("MITZVAH_PASSPHRASE", "quill ladder ocean pebble")
    to = str(file.parent / "out")
    asked = ["about", str(file), "--person", "Ruth Sassoon", "--to", to, "--asked", "2026-11-03"]
    assert main(asked) == DONE
    assert "Answered Ruth Sassoon, who asked to see what is held." in capsys.readouterr().out
    with closing(Office.open(file, read_only=True, key=key)) as office:
        ruth = next(each.id for each in office.query(list_person_options) if each.label == "Ruth Sassoon")
        (kept,) = office.query(list_requests, ruth)
    assert kept.asked_on == date(2026, 11, 3)
    assert kept.answered_on == date.today()


def test_nobody_is_told_of_without_a_name(file: Path) -> None:
    assert about(file, "Nobody at all") == USAGE
    assert not (file.parent / "out").exists()
