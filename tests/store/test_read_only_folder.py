"""A file in a folder that may not be written: told in a sentence, left as it was, and readable."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.errors import WorldError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are made read-only otherwise there")
NOBODY = 65534


def as_nobody(work: Callable[[], str]) -> str:
    """What the work says, done by somebody to whom the folder is read-only: root may write anywhere."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return in_child_as_nobody(work)
    return work()


if sys.platform != "win32":

    def in_child_as_nobody(work: Callable[[], str]) -> str:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.setuid(NOBODY)
                said = work()
            except BaseException as error:  # noqa: BLE001  # it must not go on as a second test run
                said = f"{type(error).__name__}: {error}"
            os.write(writing, said.encode())
            os._exit(0)
        os.close(writing)
        os.waitpid(child, 0)
        with os.fdopen(reading, encoding="utf-8") as answer:
            return answer.read()


def test_a_read_only_folder_is_told_and_the_file_may_be_read() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "year.mitzvah"
        with closing(Office.new(path)) as office:
            office.execute(Add("skill", {"name": "Bake"}))
        before = path.read_bytes()
        path.chmod(0o444)
        folder.chmod(0o555)

        def write() -> str:
            try:
                Office.open(path)
            except WorldError as error:
                return f"{error.text} {error.do}"
            return "opened"

        def make() -> str:
            try:
                Office.new(folder / "other.mitzvah")
            except WorldError as error:
                return f"{error.text} {error.do}"
            return "made"

        def read() -> str:
            with closing(Office.open(path, read_only=True)) as office:
                return ", ".join(option.label for option in office.query(lookup.list_skill_options))

        try:
            assert as_nobody(write).startswith("year.mitzvah or its folder cannot be written here. Copy")
            assert as_nobody(make).startswith("other.mitzvah or its folder cannot be written here.")
            assert as_nobody(read) == "Bake"
        finally:
            folder.chmod(0o755)
        assert path.read_bytes() == before
        assert [file.name for file in folder.iterdir()] == ["year.mitzvah"]


def test_a_half_written_file_in_a_read_only_folder_may_be_read() -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "year.mitzvah"
        with closing(Office.new(path)) as office:
            office.execute(Add("skill", {"name": "Bake"}))
        child = subprocess.run(
            [sys.executable, "-c", HALF_WRITTEN, str(path)], check=False, capture_output=True, text=True
        )
        assert Path(f"{path}-journal").stat().st_size > 0, child.stderr
        before = path.read_bytes()
        for file in Path(name).iterdir():
            file.chmod(0o444)
        Path(name).chmod(0o555)

        def read() -> str:
            with closing(Office.open(path, read_only=True)) as office:
                return ", ".join(option.label for option in office.query(lookup.list_skill_options))

        try:
            assert as_nobody(read) == "Bake"
            assert path.read_bytes() == before
        finally:
            Path(name).chmod(0o755)


HALF_WRITTEN = """
import os, sys
from pathlib import Path
from mitzvah_desk.store.engine import connect
file = connect(Path(sys.argv[1]))
file.execute("PRAGMA cache_size = 1")
file.execute("PRAGMA trusted_schema = ON")
file.execute("BEGIN")
file.execute("INSERT INTO journal_step (at, user_name, label, reason, undone_by)"
             " VALUES ('2026-11-01T10:00:00', '', '', '', '')")
file.execute("UPDATE journal_state SET mode = 'recording', step_id = 2")
for number in range(500):
    file.execute("INSERT INTO skill (name) VALUES (?)", (f"half {number} " + "x" * 500,))
os._exit(9)
"""
