"""Findings, the foot, and the question for a reason."""

import pytest
from doubles import Shown
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets.notice import DecisionDialog, FindingsBar, StatusFooter
from mitzvah_desk.rules.findings import Finding, hard_finding, info_finding, soft_finding

FINDINGS = [
    soft_finding("a", "Bakers", "Bakers at 10:00 needs 2 more.", "Invite two people."),
    hard_finding("b", "Ann", "O'Brien & <b>Sons</b> is away.", "Choose another day."),
    info_finding("c", "Dan", "Dan is new.", ""),
]


def test_findings_say_their_weight_and_what_to_do(qtbot: QtBot, shown: Shown) -> None:
    bar = FindingsBar()
    shown(bar)
    assert bar.isHidden()
    bar.set_findings(FINDINGS)
    assert [bar.item(row).text() for row in range(bar.count())] == [
        "Please check: Bakers at 10:00 needs 2 more. Invite two people.",
        "Not possible: O'Brien & <b>Sons</b> is away. Choose another day.",
        "Good to know: Dan is new.",
    ]
    assert all(not bar.item(row).icon().isNull() for row in range(bar.count()))
    assert "<b>" not in bar.item(1).toolTip()
    bar.set_findings([])
    assert bar.isHidden()


def test_a_finding_is_chosen_with_the_keyboard(qtbot: QtBot, shown: Shown) -> None:
    bar = FindingsBar()
    shown(bar)
    bar.set_findings(FINDINGS)
    chosen: list[Finding] = []
    bar.chosen.connect(chosen.append)
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Down)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert chosen == [FINDINGS[1]]


def test_the_foot_tells_and_offers(qtbot: QtBot, shown: Shown) -> None:
    foot = StatusFooter()
    shown(foot)
    undo, redo = foot.findChildren(QPushButton)
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    foot.tell("Assigned O'Brien & <b>Sons</b>.")
    foot.offer("assigned O'Brien", "")
    assert foot.said == "Assigned O'Brien & <b>Sons</b>."
    assert (undo.isEnabled(), undo.accessibleName()) == (True, "Undo: assigned O'Brien")
    assert not redo.isEnabled()
    with qtbot.waitSignal(foot.undo):
        QTest.keyClick(undo, Qt.Key.Key_Space)


@pytest.fixture
def question(qtbot: QtBot, shown: Shown) -> DecisionDialog:
    """The question, come up while somebody types a name into the field below."""
    below = QLineEdit("ella")
    around = shown(below)
    below.setFocus()
    dialog = DecisionDialog(FINDINGS[:1], around)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def heard(question: DecisionDialog, qtbot: QtBot) -> DecisionDialog:
    """The question, once whoever types has paused."""
    qtbot.waitUntil(lambda: not question.guard.waits)
    return question


def press(dialog: DecisionDialog, *keys: Qt.Key, text: str = "") -> None:
    """Types as one does, into whatever has the keyboard."""
    for letter in text:
        QTest.keyClicks(dialog.focusWidget(), letter)
    for key in keys:
        QTest.keyClick(dialog.focusWidget(), key)


def words(dialog: DecisionDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_a_question_takes_no_keys_of_a_burst(question: DecisionDialog) -> None:
    assert question.leave.hasFocus()
    press(question, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space, text="naomi")
    assert question.isVisible()
    assert question.leave.hasFocus()
    assert question.reason.text() == ""
    assert question.guard.typed.strip() == "naomi"


def test_who_types_on_slowly_is_not_taken_for_an_answer_either(heard: DecisionDialog) -> None:
    press(heard, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, text="naomi")
    assert heard.isVisible()
    assert heard.leave.hasFocus()
    assert heard.reason.text() == ""
    assert [line for line in words(heard) if line.startswith("What you typed was not taken")]
    for label in heard.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_enter_leaves_it_as_it_was(heard: DecisionDialog) -> None:
    press(heard, Qt.Key.Key_Return)
    assert not heard.isVisible()
    assert heard.result() == DecisionDialog.DialogCode.Rejected


def test_esc_leaves_it_at_any_time(question: DecisionDialog) -> None:
    press(question, Qt.Key.Key_Escape, text="naomi")
    assert not question.isVisible()
    assert question.result() == DecisionDialog.DialogCode.Rejected


def test_a_click_turns_to_the_reason_and_enter_in_it_goes_on(question: DecisionDialog) -> None:
    press(question, text="naomi")
    QTest.mouseClick(question.reason, Qt.MouseButton.LeftButton)
    assert question.reason.hasFocus()
    press(question, Qt.Key.Key_Return, text="  ")
    assert question.isVisible()
    assert not question.go.isEnabled()
    press(question, Qt.Key.Key_Return, text="Her mother comes along ")
    assert not question.isVisible()
    assert question.result() == DecisionDialog.DialogCode.Accepted


def test_a_key_turns_to_the_reason(question: DecisionDialog, heard: DecisionDialog) -> None:
    press(heard, text="naomi")
    QTest.keyClick(heard, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert heard.reason.hasFocus()
    press(heard, text="She asked to")
    assert heard.reason.text() == "She asked to"
    assert heard.go.isEnabled()


def test_tab_turns_to_the_reason_where_nobody_types(heard: DecisionDialog) -> None:
    for _ in range(3):
        if not heard.reason.hasFocus():
            press(heard, Qt.Key.Key_Tab)
    assert heard.reason.hasFocus()


@pytest.mark.parametrize("typed", ["Ella", " naomi "])
def test_what_was_typed_before_is_no_reason(question: DecisionDialog, typed: str) -> None:
    press(question, text="naomi")
    QTest.mouseClick(question.reason, Qt.MouseButton.LeftButton)
    press(question, Qt.Key.Key_Return, text=typed)
    assert question.isVisible()
    assert not question.go.isEnabled()
    assert [line for line in words(question) if line.startswith("This is what you had typed before")]
    press(question, text=" asked to")
    assert question.go.isEnabled()


def test_the_reason_is_handed_back(qapp: QApplication) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DecisionDialog)
        QTest.mouseClick(dialog.reason, Qt.MouseButton.LeftButton)
        press(dialog, Qt.Key.Key_Return, text=" She asked to ")

    QTimer.singleShot(0, answer)
    assert DecisionDialog.ask(None, FINDINGS[:1]) == "She asked to"


def test_none_is_handed_back_where_it_is_left(qapp: QApplication) -> None:
    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DecisionDialog)
        dialog.reason.setText("She asked to")
        dialog.leave.click()

    QTimer.singleShot(0, leave)
    assert DecisionDialog.ask(None, FINDINGS[:1]) is None


def test_many_findings_are_not_all_listed(qtbot: QtBot) -> None:
    dialog = DecisionDialog(FINDINGS[:1] * 10)
    qtbot.addWidget(dialog)
    listed = [label.text() for label in dialog.findChildren(QLabel)]
    assert listed.count("Please check: Bakers at 10:00 needs 2 more. Invite two people.") == 6
    assert "… and 4 more." in listed
