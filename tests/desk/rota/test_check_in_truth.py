"""The check-in does not lie: who is here is found, two shifts are asked about, heads are counted."""

from datetime import date, datetime

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from rota_book import RotaBook, at
from sqlalchemy import func, select

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.rota.entry_list import EntryList
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.model import Assignment, AssignmentStatus, Partner, Person
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.findings import Finding

CAME = AssignmentStatus.ATTENDED
Enter = Qt.Key.Key_Return


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = at(10)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def area_of(page: CheckIn) -> RotaArea:
    area = page.window().findChild(RotaArea)
    assert isinstance(area, RotaArea)
    return area


@pytest.fixture
def page(book: RotaBook, clock: Clock, shown: Shown) -> CheckIn:
    """Ann and Dan Cohen bake at ten, Ruth welcomes at ten and goes on at eleven, the scouts knit."""
    sure = AssignmentStatus.CONFIRMED
    book.session.execute(Assign(book.bakers, (book.ann, book.dan), status=sure))
    book.session.execute(Assign(book.welcome, (book.ruth,), status=sure))
    book.session.execute(Assign(book.pair, (book.ruth,), status=sure))
    book.session.execute(Assign(book.knitters, group_id=book.group))
    area = RotaArea(book.session, clock)
    shown(area).resize(1300, 800)
    area.open_check_in()
    return area.check_in


def names(entries: EntryList) -> list[str]:
    return [entry.name for entry in entries.entries.shown]


def type_and_enter(page: CheckIn, text: str, *more: Qt.Key) -> None:
    page.start()
    QTest.keyClicks(page.search, text)
    for key in (Enter, *more):
        QTest.keyClick(page.window().focusWidget(), key)


def rows(book: RotaBook) -> list[tuple[str, AssignmentStatus, datetime | None]]:
    """Everybody who came, as the file holds it."""
    query = (
        select(Person.given, Assignment.status, Assignment.arrived_at)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.status == CAME)
        .order_by(Assignment.id)
    )
    found = book.session.office.query(lambda c: c.execute(query).all())
    return [(row.given, row.status, row.arrived_at) for row in found]


def people(book: RotaBook) -> int:
    return book.session.office.query(lambda c: c.execute(select(func.count(Person.id))).scalar_one())


def test_the_clock_says_when_they_came(page: CheckIn, book: RotaBook, clock: Clock) -> None:
    clock.now = at(9, 55)
    type_and_enter(page, "ann")
    assert rows(book) == [("Ann", CAME, at(9, 55))]


@pytest.mark.parametrize("typed", ["ann", "Ann Cohen", "cohen ann", "ANN  COHEN", "Änn Cohen"])
def test_who_is_here_is_told_and_never_made_anew(page: CheckIn, book: RotaBook, typed: str) -> None:
    before = people(book)
    told: list[str] = []
    book.session.status_message.connect(told.append)
    type_and_enter(page, "ann")
    type_and_enter(page, typed)
    assert told[-1] == "Ann Cohen is here since 10:00, Bakers, already."
    assert rows(book) == [("Ann", CAME, at(10))]
    assert people(book) == before
    assert any(name.startswith("Add") for name in names(page.first)) is (typed == "ann")


def test_a_nickname_finds_who_is_here(page: CheckIn, book: RotaBook) -> None:
    book.session.execute(SetField("person", book.ann, "known_as", "Annie"))
    type_and_enter(page, "ann cohen")
    type_and_enter(page, "annie cohen")
    assert [name for name, _, _ in rows(book)] == ["Ann"]


def test_a_spelling_of_a_name_is_offered_before_somebody_new(page: CheckIn) -> None:
    page.search.setText("Daniel Kohen")
    assert names(page.first) == ["Dan Cohen", "Cohen", "Add “Daniel Kohen”"]


def test_a_walk_in_of_the_same_name_is_the_same_person(page: CheckIn, book: RotaBook) -> None:
    before = people(book)
    for _ in range(2):
        type_and_enter(page, "Zoe Newman")
    assert [name for name, _, _ in rows(book)] == ["Zoe"]
    assert people(book) == before + 1


def test_a_name_on_two_shifts_asks_which_and_proposes_the_nearest(
    page: CheckIn, book: RotaBook, clock: Clock
) -> None:
    clock.now = at(10, 40)
    page.search.setText("ruth")
    assert names(page.first) == ["Ruth Levy", "Add “ruth”"]
    type_and_enter(page, "")
    assert rows(book) == []
    assert page.question.title.text() == "Ruth Levy has 2 shifts today. Which is it now?"
    QTest.keyClick(page.question.choices, Enter)
    assert [row.status for row in book.on(book.welcome)] == [CAME]
    assert [row.status for row in book.on(book.pair)] == [AssignmentStatus.CONFIRMED]
    clock.now = at(11, 15)
    page._show()
    assert "Ruth Levy" not in names(page.late), "she is here"


