"""Where the program keeps what is its own."""

import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path

from mitzvah_desk import user_folders
from mitzvah_desk.desk.session.log_file import find_log_file
from mitzvah_desk.store.backup_retention import default_backup_folder


def test_usually_the_systems_places() -> None:
    assert user_folders.find_own_folder() is None
    assert default_backup_folder() == user_data_path("Mitzvah Desk", appauthor=False) / "backups"


def test_on_a_stick_everything_lies_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "Stick" / "Mitzvah Desk" / "mitzvah-desk"
    kept = program.parent / user_folders.PORTABLE
    monkeypatch.setattr(sys, "executable", str(program))
    kept.mkdir(parents=True)
    assert user_folders.find_own_folder() is None  # a Python that lies so is no built program
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_backup_folder() == kept / "backups"
    assert find_log_file(make=True).parent == kept
    assert user_folders.find_documents_folder() == tmp_path / "Stick"
    kept.rmdir()
    assert user_folders.find_own_folder() is None


def test_another_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(user_folders.OWN_FOLDER, str(tmp_path / "own"))
    assert find_log_file(make=True) == tmp_path / "own" / "mitzvah-desk.log"
    assert (tmp_path / "own").is_dir()
    assert user_folders.find_documents_folder() == Path.home()
