"""Bringing a file to this program's shape, and making a new one: both are the same walk up the migrations."""

import sqlite3
from pathlib import Path

from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import DamagedFileError
from mitzvah_desk.store.identify import APPLICATION_ID, SCHEMA_VERSION
from mitzvah_desk.store.journal import drop_triggers, install_triggers

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(path: Path, *, to: int = SCHEMA_VERSION, new: bool = False) -> None:
    """Brings a file's schema to version ``to`` in one transaction, or leaves it as it was.

    Foreign keys are off meanwhile, because SQLite's way of changing a table is to rebuild it, and dropping
    the old one would take its children along; they are checked before the commit instead.

    Args:
        path: the file; its backup must have been made by the caller.
        to: the schema version to reach.
        new: the file does not exist yet and is made.

    Raises:
        DamagedFileError: the result would break a link between records.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    def open_bare() -> sqlite3.Connection:
        bare = connect(path, must_exist=not new)
        bare.execute("PRAGMA foreign_keys = OFF")
        return bare

    engine = create_engine("sqlite://", creator=open_bare, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
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
                install_triggers(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {to}")
    finally:
        engine.dispose()
