"""Every page, menu and dialog of the window as a screen reader is told of it, gone through by keys."""

import pytest
from seat import Sitting
from walking import Walk

from mitzvah_desk.desk.shell.area_entries import ENTRIES

PEOPLE = {"People", "Settings"}
MENUS = (
    ("alt+f", "n", "Start our year"),
    ("alt+f", "k", "Backups"),
    ("alt+f", "v", "Add several people"),
    ("alt+f", "u", "Find duplicates"),
    ("alt+f", "t", "Tidy up"),
    ("alt+f", "d", "Door mode"),
    ("alt+f", "p", "Protect"),
    ("alt+e", "s", "Search everything"),
    ("alt+e", "h", "History"),
    ("alt+h", "h", "How to"),
)
"""What the menus open: their key, the letter of the line, and how it is called."""


@pytest.mark.parametrize("here", [True, False], ids=["people and settings", "all other areas"])
def test_every_page_tells_what_it_is(desk: Sitting, here: bool) -> None:
    walk = Walk(desk)
    walk.go({entry.title for entry in ENTRIES if (entry.title in PEOPLE) is here})
    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.seen) > 30, walk.seen
    assert not desk.complaints()


def test_every_dialog_of_the_menus_tells_what_it_is(desk: Sitting) -> None:
    walk = Walk(desk)
    walk.open_from_menus(MENUS)
    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.seen) == len(MENUS), walk.seen
    assert not desk.complaints()


def test_what_is_found_done_and_taken_back_is_said(desk: Sitting) -> None:
    desk.keys("ctrl+7")
    assert desk.ask("hear", "Please check: "), desk.complaints()  # a finding came up
    desk.keys("ctrl+4")
    assert desk.ask("see", "table", "People", "showing")
    desk.keys("ctrl+f")
    desk.type("abbott")
    assert desk.ask("hear", "1 of "), desk.complaints()  # what the filter leaves
    desk.keys("Escape")
    assert desk.ask("focus"), desk.complaints()
    desk.keys("ctrl+k")
    assert desk.ask("see", "text", "Search everything", "focused")
    desk.type("abbott")
    desk.keys("Down")
    assert desk.ask("hear", "Tom Abbott"), desk.complaints()  # the line on which Enter falls
    desk.keys("Escape")
    assert desk.ask("gone", "text", "Search everything")
    assert desk.ask("focus"), desk.complaints()  # the window has the keyboard again
    desk.keys("ctrl+6")
    assert desk.ask("see", "table", "Partners", "showing"), desk.complaints()
    desk.keys("Insert")
    assert desk.ask("see", "push button", "Back to Partners", "showing"), desk.complaints()
    assert desk.ask("hear", "Added"), desk.complaints()
    desk.keys("ctrl+z")
    assert desk.ask("hear", "Undone"), desk.complaints()
    assert not desk.complaints()
