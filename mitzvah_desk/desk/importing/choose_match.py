"""Choosing by hand whom a row is about, out of the whole book."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core import lookup

_READ = {ImportOf.PARTNERS: lookup.list_partner_options, ImportOf.ITEMS: lookup.list_item_options}
"""What rows of a kind may be about, where not persons."""


class ChooseMatchDialog(QDialog):
    """Asks who of the whole book a row is. It saves nothing.

    Args:
        session: the open file.
        kind: what rows tell of.
        says: the row in words, so that one need not remember it.
        parent: Qt's.

    Attributes:
        who: the field.

    Signals:
        chosen: the id of whoever was chosen.
    """

    chosen = Signal(int)

    def __init__(
        self, session: FileSession, kind: ImportOf, says: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        thing = kind in _READ
        words = "Which is it?" if thing else "Who is it?"
        self.setWindowTitle(words)
        read = _READ.get(kind, lookup.list_person_options)
        self.who = PickField(
            "Find in the book",
            accept_any,
            make_search(lambda: session.office.query(read)),
            add_new=f"Something new is added by “{'Something' if thing else 'Somebody'} new”.",
            hint="Type part of the name",
        )
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(words, "heading"))
        layout.addWidget(make_label(says, "muted", wraps=True))
        layout.addWidget(self.who)
        layout.addStretch(1)
        layout.addWidget(make_dialog_buttons(self, "It is this one", self._check))
        resize_dialog(self, 70, 14)
        self.who.editor.setFocus()

    def _check(self) -> None:
        if not self.who.flush():
            return
        if self.who.value is None:
            self.who.refuse("Who is it? Type a part of the name, and choose from the list.")
            return
        self.chosen.emit(self.who.value)
        self.accept()
