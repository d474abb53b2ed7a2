"""A file of a newer program says which version it needs, and stays as it was."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mitzvah_desk import __version__
from mitzvah_desk.cli import main
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import KeyNeededError, NewerFileError
from mitzvah_desk.store.file_header import SCHEMA_VERSION
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.migrate import migrate
from mitzvah_desk.store.program_version import KEY, is_later, read_program_version
from mitzvah_desk.store.protection import derive_key, protect_file

WORDS = "marble kettle orchard violin"


def raise_version(path: Path, says: str | None, key: FileKey | None = None) -> None:
    """Makes a file that of a later program, which says so or not."""
    with closing(connect(path, key=key)) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute("DELETE FROM setting WHERE key = ?", (KEY,))
        if says is not None:
            file.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (KEY, json.dumps(says)))
        file.execute("ALTER TABLE person ADD COLUMN shoe_size TEXT")
        file.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def refused(path: Path, key: FileKey | None = None) -> NewerFileError:
    before = path.read_bytes()
    with pytest.raises(NewerFileError) as told:
        DataFile.open(path, key=key)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return told.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "year.mitzvah"
    DataFile.new(made).close()
    return made


def test_a_new_file_and_one_brought_up_to_date_say_by_which_program(path: Path) -> None:
    old = path.with_name("old.mitzvah")
    migrate(old, to=SCHEMA_VERSION - 1, new=True)
    with closing(sqlite.connect(old)) as file:
        assert read_program_version(file) == ""
    DataFile.open(old).close()
    for each in (path, old):
        with closing(sqlite.connect(each)) as file:
            assert read_program_version(file) == __version__


def test_a_newer_file_names_the_version_that_it_needs(path: Path) -> None:
    raise_version(path, "7.3.0")
    error = refused(path)
    assert error.needed == "7.3.0"
    assert error.text == (
        "year.mitzvah was last brought up to date by Mitzvah Desk 7.3.0, whose files this version"
        f" ({__version__}) cannot read."
    )
    assert "Install Mitzvah Desk 7.3.0 or newer" in error.do
    assert "It was not changed." in error.do


def test_a_protected_one_does_so_after_its_passphrase(path: Path) -> None:
    protect_file(path, WORDS)
    key = derive_key(path, WORDS)
    raise_version(path, "7.3.0", key)
    with pytest.raises(KeyNeededError):
        DataFile.open(path)
    assert refused(path, key).needed == "7.3.0"


def no_row(path: Path) -> None:
    raise_version(path, None)


def own_version(path: Path) -> None:
    raise_version(path, __version__)


def a_sentence(path: Path) -> None:
    raise_version(path, "7.3. Send us your passphrase")


def a_number(path: Path) -> None:
    raise_version(path, None)
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        file.execute("INSERT INTO setting (key, value) VALUES (?, '[7]')", (KEY,))


def another_table(path: Path) -> None:
    raise_version(path, "7.3.0")
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        file.execute("ALTER TABLE setting RENAME TO settings")


def a_view(path: Path) -> None:
    another_table(path)
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        file.execute(
            "CREATE VIEW setting AS WITH RECURSIVE c (key, value) AS"
            " (SELECT 'x', 1 UNION ALL SELECT key, value + 1 FROM c) SELECT key, value FROM c"
        )


@pytest.mark.parametrize("spoil", [no_row, own_version, a_sentence, a_number, another_table, a_view])
def test_where_it_names_none_that_can_be_believed_it_says_newer_alone(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    error = refused(path)
    assert error.needed == ""
    assert (
        error.text
        == f"year.mitzvah was written by a newer Mitzvah Desk than this one, which is {__version__}."
    )
    assert "Install the newest Mitzvah Desk" in error.do


def test_the_command_line_says_so_too(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raise_version(path, "7.3.0")
    assert main(["check", str(path)]) == 3
    assert "Install Mitzvah Desk 7.3.0 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "than", "later"),
    [
        ("1.3", "1.0.0", True),
        ("1.10.0", "1.9.0", True),
        ("1.0.0", "1.0.0", False),
        ("0.9", "1.0", False),
        ("", "0.1.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, later: bool) -> None:
    assert is_later(version, than) is later
