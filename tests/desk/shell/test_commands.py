# mypy: allow-untyped-calls
"""Ctrl+K and the help know every command: of menus, areas, papers and settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.importing.add_several import AddSeveralDialog
from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.desk.settings.tab_titles import SETTINGS_TABS
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.commands import find_action, format_keys, gather_commands, plain_text, show_tab
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.search import SearchDialog
from mitzvah_desk.desk.widgets.labels import ActionButton
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.papers.kinds import KINDS


def search(desk: Desk, typed: str) -> SearchDialog:
    assert desk.session is not None
    dialog = SearchDialog(desk.session, desk)
    dialog.show()
    dialog.box.setText(typed)
    return dialog


def found(dialog: SearchDialog) -> list[str]:
    return [dialog.list.item(number).text() for number in range(dialog.list.count())]


def test_what_an_area_declares_is_a_button_or_a_line_of_a_menu_there_with_that_key(sample_desk: Desk) -> None:
    for entry in ENTRIES:
        sample_desk.go_to(entry.key)
        area = sample_desk.area(entry.key)
        for command in entry.commands:
            if command.tab:
                show_tab(area, command.tab)
            action = find_action(area, command.title)
            assert action is not None, (entry.key, command.title)
            assert format_keys(action) == command.keys, (entry.key, command.title)


def test_what_one_mostly_comes_for_is_known_before_the_area_is_made(sample_desk: Desk) -> None:
    for entry in ENTRIES:
        sample_desk.go_to(entry.key)
        area = sample_desk.area(entry.key)
        known = {command.title for command in entry.commands}
        tabs = getattr(area, "tabs", None)
        for number in range(tabs.count() if isinstance(tabs, QTabWidget) else 1):
            if isinstance(tabs, QTabWidget):
                tabs.setCurrentIndex(number)
            for button in area.findChildren(ActionButton):
                if button.isVisible() and button.property("role") == "primary" and entry.key != "print":
                    title = plain_text(button.action.text())
                    assert (
                        title in known
                        or button.action.menu() is not None
                        or title
                        in {
                            "Save, print or copy",
                            "Finish",
                        }
                    ), (entry.key, title)


def test_every_paper_and_every_tab_of_the_settings_is_a_command(sample_desk: Desk) -> None:
    made = {(each.title, each.where) for each in gather_commands(sample_desk)}
    assert {(kind.title, "Print") for kind in KINDS.values()} <= made
    assert {(title, "Settings") for title, _ in SETTINGS_TABS} <= made
    assert ("Back up…", "menu File") in made


def test_several_items_are_added_from_anywhere(sample_desk: Desk, qtbot: QtBot) -> None:
    dialog = search(sample_desk, "several items")
    assert found(dialog)[0].startswith("Add several items")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    (grid,) = sample_desk.findChildren(AddSeveralDialog)
    assert grid.grid.cells.keys[0] == "name"
    grid.close()


def test_badges_are_printed_from_anywhere(sample_desk: Desk, qtbot: QtBot) -> None:
    dialog = search(sample_desk, "print badges")
    assert found(dialog)[0].startswith("Name badges")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    area = sample_desk.shown_area()
    assert isinstance(area, PrintArea)
    assert area.kind.key == "badges"


def test_a_command_of_an_area_is_done_there_and_told_with_its_key(sample_desk: Desk, qtbot: QtBot) -> None:
    dialog = search(sample_desk, "fill gaps")
    assert "Rota" in found(dialog)[0]
    assert "Ctrl+G" in found(dialog)[0]
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    rota = sample_desk.area("rota")
    assert sample_desk.shown_area() is rota
    assert rota.currentWidget() is rota.filling  # type: ignore[attr-defined]


def test_a_household_is_added_from_its_own_tab(sample_desk: Desk, qtbot: QtBot) -> None:
    dialog = search(sample_desk, "add a household")
    assert found(dialog)[0].startswith("New household")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert sample_desk.session is not None
    assert sample_desk.session.office.undo_label() == "Added New household"


@pytest.mark.parametrize(
    ("typed", "name"), [("o'brien", "Sean O’Brien"), ("obrien", "Sean O’Brien"), ("lukasz", "Łukasz Święty")]
)
def test_a_name_is_found_as_one_types_it(sample_desk: Desk, typed: str, name: str) -> None:
    assert sample_desk.session is not None
    given, _, family = name.partition(" ")
    sample_desk.session.execute(Add("person", {"given": given, "family": family}))
    assert any(line.startswith(name) for line in found(search(sample_desk, typed)))


def test_a_place_opens_in_the_committees_own_list(sample_desk: Desk, qtbot: QtBot) -> None:
    assert sample_desk.session is not None
    done = sample_desk.session.execute(Add("place", {"name": "Scout hut", "postcode": "NW11 9ZZ"}))
    assert done is not None
    dialog = search(sample_desk, "scout hut")
    assert found(dialog)[0].startswith("Scout hut")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    area = sample_desk.shown_area()
    assert isinstance(area, SettingsArea)
    assert area.lists["place"].isVisible()
    assert area.lists["place"].table.table.selected_ids() == [done.id]
