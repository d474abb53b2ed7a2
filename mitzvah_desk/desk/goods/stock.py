"""The catalogue of goods with what is in store of each thing; several are added at once here."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.columns import STOCK
from mitzvah_desk.desk.goods.filters import Narrowing
from mitzvah_desk.desk.importing.button import make_import_action, make_several_action
from mitzvah_desk.desk.importing.dropping import DroppedLists
from mitzvah_desk.desk.merging.actions import make_merge_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.goods.queries import ItemRow, list_stock


class StockPage(ListPage[ItemRow]):
    """The list.

    Args:
        session: the open file.
        of_area: the area's own actions that stand above it too.
        parent: Qt's.

    Attributes:
        narrowing: shows what lies in one place, or is so far.
    """

    def __init__(
        self, session: FileSession, of_area: Iterable[QAction] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "stock",
            "Stock",
            STOCK,
            session.memory,
            noun=("thing", "things"),
            empty=(
                "Nothing is in stock here.",
                "Receive a donation (Ctrl+R), add several things (Ctrl+Shift+A) or choose another place.",
            ),
            parent=parent,
        )
        self._session = session
        self.narrowing = Narrowing(session, self, self.read)
        one = make_merge_action(session, self.table, "item", self)
        self.add_action(make_several_action(session, self, ImportOf.ITEMS))
        self.add_action(make_import_action(session, self, ImportOf.ITEMS))
        DroppedLists(session, self, ImportOf.ITEMS)
        self.add_action(one)
        for action in of_area:
            self.add_action(action)
        self.on_delete = lambda ids: session.execute(Remove("item", tuple(ids)), self)

    def read(self) -> None:
        """Shows the catalogue, or what of it lies in the place that is chosen."""
        self.narrowing.read_places()
        self.set_rows(self._session.office.query(list_stock, self.narrowing.chosen))
