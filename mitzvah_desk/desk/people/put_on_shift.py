"""Puts whoever is chosen in a list of people on one shift, in one step."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.dialog_parts import make_dialog_buttons
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.projects.queries import list_shift_options
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.plurals import count_noun


class PutOnShiftDialog(QDialog):
    """Asks for a shift of the campaign. It saves nothing.

    Args:
        session: the open file.
        who: whom it is about, in words.
        parent: Qt's.

    Attributes:
        shift: the field.
    """

    def __init__(self, session: FileSession, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Put on a shift")
        campaign, ask = session.campaign_id, session.office.query
        self.shift = PickField(
            "Shift",
            accept_any,
            make_search(lambda: ask(list_shift_options, campaign) if campaign is not None else []),
            add_new="Shifts are added on the page of their project.",
            hint="Type part of its role, project, day or time",
        )
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(f"Put {who} on a shift", "heading", wraps=True))
        words = "They are invited: what stands against it is told before. It can be undone as one."
        layout.addWidget(make_label(words, "muted", wraps=True))
        layout.addWidget(self.shift)
        layout.addStretch(1)
        layout.addWidget(make_dialog_buttons(self, "Put on", self._check))
        resize_dialog(self, 70, 14)
        self.shift.editor.setFocus()

    def _check(self) -> None:
        if not self.shift.flush():
            return
        if self.shift.value is None:
            self.shift.refuse("On which shift? Type a part of its name.")
        else:
            self.accept()

    @staticmethod
    def ask(session: FileSession, who: str, parent: QWidget | None) -> int | None:
        """The shift's id; None where the user would rather not."""
        dialog = PutOnShiftDialog(session, who, parent)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        shift: int | None = dialog.shift.value if agreed else None
        dialog.deleteLater()
        return shift


def put_on_shift(session: FileSession, record: str, ids: list[int], parent: QWidget) -> None:
    """Asks for a shift, and puts persons, households or groups on it as one step."""
    if not ids:
        session.status_message.emit("Choose whom to put on a shift first.")
        return
    shift = PutOnShiftDialog.ask(session, count_noun(len(ids), record), parent)
    if shift is None:
        return
    if record == "person":
        session.execute(Assign(shift, tuple(ids)), parent)
        return
    with session.one_step():
        for each in ids:
            one = Assign(shift, household_id=each) if record == "household" else Assign(shift, group_id=each)
            session.execute(one, parent)


def make_people_actions(session: FileSession, page: ListPage[Any], record: str) -> list[QAction]:
    """What can be done with those chosen in a list of people, beside opening and removing them."""

    def add(icon: str, words: str, slot: Callable[[], object]) -> None:
        action = make_action(page, icon, words, slot)
        made.append(action)

    def offer() -> None:
        chosen, may = page.table.selected_ids(), not session.office.read_only
        made[0].setEnabled(bool(chosen) and may)
        for action in made[1:]:
            action.setEnabled(len(chosen) == 1)

    made: list[QAction] = []
    ids = page.table.selected_ids
    add("calendar-plus", "Put on a shift…", lambda: put_on_shift(session, record, ids(), page))
    if record == "person":
        add("printer", "Print their schedule", lambda: session.open_requested.emit("schedule", ids()[0]))
    page.table.selected.connect(offer)
    offer()
    return made
