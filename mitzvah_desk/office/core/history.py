"""The History page: what was done, when, by whom, to a record or to the whole file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, literal, or_, select

from mitzvah_desk.model import JournalRow, JournalStep
from mitzvah_desk.model.base import Flag, IsoDate, WallTime
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime, format_money
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.goods.weights import format_amount

MOST = 500
"""How many steps are read at once; nobody scrolls further."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step.

    Attributes:
        id: the step.
        at: when.
        user_name: by whom.
        label: what.
        detail: for one record: each field with its value before and after.
        reason: why it was done in spite of a finding.
        undone: whether it is undone at present.
    """

    id: int
    at: datetime
    user_name: str
    label: str
    detail: str
    reason: str
    undone: bool


def list_steps(connection: Connection) -> list[StepRow]:
    """The newest steps of the whole file."""
    query = _steps().add_columns(literal("").label("detail")).order_by(JournalStep.id.desc()).limit(MOST)
    return fill_rows(StepRow, connection.execute(query))


def list_record_history(connection: Connection, record: str, record_id: int) -> list[StepRow]:
    """The steps that changed a record or what belongs to it, the newest first."""
    table = RECORDS[record].table
    about = [(JournalRow.table_name == table.name) & (JournalRow.row_id == record_id)]
    for known in RECORDS.values():
        if known.owner and next(iter(known.table.c[known.owner].foreign_keys)).column.table is table:
            path = f"$.{known.owner}"
            image = func.coalesce(JournalRow.after, JournalRow.before)
            about.append(
                (JournalRow.table_name == known.table.name) & (func.json_extract(image, path) == record_id)
            )
    rows = connection.execute(
        _steps()
        .add_columns(JournalRow.table_name, JournalRow.before, JournalRow.after)
        .join(JournalRow, JournalRow.step_id == JournalStep.id)
        .where(or_(*about))
        .order_by(JournalStep.id.desc(), JournalRow.id)
        .limit(MOST)
    )
    found: dict[int, StepRow] = {}
    for r in rows:
        own = r.table_name == table.name
        detail = _what_changed(connection, record, r.before, r.after) if own else ""
        if r.id not in found:
            found[r.id] = StepRow(r.id, r.at, r.user_name, r.label, detail, r.reason, r.undone)
    return list(found.values())


def _steps() -> Select[*tuple[Any, ...]]:
    return select(
        JournalStep.id,
        JournalStep.at,
        JournalStep.user_name,
        JournalStep.label,
        JournalStep.reason,
        JournalStep.undone_at.is_not(None).label("undone"),
    )


def _what_changed(connection: Connection, record: str, before: str | None, after: str | None) -> str:
    """Each field that differs, with its value before and after, other records by their names."""
    if before is None or after is None:
        return ""
    old, new = json.loads(before), json.loads(after)
    return "; ".join(
        f"{field_noun(record, key)}: {_said(connection, record, key, old)}"
        f" → {_said(connection, record, key, new)}"
        for key, value in new.items()
        if old.get(key) != value
    )


def _said(connection: Connection, record: str, column: str, row: Mapping[str, Any]) -> str:
    """A value in words: yes or no, another record by its name as every screen may show it, else as it is."""
    value = row.get(column)
    declared = FIELDS.get(record, {}).get(column)
    if declared is not None and declared.counted_in and isinstance(value, int):
        value = format_amount(value, str(row.get(declared.counted_in) or ""))
    if value in (None, ""):
        return "empty"
    known = RECORDS[record].table.c.get(column)
    if known is not None and isinstance(known.type, Flag):
        return "yes" if value else "no"
    if known is not None and isinstance(known.type, IsoDate):
        return f"“{format_date(date.fromisoformat(str(value)))}”"
    if known is not None and isinstance(known.type, WallTime):
        return f"“{format_datetime(datetime.fromisoformat(str(value)))}”"
    if column.endswith("_pence") and isinstance(value, int):
        return f"“{format_money(value)}”"
    for key in known.foreign_keys if known is not None else ():
        other = key.column.table.name
        if other in RECORDS and isinstance(value, int):
            return f"“{record_name(connection, other, value) or 'removed since'}”"
    return f"“{value}”"
