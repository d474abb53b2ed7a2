"""The one place where a connection to the file is made."""

import os
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from shutil import copyfile
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.page_seals import is_unlocked, require_sealed_pages

BUSY_MS = 3000
CACHE_KIB = 32 * 1024
"""How much of a file is kept in memory at most; SQLite's own 2 MiB make it read a ledger twice."""
STATEMENTS = 1000
"""How many statements are kept compiled."""


def database_uri(path: Path, mode: str) -> str:
    """A file's address for SQLite.

    A share's is written with four slashes, since SQLite takes the first name after two for a host and
    refuses it (https://www.sqlite.org/uri.html); the path is not resolved, which would turn a mapped drive
    into its share.
    """
    absolute = os.path.abspath(path)  # noqa: PTH100  # Path.absolute leaves ".." in
    return f"file://{quote(_rooted(absolute.replace(os.sep, '/')))}?mode={mode}"


def _rooted(name: str) -> str:
    """``//NAS/lists`` keeps both slashes after the two of the address; ``C:/lists`` gets one before it."""
    return f"//{name.lstrip('/')}" if name.startswith("//") else f"/{name.lstrip('/')}"


def connect(
    path: Path,
    *,
    key: FileKey | None = None,
    read_only: bool = False,
    must_exist: bool = True,
    to_copy: bool = False,
) -> sqlite.Connection:
    """A bare connection with the program's pragmas: foreign keys on, every commit on the disk.

    The journal mode is SQLite's rollback journal, because people copy files: a copy of an open file in
    write-ahead mode may lack its newest pages. Nothing that a file's own schema says is trusted
    (https://www.sqlite.org/security.html): a stranger may have written it.

    Args:
        path: the file.
        key: of a protected file; a plain one is opened all the same, a new one becomes protected.
        read_only: nothing is written.
        must_exist: it is not made where it is not there.
        to_copy: its pages are read once, as they are: nothing is made ready for more, and a plain file's
            schema, which takes longer to read than all the rest, is left alone.

    Raises:
        sqlite.DatabaseError: among others, "file is not a database" where the key is wrong.
    """
    if key is not None:
        try:
            return _connect(path, key, read_only=read_only, must_exist=must_exist, to_copy=to_copy)
        except sqlite.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
                raise
    return _connect(path, None, read_only=read_only, must_exist=must_exist, to_copy=to_copy)


def _connect(
    path: Path, key: FileKey | None, *, read_only: bool, must_exist: bool, to_copy: bool
) -> sqlite.Connection:
    mode = "ro" if read_only else "rw" if must_exist else "rwc"
    connection = sqlite.connect(
        database_uri(path, mode), uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        if key is not None:
            _unlock(connection, key)
        _distrust(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if to_copy:
            connection.execute("PRAGMA user_version").fetchone()  # only now is the file itself tried
        else:
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON").fetchone()  # what is erased is gone from the disk
    except UnicodeDecodeError as error:  # the driver reads the schema with the first pragma that needs it
        connection.close()
        raise sqlite.DatabaseError("could not decode the schema") from error
    except sqlite.Error:
        connection.close()
        raise
    return connection


def _unlock(connection: sqlite.Connection, key: FileKey) -> None:
    connection.execute(f'PRAGMA key = "{key.literal}"')
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # only now is the key tried


def _distrust(connection: sqlite.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


def export_file(source: sqlite.Connection, to: Path, key: FileKey | None) -> None:
    """Writes all that a database holds to a new file, under another key or none, and compares the two.

    The new file has no journal meanwhile, and is on the disk only once the caller has synced it.

    Args:
        source: a connection with which files may be made; it is to be closed afterwards.
        to: the new file, absent or empty.
        key: of the new file; it is plain where None.

    Raises:
        sqlite.DatabaseError: among others, where the two are not the same.
    """
    source.execute("PRAGMA foreign_keys = OFF")
    source.execute("ATTACH DATABASE ? AS copy KEY ?", (os.fspath(to), key.literal if key else ""))
    source.execute("PRAGMA copy.journal_mode = OFF").fetchone()
    source.execute("PRAGMA copy.synchronous = OFF")
    source.execute("SELECT sqlcipher_export('copy')").fetchone()
    for fact in ("application_id", "user_version"):
        value = int(source.execute(f"PRAGMA main.{fact}").fetchone()[0])
        source.execute(f"PRAGMA copy.{fact} = {value}")
    _require_same(source)


def _require_same(source: sqlite.Connection) -> None:
    """Compares ``main`` with ``copy``: the schema, and every row of every table both ways."""
    names = [name for (name,) in source.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    columns = {"sqlite_schema": "type, name, tbl_name, sql"}
    for name in ("sqlite_schema", *names):
        wanted = columns.get(name, "*")
        for one, other in (("main", "copy"), ("copy", "main")):
            missing = source.execute(
                f'SELECT {wanted} FROM {one}."{name}" EXCEPT SELECT {wanted} FROM {other}."{name}" LIMIT 1'  # noqa: S608  # of the schema
            ).fetchone()
            if missing is not None:
                raise sqlite.DatabaseError(f"malformed copy of {name}")


def recover_file(path: Path, key: FileKey | None = None) -> None:
    """Takes back the change that a killed program left half written; SQLite does it on the first read."""
    with closing(connect(path, key=key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def copy_to_memory(path: Path, key: FileKey | None = None) -> sqlite.Connection:
    """The file in memory, page by page as it is on the disk; nothing can be written to it.

    Raises:
        sqlite.DatabaseError: among others, where a page of a protected file was changed without its key.
    """
    memory = sqlite.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with closing(connect(path, key=key, read_only=True, to_copy=True)) as source:
            require_sealed_pages(source)
            if key is not None and is_unlocked(source):
                memory.execute(f'PRAGMA key = "{key.literal}"')  # pages are copied from like to like
            source.backup(memory)
        _distrust(memory)
        memory.execute("PRAGMA foreign_keys = ON")
        memory.execute("PRAGMA query_only = ON")
    except BaseException:
        memory.close()
        raise
    return memory


def recover_to_memory(path: Path, key: FileKey | None = None) -> sqlite.Connection:
    """The file in memory, with the half-written change taken back: for a folder that may not be written."""
    with tempfile.TemporaryDirectory(prefix="mitzvah-desk-") as folder:
        copy = Path(folder) / path.name
        copyfile(path, copy)
        copyfile(f"{path}-journal", f"{copy}-journal")
        recover_file(copy, key)
        return copy_to_memory(copy, key)


@cache
def _first_engine() -> Engine:
    """Its dialect serves every file: statements are kept compiled by the dialect that compiled them."""
    engine = create_engine("sqlite://", module=sqlite).execution_options(compiled_cache=LRUCache(STATEMENTS))
    engine.connect().close()  # only then the dialect knows which SQLite this is
    engine.dispose()
    return engine


def make_engine(
    path: Path,
    *,
    key: FileKey | None = None,
    read_only: bool = False,
    given: sqlite.Connection | None = None,
) -> Engine:
    """An engine that keeps one connection to the file and begins transactions itself.

    Args:
        path: the file.
        key: of a protected file.
        read_only: nothing is written.
        given: the connection to use instead of a new one.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: given or connect(path, key=key, read_only=read_only),
        poolclass=StaticPool,
        hide_parameters=True,  # an error's text ends in the log, and the log holds nothing of the file
    )
    first = _first_engine()
    engine.dialect = first.dialect
    engine.update_execution_options(**first.get_execution_options())

    def begin(connection: Connection) -> None:
        # The driver would begin at the first write, so a read of several statements could see two states.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine
