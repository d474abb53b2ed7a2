"""Somebody who has never seen the program goes from its first start to a rota and a letter by keys alone."""

from newcomer import OTHERS, PLANTERS, check_the_year
from seat import Sitting

FAMILY = ("ann", "dan", "maya\t\t9", "noah\t\t7")
MOST_KEYS, MOST_CLICKS = 440, 38


def enter(desk: Sitting, text: str) -> None:
    desk.type(text)
    desk.keys("Return")


def saw(desk: Sitting, role: str, name: str, state: str = "focused") -> None:
    assert desk.ask("see", role, name, state), (role, name, desk.complaints())


def told(desk: Sitting, words: str) -> None:
    """Waits until the foot says what was done."""
    seen = desk.ask("see", "label", f"What was done: {words}", "showing")
    assert seen, (words, desk.ask("see", "label", "What was done", "showing"), desk.complaints())


def start_the_year(desk: Sitting) -> None:
    saw(desk, "push button", "Start our year")
    desk.keys("Return")
    saw(desk, "text", "Name of the synagogue")
    enter(desk, "beth shalom")
    saw(desk, "text", "File name")
    desk.keys("Return")
    saw(desk, "text", "New passphrase")
    desk.keys("Escape")
    assert desk.ask("gone", "text", "New passphrase")


def begin_a_project(desk: Sitting) -> None:
    desk.keys("ctrl+2")
    saw(desk, "push button", "New project", "showing")
    desk.keys("Insert")
    saw(desk, "text", "Title")
    desk.type("bulbs for the home")
    desk.keys("Tab")
    enter(desk, "pl")  # the kind: planting, with its shifts and roles
    told(desk, "Added bulbs for the home")
    desk.keys("ctrl+Tab", "ctrl+Tab")
    saw(desk, "push button", "Add: Partners")
    desk.keys("space")
    saw(desk, "text", "Partner")
    enter(desk, "rubens house")
    told(desk, "Added rubens house")


def add_twelve_people(desk: Sitting) -> None:
    desk.keys("ctrl+4")
    saw(desk, "push button", "Add a family", "showing")
    desk.keys("ctrl+shift+f")
    saw(desk, "text", "Family name")
    desk.type("levy")
    desk.keys(*["Return"] * 5)
    for name in FAMILY:
        enter(desk, name)
    saw(desk, "push button", "Add 4 people", "enabled")
    desk.keys("ctrl+Return")
    told(desk, "Added the family levy: 4 people")
    desk.keys("ctrl+shift+a")
    saw(desk, "push button", "Take the line out", "showing")
    for name in OTHERS:
        enter(desk, name.replace(" ", "\t"))
    saw(desk, "push button", "Add 8 people", "enabled")
    desk.keys("ctrl+Return")
    told(desk, "Added 8 people")


def put_all_on_shifts(desk: Sitting) -> None:
    desk.keys("ctrl+3")
    for names in (("ruth",), PLANTERS):  # the lead, then those who plant
        saw(desk, "list", "Board of the day")
        desk.keys("Right", "Return")
        for name in names:
            saw(desk, "text", "Put on this shift")
            enter(desk, name)
            told(desk, f"Put {name} ")
        desk.keys("Escape")


def save_the_rota(desk: Sitting) -> None:
    desk.keys("ctrl+2")
    saw(desk, "push button", "Print the rota", "showing")
    desk.keys("ctrl+p")
    save(desk)


def receive_and_thank(desk: Sitting) -> None:
    desk.keys("ctrl+5")
    saw(desk, "push button", "Receive", "showing")
    desk.keys("ctrl+r")
    saw(desk, "text", "From")
    enter(desk, "ruth")
    saw(desk, "text", "What")
    enter(desk, "12 tins tomatoes")
    saw(desk, "text", "How many")
    desk.keys("Return")
    told(desk, "Received a donation from ruth cohen")
    desk.keys("Escape", "ctrl+7")
    saw(desk, "push button", "Preview the letters", "enabled")
    desk.keys("ctrl+p")
    save(desk)


def save(desk: Sitting) -> None:
    saw(desk, "push button", "Save as PDF", "enabled")
    desk.keys("ctrl+s")
    saw(desk, "text", "File name")
    desk.keys("Return")
    assert desk.ask("gone", "text", "File name")


def test_a_newcomer_needs_no_mouse_and_few_keys(first: Sitting) -> None:
    home = first.home
    for part in (
        start_the_year,
        begin_a_project,
        add_twelve_people,
        put_all_on_shifts,
        save_the_rota,
        receive_and_thank,
    ):
        part(first)
    assert not first.complaints()
    assert first.clicked == 0 <= MOST_CLICKS
    assert first.pressed <= MOST_KEYS
    first.close()
    check_the_year(home)
