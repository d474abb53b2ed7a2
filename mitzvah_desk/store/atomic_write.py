"""Writing a file so that a reader sees the old one or the new one, never half of it."""

import os
import tempfile
from pathlib import Path

from mitzvah_desk.store.error_words import Doing, translate_errors


def _read_umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


_MODE = 0o666 & ~_read_umask()
"""What the user lets others do with new files; read once, since asking means setting it."""
_STEM = 40
"""How much of a name a temporary file's carries: enough to see whose it is, and never too long."""


def write_atomically(path: Path, content: bytes, *, doing: Doing = Doing.WRITING_OUT) -> None:
    """Writes ``content`` to ``path``: temporary file, flush, fsync, replace.

    Raises:
        CannotWriteError: the disk is full, the folder cannot be written, or the file is open in a program
            that lets nobody replace it; an older file is untouched.
    """
    with translate_errors(path, doing):
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:_STEM]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(_MODE)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
