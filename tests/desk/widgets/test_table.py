"""The table: filter, sort, selection by id, keys, columns that are remembered."""

from dataclasses import dataclass
from datetime import date

import pytest
from doubles import Drawer
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.clipboard import Lines, table_mime_data
from mitzvah_desk.desk.widgets.table import Column, DataTable, RowsModel
from mitzvah_desk.rules.matching.folding import fold_text

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Guest:
    id: int
    name: str
    age: int | None = None


COLUMNS: tuple[Column[Guest], ...] = (
    Column("name", "Name", lambda guest: guest.name, width_chars=20),
    Column(
        "age",
        "Age",
        lambda guest: "" if guest.age is None else str(guest.age),
        sort=lambda guest: guest.age,
        align_right=True,
    ),
)
AWKWARD = "O'Brien & <b>Sons</b>"
GUESTS = [Guest(1, "Dan Levy", 9), Guest(2, "Ann Cohén", 10), Guest(3, "רָחֵל כהן"), Guest(4, AWKWARD, 70)]
guests = st.lists(
    st.builds(Guest, st.integers(1, 10**6), st.text(max_size=8), st.none() | st.integers(0, 20)),
    unique_by=lambda guest: guest.id,
    max_size=30,
)


def names(model: RowsModel[Guest]) -> list[str]:
    return [model.index(line, 0).data() for line in range(model.rowCount())]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Guest]:
    made = DataTable(COLUMNS, "Guests")
    qtbot.addWidget(made)
    made.rows_model.set_rows(GUESTS)
    made.show()
    return made


def test_the_model_keeps_qts_contract(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(GUESTS)
    for text in ("c", "co", "", "nobody at all", "cohen"):
        model.set_filter(text)
    model.set_filter("")
    model.sort(1, DOWN)
    model.sort(0, UP)
    model.set_rows([])
    model.set_rows(GUESTS[:2])
    assert names(model) == ["Ann Cohén", "Dan Levy"]
    del tester


@given(
    rows=guests,
    steps=st.lists(st.text("ab קé ", max_size=3), max_size=4),
    by=st.integers(0, 1),
    down=st.booleans(),
)
def test_filter_and_sort_agree_with_the_plain_way(
    qapp: QApplication, rows: list[Guest], steps: list[str], by: int, down: bool
) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(rows)
    model.sort(by, DOWN if down else UP)
    for typed in [*steps, "".join(steps)]:
        model.set_filter(typed)
        wanted = [
            guest
            for guest in rows
            if all(
                word in fold_text(f"{guest.name}\n{'' if guest.age is None else guest.age}")
                for word in fold_text(typed).split()
            )
        ]
        if by == 0:
            expected = sorted(wanted, key=lambda guest: fold_text(guest.name), reverse=down)
        else:
            known = [guest for guest in wanted if guest.age is not None]
            expected = sorted(known, key=lambda guest: guest.age or 0, reverse=down)
            expected += [guest for guest in wanted if guest.age is None]
        assert model.rows() == expected


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cohen", {2}),
        ("COHÉN ann", {2}),
        ("רחל", {3}),
        ("o'brien & <b>", {4}),
        ("70", {4}),
        ("", {1, 2, 3, 4}),
        ("levy cohen", set()),
    ],
)
def test_every_typed_word_must_occur_somewhere(qapp: QApplication, typed: str, found: set[int]) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(GUESTS)
    model.set_filter(typed)
    assert {guest.id for guest in model.rows()} == found


def test_sorting_carries_persistent_indexes_along(qapp: QApplication) -> None:
    model = RowsModel(COLUMNS)
    model.set_rows(GUESTS)
    held = [QPersistentModelIndex(model.index(line, 0)) for line in range(4)]
    model.sort(1, DOWN)
    assert [index.data() for index in held] == [guest.name for guest in GUESTS]


def test_the_selection_follows_its_records(table: DataTable[Guest]) -> None:
    table.select([2, 4])
    table.rows_model.set_rows([Guest(9, "Aaron"), *GUESTS])
    assert set(table.selected_ids()) == {2, 4}
    table.rows_model.set_filter("cohen")
    assert table.selected_ids() == [2]
    table.rows_model.set_filter("")
    assert set(table.selected_ids()) == {2, 4}


def test_what_the_user_selects_under_a_filter_replaces_the_rest(table: DataTable[Guest]) -> None:
    table.select([1])
    table.rows_model.set_filter("cohen")
    table.select([2])
    table.rows_model.set_filter("")
    assert table.selected_ids() == [2]


