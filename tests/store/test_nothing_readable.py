"""Of a protected file nothing can be read: in it, its journal, its backups, temporary files or the log."""

import logging
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from processes import PROCESSES

from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.errors import WrongPassphraseError
from mitzvah_desk.store.file_header import is_interrupted
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.migrate import migrate
from mitzvah_desk.store.protection import change_passphrase, protect_file

FIRST = [f"Quincunx{number:03}" for number in range(100)]
SECOND = [f"Zeugma{number:03}" for number in range(100)]


def die_at_work(path: Path, passphrase: str, folder: Path, ready: Connection) -> None:
    """Changes every word within one transaction that spills to the disk, and waits to be killed in it."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    logging.basicConfig(filename=folder / "log.txt", level=logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
    key = FileKey.derive(passphrase, path.read_bytes()[:16]) if passphrase else None
    book = DataFile.open(path, key=key)
    book.back_up(folder / "backups", now=datetime(2026, 11, 22))
    with book.unit_of_work("Renamed") as work:
        run = work.connection.exec_driver_sql
        run("PRAGMA cache_size = 5")
        for number, word in enumerate(SECOND, start=1):
            run("UPDATE person SET given = ?, note = ? WHERE id = ?", (word, word * 400, number))
        run("CREATE TEMP TABLE words AS SELECT given, note FROM person ORDER BY note DESC")
        ready.send(None)
        ready.recv()


def planted(path: Path, passphrase: str) -> None:
    with closing(Office.new(path)) as office, office.batch("Added") as batch:
        for word in FIRST:
            batch.execute(Add("person", {"given": word, "note": word * 400}))
    if passphrase:
        protect_file(path, passphrase)


def found(folder: Path) -> dict[str, int]:
    """How many of the words stand in each file of a folder, by its name."""
    words = [word.encode() for word in FIRST + SECOND]
    counts = {}
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            counts[file.name] = sum(word in content for word in words)
    return {name: count for name, count in counts.items() if count}


def killed(path: Path, passphrase: str, folder: Path) -> None:
    planted(path, passphrase)
    folder.mkdir()
    ours, theirs = PROCESSES.Pipe()
    child = PROCESSES.Process(target=die_at_work, args=(path, passphrase, folder, theirs))
    child.start()
    theirs.close()
    ours.recv()
    child.kill()
    child.join()
    assert is_interrupted(path)
    assert (folder / "log.txt").stat().st_size > 0


def test_a_protected_file_killed_at_work_shows_no_word(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    killed(path, "correct horse battery", tmp_path / "elsewhere")
    assert found(tmp_path) == {}
    journal = path.with_name(f"{path.name}-journal")
    before = path.read_bytes(), journal.read_bytes()
    with pytest.raises(WrongPassphraseError):
        Office.open(path, passphrase="wrong horse battery")
    assert (path.read_bytes(), journal.read_bytes()) == before, "nothing is taken back under a wrong key"
    with closing(Office.open(path, passphrase="correct horse battery")) as office:
        assert office.key is not None
        office.back_up(tmp_path / "backups")
        names = office.query(lambda c: [row[0] for row in c.exec_driver_sql("SELECT given FROM person")])
    assert names == FIRST, "the half change is taken back"
    change_passphrase(path, office.key, "another passphrase")
    assert found(tmp_path) == {}


def test_of_a_plain_file_the_same_search_finds_them(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    killed(path, "", tmp_path / "elsewhere")
    counts = found(tmp_path)
    assert counts[path.name] >= 100
    assert counts[f"{path.name}-journal"] > 0
    assert "log.txt" not in counts, "the log holds nothing of a plain file either"


def test_bringing_a_protected_file_up_to_date_leaves_no_word(tmp_path: Path) -> None:
    path, key = tmp_path / "year.mitzvah", FileKey.for_new_file("correct horse battery")
    migrate(path, to=5, new=True, key=key)
    DataFile.open(path, key=key).close()
    (backup,) = tmp_path.glob("year *.mitzvah")
    for file in (path, backup):
        assert b"CREATE TABLE" not in file.read_bytes()
        assert not file.read_bytes().startswith(b"SQLite")


def test_the_driver_itself_keeps_quiet(tmp_path: Path) -> None:
    path = tmp_path / "year.mitzvah"
    planted(path, "correct horse battery")
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    words = (
        "from pathlib import Path; from mitzvah_desk.store.engine import copy_to_memory;"
        "from mitzvah_desk.store.driver import sqlite; from mitzvah_desk.store.protection import derive_key;"
        f"path = Path({str(path)!r});"
        "keys = [derive_key(path, words) for words in ('correct horse battery', 'wrong')]\n"
        "for key in keys:\n try: copy_to_memory(path, key)\n except sqlite.DatabaseError: print('told')"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.split(), done.stderr) == (["told", "told"], "")
    assert list(folder.iterdir()) == []
