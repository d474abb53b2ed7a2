"""Asks to whom a donation is sent on whole. It saves nothing."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog


class SendOnDialog(QDialog):
    """To which partner.

    Attributes:
        partner: the field.
    """

    def __init__(self, session: FileSession, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Send all of it on")
        self.partner = RecordField(session, "partner", "To the partner", accept_any)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"Send all of it on: {what}", "heading", wraps=True))
        words = (
            "What is free of it is set aside for them, and a delivery is planned. It can be undone as one."
        )
        layout.addWidget(make_label(words, "muted", wraps=True))
        layout.addWidget(self.partner)
        layout.addStretch(1)
        layout.addWidget(make_dialog_buttons(self, "Send it on", self._check))
        resize_dialog(self, 60, 12)
        self.partner.editor.setFocus()

    def _check(self) -> None:
        if not self.partner.flush():
            return
        if self.partner.value is None:
            self.partner.refuse("To whom? Type a part of the partner’s name.")
        else:
            self.accept()

    @staticmethod
    def ask(session: FileSession, what: str, parent: QWidget | None) -> int | None:
        """The partner's id; None where the user would rather not."""
        dialog = SendOnDialog(session, what, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        partner: int | None = dialog.partner.value if agreed else None
        dialog.deleteLater()
        return partner
