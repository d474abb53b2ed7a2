# mypy: allow-untyped-calls
"""Something is wrong: all of the text is seen first, what leaves is what was seen, and holds no secret."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.program.error_teller import REPORT, ErrorTeller
from mitzvah_desk.desk.records.gate_panel import GateDialog
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.support.problem_dialog import ProblemDialog
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    window = Desk(user_name="Miriam Quillet")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_file()


@pytest.fixture
def open_desk(desk: Desk, tmp_path: Path) -> Desk:
    assert desk.open_file(copy_sample(tmp_path / "Beit Quillet.mitzvah"))
    return desk


def make(desk: Desk) -> ProblemDialog:
    dialog = ProblemDialog(desk.session, desk._tried, desk, runner=InlineRunner)
    dialog.show()
    return dialog


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))


def test_what_is_written_and_copied_is_what_was_seen(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = make(open_desk)
    dialog.words.setPlainText("I pressed Print, and nothing came.")
    seen = dialog.whole.toPlainText()
    assert "I pressed Print, and nothing came." in seen
    assert "HOW MANY OF WHAT" in seen
    assert "WHAT ITS CHECK FOUND" in seen
    assert "Size of text: 100 %" in seen
    for name in ("Quillet", "Miriam", str(tmp_path)):
        assert name not in seen
    save_as(monkeypatch, tmp_path / "report.txt")
    dialog.save()
    assert (tmp_path / "report.txt").read_text("utf-8") == seen
    assert dialog.said.startswith("Saved report.txt")
    dialog.copy()
    assert QGuiApplication.clipboard().text() == seen


def test_a_refuge_that_is_told_of_in_own_words_is_kept_in(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QDialog] = []

    def leave(dialog: QDialog) -> int:
        asked.append(dialog)
        return 0

    monkeypatch.setattr(GateDialog, "exec", leave)
    save_as(monkeypatch, tmp_path / "report.txt")
    QGuiApplication.clipboard().setText("before")
    dialog = make(open_desk)
    dialog.words.setPlainText("The page of Hope House stays empty.")
    dialog.save()
    dialog.copy()
    assert len(asked) == 2
    assert not (tmp_path / "report.txt").exists()
    assert QGuiApplication.clipboard().text() == "before"
    dialog.words.setPlainText("The page of a home stays empty.")
    dialog.save()
    assert (tmp_path / "report.txt").exists()


def test_a_folder_that_cannot_be_written_is_told(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, boxes: Boxes
) -> None:
    save_as(monkeypatch, tmp_path / "nowhere" / "report.txt")
    dialog = make(open_desk)
    dialog.save()
    assert "nowhere" in boxes.read[-1]
    assert dialog.said == ""


def test_without_a_file_it_tells_of_the_program(desk: Desk) -> None:
    assert "No file is open." in make(desk).whole.toPlainText()


def test_a_file_that_does_not_open_is_told_of_from_the_welcome_page(
    desk: Desk, qtbot: QtBot, tmp_path: Path, boxes: Boxes
) -> None:
    path = tmp_path / "Beit Quillet.mitzvah"
    Office.new(path).close()
    path.write_bytes(path.read_bytes()[:-5000])
    assert not desk.open_file(path)
    desk.start.welcome.tell("It was not opened.")
    (button,) = [each for each in desk.start.welcome.findChildren(QPushButton) if each.text() == REPORT]
    button.click()
    (dialog,) = desk.findChildren(ProblemDialog)
    qtbot.waitUntil(lambda: "Why it does not open: DamagedFileError" in dialog.whole.toPlainText())
    assert "Quillet" not in dialog.whole.toPlainText()
    dialog.close()


def test_the_menu_of_help_opens_it(open_desk: Desk, qtbot: QtBot) -> None:
    (action,) = [each for each in open_desk.findChildren(QAction) if each.text() == "&Something is wrong…"]
    action.trigger()
    (dialog,) = open_desk.findChildren(ProblemDialog)
    qtbot.waitUntil(lambda: "WHAT ITS CHECK FOUND" in dialog.whole.toPlainText())
    assert [field for field in dialog.findChildren(QPlainTextEdit) if not field.accessibleName()] == []
    dialog.close()


def test_the_box_of_an_error_offers_it(boxes: Boxes, qapp: object) -> None:
    del qapp
    reported: list[bool] = []
    teller = ErrorTeller(lambda: reported.append(True))
    error = ValueError("Miriam Quillet")
    for press, times in (("Go on", 0), (REPORT, 1)):
        boxes.press = press
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("mitzvah_desk.desk.program.error_teller.log.error", lambda *_args, **_named: None)
            teller(ValueError, error, None)
        assert len(reported) == times
    assert boxes.read[0].startswith("Something went wrong inside Mitzvah Desk.")
