"""No list cuts a day, in any area and on any page of a record, at 100 % and at 200 % text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.table import DataTable

RECORDS = (
    ("project", 1),
    ("person", 1),
    ("household", 1),
    ("partner", 1),
    ("item", 1),
    ("donation", 1),
    ("delivery", 1),
)


@pytest.fixture(params=[100, 200])
def desk(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    theme.set_text_scale(request.param)
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    path = tmp_path / "sample.mitzvah"
    copy_sample(path)
    assert window.open_file(path)
    yield window
    assert window.close_file()
    theme.set_text_scale(100)


def look(desk: Desk, seen: set[tuple[str, str]], cut: list[str]) -> None:
    """Looks at every column of days that is shown, tab by tab."""
    for tabs in desk.findChildren(QTabWidget):
        if tabs.isVisible():
            for number in range(tabs.count()):
                tabs.setCurrentIndex(number)
                note(desk, seen, cut)
    note(desk, seen, cut)


def note(desk: Desk, seen: set[tuple[str, str]], cut: list[str]) -> None:
    QApplication.sendPostedEvents()
    for table in desk.findChildren(DataTable):
        if not table.isVisible():
            continue
        model = table.rows_model
        for number, column in enumerate(model.columns):
            rows = model.rows()
            if column.sort is None or table.isColumnHidden(number):
                continue
            if not any(isinstance(column.sort(row), date) for row in rows):
                continue
            seen.add((table.accessibleName(), column.key))
            for line in range(min(model.count, 60)):
                index = model.index(line, number)
                if table.sizeHintForIndex(index).width() > table.columnWidth(number):
                    cut.append(f"{table.accessibleName()}, {column.title}: {index.data()}")
                    break


def test_no_list_cuts_a_day(desk: Desk) -> None:
    seen, cut = set[tuple[str, str]](), list[str]()
    for entry in ENTRIES:
        desk.go_to(entry.key)
        look(desk, seen, cut)
    for record, number in RECORDS:
        desk.show_record(record, number)
        look(desk, seen, cut)
    assert len(seen) > 12, seen
    assert not cut
