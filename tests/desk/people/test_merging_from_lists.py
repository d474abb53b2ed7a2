"""Two lines of a list are made one, by the list's menu: people, partners and the committee's own lists."""

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.merging.merge import MergeDialog
from mitzvah_desk.desk.partners.area import PartnersArea
from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.settings.own_lists import LISTS, OwnList
from mitzvah_desk.desk.widgets.row_menu import make_row_menu
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.partners.queries import list_partners
from mitzvah_desk.office.people import queries as query


def merging(table: DataTable[Any]) -> QAction:
    """What the menu of a list offers."""
    menu = make_row_menu(table)
    found = next(action for action in menu.actions() if action.text() == "Merge these two…")
    menu.deleteLater()
    return found


def opened(parent: QWidget) -> MergeDialog:
    found = parent.findChild(MergeDialog)
    assert found is not None
    return found


def test_two_people_of_one_household_become_one(area: PeopleArea, book: Book) -> None:
    table = area.people.table
    table.select([book.dan])
    assert not merging(table).isEnabled()
    table.select([book.ann, book.dan])
    offered = {action.text(): action.isEnabled() for action in table.row_actions}
    assert offered["Put on a shift…"]
    assert not offered["Print their schedule"]
    merging(table).trigger()
    dialog = opened(area)
    assert not dialog.joins.isVisible()
    dialog.choices["given"][1].click()
    dialog.go.click()
    assert [row.given for row in book.session.office.query(query.list_people)] == ["Dan", "Maya"]
    book.session.undo()
    assert len(book.session.office.query(query.list_people)) == 3


def test_the_household_that_is_left_empty_is_asked_about(area: PeopleArea, book: Book) -> None:
    home = book.add("household", name="Levy & Cohen")
    other = book.add("person", given="Anne", family="Levy", household_id=home)
    area.people.table.select([book.ann, other])
    merging(area.people.table).trigger()
    dialog = opened(area)
    assert dialog.joins.isVisible()
    assert dialog.joins.text() == "What it gave, and its thanks, go to Cohen"
    dialog.choices["household_id"][1].click()  # Dan stays, so the first household is not left empty
    assert not dialog.joins.isVisible()
    dialog.choices["household_id"][0].click()
    dialog.stays.click()
    dialog.go.click()
    assert [row.name for row in book.session.office.query(query.list_households)] == ["Cohen", "Levy & Cohen"]
    book.session.undo()
    area.people.table.select([book.ann, other])
    merging(area.people.table).trigger()
    next(each for each in area.findChildren(MergeDialog) if each.isVisible()).go.click()
    assert [row.name for row in book.session.office.query(query.list_households)] == ["Cohen"]


def test_two_partners_become_one(book: Book, qtbot: QtBot) -> None:
    one, other = book.add("partner", name="Felix"), book.add("partner", name="Felix Project", what="Food")
    area = PartnersArea(book.session)
    qtbot.addWidget(area)
    area.show()
    area.list.table.select([one, other])
    merging(area.list.table).trigger()
    opened(area).go.click()
    (row,) = book.session.office.query(list_partners)
    assert (row.name, row.what) == ("Felix", "Food")


def test_two_skills_become_one(book: Book, qtbot: QtBot) -> None:
    drive, driving = book.add("skill", name="Drive"), book.add("skill", name="driving")
    book.add("person_skill", person_id=book.ann, skill_id=driving)
    page = OwnList(book.session, *next(each for each in LISTS if each[0] == "skill"))
    qtbot.addWidget(page)
    page.reload()
    page.show()
    assert not page.merge.isEnabled()
    page.table.table.select([drive, driving])
    page.merge.trigger()
    opened(page).go.click()
    assert [each.label for each in book.session.office.query(lookup.list_skill_options)] == ["Drive"]
    people = {row.given: row.skills for row in book.session.office.query(query.list_people)}
    assert people["Ann"] == "Drive"
