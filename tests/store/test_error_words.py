"""Errors of the world are told in words that are true for what was being done."""

import errno
import json
import logging
import os
import socket
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, Office
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.store import engine
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.error_words import Doing, translate_error, translate_errors
from mitzvah_desk.store.errors import CannotWriteError, DamagedFileError, GoneError, InUseError, WorldError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "year.mitzvah"
    Office.new(file).close()
    return file


def test_a_pdf_that_is_open_elsewhere_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = tmp_path / "rota.pdf"
    pdf.write_bytes(b"old")

    def refuse(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotWriteError, match=r"rota\.pdf is open in another program") as told:
        write_atomically(pdf, b"new")
    assert "reading only" not in told.value.do
    assert pdf.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["rota.pdf"]


def test_a_file_is_written_as_the_users_umask_says(tmp_path: Path) -> None:
    write_atomically(tmp_path / "list.csv", b"x")
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "list.csv").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("doing", list(Doing))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.ENAMETOOLONG, errno.EIO, errno.ENOENT])
def test_every_error_of_the_system_says_what_and_what_to_do(tmp_path: Path, doing: Doing, code: int) -> None:
    told = translate_error(OSError(code, os.strerror(code)), tmp_path / "rota.pdf", doing)
    assert isinstance(told, WorldError)
    assert told.do
    if doing is not Doing.CHANGING:
        assert "last change was not kept" not in told.text


@pytest.mark.parametrize(
    "error",
    [
        sqlite.OperationalError("unsupported file format"),
        sqlite.OperationalError("Could not decode to UTF-8 column 'name' with text '\udcff'"),
        sqlite.DatabaseError("malformed database schema (x)"),
    ],
)
def test_what_cannot_be_read_is_damage_and_no_bug(path: Path, error: sqlite.Error) -> None:
    with pytest.raises(DamagedFileError), translate_errors(path, Doing.READING):
        raise error


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("SQLITE_CANTOPEN", CannotWriteError, "cannot be written here"),
        ("SQLITE_CANTOPEN_ISDIR", CannotWriteError, "cannot be written here"),
        ("SQLITE_READONLY_DBMOVED", CannotWriteError, "cannot be written here"),
        ("SQLITE_PERM", CannotWriteError, "cannot be written here"),
        ("SQLITE_FULL", CannotWriteError, "is full"),
        ("SQLITE_BUSY_SNAPSHOT", InUseError, "Another program is using"),
        ("SQLITE_LOCKED", InUseError, "Another program is using"),
        ("SQLITE_IOERR_FSYNC", CannotWriteError, "did not answer properly"),
        ("SQLITE_CORRUPT_VTAB", DamagedFileError, "is damaged"),
        ("SQLITE_NOTADB", DamagedFileError, "is damaged"),
    ],
)
def test_every_error_of_sqlite_has_its_sentence(
    path: Path, name: str, kind: type[WorldError], says: str
) -> None:
    error = sqlite.OperationalError("some words of SQLite")
    error.sqlite_errorname = name
    told = translate_error(error, path, Doing.CHANGING)
    assert type(told) is kind
    assert says in told.text


def test_an_unopenable_database_is_told(path: Path) -> None:
    with pytest.raises(CannotWriteError, match="cannot be written here"), translate_errors(path):
        sqlite.connect(f"file:{path.parent}/nowhere/x?mode=rw", uri=True)


def test_a_failed_backup_says_nothing_of_a_change(path: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    with closing(Office.open(path, backups=BackupPlan(tmp_path / "backups"))) as office:
        office.execute(Add("skill", {"name": "Bake"}))
        with pytest.raises(CannotWriteError, match="The backup was not made; the file itself is as it was"):
            office.keep_backup()


def test_an_erasure_that_could_not_be_swept_is_done_told_and_swept_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Office.open(path)) as office:
        ann = office.execute(Add("person", {"given": "Annelise", "note": "asthma"}))
        assert isinstance(ann, Done)

        def full(self: object) -> None:
            del self
            raise CannotWriteError("The disk is full. Traces may still lie there.", "Make some room.")

        with monkeypatch.context() as patch:
            patch.setattr("mitzvah_desk.store.data_file.DataFile._sweep", full)
            done = office.execute(ErasePerson(ann.id))
        assert isinstance(done, Done)
        assert [finding.rule for finding in done.findings] == ["file.unswept"]
        assert office.undo_label() == ""
    with closing(sqlite.connect(path)) as file:
        assert file.execute("SELECT sweep_due FROM file_identity").fetchone() == (1,)
    Office.open(path).close()
    with closing(sqlite.connect(path)) as file:
        assert file.execute("SELECT sweep_due FROM file_identity").fetchone() == (0,)


