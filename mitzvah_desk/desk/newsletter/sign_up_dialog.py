"""Makes the form on which people sign up: for which projects, what it says, and where it is saved."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import CheckField, DateField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.newsletter.sign_up_form import (
    SignUpChoice,
    compose_sign_up_form,
    export_sign_up_form,
)

_WHAT = (
    "One page for your site or an e-mail. What somebody fills in becomes an e-mail to you; take it in with"
    " File › Import a list."
)


class SignUpDialog(QDialog):
    """What the form offers. Saving leaves it open where the form may not leave as it is.

    Args:
        session: the open file.
        projects: the projects that need people: their ids and titles, by time.
        today: the day on which the form is made.
        parent: the window that asks.

    Attributes:
        projects: the projects, with a tick each.
        venues: whether the form says where they are.
        answer_by: until when to answer.
        save_button: saves the form.
    """

    def __init__(
        self, session: FileSession, projects: Sequence[tuple[int, str]], today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sign-up form")
        self._session, self._today = session, today
        self.projects = QListWidget()
        self.projects.setAccessibleName("Projects that need people")
        for number, title in projects:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setCheckState(Qt.CheckState.Checked)
            self.projects.addItem(item)
        self.projects.setCurrentRow(0)
        self.projects.itemChanged.connect(self._follow)
        self.answer_by = DateField("Answer by (if you wish)", accept_any)
        self.answer_by.load(None)
        self.venues = CheckField("Say where (venues)", accept_any)
        self.venues.load(value=False)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("Save the form…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Sign-up form", "heading"))
        layout.addWidget(make_label(_WHAT, "muted", wraps=True))
        layout.addWidget(make_label("Projects that need people", "label"))
        layout.addWidget(self.projects, 1)
        for widget in (self.answer_by, self.venues, buttons):
            layout.addWidget(widget)
        resize_dialog(self, 78, 34)
        self.projects.setFocus()

    def _chosen(self) -> frozenset[int]:
        rows = (self.projects.item(row) for row in range(self.projects.count()))
        return frozenset(
            row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() is Qt.CheckState.Checked
        )

    def _follow(self) -> None:
        self.save_button.setEnabled(bool(self._chosen()))

    def _save(self) -> None:
        campaign = self._session.campaign_id
        if campaign is None or not all([self.answer_by.flush(), self.venues.flush()]):
            return
        choice = SignUpChoice(self._chosen(), bool(self.venues.value), self.answer_by.value)
        try:
            composed = self._session.office.query(compose_sign_up_form, campaign, choice, self._today)
        except WorldError as error:
            messages.show_error(self, error)
            return
        form = export_sign_up_form(composed.form)
        if save_as(self._session, self, form, "html", "Web pages (*.html)"):
            self.accept()
