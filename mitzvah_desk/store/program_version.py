"""Which version of the program gave a file its shape; told where an older one cannot read it any more.

It is one row of the settings, under a key that is no setting of the committee's. Later shapes of the file
keep that row where it is, so that every program can read it, however old: the file's own version is a number
that tells nobody what to install.
"""

import json
import re

from sqlalchemy import Connection

from mitzvah_desk import __version__
from mitzvah_desk.store.driver import sqlite

KEY = "program_version"
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}")
_ROW = f"SELECT value FROM setting WHERE key = '{KEY}'"  # noqa: S608  # a constant


def write_program_version(connection: Connection) -> None:
    """Notes this program in a file that it has just brought to its own shape, outside the journal."""
    connection.exec_driver_sql(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (KEY, json.dumps(__version__)),
    )


def read_program_version(connection: sqlite.Connection) -> str:
    """The version that a file names; empty where it names none that can be understood.

    The file may be of a later program, or of a stranger: nothing but a plain table is read, and nothing but a
    version is believed.
    """
    try:
        kinds = connection.execute("SELECT type, sql FROM sqlite_schema WHERE name = 'setting'").fetchall()
        if [kind for kind, sql in kinds if str(sql)[:13].upper() == "CREATE TABLE "] != ["table"]:
            return ""
        row = connection.execute(_ROW).fetchone()
        version = json.loads(row[0]) if row is not None else ""
    except (sqlite.Error, UnicodeDecodeError, ValueError, TypeError):
        return ""
    return version if isinstance(version, str) and _VERSION.fullmatch(version) else ""


def is_later(version: str, than: str = __version__) -> bool:
    """Whether a version that a file names comes after another, that of this program where none is given."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    found = _VERSION.match(version)
    return [int(part) for part in found[0].split(".")] if found is not None else []
