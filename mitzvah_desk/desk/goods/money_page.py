"""The list of gifts of money: add one, change one, and the Gift Aid schedule of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.columns import MONEY
from mitzvah_desk.desk.importing.button import make_import_action
from mitzvah_desk.desk.importing.dropping import DroppedLists
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Add, Remove, SetFields
from mitzvah_desk.office.goods.queries import MoneyRow, list_money_gifts, read_money_gift


class MoneyPage(ListPage[MoneyRow]):
    """The list.

    Args:
        session: the open file.
        has_campaign: whether there is a campaign; tells the user where there is none.
        parent: Qt's.
    """

    def __init__(
        self, session: FileSession, has_campaign: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "money",
            "Gifts of money",
            MONEY,
            session.memory,
            noun=("gift", "gifts"),
            empty=(
                "No gifts of money in this campaign yet.",
                "Add the first, for a project or a partner.",
            ),
            parent=parent,
        )
        self._session, self._has_campaign = session, has_campaign
        give = make_action(self, "plus", "Add a gift of money", self._add)
        schedule = make_action(self, "file-text", "Gift Aid schedule…", self._show_schedule)
        schedule.setToolTip("A spreadsheet with the columns of HMRC’s schedule, for the treasurer")
        self.add_action(make_import_action(session, self, ImportOf.DONATIONS))
        DroppedLists(session, self, ImportOf.DONATIONS)
        self.add_action(schedule)
        self.add_action(give, primary=True)
        self.opened.connect(self._change)
        self.on_delete = lambda ids: session.execute(Remove("money_gift", tuple(ids)), self)

    def read(self) -> None:
        """Shows the gifts of the chosen campaign."""
        campaign = self._session.campaign_id
        self.set_rows(self._session.office.query(list_money_gifts, campaign) if campaign is not None else ())

    def _add(self) -> None:
        if not self._has_campaign():
            return
        from mitzvah_desk.desk.goods.money import MoneyDialog

        campaign = self._session.campaign_id or 0
        values = MoneyDialog.ask(self._session, campaign, self)
        if values is not None:
            self._session.execute(Add("money_gift", {"campaign_id": campaign, **values}), self)

    def _change(self, gift_id: int) -> None:
        from mitzvah_desk.desk.goods.money import MoneyDialog

        known = self._session.office.query(read_money_gift, gift_id)
        if known is None:
            return
        values = MoneyDialog.ask(self._session, known.campaign_id, self, known=known)
        changed = {column: value for column, value in (values or {}).items() if value != known.values[column]}
        if changed:
            self._session.execute(SetFields("money_gift", gift_id, changed), self)

    def _show_schedule(self) -> None:
        from mitzvah_desk.desk.goods.gift_aid_schedule import ScheduleDialog

        dialog = ScheduleDialog(self._session, self)
        dialog.exec()
        dialog.deleteLater()
