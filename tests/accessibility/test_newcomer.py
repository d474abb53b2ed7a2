"""Somebody who has never seen the program goes from its first start to a rota and a letter by keys alone."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from seat import Seat, Sitting

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_donations
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.office.projects.queries import list_projects

FAMILY = ("ann", "dan", "maya\t\t9", "noah\t\t7")
OTHERS = (
    *("ruth\tcohen", "ben\tadler", "gila\tstern", "joe\tfox"),
    *("tom\tgold", "eva\tkahn", "sam\trosen", "lea\twolf"),
)
PLANTERS = ("ann", "dan", "maya", "noah", "ben", "gila", "joe", "tom", "eva", "sam", "lea")
MOST_KEYS, MOST_CLICKS = 440, 38


@pytest.fixture
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """The program at its very first start, in a home of its own."""
    seat = Seat(tmp_path_factory.mktemp("newcomer"))
    sitting = Sitting(seat, None)
    yield sitting
    sitting.close()
    seat.close()


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
        enter(desk, name)
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
    rota, letter = pages(home, "Rota*.pdf"), pages(home, "*etters*.pdf")
    assert "bulbs for the home" in rota
    assert all(name in rota for name in (*PLANTERS, "ruth"))
    assert "12 tins of tomatoes" in " ".join(letter.split())
    with closing(Office.open(next(home.rglob("*.mitzvah")))) as office:
        assert len(office.query(list_people)) == 12
        (project,) = office.query(list_projects, 1)
        assert (project.shifts, project.staffing.asked) == (3, 12)
        assert [row.donor for row in office.query(list_donations, 1)] == ["ruth cohen"]


def pages(home: Path, pattern: str) -> str:
    return extract_page_text(next(home.rglob(pattern)).read_bytes(), 0)
