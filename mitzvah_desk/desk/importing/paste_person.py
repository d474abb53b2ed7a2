"""A person out of an e-mail's signature: looked at on a form, and put right there, before they are added."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.importing.add_several import make_line_state
from mitzvah_desk.desk.importing.decision_bar import DecisionBar
from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.fields import Field, LongTextField, PickField, TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.lookup import list_partner_options
from mitzvah_desk.office.importing.accept import WritePlan
from mitzvah_desk.office.importing.existing_records import ExistingRecords, read_existing_records
from mitzvah_desk.office.importing.pasted_person import LINE, look_at_person, read_pasted_person
from mitzvah_desk.office.importing.plan import Decision, ImportPlan, RowOutcome

_LABELS = {
    "title": "Title",
    "given": "First name",
    "family": "Family name",
    "honours": "Letters after the name",
    "position": "Position",
    "email": "E-mail",
    "mobile": "Mobile",
    "phone": "Telephone",
    "postcode": "Postcode",
    "address": "Address",
    "note": "Note",
}
_LONG = {"address": 2, "note": 3}


class PastePersonDialog(QDialog):
    """The form. Nothing is kept before the button is pressed; whoever is known already is recognised.

    Args:
        session: the desk's view of the office.
        text: what was copied.
        parent: Qt's.

    Attributes:
        fields: what can be put right, by what it means.
        partner: at which partner they are.
        bar: decides who it is, where somebody alike is known.
        add: the button that adds them.
        says: what would become of them.
    """

    def __init__(self, session: FileSession, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = session.runner()
        self.finished.connect(self._stop)
        found = session.office.query(read_pasted_person, text)
        self._cells = dict(found.cells)
        self._partner = found.partner_id
        self._decisions: dict[int, Decision] = {}
        self._existing: ExistingRecords | None = None
        self._plan: ImportPlan | None = None
        self._take_next = False
        self.setWindowTitle("Paste a person")
        self.fields: dict[str, Field] = {}
        form = Form()
        for key, label in _LABELS.items():
            field = self._make_field(key, label)
            field.load(self._cells[key])
            self.fields[key] = field
            form.add(field, wide=key in _LONG)
            if key == "position":
                self.partner = self._make_partner(found.organisation)
                form.add(self.partner)
        self._form = form
        self.bar = DecisionBar(session, "")
        self.bar.leave.hide()  # Cancel does that
        self.bar.decided.connect(self._decide)
        self.bar.hide()
        self.says = make_label("", wraps=True)
        self._assemble(text)
        self.check()

    def _make_field(self, key: str, label: str) -> Field:
        def commit(value: Any) -> str:  # noqa: ANN401
            self._cells[key] = value or ""
            self._decisions.clear()
            self.check()
            return ""

        return LongTextField(label, commit, lines=_LONG[key]) if key in _LONG else TextField(label, commit)

    def _make_partner(self, organisation: str) -> PickField:
        def commit(value: int | None) -> str:
            self._partner = value
            self.check()
            return ""

        def add(name: str) -> int | None:
            done = self._session.execute(Add("partner", {"name": name}), self)
            return done.id if isinstance(done, Done) else None

        ask = self._session.office.query
        unknown = organisation and self._partner is None
        remark = f"“{organisation}” is no partner yet: see the note." if unknown else ""
        field = PickField(
            "Works at", commit, make_search(lambda: ask(list_partner_options)), add_new=add, remark=remark
        )
        field.load(self._partner)
        return field

    def _assemble(self, text: str) -> None:
        pasted = QPlainTextEdit()
        pasted.setPlainText(text)
        pasted.setReadOnly(True)
        pasted.setTabChangesFocus(True)
        pasted.setAccessibleName("What was pasted")
        em = self.fontMetrics().height()
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(make_label("Look whether it is right", "heading"))
        left.addWidget(self._form, 1)
        right.addWidget(make_label("What was pasted", "heading"))
        right.addWidget(pasted, 1)
        body = QHBoxLayout()
        body.setSpacing(em)
        body.addLayout(left, 5)
        body.addLayout(right, 3)
        self.add: QPushButton = make_icon_button("&Add this person", "check", self.take)
        self.add.setProperty("role", "primary")
        cancel = make_icon_button("Cancel", "x", self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.says, 1)
        foot.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(cancel, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addLayout(body, 1)
        layout.addWidget(self.bar)
        layout.addLayout(foot)
        resize_dialog(self, 150, 40)

    def start(self) -> None:
        """Puts the keyboard into the first name."""
        self.fields["given"].editor.setFocus()

    def check(self) -> None:
        """Looks again what would become of the person, beside the window."""
        self._plan = None
        cells, partner, decisions = dict(self._cells), self._partner, dict(self._decisions)
        office, campaign, existing = self._session.office, self._session.campaign_id, self._existing

        def work(_progress: Progress) -> tuple[ExistingRecords, ImportPlan]:
            known = existing or office.query(read_existing_records, campaign)
            return known, look_at_person(cells, partner, known, decisions)[1]

        def done(found: tuple[ExistingRecords, ImportPlan]) -> None:
            self._existing, self._plan = found
            self._show(self._plan)
            if self._take_next:
                self._take_next = False
                self.take()

        self._runner.run(
            "Looking for them in the book",
            work,
            done,
            failed=lambda error: self._session.tell_world(error, self),
        )

    def _show(self, plan: ImportPlan) -> None:
        row = plan.rows[0] if plan.rows else None
        asks = row is not None and row.fate is RowOutcome.ASK  # which the bar does
        words = make_line_state(row, {}).words if row is not None else "Type a name first."
        self.says.setText("" if asks else words)
        self.bar.setVisible(row is not None and (bool(row.candidates) or bool(self._decisions)))
        self.bar.offer([row] if row is not None else [])
        known = row is not None and row.fate is RowOutcome.UPDATE
        self.add.setText("&Fill this in" if known else "&Add this person")
        self.add.setEnabled(bool(plan.count(RowOutcome.NEW, RowOutcome.UPDATE)))

    def _decide(self, decided: dict[int, Decision | None]) -> None:
        decision = decided.get(LINE)
        self._decisions = {} if decision is None else {LINE: decision}
        self.check()

    def take(self) -> None:
        """Adds the person as one step; what is typed is taken first."""
        if not self._form.flush():
            return
        if self._plan is None:
            self._take_next = True
        elif self._plan.count(RowOutcome.NEW, RowOutcome.UPDATE) and self._session.execute(
            WritePlan(self._plan), self
        ):
            self.accept()

    def _stop(self) -> None:
        """Work that nobody waits for any more stops."""
        self._runner.close()
        self._runner.deleteLater()
