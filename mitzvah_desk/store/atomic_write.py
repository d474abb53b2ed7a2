"""Writing a file so that a reader sees the old one or the new one, never half of it."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mitzvah_desk import systems
from mitzvah_desk.rules.file_names import is_name_for_windows
from mitzvah_desk.store.error_words import Doing, translate_errors
from mitzvah_desk.store.errors import CannotWriteError


def _read_umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


_MODE = 0o666 & ~_read_umask()
"""What the user lets others do with new files; read once, since asking means setting it."""
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""The seconds after which it is tried again."""
_IN_USE = {5, 32, 33}
"""What Windows says where a file is open: access denied, sharing violation, lock violation."""
_STEM = 40
"""How much of a name a temporary file's carries: enough to see whose it is, and never too long."""


def write_atomically(path: Path, content: bytes, *, doing: Doing = Doing.WRITING_OUT) -> None:
    """Writes ``content`` to ``path``: temporary file, flush, fsync, replace.

    Raises:
        CannotWriteError: the disk is full, the folder cannot be written, or the file is open in a program
            that lets nobody replace it; an older file is untouched.
    """
    require_name(path)
    with translate_errors(path, doing):
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:_STEM]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(_MODE)
            replace_file(temporary, path)
        except BaseException:
            discard_file(temporary)
            raise
        sync_folder(path.parent)


def require_name(path: Path) -> None:
    """Makes sure that Windows does not take a name for another file, or for a device.

    Raises:
        CannotWriteError: it does.
    """
    if systems.ON_WINDOWS and not is_name_for_windows(path.name):
        raise CannotWriteError(
            f"Windows takes no file of the name {path.name}.",
            'Leave out < > : " / \\ | ? * and a dot at the end; and do not call it CON, NUL, COM1 or such.',
        )


def replace_file(part: Path, to: Path) -> None:
    """Puts a file that is written in the place of another, or where there is none yet."""
    _wait_for_scanners(lambda: part.replace(to))


def remove_file(path: Path) -> None:
    """Removes a file, if there is one."""
    _wait_for_scanners(lambda: path.unlink(missing_ok=True))


def discard_file(part: Path) -> None:
    """Removes what was written in vain, if it can be."""
    with suppress(PermissionError):
        remove_file(part)


def _wait_for_scanners(work: Callable[[], object]) -> None:
    """Windows neither replaces nor removes what somebody has open, as a virus scanner has each new file."""
    for seconds in _WAITS:
        try:
            work()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(seconds)
        else:
            return
    work()


def sync_folder(folder: Path) -> None:
    """Makes a rename last; Windows has no such call and needs none."""
    if systems.ON_WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
