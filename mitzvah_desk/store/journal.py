"""The journal: triggers that keep every row's image before and after, and the way back.

SQLite itself writes the images, so nothing can be changed unseen: not by a cascade, not by a bulk statement.
A write while the journal is closed is refused.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from sqlalchemy import (
    Connection,
    PoolProxiedConnection,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)

from mitzvah_desk.model import (
    UNJOURNALLED,
    Base,
    CalendarNotice,
    ConfidentialView,
    JournalMode,
    JournalRow,
    JournalState,
    JournalStep,
    PrintNotice,
)
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.errors import UndoConflictError

_STANDING = frozenset(each.__tablename__ for each in (ConfidentialView, PrintNotice, CalendarNotice))
"""Tables of what was seen or has left; a step that wrote nothing else is never undone."""
_HAS_ROWS = exists().where(JournalRow.step_id == JournalStep.id, JournalRow.table_name.not_in(_STANDING))

# What every action asks is put together once.
_STEP = JournalStep.id == bindparam("step")
_ADD_STEP = insert(JournalStep).returning(JournalStep.id)
_SET_STATE = update(JournalState).where(JournalState.id == 1)
_RELABEL_STEP = update(JournalStep).where(_STEP)
_DROP_STEP = delete(JournalStep).where(_STEP)
_TABLES_OF_STEP = select(JournalRow.table_name).where(JournalRow.step_id == bindparam("step")).distinct()

SCRUBBED = "About somebody whose details were erased"


def list_journalled_tables() -> list[Table]:
    """Every table whose rows have images."""
    return [table for table in Base.metadata.sorted_tables if table.name not in UNJOURNALLED]


ALL_TABLES = frozenset(table.name for table in list_journalled_tables())
"""The names of all tables whose rows have images."""


@cache
def expected_triggers() -> Mapping[str, str]:
    """The text of every trigger of the journal, by name."""
    found = {}
    for table in list_journalled_tables():
        image = {
            side: "json_object(" + ", ".join(f"'{c.name}', {side}.\"{c.name}\"" for c in table.columns) + ")"
            for side in ("OLD", "NEW")
        }
        for event, before, after, row in (
            ("INSERT", "NULL", image["NEW"], "NEW"),
            ("UPDATE", image["OLD"], image["NEW"], "NEW"),
            ("DELETE", image["OLD"], "NULL", "OLD"),
        ):
            name = f"journal_{table.name}_{event.lower()}"
            found[name] = (
                f'CREATE TRIGGER {name} AFTER {event} ON "{table.name}" BEGIN\n'
                "  SELECT RAISE(ABORT, 'nothing is written outside a unit of work') FROM journal_state"
                " WHERE mode = 'closed';\n"
                "  INSERT INTO journal_row (step_id, table_name, row_id, before, after)\n"
                f"  SELECT step_id, '{table.name}', {row}.id, {before}, {after} FROM journal_state"
                f" WHERE mode = 'recording' AND {before} IS NOT {after};\nEND"
            )
    return MappingProxyType(found)


def install_triggers(connection: Connection) -> None:
    """Makes the triggers anew for the schema as it stands."""
    drop_triggers(connection)
    for text_of_one in expected_triggers().values():
        connection.exec_driver_sql(text_of_one)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO journal_state (id, mode, step_id) VALUES (1, 'closed', NULL)"
    )


def drop_triggers(connection: Connection) -> None:
    """Takes the triggers away, as a migration must."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars()
    for name in list(names):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def open_step(connection: Connection, label: str, reason: str, user_name: str) -> int:
    """Begins to record under a new step and returns its id."""
    values = {"at": datetime.now(), "user_name": user_name, "label": label, "reason": reason, "undone_by": ""}
    step: int = connection.execute(_ADD_STEP, values).scalar_one()
    _set(connection, JournalMode.RECORDING, step)
    return step


def close_step(connection: Connection, step: int, *, keep: bool) -> None:
    """Ends the recording, and drops the step unless it is to ``keep``, as one that changed nothing is not."""
    _set(connection, JournalMode.CLOSED, None)
    if not keep:
        connection.execute(_DROP_STEP, {"step": step})


