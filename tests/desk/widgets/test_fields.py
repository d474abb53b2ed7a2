"""Fields: they commit when left, keep what is typed, say what is wrong, and go back with Esc."""

from datetime import date, datetime
from typing import Any

import pytest
from doubles import Shown, Surround, Taker
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets import fields
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.rules.fields.parsing import format_date

AWKWARD = ["O'Brien & <b>Sons</b>", "רחל כהן", "x" * 200, "=cmd|' /C calc'!A0"]
LINES: list[tuple[type[Any], Any, str, str, Any]] = [
    (fields.TextField, "Ann", "Ann", " Dan ", "Dan"),
    (fields.NumberField, 1200, "1,200", "24", 24),
    (fields.MoneyField, 1250, "£12.50", "7", 700),
    (fields.DateField, date(2026, 11, 22), "22 Nov 2026", "3/4/26", date(2026, 4, 3)),
    (fields.TimeField, "09:30", "09:30", "2pm", "14:00"),
    (
        fields.DateTimeField,
        datetime(2026, 11, 22, 10),
        "22 Nov 2026 10:00",
        "23/11/26 9.30",
        datetime(2026, 11, 23, 9, 30),
    ),
]


def leave(desk: Surround) -> None:
    desk.elsewhere.setFocus(Qt.FocusReason.TabFocusReason)


