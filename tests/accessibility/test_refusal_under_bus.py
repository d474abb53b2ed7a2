"""A value that was not taken, as a screen reader is told of it."""

from seat import Sitting


def test_what_was_not_accepted_is_said_at_once_and_when_one_comes_back(desk: Sitting) -> None:
    desk.keys("ctrl+2")
    assert desk.ask("see", "push button", "New project", "showing"), desk.complaints()
    desk.keys("Insert")
    assert desk.ask("see", "text", "Title", "focused"), desk.complaints()
    desk.keys("Return")
    assert desk.ask("hear", "Title, not accepted: What is the project called?"), desk.complaints()
    desk.keys("Tab", "shift+Tab")
    field = desk.ask("see", "text", "Title, not accepted", "focused")
    assert field, desk.complaints()
    assert field["description"] == "What is the project called?"
    desk.type("tea")
    desk.keys("Tab")
    assert desk.ask("gone", "text", "Title, not accepted"), desk.complaints()
    assert not desk.complaints()
