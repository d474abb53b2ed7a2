"""The one place where a connection to the file is made."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

BUSY_MS = 3000
CACHE_KIB = 32 * 1024
"""How much of a file is kept in memory at most; SQLite's own 2 MiB make it read a ledger twice."""


def connect(path: Path, *, read_only: bool = False, must_exist: bool = True) -> sqlite3.Connection:
    """A bare connection with the program's pragmas: foreign keys on, every commit on the disk.

    The journal mode is SQLite's rollback journal, because people copy files: a copy of an open file in
    write-ahead mode may lack its newest pages.
    """
    mode = "ro" if read_only else "rw" if must_exist else "rwc"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON").fetchone()  # what is erased is gone from the disk
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def recover(path: Path) -> None:
    """Takes back the change that a killed program left half written; SQLite does it on the first read."""
    with closing(connect(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine that keeps one connection to the file and begins transactions itself."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, read_only=read_only), poolclass=StaticPool
    )

    def begin(connection: Connection) -> None:
        # sqlite3 would begin only at the first write, so a read of several statements could see two states.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine
