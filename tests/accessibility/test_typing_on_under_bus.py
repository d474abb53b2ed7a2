"""Who types one name after another and does not look up does nothing that she did not mean."""

import pytest
from seat import Sitting

LEAVE = ("push button", "Leave it as it was")
REASON = ("text", "Do it anyway because")


@pytest.fixture
def asked(desk: Sitting) -> Sitting:
    """The program as it asks about a child without a guardian."""
    desk.keys("ctrl+3")
    assert desk.ask("see", "list", "Board of the day", "focused"), desk.complaints()
    desk.keys("Right", "Return")
    assert desk.ask("see", "text", "Put on this shift", "focused"), desk.complaints()
    desk.type("ella")
    desk.keys("Return")
    assert desk.ask("see", *LEAVE, "focused"), desk.complaints()
    return desk


def on_the_shift(asked: Sitting) -> list[str]:
    """Who is on it, once the keyboard is back where one types a name."""
    assert asked.ask("see", "text", "Put on this shift", "focused"), asked.complaints()
    return [each["name"] for each in asked.ask("children", "list", "On this shift")]


def test_the_next_name_is_no_reason(asked: Sitting) -> None:
    asked.type("naomi")
    asked.keys("Return")
    assert asked.ask("see", "label", "What you typed was not taken")
    assert asked.ask("see", *LEAVE, "focused")
    asked.keys("Escape")
    names = on_the_shift(asked)
    assert names
    assert not [name for name in names if "Ella" in name or "Naomi" in name]
    assert not asked.complaints()


def test_a_reason_is_given_by_keys_alone(asked: Sitting) -> None:
    asked.keys("alt+b")
    assert asked.ask("see", *REASON, "focused")
    asked.type("Her aunt comes along")
    asked.keys("Return")
    names = on_the_shift(asked)
    assert [name for name in names if "Ella" in name], names
    assert not asked.complaints()
