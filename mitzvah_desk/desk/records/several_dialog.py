"""The window in which many records are made at once: a grid, what becomes of each line, and one step."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.copying import read_copied_text
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.grid_model import LineState
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.desk.widgets.typing_grid import TypingGrid
from mitzvah_desk.rules.plurals import count_noun

_HOW = (
    "Type a line for each, or paste from a spreadsheet (Ctrl+V), with or without its headings. Tab goes to"
    " the next cell, Enter to the next line. Nothing is kept before you press “Add”."
)


class SeveralDialog(QDialog):
    """The window. Lines that are added leave the grid; what stays out stays in it, with the reason.

    Args:
        session: the desk's view of the office.
        title: what it is called, such as ``Add several people``.
        noun: one of what is added.
        columns: the words of each column by its key.
        widths: the room of columns, in average characters.
        how: a sentence of how to type; the usual one where empty.
        parent: Qt's.

    Attributes:
        grid: where one types.
        add: the button that adds what can be.
    """

    def __init__(
        self,
        session: FileSession,
        title: str,
        noun: str,
        columns: Mapping[str, str],
        widths: Mapping[str, int],
        *,
        how: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._noun = noun
        self.setWindowTitle(title)
        self.grid = TypingGrid(columns, widths, f"{title}: the lines")
        self.grid.pasted.connect(lambda: self.paste(read_copied_text()))
        self._line_says = make_label("", wraps=True)
        self._told = Refusal()
        self._summary = make_label("", "muted")
        self.add = make_icon_button("&Add", "check", self._add)
        self.add.setProperty("role", "primary")
        self.add.setToolTip("Ctrl+Enter")
        self.remove = make_icon_button("&Take the line out", "trash", self._remove_lines)
        self._close = make_icon_button("Close", "x", self.close)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self._add)
        self._above = QVBoxLayout()
        self._below = QVBoxLayout()
        self._foot = foot = QHBoxLayout()
        foot.addWidget(self._summary, 1)
        for button in (self.remove, self.add, self._close):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(how or _HOW, "muted", wraps=True))
        layout.addLayout(self._above)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._told)
        layout.addWidget(self._line_says)
        layout.addLayout(self._below)
        layout.addLayout(foot)
        self.grid.walked.connect(self._say_line)
        self.grid.typed.connect(lambda: self.add.setEnabled(True))  # pressing it takes the cell first
        resize_dialog(self, 170, 34)
        self.offer(0)
        self.grid.cells.edited.connect(self.check)

    @property
    def told(self) -> str:
        """What it tells of a paste; empty where all is well."""
        return self._told.sentence

    def start(self) -> None:
        """Puts the keyboard into the first cell."""
        self.grid.setFocus()

    def check(self) -> None:
        """Looks at the lines again, and shows what becomes of them."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Takes a text of the clipboard into the grid."""
        raise NotImplementedError

    def take(self) -> None:
        """Adds what can be added, as one step."""
        raise NotImplementedError

    def tell(self, *sentences: str) -> None:
        """Tells something beneath the grid, such as the columns that were not understood."""
        self._told.tell(" ".join(filter(None, sentences)))

    def show_states(self, states: Mapping[int, LineState]) -> None:
        """Shows what becomes of each line."""
        self.grid.cells.set_states(states)
        self._say_line()

    def offer(self, number: int, *, busy: bool = False) -> None:
        """Says how many lines can be added.

        Args:
            number: so many.
            busy: whether the lines are being taken in.
        """
        lines = len(self.grid.cells.lines())
        self.add.setText(f"&Add {count_noun(number, self._noun)}" if number else "&Add")
        self.add.setEnabled(number > 0 and not busy)
        self.remove.setEnabled(lines > 0)
        waits = lines - number
        out = f"{waits:,} {'stays' if waits == 1 else 'stay'} out" if waits else ""
        parts = [count_noun(lines, "line") if lines else "Nothing typed yet", out]
        self._summary.setText("; ".join(filter(None, parts)) + ".")

    def added(self, numbers: Iterable[int]) -> None:
        """Takes the lines that were added out of the grid; closes where nothing stays."""
        self.grid.cells.remove_numbers(numbers)
        if self.grid.cells.lines():
            self.grid.setFocus()
        else:
            self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: what is typed and not added is not dropped unasked."""
        if self.may_drop():
            super().closeEvent(event)
        else:
            event.ignore()

    def reject(self) -> None:
        """Qt: Esc closes, where nothing is lost by it."""
        if self.may_drop():
            super().reject()

    def may_drop(self) -> bool:
        """Whether the window may go; asks where lines are typed that were not added."""
        self.grid.commit()
        lines = len(self.grid.cells.lines())
        if not lines:
            return True
        which = "is not added yet. Drop it?" if lines == 1 else "are not added yet. Drop them?"
        text = f"{count_noun(lines, 'line')} {which}"
        choices = (f"Drop {count_noun(lines, 'line')}",)
        if messages.ask_choice(self, text, choices=choices, leave="Go on typing", grave=True) is None:
            return False
        self.grid.cells.remove_numbers([number for number, _ in self.grid.cells.lines()])
        return True

    def _add(self) -> None:
        self.grid.commit()
        if self.grid.cells.lines():
            self.take()

    def _remove_lines(self) -> None:
        rows = {index.row() for index in self.grid.selectedIndexes()}
        self.grid.cells.remove_numbers(self.grid.cells.number_at(row) for row in rows)
        self.grid.setFocus()

    def _say_line(self) -> None:
        """Says in full what becomes of the line where the keyboard is."""
        number = self.grid.current_number()
        state = self.grid.cells.state_of(number)
        self._line_says.setText(f"Line {number}: {state.words}" if state.words else " ")


Shown = TypeVar("Shown", bound=SeveralDialog)


def show_several(dialog: Shown) -> Shown:
    """Opens the window over its page, with the keyboard in the first cell."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    dialog.start()
    return dialog
