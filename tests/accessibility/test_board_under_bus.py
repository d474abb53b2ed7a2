"""The board as a screen reader finds it in the running program."""

from typing import Any

import pytest
from seat import Sitting

BOARD = ("list", "Board of the day")
DRIVER = "Driver, 09:30–10:00, Snack bags for the blood drive"


@pytest.fixture
def rota(desk: Sitting) -> Sitting:
    """The program with its Rota open and the keyboard on the board."""
    desk.keys("ctrl+3")
    assert desk.ask("see", *BOARD, "focused"), desk.complaints()
    return desk


def shifts(rota: Sitting) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rota.ask("children", *BOARD)
    return found


def number(rota: Sitting, begins: str) -> int:
    return next(n for n, shift in enumerate(shifts(rota)) if shift["name"].startswith(begins))


def test_the_arrows_go_through_the_shifts(rota: Sitting) -> None:
    names = [shift["name"] for shift in shifts(rota)]
    for name in names[:12]:
        rota.keys("Right")
        seen = rota.ask("see", "list item", name, "focused")
        assert seen, rota.complaints()
        assert "selected" in seen["states"]
    assert rota.alive()
    assert not rota.complaints()


def test_a_shift_tells_all_of_itself(rota: Sitting) -> None:
    welcome = next(shift for shift in shifts(rota) if shift["name"].startswith("Welcome, 09:00"))
    assert welcome["role"] == "list item"
    assert ": 4 confirmed, gap 2; for 6 people. Confirmed: " in welcome["name"]
    assert "Sunrise Family Centre." in welcome["name"]
    assert welcome["actions"] == {
        "Press": "Ctrl+Return",
        "SetFocus": "",
        "Put on": "Return",
        "Move earlier": "Alt+Left",
        "Move later": "Alt+Right",
        "Make longer": "Alt+Shift+Right",
        "Make shorter": "Alt+Shift+Left",
    }
    assert min(welcome["box"][2:]) > 0


def test_a_shift_is_selected_and_moved_from_outside(rota: Sitting) -> None:
    chosen = rota.ask("select", *BOARD, number(rota, DRIVER))
    assert [name.startswith(DRIVER) for name in chosen] == [True]
    for action, times in (
        ("Move later", "09:45–10:15"),
        ("Make longer", "09:45–10:30"),
        ("Make shorter", "09:45–10:15"),
        ("Move earlier", "09:30–10:00"),
    ):
        assert rota.ask("do", "list item", "Driver, 09:", action)
        assert rota.ask("see", "list item", f"Driver, {times}, Snack bags", "selected"), rota.complaints()
    assert not rota.complaints()


def test_what_is_being_done_and_what_was_done_is_said(rota: Sitting) -> None:
    rota.ask("select", *BOARD, number(rota, DRIVER))
    rota.keys("alt+Right")
    assert rota.ask("hear", "Driver 09:45–10:15. Nothing stands against it."), rota.complaints()
    assert rota.ask("hear", "Changed"), rota.complaints()
    assert rota.ask("see", "list item", "Driver, 09:45–10:15", "selected"), rota.complaints()


def test_several_are_chosen_by_keys_and_told(rota: Sitting) -> None:
    rota.keys("Right", "shift+Right", "shift+Right")
    assert rota.ask("hear", "3 shifts chosen"), rota.complaints()
    chosen = [shift["name"] for shift in shifts(rota) if "selected" in shift["states"]]
    assert len(chosen) == 3
    rota.keys("Escape")
    assert rota.ask("see", "list item", chosen[-1], "focused"), rota.complaints()
    assert len([shift for shift in shifts(rota) if "selected" in shift["states"]]) == 1
    assert not rota.complaints()


def test_somebody_is_put_on_and_the_project_opened_from_outside(rota: Sitting) -> None:
    assert rota.ask("do", "list item", DRIVER, "Put on")
    assert rota.ask("see", "text", "Put on this shift", "focused"), rota.complaints()
    assert rota.ask("do", "list item", DRIVER, "SetFocus")
    assert rota.ask("see", "list item", DRIVER, "focused"), rota.complaints()
    assert rota.ask("do", "list item", DRIVER, "Press")
    assert rota.ask("see", "page tab", "Shifts", "showing"), rota.complaints()
    assert not rota.complaints()


def test_a_shift_that_is_removed_is_gone(rota: Sitting) -> None:
    before = len(shifts(rota))
    assert rota.ask("do", "list item", DRIVER, "SetFocus")
    assert rota.ask("see", "list item", DRIVER, "focused")
    rota.keys("Delete")
    assert rota.ask("do", "push button", "Remove this shift", "Press")
    assert rota.ask("gone", "list item", DRIVER)
    assert rota.ask("see", "list item", "", "focused")
    after = shifts(rota)
    assert len(after) == before - 1
    assert not [shift for shift in after if shift["name"].startswith(DRIVER)]
    assert rota.alive()
    assert not rota.complaints()
