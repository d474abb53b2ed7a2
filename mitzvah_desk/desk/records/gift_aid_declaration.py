"""Asks for a donor's Gift Aid declaration. It returns values and saves nothing."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, Field, LongTextField, TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.model import DeclarationScope
from mitzvah_desk.office.gift_aid.coverage import read_home
from mitzvah_desk.rules.privacy.gift_aid import Declaration
from mitzvah_desk.rules.privacy.gift_aid_schedule import ABROAD

_WHY = (
    "The donor declares that they pay enough tax in the United Kingdom and that Gift Aid may be claimed. HMRC"
    " needs their name and home address as they gave them. Keep the form itself too."
)
_NEEDED = {
    "made_on": "Type the day on which it was made.",
    "given": "Type the first name, or its first letter.",
    "family": "Type the family name.",
    "address": "Type the home address; HMRC needs the house’s number or name.",
    "postcode": f"Type the postcode, or {ABROAD} for a home outside the United Kingdom.",
}


class DeclarationDialog(QDialog):
    """The values of one declaration.

    Args:
        session: the open file.
        person_id: whose it is.
        known: the declaration that is changed; None for a new one.
        made_on: the day that is proposed for a new one.
        parent: Qt's.

    Attributes:
        fields: by the declaration's columns.
    """

    def __init__(
        self,
        session: FileSession,
        person_id: int,
        known: Declaration | None = None,
        made_on: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gift Aid declaration")
        scopes = [(scope, f"{str(scope)[0].upper()}{str(scope)[1:]}") for scope in DeclarationScope]
        self.fields: dict[str, Field] = {
            "made_on": DateField("Made on", accept_any, remark="The day on the form."),
            "scope": ChoiceField("For which gifts", accept_any, scopes),
            "title": TextField("Title", accept_any),
            "how": TextField("How it was made", accept_any, hint="On paper, by e-mail"),
            "given": TextField("First name", accept_any),
            "family": TextField("Family name", accept_any),
            "address": LongTextField("Home address", accept_any, lines=3),
            "postcode": TextField("Postcode", accept_any, remark=f"{ABROAD} for a home abroad."),
        }
        if known is not None:
            remark = "Gifts from that day on are not covered."
            ended = DateField("Cancelled on", accept_any, hint="Not cancelled", remark=remark)
            self.fields["cancelled_on"] = ended
        form = Form()
        form.section("", _WHY)
        for field in self.fields.values():
            form.add(field)
        home = session.office.query(read_home, person_id)
        for column in self.fields:
            self.fields[column].load(getattr(known or home, column, None))
        if known is None:
            self.fields["made_on"].load(made_on or date.today())
            self.fields["scope"].load(DeclarationScope.FROM_NOW)
        buttons = QDialogButtonBox()
        buttons.addButton("Keep the declaration", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(form, 1)
        layout.addWidget(buttons)
        resize_dialog(self, 96, 30)

    @classmethod
    def ask(
        cls,
        session: FileSession,
        person_id: int,
        parent: QWidget | None,
        *,
        known: Declaration | None = None,
        made_on: date | None = None,
    ) -> dict[str, Any] | None:
        """The declaration's values by column; None where the user thinks better of it."""
        dialog = cls(session, person_id, known, made_on, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        values = {column: field.value for column, field in dialog.fields.items()} if agreed else None
        dialog.deleteLater()
        return values

    def _check(self) -> None:
        if not all([field.flush() for field in self.fields.values()]):  # noqa: C419  # each says what is wrong
            return
        lacking = next((column for column in _NEEDED if not self.fields[column].value), "")
        if lacking:
            self.fields[lacking].refuse(_NEEDED[lacking])
        elif self.fields["made_on"].value > date.today():
            self.fields["made_on"].refuse("This day is still to come. Type the day on which it was made.")
        else:
            self.accept()
