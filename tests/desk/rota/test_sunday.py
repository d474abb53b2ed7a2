"""The Sunday of the sample year at the door: fifty arrivals by keys, and the file holds nothing else."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from doubles import Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sample_year import copy_sample
from sqlalchemy import text

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.check_in import CheckIn
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.rota.rows import ExpectedRow

SUNDAY = date(2026, 11, 22)
Enter = Qt.Key.Key_Return
CAME = """
    SELECT a.person_id, a.group_id, a.shift_id, a.adults, a.children, a.arrived_at, a.left_at, a.collected_by
    FROM assignment a JOIN shift s ON s.id = a.shift_id
    WHERE a.status = 'attended' AND date(s.starts_at) = '2026-11-22'
"""
CHILDREN = """
    SELECT p.id, trim(p.given || ' ' || p.family) AS name, trim(g.given || ' ' || g.family) AS guardian
    FROM guardian JOIN person p ON p.id = guardian.child_id JOIN person g ON g.id = guardian.adult_id
    WHERE (p.born > '2008-11-22' OR (p.born IS NULL AND p.is_child)) GROUP BY p.id ORDER BY p.id
"""

UNEXPECTED = """
    SELECT id, trim(given || ' ' || family) AS name
    FROM person WHERE given <> '' AND family <> '' AND id NOT IN (
        SELECT person_id FROM assignment WHERE person_id IS NOT NULL
        UNION SELECT leader_id FROM "group" WHERE leader_id IS NOT NULL
        UNION SELECT person_id FROM group_member
        UNION SELECT person_id FROM guest_of_honour
        UNION SELECT host_id FROM guest_of_honour WHERE host_id IS NOT NULL
        UNION SELECT driver_id FROM delivery WHERE driver_id IS NOT NULL
    ) GROUP BY name HAVING count(*) = 1 ORDER BY id
