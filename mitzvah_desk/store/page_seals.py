"""The seals of a protected file's pages: do they fit a key, without SQLite having to make sense of the file?

Each page of 4096 bytes ends in 80 bytes of SQLCipher's: 16 that begin the cipher, and an HMAC-SHA512 of all
before it and the page's number. The first page begins with the salt, which no seal covers.
"""

import hmac
import zlib
from collections.abc import Iterator
from pathlib import Path

from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.file_key import SALT_BYTES, FileKey

PAGE_BYTES = 4096
_SEAL_BYTES = 64


def looks_sealed(first_page: bytes) -> bool:
    """Whether a page is noise, as every page of a protected file is: nothing in it can be packed."""
    return len(first_page) == PAGE_BYTES and len(zlib.compress(first_page)) >= PAGE_BYTES


def key_fits(path: Path, key: FileKey) -> bool:
    """Whether any page of a file has a seal of this key: if none has, the key is wrong or all is damaged.

    Raises:
        OSError: the file cannot be read.
    """
    seal_key = key.seal_key()
    return any(_is_sealed(seal_key, number, page) for number, page in _pages(path))


def is_unlocked(connection: sqlite.Connection) -> bool:
    """Whether what a connection writes is protected by a key."""
    return bool(connection.execute("PRAGMA cipher_status").fetchone()[0] == "1")


def require_sealed_pages(connection: sqlite.Connection) -> None:
    """Holds every page of an open file against its seal; one that is plain has none.

    SQLite itself would read a page that does not fit as an empty one where it copies page by page.

    Raises:
        sqlite.DatabaseError: a page was changed by somebody without the key.
    """
    if not is_unlocked(connection):
        return
    connection.execute("SAVEPOINT seals")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # nobody writes from here on
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.execute("RELEASE seals")
    if broken:
        raise sqlite.DatabaseError(f"{len(broken)} pages are malformed")


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        number = 1
        while len(page := file.read(PAGE_BYTES)) == PAGE_BYTES:
            yield number, page
            number += 1


def _is_sealed(seal_key: bytes, number: int, page: bytes) -> bool:
    covered = page[SALT_BYTES if number == 1 else 0 : -_SEAL_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(seal_key, covered, "sha512"), page[-_SEAL_BYTES:])
