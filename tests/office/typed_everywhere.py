"""A text typed into every free field of a file, and all that a file and its history hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, UniqueConstraint, update

from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.typed_places import typed_columns
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.journal import list_journalled_tables
from mitzvah_desk.store.unit_of_work import UnitOfWork

FIXED = {
    "visiting_from",
    "visiting_until",
    "starts_at",
    "ends_at",
    "key",
    "value",
    "definition",
    "avoids",
    "allergens",
    "label",
}
"""Columns that hold no sentence, and such as may hold a text only once."""
MAIL = {"email", "website"}
PHONE = {"phone", "mobile", "day_phone"}


@dataclass(frozen=True)
class TypeEverywhere:
    """Types a text into every free field of every record but some."""

    text: str
    but: tuple[int, ...]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        tables = {table.name: table for table in list_journalled_tables()}
        for noun, columns in typed_columns().items():
            table = tables[noun]
            for column in columns:
                if column.name in FIXED | MAIL | PHONE or column.name in _unique(table):
                    continue
                rows = table.c.id.not_in(self.but) if noun == "person" else table.c.id > 0
                if noun == "person" and column.name != "note":
                    continue
                work.connection.execute(update(table).where(rows).values({column.name: self.text}))
        return Applied("Typed it")


def _unique(table: Table) -> set[str]:
    once = (each for each in table.constraints if isinstance(each, UniqueConstraint))
    return {column.name for each in once for column in each.columns}


def everything(office: Office) -> str:
    def read(connection: Connection) -> list[object]:
        names = [*(table.name for table in list_journalled_tables()), "journal_step", "journal_row"]
        return [tuple(row) for n in names for row in connection.exec_driver_sql(f'SELECT * FROM "{n}"')]

    return str(office.query(read))
