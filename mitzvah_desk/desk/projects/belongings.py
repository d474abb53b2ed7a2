"""What belongs to a project: partners, guests, programme, materials, goods."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.picking import search_in
from mitzvah_desk.desk.widgets.fields import PickField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.subtable import SubTable
from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.editing import Add, Remove, SetField
from mitzvah_desk.office.queries import belongings as query
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.queries.belongings import (
    GoodsRow,
    GuestRow,
    HonourRow,
    MaterialRow,
    PartRow,
    ProgrammeRow,
    QuotationRow,
)

_ROLE_WORDS = {
    PartnerRole.HOST: "Host",
    PartnerRole.CO_HOST: "Co-host",
    PartnerRole.BENEFICIARY: "Beneficiary",
    PartnerRole.SUPPLIER: "Supplier",
}


class PartnersTab(QWidget):
    """The partners of a project, its guests, and what was said."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._project_id = 0
        self.parts: SubTable[PartRow] = SubTable(
            "project partners",
            "Partners",
            (
                Column("name", "Partner", lambda r: r.name, width_chars=30),
                Column("role", "As", lambda r: _ROLE_WORDS[r.role], width_chars=12),
            ),
            bridge.memory,
            empty="No partners yet. Type a name below: who hosts, who shares the work, whom it is for?",
            on_open=self._open_partner,
            on_remove=lambda ids: bridge.do(Remove("project_partner", tuple(ids)), self),
        )
        ask = bridge.office.ask
        self._pickers = []
        for role in PartnerRole:
            picker = PickField(
                f"Add a {_ROLE_WORDS[role].lower()}",
                self._committer(role),
                search_in(lambda: ask(lookup.partners)),
            )
            self._pickers.append(picker)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for picker in self._pickers:
            row.addWidget(picker, 1)
        self.parts.add_below(line)
        self.guests: SubTable[GuestRow] = SubTable(
            "project guests",
            "People served (numbers only, never names)",
            (
                Column("label", "Who", lambda r: r.label, width_chars=24),
                Column("heads", "How many", lambda r: str(r.heads), sort=lambda r: r.heads, align_right=True),
                Column("diet", "Diets", lambda r: r.diet, width_chars=24),
                Column("access", "Access needs", lambda r: r.access_needs, width_chars=24),
            ),
            bridge.memory,
            empty="Nobody yet.",
            on_add=self._add_guests,
            on_remove=lambda ids: bridge.do(Remove("guest_party", tuple(ids)), self),
        )
        self.honour: SubTable[HonourRow] = SubTable(
            "guests of honour",
            "Guests of honour",
            (
                Column("name", "Who", lambda r: r.name, width_chars=24),
                Column("position", "What they are", lambda r: r.position, width_chars=24),
                Column("at", "Arrives", lambda r: f"{r.arrives_at:%H:%M}" if r.arrives_at else ""),
                Column("host", "Looked after by", lambda r: r.host, width_chars=20),
            ),
            bridge.memory,
            empty="None.",
            on_open=self._open_guest,
            on_remove=lambda ids: bridge.do(Remove("guest_of_honour", tuple(ids)), self),
        )
        self.said: SubTable[QuotationRow] = SubTable(
            "quotations",
            "What was said",
            (
                Column("words", "Words", lambda r: r.words, width_chars=50),
                Column("by", "By", lambda r: r.said_by, width_chars=18),
                Column("print", "May be printed", lambda r: "yes" if r.may_print else "no", width_chars=12),
            ),
            bridge.memory,
            empty="Nothing yet.",
            on_remove=lambda ids: bridge.do(Remove("quotation", tuple(ids)), self),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts, 3)
        pair = QHBoxLayout()
        pair.addWidget(self.guests)
        pair.addWidget(self.honour)
        layout.addLayout(pair, 2)
        layout.addWidget(self.said, 1)

    def show_project(self, project_id: int) -> None:
        """Shows a project's."""
        self._project_id = project_id
        ask = self.bridge.office.ask
        self.parts.set_rows(ask(query.parts, project_id))
        self.guests.set_rows(ask(query.guests, project_id))
        self.honour.set_rows(ask(query.guests_of_honour, project_id))
        self.said.set_rows(ask(query.quotations, project_id))
        self.said.setVisible(bool(self.said.table.rows_model.total))

    def _committer(self, role: PartnerRole) -> Callable[[int | None], str]:
        return lambda value: self._add_partner(value, role)

    def _add_partner(self, value: int | None, role: PartnerRole) -> str:
        if value is None:
            return ""
        values = {"project_id": self._project_id, "partner_id": value, "role": role}
        said = self.bridge.commit(Add("project_partner", values), self)
        for picker in self._pickers:
            picker.load(None)
        return said

    def _add_guests(self) -> None:
        label, agreed = QInputDialog.getText(self, "People served", "Who, such as “Residents”:")
        if agreed and label.strip():
            heads, agreed = QInputDialog.getInt(self, "People served", "How many?", 10, 0, 100_000)
            if agreed:
                values = {"project_id": self._project_id, "label": label, "heads": heads}
                self.bridge.do(Add("guest_party", values), self)

    def _open_partner(self, part_id: int) -> None:
        for row in self.parts.table.rows_model.rows():
            if row.id == part_id:
                self.bridge.wanted.emit("partner", row.partner_id)

    def _open_guest(self, guest_id: int) -> None:
        for row in self.honour.table.rows_model.rows():
            if row.id == guest_id:
                self.bridge.wanted.emit("person", row.person_id)


