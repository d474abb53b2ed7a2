"""What somebody did and gave over the years, and when they were thanked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.records.tracing import GiftsGiven
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.goods.giving_on.donor_gifts import DonorKey
from mitzvah_desk.office.people.service_history import GivingRow, ServingRow, ThankedRow
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime
from mitzvah_desk.rules.goods.weights import format_amount


class GivingTables(QWidget):
    """Four lists: shifts, gifts, where those went, thanks."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._serving: Sequence[ServingRow] = ()
        self._giving: Sequence[GivingRow] = ()
        self.serving: SubTable[ServingRow] = SubTable(
            "serving",
            "Served",
            (
                Column("campaign", "Campaign", lambda r: r.campaign, width_chars=18),
                Column("project", "Project", lambda r: r.project, width_chars=34),
                Column("role", "As", lambda r: r.role, width_chars=16),
                Column(
                    "when",
                    "When",
                    lambda r: format_datetime(r.starts_at) or "any time",
                    lambda r: r.starts_at,
                    width_chars=24,
                ),
                Column("status", "Status", lambda r: str(r.status), width_chars=14),
                Column(
                    "minutes",
                    "Minutes",
                    lambda r: str(r.minutes or ""),
                    lambda r: r.minutes,
                    align_right=True,
                ),
            ),
            session.memory,
            empty="No shifts yet. Shifts are given out on a project's page.",
            on_open=self._open_project,
        )
        self.giving: SubTable[GivingRow] = SubTable(
            "giving",
            "Gave",
            (
                Column("on", "On", lambda r: format_date(r.on.date()), lambda r: r.on, width_chars=18),
                Column(
                    "quantity",
                    "How many",
                    lambda r: format_amount(r.quantity, r.unit) if r.donation_id else "",
                    lambda r: r.quantity,
                    align_right=True,
                ),
                Column("item", "What", lambda r: r.item, width_chars=28),
                Column("campaign", "Campaign", lambda r: r.campaign, width_chars=18),
            ),
            session.memory,
            empty="Nothing yet.",
            on_open=self._open_donation,
        )
        self.thanked: SubTable[ThankedRow] = SubTable(
            "thanked",
            "Thanked",
            (
                Column("on", "On", lambda r: format_date(r.on), lambda r: r.on, width_chars=18),
                Column("how", "How", lambda r: r.how, width_chars=12),
                Column("campaign", "For", lambda r: r.campaign, width_chars=24),
            ),
            session.memory,
            empty="Not yet.",
        )
        self.went = GiftsGiven(session)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for table, stretch in ((self.serving, 2), (self.giving, 2), (self.went, 1), (self.thanked, 1)):
            layout.addWidget(table, stretch)

    def show_rows(
        self,
        serving: Sequence[ServingRow] = (),
        giving: Sequence[GivingRow] = (),
        thanked: Sequence[ThankedRow] = (),
        gifts_of: Sequence[DonorKey] = (),
    ) -> None:
        """Shows somebody's; ``gifts_of`` says whose gifts went where, themselves first."""
        self._serving, self._giving = serving, giving
        self.serving.set_rows(serving)
        self.giving.set_rows(giving)
        self.thanked.set_rows(thanked)
        self.went.show_donor(*gifts_of)

    def _open_project(self, row_id: int) -> None:
        row = next((row for row in self._serving if row.id == row_id), None)
        if row is not None:
            self._session.open_requested.emit("project", row.project_id)

    def _open_donation(self, row_id: int) -> None:
        row = next((row for row in self._giving if row.id == row_id), None)
        if row is not None and row.donation_id:
            self._session.open_requested.emit("donation", row.donation_id)