@pytest.mark.parametrize("away", [Path.unlink, lambda path: path.rename(path.with_name("moved.mitzvah"))])
def test_a_file_that_goes_while_it_is_open_is_told_and_can_be_saved(
    path: Path, tmp_path: Path, away: object
) -> None:
    with closing(Office.open(path)) as office:
        office.execute(Add("skill", {"name": "Bake"}))
        away(path)  # type: ignore[operator]
        with pytest.raises(GoneError, match="deleted, moved or replaced"):
            office.execute(Add("skill", {"name": "Sing"}))
        saved = office.back_up(tmp_path / "saved")
    with closing(Office.open(saved, read_only=True)) as copy:
        assert copy.undo_label() == "Added Bake"


def test_a_file_that_was_replaced_while_it_is_open_is_told(path: Path, tmp_path: Path) -> None:
    Office.new(tmp_path / "other.mitzvah").close()
    with closing(Office.open(path)) as office:
        (tmp_path / "other.mitzvah").replace(path)
        with pytest.raises(GoneError):
            office.execute(Add("skill", {"name": "Sing"}))


def test_a_second_name_of_a_file_gives_no_second_writer(path: Path, tmp_path: Path) -> None:
    soft, hard = tmp_path / "elsewhere" / "soft.mitzvah", tmp_path / "elsewhere" / "hard.mitzvah"
    soft.parent.mkdir()
    soft.symlink_to(path)
    os.link(path, hard)
    with closing(Office.open(path, user_name="Miriam")):
        for name in (soft, hard):
            with pytest.raises(InUseError):
                Office.open(name)
    for name in (soft, hard):
        with closing(Office.open(name)), pytest.raises(InUseError):
            Office.open(path)
    Office.open(path).close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["elsewhere", "year.mitzvah"]


def test_what_another_computer_says_is_read_and_may_be_overruled(path: Path) -> None:
    holder = Path(f"{path}.in-use")
    said = {"user": "Joel", "computer": "office-laptop", "since": "2026-11-22T09:30"}
    holder.write_text(json.dumps(said), "utf-8")
    with pytest.raises(InUseError, match="Joel on office-laptop since 09:30 on 22 November") as told:
        Office.open(path)
    assert told.value.elsewhere
    assert json.loads(holder.read_text("utf-8")) == said
    Office.open(path, take_over=True).close()
    holder.write_text(json.dumps({**said, "computer": socket.gethostname()}), "utf-8")
    Office.open(path).close()  # this computer's own, of a program that was killed


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("//NAS/lists/Day 2026.mitzvah", "file:////NAS/lists/Day%202026.mitzvah?mode=rw"),
        ("/home/a?b#c/%d.mitzvah", "file:///home/a%3Fb%23c/%25d.mitzvah?mode=rw"),
    ],
)
def test_a_share_is_addressed_as_sqlite_reads_it(
    name: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "abspath", str)  # as on Windows, where two slashes stay two
    assert engine.database_uri(Path(name) if not name.startswith("//") else name, "rw") == address  # type: ignore[arg-type]


def test_a_drive_of_windows_is_addressed_as_sqlite_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "abspath", lambda _path: "C:\\Users\\Ann\\Day.mitzvah")
    monkeypatch.setattr(os, "sep", "\\")
    assert engine.database_uri(Path("Day.mitzvah"), "ro") == "file:///C%3A/Users/Ann/Day.mitzvah?mode=ro"


def test_the_log_holds_no_value_of_the_file(path: Path) -> None:
    from mitzvah_desk.desk.session.log_file import DiscreetFormatter

    def ask(connection: Connection) -> object:
        return connection.exec_driver_sql("SELECT ? FROM nowhere", ("asthma",))

    with closing(Office.open(path)) as office, pytest.raises(OperationalError) as bug:
        office.query(ask)
    assert "asthma" not in str(bug.value)
    name = "Ann Cohen"
    with pytest.raises(ValueError, match=name) as other:
        date.fromisoformat(name)
    for facts in (bug, other):
        record = logging.LogRecord(
            "mitzvah_desk", logging.ERROR, "", 0, "Unexpected error", None, facts._excinfo
        )
        written = DiscreetFormatter("%(message)s").format(record)
        assert type(facts.value).__name__ in written
        assert __file__ in written
        assert str(facts.value) not in written
