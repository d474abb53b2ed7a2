"""The one way to tell and to ask in a box of its own: plain text, and Enter leaves things as they were."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QMessageBox, QWidget

from mitzvah_desk.desk.widgets.key_guard import KeyGuard
from mitzvah_desk.desk.widgets.labels import escape_mnemonics
from mitzvah_desk.office.core.office import WorldError

TITLE = "Mitzvah Desk"
LEAVE = "Leave it as it was"
_Icon = QMessageBox.Icon
_Role = QMessageBox.ButtonRole


def show_message(
    parent: QWidget | None, text: str, do: str = "", *, grave: bool = False, details: str = ""
) -> None:
    """Tells something that must be read before one goes on.

    Args:
        parent: the window that it is about.
        text: what happened.
        do: why, and what to do.
        grave: whether something went wrong, rather than being merely not possible.
        details: what helps whoever looks after the program; unfolded on request.
    """
    box = _box(parent, _Icon.Warning if grave else _Icon.Information, text, do)
    if details:
        box.setDetailedText(details)
    box.exec()
    box.deleteLater()


def show_error(parent: QWidget | None, error: WorldError) -> None:
    """Tells an error of the world in its own words; the program stays open."""
    show_message(parent, error.text, error.do, grave=True)


def ask_choice(
    parent: QWidget | None,
    text: str,
    do: str = "",
    *,
    choices: Sequence[str],
    leave: str = LEAVE,
    likely: int | None = None,
    grave: bool = False,
    details: str = "",
) -> int | None:
    """Asks what shall be done. Enter and Esc leave things as they were.

    Args:
        parent: the window that it is about.
        text: the question.
        do: what each answer does.
        choices: the words of the buttons that do something; each names what it does.
        leave: the words of the button that does nothing.
        likely: the choice that Enter takes, where nothing is lost by it.
        grave: whether what is asked cannot be taken back, or takes much along.
        details: all that it changes, where that is long; unfolded on request.

    Returns:
        The number of the choice pressed; None where things are left as they were.
    """
    box = _box(parent, _Icon.Warning if grave else _Icon.Question, text, do)
    buttons = [box.addButton(escape_mnemonics(words), _Role.ActionRole) for words in choices]
    leaving = box.addButton(escape_mnemonics(leave), _Role.RejectRole)
    if details:
        box.setDetailedText(details)
    box.setEscapeButton(leaving)
    box.setDefaultButton(leaving if likely is None else buttons[likely])
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return next((number for number, button in enumerate(buttons) if button is pressed), None)


def ask_text(parent: QWidget | None, title: str, question: str) -> str | None:
    """Asks for a line of text; returns it, or None where she would rather not."""
    dialog = _input(parent, title, question)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    return dialog.textValue() if _agreed(dialog) else None


def ask_number(parent: QWidget | None, title: str, question: str, value: int, most: int) -> int | None:
    """Asks for a whole number from 1 to ``most``; returns it, or None where she would rather not."""
    dialog = _input(parent, title, question)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(1, most)
    dialog.setIntValue(value)
    return dialog.intValue() if _agreed(dialog) else None


def ask_item(parent: QWidget | None, title: str, question: str, words: Sequence[str]) -> str | None:
    """Asks for one of some words; returns it, or None where she would rather not."""
    dialog = _input(parent, title, question)
    dialog.setComboBoxItems(list(words))
    return dialog.textValue() if _agreed(dialog) else None


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, do: str) -> QMessageBox:
    box = QMessageBox(icon, TITLE, "", parent=parent)
    box.setOption(QMessageBox.Option.DontUseNativeDialog)  # a system's own box may read markup
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(do)
    _make_plain(box)
    KeyGuard(box)
    return box


def _input(parent: QWidget | None, title: str, question: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    _make_plain(dialog)
    return dialog


def _make_plain(dialog: QDialog) -> None:
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)


def _agreed(dialog: QInputDialog) -> bool:
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed
