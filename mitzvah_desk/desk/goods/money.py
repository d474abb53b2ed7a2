"""Asks for a gift of money. It returns values and saves nothing."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.donors import decode_donor, make_donor_search, make_household_creator
from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import CheckField, ChoiceField, DateField, Field, MoneyField, PickField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.model import GiftMethod
from mitzvah_desk.office.core import lookup


class MoneyDialog(QDialog):
    """The values of one gift."""

    def __init__(self, session: FileSession, campaign_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gift of money")
        ask = session.office.query
        self.amount = MoneyField("Amount", accept_any, hint="12.50")
        self.donor = PickField(
            "From",
            accept_any,
            make_donor_search(session),
            add_new=make_household_creator(session),
            hint="Empty for an anonymous gift",
        )
        self.project = PickField(
            "For the project",
            accept_any,
            make_search(lambda: ask(lookup.list_project_options, campaign_id)),
        )
        self.partner = PickField(
            "For the partner", accept_any, make_search(lambda: ask(lookup.list_partner_options))
        )
        self.on_day = DateField("On", accept_any)
        self.method = ChoiceField("How", accept_any, [(m, str(m).capitalize()) for m in GiftMethod])
        self.gift_aid = CheckField("Gift Aid", accept_any)
        self._problem = make_label("", "problem", wraps=True)
        fields: tuple[Field, ...] = (
            self.amount,
            self.donor,
            self.project,
            self.partner,
            self.on_day,
            self.method,
            self.gift_aid,
        )
        self._form = Form()
        for field in fields:
            self._form.add(field)
        self.on_day.load(date.today())
        self.method.load(GiftMethod.CASH)
        buttons = QDialogButtonBox()
        buttons.addButton("Keep the gift", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._form, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        resize_dialog(self, 90, 20)

    @classmethod
    def ask(
        cls, session: FileSession, campaign_id: int, parent: QWidget | None = None
    ) -> dict[str, Any] | None:
        """The gift's values; None where the user thinks better of it."""
        dialog = cls(session, campaign_id, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        values = dialog.values() if agreed else None
        dialog.deleteLater()
        return values

    def values(self) -> dict[str, Any]:
        """The values of the gift's columns."""
        donor = decode_donor(self.donor.value)
        return {
            "amount_pence": self.amount.value,
            "on_day": self.on_day.value,
            "method": self.method.value,
            "gift_aid": bool(self.gift_aid.value),
            "project_id": self.project.value,
            "partner_id": self.partner.value,
            **({f"donor_{donor[0]}_id": donor[1]} if donor else {}),
        }

    def _check(self) -> None:
        if not self._form.flush():
            return
        if not self.amount.value:
            self._problem.setText("Type the amount, such as 12.50.")
        elif self.on_day.value is None:
            self._problem.setText("Type the day, such as 22 Nov 2026.")
        else:
            self.accept()
