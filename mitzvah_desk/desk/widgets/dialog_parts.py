"""What dialogs are built of: a column of fields that scrolls where it is long, and the buttons beneath."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller


def make_field_column(fields: Iterable[Field | QWidget]) -> QScrollArea:
    """Fields beneath each other, which scroll where the screen is too low for them all."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    for field in fields:
        column.addWidget(field)
    return make_dialog_scroller(inner)


def make_dialog_buttons(dialog: QDialog, words: str, go: Callable[[], object]) -> QDialogButtonBox:
    """A button that does what a dialog asks about, and Cancel."""
    buttons = QDialogButtonBox()
    buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(go)
    buttons.rejected.connect(dialog.reject)
    return buttons


def make_icon_button(words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
    """A button of a dialog that Enter in a field beside it does not press."""
    button = QPushButton(theme.load_icon(icon), words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: slot())
    return button
