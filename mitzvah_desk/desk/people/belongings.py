"""What belongs to a person: times away, permissions, shifts, gifts and thanks."""

from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.widgets.fields import CheckField, Commit, DateTimeField, TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.model import Purpose
from mitzvah_desk.office.editing import Add, Remove, SetFields
from mitzvah_desk.office.queries import people as query
from mitzvah_desk.office.queries.people import AwayRow, GivingRow, PermissionRow, ServingRow, ThankedRow
from mitzvah_desk.rules.parsing import show_date, show_datetime

_WORDS = {
    Purpose.PHOTO: "Photographs may be taken and used",
    Purpose.PRINT: "The name may be printed",
    Purpose.NEWSLETTER: "The newsletter may be sent",
    Purpose.KEEP: "The details may be kept",
}


class Away(QWidget):
    """When a person cannot serve."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self._person_id = 0
        self.times: SubTable[AwayRow] = SubTable(
            "person away",
            "Times away",
            (
                Column("from", "From", lambda r: show_datetime(r.starts_at), lambda r: r.starts_at),
                Column("until", "Until", lambda r: show_datetime(r.ends_at), lambda r: r.ends_at),
                Column("why", "Why", lambda r: r.reason, width_chars=30),
            ),
            bridge.memory,
            empty="No times away are known.",
            on_remove=lambda ids: bridge.do(Remove("unavailability", tuple(ids)), self),
        )
        self.starts = DateTimeField("Away from", lambda _: "")
        self.ends = DateTimeField("Away until", lambda _: "")
        self.reason = TextField("Why", lambda _: "")
        add = QPushButton(theme.icon("plus"), "Add this time")
        add.clicked.connect(self._add)
        line = QHBoxLayout()
        for widget in (self.starts, self.ends, self.reason, add):
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.times, 1)
        layout.addLayout(line)

    def fill(self, person_id: int) -> None:
        """Shows a person's times."""
        if person_id != self._person_id:
            self._empty()
        self._person_id = person_id
        self.times.set_rows(self.bridge.office.ask(query.away, person_id))

    def _add(self) -> None:
        if not (self.starts.flush() and self.ends.flush() and self.reason.flush()):
            return
        starts: datetime | None = self.starts.value
        ends: datetime | None = self.ends.value
        if starts is None or ends is None or ends <= starts:
            self.bridge.told.emit("Please give when the time away begins, and a later moment when it ends.")
            return
        values = {"starts_at": starts, "ends_at": ends, "reason": self.reason.value or ""}
        if self.bridge.do(Add("unavailability", {"person_id": self._person_id, **values}), self):
            self._empty()

    def _empty(self) -> None:
        self.starts.load(None)
        self.ends.load(None)
        self.reason.load("")


class Permissions(Form):
    """What a person allows, purpose by purpose; never asked means no."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self._person_id = 0
        self._rows: dict[Purpose, PermissionRow] = {}
        self.given: dict[Purpose, CheckField] = {}
        self.how: dict[Purpose, TextField] = {}
        self.section("Permissions", "Without a tick, the answer is no.")
        for purpose in Purpose:
            self.given[purpose] = CheckField(_WORDS[purpose], self._commit(purpose, "given"))
            self.how[purpose] = TextField("How they said so", self._commit(purpose, "how"))
            self.add(self.given[purpose])
            self.add(self.how[purpose])

    def fill(self, person_id: int) -> None:
        """Shows what a person allows."""
        other = person_id != self._person_id
        self._person_id = person_id
        rows = self.bridge.office.ask(query.permissions, person_id)
        self._rows = {row.purpose: row for row in rows}
        for row in rows:
            for field, value in ((self.given[row.purpose], row.given), (self.how[row.purpose], row.how)):
                if other:
                    field.load(value)
                else:
                    field.set_value(value)

    def _commit(self, purpose: Purpose, column: str) -> Commit:
        def commit(value: Any) -> str:  # noqa: ANN401
            row = self._rows[purpose]
            values = {column: value}
            if column == "given":
                values["given_on"] = date.today()  # noqa: DTZ011
            if row.id is not None:
                return self.bridge.commit(SetFields("permission", row.id, values), self)
            new = {"person_id": self._person_id, "purpose": purpose, "given": False, **values}
            return self.bridge.commit(Add("permission", new), self)

        return commit


def serving_tables(
    bridge: Bridge,
) -> tuple[SubTable[ServingRow], SubTable[GivingRow], SubTable[ThankedRow]]:
    """The lists of shifts, gifts and thanks; a shift leads to its project."""

    def open_project(row_id: int) -> None:
        row = next(r for r in serving.table.rows_model.rows() if r.id == row_id)
        bridge.wanted.emit("project", row.project_id)

    serving: SubTable[ServingRow] = SubTable(
        "person serving",
        "Serving",
        (
            Column("project", "Project", lambda r: r.project, width_chars=30),
            Column("campaign", "Campaign", lambda r: r.campaign, width_chars=20),
            Column("role", "As", lambda r: r.role, width_chars=16),
            Column("from", "From", lambda r: show_datetime(r.starts_at), lambda r: r.starts_at),
            Column("status", "Status", lambda r: str(r.status), width_chars=12),
        ),
        bridge.memory,
        empty="Not on a rota yet.",
        on_open=open_project,
    )
    giving: SubTable[GivingRow] = SubTable(
        "person giving",
        "Giving",
        (
            Column("on", "On", lambda r: show_datetime(r.on), lambda r: r.on, width_chars=18),
            Column("item", "What", lambda r: r.item, width_chars=30),
            Column("quantity", "How many", lambda r: f"{r.quantity:,}", lambda r: r.quantity, True),
            Column("campaign", "Campaign", lambda r: r.campaign, width_chars=20),
        ),
        bridge.memory,
        empty="Nothing given yet.",
    )
    thanked: SubTable[ThankedRow] = SubTable(
        "person thanked",
        "Thanked",
        (
            Column("on", "On", lambda r: show_date(r.on), lambda r: r.on, width_chars=14),
            Column("how", "How", lambda r: str(r.how), width_chars=14),
            Column("campaign", "Campaign", lambda r: r.campaign, width_chars=20),
        ),
        bridge.memory,
        empty="Not thanked yet.",
    )
    return serving, giving, thanked
