"""A list as a file comes back as it went out."""

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from mitzvah_desk.exchange.tables_out import table_bytes

ROWS: list[list[Any]] = [
    [datetime(2026, 11, 22, 10, 30), "two  blanks\nand a line", "007"],
    [date(2026, 11, 22), "  in front", "=1+1"],
    [None, "O'Brien & <b>Sons</b>", "כהן"],
]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_texts_and_times_survive(kind: str) -> None:
    made = table_bytes(kind, ["When", "What", "Number"], ROWS)
    titles, first, second, third = (
        CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    )
    assert titles == ["When", "What", "Number"]
    assert first == ROWS[0]
    assert second == ROWS[1]
    assert third[1:] == ROWS[2][1:]


def test_a_time_is_shown_with_its_hours_and_blanks_side_by_side_stay() -> None:
    with ZipFile(BytesIO(table_bytes("ods", ["When", "What"], [row[:2] for row in ROWS]))) as file:
        content = file.read("content.xml").decode()
    assert 'table:style-name="Moment"' in content
    assert 'table:style-name="Day"' in content
    assert "number:hours" in content
    assert "text:s" in content
