# mypy: allow-untyped-calls
"""Lists in the window: groups, questions that compare, new names, what stops a list and what leaves of it."""

from datetime import date
from pathlib import Path

import pytest
from list_steps import choose, found, kept, outs, press, press_add, result, take
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book, write

from mitzvah_desk.desk.lists.area import ListsArea
from mitzvah_desk.desk.lists.questions import GroupCard
from mitzvah_desk.desk.widgets.fields import ChoiceField, NumberField, TextField
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.lists.files import list_saved_lists
from mitzvah_desk.rules.lists.definition import ConditionGroup, GroupMatch, ListCondition, ListDefinition


def test_questions_stand_in_groups_within_groups(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    """((drives or is called Levy) and none of: has an e-mail address)."""
    page = area.lists
    choose(page, "An empty list of people")
    press(page.questions.card.add_group)
    group = page.questions.card.parts[0]
    assert isinstance(group, GroupCard)
    assert QApplication.focusWidget() is group.match.editor
    take(group.match, "any one of these")
    take(page.questions.lines[0].question, "Skill")
    qtbot.waitUntil(page.findings.isVisible)  # it is not finished yet
    which = page.questions.lines[0].value
    assert isinstance(which, ChoiceField)
    take(which, "Drive")
    qtbot.waitUntil(lambda: found(page) == ["Dan"])
    press(group.add)
    take(page.questions.lines[1].question, "Name")
    qtbot.waitUntil(lambda: isinstance(page.questions.lines[1].value, TextField))
    typed = page.questions.lines[1].value
    assert isinstance(typed, TextField)
    write(typed, "Levy")
    qtbot.waitUntil(lambda: found(page) == ["Dan", "Ruth"])
    press(page.questions.card.add_group)
    none = page.questions.card.parts[1]
    assert isinstance(none, GroupCard)
    take(none.match, "none of these")
    take(page.questions.lines[2].question, "E-mail")
    qtbot.waitUntil(lambda: found(page) == ["Dan"])
    assert page.words.text() == (
        "People who (have the skill Drive or have “Levy” in their name) and have no e-mail address."
    )
    kept_now = kept(book)["New list of people"].conditions
    assert [each.match for each in kept_now if isinstance(each, ConditionGroup)] == [
        GroupMatch.ANY,
        GroupMatch.NONE,
    ]
    names = {w.accessibleName() for w in page.questions.findChildren(QWidget) if w.accessibleName()}
    assert {"Group 1 of questions", "Question 1.2", "Take group 2 away", "Add a question to group 1"} <= names
    gone = page.questions.card.parts[1]
    assert isinstance(gone, GroupCard)
    assert gone.gone is not None
    press(gone.gone)
    qtbot.waitUntil(lambda: found(page) == ["Dan", "Ruth"])
    book.session.undo()
    qtbot.waitUntil(lambda: found(page) == ["Dan"])


def test_a_question_that_compares(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    book.add("person", given="Old", family="Katz", born=date(1950, 1, 1))
    page = area.lists
    choose(page, "An empty list of people")
    press_add(page)
    line = page.questions.lines[0]
    take(line.question, "Age on the day")
    qtbot.waitUntil(lambda: len(line.bounds) == 1)
    assert found(page) == []
    assert "not finished" in page.findings.item(0).text()
    bound = line.bounds[0]
    assert isinstance(bound, NumberField)
    write(bound, "70")
    qtbot.waitUntil(lambda: found(page) == ["Old"])
    take(line.holds, "between … and …")
    qtbot.waitUntil(lambda: len(line.bounds) == 2)
    upper = line.bounds[1]
    assert isinstance(upper, NumberField)
    write(upper, "75")
    qtbot.waitUntil(
        lambda: page.words.text().endswith("between 70 and 75 years old on the day of the campaign.")
    )
    assert found(page) == []
    take(line.holds, "have no age on record")
    qtbot.waitUntil(lambda: found(page) == ["Ann", "Dan", "Maya", "Ruth"])
    assert not line.bounds


def test_a_list_has_its_new_name_at_once_in_all_that_leaves(
    area: ListsArea, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposed: list[str] = []

    def where(_parent: QWidget, _title: str, name: str, _kind: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / Path(name).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    choose(area.lists, "Newsletter by e-mail")
    area.lists.toggle.setChecked(True)
    write(area.lists.name, "Our friends")
    qtbot.waitUntil(lambda: area.lists.title.text() == "Our friends")
    assert result(area.lists).table.accessibleName() == "Our friends"
    for words in ("Save as CSV (", "Save for Google", "Share what"):
        outs(area.lists, words)
    assert proposed == ["Our friends.csv", "Our friends for Google Contacts.csv", "Our friends.mitzvah-list"]
    assert "Our friends" in (tmp_path / proposed[1]).read_text("utf-8")


def test_a_list_follows_its_skill_and_stops_where_it_is_gone(area: ListsArea, book: Book) -> None:
    without = ListDefinition(conditions=(ListCondition("skill", False, "Drive"),))
    area.lists.new_list("Not drivers", without)
    assert found(area.lists) == ["Ann", "Maya", "Ruth"]
    drive = book.session.office.query(lambda c: c.exec_driver_sql("SELECT id FROM skill").scalar_one())
    book.session.execute(SetField("skill", drive, "name", "Driving"))
    assert area.lists.words.text() == "People who do not have the skill Driving."
    assert found(area.lists) == ["Ann", "Maya", "Ruth"]
    done = book.session.office.execute(Remove("skill", (drive,)))
    assert isinstance(done, Done)
    area.lists.read()
    assert found(area.lists) == []
    assert "There is no skill “Driving” in this file." in area.lists.findings.item(0).text()
    area.lists._offer()
    menu = area.lists.out.menu()
    assert isinstance(menu, QMenu)
    can = [each.text() for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    assert can == ["Share what this list asks…"]


def test_letters_to_a_list_open_with_the_list(area: ListsArea, book: Book, qtbot: QtBot) -> None:
    choose(area.lists, "Newsletter by e-mail")
    number = next(each.id for each in book.session.office.query(list_saved_lists))
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        outs(area.lists, "Letters to them")
    assert wanted.args == ["letters", number]


def test_only_what_the_filter_leaves_is_saved_and_in_the_letters_chosen(
    area: ListsArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    choose(area.lists, "An empty list of people")
    result(area.lists).filter_box.setText("levy")
    for words in ("Save as CSV (", "Save for Outlook", "Save as contacts"):
        outs(area.lists, words)
        text = (tmp_path / "out").read_bytes().decode()
        assert "Ruth" in text
        assert "Ann" not in text
    area.lists._offer()
    menu = area.lists.out.menu()
    assert isinstance(menu, QMenu)
    letters = next(each.menu() for each in menu.actions() if each.text() == "Save as CSV in other letters")
    assert isinstance(letters, QMenu)
    next(each for each in letters.actions() if each.text().startswith("UTF-16")).trigger()
    assert "Ruth" in (tmp_path / "out").read_bytes().decode("utf-16")
