"""What belongs to a partner: needs, the contact log, projects and sites."""

from datetime import date

from mitzvah_desk.desk.records.record_form import choice_options, make_record_search
from mitzvah_desk.desk.records.row_adding import AddRowForm, accept_any, add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, NumberField, PickField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import ContactHow
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.goods.requests import CloseRequests
from mitzvah_desk.office.partners import queries as query
from mitzvah_desk.office.partners.queries import LogRow, NeedRow, PartnerProjectRow, SubRow
from mitzvah_desk.rules.fields.parsing import format_date, format_number

_NEEDS: tuple[Column[NeedRow], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=30),
    Column("quantity", "How many", lambda r: format_number(r.quantity), lambda r: r.quantity, True),
    Column("by", "Wanted by", lambda r: format_date(r.wanted_by), lambda r: r.wanted_by, width_chars=18),
    Column("note", "Note", lambda r: r.note, width_chars=28),
    Column("state", "State", lambda r: "closed" if r.closed else "open", width_chars=10),
)
_LOG: tuple[Column[LogRow], ...] = (
    Column("on", "On", lambda r: format_date(r.on_day), lambda r: r.on_day, width_chars=18),
    Column("how", "How", lambda r: str(r.how), width_chars=12),
    Column("with", "With", lambda r: r.with_whom, width_chars=22),
    Column("said", "What was said", lambda r: r.summary, width_chars=34),
    Column("next", "Next step", lambda r: r.next_step, width_chars=24),
    Column("by", "By when", lambda r: format_date(r.next_on), lambda r: r.next_on, width_chars=18),
    Column("done", "Done", lambda r: "done" if r.next_done else "", width_chars=9),
)


class Needs(SubTable[NeedRow]):
    """What a partner would like, and a line that adds one wish."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "partner needs",
            "Needs",
            _NEEDS,
            session.memory,
            empty="No wishes are known.",
            on_remove=lambda ids: session.execute(Remove("request", tuple(ids)), self),
        )
        self.session = session
        add_row_action(self, "check", "Close or open again", self._close)
        self.line = AddRowForm(
            session,
            "request",
            "partner_id",
            {
                "item_id": PickField(
                    "What", accept_any, make_record_search(session, lookup.list_item_options)
                ),
                "quantity": NumberField("How many", accept_any),
                "wanted_by": DateField("Wanted by", accept_any),
                "note": TextField("Note", accept_any),
            },
            "Add this need",
            needed="item_id",
        )
        self.add_below(self.line)

    def show_partner(self, partner_id: int) -> None:
        """Shows a partner's wishes."""
        self.line.show_owner(partner_id)
        self.set_rows(self.session.office.query(query.list_partner_needs, partner_id))

    def _close(self, chosen: list[int]) -> None:
        rows = [row for row in self.table.rows_model.rows() if row.id in chosen]
        if rows:
            closed = not all(row.closed for row in rows)
            self.session.execute(CloseRequests(tuple(row.id for row in rows), closed), self)


class ContactLogTab(SubTable[LogRow]):
    """The conversations with a partner and what was agreed, and a line that adds one."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "partner log",
            "Contact log",
            _LOG,
            session.memory,
            empty="No conversations yet.",
            on_remove=lambda ids: session.execute(Remove("contact_log", tuple(ids)), self),
        )
        self.session = session
        add_row_action(self, "check", "Next step is done", self._done)
        self.line = AddRowForm(
            session,
            "contact_log",
            "partner_id",
            {
                "on_day": DateField("Day", accept_any, remark="Today, if left empty."),
                "how": ChoiceField("How", accept_any, choice_options(ContactHow), blank="Choose"),
                "person_id": PickField(
                    "With whom", accept_any, make_record_search(session, lookup.list_person_options)
                ),
                "summary": TextField("What was said", accept_any),
                "next_step": TextField("Next step", accept_any),
                "next_on": DateField("By when", accept_any),
            },
            "Add to the log",
            needed="summary",
            complete=lambda values: {"on_day": date.today(), "how": ContactHow.PHONE, **values},
        )
        self.add_below(self.line)

    def show_partner(self, partner_id: int) -> None:
        """Shows the conversations with a partner."""
        self.line.show_owner(partner_id)
        self.set_rows(self.session.office.query(query.list_conversations, partner_id))

    def _done(self, chosen: list[int]) -> None:
        for row_id in chosen:
            self.session.execute(SetField("contact_log", row_id, "next_done", True), self)


def make_project_and_site_tables(
    session: FileSession,
) -> tuple[SubTable[PartnerProjectRow], SubTable[SubRow]]:
    """The lists of projects and of sites; each row leads to its page."""

    def open_project(row_id: int) -> None:
        row = next(r for r in parts.table.rows_model.rows() if r.id == row_id)
        session.open_requested.emit("project", row.project_id)

    parts: SubTable[PartnerProjectRow] = SubTable(
        "partner projects",
        "Projects",
        (
            Column("project", "Project", lambda r: r.project, width_chars=32),
            Column("campaign", "Campaign", lambda r: r.campaign, width_chars=22),
            Column("role", "As", lambda r: str(r.role), width_chars=14),
        ),
        session.memory,
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
        session.memory,
        empty="None belong to this partner.",
        on_open=lambda partner_id: session.open_requested.emit("partner", partner_id),
    )
    return parts, sites