def test_of_two_shifts_the_later_can_be_chosen(page: CheckIn, book: RotaBook) -> None:
    type_and_enter(page, "ruth")
    QTest.keyClick(page.question.choices, Qt.Key.Key_Down)
    QTest.keyClick(page.question.choices, Enter)
    assert [row.status for row in book.on(book.pair)] == [CAME]


def test_esc_puts_a_question_away(page: CheckIn, book: RotaBook) -> None:
    type_and_enter(page, "ruth", Qt.Key.Key_Escape)
    assert page.question.isHidden()
    assert page.isVisible()
    assert page.search.hasFocus()
    assert rows(book) == []


def test_a_family_is_here_in_one_step(page: CheckIn, book: RotaBook) -> None:
    type_and_enter(page, "cohen")
    assert page.question.title.text() == "Cohen: who is here?"
    assert len(page.question.ticked()) == 2
    QTest.keyClick(page.question.choices, Qt.Key.Key_Space)
    assert len(page.question.ticked()) == 1
    QTest.keyClick(page.question.choices, Qt.Key.Key_Space)
    QTest.keyClick(page.question.choices, Enter)
    assert [name for name, _, _ in rows(book)] == ["Ann", "Dan"]
    book.session.undo()
    assert rows(book) == []


@pytest.mark.parametrize(("adults", "children"), [("3", "20"), ("5", "30")])
def test_the_heads_of_a_group_are_counted_short_and_over(
    page: CheckIn, book: RotaBook, adults: str, children: str
) -> None:
    type_and_enter(page, "scouts")
    assert page.question.title.text() == "Third Hendon Scouts: 28 expected. How many are here?"
    assert book.on(book.knitters)[0].status is AssignmentStatus.INVITED
    QTest.keyClicks(page.question.heads.adults.line, adults)
    page.question.heads.young.line.selectAll()
    QTest.keyClicks(page.question.heads.young.line, children)
    QTest.keyClick(page.question.heads.young.line, Enter)
    (scouts,) = book.on(book.knitters)
    assert (scouts.status, scouts.adults, scouts.children) == (CAME, int(adults), int(children))
    assert f"{int(adults) + int(children)} people are here" in page._page._says.text()


def test_the_newest_arrival_is_first(page: CheckIn, clock: Clock) -> None:
    for minute, name in enumerate(("dan", "ann")):
        clock.now = at(10, minute)
        type_and_enter(page, name)
    assert names(page.here) == ["Ann Cohen", "Dan Cohen"]


def test_of_who_has_not_arrived_the_telephone_comes_first(
    page: CheckIn, book: RotaBook, clock: Clock
) -> None:
    book.session.execute(SetField("person", book.ann, "mobile", "07700 900123"))
    clock.now = at(10, 30)
    page._show()
    late = {entry.name: entry.detail for entry in page.late.entries.shown}
    assert late["Ann Cohen"].startswith("07700 900123 · 10:00 Bakers")


def test_only_one_project_is_listed(page: CheckIn, clock: Clock) -> None:
    clock.now = at(10, 30)
    page.where.setCurrentIndex(page.where.findText("Food drive"))
    page._show()
    assert names(page.first) == ["Ruth Levy"]
    assert names(page.late) == []


def test_who_comes_with_a_group_is_told_so(page: CheckIn, book: RotaBook) -> None:
    zoe = book.add("person", given="Zoe", family="Abel")
    book.session.execute(SetField("group", book.group, "leader_id", zoe))
    area_of(page).reload()
    page.search.setText("zoe")
    detail = page.first.entries.shown[0].detail
    assert detail == "comes with Third Hendon Scouts: Knitters, Tea & <b>cake</b>"
    type_and_enter(page, "zoe")
    assert page.question.title.text().startswith("Third Hendon Scouts")


def test_a_host_is_told_where(page: CheckIn, book: RotaBook) -> None:
    mayor = book.add("person", given="Una", family="Mayor")
    host = book.add("person", given="Hal", family="Host")
    guest = {"project_id": book.drive, "person_id": mayor, "host_id": host, "arrives_at": at(11, 30)}
    book.add("guest_of_honour", **guest)
    area_of(page).reload()
    for typed, words in (
        ("hal", "11:30 hosts Una Mayor at Food drive"),
        ("una", "11:30 is a guest of honour at Food drive"),
    ):
        page.search.setText(typed)
        assert page.first.entries.shown[0].detail == words
        type_and_enter(page, "")
        assert rows(book) == []


