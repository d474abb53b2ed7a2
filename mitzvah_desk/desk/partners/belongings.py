"""What belongs to a partner: contacts, needs, the contact log, projects and sites."""

from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.recordform import add_picker
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, Field, NumberField, PickField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.model import ContactHow
from mitzvah_desk.office.editing import Add, Remove, SetField
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries import partners as query
from mitzvah_desk.office.queries.partners import ContactRow, LogRow, NeedRow, PartRow, SubRow
from mitzvah_desk.rules.parsing import show_date, show_number


class Contacts(SubTable[ContactRow]):
    """Whom we know at a partner."""

    def __init__(self, bridge: Bridge) -> None:
        self.bridge = bridge
        self._partner_id = 0
        super().__init__(
            "partner contacts",
            "Contacts",
            (
                Column("name", "Name", lambda r: r.name, width_chars=26),
                Column("job", "Job", lambda r: r.job, width_chars=20),
                Column("phone", "Phone", lambda r: r.phone, width_chars=16),
                Column("email", "E-mail", lambda r: r.email, width_chars=26),
                Column("main", "Main contact", lambda r: "main" if r.is_main else "", width_chars=12),
            ),
            bridge.memory,
            empty="Nobody yet. Type a name below.",
            on_open=self._open,
            on_remove=lambda ids: bridge.do(Remove("partner_contact", tuple(ids)), self),
        )
        main = QAction(theme.icon("check"), "Main contact or not", self)
        main.triggered.connect(self._change_main)
        self.add_action(main)
        self.job = TextField("Job of the contact to add", lambda _: "")
        self.add_below(self.job)
        self.picker = add_picker(
            self, "Add a contact", search_in(lambda: bridge.office.ask(lookup.persons)), self._add
        )

    def fill(self, partner_id: int) -> None:
        """Shows a partner's contacts."""
        self._partner_id = partner_id
        self.set_rows(self.bridge.office.ask(query.contacts, partner_id))

    def _add(self, person_id: int) -> str:
        self.job.flush()
        values = {"partner_id": self._partner_id, "person_id": person_id, "job": self.job.value or ""}
        problem = self.bridge.commit(Add("partner_contact", values), self)
        if not problem:
            self.job.load("")
        return problem

    def _open(self, row_id: int) -> None:
        row = next(r for r in self.table.rows_model.rows() if r.id == row_id)
        self.bridge.wanted.emit("person", row.person_id)

    def _change_main(self) -> None:
        chosen = self.table.selected_ids()
        for row in [r for r in self.table.rows_model.rows() if r.id in chosen]:
            self.bridge.do(SetField("partner_contact", row.id, "is_main", not row.is_main), self)


class _Adding(QWidget):
    """A list with a line of fields under it that make one more row."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.bridge = bridge
        self._partner_id = 0
        self._inputs: dict[str, Field] = {}

    def _assemble(self, table: QWidget, inputs: dict[str, Field], button: str) -> None:
        self._inputs = inputs
        layout = QVBoxLayout(self)
        layout.addWidget(table, 1)
        line = QHBoxLayout()
        for number, field in enumerate(inputs.values()):
            line.addWidget(field, 1)
            if number % 3 == 2:
                layout.addLayout(line)
                line = QHBoxLayout()
        self.add = QPushButton(theme.icon("plus"), button)
        self.add.clicked.connect(self._add)
        line.addWidget(self.add)
        layout.addLayout(line)

    def _empty(self) -> None:
        for field in self._inputs.values():
            field.load(None)

    def _show_partner(self, partner_id: int) -> None:
        if partner_id != self._partner_id:
            self._empty()
        self._partner_id = partner_id

    def _add(self) -> None:
        kept = [field.flush() for field in self._inputs.values()]  # every one, also after one that is refused
        if not all(kept):
            return
        typed = {column: field.value for column, field in self._inputs.items()}
        values = {column: value for column, value in typed.items() if value is not None}
        if self.bridge.do(Add(self._record(), {**values, **self._more()}), self):
            self._empty()

    def _record(self) -> str:
        raise NotImplementedError

    def _more(self) -> dict[str, object]:
        return {"partner_id": self._partner_id}


class Needs(_Adding):
    """What a partner would like."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.table: SubTable[NeedRow] = SubTable(
            "partner needs",
            "Needs",
            (
                Column("item", "What", lambda r: r.item, width_chars=28),
                Column("quantity", "How many", lambda r: show_number(r.quantity), lambda r: r.quantity, True),
                Column("by", "Wanted by", lambda r: show_date(r.wanted_by), lambda r: r.wanted_by),
                Column("note", "Note", lambda r: r.note, width_chars=28),
                Column("state", "State", lambda r: "closed" if r.closed else "open", width_chars=8),
            ),
            bridge.memory,
            empty="No wishes are known.",
            on_remove=lambda ids: bridge.do(Remove("request", tuple(ids)), self),
        )
        close = QAction(theme.icon("check"), "Close or open again", self)
        close.triggered.connect(self._close)
        self.table.add_action(close)
        items = search_in(lambda: bridge.office.ask(lookup.items))
        self._assemble(
            self.table,
            {
                "item_id": PickField("What", lambda _: "", items),
                "quantity": NumberField("How many", lambda _: ""),
                "wanted_by": DateField("Wanted by", lambda _: ""),
                "note": TextField("Note", lambda _: ""),
            },
            "Add this need",
        )

    def fill(self, partner_id: int) -> None:
        """Shows a partner's wishes."""
        self._show_partner(partner_id)
        self.table.set_rows(self.bridge.office.ask(query.wants, partner_id))

    def _record(self) -> str:
        return "request"

    def _close(self) -> None:
        chosen = self.table.table.selected_ids()
        for row in [r for r in self.table.table.rows_model.rows() if r.id in chosen]:
            self.bridge.do(SetField("request", row.id, "closed", not row.closed), self)


