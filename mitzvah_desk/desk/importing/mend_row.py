"""Putting a row's cells right before it is taken in; the file itself stays as it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons, make_field_column
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.importing.plan import RowFate
from mitzvah_desk.office.importing.source import Source


class MendRowDialog(QDialog):
    """Asks for the cells of one row.

    Args:
        source: the file.
        row: the row with what is told of it.
        parent: Qt's.

    Attributes:
        editors: one for each column that means something, by its number.

    Signals:
        mended: every cell of the row as it is now.
    """

    mended = Signal(object)

    def __init__(self, source: Source, row: RowFate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = list(row.cells)
        self.setWindowTitle("Put it right")
        self.editors: dict[int, QLineEdit] = {}
        lines: list[QWidget] = [make_label(row.detail or "Nothing is wrong with it.", "muted", wraps=True)]
        for number, heading in enumerate(source.headings):
            if number not in source.matched and not row.cells[number]:
                continue
            editor = QLineEdit(row.cells[number].replace("\n", "; "))
            editor.setAccessibleName(heading)
            self.editors[number] = editor
            line = QWidget()
            inside = QVBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            label = make_label(heading)
            label.setBuddy(editor)
            inside.addWidget(label)
            inside.addWidget(editor)
            lines.append(line)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"{source.sheet.row_noun.capitalize()} {row.id}", "heading"))
        lines.append(make_label("The file itself stays as it is.", "muted", wraps=True))
        layout.addWidget(make_field_column(lines), 1)
        layout.addWidget(make_dialog_buttons(self, "Look at it again", self._go))
        resize_dialog(self, 70, 34)
        at = next((cell.column for cell in row.left if cell.column in self.editors), None)
        first = self.editors.get(at) if at is not None else next(iter(self.editors.values()), None)
        if first is not None:
            first.setFocus()

    def _go(self) -> None:
        for number, editor in self.editors.items():
            if editor.isModified():
                self._cells[number] = editor.text()
        self.mended.emit(tuple(self._cells))
        self.accept()