class BelongingsTab(QWidget):
    """The programme of a project and its materials."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._project_id = 0
        self._day = date.today()
        self.programme: SubTable[ProgrammeRow] = SubTable(
            "programme",
            "Programme",
            (
                Column("order", "No.", lambda r: str(r.position), sort=lambda r: r.position, width_chars=4),
                Column("at", "From", lambda r: f"{r.starts_at:%H:%M}" if r.starts_at else "", width_chars=6),
                Column(
                    "minutes",
                    "Minutes",
                    lambda r: str(r.minutes or ""),
                    sort=lambda r: r.minutes,
                    width_chars=8,
                ),
                Column("title", "What", lambda r: r.title, width_chars=34),
                Column("who", "Who", lambda r: r.performer, width_chars=24),
                Column(
                    "places", "Places", lambda r: str(r.places or ""), sort=lambda r: r.places, width_chars=8
                ),
            ),
            bridge.memory,
            empty="No programme yet. Add its acts, sessions or activities in their order.",
            on_add=self._add_item,
            on_remove=lambda ids: bridge.do(Remove("programme_item", tuple(ids)), self),
        )
        self.materials: SubTable[MaterialRow] = SubTable(
            "materials",
            "To have to hand",
            (
                Column("name", "What", lambda r: r.name, width_chars=34),
                Column("quantity", "How many", lambda r: str(r.quantity or ""), sort=lambda r: r.quantity),
                Column("ready", "Ready", lambda r: "ready" if r.ready else "not yet", width_chars=10),
            ),
            bridge.memory,
            empty="Nothing yet. Enter on a line marks it ready.",
            on_add=self._add_material,
            on_open=self._toggle_ready,
            on_remove=lambda ids: bridge.do(Remove("material", tuple(ids)), self),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.programme, 3)
        layout.addWidget(self.materials, 2)

    def show_project(self, project_id: int, day: date) -> None:
        """Shows a project's."""
        self._project_id, self._day = project_id, day
        self.programme.set_rows(self.bridge.office.ask(query.programme, project_id))
        self.materials.set_rows(self.bridge.office.ask(query.materials, project_id))

    def _add_item(self) -> None:
        title, agreed = QInputDialog.getText(
            self, "Programme", "What is next? A time may stand before it, such as “10:30 Songs”:"
        )
        if not agreed or not title.strip():
            return
        first, _, rest = title.strip().partition(" ")
        starts: datetime | None = None
        try:
            starts = datetime.combine(self._day, datetime.strptime(first.replace(".", ":"), "%H:%M").time())
            title = rest
        except ValueError:
            rest = ""
        position = len(self.programme.table.rows_model.rows()) + 1
        values = {"project_id": self._project_id, "position": position, "title": title, "starts_at": starts}
        self.bridge.do(Add("programme_item", values), self)

    def _add_material(self) -> None:
        text, agreed = QInputDialog.getText(self, "To have to hand", "What, such as “30 Knitting needles”:")
        if agreed and text.strip():
            first, _, rest = text.strip().partition(" ")
            quantity = int(first) if first.isdecimal() and rest and int(first) > 0 else None
            values = {
                "project_id": self._project_id,
                "name": rest if quantity else text,
                "quantity": quantity,
            }
            self.bridge.do(Add("material", values), self)

    def _toggle_ready(self, material_id: int) -> None:
        for row in self.materials.table.rows_model.rows():
            if row.id == material_id:
                self.bridge.do(SetField("material", material_id, "ready", not row.ready), self)


class GoodsTab(SubTable[GoodsRow]):
    """What was given for a project, made by it and used up in it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(
            "project goods",
            "Goods",
            (
                Column("at", "When", lambda r: f"{r.at:%d %b %H:%M}", sort=lambda r: r.at, width_chars=14),
                Column("kind", "", lambda r: str(r.kind), width_chars=12),
                Column("quantity", "How many", lambda r: f"{r.quantity:,}", lambda r: r.quantity, True, 10),
                Column("item", "What", lambda r: r.item, width_chars=30),
            ),
            bridge.memory,
            empty="Nothing was given for this project yet. Donations are taken in under Goods.",
            parent=parent,
        )
        self._bridge = bridge

    def show_project(self, project_id: int) -> None:
        """Shows a project's."""
        self.set_rows(self._bridge.office.ask(query.goods, project_id))
