"""What tidy-ups that wait to be confirmed took out, read from the steps of the history that did it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from mitzvah_desk.model import JournalRow, JournalStep, TidyUp
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.outgoing.typed_places import typed_columns
from mitzvah_desk.store.journal import SCRUBBED

Image = Mapping[str, Any]


@dataclass(frozen=True)
class TidyHistory:
    """What some steps changed.

    Attributes:
        steps: the steps.
        before: each record that they changed or took out as it was before, by table and id.
        people: who was taken out.
    """

    steps: frozenset[int]
    before: Mapping[tuple[str, int], Image]
    people: tuple[int, ...]


def list_waiting_steps(connection: Connection) -> dict[int, int]:
    """The steps of the tidy-ups that wait to be confirmed, by tidy-up.

    Args:
        connection: the file.
    """
    waiting = select(TidyUp.id).where(TidyUp.confirmed_on.is_(None))
    rows = connection.execute(
        select(JournalRow.row_id, JournalRow.step_id).where(
            JournalRow.table_name == TidyUp.__tablename__,
            JournalRow.before.is_(None),
            JournalRow.row_id.in_(waiting),
        )
    )
    return {row.row_id: row.step_id for row in rows}


def read_tidy_history(connection: Connection, steps: Collection[int]) -> TidyHistory:
    """What steps changed and whom they took out.

    Args:
        connection: the file.
        steps: of tidy-ups.
    """
    rows = connection.execute(
        select(JournalRow.table_name, JournalRow.row_id, JournalRow.before, JournalRow.after)
        .where(JournalRow.step_id.in_(steps), JournalRow.before.is_not(None))
        .order_by(JournalRow.id)
    )
    before: dict[tuple[str, int], Image] = {}
    after: dict[tuple[str, int], Image | None] = {}
    for row in rows:
        key = (row.table_name, row.row_id)
        before.setdefault(key, json.loads(row.before))
        after[key] = json.loads(row.after) if row.after is not None else None
    people = tuple(each for table, each in before if table == "person" and _is_gone(after[table, each]))
    return TidyHistory(frozenset(steps), before, people)


def drop_images(connection: Connection, history: TidyHistory) -> None:
    """Takes every image of what tidy-ups removed out of the journal, and words that tell of it.

    Args:
        connection: the unit of work's.
        history: of the tidy-ups.
    """
    for table in {table for table, _ in history.before}:
        removed = select(JournalRow.row_id).where(
            JournalRow.step_id.in_(history.steps),
            JournalRow.table_name == table,
            JournalRow.after.is_(None),
        )
        theirs = and_(JournalRow.table_name == table, JournalRow.row_id.in_(removed))
        named = select(JournalRow.row_id, JournalStep.id, JournalStep.label, JournalStep.reason).join(
            JournalStep, JournalStep.id == JournalRow.step_id
        )
        scrubbed = {
            row.id
            for row in connection.execute(named.where(theirs, JournalStep.id.not_in(history.steps)))
            if _tells(table, history.before[table, row.row_id], f"{row.label} {row.reason}")
        }
        connection.execute(
            update(JournalStep).where(JournalStep.id.in_(scrubbed)).values(label=SCRUBBED, reason="")
        )
        connection.execute(delete(JournalRow).where(theirs))


def _tells(table: str, image: Image, words: str) -> bool:
    """Whether words, such as a step's, repeat a text that was typed into a record: ``Added Room 12``."""
    typed = (image.get(column.name) for column in typed_columns().get(table, ()))
    return any(text and text in words for text in typed)


def empty_images(connection: Connection, history: TidyHistory, table: str, empty: Mapping[str, Any]) -> None:
    """Empties fields that tidy-ups emptied in the earlier images of their records too.

    The steps can still be undone, since they then say of those fields what the records say. One that did
    nothing else is a step no more.

    Args:
        connection: the unit of work's.
        history: of the tidy-ups; their own images must still be there.
        table: of the records.
        empty: what stands in each field once it is emptied.
    """
    for step in history.steps:
        for column, value in empty.items():
            _empty_image(connection, step, table, column, value)
    connection.execute(
        delete(JournalRow).where(JournalRow.table_name == table, JournalRow.before == JournalRow.after)
    )


def _empty_image(connection: Connection, step: int, table: str, column: str, value: object) -> None:
    path = f"$.{column}"
    was, became = (func.json_extract(side, path) for side in (JournalRow.before, JournalRow.after))
    emptied = select(JournalRow.row_id).where(
        JournalRow.step_id == step,
        JournalRow.table_name == table,
        JournalRow.before.is_not(None),
        JournalRow.after.is_not(None),
        was.is_distinct_from(became),
        func.coalesce(became, "") == "",
    )
    sides = {"before": JournalRow.before, "after": JournalRow.after}
    connection.execute(
        update(JournalRow)
        .where(
            JournalRow.table_name == table,
            JournalRow.step_id < step,
            JournalRow.row_id.in_(emptied),
        )
        .values({name: func.json_set(side, path, value) for name, side in sides.items()})
    )


def _is_gone(image: Image | None) -> bool:
    return image is None or (image["family"] == ERASED_NAME and not image["given"])
