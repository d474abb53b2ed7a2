"""The key to the board: what its signs mean, each beside the sign itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import make_dialog_scroller

SIGNS = (
    ("gap 2, or −2", "Two more people are needed."),
    ("3 asked, or 3?", "Three were asked and have not answered."),
    ("Ann?", "Ann was asked and has not answered."),
    ("+5", "Five more names than there is room for; choose the shift to see them."),
    ("1 over", "One person more than there is room for."),
    ("4/6", "Four said yes, and there is room for six."),
    ("24 of 30 places", "Appointments: 24 of 30 are taken."),
    ("Full colour", "They said yes."),
    ("Hatched", "They were asked and have not answered."),
    ("Hollow", "Still to be found."),
    ("Green", "Everybody who is needed has said yes."),
    ("Darker ground", "Shabbat or a festival: nothing should be planned there."),
    ("Red line", "The time it is now."),
)
"""Each sign with what it means."""


def make_key_action(parent: QWidget) -> QAction:
    """The action that opens the key; K on the board."""
    action = QAction(theme.load_icon("help"), "Key to the signs", parent)
    action.setShortcut("K")
    action.triggered.connect(lambda _=False: show_board_key(parent))
    return action


def show_board_key(parent: QWidget) -> QDialog:
    """Opens the key; returns its window."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("Key to the signs on the board")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    page = QWidget()
    grid = QGridLayout(page)
    grid.setColumnStretch(1, 1)
    em = dialog.fontMetrics().height()
    grid.setHorizontalSpacing(em)
    for row, (sign, meaning) in enumerate(SIGNS):
        label, words = make_label(sign, "key"), make_label(meaning, wraps=True)
        label.setBuddy(words)
        words.setAccessibleName(f"{sign}: {meaning}")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words, row, 1)
    grid.setRowStretch(len(SIGNS), 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(make_dialog_scroller(page, chars=70))
    layout.addWidget(buttons)
    dialog.open()
    return dialog
