"""What belongs to a partner: needs, the contact log, projects and sites."""

from datetime import date
from typing import Any

from mitzvah_desk.desk.records.amount import AmountField
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.records.record_form import choice_options
from mitzvah_desk.desk.records.row_adding import add_row_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, TextField
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import ContactHow
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.goods.requests import CloseRequests
from mitzvah_desk.office.partners import queries as query
from mitzvah_desk.office.partners.queries import LogRow, NeedRow, PartnerProjectRow, SubRow
from mitzvah_desk.rules.fields.parsing import format_date

_NEEDS: tuple[Column[NeedRow], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=30),
    amount_column("quantity", "How many", 14),
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


class Needs(EditableRows[NeedRow]):
    """What a partner would like."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "request",
            "partner_id",
            "Needs",
            _NEEDS,
            {
                "item_id": (lambda commit: RecordField(session, "item", "What", commit), 40),
                "quantity": (
                    lambda commit: AmountField(
                        session, "How many", commit, lambda: self.fields["item_id"].value
                    ),
                    16,
                ),
                "wanted_by": (lambda commit: DateField("Wanted by", commit, hint="At any time"), 24),
                "note": (lambda commit: TextField("Note", commit), 40),
            },
            query.list_partner_needs,
            empty="No wishes are known.",
            name="partner needs",
            then="quantity",
            names={"item_id": "item"},
        )
        add_row_action(self, "check", "Close or open again", self._close)

    def _close(self, chosen: list[int]) -> None:
        rows = [row for row in self.table.rows_model.rows() if row.id in chosen]
        if rows:
            closed = not all(row.closed for row in rows)
            self.session.execute(CloseRequests(tuple(row.id for row in rows), closed), self)


class ContactLogTab(EditableRows[LogRow]):
    """The conversations with a partner and what was agreed."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            session,
            "contact_log",
            "partner_id",
            "Contact log",
            _LOG,
            {
                "summary": (lambda commit: TextField("What was said", commit), 60),
                "on_day": (lambda commit: DateField("Day", commit, hint="Today if empty"), 24),
                "how": (lambda commit: ChoiceField("How", commit, choice_options(ContactHow)), 20),
                "person_id": (lambda commit: RecordField(session, "person", "With whom", commit), 30),
                "next_step": (lambda commit: TextField("Next step", commit), 40),
                "next_on": (lambda commit: DateField("By when", commit, hint="No particular day"), 24),
            },
            query.list_conversations,
            empty="No conversations yet.",
            name="partner log",
            usual={"how": ContactHow.PHONE},
            names={"person_id": "with_whom"},
        )
        add_row_action(self, "check", "Next step is done", self._done)

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """A conversation was today, unless it is typed otherwise."""
        return {**values, "on_day": date.today()}

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
