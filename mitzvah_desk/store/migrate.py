"""Bringing a file to this program's shape, and making a new one, in the shape that the migrations reach."""

from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from mitzvah_desk.model import Base
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect, export_file
from mitzvah_desk.store.errors import DamagedFileError
from mitzvah_desk.store.file_header import APPLICATION_ID, SCHEMA_VERSION
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.journal import drop_triggers, install_triggers
from mitzvah_desk.store.program_version import write_program_version

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(path: Path, *, to: int = SCHEMA_VERSION, new: bool = False, key: FileKey | None = None) -> None:
    """Brings a file's schema to version ``to`` in one transaction, or leaves it as it was.

    Foreign keys are off meanwhile, because SQLite's way of changing a table is to rebuild it, and dropping
    the old one would take its children along; they are checked before the commit instead.

    Args:
        path: the file; its backup must have been made by the caller.
        to: the schema version to reach.
        new: the file does not exist yet and is made.
        key: of a protected file.

    Raises:
        DamagedFileError: the result would break a link between records.
    """
    from alembic import command
    from alembic.config import Config

    engine = _bare_engine(path, key, new=new)
    config = Config()
    config.set_main_option("script_location", SCRIPTS.as_posix().replace("%", "%%"))
    try:
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            drop_triggers(connection)
            command.upgrade(config, f"{to:04d}")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise DamagedFileError(
                    f"{path.name} could not be brought up to date: {len(broken)} of its links lead nowhere.",
                    "It was left as it was; please show it to whoever looks after Mitzvah Desk for you.",
                )
            if to == SCHEMA_VERSION:
                write_program_version(connection)
                install_triggers(connection)
            _stamp(connection, to)
    finally:
        engine.dispose()


def create_file(path: Path, key: FileKey | None = None) -> None:
    """Makes a new file of this version, which does not exist yet; protected where there is a key.

    It is made from the model in one go, and not by walking up the migrations, which a test holds to end in
    the very same schema.
    """
    if key is None:
        with closing(connect(path, must_exist=False)) as file:
            _empty_file().backup(file)
    else:
        with closing(sqlite.connect(":memory:", isolation_level=None)) as memory:
            _empty_file().backup(memory)
            export_file(memory, path, key)
    engine = _bare_engine(path, key)
    try:
        with engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO file_identity (id, identity, made_at) VALUES (1, ?, ?)",
                (uuid4().hex, datetime.now().isoformat(timespec="seconds")),
            )
    finally:
        engine.dispose()


@cache
def _empty_file() -> sqlite.Connection:
    """A new file in memory, but for what makes it this very one."""
    memory = sqlite.connect(":memory:", isolation_level=None, check_same_thread=False)
    engine = create_engine("sqlite://", module=sqlite, creator=lambda: memory, poolclass=StaticPool)
    with engine.connect() as connection, connection.begin():
        Base.metadata.create_all(connection, checkfirst=False)
        write_program_version(connection)
        install_triggers(connection)
        run = connection.exec_driver_sql
        run(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        run("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA_VERSION:04d}",))
        _stamp(connection, SCHEMA_VERSION)
    return memory


def model_schema() -> dict[str, str]:
    """The text of every table and index as this version makes them, without white space, by name."""
    engine = create_engine("sqlite://", module=sqlite, poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with (
        engine.connect() as connection,
        closing(connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE sql <> ''")) as rows,
    ):
        found = {name: "".join(sql.split()) for name, sql in rows if not name.startswith("sqlite_")}
    engine.dispose()
    return found


def _bare_engine(path: Path, key: FileKey | None = None, *, new: bool = False) -> Engine:
    def open_bare() -> sqlite.Connection:
        bare = connect(path, key=key, must_exist=not new)
        bare.execute("PRAGMA foreign_keys = OFF")
        return bare

    engine = create_engine(
        "sqlite://", module=sqlite, creator=open_bare, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _stamp(connection: Connection, version: int) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