def test_one_record_is_selected_by_its_id(table: DataTable[Guest]) -> None:
    assert table.select_id(3)
    assert (table.selected_ids(), table.current_id()) == ([3], 3)
    table.rows_model.set_filter("levy")
    assert not table.select_id(3)


def test_enter_opens_and_delete_asks(qtbot: QtBot, table: DataTable[Guest]) -> None:
    table.select([4])
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [4]
    with qtbot.waitSignal(table.delete_wanted) as deleted:
        QTest.keyClick(table, Qt.Key.Key_Delete)
    assert deleted.args == [[4]]


class Window(QWidget):
    """A window that lets everything onto the clipboard."""

    def copy_lines(self, title: str, lines: Lines) -> None:
        assert title == "Guests"
        QGuiApplication.clipboard().setMimeData(table_mime_data(lines))


def test_copying_gives_text_and_a_table_without_markup_or_formulas(
    qtbot: QtBot, table: DataTable[Guest]
) -> None:
    QGuiApplication.clipboard().setText("before")
    table.setAccessibleName("Guests")
    table.rows_model.set_rows([Guest(1, AWKWARD, 7), Guest(2, "=cmd|' /C calc'!A0", None)])
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before", "nobody around it lets anything leave"
    window = Window()
    qtbot.addWidget(window)
    table.setParent(window)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == f"Name\tAge\n'=cmd|' /C calc'!A0\t\n{AWKWARD}\t7"
    assert "O&#x27;Brien &amp; &lt;b&gt;Sons" in data.html()
    table.setParent(None)


def test_columns_order_widths_and_sort_are_remembered(qtbot: QtBot) -> None:
    drawer = Drawer()
    first = DataTable(COLUMNS, "Guests", drawer)
    qtbot.addWidget(first)
    first.rows_model.set_rows(GUESTS)
    first.horizontalHeader().moveSection(1, 0)
    first.sortByColumn(1, DOWN)
    first.setColumnWidth(1, 123)
    qtbot.waitUntil(lambda: bool(drawer))

    second = DataTable(COLUMNS, "Guests", drawer)
    qtbot.addWidget(second)
    second.rows_model.set_rows(GUESTS)
    assert second.shown() == first.shown()
    assert second.shown()[0] == ["Age", "Name"]
    assert second.columnWidth(1) == pytest.approx(123, abs=1)


def test_what_cannot_be_read_is_forgotten(qtbot: QtBot) -> None:
    drawer = Drawer({"columns/Guests": "not json"})
    table = DataTable(COLUMNS, "Guests", drawer)
    qtbot.addWidget(table)
    assert table.shown()[0] == ["Name", "Age"]


def test_the_last_column_shown_cannot_be_hidden(table: DataTable[Guest]) -> None:
    table.columns_menu().actions()[1].setChecked(False)
    assert table.shown()[0] == ["Name"]
    assert [action.isEnabled() for action in table.columns_menu().actions()[:2]] == [False, True]


def test_a_tooltip_shows_markup_as_typed(qapp: QApplication) -> None:
    model = RowsModel(
        [Column[Guest]("name", "Name", lambda guest: guest.name, tooltip=lambda guest: guest.name)]
    )
    model.set_rows([Guest(1, AWKWARD)])
    assert "&lt;b&gt;Sons" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("scale", [100, 200])
def test_a_day_is_never_cut_however_narrow_the_table(qtbot: QtBot, scale: int) -> None:
    """Half a day is another one; a name may be cut, and its tooltip shows it whole."""

    def day(guest: Guest) -> date:
        return date(2026, guest.age or 1, 28)

    columns: tuple[Column[Guest], ...] = (
        Column("name", "Name", lambda guest: guest.name * 9, width_chars=6),
        Column("day", "Day", lambda guest: f"use by {day(guest):%d %B %Y}", day, width_chars=6),
    )
    theme.set_text_scale(scale)
    try:
        made = DataTable(columns, "Guests")
        qtbot.addWidget(made)
        made.resize(200, 200)
        made.rows_model.set_rows([Guest(number, "Ann", number) for number in range(1, 13)])
        made.show()
        assert made.columnWidth(1) >= made.sizeHintForColumn(1)
        assert made.columnWidth(0) < made.sizeHintForColumn(0)
    finally:
        theme.set_text_scale(100)
