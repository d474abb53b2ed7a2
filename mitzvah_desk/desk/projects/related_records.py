"""What belongs to a project: partners, programme, materials, what was said, goods."""

from collections.abc import Callable
from datetime import date
from typing import Any

from mitzvah_desk.desk.projects.session_places import OverbookedSessions
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import choice_options
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.records.targets import make_target_bars
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.bars import BarChart
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    ClockTimeField,
    LongTextField,
    NumberField,
    TextField,
)
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.goods.chart_queries import list_targets, read_project_weight
from mitzvah_desk.office.projects import details as query
from mitzvah_desk.office.projects.details import (
    GoodsRow,
    MaterialRow,
    ProgrammeRow,
    ProjectPartnerRow,
    QuotationRow,
)
from mitzvah_desk.office.projects.kinds import list_partners_to_find
from mitzvah_desk.rules.fields.parsing import format_clock_time, format_number
from mitzvah_desk.rules.goods.weights import format_amount
from mitzvah_desk.rules.people.addressing import join_words

_PROGRAMME: tuple[Column[ProgrammeRow], ...] = (
    Column("order", "No.", lambda r: str(r.position), lambda r: r.position, True, width_chars=5),
    Column("at", "From", lambda r: format_clock_time(r.starts_at), lambda r: r.starts_at, width_chars=8),
    Column(
        "minutes", "Minutes", lambda r: format_number(r.minutes), lambda r: r.minutes, True, width_chars=8
    ),
    Column("title", "What", lambda r: r.title, width_chars=34),
    Column("who", "Who", lambda r: r.performer, width_chars=24),
    Column("places", "Places", lambda r: r.taken, lambda r: r.places, True, width_chars=15),
    Column("note", "Note", lambda r: r.note, width_chars=20),
)
_MATERIALS: tuple[Column[MaterialRow], ...] = (
    Column("name", "What", lambda r: r.name, width_chars=34),
    Column("quantity", "How many", lambda r: format_number(r.quantity), lambda r: r.quantity, True, 10),
    Column(
        "ready",
        "Ready",
        lambda r: "ready" if r.ready else "not yet",
        width_chars=12,
        icon=lambda r: "check" if r.ready else "",
    ),
)
_SAID: tuple[Column[QuotationRow], ...] = (
    Column("words", "Words", lambda r: r.words, width_chars=50, tooltip=lambda r: r.words),
    Column("by", "Said by", lambda r: r.said_by, width_chars=18),
    Column("print", "May be printed", lambda r: "yes" if r.may_print else "no", width_chars=12),
)
_GOODS: tuple[Column[GoodsRow], ...] = (
    Column("at", "When", lambda r: f"{r.at:%d %b %H:%M}", lambda r: r.at, width_chars=14),
    Column("kind", "", lambda r: str(r.kind), width_chars=12),
    Column(
        "quantity", "How many", lambda r: format_amount(r.quantity, r.unit), lambda r: r.quantity, True, 10
    ),
    Column("item", "What", lambda r: r.item, width_chars=30),
)


