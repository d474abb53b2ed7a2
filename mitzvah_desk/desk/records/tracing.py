"""Lists of gifts from donor to partner: where somebody's gifts went, and from whom a partner's came."""

from PySide6.QtWidgets import QDialog, QVBoxLayout

from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.goods.delivery_queries import TraceRow
from mitzvah_desk.office.goods.giving_on.donor_gifts import DonorGiftRow, DonorKey, list_donor_gifts
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime

_ON = Column[TraceRow]("on", "On", lambda r: format_datetime(r.on), lambda r: r.on, width_chars=24)
_COUNT = amount_column("quantity", "How many")
_ITEM = Column[TraceRow]("item", "What", lambda r: r.item, width_chars=28)


_GIVEN: tuple[Column[DonorGiftRow], ...] = (
    Column("on", "Given", lambda r: format_date(r.given_at.date()), lambda r: r.given_at, width_chars=14),
    _COUNT,
    Column("item", "What", lambda r: r.item, width_chars=26),
    Column("partner", "Went to", lambda r: r.went, width_chars=28),
    Column(
        "went",
        "When",
        lambda r: format_date(r.went_at.date() if r.went_at else None),
        lambda r: r.went_at,
        width_chars=14,
    ),
)


class GiftsGiven(SubTable[DonorGiftRow]):
    """Each gift of a donor and where it went, with a sheet of it to thank them."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(
            "gifts went to", "Where it went", _GIVEN, session.memory, empty="They gave no goods yet."
        )
        self._session = session
        self._donor: DonorKey | None = None
        self._sheet = make_action(self, "printer", "Print a thank-you sheet…", self.print_sheet)
        self.add_action(self._sheet)

    def show_donor(self, *donors: DonorKey, hidden: bool = False) -> None:
        """Shows the gifts of somebody; of a person, their household's too.

        Args:
            donors: the donor first, of whom the sheet speaks.
            hidden: whether the donor must be named on no paper.
        """
        self._donor = donors[0] if donors and not hidden else None
        rows = self._session.office.query(list_donor_gifts, *donors)
        self.set_rows(rows)
        self._sheet.setEnabled(bool(rows) and self._donor is not None)

    def print_sheet(self) -> QDialog | None:
        """Shows the sheet as it will be printed; None where there is nothing to tell."""
        from mitzvah_desk.desk.records.preview import Preview
        from mitzvah_desk.office.papers.gifts import make_gift_sheet

        if self._donor is None:
            return None
        job = make_gift_sheet(self._session.office, self._donor, self.table.rows_model.rows())
        dialog = QDialog(self.window())
        dialog.setWindowTitle("Thank-you sheet")
        preview = Preview(self._session)
        layout = QVBoxLayout(dialog)
        layout.addWidget(preview)
        dialog.resize(self.window().size() * 0.9)
        preview.show_job(self._session.check_outgoing(job))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def make_gifts_received_table(session: FileSession) -> SubTable[TraceRow]:
    """What a partner got, and who gave it."""
    giver = Column[TraceRow]("donor", "Given by", lambda r: r.donor, width_chars=28)
    return SubTable(
        "partner got",
        "What they got",
        (_ON, _COUNT, _ITEM, giver),
        session.memory,
        empty="Nothing was delivered yet.",
    )
