"""Text is text: markup in every field that somebody types is shown as it stands, wherever it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sample_year import sample_year
from sqlalchemy import Column, Connection, Table, Text, literal, update
from sqlalchemy.sql.expression import cast

from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.core.actions import Applied, Done
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.journal import list_journalled_tables
from mitzvah_desk.store.unit_of_work import UnitOfWork

MARK = '<img src="file://evil.example/share/x.png">Home'
NOT_TYPED = {
    "setting.key",
    "setting.value",
    "import_profile.kind",
    "import_profile.columns",
    "import_profile.definition",
    "import_profile.fingerprint",
    "saved_list.definition",
    "partner.visiting_from",
    "partner.visiting_until",
    "newsletter_template.kind",
}
"""Texts that the program writes in a form of its own."""


def typed_columns() -> list[Column[Any]]:
    """Every column of words that somebody types, read off the declarations."""
    return [
        column
        for table in list_journalled_tables()
        for column in table.columns
        if type(column.type) is Text and f"{table.name}.{column.name}" not in NOT_TYPED
    ]


@dataclass(frozen=True)
class Plant:
    """Writes markup into every such column of every row."""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        for column in typed_columns():
            own = literal(f"{MARK} ") + cast(column.table.c.id, Text)
            work.connection.execute(update(column.table).values({column.name: own}))
        return Applied(f"Changed {MARK}")


class Looker:
    """Looks at everything that a window shows, and at every dialog that it opens."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seen = 0
        self.pressed: set[str] = set()

    def look(self, window: QWidget) -> None:
        for widget in (window, *window.findChildren(QWidget)):
            where = f"{type(window).__name__}: {type(widget).__name__} {widget.objectName()}"
            self._tip(where, widget.toolTip())
            if isinstance(widget, QLabel) and MARK in widget.text():
                self.seen += 1
                if widget.textFormat() is not Qt.TextFormat.PlainText:
                    self.faults.append(f"{where}: {widget.text()[:40]}")
            elif isinstance(widget, QTextEdit):
                self.seen += MARK in widget.toPlainText()
                if '<img src="file:' in widget.toHtml():
                    self.faults.append(where)
            elif isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
                self._model(where, widget)

    def presses(self, words: str) -> bool:
        """Whether a button of these words asks something first, and was not pressed yet."""
        new = words.endswith("…") and words not in self.pressed
        self.pressed.add(words)
        return new

    def opened(self, dialog: QDialog) -> int:
        dialog.show()
        self.look(dialog)
        dialog.hide()
        return 0

    def _model(self, where: str, view: QAbstractItemView | QComboBox) -> None:
        model = view.model()
        for row in range(min(model.rowCount(), 4)):
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
                index = model.index(row, column)
                self._tip(where, str(index.data(Qt.ItemDataRole.ToolTipRole) or ""))
                self.seen += MARK in str(index.data() or "")

    def _tip(self, where: str, tip: str) -> None:
        self.seen += "&lt;img" in tip
        if "<img" in tip:
            self.faults.append(f"{where}: tooltip {tip[:40]}")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    office = sample_year(tmp_path / "sample.mitzvah")
    assert isinstance(office.execute(Plant()), Done)
    office.close()
    window = Desk(user_name=MARK)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    window.close_file()


@pytest.fixture
def looker(monkeypatch: pytest.MonkeyPatch) -> Looker:
    made = Looker()
    for kind in {QDialog, QPrintDialog, *subclasses(QDialog)}:
        for name in ("exec", "open"):
            monkeypatch.setattr(kind, name, lambda dialog: made.opened(dialog))  # noqa: PLW0108
    for name in ("getSaveFileName", "getOpenFileName", "getExistingDirectory"):
        empty: object = "" if name == "getExistingDirectory" else ("", "")
        monkeypatch.setattr(QFileDialog, name, lambda *_, empty=empty, **__: empty)
    return made


def subclasses(kind: type) -> list[type]:
    found: list[type] = kind.__subclasses__()
    return [each for one in found for each in (one, *subclasses(one))]


def first(connection: Connection, table: Table) -> Any:
    return connection.execute(table.select().limit(1)).first()


def tabs_of(page: QWidget) -> Iterator[None]:
    """Shows one tab after the other, tabs within tabs too."""
    yield
    for tabs in page.findChildren(QTabWidget):
        for number in range(tabs.count()):
            if tabs.isVisible():
                tabs.setCurrentIndex(number)
                QApplication.processEvents()
                yield


def work(page: QWidget, looker: Looker) -> None:
    """Chooses the first row of each list, asks to remove it, and presses what asks something first."""
    for table in page.findChildren(DataTable):
        if table.isVisible() and table.rows_model.count:
            table.select([table.rows_model.row(0).id])
            QTest.keyClick(table, Qt.Key.Key_Delete)
    looker.look(page.window())
    for action in page.findChildren(QAction):
        if action.isEnabled() and looker.presses(action.text()):
            action.trigger()
    for button in page.findChildren(QPushButton):
        if button.isVisible() and button.isEnabled() and looker.presses(button.text()):
            button.click()


def test_there_is_something_to_plant() -> None:
    names = {f"{column.table.name}.{column.name}" for column in typed_columns()}
    assert {"person.given", "partner.code_name", "lot.size", "quotation.words", "shift.note"} <= names
    assert len(names) > 60


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_every_page_and_dialog_of_an_area_shows_it_as_it_stands(
    desk: Desk, looker: Looker, entry: Any
) -> None:
    desk.go_to(entry.key)
    area = desk.area(entry.key)
    for _ in tabs_of(area):
        work(area, looker)
    for record in entry.records:
        if record not in RECORDS:
            continue
        assert desk.session is not None
        table = RECORDS[record].table
        found = desk.session.office.query(first, table)
        if found is not None:
            desk.show_record(record, found.id)
            for _ in tabs_of(area.currentWidget() or area):
                work(area, looker)
    assert looker.faults == []
    assert looker.seen


def test_the_search_shows_it_as_it_stands(desk: Desk, looker: Looker) -> None:
    assert desk.session is not None
    dialog = SearchDialog(desk.session, desk)
    QTest.keyClicks(dialog.box, "home")
    looker.opened(dialog)
    assert looker.seen
    assert looker.faults == []


def test_what_is_read_as_markup_would_be_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    looker = Looker()
    raw, told = QLabel(MARK, page), make_label(MARK)
    told.setParent(page)
    told.setToolTip(escape_tooltip(MARK))
    paper = QTextEdit(page)
    paper.setPlainText(MARK)
    looker.look(page)
    assert len(looker.faults) == 1
    raw.setTextFormat(Qt.TextFormat.PlainText)
    raw.setToolTip(MARK)
    paper.setHtml(MARK)
    looker.faults.clear()
    looker.look(page)
    assert len(looker.faults) == 2