"""


class Sunday:
    """The check-in of the day, its clock, and what a careful person would have written down."""

    def __init__(self, session: FileSession, shown: Shown) -> None:
        self.session = session
        self.now = datetime(2026, 11, 22, 9, 30)
        self.area = RotaArea(session, lambda: self.now)
        shown(self.area).resize(1300, 800)
        self.area._choose_day(SUNDAY)
        self.area.open_check_in()
        self.page: CheckIn = self.area.check_in
        self.people: dict[tuple[int, int], datetime] = {}
        self.groups: dict[tuple[int, int], tuple[int, int]] = {}

    def rows(self) -> list[ExpectedRow]:
        return self.session.office.query(list_expected_people, 1, SUNDAY)

    def sql(self, query: str) -> list[Any]:
        return self.session.office.query(lambda c: list(c.execute(text(query)).all()))

    def type(self, name: str) -> None:
        """Types a name and Enter, a minute after the last."""
        self.now += timedelta(minutes=1)
        self.page.start()
        if name.isascii():
            QTest.keyClicks(self.page.search, name)
        else:
            self.page.search.insert(name)  # a test's keyboard has no other keys
        QTest.keyClick(self.page.search, Enter)

    def answer(self) -> None:
        """Enter in whatever is asked."""
        QTest.keyClick(self.page.window().focusWidget(), Enter)

    def invite_children(self) -> list[Any]:
        """Puts three children of the book on a shift of the day; returns them with a guardian each."""
        children = self.sql(CHILDREN)[:3]
        shift = min(row.shift_id for row in self.rows() if row.kind == "group")
        for child in children:
            action = Assign(shift, (child.id,), status=AssignmentStatus.CONFIRMED)
            assert isinstance(self.session.office.execute(action, "Their parents asked"), Done)
        self.area.reload()
        return children

    def arrive(self, rows: list[ExpectedRow]) -> None:
        """One person arrives; of several shifts it is asked which."""
        self.type(rows[0].name)
        wanted = nearest(rows, self.now)
        assert self.page.question.isHidden() is (len(rows) == 1)
        if len(rows) > 1:
            self.answer()
        self.people[rows[0].who_id, wanted.shift_id] = self.now

    def arrive_again(self, name: str) -> None:
        """Somebody else at the door types the same name."""
        told: list[str] = []
        self.session.status_message.connect(told.append)
        self.type(name)
        self.session.status_message.disconnect(told.append)
        assert [words.startswith(f"{name} is here since") for words in told] == [True]
        assert self.page.question.isHidden()

    def count(self, row: ExpectedRow, more: int) -> None:
        """A group arrives with fewer or more than expected."""
        self.type(row.name)
        if sum(each.name == row.name for each in self.rows()) > 1:
            self.answer()
        counted = (row.adults, row.children + more) if row.children else (row.adults + more, 0)
        self.page.question.heads.adults.line.setText(str(counted[0]))
        self.page.question.heads.young.line.setText(str(counted[1]))
        self.answer()
        own = next(each for each in self.rows() if each.arrived_at == self.now)
        assert own.who == row.who
        self.groups[row.who_id, own.shift_id] = counted

    def walk_in(self, name: str) -> None:
        """Somebody comes whom nobody expected."""
        self.type(name)
        (person,) = [r.id for r in self.sql("SELECT id, given, family FROM person") if called(r) == name]
        self.people.setdefault((person, int(self.page.shift.currentData())), self.now)

    def collect(self, child: str, by: str) -> None:
        """A child goes home with somebody."""
        still_here = self.page.still_here
        QTest.keyClicks(still_here.search, child)
        QTest.keyClick(still_here.search, Enter)
        QTest.keyClicks(still_here.question.collector, by)
        self.answer()


def called(row: Any) -> str:
    return f"{row.given} {row.family}"


@pytest.fixture
def sunday(tmp_path: Path, shown: Shown) -> Iterator[Sunday]:
    copy_sample(tmp_path / "sunday.mitzvah")
    office = Office.open(tmp_path / "sunday.mitzvah", user_name="Miriam")
    session = FileSession(office, runner=InlineRunner)
    session.choose_campaign(1)
    yield Sunday(session, shown)
    office.close()


def nearest(rows: list[ExpectedRow], at: datetime) -> ExpectedRow:
    """The shift that runs, or is the nearest in time: found here by trying every minute."""
    for minutes in range(24 * 60):
        for row in rows:
            start, end = row.starts_at or datetime.max, row.ends_at or datetime.max
            if start - timedelta(minutes=minutes) <= at <= end + timedelta(minutes=minutes):
                return row
    return rows[0]


def test_attendance_is_right_to_the_person(sunday: Sunday, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DecisionDialog, "ask", lambda _parent, _findings: "The mother rang")
    children = sunday.invite_children()
    people_before = sunday.sql("SELECT count(*) AS many FROM person")[0].many
    assert sunday.sql(CAME) == []
    expected: dict[int, list[ExpectedRow]] = {}
    for row in sunday.rows():
        if row.kind == "person":
            expected.setdefault(row.who_id, []).append(row)
    young = [child.id for child in children]
    arriving = [*young, *(number for number in expected if number not in young)][:50]
    assert sum(len(expected[number]) > 1 for number in arriving) >= 5, "asked which shift it is"

    for count, number in enumerate(arriving):
        sunday.arrive(expected[number])
        if count % 9 == 0:  # six of them are typed twice
            sunday.arrive_again(expected[number][0].name)
    assert len(sunday.people) == 50
    short, over = [row for row in sunday.rows() if row.kind == "group"][:2]
    sunday.count(short, -2)
    sunday.count(over, 3)
    for name in ("Zebulon Newcomer", "Tirzah Walker", "Zebulon Newcomer", sunday.sql(UNEXPECTED)[0].name):
        sunday.walk_in(name)
    sunday.now += timedelta(hours=2)
    sunday.page._page.show_page(1)
    collectors = [children[0].guardian, children[1].guardian, "Uncle Joe"]
    for child, collector in zip(children, collectors, strict=True):
        sunday.collect(child.name, collector)

    came = sunday.sql(CAME)
    moments = {(r.person_id, r.shift_id): datetime.fromisoformat(r.arrived_at) for r in came if r.person_id}
    assert moments == sunday.people
    heads = {(r.group_id, r.shift_id): (r.adults, r.children) for r in came if r.group_id}
    assert heads == sunday.groups
    left = {r.person_id: (r.collected_by, datetime.fromisoformat(r.left_at)) for r in came if r.left_at}
    words = (*collectors[:2], "Uncle Joe: The mother rang")
    assert left == {number: (word, sunday.now) for number, word in zip(young, words, strict=True)}
    assert sunday.sql("SELECT count(*) AS many FROM person")[0].many == people_before + 2
    for _ in range(len(came) + len(left)):
        sunday.page.take_back()
    assert sunday.sql(CAME) == []
    assert sunday.sql("SELECT count(*) AS many FROM person")[0].many == people_before
