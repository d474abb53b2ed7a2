"""A file in a folder that may not be written: told in a sentence, left as it was, and readable."""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mitzvah_desk.office.editing import Add
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.store.errors import WorldError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are made read-only otherwise there")
NOBODY = 65534


def as_nobody(work: Callable[[], str]) -> str:
    """What the work says, done by somebody to whom the folder is read-only: root may write anywhere."""
    if os.geteuid() != 0:
        return work()
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
            office.do(Add("skill", {"name": "Bake"}))
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
                return ", ".join(option.label for option in office.ask(lookup.skills))

        try:
            assert as_nobody(write).startswith("year.mitzvah or its folder cannot be written here. Copy")
            assert as_nobody(make).startswith("other.mitzvah or its folder cannot be written here.")
            assert as_nobody(read) == "Bake"
        finally:
            folder.chmod(0o755)
        assert path.read_bytes() == before
        assert [file.name for file in folder.iterdir()] == ["year.mitzvah"]
