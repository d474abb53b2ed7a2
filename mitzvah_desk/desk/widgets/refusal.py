"""That something typed was not taken: told in words beside it, with a sign, and to a screen reader.

Qt has no state for it: its own *invalid* means that an object is gone and is handed to no system, and PySide
lets nobody put another interface before the text of a line. So the field's name says it, which every screen
reader reads, its description says why, and both are announced at once.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mitzvah_desk.desk.widgets.labels import IconSign, make_label
from mitzvah_desk.desk.widgets.notice import announce

NOT_ACCEPTED = "not accepted"
"""Stands behind the name of a field whose value was refused."""


class Refusal(QWidget):
    """The sentence that says why something was not taken; it takes no room while there is none.

    Attributes:
        sentence: what it says; empty where all is well.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self._editor: QWidget | None = None
        self._accepted = "", ""
        self._words = make_label("", "problem", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(IconSign("alert-circle", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def tell(self, sentence: str, editor: QWidget | None = None) -> None:
        """Says it, beside what it said before; an empty sentence takes it back.

        Args:
            sentence: why something was not taken, and what to do.
            editor: the field which it is about, where it is about one.
        """
        self._release()
        self.sentence = sentence
        self._words.setText(sentence)
        self.setHidden(not sentence)
        if not sentence:
            return
        if editor is None:
            announce(self, sentence)
            return
        self._editor = editor
        self._accepted = editor.accessibleName(), editor.accessibleDescription()
        name = editor.accessibleName()
        _mark(editor, f"{name}, {NOT_ACCEPTED}", sentence, refused=True)
        announce(editor, f"{name}, {NOT_ACCEPTED}: {sentence}")

    def clear(self) -> None:
        """Takes it back."""
        self.tell("")

    def _release(self) -> None:
        if self._editor is not None:
            _mark(self._editor, *self._accepted, refused=False)
            self._editor = None


def _mark(editor: QWidget, name: str, description: str, *, refused: bool) -> None:
    editor.setAccessibleName(name)
    editor.setAccessibleDescription(description)
    editor.setProperty("problem", refused)
    editor.style().unpolish(editor)
    editor.style().polish(editor)