class Parts(EditableRows[ProjectPartnerRow]):
    """The partners of a project: who hosts, who shares the work, who supplies, whom it is for."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "project_partner",
            "project_id",
            "Partners",
            (
                Column("name", "Partner", lambda r: r.name, width_chars=30),
                Column("role", "As", lambda r: r.role.value.capitalize(), width_chars=14),
            ),
            {
                "partner_id": (lambda commit: RecordField(session, "partner", "Partner", commit), 40),
                "role": (lambda commit: ChoiceField("As", commit, choice_options(PartnerRole)), 16),
            },
            query.list_project_partners,
            empty="No partners yet. Who hosts, who shares the work, whom is it for?",
            usual={"role": PartnerRole.BENEFICIARY},
            names={"partner_id": "name"},
            on_open=lambda row: session.open_requested.emit("partner", row.partner_id),
        )
        self.to_find = make_label("", "muted", wraps=True)
        self.add_below(self.to_find)

    def show_owner(self, owner_id: int, *, day: date | None = None, **more: int) -> None:
        """Shows the partners of a project, and which ones its kind still asks for."""
        super().show_owner(owner_id, day=day, **more)
        roles = self.session.office.query(list_partners_to_find, owner_id)
        self.to_find.setText(f"Still to find: {join_words(map(str, roles))}." if roles else "")
        self.to_find.setVisible(bool(roles))


class Programme(EditableRows[ProgrammeRow]):
    """The acts, sessions or activities of a project in their order."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "programme_item",
            "project_id",
            "Programme",
            _PROGRAMME,
            {
                "title": (lambda commit: TextField("What", commit, hint="Such as songs"), 34),
                "starts_at": (lambda commit: ClockTimeField("From", commit, hint="10:30"), 14),
                "minutes": (lambda commit: NumberField("Minutes", commit), 14),
                "performer": (lambda commit: TextField("Who", commit), 28),
                "places": (lambda commit: NumberField("Places", commit), 14),
                "position": (lambda commit: NumberField("No.", commit), 14),
                "note": (lambda commit: TextField("Note", commit), 28),
            },
            query.list_programme,
            empty="No programme yet. Type its acts, sessions or activities in their order.",
        )
        self.findings = OverbookedSessions(session)
        self.add_below(self.findings)

    def show_owner(self, owner_id: int, *, day: date | None = None, **more: int) -> None:
        """Shows the programme of a project, and which of its sessions are overbooked."""
        super().show_owner(owner_id, day=day, **more)
        self.findings.show_project(owner_id)

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """A new act comes last."""
        last = max((row.position for row in self.table.rows_model.rows()), default=0)
        return {**values, "position": last + 1}


class Materials(EditableRows[MaterialRow]):
    """What a project must have to hand."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "material",
            "project_id",
            "To have to hand",
            _MATERIALS,
            {
                "name": (lambda commit: TextField("What", commit, hint="Such as knitting needles"), 40),
                "quantity": (lambda commit: NumberField("How many", commit), 16),
                "ready": (lambda commit: CheckField("Ready", commit), 12),
            },
            query.list_materials,
            empty="Nothing yet. Type what must be there on the day.",
            usual={"ready": False},
        )
        add_row_action(self, "check", "Ready or not", self._change_ready)

    def _change_ready(self, ids: list[int]) -> None:
        with self.session.one_step():
            for row in [row for row in self.table.rows_model.rows() if row.id in ids]:
                self.session.execute(SetField("material", row.id, "ready", not row.ready), self)


class Quotations(EditableRows[QuotationRow]):
    """What was said at a project, and whether it may be printed."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "quotation",
            "project_id",
            "What was said",
            _SAID,
            {
                "words": (lambda commit: LongTextField("Words", commit, lines=2), 60),
                "said_by": (lambda commit: TextField("Said by", commit), 24),
                "may_print": (lambda commit: CheckField("May be printed", commit), 20),
            },
            query.list_quotations,
            empty="Nothing yet. Type the words; they are printed only if you say that they may be.",
            usual={"may_print": False},
        )


class GoodsTab(SubTable[GoodsRow]):
    """What was given for a project, made by it and used up in it."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "project goods",
            "Goods",
            _GOODS,
            session.memory,
            empty="Nothing was given for this project yet. Donations are taken in under Goods.",
        )
        self._session = session
        self._project_id = 0
        for icon, words, noun in (
            ("heart", "Made on the day…", "making"),
            ("package", "Used up here…", "using"),
        ):
            action = make_action(self, icon, words, self._leads_to(noun))
            self.add_action(action)
        self._weight = make_label("", "muted", wraps=True)
        self.add_below(self._weight)
        self.targets = BarChart("What we hope for")
        self.add_below(self.targets)

    def show_project(self, project_id: int, campaign_id: int) -> None:
        """Shows a project's, and how far it is towards what was hoped for."""
        self._project_id = project_id
        ask = self._session.office.query
        self.set_rows(ask(query.list_project_goods, project_id))
        weight = ask(read_project_weight, project_id)
        self._weight.setText(f"What came in for it weighs {weight}.")
        self._weight.setVisible(bool(weight))
        hoped = make_target_bars(ask(list_targets, campaign_id, project_id), titled=False)
        self.targets.set_bars(hoped)
        self.targets.setVisible(bool(hoped))

    def _leads_to(self, noun: str) -> Callable[[], None]:
        return lambda: self._session.open_requested.emit(noun, self._project_id)
