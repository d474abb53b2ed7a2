"""The one driver of the store: SQLCipher's build of SQLite, for plain and for protected files alike.

Its interface is that of Python's own ``sqlite3``, whose types stand for it. No other module names either.
"""

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    from sqlcipher3 import dbapi2 as sqlite

with closing(sqlite.connect(":memory:")) as _first:
    # Of the whole process: it would write to stderr, and with "cipher_log = NONE" to a file of that name.
    _first.execute("PRAGMA cipher_log_level = NONE")
    _first.execute("PRAGMA cipher_log = off")

__all__ = ["sqlite"]
