"""Findings, the foot, and the question for a reason."""

from doubles import Shown
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.widgets.notice import DecisionDialog, FindingsBar, Foot
from mitzvah_desk.rules.findings import Finding, hard, info, soft

FINDINGS = [
    soft("a", "Bakers", "Bakers at 10:00 needs 2 more.", "Invite two people."),
    hard("b", "Ann", "O'Brien & <b>Sons</b> is away.", "Choose another day."),
    info("c", "Dan", "Dan is new.", ""),
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
    foot = Foot()
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


def ask(reason: str, key: Qt.Key) -> str | None:
    """Answers the dialog as soon as it is open."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DecisionDialog)
        assert not dialog.go.isEnabled()
        QTest.keyClicks(dialog.reason, reason)
        assert dialog.go.isEnabled() == bool(reason.strip())
        QTest.keyClick(dialog.reason, key)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, answer)
    return DecisionDialog.ask(None, FINDINGS[:1])


def test_a_reason_must_be_given(qapp: QApplication) -> None:
    assert ask(" She asked to ", Qt.Key.Key_Return) == "She asked to"
    assert ask("She asked to", Qt.Key.Key_Escape) is None
    assert ask("  ", Qt.Key.Key_Return) is None


def test_many_findings_are_not_all_listed(qtbot: QtBot) -> None:
    dialog = DecisionDialog(FINDINGS[:1] * 10)
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert words.count("Please check: Bakers at 10:00 needs 2 more. Invite two people.") == 6
    assert "… and 4 more." in words
