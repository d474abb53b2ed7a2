"""A kind of project in the committee's own lists: what it is, and the work that it usually is."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.fields import CheckField, NumberField, TextField
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.projects import kinds as query
from mitzvah_desk.office.projects.kinds import KindMaterialRow, KindShiftRow, KindToDoRow
from mitzvah_desk.rules.fields.parsing import format_number
from mitzvah_desk.rules.fields.usual_times import describe_lead, format_hours, parse_hours, parse_lead

_SHIFTS: tuple[Column[KindShiftRow], ...] = (
    Column("when", "When", lambda r: format_hours(r.hours) or "no fixed time", width_chars=18),
    Column("role", "Role", lambda r: r.role, width_chars=22),
    Column("least", "At least", lambda r: str(r.minimum), lambda r: r.minimum, True, width_chars=9),
    Column("most", "At most", lambda r: str(r.maximum), lambda r: r.maximum, True, width_chars=9),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)


class KindShifts(EditableRows[KindShiftRow]):
    """The shifts that a project of a kind usually has."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "kind_shift",
            "kind_id",
            "Usual shifts",
            _SHIFTS,
            {
                "role_id": (lambda commit: RecordField(session, "role", "Role", commit), 28),
                "hours": (_hours_field, 18),
                "minimum": (lambda commit: NumberField("At least", commit, blank=False), 14),
                "maximum": (lambda commit: NumberField("At most", commit, blank=False), 14),
                "note": (lambda commit: TextField("Note", commit), 24),
            },
            query.list_kind_shifts,
            empty="No usual shifts yet. Type a role, then from when until when.",
            names={"role_id": "role"},
            then="hours",
        )

    def make_change(self, row_id: int, column: str, value: Any) -> SetFields:  # noqa: ANN401
        """Both times together; the most and the fewest people never cross."""
        row = self._row(row_id)
        if column == "hours":
            starts, ends = value or (None, None)
            return SetFields("kind_shift", row_id, {"starts_at": starts, "ends_at": ends})
        if column == "minimum" and value > row.maximum:
            return SetFields("kind_shift", row_id, {"minimum": value, "maximum": value})
        if column == "maximum" and value < row.minimum:
            return SetFields("kind_shift", row_id, {"minimum": value, "maximum": value})
        return SetField("kind_shift", row_id, column, value)


class KindToDos(EditableRows[KindToDoRow]):
    """What is to be done for every project of a kind."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "kind_to_do",
            "kind_id",
            "Usually to do",
            (
                Column("when", "When", lambda r: r.when, lambda r: -r.lead_days, width_chars=18),
                Column("what", "What", lambda r: r.what, width_chars=50, tooltip=lambda r: r.what),
            ),
            {
                "what": (lambda commit: TextField("What", commit, hint="Such as book the hall"), 50),
                "lead_days": (_lead_field, 22),
            },
            query.list_kind_to_dos,
            empty="Nothing yet. Type what is to be done, and how long before the day.",
            then="lead_days",
        )


class KindMaterials(EditableRows[KindMaterialRow]):
    """What every project of a kind must have to hand."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "kind_material",
            "kind_id",
            "To have to hand",
            (
                Column("name", "What", lambda r: r.name, width_chars=40),
                Column(
                    "quantity",
                    "How many",
                    lambda r: format_number(r.quantity),
                    lambda r: r.quantity,
                    True,
                    10,
                ),
            ),
            {
                "name": (lambda commit: TextField("What", commit, hint="Such as aprons"), 44),
                "quantity": (lambda commit: NumberField("How many", commit), 14),
            },
            query.list_kind_materials,
            empty="Nothing yet. Type what must be there on the day.",
        )


class KindPage(QWidget):
    """The page of a kind.

    Attributes:
        form: its name and what it is.
        shifts: its usual shifts.
        to_dos: what is to be done for it.
        materials: what must be to hand.
        partners: whether a partner of each part is asked for.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.form = RecordForm(session, "project_kind")
        self.form.text("name", "Name")
        self.form.check("serves_food", "Food is cooked or served")
        self.form.long("summary", "What it is, for everybody")
        self.form.long("safety", "Safety points, one a line, with where each comes from")
        self.form.section(
            "Partners that it asks for", "A project of this kind asks for each of them until it has one."
        )
        self.partners = {
            role: CheckField(_said(role), partial(self._ask_for, role)).without_label()
            for role in PartnerRole
        }
        for field in self.partners.values():
            self.form.add(field)
        self.shifts = KindShifts(session)
        self.to_dos = KindToDos(session)
        self.materials = KindMaterials(session)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.form, "What it is")
        for title, rows in (
            ("Shifts", self.shifts),
            ("Things to do", self.to_dos),
            ("To have to hand", self.materials),
        ):
            scroller = Scroller()
            self.tabs.addTab(scroller, title)
            scroller.hold(rows)
        self.tabs.currentChanged.connect(lambda _: self.flush())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.fontMetrics().height() // 2, 0, 0, 0)
        layout.addWidget(self.tabs)

    def show_kind(self, kind_id: int, facts: object) -> None:
        """Shows a kind."""
        another = kind_id != self.form.record_id
        self.form.fill(kind_id, facts)
        asked = {row.role for row in self._session.office.query(query.list_kind_partners, kind_id)}
        for role, field in self.partners.items():
            (field.load if another else field.set_value)(role in asked)
        for rows in (self.shifts, self.to_dos, self.materials):
            rows.show_owner(kind_id)

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted."""
        kept = [part.flush() for part in (self.form, self.shifts, self.to_dos, self.materials)]
        return all(kept)

    def _ask_for(self, role: PartnerRole, asks: bool) -> str:  # noqa: FBT001  # a field's commit
        kind_id = self.form.record_id
        there = [
            row.id
            for row in self._session.office.query(query.list_kind_partners, kind_id)
            if row.role is role
        ]
        if asks and not there:
            return self._session.commit(Add("kind_partner_role", {"kind_id": kind_id, "role": role}), self)
        if there and not asks:
            return self._session.commit(Remove("kind_partner_role", tuple(there)), self)
        return ""


def _said(role: PartnerRole) -> str:
    return role.value.capitalize()


def _hours_field(commit: Commit) -> LineField:
    return LineField("When", commit, parse_hours, format_hours, hint="10:00-12:00; empty: no fixed time")


def _lead_field(commit: Commit) -> LineField:
    return LineField("When", commit, parse_lead, describe_lead, hint="3 weeks before")