def relabel_step(connection: Connection, step: int, label: str) -> None:
    """Gives an open step the words that are known only when it is done."""
    connection.execute(_RELABEL_STEP, {"step": step, "label": label})


@dataclass(frozen=True, slots=True)
class Replayed:
    """What an undo or redo put back: the step, its label and the tables it touched."""

    step: int
    label: str
    tables: frozenset[str]


def touched_tables(connection: Connection, step: int) -> frozenset[str]:
    """The tables of which a step changed rows."""
    return frozenset(connection.execute(_TABLES_OF_STEP, {"step": step}).scalars())


def _replayed(connection: Connection, step: int, label: str) -> Replayed:
    return Replayed(step, label, touched_tables(connection, step))


def read_next_undo(connection: Connection) -> Replayed | None:
    """The step that Undo would take back."""
    row = connection.execute(
        select(JournalStep.id, JournalStep.label)
        .where(JournalStep.undone_at.is_(None), _HAS_ROWS)
        .order_by(JournalStep.id.desc())
        .limit(1)
    ).first()
    return None if row is None else _replayed(connection, row.id, row.label)


def read_next_redo(connection: Connection) -> Replayed | None:
    """The step that Redo would bring again: the last one undone, if nothing was changed since."""
    row = connection.execute(
        select(JournalStep.id, JournalStep.label, JournalStep.undone_after_step)
        .where(JournalStep.undone_at.is_not(None), _HAS_ROWS)
        .order_by(JournalStep.undone_order.desc())
        .limit(1)
    ).first()
    if row is None or row.undone_after_step != _newest(connection):
        return None
    return _replayed(connection, row.id, row.label)


def find_step(connection: Connection, step: int, *, undone: bool) -> Replayed | None:
    """One step, if it is undone at present or not, as asked."""
    row = connection.execute(
        select(JournalStep.id, JournalStep.label).where(
            JournalStep.id == step,
            JournalStep.undone_at.is_not(None) if undone else JournalStep.undone_at.is_(None),
            _HAS_ROWS,
        )
    ).first()
    return None if row is None else _replayed(connection, row.id, row.label)


def undo_step(connection: Connection, step: int, user_name: str) -> None:
    """Puts back every row as it was before ``step``.

    Raises:
        UndoConflictError: a row of the step was changed since, or another record now depends on it.
    """
    _replay(connection, step, backwards=True)
    order = connection.execute(
        text("SELECT coalesce(max(undone_order), 0) + 1 FROM journal_step")
    ).scalar_one()
    connection.execute(
        update(JournalStep)
        .where(JournalStep.id == step)
        .values(
            undone_at=datetime.now(),
            undone_by=user_name,
            undone_order=order,
            undone_after_step=_newest(connection),
        )
    )


def redo_step(connection: Connection, step: int) -> None:
    """Brings an undone step again.

    Raises:
        UndoConflictError: a row of the step was changed since.
    """
    _replay(connection, step, backwards=False)
    connection.execute(
        update(JournalStep)
        .where(JournalStep.id == step)
        .values(undone_at=None, undone_by="", undone_order=None, undone_after_step=None)
    )


def scrub_records(connection: Connection, name: str, row_ids: Collection[int]) -> None:
    """Takes every image and label that tells of records out of the journal; those steps cannot be undone.

    Args:
        connection: the turn's.
        name: the records' table: ``person``.
        row_ids: the records.
    """
    about = [and_(JournalRow.table_name == name, JournalRow.row_id.in_(row_ids))]
    for table in list_journalled_tables():
        for key in table.foreign_keys:
            if key.column.table.name == name:
                path = f"$.{key.parent.name}"
                about.append(
                    and_(
                        JournalRow.table_name == table.name,
                        or_(
                            func.json_extract(JournalRow.before, path).in_(row_ids),
                            func.json_extract(JournalRow.after, path).in_(row_ids),
                        ),
                    )
                )
    steps = list(connection.execute(select(JournalRow.step_id).where(or_(*about)).distinct()).scalars())
    connection.execute(delete(JournalRow).where(JournalRow.step_id.in_(steps)))
    connection.execute(update(JournalStep).where(JournalStep.id.in_(steps)).values(label=SCRUBBED, reason=""))


