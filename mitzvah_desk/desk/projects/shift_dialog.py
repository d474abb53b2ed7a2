"""Asks for a shift: role, day, times, numbers. It returns values and saves nothing."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    DateField,
    Field,
    NumberField,
    TextField,
    TimeField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.refusal import Refusal


def _keep(_: object) -> str:
    return ""


class ShiftDialog(QDialog):
    """The values of one shift."""

    def __init__(
        self, session: FileSession, values: Mapping[str, Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shift")
        self._session = session
        self.role = RecordField(session, "role", "Role", _keep, hint="Such as driver, baker, welcome")
        self.day = DateField("Day", _keep)
        self.start = TimeField("From", _keep, hint="10:00")
        self.end = TimeField("Until", _keep, hint="11:00")
        self.open_ended = CheckField("No fixed time, such as knitting at home", _keep)
        self.minimum = NumberField("Fewest people", _keep, blank=False)
        self.maximum = NumberField("Most people", _keep, blank=False)
        self.place = RecordField(session, "place", "Place", _keep, remark="Empty means where the project is.")
        self.note = TextField("Note", _keep)
        self._problem = Refusal()
        form = Form()
        narrow: tuple[Field, ...] = (self.role, self.day, self.start, self.end, self.minimum, self.maximum)
        for field in narrow:
            form.add(field)
        wide: tuple[Field, ...] = (self.open_ended, self.place, self.note)
        for field in wide:
            form.add(field, wide=True)
        self._form = form
        starts, ends = values["starts_at"], values["ends_at"]
        shown: tuple[tuple[Field, Any], ...] = (
            (self.role, values["role_id"]),
            (self.day, starts.date() if starts else None),
            (self.start, f"{starts:%H:%M}" if starts else None),
            (self.end, f"{ends:%H:%M}" if ends else None),
            (self.open_ended, values["open_ended"]),
            (self.minimum, values["minimum"]),
            (self.maximum, values["maximum"]),
            (self.place, values["place_id"]),
            (self.note, values["note"]),
        )
        for field, value in shown:
            field.load(value)
            field.kept.connect(self._judge_again)
        buttons = QDialogButtonBox()
        buttons.addButton("Keep the shift", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(form, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        resize_dialog(self, 90, 27)
        self.role.line.setFocus()

    @classmethod
    def ask(
        cls, session: FileSession, values: Mapping[str, Any], parent: QWidget | None = None
    ) -> dict[str, Any] | None:
        """The shift's values as the user leaves them; None where she thinks better of it."""
        dialog = cls(session, values, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.values() if agreed else None
        dialog.deleteLater()
        return chosen

    @property
    def problem(self) -> str:
        """What it says is wrong; empty where nothing is."""
        return self._problem.sentence

    def values(self) -> dict[str, Any]:
        """The values of the shift's columns."""
        open_ended = bool(self.open_ended.value)
        return {
            "starts_at": None if open_ended else self._moment(self.start.value),
            "ends_at": None if open_ended else self._moment(self.end.value),
            "minimum": self.minimum.value,
            "maximum": self.maximum.value,
            "open_ended": open_ended,
            "role_id": self.role.value,
            "place_id": self.place.value,
            "note": self.note.value or "",
        }

    def _moment(self, clock: str | None) -> datetime | None:
        if self.day.value is None or clock is None:
            return None
        return datetime.combine(self.day.value, datetime.strptime(clock, "%H:%M").time())

    def _check(self) -> None:
        if not self._form.flush():
            return
        wrong = self._judge()
        if wrong is None:
            self.accept()
        else:
            wrong.editor.setFocus()

    def _judge_again(self) -> None:
        if self.problem:
            self._judge()

    def _judge(self) -> Field | None:
        """Says what is wrong with the shift as it stands; returns the field which that is about."""
        wrong, sentence = self._wrong()
        self._problem.tell(sentence, wrong.editor if wrong else None)
        return wrong

    def _wrong(self) -> tuple[Field | None, str]:
        """What is wrong with the shift as it stands; nothing where nothing is."""
        values = self.values()
        if values["role_id"] is None:
            return self.role, "Say which role this is, such as driver. A new one is added as you type it."
        if not values["open_ended"] and (values["starts_at"] is None or values["ends_at"] is None):
            lacking = next(field for field in (self.day, self.start, self.end) if not field.value)
            return lacking, "Give a day, a start and an end, or tick that it has no fixed time."
        if not values["open_ended"] and values["ends_at"] <= values["starts_at"]:
            return self.end, "The end must come after the start."
        if values["maximum"] < values["minimum"]:
            return self.maximum, "The most people cannot be fewer than the fewest."
        return None, ""