def test_ctrl_z_takes_back_arrivals_one_by_one(page: CheckIn, book: RotaBook) -> None:
    for name in ("ann", "dan"):
        type_and_enter(page, name)
    page.take_back()
    assert [name for name, _, _ in rows(book)] == ["Ann"]
    page.take_back()
    page.take_back()
    assert rows(book) == []
    assert [row.status for row in book.on(book.bakers)] == [AssignmentStatus.CONFIRMED] * 2


def leaving(book: RotaBook, whose: int) -> tuple[datetime | None, str]:
    query = select(Assignment.left_at, Assignment.collected_by).where(
        Assignment.person_id == whose, Assignment.status == CAME
    )
    left_at, collected_by = book.session.office.query(lambda c: c.execute(query).one())
    return left_at, collected_by


@pytest.fixture
def child(book: RotaBook, page: CheckIn) -> int:
    """Dan is eight, Ann is his mother, and both are here."""
    book.session.execute(SetField("person", book.dan, "born", date(2018, 5, 1)))
    book.add("guardian", child_id=book.dan, adult_id=book.ann, relation="mother")
    for name in ("ann", "dan"):
        type_and_enter(page, name)
    return book.dan


def test_a_child_is_collected_by_a_guardian(page: CheckIn, book: RotaBook, child: int, clock: Clock) -> None:
    clock.now = at(11, 50)
    page._page.show_page(1)
    QTest.keyClicks(page.still_here.search, "dan")
    QTest.keyClick(page.still_here.search, Enter)
    question = page.still_here.question
    assert [question.collector.itemText(n) for n in range(question.collector.count())] == ["Ann Cohen"]
    QTest.keyClicks(question.collector, "Ann")
    QTest.keyClick(question.collector, Enter)
    assert leaving(book, child) == (at(11, 50), "Ann Cohen")
    assert names(page.still_here.people) == ["Ann Cohen"]


def test_somebody_else_who_collects_a_child_asks_for_a_word(
    page: CheckIn, book: RotaBook, child: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def say(_parent: object, findings: tuple[Finding, ...]) -> str | None:
        asked.extend(finding.text for finding in findings)
        return "Her mother rang" if len(asked) > 1 else None

    monkeypatch.setattr(DecisionDialog, "ask", say)
    page.here.go(names(page.here).index("Dan Cohen"))
    QTest.keyClick(page.here, Enter)
    for _ in range(2):
        page.question.collector.setEditText("Sam Stern")
        QTest.keyClick(page.question.collector, Enter)
    assert asked == ["Sam Stern is no guardian of Dan Cohen in the book."] * 2
    assert leaving(book, child) == (at(10), "Sam Stern: Her mother rang")


def test_who_is_still_here_stands_by_place_children_first(page: CheckIn, book: RotaBook, child: int) -> None:
    type_and_enter(page, "scouts", Enter)
    page._page.show_page(1)
    assert names(page.still_here.people) == ["Dan Cohen", "Ann Cohen", "Third Hendon Scouts"]
    (dan, *_) = page.still_here.people.entries.shown
    assert "guardian Ann Cohen" in dan.detail
    assert page.still_here.counted == "30 people are here, 25 of them children"


def test_hours_follow_from_coming_and_going(page: CheckIn, book: RotaBook, clock: Clock) -> None:
    clock.now = at(9, 50)
    type_and_enter(page, "ann")
    clock.now = at(11, 20)
    page.here.go(0)
    QTest.keyClick(page.here, Enter)
    QTest.keyClick(page.question.left_at.line, Enter)
    assert [row.minutes_served for row in book.on(book.bakers) if row.who_id == book.ann] == [90]
    type_and_enter(page, "ann")
    assert leaving(book, book.ann) == (None, ""), "she is back"


def test_nobody_leaves_before_they_came(
    page: CheckIn, book: RotaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        messages,
        "show_message",
        lambda _parent, text: told.append(text),
    )
    type_and_enter(page, "ann")
    page.here.go(0)
    QTest.keyClick(page.here, Enter)
    page.question.left_at.line.setText("9:30")
    QTest.keyClick(page.question.left_at.line, Enter)
    assert told == ["Ann Cohen came at 10:00, so they cannot have left at 09:30. Put the time right."]
    assert leaving(book, book.ann) == (None, "")


def test_who_is_in_the_book_for_a_refuge_alone_is_found_by_the_whole_name_only(
    page: CheckIn, book: RotaBook
) -> None:
    refuge = book.session.office.query(lambda c: c.execute(select(Partner.id)).scalar_one())
    nora = book.add("person", given="Nora", family="Keeper")
    book.add("partner_contact", partner_id=refuge, person_id=nora)
    area_of(page).reload()
    page.search.setText("nora")
    assert names(page.first) == ["Add “nora”"]
    before = people(book)
    type_and_enter(page, "nora keeper")
    assert [name for name, _, _ in rows(book)] == ["Nora"]
    assert people(book) == before
