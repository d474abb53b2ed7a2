"""Whatever is named in a field can be made there, and Enter means the same in all of them."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from doubles import Boxes, Shown, Taker
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from small_book import Book

import mitzvah_desk.desk
from mitzvah_desk.desk.records.named_records import NAMED
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import read_person

DESK = Path(mitzvah_desk.desk.__file__).parent
ONLY_KNOWN = {
    "goods/items.py": "what a project used up was in store",
    "goods/recall.py": "what is recalled was received",
    "importing/choose_match.py": "somebody new has a button of their own beside it",
    "importing/paste_person.py": "it makes a partner itself, since the person is no record yet",
    "people/put_on_shift.py": "a shift has times and numbers, and is made on its project's page",
    "print/area.py": "a paper tells of what is in the file",
    "projects/guests.py": "a session has times, and is made under Programme",
}
"""Where a record is named that cannot be made there, and why."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=date(2026, 11, 22))
    made.session.choose_campaign(campaign)
    yield made
    office.close()


def calls(path: Path, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]


def test_every_field_that_names_a_record_can_make_one_or_has_a_reason() -> None:
    bare, closed = set(), set()
    for path in DESK.rglob("*.py"):
        where = path.relative_to(DESK).as_posix()
        if calls(path, "PickField"):
            bare.add(where)
        text = path.read_text(encoding="utf-8")
        if "only_known=" in text and where not in {"records/record_field.py", "goods/donors.py"}:
            closed.add(where)
    assert bare | closed == set(ONLY_KNOWN)


@pytest.mark.parametrize("noun", NAMED)
def test_what_nobody_knows_is_made_with_enter_and_taken_back_at_once(
    noun: str, book: Book, shown: Shown, taker: Taker, boxes: Boxes
) -> None:
    boxes.press = "A household"
    field = RecordField(book.session, noun, "Which", taker.commit)
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, "Zelda Katz")
    assert field.popup.model().rowCount() == 1
    assert field.popup.model().index(0, 0).data().startswith("Add “Zelda Katz”")
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert (field.problem, field.line.text(), len(taker.taken)) == ("", "Zelda Katz", 1)
    assert [option.label for option in NAMED[noun].read(book.session)] == ["Zelda Katz"]
    field.load(None)
    field.line.setFocus()
    QTest.keyClicks(field.line, "zel")
    last = field.popup.model().index(field.popup.model().rowCount() - 1, 0).data()
    assert last.startswith("Add “zel”")
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert taker.taken[1] == taker.taken[0]


def test_a_new_record_and_its_place_are_one_step(book: Book, shown: Shown) -> None:
    ann = book.add("person", given="Ann", family="Cohen")
    session = book.session

    def keep(value: int | None) -> str:
        return session.commit(SetField("person", ann, "household_id", value))

    field = RecordField(session, "household", "Household", keep)
    shown(field)
    told: list[str] = []
    session.status_message.connect(told.append)
    field.line.setFocus()
    QTest.keyClicks(field.line, "Cohen")
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    facts = session.office.query(read_person, ann)
    assert facts is not None
    assert facts.household_id is not None
    assert told[-1] == "Added Cohen. Changed the household of Ann Cohen"
    assert session.office.undo_label() == told[-1]
    session.undo()
    assert NAMED["household"].read(session) == []
    session.redo()
    assert [option.label for option in NAMED["household"].read(session)] == ["Cohen"]
    again = session.office.query(read_person, ann)
    assert again is not None
    assert again.household_id == facts.household_id


def test_where_the_use_is_refused_what_was_made_stays_a_step_of_its_own(
    book: Book, shown: Shown, taker: Taker
) -> None:
    taker.refusal = "That cannot be."
    field = RecordField(book.session, "role", "Role", taker.commit)
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, "Baker")
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert (field.problem, field.line.text()) == ("That cannot be.", "Baker")
    assert book.session.office.undo_label() == "Added Baker"


@pytest.mark.parametrize(
    ("typed", "said", "given", "family"),
    [
        ("Zelda", "Add “Zelda”  ·  a first name, no family name yet", "Zelda", ""),
        ("Katz, Zelda", "Add “Zelda Katz”", "Zelda", "Katz"),
    ],
)
def test_a_person_is_made_of_what_is_typed_and_nothing_else(
    book: Book, shown: Shown, taker: Taker, typed: str, said: str, given: str, family: str
) -> None:
    field = RecordField(book.session, "person", "Who", taker.commit)
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, typed)
    assert field.popup.model().index(0, 0).data() == said
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    facts = book.session.office.query(read_person, taker.taken[0])
    assert facts is not None
    assert (facts.given, facts.family) == (given, family)


def test_a_namesake_can_be_made_beside_the_one_who_is_there(book: Book, shown: Shown, taker: Taker) -> None:
    book.add("person", given="Sam", family="Levy")
    field = RecordField(book.session, "person", "Who", taker.commit)
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, "Sam Levy")
    assert field.popup.model().rowCount() == 2


def test_a_child_is_made_where_a_guardian_is_asked(book: Book, shown: Shown, taker: Taker) -> None:
    field = RecordField(book.session, "child", "Add a child", taker.commit)
    shown(field)
    field.line.setFocus()
    QTest.keyClicks(field.line, "Maya Cohen")
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    facts = book.session.office.query(read_person, taker.taken[0])
    assert facts is not None
    assert facts.is_child