class ContactLogTab(_Adding):
    """The conversations with a partner and what was agreed."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.table: SubTable[LogRow] = SubTable(
            "partner log",
            "Contact log",
            (
                Column("on", "On", lambda r: show_date(r.on_day), lambda r: r.on_day, width_chars=12),
                Column("how", "How", lambda r: str(r.how), width_chars=9),
                Column("with", "With", lambda r: r.with_whom, width_chars=20),
                Column("said", "What was said", lambda r: r.summary, width_chars=34),
                Column("next", "Next step", lambda r: r.next_step, width_chars=24),
                Column("by", "By when", lambda r: show_date(r.next_on), lambda r: r.next_on, width_chars=12),
                Column("done", "Done", lambda r: "done" if r.next_done else "", width_chars=7),
            ),
            bridge.memory,
            empty="No conversations yet.",
            on_remove=lambda ids: bridge.do(Remove("contact_log", tuple(ids)), self),
        )
        done = QAction(theme.icon("check"), "Next step is done", self)
        done.triggered.connect(self._done)
        self.table.add_action(done)
        hows = [(how, how.value.capitalize()) for how in ContactHow]
        self._assemble(
            self.table,
            {
                "on_day": DateField("Day", lambda _: "", remark="Today, if left empty."),
                "how": ChoiceField("How", lambda _: "", hows, blank="Choose"),
                "person_id": PickField(
                    "With whom", lambda _: "", search_in(lambda: bridge.office.ask(lookup.persons))
                ),
                "summary": TextField("What was said", lambda _: ""),
                "next_step": TextField("Next step", lambda _: ""),
                "next_on": DateField("By when", lambda _: ""),
            },
            "Add to the log",
        )

    def fill(self, partner_id: int) -> None:
        """Shows the conversations with a partner."""
        self._show_partner(partner_id)
        self.table.set_rows(self.bridge.office.ask(query.log, partner_id))

    def _record(self) -> str:
        return "contact_log"

    def _more(self) -> dict[str, object]:
        more: dict[str, object] = {"partner_id": self._partner_id}
        if self._inputs["on_day"].value is None:
            more["on_day"] = date.today()
        if self._inputs["how"].value is None:
            more["how"] = ContactHow.PHONE
        return more

    def _done(self) -> None:
        for row_id in self.table.table.selected_ids():
            self.bridge.do(SetField("contact_log", row_id, "next_done", True), self)


def projects_and_sites(bridge: Bridge) -> tuple[SubTable[PartRow], SubTable[SubRow]]:
    """The lists of projects and of sites; each row leads to its page."""

    def open_project(row_id: int) -> None:
        row = next(r for r in parts.table.rows_model.rows() if r.id == row_id)
        bridge.wanted.emit("project", row.project_id)

    parts: SubTable[PartRow] = SubTable(
        "partner projects",
        "Projects",
        (
            Column("project", "Project", lambda r: r.project, width_chars=32),
            Column("campaign", "Campaign", lambda r: r.campaign, width_chars=22),
            Column("role", "As", lambda r: str(r.role), width_chars=14),
        ),
        bridge.memory,
        empty="No projects yet.",
        on_open=open_project,
    )
    sites: SubTable[SubRow] = SubTable(
        "partner sites",
        "Sites and homes",
        (
            Column("name", "Name", lambda r: r.name, width_chars=32),
            Column("level", "Level", lambda r: str(r.level), width_chars=14),
        ),
        bridge.memory,
        empty="None belong to this partner.",
        on_open=lambda partner_id: bridge.wanted.emit("partner", partner_id),
    )
    return parts, sites
