"""The Gift Aid schedule for the treasurer: of which days, what is on it and what is not, into a file."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.records.list_output import KINDS
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, Field
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.gift_aid.schedule import GiftAidSchedule, read_schedule
from mitzvah_desk.rules.privacy.gift_aid import tax_year_of

_WHY = (
    "The gifts that are marked for Gift Aid and covered by a declaration, with the columns of HMRC’s Gift Aid"
    " schedule. Copy its lines into HMRC’s own schedule (paste the values only). What was claimed before is"
    " not known here: begin with the day after your last claim."
)


class ScheduleDialog(QDialog):
    """The time, the totals, every gift that is left out with the reason, and a button that saves it.

    Attributes:
        start: the first day.
        until: the last day.
        kind: the kind of file.
        left_out: the gifts that are not on it, one a line.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gift Aid schedule")
        self._session = session
        self._schedule: GiftAidSchedule | None = None
        first, last = tax_year_of(date.today())
        self.start = DateField("From", accept_any)
        self.until = DateField("Until", accept_any)
        self.kind = ChoiceField("As", accept_any, KINDS)
        self.start.load(first)
        self.until.load(last)
        self.kind.load("ods")
        self.totals = make_label("", "heading", wraps=True)
        self.left_head = make_label("", wraps=True)
        self.left_out = QListWidget()
        self.left_out.setProperty("role", "findings")
        self.left_out.setWordWrap(True)
        self.left_out.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left_out.setAccessibleName("Gifts that are left out, each with the reason")
        fields: tuple[Field, ...] = (self.start, self.until, self.kind)
        row = QHBoxLayout()
        for field in fields:
            row.addWidget(field, 1)
        for field in (self.start, self.until):
            field.kept.connect(self.read)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton("Save the schedule…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label(_WHY, "muted", wraps=True))
        layout.addLayout(row)
        layout.addWidget(self.totals)
        layout.addWidget(self.left_head)
        layout.addWidget(self.left_out, 1)
        layout.addWidget(buttons)
        resize_dialog(self, 100, 26)
        self.start.editor.setFocus()
        self.read()

    def read(self) -> None:
        """Reads the schedule of the days that are chosen."""
        start, until = self.start.value, self.until.value
        self._schedule = None
        if start is None or until is None or until < start:
            self.totals.setText("Choose a first day and a last day that comes after it.")
            left: tuple[str, ...] = ()
        else:
            self._schedule = self._session.office.query(read_schedule, start, until, date.today())
            self.totals.setText(self._schedule.totals)
            left = self._schedule.left_out
        self.left_head.setText("These are marked for Gift Aid too, and are left out:" if left else "")
        self.left_out.clear()
        self.left_out.addItems(list(left))
        self.left_out.setVisible(bool(left))
        self.save_button.setEnabled(self._schedule is not None and bool(self._schedule.rows))

    def save(self) -> None:
        """Asks where the file shall lie and writes it."""
        from mitzvah_desk.office.papers.list_printout import make_schedule_file

        if not all([self.start.flush(), self.until.flush()]) or self._schedule is None:
            return
        kind = self.kind.value
        if save_as(self._session, self, make_schedule_file(kind, self._schedule), kind, dict(KINDS)[kind]):
            self.accept()
