"""Lists and pages: filter box, count, empty pages, actions, tabs, leaving."""

from dataclasses import dataclass

import pytest
from doubles import Shown, Taker
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.notice import StatusBadge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.desk.widgets.table import Column

AWKWARD = "O'Brien & <b>Sons</b>"
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Guest:
    id: int
    name: str


COLUMNS = [Column[Guest]("name", "Name", lambda guest: guest.name)]
GUESTS = [Guest(1, "Ann Cohen"), Guest(2, "Dan Cohen"), Guest(3, AWKWARD), Guest(4, "רחל כהן")]


@pytest.fixture
def page(shown: Shown) -> ListPage[Guest]:
    made = ListPage("people", "People", COLUMNS, noun=("person", "people"), empty=("Nobody yet.", "Add one."))
    shown(made)
    return made


def button(around: QWidget, name: str) -> QPushButton:
    found = [b for b in around.findChildren(QPushButton) if name in (b.text(), b.accessibleName())]
    assert found, f"there is no button {name}"
    return found[0]


def texts(around: QWidget) -> list[str]:
    return [label.text() for label in around.findChildren(QLabel) if label.isVisible()]


def test_the_count_says_what_is_shown(page: ListPage[Guest]) -> None:
    assert page.count_text == ""
    page.set_rows(GUESTS)
    assert page.count_text == "4 people"
    page.filter_box.setText("cohen")
    assert page.count_text == "2 of 4 people"
    page.filter_box.clear()
    page.set_rows(GUESTS[:1])
    assert page.count_text == "1 person"


def test_an_empty_list_says_what_to_do_first(page: ListPage[Guest], taker: Taker) -> None:
    assert "Nobody yet." not in texts(page)
    add = QAction("Add person", page)
    add.triggered.connect(lambda: taker.commit("add"))
    page.add_action(add, primary=True)
    page.set_rows([])
    assert {"Nobody yet.", "Add one."} <= set(texts(page))
    page.start()
    first = page.focusWidget()
    assert isinstance(first, QPushButton)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert taker.taken == ["add"]
    page.set_rows(GUESTS)
    assert "Nobody yet." not in texts(page)


def test_a_filter_that_finds_nobody_can_be_cleared(page: ListPage[Guest]) -> None:
    page.set_rows(GUESTS)
    page.filter_box.setText("x & <b>")
    assert "Nothing matches “x & <b>”." in texts(page)
    button(page, "Clear the filter").click()
    assert (page.filter_box.text(), page.count_text) == ("", "4 people")
    assert page.filter_box.hasFocus()


