"""What kind of file is this? Answered from its first bytes, before SQLite may touch it.

The header's layout is SQLite's own (https://www.sqlite.org/fileformat2.html, section 1.3).
"""

import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mitzvah_desk import __version__
from mitzvah_desk.store.atomic_write import require_name
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.error_words import Doing, damaged_file_error, translate_errors
from mitzvah_desk.store.errors import (
    CannotWriteError,
    KeyNeededError,
    MissingFileError,
    NewerFileError,
    NotOurFileError,
    WrongPassphraseError,
)
from mitzvah_desk.store.file_key import SALT_BYTES, FileKey
from mitzvah_desk.store.page_seals import PAGE_BYTES, key_fits, looks_sealed
from mitzvah_desk.store.program_version import is_later, read_program_version

APPLICATION_ID = 0x4D5A5644
"""``MZVD``: marks an SQLite file as one of Mitzvah Desk's."""

SCHEMA_VERSION = 12
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
        CannotWriteError: its name is too long, or Windows takes it for something else.
    """
    require_name(path)
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


def is_protected(path: Path) -> bool:
    """Whether a file is protected by a key, or damaged from its beginning, which nobody can tell without it.

    Raises:
        CannotWriteError: it cannot be read at all.
    """
    if path.suffix.casefold() != SUFFIX or not path.is_file():
        return False
    with translate_errors(path, Doing.OPENING), path.open("rb") as file:
        head = file.read(PAGE_BYTES)
    return not head.startswith(_MAGIC) and looks_sealed(head)


def read_salt(path: Path) -> bytes:
    """The salt of a protected file, with which its passphrase gives its key.

    Raises:
        CannotWriteError: it cannot be read at all.
    """
    with translate_errors(path, Doing.OPENING), path.open("rb") as file:
        return file.read(SALT_BYTES)


def read_header(path: Path, key: FileKey | None = None) -> Header:
    """Reads a file's header, of a protected one with its key, and nothing else.

    Raises:
        KeyNeededError: it is protected and there is no key.
        WrongPassphraseError: the key does not fit it.
        MissingFileError: there is no such file.
        NotOurFileError: it is something else.
        DamagedFileError: it is cut short.
        NewerFileError: a later version of the program wrote it.
        CannotWriteError: it cannot be read at all.
    """
    if path.is_dir():
        raise NotOurFileError(f"{path.name} is a folder.", "Choose a file in it that ends in .mitzvah.")
    if not path.is_file():
        raise MissingFileError(
            f"There is no file {path.name} in {path.parent}.", "Check the name, or choose the file with Open."
        )
    with translate_errors(path, Doing.OPENING), path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if not head.startswith(_MAGIC[: max(len(head), 1)]):
        if is_protected(path):
            return _read_protected_header(path, key)
        raise NotOurFileError(
            f"{path.name} is not a Mitzvah Desk file.",
            "Choose a file that ends in .mitzvah; lists from a spreadsheet are brought in by Import.",
        )
    if len(head) < _HEADER_BYTES:
        raise damaged_file_error(path)
    (page_size,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if (
        application == APPLICATION_ID
        and not is_interrupted(path)
        and path.stat().st_size < pages * (65536 if page_size == 1 else page_size)
    ):
        raise damaged_file_error(path)
    return _accept(path, version, application, key)


def _read_protected_header(path: Path, key: FileKey | None) -> Header:
    if key is None:
        raise KeyNeededError(
            f"{path.name} is protected by a passphrase, or damaged from its beginning.",
            "Give its passphrase to open it.",
        )
    with translate_errors(path, Doing.OPENING):
        if not key_fits(path, key):
            raise WrongPassphraseError(
                f"The passphrase does not open {path.name}.",
                "Try it again. If you are sure of it, the file's beginning is damaged: restore your newest"
                " backup beside it, which the same passphrase opens.",
            )
        if read_salt(path) != key.salt:
            raise damaged_file_error(path)
        if is_interrupted(path):  # it is read again once the half change is taken back
            return Header(SCHEMA_VERSION)
        with closing(connect(path, key=key, read_only=True)) as connection:
            version, application = (
                int(connection.execute(f"PRAGMA {fact}").fetchone()[0])
                for fact in ("user_version", "application_id")
            )
    return _accept(path, version, application, key)


def _accept(path: Path, version: int, application: int, key: FileKey | None) -> Header:
    if application != APPLICATION_ID:
        raise NotOurFileError(
            f"{path.name} is a database, but not one of Mitzvah Desk's.",
            "Choose a file that ends in .mitzvah.",
        )
    if version > SCHEMA_VERSION:
        raise _newer_file_error(path, key)
    return Header(version)


def _newer_file_error(path: Path, key: FileKey | None) -> NewerFileError:
    """Says which version of the program the file needs, where it names one that is later than this."""
    needed = ""
    try:
        with closing(connect(path, key=key, read_only=True)) as connection:
            needed = read_program_version(connection)
    except sqlite.Error:  # a change is half written, or the file is damaged beyond its first page
        pass
    if not is_later(needed):
        return NewerFileError(
            f"{path.name} was written by a newer Mitzvah Desk than this one, which is {__version__}.",
            "Install the newest Mitzvah Desk on this computer, then open the file again. It was not changed.",
        )
    return NewerFileError(
        f"{path.name} was last brought up to date by Mitzvah Desk {needed}, whose files this version"
        f" ({__version__}) cannot read.",
        f"Install Mitzvah Desk {needed} or newer on this computer, then open the file again. It was not"
        " changed.",
        needed,
    )
