"""Finds whom lists ask for, for their tests."""

import io
from datetime import date

from python_calamine import CalamineWorkbook

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.reading import Listed, read_list
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, Subject

TODAY = date(2026, 11, 28)
EVERY_COLUMN = {subject: tuple(column.key for column in COLUMNS[subject]) for subject in Subject}


def find(office: Office, definition: ListDefinition, campaign: int | None = 1) -> Listed:
    return office.query(read_list, definition, campaign, today=TODAY)


def ids(office: Office, *conditions: ListCondition, subject: Subject = Subject.PEOPLE) -> set[int]:
    return {row.record_id for row in find(office, ListDefinition(subject, conditions=conditions)).rows}


def texts(kind: str, content: bytes) -> str:
    if kind in {"xlsx", "ods"}:
        return str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
    return content.decode("utf-8-sig").replace("\r\n ", "")
