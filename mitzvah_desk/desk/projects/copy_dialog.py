"""Asks for which day and under what name a project is copied. It returns values and saves nothing."""

from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import DateField, TextField
from mitzvah_desk.desk.widgets.labels import make_label


class CopyDialog(QDialog):
    """The day and title of a copy.

    Attributes:
        day: its day.
        title: its title.
    """

    def __init__(self, title: str, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Copy this project")
        self.day = DateField("Day", accept_any)
        self.day.load(day)
        self.title = TextField("Title", accept_any)
        self.title.load(title)
        buttons = QDialogButtonBox()
        buttons.addButton("Copy it", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Copy this project", "heading"))
        words = "Shifts, partners, programme and materials come along, each date moved with the day."
        layout.addWidget(make_label(f"{words} People do not.", "muted", wraps=True))
        for widget in (self.day, self.title, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self.day.editor.setFocus()

    def _check(self) -> None:
        kept = [field.flush() for field in (self.day, self.title)]
        if all(kept) and self.day.value is not None:
            self.accept()
        elif all(kept):
            self.day.refuse("On which day is the copy?")

    @staticmethod
    def ask(title: str, day: date, parent: QWidget | None) -> tuple[date, str] | None:
        """The day and title chosen; None where the user would rather not."""
        dialog = CopyDialog(title, day, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = (dialog.day.value, dialog.title.value or "") if agreed else None
        dialog.deleteLater()
        return chosen