def retype(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


@pytest.mark.parametrize(("kind", "value", "text", "typed", "wanted"), LINES)
def test_a_line_shows_its_value_and_commits_another_when_left(
    shown: Shown, taker: Taker, kind: Any, value: Any, text: str, typed: str, wanted: Any
) -> None:
    field: LineField = kind("Name", taker.commit)
    desk = shown(field)
    field.set_value(value)
    assert field.line.text() == text
    field.line.setFocus()
    leave(desk)
    assert taker.taken == []
    retype(field.line, typed)
    leave(desk)
    assert taker.taken == [wanted]
    assert (field.value, field.problem, field.touched) == (wanted, "", False)


@pytest.mark.parametrize(("kind", "value", "text", "typed", "wanted"), LINES)
def test_emptying_a_line_commits_nothing_as_a_value(
    shown: Shown, taker: Taker, kind: Any, value: Any, text: str, typed: str, wanted: Any
) -> None:
    field: LineField = kind("Name", taker.commit)
    shown(field)
    field.set_value(value)
    retype(field.line, "")
    assert field.flush()
    assert taker.taken == ["" if kind is fields.TextField else None]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_survives(shown: Shown, taker: Taker, text: str) -> None:
    for field in (fields.TextField(text, taker.commit), fields.LongTextField(text, taker.commit)):
        shown(field)
        field.set_value(text)
        assert field.flush()
        assert taker.taken == []
        field.set_value("")
        editor: Any = field.editor
        editor.setFocus()
        editor.selectAll()
        editor.insert(text) if isinstance(editor, QLineEdit) else editor.insertPlainText(text)
        assert field.flush()
        assert taker.taken.pop() == text
        assert editor.accessibleName() == text


def test_enter_commits(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    shown(field)
    retype(field.line, "Ann")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert taker.taken == ["Ann"]


def test_typing_a_value_again_in_other_words_commits_nothing(shown: Shown, taker: Taker) -> None:
    field = fields.DateField("Day", taker.commit)
    shown(field)
    field.set_value(date(2026, 11, 22))
    retype(field.line, "22/11/2026")
    assert field.flush()
    assert taker.taken == []
    assert field.line.text() == "22 Nov 2026"


def test_what_cannot_be_read_is_kept_and_told(shown: Shown, taker: Taker) -> None:
    field = fields.DateField("Day", taker.commit)
    desk = shown(field)
    retype(field.line, "soon")
    leave(desk)
    assert taker.taken == []
    assert field.line.text() == "soon"
    today = date.today()
    like = f"{format_date(today)} or {today:%d/%m/%Y}"
    assert field.problem == f"“soon” is not a day. Type it like {like}."
    assert field.line.accessibleDescription() == field.problem
    assert not field.flush()


def test_what_the_office_refuses_is_kept_and_asked_once(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("E-mail", taker.commit)
    desk = shown(field)
    taker.refusal = "“ann@” is not a whole address."
    retype(field.line, "ann@")
    leave(desk)
    assert (field.line.text(), field.problem) == ("ann@", taker.refusal)
    field.line.setFocus()
    leave(desk)
    assert taker.taken == ["ann@"]
    taker.refusal = ""
    assert field.flush()
    assert taker.taken == ["ann@", "ann@"]
    assert (field.value, field.problem) == ("ann@", "")


def test_what_was_refused_is_asked_again_once_what_it_was_judged_by_is_kept(shown: Shown) -> None:
    days: list[str] = []
    times: list[str] = []

    def keep_time(time: str) -> str:
        times.append(time)
        return "" if "Sunday" in days else "It is Shabbat then."

    def keep_day(day: str) -> str:
        days.append(day)
        return ""

    day = fields.TextField("Day", keep_day)
    time = fields.TextField("From", keep_time)
    time.depend_on(day)
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.addWidget(day)
    layout.addWidget(time)
    shown(both)
    for field, text in ((time, "10:00"), (day, "Saturday")):
        QTest.keyClicks(field.line, text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        assert time.problem == "It is Shabbat then."
    day.line.selectAll()
    QTest.keyClicks(day.line, "Sunday")
    QTest.keyClick(day.line, Qt.Key.Key_Return)
    assert (time.problem, time.value) == ("", "10:00")
    assert times == ["10:00"] * 3
    day.line.selectAll()
    QTest.keyClicks(day.line, "Monday")
    QTest.keyClick(day.line, Qt.Key.Key_Return)
    assert times == ["10:00"] * 3


def test_a_reading_from_disk_never_takes_typed_text(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    shown(field)
    field.set_value("Ann")
    retype(field.line, "Annie")
    field.set_value("Anna")
    assert field.line.text() == "Annie"
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.line.text(), field.value) == ("Anna", "Anna")


def test_a_reading_from_disk_never_takes_a_refused_value(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    desk = shown(field)
    taker.refusal = "No."
    retype(field.line, "Annie")
    leave(desk)
    field.set_value("Ann")
    assert (field.line.text(), field.problem) == ("Annie", "No.")


def test_another_record_is_shown_whatever_was_typed(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    desk = shown(field)
    taker.refusal = "No."
    retype(field.line, "Annie")
    leave(desk)
    field.load("Dan")
    assert (field.line.text(), field.problem) == ("Dan", "")
    assert field.flush()
    assert taker.taken == ["Annie"]


def test_what_the_office_tidies_is_shown(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Postcode", taker.commit)
    shown(field)
    taker.on_commit = lambda value: field.set_value(value.upper())
    retype(field.line, "nw11 7ap")
    assert field.flush()
    assert (field.line.text(), field.value, field.touched) == ("NW11 7AP", "NW11 7AP", False)


def test_a_commit_that_takes_the_focus_commits_once(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    desk = shown(field)
    taker.on_commit = lambda value: leave(desk)
    retype(field.line, "Ann")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert taker.taken == ["Ann"]


def test_esc_goes_back_before_the_page_does(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    desk = shown(field)
    left: list[int] = []
    QShortcut(Qt.Key.Key_Escape, desk, lambda: left.append(1))
    field.set_value("Ann")
    retype(field.line, "Annie")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.line.text(), left, taker.taken) == ("Ann", [], [])


def test_a_window_in_front_leaves_the_field_alone(shown: Shown, taker: Taker) -> None:
    field = fields.TextField("Name", taker.commit)
    desk = shown(field)
    retype(field.line, "An")
    desk.elsewhere.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert (taker.taken, field.line.text()) == ([], "An")


def test_a_time_of_day_is_on_its_day_and_asked_again_on_another(shown: Shown, taker: Taker) -> None:
    field = fields.ClockTimeField("Arrives", taker.commit)
    shown(field)
    field.set_day(date(2026, 11, 22))
    taker.refusal = "Nobody is there on that day."
    field.line.setText("2pm")
    assert not field.flush()
    taker.refusal = ""
    field.set_day(date(2026, 11, 29))
    assert taker.taken == [datetime(2026, 11, 22, 14), datetime(2026, 11, 29, 14)]
    assert (field.problem, field.line.text()) == ("", "14:00")


def test_a_number_that_may_not_be_blank(shown: Shown, taker: Taker) -> None:
    field = fields.NumberField("Places", taker.commit, blank=False)
    shown(field)
    field.set_value(3)
    retype(field.line, "")
    assert not field.flush()
    assert field.problem == "This needs a number, such as 24."


def test_long_text_commits_when_left_with_tab(shown: Shown, taker: Taker) -> None:
    field = fields.LongTextField("Notes", taker.commit)
    shown(field)
    field.set_value("One")
    field.paper.setFocus()
    QTest.keyClick(field.paper, Qt.Key.Key_End)
    QTest.keyClick(field.paper, Qt.Key.Key_Return)
    QTest.keyClicks(field.paper, "two")
    QTest.keyClick(field.paper, Qt.Key.Key_Tab)
    assert taker.taken == ["One\ntwo"]


def test_a_choice_commits_when_chosen_and_opens_with_down(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    field = fields.ChoiceField(
        "Status", taker.commit, [("a", "Invited & told"), ("b", "Confirmed")], blank="Not asked"
    )
    shown(field)
    field.set_value("a")
    assert field.combo.currentText() == "Invited & told"
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert taker.taken == []
    view = field.combo.view()
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (taker.taken, field.value) == (["b"], "b")
    field.combo.setFocus()
    QTest.keyClicks(field.combo, "n")
    assert taker.taken == ["b", None]


def test_a_value_no_longer_offered_is_not_taken_away(shown: Shown, taker: Taker) -> None:
    field = fields.ChoiceField("Kind", taker.commit, [(1, "Tea")])
    desk = shown(field)
    field.set_value(9)
    field.combo.setFocus()
    leave(desk)
    assert field.flush()
    assert (taker.taken, field.value) == ([], 9)
    field.set_options([(9, "Visit")])
    assert field.combo.currentText() == "Visit"


def test_a_box_commits_when_clicked_and_goes_back_when_refused(shown: Shown, taker: Taker) -> None:
    field = fields.CheckField("May be photographed & named", taker.commit)
    shown(field)
    field.set_value(False)
    field.box.setFocus()
    taker.refusal = "A child needs a guardian's word."
    QTest.keyClick(field.box, Qt.Key.Key_Space)
    assert (taker.taken, field.problem) == ([True], taker.refusal)
    QTest.keyClick(field.box, Qt.Key.Key_Escape)
    assert (field.box.isChecked(), field.problem) == (False, "")


def test_a_day_is_chosen_in_the_calendar_with_the_keyboard(qtbot: QtBot, shown: Shown, taker: Taker) -> None:
    field = fields.DateTimeField("Starts", taker.commit)
    shown(field)
    field.set_value(datetime(2026, 11, 22, 14, 30))
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 22)
    calendar.activated.emit(QDate(2026, 11, 23))
    assert taker.taken == [datetime(2026, 11, 23, 14, 30)]
    assert field.line.text() == "23 Nov 2026 14:30"
