"""The same newcomer works with the mouse alone, and touches the keyboard for nothing but words."""

from newcomer import OTHERS, PLANTERS, check_the_year
from seat import Sitting

FAMILY = (("ann", ""), ("dan", ""), ("maya", "9"), ("noah", "9"))
MOST_CLICKS = 84
"""Each cell of a grid is clicked, each person is put on a shift by two clicks."""


def press(desk: Sitting, role: str, name: str, state: str = "showing") -> None:
    seen = desk.ask("see", role, name, state)
    assert seen, (role, name, desk.complaints())
    x, y, width, height = seen["box"]
    desk.click(x + width // 2, y + height // 2)


def write(desk: Sitting, text: str) -> None:
    desk.type(text)
    assert desk.ask("written", text), text


def write_into(desk: Sitting, field: str, text: str) -> None:
    assert desk.ask("see", "text", field, "focused"), (field, desk.complaints())
    write(desk, text)


def press_first_match(desk: Sitting, field: str) -> None:
    """The matches hang from their field."""
    x, y, _, height = desk.ask("see", "text", field, "focused")["box"]
    desk.click(x + height, y + height + height // 2)


def told(desk: Sitting, words: str) -> None:
    seen = desk.ask("see", "label", f"What was done: {words}", "showing")
    assert seen, (words, desk.ask("see", "label", "What was done", "showing"), desk.complaints())


def fill_grid(
    desk: Sitting, title: str, columns: tuple[str, str], lines: tuple[tuple[str, ...], ...]
) -> None:
    """Each line in its place: the next begins where one clicks beneath those that are there."""
    assert desk.ask("see", "dialog", title, "active"), desk.complaints()
    lefts = [desk.ask("see", "table column header", column)["box"][0] for column in columns]
    _, top, _, height = desk.ask("see", "table row header", "1")["box"]
    for number, line in enumerate(lines):
        for left, text in zip(lefts, line, strict=True):
            if text:
                desk.click(left + height // 2, top + height * number + height // 2)
                write(desk, text)


def start_the_year(desk: Sitting) -> None:
    press(desk, "push button", "Start our year")
    write_into(desk, "Name of the synagogue", "beth shalom")
    press(desk, "push button", "Start our year…")
    press(desk, "push button", "Save")
    press(desk, "push button", "Leave it as it was")
    assert desk.ask("gone", "text", "New passphrase")


def begin_a_project(desk: Sitting) -> None:
    press(desk, "list item", "Projects")
    press(desk, "push button", "New project")
    write_into(desk, "Title", "bulbs for the home")
    press(desk, "combo box", "No kind")
    press(desk, "list item", "Planting")
    press(desk, "push button", "Begin it")
    told(desk, "Added bulbs for the home")
    press(desk, "page tab", "Partners")
    press(desk, "push button", "Add: Partners")
    write_into(desk, "Partner", "rubens house")
    press_first_match(desk, "Partner")
    told(desk, "Added rubens house")


def add_twelve_people(desk: Sitting) -> None:
    press(desk, "list item", "People")
    press(desk, "push button", "Add a family")
    write_into(desk, "Family name", "levy")
    fill_grid(desk, "Add a family", ("First name", "Born, or age"), FAMILY)
    press(desk, "push button", "Add 4 people")  # it takes what is being typed
    told(desk, "Added the family levy: 4 people")
    press(desk, "push button", "Add several")
    names = tuple(tuple(name.split()) for name in OTHERS)
    fill_grid(desk, "Add several people", ("First name", "Family name"), names)
    press(desk, "push button", "Add 8 people")
    told(desk, "Added 8 people")


def put_all_on_shifts(desk: Sitting) -> None:
    press(desk, "list item", "Rota")
    for shift, names in (("Lead", ("ruth",)), ("Planter", PLANTERS)):
        press(desk, "list item", shift)
        for name in names:
            press(desk, "text", "Put on this shift")
            write_into(desk, "Put on this shift", name)
            press(desk, "push button", "Put on", "enabled")  # the first match is chosen already
            told(desk, f"Put {name} ")


def save_the_rota(desk: Sitting) -> None:
    press(desk, "list item", "Projects")
    press(desk, "push button", "Print the rota")
    save(desk)


def receive_and_thank(desk: Sitting) -> None:
    press(desk, "list item", "Goods")
    press(desk, "push button", "Receive a donation")
    write_into(desk, "From", "ruth")
    press_first_match(desk, "From")
    press(desk, "text", "What")
    write_into(desk, "What", "12 tins tomatoes")
    press_first_match(desk, "What")
    press(desk, "push button", "Keep")
    told(desk, "Received a donation from ruth cohen")
    press(desk, "list item", "Letters")
    press(desk, "push button", "Preview the letters", "enabled")
    save(desk)


def save(desk: Sitting) -> None:
    press(desk, "push button", "Save as PDF", "enabled")
    press(desk, "push button", "Save", "focusable")
    assert desk.ask("gone", "text", "File name")


def test_a_newcomer_needs_no_key_but_letters(first: Sitting) -> None:
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
    assert first.clicked <= MOST_CLICKS
    first.close()
    check_the_year(home)
