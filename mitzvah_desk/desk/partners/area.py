"""The Partners area: the list, and the page of one partner over it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.importing.button import make_import_action, make_several_action
from mitzvah_desk.desk.importing.dropping import DroppedLists
from mitzvah_desk.desk.merging.actions import make_merge_action
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.list_output import add_menu_button
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.partners import queries as query
from mitzvah_desk.office.partners.queries import PartnerRow
from mitzvah_desk.rules.fields.parsing import format_date

if TYPE_CHECKING:
    from mitzvah_desk.desk.partners.page import PartnerPage

_COLUMNS: tuple[Column[PartnerRow], ...] = (
    Column("name", "Name", lambda r: r.name, width_chars=36, icon=lambda r: "lock" if r.confidential else ""),
    Column("level", "Level", lambda r: str(r.level), width_chars=16, shown=False),
    Column("part_of", "Part of", lambda r: r.part_of, width_chars=20),
    Column("what", "What they do", lambda r: r.what, width_chars=20),
    Column("contact", "Contact", lambda r: r.contact, width_chars=24),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=20),
    Column("postcode", "Postcode", lambda r: r.postcode, width_chars=14, shown=False),
    Column("next", "Next step", lambda r: r.next_step, width_chars=16),
    Column("by", "By when", lambda r: format_date(r.next_on), lambda r: r.next_on, width_chars=17),
    Column(
        "confidential",
        "Confidential",
        lambda r: "confidential" if r.confidential else "",
        width_chars=18,
        shown=False,
    ),
)


class PartnersArea(AreaPage):
    """Whom we work with. The page is made when it is first wanted.

    Attributes:
        list: every partner.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.list: ListPage[PartnerRow] = ListPage(
            "partners",
            "Partners",
            _COLUMNS,
            session.memory,
            noun=("partner", "partners"),
            empty=("There are no partners yet.", "Add the charities, homes and schools you work with."),
        )
        self._page: PartnerPage | None = None
        new = make_action(self, "plus", "New partner", self._new, "Ins")
        self.list.add_action(new, primary=True)
        self.list.add_action(make_several_action(session, self, ImportOf.PARTNERS))
        self.list.add_action(make_import_action(session, self, ImportOf.PARTNERS))
        DroppedLists(session, self.list, ImportOf.PARTNERS)
        self.list.table.stays = lambda row: row.confidential
        add_menu_button(session, self.list, [make_merge_action(session, self.list.table, "partner", self)])
        self.list.opened.connect(lambda partner_id: self.show_record("partner", partner_id))
        self.list.on_delete = lambda ids: session.execute(Remove("partner", tuple(ids)), self)
        self.addWidget(self.list)

    @property
    def page(self) -> "PartnerPage":
        """The page of a partner."""
        if self._page is None:
            from mitzvah_desk.desk.partners.page import PartnerPage

            self._page = PartnerPage(self.session, self)
            self._page.left.connect(self._to_list)
            self.addWidget(self._page)
        return self._page

    def reload(self) -> None:
        """Reads again what is looked at: the open page, or the list."""
        if self._is_open():
            if self.page.show_record(self.page.form.record_id):
                return
            self.setCurrentWidget(self.list)
        self.list.set_rows(self.session.office.query(query.list_partners))

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a partner's page, or the list of them."""
        if record == "partners":
            self.back()
            return
        if self.may_leave() and self.page.show_record(record_id):
            self.setCurrentWidget(self.page)
            self.page.tabs.setCurrentIndex(0)
            self.page.form.start()

    def back(self) -> bool:
        """Goes from the page to the list."""
        if not self._is_open():
            return False
        self.page.leave()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the page."""
        return not self._is_open() or self.page.flush()

    def start(self) -> None:
        """Puts the keyboard on the list."""
        if not self._is_open():
            self.list.start()

    def _is_open(self) -> bool:
        return self._page is not None and self.currentWidget() is self._page

    def _new(self) -> None:
        done = self.session.execute(Add("partner", {"name": "New partner"}), self)
        if done:
            self.show_record("partner", done.id)
            self.page.form.start(replace=True)

    def _to_list(self) -> None:
        self.setCurrentWidget(self.list)
        self.reload()
        self.list.table.select_id(self.page.form.record_id)
        self.list.start()
