"""The command line at a console, in pipes and without either, all in Windows-1252 until it says otherwise."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from like_windows import Console, windows_error

from mitzvah_desk.cli import COMMANDS, main

ENVIRONMENT = {
    "PYTHONIOENCODING": "cp1252:strict",
    "PYTHONUTF8": "0",
    "LC_ALL": "C.UTF-8",
    "PYTHONTZPATH": "",
}


def test_help_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    assert main(["--help"]) == 0
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
    assert console.read().count("usage: mitzvah-desk") == len(COMMANDS) + 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--json"),
        ("clashes", "--campaign", "2026"),
        ("duplicates",),
        ("stock",),
        ("tidy",),
        ("gift-aid",),
        ("to-tell", "--campaign", "2026"),
        ("cannot-come", "--person", "Sophie Azoulay", "--day"),
    ],
    ids=lambda words: words[0],
)
def test_what_is_told_is_told_in_every_script(
    words: tuple[str, ...], year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(monkeypatch)
    assert main([words[0], str(year), *words[1:]]) in {0, 1, 2}
    assert "went wrong" not in console.read()
    assert main([words[0], str(year.with_name("אין כזה.mitzvah")), *words[1:]]) in {2, 3}
    assert "went wrong" not in console.read()
    if words[0] != "gift-aid":
        assert "אין כזה" in console.read()


def test_a_process_whose_streams_are_pipes(year: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mitzvah_desk", "check", str(year), "--json"],
        env={**os.environ, **ENVIRONMENT},
        check=False,
        capture_output=True,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert isinstance(json.loads(done.stdout.decode("utf-8")), list)
    told = subprocess.run(
        [sys.executable, "-m", "mitzvah_desk", "check", str(year.with_name("אין.mitzvah"))],
        env={**os.environ, **ENVIRONMENT},
        check=False,
        capture_output=True,
    )
    assert told.returncode == 3
    assert "אין.mitzvah" in told.stderr.decode("utf-8")


class GonePipe(io.RawIOBase):
    """A pipe to a reader who has gone: Windows calls that an invalid argument."""

    def __init__(self, number: int = errno.EINVAL) -> None:
        self.number = number
        self.file = open(os.devnull, "wb")  # noqa: PTH123, SIM115  # its handle is taken over

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.file.fileno()

    def write(self, data: Any, /) -> int:
        if not self.number:  # the test is over
            return len(data)
        raise OSError(self.number, "Invalid argument")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EPIPE])
def test_a_reader_who_has_had_enough_is_no_fault(
    number: int, year: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = GonePipe(number)
    out = io.TextIOWrapper(io.BufferedWriter(gone), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["stock", str(year)]) == 0
    monkeypatch.undo()
    assert "wrong" not in capsys.readouterr().err
    gone.number = 0
    out.close()
    gone.file.close()


def test_another_invalid_argument_is_told(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise windows_error(123, "a file")

    console = Console(monkeypatch)
    monkeypatch.setattr("mitzvah_desk.office.core.office.Office.query", fail)
    assert main(["stock", str(year), "--json"]) == 3
    assert "went wrong" in console.read()


def test_without_a_console_nothing_is_said_and_nothing_falls_over(
    year: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``pythonw`` has neither."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["export", "people", str(year), "--to", str(home / "a.csv")]) in {0, 1}
    assert main(["export", "people", str(year), "--to", str(home / "none" / "a.csv")]) == 3
    assert main(["--help"]) == 0
    assert main(["nonsense", "words"]) == 2