def _newest(connection: Connection) -> int:
    """The newest step that changed something; one that only says what was seen stands in no redo's way."""
    seen_only = and_(exists().where(JournalRow.step_id == JournalStep.id), not_(_HAS_ROWS))
    newest = select(func.coalesce(func.max(JournalStep.id), 0)).where(not_(seen_only))
    return int(connection.execute(newest).scalar_one())


def _set(connection: Connection, mode: JournalMode, step: int | None) -> None:
    connection.execute(_SET_STATE, {"mode": mode, "step_id": step})


def _replay(connection: Connection, step: int, *, backwards: bool) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    order = JournalRow.id.desc() if backwards else JournalRow.id.asc()
    rows = connection.execute(
        select(JournalRow.table_name, JournalRow.row_id, JournalRow.before, JournalRow.after)
        .where(JournalRow.step_id == step)
        .order_by(order)
    ).all()
    _set(connection, JournalMode.REPLAYING, None)
    cursor = driver_connection(
        connection.connection
    ).cursor()  # SQLite's own: a step may have thousands of rows
    leaning = _leaning()
    for name, row_id, before, after in rows:
        have, want = (after, before) if backwards else (before, after)
        there = _expect(cursor, name, row_id, have)
        if want is not None:
            _put(cursor, Base.metadata.tables[name], row_id, want, there=there)
            continue
        question = leaning.get(name)
        if question and cursor.execute(question, (row_id,)).fetchone() is not None:
            raise undo_conflict()  # a cascade would be unseen by the journal
        cursor.execute(f'DELETE FROM "{name}" WHERE id = ?', (row_id,))
    cursor.close()
    _set(connection, JournalMode.CLOSED, None)


def driver_connection(connection: PoolProxiedConnection) -> sqlite.Connection:
    """The driver's own connection under SQLAlchemy's."""
    found = connection.driver_connection
    if not isinstance(found, sqlite.Connection):
        raise TypeError(found)
    return found


def _expect(cursor: sqlite.Cursor, name: str, row_id: int, image: str | None) -> bool:
    """Refuses when the row is no longer what the step left; columns added by a later version do not count.

    Returns whether the row is there.
    """
    found = cursor.execute(f'SELECT * FROM "{name}" WHERE id = ?', (row_id,)).fetchone()
    if image is None:
        same = found is None
    else:
        now = dict(zip([column[0] for column in cursor.description], found or (), strict=False))
        same = found is not None and all(now.get(k) == v for k, v in json.loads(image).items())
    if not same:
        raise undo_conflict()
    return found is not None


def _put(cursor: sqlite.Cursor, table: Table, row_id: int, image: str, *, there: bool) -> None:
    values = {key: value for key, value in json.loads(image).items() if key in table.columns}
    names = ", ".join(f'"{name}"' for name in values)
    if there:
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        cursor.execute(f'UPDATE "{table.name}" SET {pairs} WHERE id = ?', (*values.values(), row_id))
    else:
        marks = ", ".join("?" for _ in values)
        cursor.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', tuple(values.values()))


def _leaning() -> dict[str, str]:
    """Whether others lean on a row: one question for each table, which asks all that lead to it."""
    asked: dict[str, list[str]] = {}
    for other in list_journalled_tables():
        for key in other.foreign_keys:
            one = f'SELECT 1 FROM "{other.name}" WHERE "{key.parent.name}" = ?1'
            asked.setdefault(key.column.table.name, []).append(one)
    return {name: f"{' UNION ALL '.join(each)} LIMIT 1" for name, each in asked.items()}


def undo_conflict() -> UndoConflictError:
    """The sentence for a step that no longer stands alone."""
    return UndoConflictError(
        "This step cannot be taken back by itself, because what it touched was changed since.",
        "Undo the later changes first; the History page lists them.",
    )
