"""Asks for a gift of money. It returns values; only a declaration written down on the way is saved."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.donors import (
    DonorField,
    decode_donor,
    encode_donor,
)
from mitzvah_desk.desk.records.gift_aid_declaration import DeclarationDialog
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import CheckField, ChoiceField, DateField, Field, MoneyField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.model import GiftMethod
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.rows import RecordValues
from mitzvah_desk.office.gift_aid.coverage import explain_no_gift_aid
from mitzvah_desk.office.goods.donations import DONORS, donor_key
from mitzvah_desk.rules.fields.day_hints import ask_day


class MoneyDialog(QDialog):
    """The values of one gift, and whether Gift Aid can be claimed on it.

    Args:
        session: the open file.
        campaign_id: the campaign to which its project belongs.
        parent: Qt's.
        known: the gift that is changed; None for a new one.
    """

    def __init__(
        self,
        session: FileSession,
        campaign_id: int,
        parent: QWidget | None = None,
        known: RecordValues | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Gift of money")
        ask = session.office.query
        self.amount = MoneyField("Amount", accept_any, hint="12.50")
        self.donor = DonorField(session, "From", accept_any, hint="Empty for an anonymous gift")
        self.project = RecordField(
            session,
            "project",
            "For the project",
            accept_any,
            read=lambda: ask(lookup.list_project_options, campaign_id),
        )
        self.partner = RecordField(session, "partner", "For the partner", accept_any)
        self.on_day = DateField("On", accept_any)
        self.method = ChoiceField("How", accept_any, [(m, str(m).capitalize()) for m in GiftMethod])
        self.gift_aid = CheckField("Gift Aid", accept_any)
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
        self.aid_words = make_label("", wraps=True)
        self.declare = QPushButton(theme.load_icon("file-text"), "Write down their declaration…")
        self.declare.clicked.connect(self._write_declaration)
        aid = QHBoxLayout()
        aid.addWidget(self.aid_words, 1)
        aid.addWidget(self.declare)
        self._load(known)
        for field in (self.donor, self.on_day, self.gift_aid):
            field.kept.connect(self._show_gift_aid)
        self._show_gift_aid()
        buttons = QDialogButtonBox()
        buttons.addButton("Keep the gift", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._form, 1)
        layout.addLayout(aid)
        layout.addWidget(buttons)
        resize_dialog(self, 90, 24)
        self.amount.editor.setFocus()

    @classmethod
    def ask(
        cls,
        session: FileSession,
        campaign_id: int,
        parent: QWidget | None = None,
        *,
        known: RecordValues | None = None,
    ) -> dict[str, Any] | None:
        """The gift's values; None where the user thinks better of it."""
        dialog = cls(session, campaign_id, parent, known)
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
            **{f"donor_{kind}_id": donor[1] if donor and donor[0] == kind else None for kind in DONORS},
        }

    def _load(self, known: RecordValues | None) -> None:
        if known is None:
            self.on_day.load(date.today())
            self.method.load(GiftMethod.CASH)
            return
        self.amount.load(known.amount_pence)
        donor = donor_key(known.values)
        self.donor.load(encode_donor(donor), known.donor if donor else "")
        self.project.load(known.project_id)
        self.partner.load(known.partner_id)
        self.on_day.load(known.on_day)
        self.method.load(known.method)
        self.gift_aid.load(known.gift_aid)

    def _explain(self) -> str:
        """Why the mark cannot be set, as part of a sentence; empty where it can, or is not."""
        day = self.on_day.value
        if not self.gift_aid.value or day is None:
            return ""
        return self._session.office.query(explain_no_gift_aid, decode_donor(self.donor.value), day)

    def _show_gift_aid(self) -> None:
        reason, donor = self._explain(), decode_donor(self.donor.value)
        told = f"Gift Aid cannot be claimed yet: {reason}." if reason else "Their declaration covers it."
        self.aid_words.setText(told if self.gift_aid.value and self.on_day.value else "")
        self.declare.setVisible(bool(reason) and donor is not None and donor[0] == "person")

    def _write_declaration(self) -> None:
        donor = decode_donor(self.donor.value)
        if donor is None:
            return
        values = DeclarationDialog.ask(self._session, donor[1], self, made_on=self.on_day.value)
        if values is not None:
            mine = {"person_id": donor[1]}
            self._session.execute(Add("gift_aid_declaration", {**values, **mine}), self)
        self._show_gift_aid()

    def _check(self) -> None:
        if not self._form.flush():
            return
        if not self.amount.value:
            self.amount.refuse("Type the amount, such as 12.50.")
        elif self.on_day.value is None:
            self.on_day.refuse(ask_day("the day", date.today()))
        elif self._explain():
            self._show_gift_aid()
            self.gift_aid.refuse("Put that right first, or take the tick from Gift Aid.")
        else:
            self.accept()
