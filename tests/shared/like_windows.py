"""A folder in which files behave as they do on Windows: for tests on systems that are kinder.

What is refused there is refused here, with the same numbers. Handles are found as the system knows them, so
those of SQLite, of Qt and of child processes count as well.

- An open file is not removed, renamed or replaced, nor is a folder that holds one (WinError 32, 5, 145).
- A rename never lands on a file that is there (183); a read-only file is neither removed nor replaced (5).
- A folder is not opened as a file, and a symbolic link needs a right that users lack (1314).
- Names that Windows does not take are refused (123). It would take some of them for another file without a
  word, such as ``a:b`` or ``name.``, which is worse.
- A path has 259 letters at most, and beyond them it is not there (3).
- A path in other case is the same file.
- Text is in Windows-1252 and its lines end in CR LF, where nobody says otherwise.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""

# It lies beneath pathlib:
# ruff: noqa: PTH100, PTH107, PTH110, PTH112, PTH118, PTH206
import builtins
import errno
import io
import ntpath
import os
import posixpath
import shutil
import stat
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from mitzvah_desk.store.driver import sqlite

LONGEST_PATH, LONGEST_FOLDER = 259, 247
TICK = 15_600_000
"""The nanoseconds between two steps of its clock."""
DIRECTIVES = frozenset("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%")
"""What its strftime knows; it has ``%#d`` where others have ``%-d``."""
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
_DEVICES |= {f"{name}{number}" for name in ("COM", "LPT") for number in "0123456789¹²³"}
_ABSENT = ("fcntl", "grp", "pwd", "resource", "termios")
_WORDS = {
    3: (errno.ENOENT, "The system cannot find the path specified"),
    5: (errno.EACCES, "Access is denied"),
    32: (errno.EACCES, "The process cannot access the file because it is being used by another process"),
    123: (errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect"),
    145: (errno.ENOTEMPTY, "The directory is not empty"),
    183: (errno.EEXIST, "Cannot create a file when that file already exists"),
    1314: (errno.EINVAL, "A required privilege is not held by the client"),
}

_REAL_STAT, _REAL_LSTAT, _REAL_LISTDIR, _REAL_OPEN = os.stat, os.lstat, os.listdir, io.open
"""As they are without the layer, for its own looking."""

AnyPath = str | bytes | os.PathLike[Any]


def windows_error(number: int, path: str) -> OSError:
    """The error of that number, of the class that Python gives it."""
    code, words = _WORDS[number]
    error = OSError(code, words, path)
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


def is_refused_name(name: str) -> bool:
    """Whether Windows takes a name for something else than a file of that name."""
    plain = name.partition(".")[0].rstrip(" ").upper()
    odd = any(letter in '<>:"/\\|?*' or ord(letter) < 32 for letter in name)
    return odd or name != name.rstrip(". ") or plain in _DEVICES


def open_files() -> Iterator[tuple[int, int]]:
    """What this process and its children have open, as the disk knows it."""
    for process in _with_children("self"):
        try:
            numbers = _REAL_LISTDIR(f"/proc/{process}/fd")
        except OSError:  # it has ended
            continue
        for number in numbers:
            try:
                facts = _REAL_STAT(f"/proc/{process}/fd/{number}")
            except OSError:
                continue
            yield facts.st_dev, facts.st_ino


def _with_children(process: str) -> Iterator[str]:
    yield process
    try:
        threads = _REAL_LISTDIR(f"/proc/{process}/task")
        for thread in threads:
            with _REAL_OPEN(f"/proc/{process}/task/{thread}/children", encoding="ascii") as file:
                children = file.read().split()
            for child in children:
                yield from _with_children(child)
    except OSError:
        return


def _is_there(path: str) -> bool:
    try:
        _REAL_LSTAT(path)
    except OSError:
        return False
    return True


class LikeWindows:
    """Lets everything below a folder behave as it does on Windows, until the patches are taken back.

    Attributes:
        root: the folder.
        program: where the program lies, below which nothing may be written.
        waits: the seconds that somebody would have slept.
    """

    def __init__(self, patch: pytest.MonkeyPatch, root: Path, program: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self.program = program
        self.waits: list[float] = []
        self._prefix = f"{self.root}{os.sep}".casefold()
        self._real: dict[str, Callable[..., Any]] = {}
        for name in ("stat", "lstat", "listdir", "scandir", "access"):
            self._wrap(patch, os, name, self._at)
        for name in ("unlink", "remove"):
            self._wrap(patch, os, name, self._remove)
        self._wrap(patch, os, "rmdir", self._rmdir)
        self._wrap(patch, os, "mkdir", self._mkdir)
        self._wrap(patch, os, "rename", self._rename)
        self._wrap(patch, os, "replace", self._replace)
        self._wrap(patch, os, "chmod", self._chmod)
        self._wrap(patch, os, "symlink", self._symlink)
        self._wrap(patch, os, "open", self._open_handle)
        self._wrap(patch, io, "open", self._open)
        patch.setattr(builtins, "open", io.open)
        self._wrap(patch, sqlite, "connect", self._connect)
        self._wrap(patch, time, "strftime", self._strftime)
        self._wrap(patch, time, "monotonic_ns", lambda real: real() // TICK * TICK)
        patch.setattr(time, "sleep", self.waits.append)
        patch.setattr(posixpath, "normcase", lambda path: os.fspath(path).lower())
        for name in _ABSENT:
            patch.setitem(sys.modules, name, None)
        patch.delattr(os, "fork")
        patch.setattr(tempfile, "tempdir", None)
        patch.setattr(shutil, "_use_fd_functions", False)  # it has no handles of folders

    def _wrap(self, patch: pytest.MonkeyPatch, module: Any, name: str, wrapper: Callable[..., Any]) -> None:
        real = getattr(module, name)
        patch.setattr(module, name, lambda *given, **named: wrapper(real, *given, **named))

    # Paths

    def ours(self, path: Any) -> bool:
        """Whether a path lies below the folder; handles and names relative to one do not."""
        if isinstance(path, int):
            return False
        return os.path.abspath(os.fsdecode(path)).casefold().startswith(self._prefix)

    def find(self, path: AnyPath) -> str:
        """A path as the disk has it, whatever its case; as it is where there is no such file."""
        text = os.fsdecode(path)
        whole = os.path.abspath(text)
        if not self.ours(whole) or _is_there(whole):
            return text
        found = str(self.root)
        for part in whole[len(found) + 1 :].split(os.sep):
            try:
                names = _REAL_LISTDIR(found)
            except OSError:
                names = []
            same = (
                part if part in names else next((n for n in names if n.casefold() == part.casefold()), part)
            )
            found = os.path.join(found, same)
        return found

    def _checked(self, path: AnyPath, longest: int = LONGEST_PATH) -> str:
        """A path as the disk has it; refused where Windows does not take it."""
        whole = os.path.abspath(os.fsdecode(path))
        if any(is_refused_name(part) for part in whole[len(str(self.root)) + 1 :].split(os.sep)):
            raise windows_error(123, whole)
        if len(whole) > longest:
            raise windows_error(3, whole)
        return self.find(path)

    def _at(self, real: Callable[..., Any], path: Any = ".", *given: Any, **named: Any) -> Any:
        if not self.ours(path):
            return real(path, *given, **named)
        whole = os.path.abspath(os.fsdecode(path))
        if len(whole) > LONGEST_PATH:
            if real.__name__ == "access":
                return False
            raise windows_error(3, whole)
        try:
            return real(path, *given, **named)
        except FileNotFoundError:
            return real(self.find(path), *given, **named)

    # Files that are open

    def _require_closed(self, path: str, number: int = 32) -> None:
        facts = _REAL_STAT(path, follow_symlinks=False)
        if (facts.st_dev, facts.st_ino) in set(open_files()):
            raise windows_error(number, path)

    def _remove(self, real: Callable[..., Any], path: Any, **named: Any) -> None:
        if self.ours(path):
            path = self._checked(path)
            self._require_closed(path)
            if not _REAL_STAT(path, follow_symlinks=False).st_mode & stat.S_IWUSR:
                raise windows_error(5, path)
        real(path, **named)

    def _rmdir(self, real: Callable[..., Any], path: Any, **named: Any) -> None:
        if self.ours(path):
            path = self._checked(path)
            if _REAL_LISTDIR(path):
                raise windows_error(145, path)
        real(path, **named)

    def _mkdir(self, real: Callable[..., Any], path: Any, *given: Any, **named: Any) -> None:
        self._require_outside_program(path)
        if self.ours(path):
            path = self._checked(path, LONGEST_FOLDER)
        real(path, *given, **named)

    def _rename(self, real: Callable[..., Any], source: Any, to: Any, **named: Any) -> None:
        if self.ours(to) and _is_there(self.find(to)):
            raise windows_error(183, os.fsdecode(to))
        self._replace(real, source, to, **named)

    def _replace(self, real: Callable[..., Any], source: Any, to: Any, **named: Any) -> None:
        self._require_outside_program(to)
        if self.ours(source):
            source = self._checked(source)
            self._require_closed(source)
            for folder, _, names in os.walk(source):
                for name in names:
                    self._require_closed(os.path.join(folder, name), 5)
        if self.ours(to):
            wanted, to = os.fsdecode(to), self._checked(to)
            if _is_there(to):
                if os.path.isdir(to) or not _REAL_STAT(to).st_mode & stat.S_IWUSR:
                    raise windows_error(5, to)
                self._require_closed(to, 5)
                if to != wanted:  # it takes the name as it was written
                    os.remove(to)
                    to = wanted
        real(source, to, **named)

    def _chmod(self, real: Callable[..., Any], path: Any, mode: int, **named: Any) -> None:
        if self.ours(path) and not os.path.isdir(path):
            path, mode = self._checked(path), 0o666 if mode & stat.S_IWUSR else 0o444
        real(path, mode, **named)

    def _symlink(self, real: Callable[..., Any], source: Any, to: Any, *given: Any, **named: Any) -> None:
        if self.ours(to):
            raise windows_error(1314, os.fsdecode(to))
        real(source, to, *given, **named)

    # Opening

    def _open_handle(self, real: Callable[..., int], path: Any, flags: int, *given: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self._require_outside_program(path)
        if self.ours(path):
            path = self._checked(path)
            if os.path.isdir(path):
                raise PermissionError(errno.EACCES, "Permission denied", path)
            self._require_writable(path, bool(flags & (os.O_WRONLY | os.O_RDWR)))
        return real(path, flags, *given, **named)

    def _open(self, real: Callable[..., Any], file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        writes = bool(set(mode) & set("wax+"))
        if writes:
            self._require_outside_program(file)
        if self.ours(file):
            file = self._checked(file)
            if os.path.isdir(file):
                raise PermissionError(errno.EACCES, "Permission denied", file)
            self._require_writable(file, writes)
        if "b" not in mode:
            keys = ("buffering", "encoding", "errors", "newline", "closefd", "opener")
            named |= dict(zip(keys, given, strict=False))
            given = ()
            if named.get("encoding") in {None, "locale"}:
                named["encoding"] = "cp1252"
            if writes and named.get("newline") is None:
                named["newline"] = "\r\n"
        return real(file, mode, *given, **named)

    @staticmethod
    def _require_writable(path: str, writes: bool) -> None:
        if writes and os.path.exists(path) and not _REAL_STAT(path).st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, "Permission denied", path)

    def _require_outside_program(self, path: Any) -> None:
        if isinstance(path, int):
            return
        whole = os.path.abspath(os.fsdecode(path))
        if whole.startswith(f"{self.program}{os.sep}") and "__pycache__" not in whole:
            raise windows_error(5, whole)

    def _connect(self, real: Callable[..., Any], database: str, *given: Any, **named: Any) -> Any:
        if database.startswith("file://"):
            address, mark, how = database.removeprefix("file://").partition("?")
            path = unquote(address)
            if self.ours(path):
                try:
                    path = self._checked(path, LONGEST_PATH - len("-journal") * ("mode=ro" not in how))
                except OSError:
                    error = sqlite.OperationalError("unable to open database file")
                    error.sqlite_errorname = "SQLITE_CANTOPEN"
                    raise error from None
                database = f"file://{quote(path)}{mark}{how}"
        return real(database, *given, **named)

    @staticmethod
    def _strftime(real: Callable[..., str], shape: str, *given: Any) -> str:
        marks = iter(shape)
        for mark in marks:
            if mark == "%" and (after := next(marks, "")) not in DIRECTIVES:
                raise ValueError(f"Invalid format string: %{after}")
        return real(shape, *given)


@contextmanager
def no_system_time_zones() -> Iterator[None]:
    """Time zones come from the tzdata package alone, as on Windows, which has none of this kind."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()


class Console:
    """A console or a pipe that takes Windows-1252 until the program asks for something else."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._out, self._err = io.BytesIO(), io.BytesIO()
        for name, raw in (("stdout", self._out), ("stderr", self._err)):
            patch.setattr(sys, name, io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))

    def read(self) -> str:
        """What was written, errors too."""
        sys.stdout.flush()
        sys.stderr.flush()
        return (self._out.getvalue() + self._err.getvalue()).decode("utf-8")


def as_windows_sees(path: str) -> str:
    """``ntpath``'s absolute path, which on another system has no current drive to begin with."""
    return ntpath.normpath(path)
