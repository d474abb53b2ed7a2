"""What a capability does after every action, whoever did it: by what changed, not by who changed it.

``core`` knows no capability. A capability registers its follow-up, and ``office/__init__`` imports those that
do. What a follow-up writes belongs to the same step, so that one undo takes back both.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, type_coerce
from sqlalchemy.types import NullType

from mitzvah_desk.model import Base, JournalRow
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a step made of one row.

    Attributes:
        table: its table.
        row_id: its id.
        before: its columns before the step, as the file keeps them; None where it was made.
        after: the same after it; None where it was removed. Of a row that went into another of its table
            it is the other, so that what named the one now names the other.
    """

    table: str
    row_id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def is_changed(self, *columns: str) -> bool:
        """Whether a row that was there, and still is, has other values in one of these columns."""
        return (
            self.before is not None
            and self.after is not None
            and any(self.before[each] != self.after[each] for each in columns)
        )


FollowUp = Callable[[UnitOfWork, list[RowChange]], Sequence[Finding]]
"""It returns what the user should know of it."""
_FOLLOW_UPS: dict[FollowUp, frozenset[str]] = {}
_CHANGED_TABLES = (
    select(JournalRow.table_name)
    .where(JournalRow.step_id == bindparam("step"), JournalRow.before.is_not(None))
    .distinct()
)
"""Asked after every action, so it is put together once."""


def register_follow_up(follow_up: FollowUp, *tables: str) -> None:
    """Takes up a follow-up, called where a step changed or removed rows of these tables."""
    _FOLLOW_UPS[follow_up] = frozenset(tables)


def follow_up(work: UnitOfWork) -> list[Finding]:
    """Calls those whom a step concerns; what erases leaves nothing behind, so nothing follows it.

    Returns:
        What the user should know of it.
    """
    said: list[Finding] = []
    if work.erases:
        return said
    changed = _read_changed_tables(work)
    for each, tables in _FOLLOW_UPS.items():
        if changed & tables:
            said += each(work, _read_changes(work, tables))
            work.session.flush()
            changed = _read_changed_tables(work)  # with what this one did
    return said


def _read_changes(work: UnitOfWork, tables: frozenset[str]) -> list[RowChange]:
    """The rows of some tables that the step changed, each once."""
    query = (
        select(JournalRow.table_name, JournalRow.row_id, JournalRow.before, JournalRow.after)
        .where(JournalRow.step_id == work.step, JournalRow.table_name.in_(tables))
        .order_by(JournalRow.id)
    )
    found: dict[tuple[str, int], RowChange] = {}
    for row in work.connection.execute(query):
        key = (row.table_name, row.row_id)
        before = found[key].before if key in found else _image(row.before)
        found[key] = RowChange(*key, before, _image(row.after) or _read_merged(work, key))
    return [each for each in found.values() if each.before != each.after]


def _read_merged(work: UnitOfWork, key: tuple[str, int]) -> Mapping[str, Any] | None:
    """The row that another went into, with its values as the file keeps them; None of one that did not."""
    into = work.merged.get(key)
    if into is None:
        return None
    table = Base.metadata.tables[key[0]]
    columns = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    row = work.connection.execute(select(*columns).where(table.c.id == into)).mappings().first()
    return dict(row) if row is not None else None


def _read_changed_tables(work: UnitOfWork) -> frozenset[str]:
    """The tables in which a step touched rows that were there, and did not only make some, as imports do."""
    return frozenset(work.connection.execute(_CHANGED_TABLES, {"step": work.step}).scalars())


def _image(text: str | None) -> Mapping[str, Any] | None:
    return None if text is None else json.loads(text)
