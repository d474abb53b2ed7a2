"""The layer itself: it refuses what Windows refuses, and lets through what Windows lets through."""

import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from like_windows import Console, LikeWindows, is_refused_name, open_files

from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect


def number_of(work: Callable[[], object]) -> int:
    """The number of the error that a piece of work ends with; 0 where it does not."""
    try:
        work()
    except OSError as error:
        return getattr(error, "winerror", None) or -(error.errno or 0)
    return 0


def test_an_open_file_stays(home: Path) -> None:
    file, other = home / "a.txt", home / "b.txt"
    other.write_bytes(b"")
    with file.open("wb"):
        assert number_of(file.unlink) == 32
        assert number_of(lambda: file.replace(other)) == 32
        assert number_of(lambda: file.rename(home / "c.txt")) == 32
        assert number_of(lambda: other.replace(file)) == 5
        assert number_of(lambda: home.replace(home.parent / "ann")) == 5
        assert file.read_bytes() == b""  # others may read it
    other.replace(file)
    file.unlink()
    assert not file.exists()


def test_what_sqlite_or_a_child_has_open_counts_too(home: Path) -> None:
    path = home / "a.db"
    with closing(connect(path, must_exist=False)) as file:
        file.execute("CREATE TABLE t (x)")
        assert number_of(path.unlink) == 32
    read, write = multiprocessing.get_context("spawn").Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(target=_hold, args=(str(path), write))
    child.start()
    write.close()
    assert read.recv() == "open"
    assert number_of(path.unlink) == 32
    child.kill()
    child.join()
    read.close()
    path.unlink()


def _hold(path: str, write: "multiprocessing.connection.Connection") -> None:
    with open(path, "rb"):  # noqa: PTH123  # plain on purpose
        write.send("open")
        while True:
            time.sleep(60)


def test_a_folder_that_holds_an_open_file_stays(home: Path) -> None:
    folder = home / "papers"
    folder.mkdir()
    with (folder / "a.pdf").open("wb"):
        with pytest.raises(PermissionError):
            shutil.rmtree(folder)
        assert number_of(folder.rmdir) == 145
    shutil.rmtree(folder)
    assert not folder.exists()


def test_a_rename_never_lands_on_a_file(home: Path) -> None:
    (home / "a").write_bytes(b"1")
    (home / "b").write_bytes(b"2")
    assert number_of(lambda: (home / "a").rename(home / "b")) == 183
    (home / "a").replace(home / "b")
    assert (home / "b").read_bytes() == b"1"


def test_a_read_only_file_stays_as_it_is(home: Path) -> None:
    file = home / "a"
    file.write_bytes(b"1")
    file.chmod(0o400)
    assert number_of(file.unlink) == 5
    assert number_of(lambda: file.write_bytes(b"2")) == -13
    (home / "b").write_bytes(b"2")
    assert number_of(lambda: (home / "b").replace(file)) == 5
    file.chmod(0o600)
    file.unlink()


@pytest.mark.parametrize(
    "name",
    ["CON", "nul.txt", "Com1.tar.gz", "aux .pdf", "LPT²", "a:b", "what?", "a|b", '"a"', "end.", "end "],
)
def test_names_that_it_does_not_take(home: Path, name: str) -> None:
    assert is_refused_name(name)
    assert number_of(lambda: (home / name).write_bytes(b"")) == 123
    assert number_of((home / name).mkdir) == 123
    with pytest.raises(sqlite.OperationalError):
        connect(home / name, must_exist=False)


@pytest.mark.parametrize("name", ["Console.pdf", "Com10", ".hidden", "a.b.c", "שרה לוי", "Nulla", "COM"])
def test_names_that_it_takes(home: Path, name: str) -> None:
    (home / name).write_bytes(b"")
    assert (home / name).exists()


def test_long_paths_are_not_there(home: Path) -> None:
    folder = home
    while len(str(folder)) < 200:
        folder /= "a long folder's name"
        folder.mkdir()
    fits = folder / ("x" * (259 - len(str(folder)) - 1))
    fits.write_bytes(b"")
    assert number_of(lambda: fits.with_name(f"{fits.name}x").write_bytes(b"")) == 3
    assert not fits.with_name(f"{fits.name}x").exists()
    assert number_of((folder / ("y" * (248 - len(str(folder)) - 1))).mkdir) == 3
    with pytest.raises(sqlite.OperationalError):  # its journal would have no place
        connect(fits, must_exist=False)


def test_a_path_in_other_case_is_the_same_file(home: Path) -> None:
    (home / "Year.mitzvah").write_bytes(b"1")
    other = home.parent / home.name / "yEAR.MITZVAH"
    assert other.read_bytes() == b"1"
    assert other.stat().st_ino == (home / "Year.mitzvah").stat().st_ino
    assert os.path.normcase(other) == os.path.normcase(home / "Year.mitzvah")
    (home / "new").write_bytes(b"2")
    (home / "new").replace(other)
    assert [path.name for path in home.iterdir() if path.name.casefold() == "year.mitzvah"] == [
        "yEAR.MITZVAH"
    ]
    other.unlink()
    assert not (home / "Year.mitzvah").exists()
    with closing(connect(home / "a.db", must_exist=False)) as first:
        first.execute("CREATE TABLE t (x)")
    with closing(connect(home / "A.DB")) as again:
        assert again.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_text_is_of_another_code_page_with_other_line_ends(home: Path) -> None:
    file = home / "a.txt"
    file.write_text("é\n")
    assert file.read_bytes() == b"\xe9\r\n"
    with pytest.raises(UnicodeEncodeError):
        file.write_text("שלום")
    file.write_text("שלום\n", "utf-8", newline="\n")
    assert file.read_bytes() == "שלום\n".encode()


def test_other_things_that_it_lacks(home: Path, windows: LikeWindows) -> None:
    assert number_of(lambda: os.open(home, os.O_RDONLY)) == -13
    assert number_of(lambda: (home / "link").symlink_to(home)) == 1314
    for module in ("fcntl", "pwd", "resource"):
        with pytest.raises(ImportError):
            __import__(module)
    assert not hasattr(os, "fork")
    with pytest.raises(ValueError, match="Invalid format"):
        f"{date(2026, 11, 1):%-d}"
    assert f"{date(2026, 11, 1):%d %B %G-%V}" == "01 November 2026-44"
    assert time.monotonic_ns() % 15_600_000 == 0
    assert number_of(lambda: (windows.program / "new.txt").write_bytes(b"")) == 5
    assert Path(tempfile.gettempdir()).is_relative_to(home)
    assert zoneinfo.TZPATH == ()
    assert zoneinfo.ZoneInfo("Europe/London").key  # of tzdata


def test_a_console_takes_no_hebrew_until_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    with pytest.raises(UnicodeEncodeError):
        print("שלום")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print("שלום")
    assert console.read() == "שלום\r\n"


def test_what_is_open_is_known_as_the_disk_knows_it(home: Path) -> None:
    file = home / "a"
    with file.open("wb"):
        facts = file.stat()
        assert (facts.st_dev, facts.st_ino) in set(open_files())
    assert (facts.st_dev, facts.st_ino) not in set(open_files())