def test_filtering_and_opening_with_the_keyboard_alone(qtbot: QtBot, page: ListPage[Guest]) -> None:
    page.set_rows(GUESTS)
    page.start()
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, CTRL)
    assert page.filter_box.hasFocus()
    QTest.keyClicks(page.filter_box, "dan co")
    QTest.keyClick(page.filter_box, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == [2]
    QTest.keyClick(page.table, Qt.Key.Key_F, CTRL)
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert page.filter_box.text() == ""
    assert page.table.selected_ids() == [2]


def test_delete_names_the_rows_when_asked_for(page: ListPage[Guest], taker: Taker) -> None:
    page.set_rows(GUESTS)
    page.table.select([1, 2])
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    page.on_delete = taker.commit
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert taker.taken == [[1, 2]]


def test_a_choice_gives_its_value(page: ListPage[Guest], taker: Taker) -> None:
    combo = page.add_choice("Status", [("", "Any"), ("c", "Confirmed & told")], taker.commit)
    combo.setCurrentIndex(1)
    assert (taker.taken, combo.accessibleName()) == (["c"], "Status")


def test_an_action_has_a_button_that_follows_it(page: ListPage[Guest], taker: Taker) -> None:
    action = QAction("Print && save", page)
    action.setShortcut("Ctrl+P")
    action.triggered.connect(lambda: taker.commit("print"))
    made = page.add_action(action)
    assert made.accessibleName() == "Print & save"
    page.filter_box.setFocus()
    QTest.keyClick(page.filter_box, Qt.Key.Key_P, CTRL)
    made.click()
    action.setEnabled(False)
    assert not made.isEnabled()
    action.setVisible(False)
    assert not made.isVisible()
    assert taker.taken == ["print", "print"]


def test_every_control_of_a_list_has_a_name(page: ListPage[Guest]) -> None:
    page.set_rows(GUESTS)
    page.add_choice("Status", [("", "Any")], lambda value: None)
    focusable = [
        w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [
        w
        for w in focusable
        if not (w.accessibleName() or (isinstance(w, QPushButton | QToolButton) and w.text()))
    ]
    assert nameless == []


def test_a_page_fits_a_narrow_window_with_large_text(page: ListPage[Guest]) -> None:
    page.set_rows(GUESTS)
    for name in ("Add person", "Print", "Save as a file", "Bring in a list"):
        page.add_action(QAction(name, page))
    theme.set_text_scale(200)
    try:
        assert page.minimumSizeHint().width() <= 1100
        assert page.table.rowHeight(0) > page.table.fontMetrics().height()
    finally:
        theme.set_text_scale(100)


@pytest.fixture
def record(shown: Shown, taker: Taker) -> RecordPage:
    made = RecordPage("People & groups")
    form = Form()
    form.section("Name & more", "As she likes to be called.")
    form.add(TextField("Given name", taker.commit))
    form.add(TextField("Family & name", taker.commit), wide=True)
    made.add_tab("Details & more", form)
    made.add_tab("Shifts", QLabel("None"))
    shown(made)
    return made


def form_of(page: RecordPage) -> Form:
    form = page.tabs.widget(0)
    assert isinstance(form, Form)
    return form


def write(field: object, text: str) -> None:
    assert isinstance(field, TextField)
    field.line.setFocus()
    QTest.keyClicks(field.line, text)


def test_the_head_shows_names_as_they_are(qtbot: QtBot, record: RecordPage) -> None:
    record.set_head(
        AWKWARD, "Household of רחל & Dan", [StatusBadge("Confirmed & told", "circle-check", "good")]
    )
    wanted = {AWKWARD, "Household of רחל & Dan", "Confirmed & told"}
    qtbot.waitUntil(lambda: wanted <= set(texts(record)))
    record.set_head("x" * 200)
    assert "Confirmed & told" not in texts(record)
    assert record.minimumSizeHint().width() < 1000


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_leaving_commits_first(
    qtbot: QtBot, record: RecordPage, taker: Taker, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    write(form_of(record).fields[0], "Ann")
    record.tabs.tabBar().setFocus()
    with qtbot.waitSignal(record.left):
        QTest.keyClick(record.tabs.tabBar(), key, modifier)
    assert taker.taken == ["Ann"]


def test_a_refused_field_holds_the_page_and_is_shown(qtbot: QtBot, record: RecordPage, taker: Taker) -> None:
    taker.refusal = "No."
    field = form_of(record).fields[0]
    write(field, "Ann")
    record.tabs.setCurrentIndex(1)
    assert taker.taken == ["Ann"]
    record.tabs.setCurrentIndex(0)
    record.tabs.setCurrentIndex(1)
    assert taker.taken == ["Ann"]
    with qtbot.assertNotEmitted(record.left):
        record.leave()
    assert record.tabs.currentIndex() == 0
    assert field.editor.hasFocus()
    taker.refusal = ""
    with qtbot.waitSignal(record.left):
        record.leave()


def test_a_form_commits_every_field_even_after_a_refusal(record: RecordPage, taker: Taker) -> None:
    first, second = form_of(record).fields
    write(first, "a")
    taker.refusal = "No."
    write(second, "b")
    assert not record.flush()
    assert taker.taken[-2:] == ["a", "b"]
    assert [field.problem for field in (first, second)] == ["No.", "No."]


def test_tab_walks_through_a_form_in_its_order(record: RecordPage) -> None:
    first, second = form_of(record).fields
    first.editor.setFocus()
    QTest.keyClick(first.editor, Qt.Key.Key_Tab)
    assert second.editor.hasFocus()
    assert "Family && name" in texts(record)


def test_a_form_has_one_column_where_there_is_no_room(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    form = Form()
    fields = [TextField(name, taker.commit) for name in ("One", "Two")]
    for field in fields:
        form.add(field)
    around = shown(form)
    char = form.fontMetrics().averageCharWidth()
    around.resize(char * 130, 400)
    qtbot.waitUntil(lambda: fields[0].y() == fields[1].y() and fields[0].x() < fields[1].x())
    around.resize(char * 60, 400)
    qtbot.waitUntil(lambda: fields[0].x() == fields[1].x() and fields[0].y() < fields[1].y())


@pytest.fixture
def contacts(shown: Shown, taker: Taker) -> SubTable[Guest]:
    made = SubTable(
        "contacts",
        "Contacts & friends",
        COLUMNS,
        empty="No contacts yet.",
        on_add=lambda: taker.commit("add"),
        on_open=taker.commit,
        on_remove=taker.commit,
    )
    shown(made)
    return made


def test_child_records_are_added_opened_and_removed(contacts: SubTable[Guest], taker: Taker) -> None:
    assert "No contacts yet." in texts(contacts)
    button(contacts, "Add: Contacts & friends").click()
    contacts.set_rows(GUESTS)
    assert "No contacts yet." not in texts(contacts)
    remove, opening = (button(contacts, f"{word}: Contacts & friends") for word in ("Remove", "Open"))
    contacts.table.clearSelection()
    assert (remove.isEnabled(), opening.isEnabled()) == (False, False)
    contacts.table.select_id(3)
    opening.click()
    QTest.keyClick(contacts.table, Qt.Key.Key_Return)
    remove.click()
    QTest.keyClick(contacts.table, Qt.Key.Key_Delete)
    assert taker.taken == ["add", 3, 3, [3], [3]]
