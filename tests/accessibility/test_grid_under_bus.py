"""Many people typed into a grid, and a family on its form, by the keyboard with a screen reader there."""

from seat import Sitting


def test_people_are_typed_into_a_grid(desk: Sitting) -> None:
    desk.keys("ctrl+4", "ctrl+shift+a")
    assert desk.ask("see", "table", "Add several people: the lines", "focused"), desk.complaints()
    desk.type("Zelda")
    desk.keys("Tab")
    desk.type("Quennell")
    desk.keys("Return")
    assert desk.ask("see", "push button", "Add 1 person"), desk.complaints()
    desk.type("Ben")
    desk.keys("Tab")
    desk.type("Quennell")
    desk.keys("Return")
    assert desk.ask("see", "push button", "Add 2 people"), desk.complaints()
    desk.keys("ctrl+Return")
    assert desk.ask("gone", "table", "Add several people: the lines")
    assert desk.alive()
    assert not desk.complaints()


def test_a_family_is_typed_on_its_form(desk: Sitting) -> None:
    desk.keys("ctrl+4", "ctrl+shift+f")
    assert desk.ask("see", "text", "Family name", "focused"), desk.complaints()
    desk.type("Quennell")
    desk.keys("Return", "Return", "Return", "Return", "Return")
    assert desk.ask("see", "table", "Add a family: the lines", "focused"), desk.complaints()
    desk.type("Zelda")
    desk.keys("Return")
    desk.type("Ben")
    desk.keys("Return")
    assert desk.ask("see", "push button", "Add 2 people"), desk.complaints()
    desk.keys("ctrl+Return")
    assert desk.ask("gone", "table", "Add a family: the lines")
    assert desk.alive()
    assert not desk.complaints()
