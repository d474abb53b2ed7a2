"""Looking a file over before anybody works in it: is it ours, whole, and does it hold together?

SQLite's own checks see damage of pages, of indexes and of rows that break a rule; they cannot see that a
letter within a text became another one.
"""

from hashlib import sha256
from pathlib import Path

from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect, copy_to_memory
from mitzvah_desk.store.error_words import Doing, damaged_file_error, translate_error
from mitzvah_desk.store.errors import DamagedFileError, ForeignPartsError
from mitzvah_desk.store.file_header import SCHEMA_VERSION
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.page_seals import require_sealed_pages

SCHEMA_FINGERPRINT = "6ddf3b5277a21220fb25b1055eae0adf837b9c1bd0cc83353d800fc41186417b"
"""What ``schema_fingerprint`` says of a file of ``SCHEMA_VERSION``; a test compares it with the model."""

THOROUGH_BYTES = 64 * 1024 * 1024
"""Up to this size every index is held against its table as well, which takes some milliseconds a megabyte."""

Schema = list[tuple[str, str, str]]
"""Kind, name and text of each part of a file."""
_ALEMBIC = "alembic_version"
_OWN = "sqlite_"
"""Tables of SQLite itself begin like this; nobody can make one of that name."""


def connect_to_inspect(path: Path, key: FileKey | None = None) -> sqlite.Connection:
    """A connection on which a file can be looked over.

    Up to ``THOROUGH_BYTES`` it is to a copy in memory: SQLite leaves the rules of the rows (CHECK) out of its
    checks where the database may not be written. Every page of a protected file has been held against its
    seal.

    Raises:
        sqlite.DatabaseError: a page was changed by somebody without the key.
    """
    if path.stat().st_size <= THOROUGH_BYTES:
        return copy_to_memory(path, key)
    connection = connect(path, key=key, read_only=True)
    try:
        require_sealed_pages(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def require_sound(connection: sqlite.Connection, path: Path, *, version: int, thorough: bool = False) -> None:
    """Refuses a file that is not as this program made it.

    Args:
        connection: a bare one; no statement of the file's own schema has run on it yet.
        path: the file, for the sentence.
        version: the schema version that its header names.
        thorough: hold every index against its table whatever the size.

    Raises:
        ForeignPartsError: it holds tables, views or triggers that this program never makes, or lacks some.
        DamagedFileError: it does not hold together; the sentence names what is damaged.
        WorldError: it could not be read.
    """
    try:
        _require_own_schema(connection, path, version)
        said = _integrity(connection, path, thorough=thorough)
    except (sqlite.Error, UnicodeDecodeError, ValueError) as error:
        # Whatever fails here is the file's fault: these are the first statements that read it.
        told = translate_error(error, path, Doing.OPENING) if isinstance(error, sqlite.Error) else None
        if told is None or isinstance(told, DamagedFileError):
            told = damaged_file_error(path, list_damaged_tables(connection))
        raise told from error
    if said:
        raise damaged_file_error(path, list_damaged_tables(connection))


def list_integrity_errors(connection: sqlite.Connection) -> list[str]:
    """What SQLite says of a file's damage, a line each; empty where it finds none."""
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        lines.append(f"line {row} of {table} leads to a {parent} that is not there")
    return lines


def list_damaged_tables(connection: sqlite.Connection) -> tuple[str, ...]:
    """The tables in which SQLite finds damage, as words; empty where it cannot even list them."""
    try:
        names = [name for kind, name, _ in _schema(connection) if kind == "table"]
    except (sqlite.Error, UnicodeDecodeError):
        return ()
    broken = {str(row[0]) for row in _foreign_keys(connection)}
    for name in names:
        try:
            said = connection.execute(f'PRAGMA integrity_check("{name}")').fetchone()[0]
            connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608  # of the schema
        except (sqlite.Error, UnicodeDecodeError):
            said = "unreadable"
        if said != "ok":
            broken.add(name)
    return tuple(sorted(name.replace("_", " ") for name in broken))


def schema_fingerprint(connection: sqlite.Connection) -> str:
    """One word for all tables and indexes, to tell at once whether they are as this program makes them."""
    return _fingerprint(_schema(connection))


def _fingerprint(schema: Schema) -> str:
    parts = sorted(
        f"{kind} {name} {''.join(sql.split())}"
        for kind, name, sql in schema
        if kind in {"table", "index"} and name != _ALEMBIC and sql
    )
    return sha256("\n".join(parts).encode()).hexdigest()


def _schema(connection: sqlite.Connection) -> Schema:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return [(kind, name, sql) for kind, name, sql in rows if not name.startswith(_OWN)]


def _require_own_schema(connection: sqlite.Connection, path: Path, version: int) -> None:
    from mitzvah_desk.store.journal import expected_triggers

    schema = _schema(connection)
    foreign = [
        f"{kind} {name}"
        for kind, name, sql in schema
        if kind == "view"
        or sql[:14].upper() == "CREATE VIRTUAL"
        or (kind == "trigger" and not name.startswith("journal_"))
    ]
    if version == SCHEMA_VERSION and not foreign:
        # A trigger of ours with another text is made anew before anything is written; see Book.open.
        ours = expected_triggers()
        foreign = [f"trigger {name}" for kind, name, _ in schema if kind == "trigger" and name not in ours]
    if foreign:
        raise ForeignPartsError(
            f"{path.name} holds parts that Mitzvah Desk does not make: {', '.join(sorted(foreign)[:3])}.",
            "Somebody may have tampered with it. Do not use it; restore a backup, or ask who sent it.",
        )
    tables = {name for kind, name, _ in schema if kind == "table"}
    if _ALEMBIC not in tables or (version == SCHEMA_VERSION and _fingerprint(schema) != SCHEMA_FINGERPRINT):
        raise ForeignPartsError(
            f"{path.name} is not built as Mitzvah Desk builds its files: {_difference(connection)}.",
            "Leave it as it is, and restore your newest backup beside it.",
        )


def _difference(connection: sqlite.Connection) -> str:
    """What is missing, unknown or otherwise, in words; reads the model, so only where something is."""
    from mitzvah_desk.store.migrate import model_schema

    want = model_schema()
    rows = [(name, sql) for kind, name, sql in _schema(connection) if kind in {"table", "index"} and sql]
    have = {name: "".join(sql.split()) for name, sql in rows if name != _ALEMBIC}
    said = [f"“{name}” is missing" for name in sorted(want.keys() - have.keys())]
    said += [f"“{name}” is unknown" for name in sorted(have.keys() - want.keys())]
    said += [f"“{name}” differs" for name in sorted(want.keys() & have.keys()) if want[name] != have[name]]
    return ", ".join(said[:3]) or f"“{_ALEMBIC}” is missing"


def _integrity(connection: sqlite.Connection, path: Path, *, thorough: bool) -> list[str]:
    whole = thorough or path.stat().st_size <= THOROUGH_BYTES
    check = "integrity_check" if whole else "quick_check"
    said = [str(line) for (line,) in connection.execute(f"PRAGMA {check}(3)") if line != "ok"]
    return said + [str(row) for row in _foreign_keys(connection)]


def _foreign_keys(connection: sqlite.Connection) -> list[tuple[object, ...]]:
    try:
        return connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite.Error:
        return []
