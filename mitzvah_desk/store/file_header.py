"""What kind of file is this? Answered from its first hundred bytes, before SQLite may touch it.

The header's layout is SQLite's own (https://www.sqlite.org/fileformat2.html, section 1.3).
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from mitzvah_desk.store.error_words import Doing, damaged_file_error, translate_errors
from mitzvah_desk.store.errors import CannotWriteError, MissingFileError, NewerFileError, NotOurFileError

APPLICATION_ID = 0x4D5A5644
"""``MZVD``: marks an SQLite file as one of Mitzvah Desk's."""

SCHEMA_VERSION = 6
"""The newest shape of the file that this program knows; kept in ``user_version``."""

SUFFIX = ".mitzvah"

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100


@dataclass(frozen=True, slots=True)
class Header:
    """The header's facts that decide whether the file may be opened.

    Attributes:
        version: the file's schema version.
    """

    version: int


_LONGEST_SIDE_FILE = "-journal"
_LONGEST_NAME = 255
"""Bytes, on every file system in use; Windows counts characters, of which there are never more."""


def require_short_name(path: Path) -> None:
    """Makes sure that the files beside it, which carry its name, can be made too.

    Raises:
        CannotWriteError: its name is too long.
    """
    if len(f"{path.name}{_LONGEST_SIDE_FILE}".encode()) > _LONGEST_NAME:
        raise CannotWriteError(
            f"The name {path.name[:40]}… is too long to work with.",
            "Give the file a shorter name, and open it again.",
        )


def is_interrupted(path: Path) -> bool:
    """Whether a change is half written: by a program at work now, or by one that was killed.

    Of the latter, SQLite takes the half change back when the file is next opened for writing.
    """
    side = Path(f"{path}-journal")
    return side.is_file() and side.stat().st_size > 0


def read_header(path: Path) -> Header:
    """Reads a file's header and nothing else.

    Raises:
        MissingFileError: there is no such file.
        NotOurFileError: it is something else.
        DamagedFileError: it is cut short.
        NewerFileError: a later version of the program wrote it.
        CannotWriteError: it cannot be read at all.
    """
    if not path.is_file():
        raise MissingFileError(
            f"There is no file {path.name} in {path.parent}.", "Check the name, or choose the file with Open."
        )
    with translate_errors(path, Doing.OPENING), path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if not head.startswith(_MAGIC[: max(len(head), 1)]):
        raise NotOurFileError(
            f"{path.name} is not a Mitzvah Desk file.",
            "Choose a file that ends in .mitzvah; lists from a spreadsheet are brought in by Import.",
        )
    if len(head) < _HEADER_BYTES:
        raise damaged_file_error(path)
    (page_size,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != APPLICATION_ID:
        raise NotOurFileError(
            f"{path.name} is a database, but not one of Mitzvah Desk's.",
            "Choose a file that ends in .mitzvah.",
        )
    if not is_interrupted(path) and path.stat().st_size < pages * (65536 if page_size == 1 else page_size):
        raise damaged_file_error(path)
    if version > SCHEMA_VERSION:
        raise NewerFileError(
            f"{path.name} was written by a newer Mitzvah Desk than this one.",
            "Install the newest Mitzvah Desk on this computer, then open the file again.",
        )
    return Header(version)
