"""The People area: persons, households and groups, and the page of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from mitzvah_desk.desk.importing.button import (
    make_family_action,
    make_import_action,
    make_paste_action,
    make_several_action,
)
from mitzvah_desk.desk.importing.dropping import DroppedLists
from mitzvah_desk.desk.merging.actions import make_merge_action
from mitzvah_desk.desk.people.put_on_shift import make_people_actions
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.consent_forms import make_forms_action
from mitzvah_desk.desk.records.list_output import add_menu_button
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.pages import PageTabs
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.people.queries import (
    GroupRow,
    HouseholdRow,
    PersonRow,
    list_groups,
    list_households,
    list_people,
)

if TYPE_CHECKING:
    from mitzvah_desk.desk.people.group import GroupPage
    from mitzvah_desk.desk.people.household import HouseholdPage
    from mitzvah_desk.desk.people.person import PersonPage

    Page = PersonPage | HouseholdPage | GroupPage

PEOPLE: tuple[Column[PersonRow], ...] = (
    Column("family", "Family name", lambda r: r.family, width_chars=18),
    Column("given", "First name", lambda r: r.given, width_chars=16),
    Column("household", "Household", lambda r: r.household, width_chars=22),
    Column("child", "Child", lambda r: "child" if r.child else "", width_chars=9),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=20),
    Column("email", "E-mail", lambda r: r.email, width_chars=36),
    Column("skills", "Skills", lambda r: r.skills, width_chars=20),
    Column("position", "Position", lambda r: r.position, width_chars=20, shown=False),
    Column("known", "Known as", lambda r: r.known_as, width_chars=14, shown=False),
)
HOUSEHOLDS: tuple[Column[HouseholdRow], ...] = (
    Column("name", "Household", lambda r: r.name, width_chars=30),
    Column("members", "People", lambda r: str(r.members), lambda r: r.members, True, width_chars=10),
    Column("address", "Address", lambda r: r.address, width_chars=40),
    Column("postcode", "Postcode", lambda r: r.postcode, width_chars=14),
    Column("phone", "Telephone", lambda r: r.phone, width_chars=20),
)
GROUPS: tuple[Column[GroupRow], ...] = (
    Column("name", "Group", lambda r: r.name, width_chars=36),
    Column("adults", "Adults", lambda r: str(r.adults), lambda r: r.adults, True, width_chars=10),
    Column("children", "Children", lambda r: str(r.children), lambda r: r.children, True, width_chars=11),
    Column("ages", "Ages", lambda r: r.ages, width_chars=12),
    Column("leader", "Leader", lambda r: r.leader, width_chars=24),
    Column("from", "From", lambda r: r.organisation, width_chars=28),
)


@dataclass(frozen=True)
class _Book:
    """One of the three lists, and the page of a record of it."""

    nouns: tuple[str, str]
    columns: tuple[Column[Any], ...]
    read: Callable[..., list[Any]]
    empty: tuple[str, str]
    first_values: dict[str, str]
    page: Callable[[FileSession, QWidget], "Page"]


def _person(session: FileSession, parent: QWidget) -> "PersonPage":
    from mitzvah_desk.desk.people.person import PersonPage

    return PersonPage(session, parent)


def _household(session: FileSession, parent: QWidget) -> "HouseholdPage":
    from mitzvah_desk.desk.people.household import HouseholdPage

    return HouseholdPage(session, parent)


def _group(session: FileSession, parent: QWidget) -> "GroupPage":
    from mitzvah_desk.desk.people.group import GroupPage

    return GroupPage(session, parent)


_BOOKS = {
    "person": _Book(
        ("person", "people"),
        PEOPLE,
        list_people,
        ("Nobody in the book yet.", "Add the first: yourself, perhaps."),
        {"given": "New person"},
        _person,
    ),
    "household": _Book(
        ("household", "households"),
        HOUSEHOLDS,
        list_households,
        ("No households yet.", "People who live together get one letter."),
        {"name": "New household"},
        _household,
    ),
    "group": _Book(
        ("group", "groups"),
        GROUPS,
        list_groups,
        ("No groups yet.", "A class or a youth movement needs no names, only a head count."),
        {"name": "New group"},
        _group,
    ),
}


class PeopleArea(AreaPage):
    """The one book of people. Lists and pages are made when they are first wanted, and read when looked at.

    Attributes:
        people: the list of persons.
        tabs: holds the three lists.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._pages: dict[str, Page] = {}
        self._unread = set(_BOOKS)
        self.tabs = PageTabs()
        self._lists: dict[str, ListPage[Any]] = {}
        self._holders = {record: QStackedWidget() for record in _BOOKS}
        for record, holder in self._holders.items():
            self.tabs.addTab(holder, _BOOKS[record].nouns[1].capitalize())
        self.people: ListPage[PersonRow] = self.list_of("person")
        self.tabs.currentChanged.connect(self._read_list)
        self.addWidget(self.tabs)

    def list_of(self, record: str) -> ListPage[Any]:
        """The list of every ``person``, ``household`` or ``group``."""
        if record not in self._lists:
            self._lists[record] = page = self._make_list(record, _BOOKS[record])
            self._holders[record].addWidget(page)
        return self._lists[record]

    def page(self, record: str) -> "Page":
        """The page of a ``person``, ``household`` or ``group``, made when it is first wanted."""
        if record not in self._pages:
            self._pages[record] = page = _BOOKS[record].page(self.session, self)
            page.left.connect(self._left)
            self.addWidget(page)
        return self._pages[record]

    def reload(self) -> None:
        """Reads again what is looked at: the open page, or the list."""
        self._unread = set(_BOOKS)
        page = self._open_page()
        if page is None:
            self._read_list()
        elif not page.show_record(page.form.record_id):
            self._show_lists()

    def show_record(self, record: str, record_id: int) -> None:
        """Shows the page of a person, household or group, or the list of people."""
        if record == "people":
            self.back()
            self.tabs.setCurrentIndex(0)
            return
        page = self.page(record)
        if self.may_leave() and page.show_record(record_id):
            self.setCurrentWidget(page)
            page.tabs.setCurrentIndex(0)
            page.form.start()

    def back(self) -> bool:
        """Goes back from the open page to the lists."""
        page = self._open_page()
        if page is None:
            return False
        page.leave()
        return True

    def flush(self) -> bool:
        """Commits what is typed on the open page."""
        page = self._open_page()
        return page is None or page.flush()

    def start(self) -> None:
        """Puts the keyboard into the list."""
        if self._open_page() is None:
            self.list_of(self._looked_at()).start()

    def _make_list(self, record: str, book: _Book) -> ListPage[Any]:
        title = book.nouns[1].capitalize()
        page: ListPage[Any] = ListPage(
            book.nouns[1], title, book.columns, self.session.memory, noun=book.nouns, empty=book.empty
        )
        new = make_action(self, "plus", f"New {book.nouns[0]}", partial(self._new, record), "Ins")
        page.add_action(new, primary=True)
        if record != "group":
            page.add_action(make_family_action(self.session, self))
        if record == "person":
            page.add_action(make_several_action(self.session, self, ImportOf.PEOPLE))
        page.add_action(make_import_action(self.session, self, ImportOf.PEOPLE))
        if record == "household":
            page.add_action(make_forms_action(self.session, self))
        more = [*make_people_actions(self.session, page, record)]
        if record == "person":
            more.insert(0, make_paste_action(self.session, page))
        if record != "group":
            more.append(make_merge_action(self.session, page.table, record, page))
        add_menu_button(self.session, page, more)
        DroppedLists(self.session, page, ImportOf.PEOPLE)
        page.opened.connect(partial(self.show_record, record))
        page.on_delete = lambda ids: self.session.execute(Remove(record, tuple(ids)), self)
        return page

    def _new(self, record: str) -> None:
        done = self.session.execute(Add(record, _BOOKS[record].first_values), self)
        if done is not None:
            self.show_record(record, done.id)
            self.page(record).form.start(replace=True)

    def _open_page(self) -> "Page | None":
        return next((page for page in self._pages.values() if page is self.currentWidget()), None)

    def _looked_at(self) -> str:
        return list(_BOOKS)[self.tabs.currentIndex()]

    def _left(self) -> None:
        page = self._open_page()
        self._show_lists()
        if page is not None:
            self.list_of(page.form.record).table.select_id(page.form.record_id)
        self.start()

    def _show_lists(self) -> None:
        self.setCurrentWidget(self.tabs)
        self._read_list()

    def _read_list(self) -> None:
        record = self._looked_at()
        if record in self._unread:
            self._unread.discard(record)
            self.list_of(record).set_rows(self.session.office.query(_BOOKS[record].read))
