"""The list of donations, donor by donor: opened, removed, sent on whole."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.columns import DONATIONS
from mitzvah_desk.desk.importing.button import make_import_action
from mitzvah_desk.desk.importing.dropping import DroppedLists
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.goods.giving_on.send_on import SendOn
from mitzvah_desk.office.goods.queries import DonationRow, list_donations


class DonationsPage(ListPage[DonationRow]):
    """The list.

    Args:
        session: the open file.
        of_area: the area's own actions that stand above it too.
        receive: receives a donation, as one mostly comes for.
        parent: Qt's.
    """

    def __init__(
        self,
        session: FileSession,
        of_area: Iterable[QAction],
        receive: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "donations",
            "Donations",
            DONATIONS,
            session.memory,
            noun=("donation", "donations"),
            empty=(
                "No donations in this campaign yet.",
                "Receive the first one; only the keyboard is needed.",
            ),
            parent=parent,
        )
        self._session = session
        self.add_action(make_import_action(session, self, ImportOf.DONATIONS))
        DroppedLists(session, self, ImportOf.DONATIONS)
        on = make_action(self, "truck", "Send all of it on to…", self._send_on)
        self.add_action(on)
        for action in of_area:
            self.add_action(action)
        self.add_action(receive, primary=True)
        self.on_delete = lambda ids: session.execute(Remove("donation", tuple(ids)), self)

    def read(self) -> None:
        """Shows the donations of the chosen campaign."""
        campaign = self._session.campaign_id
        self.set_rows(self._session.office.query(list_donations, campaign) if campaign is not None else ())

    def _send_on(self) -> None:
        """Sends the chosen donation on whole to one partner, and shows the delivery."""
        chosen = self.table.selected_ids()
        row = next((r for r in self.table.rows_model.rows() if [r.id] == chosen), None)
        campaign = self._session.campaign_id
        if row is None or campaign is None:
            self._session.status_message.emit("Choose one donation first.")
            return
        from mitzvah_desk.desk.goods.send_on import SendOnDialog

        partner = SendOnDialog.ask(self._session, f"{row.what}, from {row.donor}", self)
        if partner is not None:
            done = self._session.execute(SendOn(row.id, partner, campaign, date.today()), self)
            if done is not None:
                self._session.open_requested.emit("delivery", done.id)
