"""The committee's own lists: the entries at the left, what one of them holds at the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.merging.actions import make_merge_action
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.settings.kind_page import KindPage
from mitzvah_desk.desk.settings.travel_times import TravelTimes
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import DbsLevel
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.office.projects import reference_lists as lists
from mitzvah_desk.office.projects.kinds import read_kind

LISTS: tuple[tuple[str, str, str, Callable[..., list[Option]]], ...] = (
    ("project_kind", "Kinds of project", "New kind", lookup.list_kind_options),
    ("role", "Roles on a shift", "New role", lookup.list_role_options),
    ("skill", "Skills", "New skill", lookup.list_skill_options),
    ("place", "Places", "New place", lookup.list_place_options),
    ("item_category", "Kinds of goods", "New kind of goods", lookup.list_category_options),
    ("storage_location", "Where goods are kept", "New shelf", lookup.list_location_options),
)
"""Each list: its table, its title, what a new entry is called at first, and how it is read."""


class OwnList(QSplitter):
    """One list and the entry chosen in it.

    Attributes:
        table: the entries.
        form: the chosen entry's fields.
        merge: makes one of the two entries chosen.
        kind_page: the page of a kind of project, which has more than fields; None in other lists.
    """

    def __init__(
        self,
        session: FileSession,
        record: str,
        title: str,
        new_name: str,
        read: Callable[..., list[Option]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._record = record
        self._new_name = new_name
        self._read = read
        self._filling = False
        self.setChildrenCollapsible(False)
        self.table: SubTable[Option] = SubTable(
            f"own {record}",
            title,
            (
                Column("name", "Name", lambda option: option.label, width_chars=24),
                Column("detail", "", lambda option: option.detail, width_chars=10),
            ),
            session.memory,
            empty="Nothing here yet.",
            on_add=self._add,
            on_remove=lambda ids: session.execute(Remove(record, tuple(ids)), self),
        )
        self.merge = make_merge_action(session, self.table.table, record, self)
        self.table.add_action(self.merge).setText("Merge…")  # the list is narrow
        self.kind_page = KindPage(session) if record == "project_kind" else None
        self.form = self._make_form() if self.kind_page is None else self.kind_page.form
        self.travel_times = TravelTimes(session) if record == "place" else None
        if self.travel_times is not None:
            self.form.add_widget(self.travel_times)
        self._page = QStackedWidget()
        self._page.addWidget(_word("Choose an entry to see what it holds."))
        self._page.addWidget(self.form if self.kind_page is None else self.kind_page)
        self._page.addWidget(_word("This place belongs to a confidential partner; it is kept on its page."))
        self.addWidget(self.table)
        self.addWidget(self._page)
        self.setSizes([400, 600])
        self.table.table.selected.connect(self._show)

    def reload(self) -> None:
        """Reads the list and the chosen entry again."""
        self._filling = True
        self.table.set_rows(self._session.office.query(self._read))
        self._filling = False
        self._show()

    def flush(self) -> bool:
        """Commits what is typed of the chosen entry; returns whether nothing is left uncommitted."""
        kept = self.form.flush() if self.kind_page is None else self.kind_page.flush()
        return (self.travel_times is None or self.travel_times.flush()) and kept

    def _make_form(self) -> RecordForm:
        form = RecordForm(self._session, self._record)
        form.text("name", "Name")
        if self._record == "role":
            form.number("minimum_age", "Minimum age")
            form.pick("skill_id", "skill", "Skill that it needs")
            form.choice("dbs_level", DbsLevel, "DBS check that it needs")
            form.text("deed", "What letters thank for", "“baked”, “gave blood”, “drove the parcels round”")
        elif self._record == "place":
            form.text("postcode", "Postcode")
            form.long("address", "Address")
            form.long("access", "Access: steps, lift, parking")
            form.text("emergency_department", "Nearest A&E", "Its name and address, for the emergency card.")
            form.long("permission_note", "Whose permission we have, and for what")
            form.pick("partner_id", "partner", "Partner whose place it is")
        return form

    def _show(self) -> None:
        chosen = self.table.table.selected_ids()
        if self._filling:
            return
        if chosen != [self.form.record_id] and not may_leave(self.form, self.flush):
            self._filling = True
            self.table.table.select_id(self.form.record_id)
            self._filling = False
            return
        if len(chosen) != 1:
            self._page.setCurrentIndex(0)
            return
        facts = self._facts(chosen[0])
        if facts is not None and self.kind_page is not None:
            self.kind_page.show_kind(chosen[0], facts)
        elif facts is not None:
            self.form.fill(chosen[0], facts)
            if self.travel_times is not None:
                self.travel_times.show_owner(chosen[0])
        self._page.setCurrentIndex(2 if facts is None else 1)

    def _facts(self, record_id: int) -> object | None:
        ask = self._session.office.query
        if self._record == "role":
            return ask(lists.read_role, record_id)
        if self._record == "project_kind":
            return ask(read_kind, record_id)
        if self._record == "place":
            return ask(lists.read_place, record_id)
        return ask(lists.read_list_entry, self._record, record_id)

    def _add(self) -> None:
        taken = {option.label for option in self.table.table.rows_model.rows()}
        name, number = self._new_name, 2
        while name in taken:
            name, number = f"{self._new_name} {number}", number + 1
        done = self._session.execute(Add(self._record, {"name": name}), self)
        if done is not None:
            self.table.table.select_id(done.id)
            self.form.of["name"].editor.setFocus()
            self.form.of["name"].editor.selectAll()  # type: ignore[attr-defined]  # a line of text


def _word(text: str) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(make_label(text, "muted", wraps=True))
    layout.addStretch(1)
    return page
