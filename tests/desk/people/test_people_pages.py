"""The pages of a person, a household and a group, from the keyboard."""

from datetime import date, datetime
from typing import Any

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from small_book import Book, pick, write

from mitzvah_desk.desk.people.area import PeopleArea
from mitzvah_desk.desk.people.group import GroupPage
from mitzvah_desk.desk.people.household import HouseholdPage
from mitzvah_desk.desk.people.links import LinkTable
from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import Purpose
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.rows import RecordValues
from mitzvah_desk.office.people import queries as query


@pytest.fixture
def ann(area: PeopleArea, book: Book) -> PersonPage:
    """Ann's page."""
    area.show_record("person", book.ann)
    page = area.page("person")
    assert isinstance(page, PersonPage)
    return page


def tab(page: RecordPage, title: str) -> None:
    """Goes to a tab by its title."""
    titles = [page.tabs.tabText(number) for number in range(page.tabs.count())]
    page.tabs.setCurrentIndex(titles.index(title))


def names(table: LinkTable) -> list[str]:
    return [link.name for link in table.table.rows_model.rows()]


def facts(area: PeopleArea, person_id: int) -> RecordValues:
    found = area.session.office.query(query.read_person, person_id)
    assert found is not None
    return found


def press(page: Any, words: str) -> None:
    """Presses a button by its words with the space bar."""
    button = next(b for b in page.findChildren(QPushButton) if b.text() == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_field_is_kept_when_it_is_left_and_undo_brings_the_old_value_back(
    area: PeopleArea, ann: PersonPage, book: Book
) -> None:
    field = ann.form.of["mobile"]
    write(field, "07700 900001")
    assert facts(area, book.ann).mobile == "07700 900001"
    write(field, "07700 900002")
    assert field.value == "07700 900002"
    area.session.undo()
    assert field.editor.property("text") == "07700 900001"
    assert facts(area, book.ann).mobile == "07700 900001"


def test_a_bad_e_mail_is_told_beside_the_field_and_stays_typed(
    area: PeopleArea, ann: PersonPage, book: Book
) -> None:
    field = ann.form.of["email"]
    write(field, "ann at example")
    assert field.problem
    assert field.editor.property("text") == "ann at example"
    assert facts(area, book.ann).email == ""
    area.show_record("person", book.dan)
    assert ann.accessibleName() == "Ann Cohen"
    assert field.editor.property("text") == "ann at example"
    write(field, "ann@example.org")
    assert (field.problem, facts(area, book.ann).email) == ("", "ann@example.org")


def test_enter_takes_the_household_that_is_marked(area: PeopleArea, book: Book, qtbot: QtBot) -> None:
    area.show_record("person", book.maya)
    field: Any = area.page("person").form.of["household_id"]
    field.line.setFocus()
    QTest.keyClicks(field.line, "coh")
    qtbot.waitUntil(field.popup.isVisible)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert len(area.session.office.query(query.list_households)) == 1
    assert (field.line.text(), field.problem) == ("Cohen", "")


def test_a_household_is_found_as_one_types_or_made(area: PeopleArea, book: Book, qtbot: QtBot) -> None:
    area.show_record("person", book.maya)
    field: Any = area.page("person").form.of["household_id"]
    pick(qtbot, field, "coh")
    assert facts(area, book.maya).household_id == book.household
    QTest.keyClick(field.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pick(qtbot, field, "Levy of Hendon")
    made = facts(area, book.maya).household_id
    assert made not in {None, book.household}
    assert field.line.text() == "Levy of Hendon"


def test_a_group_and_a_child_are_added_by_name(
    area: PeopleArea, ann: PersonPage, book: Book, qtbot: QtBot
) -> None:
    tab(ann, "Family and groups")
    assert ann.guardians.isHidden()
    pick(qtbot, ann.groups.adder, "gimel")
    assert names(ann.groups) == ["Hebrew class Gimel"]
    qtbot.waitUntil(lambda: ann.groups.adder.line.text() == "")
    pick(qtbot, ann.dependants.adder, "maya")
    assert names(ann.dependants) == ["Maya Cohen"]
    assert [link.name for link in area.session.office.query(query.list_guardians, book.maya)] == ["Ann Cohen"]


def test_a_guardian_is_added_on_the_child_s_page_and_taken_away_again(
    area: PeopleArea, ann: PersonPage, book: Book, qtbot: QtBot
) -> None:
    area.show_record("person", book.maya)
    tab(ann, "Family and groups")
    assert ann.dependants.isHidden()
    pick(qtbot, ann.guardians.adder, "dan")
    assert names(ann.guardians) == ["Dan Cohen"]
    ann.guardians.table.start()
    QTest.keyClick(ann.guardians.table, Qt.Key.Key_Delete)
    assert names(ann.guardians) == []
    area.session.undo()
    assert names(ann.guardians) == ["Dan Cohen"]


def test_a_skill_that_nobody_had_is_made_and_may_be_taught(ann: PersonPage, qtbot: QtBot) -> None:
    tab(ann, "Skills")
    pick(qtbot, ann.skills.adder, "Challah")
    assert names(ann.skills) == ["Challah"]
    ann.skills.table.start()
    press(ann.skills, "Can teach it")
    assert [link.detail for link in ann.skills.table.rows_model.rows()] == ["can teach it"]


def away(page: PersonPage) -> list[tuple[datetime, datetime, str]]:
    return [(row.starts_at, row.ends_at, row.reason) for row in page.away.table.rows_model.rows()]


def test_a_time_away_lasts_a_day_and_waits_with_its_reason(ann: PersonPage) -> None:
    tab(ann, "Availability")
    fields = ann.away.fields
    write(fields["reason"], "a wedding")
    assert "Cannot come from" in fields["reason"].problem
    write(fields["starts_at"], "22 Nov 2026 10:00")
    assert away(ann) == [(datetime(2026, 11, 22, 10), datetime(2026, 11, 23, 10), "a wedding")]
    assert [field.value for field in fields.values()] == [None, None, None]  # ready for the next


def test_a_time_away_is_moved_in_place_and_never_ends_before_it_starts(ann: PersonPage) -> None:
    tab(ann, "Availability")
    fields = ann.away.fields
    write(fields["starts_at"], "22 Nov 2026 10:00")
    ann.away.table.select([row.id for row in ann.away.table.rows_model.rows()])
    write(fields["starts_at"], "29 Nov 2026 10:00")
    assert fields["starts_at"].problem
    assert away(ann)[0][0] == datetime(2026, 11, 22, 10)
    write(fields["ends_at"], "29 Nov 2026 18:00")
    assert away(ann) == [(datetime(2026, 11, 29, 10), datetime(2026, 11, 29, 18), "")]
    ann.away.table.select([row.id for row in ann.away.table.rows_model.rows()])
    fields["ends_at"].editor.setProperty("text", "")
    assert fields["ends_at"].flush()
    assert away(ann) == [(datetime(2026, 11, 29, 10), datetime(2026, 11, 30, 10), "")]


def test_a_day_that_cannot_be_read_is_told_and_holds_the_page(
    area: PeopleArea, ann: PersonPage, boxes: Boxes
) -> None:
    tab(ann, "Availability")
    field = ann.away.fields["starts_at"]
    write(field, "next Purim")
    press(ann.away, "Add")
    assert field.problem
    assert field.editor.property("text") == "next Purim"
    assert ann.away.table.rows_model.total == 0
    assert not area.flush()
    boxes.press = "Drop what is typed"
    assert area.may_leave()
    assert field.editor.property("text") == ""


def test_a_permission_is_written_down_and_changed(area: PeopleArea, ann: PersonPage, book: Book) -> None:
    tab(ann, "Permissions")
    page, ask = ann.permissions, area.session.office.query
    table = page.stands.table
    assert [row.row.given for row in table.rows_model.rows()] == [False] * len(Purpose)
    assert page.guardian.isHidden()
    table.select_id(1)
    write(page.day, "1 Jan 2025")
    press(page.stands, "They said yes")
    said = ask(query.list_permissions, book.ann)[0]
    assert (said.given, said.given_on, said.how) == (True, date(2025, 1, 1), "in writing")
    write(page.day, "2 Jan 2025")
    page.how.load("said so")
    press(page.stands, "They said no")
    said = ask(query.list_permissions, book.ann)[0]
    assert (said.given, said.given_on, said.how) == (False, date(2025, 1, 2), "said so")
    assert [line.row.given for line in page.earlier.table.rows_model.rows()] == [True]
    area.session.office.undo()
    assert ask(query.list_permissions, book.ann)[0].given


def test_a_mistaken_answer_is_removed_and_brought_back(area: PeopleArea, ann: PersonPage, book: Book) -> None:
    page, ask = ann.permissions, area.session.office.query
    tab(ann, "Permissions")
    page.stands.table.select_id(1)
    press(page.stands, "They said yes")
    page.stands.table.select_id(1)
    press(page.stands, "Remove")
    assert not ask(query.list_statements, book.ann)
    area.session.office.undo()
    assert len(ask(query.list_statements, book.ann)) == 1


def test_a_guardian_answers_for_a_child(area: PeopleArea, book: Book) -> None:
    area.session.execute(Add("guardian", {"child_id": book.maya, "adult_id": book.ann}))
    area.show_record("person", book.maya)
    maya = area.page("person")
    assert isinstance(maya, PersonPage)
    tab(maya, "Permissions")
    assert maya.permissions.guardian.value == book.ann
    maya.permissions.stands.table.select_id(1)
    press(maya.permissions.stands, "They said yes")
    assert area.session.office.query(query.list_permissions, book.maya)[0].guardian == "Ann Cohen"


def test_nobody_answers_tomorrow(area: PeopleArea, ann: PersonPage, book: Book) -> None:
    tab(ann, "Permissions")
    ann.permissions.stands.table.select_id(1)
    write(ann.permissions.day, "1 Jan 2199")
    press(ann.permissions.stands, "They said yes")
    assert not area.session.office.query(query.list_statements, book.ann)


def test_a_person_joins_a_household_and_leaves_it(area: PeopleArea, book: Book, qtbot: QtBot) -> None:
    area.show_record("household", book.household)
    page = area.page("household")
    assert isinstance(page, HouseholdPage)
    tab(page, "People")
    pick(qtbot, page.adder, "maya")
    assert facts(area, book.maya).household_id == book.household
    page.members.table.select_id(book.maya)
    QTest.keyClick(page.members.table, Qt.Key.Key_Delete)
    assert facts(area, book.maya).household_id is None
    assert {link.name for link in page.members.table.rows_model.rows()} == {"Ann Cohen", "Dan Cohen"}


def test_a_group_has_a_head_count_a_leader_and_members(area: PeopleArea, book: Book, qtbot: QtBot) -> None:
    area.show_record("group", book.group)
    page = area.page("group")
    assert isinstance(page, GroupPage)
    write(page.form.of["children"], "21")
    leader: Any = page.form.of["leader_id"]
    pick(qtbot, leader, "ann")
    group = area.session.office.query(query.read_group, book.group)
    assert group is not None
    assert (group.children, group.leader_id) == (21, book.ann)
    tab(page, "Members")
    pick(qtbot, page.members.adder, "maya")
    assert names(page.members) == ["Maya Cohen"]


def test_a_link_leads_to_the_page_of_the_other(
    area: PeopleArea, ann: PersonPage, book: Book, qtbot: QtBot
) -> None:
    book.add("group_member", person_id=book.ann, group_id=book.group)
    tab(ann, "Family and groups")
    ann.groups.table.start()
    with qtbot.waitSignal(area.session.open_requested) as asked:
        QTest.keyClick(ann.groups.table, Qt.Key.Key_Return)
    assert asked.args == ["group", book.group]


def test_the_projects_asked_for_are_kept_in_order(
    area: PeopleArea, ann: PersonPage, book: Book, qtbot: QtBot
) -> None:
    campaign = book.add("campaign", name="Mitzvah Day 2027", main_day=date(2027, 11, 21))
    for title in ("Bulbs", "Tea"):
        book.add("project", campaign_id=campaign, title=title)
    book.session.choose_campaign(campaign)
    tab(ann, "Wishes")
    for title in ("Tea", "Bulbs"):
        pick(qtbot, ann.wishes.projects.adder, title)
    table = ann.wishes.projects.table
    rows = {link.name: link for link in table.rows_model.rows()}
    assert (rows["Tea"].detail, rows["Bulbs"].detail) == ("first choice", "second choice")
    table.select([rows["Tea"].id])
    press(ann.wishes.projects, "Third choice")
    assert {link.name: link.detail for link in table.rows_model.rows()}["Tea"] == "third choice"


def test_wishes_are_kept_on_either_page(area: PeopleArea, ann: PersonPage, book: Book, qtbot: QtBot) -> None:
    book.add("project_kind", name="Gardening")
    tab(ann, "Wishes")
    pick(qtbot, ann.wishes.work.adder, "Gard")
    pick(qtbot, ann.wishes.company.adder, "Dan")
    wanted = ann.wishes.work.table.rows_model.rows()
    assert [(link.name, link.detail) for link in wanted] == [("Gardening", "gladly")]
    ann.wishes.work.table.select([wanted[0].id])
    press(ann.wishes.work, "Rather not")
    assert [link.detail for link in ann.wishes.work.table.rows_model.rows()] == ["rather not"]
    area.show_record("person", book.dan)
    (pair,) = ann.wishes.company.table.rows_model.rows()
    assert (pair.name, pair.detail) == ("Ann Cohen", "together")
    ann.wishes.company.table.select([pair.id])
    press(ann.wishes.company, "Rather apart")
    assert [link.detail for link in ann.wishes.company.table.rows_model.rows()] == ["apart"]
