"""Who is a child: by date of birth, else by the mark; the same on papers, in lists and letters."""

from datetime import date, datetime
from typing import Any

import pytest
from conftest_rota import DAY, Year, at
from list_finding import find
from sqlalchemy import Connection, select

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import Campaign, Person, Project, Shift
from mitzvah_desk.model.expressions import is_child_on, shift_day
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.people.queries import list_household_members, list_people, read_person
from mitzvah_desk.office.thanks.addressees import Addressees, load_people
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.vocabulary import RowFor
from mitzvah_desk.rules.people import age
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
DAYS = [date(2026, 11, 22), date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 28), date(2028, 2, 29)]
BORN = [
    *(date(2008, 11, day) for day in (21, 22, 23)),
    *(date(2009, month, day) for month, day in ((2, 28), (3, 1), (3, 2))),
    *(date(2010, month, day) for month, day in ((2, 28), (3, 1))),
    date(2008, 2, 29),
    date(1950, 1, 1),
    date(2020, 1, 1),
]


@pytest.fixture
def book(office: Office, campaign: int) -> Year:
    """Ann Levy and her children, whom nobody marked: Maya and Ben, known by their dates of birth."""
    year = Year(office, campaign)
    home = year.add("household", name="Levy", address="1 High Road", postcode="N1 1AA")
    ann = year.person("Ann Levy", title="Mrs", household_id=home)
    maya = year.person("Maya Levy", born=date(2015, 5, 1), household_id=home, email="maya@example.org")
    ben = year.person("Ben Levy", born=date(2012, 5, 1), household_id=home)
    year.put(year.shift(year.project("Bulbs")), ann, maya, ben)
    return year


def printed(book: Year, kind: PaperKind, audience: Audience) -> str:
    asked = PrintRequest(
        book.campaign,
        scope=PrintScope(project_id=1),
        audience=audience,
        sign=SignOptions(words="Welcome"),
        now=NOW,
    )
    pdf = make_print_job(book.office, kind.key, asked).release().content
    return "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


NAMING = ("rota", "day-rota", "sign-in", "schedule", "badges", "certificates")


@pytest.mark.parametrize("key", NAMING)
def test_a_child_by_date_of_birth_is_named_to_volunteers_by_first_name_and_initial(
    book: Year, key: str
) -> None:
    told = printed(book, KINDS[key], Audience.VOLUNTEERS)
    assert "Maya L." in told
    assert "Maya Levy" not in told
    assert ("Ann Levy" in told) is (key != "certificates")


FOR_THEIR_OWN_FAMILY = {"consent-forms"}
"""Where a parent must see who is meant; that no other family's child stands there is the gate's to hold."""


@pytest.mark.parametrize(
    "kind",
    [
        each
        for each in KINDS.values()
        if Audience.VOLUNTEERS in each.audiences and each.key not in FOR_THEIR_OWN_FAMILY
    ],
)
def test_no_paper_for_volunteers_tells_a_childs_full_name(book: Year, kind: PaperKind) -> None:
    told = printed(book, kind, Audience.VOLUNTEERS)
    assert "Maya Levy" not in told
    assert "Ben Levy" not in told


def test_the_committee_prints_a_certificate_in_a_childs_full_name(book: Year) -> None:
    told = printed(book, KINDS["certificates"], Audience.COMMITTEE)
    assert "Maya Levy" in told
    assert "Ann Levy" not in told


def test_the_day_decides_and_not_the_day_of_printing(book: Year) -> None:
    turns = date(DAY.year - 18, DAY.month, DAY.day)
    book.execute(SetField("person", 2, "born", turns))  # eighteen on the day itself
    assert "Maya Levy" in printed(book, KINDS["badges"], Audience.VOLUNTEERS)
    book.execute(SetField("person", 2, "born", turns.replace(day=DAY.day + 1)))
    assert "Maya L." in printed(book, KINDS["badges"], Audience.VOLUNTEERS)


def test_an_adult_who_is_still_marked_is_an_adult(book: Year) -> None:
    book.execute(SetField("person", 1, "is_child", True))
    assert "Ann L." in printed(book, KINDS["badges"], Audience.VOLUNTEERS)
    book.execute(SetField("person", 1, "born", date(1975, 1, 1)))
    assert "Ann Levy" in printed(book, KINDS["badges"], Audience.VOLUNTEERS)


def test_a_letter_addresses_no_child_by_date_of_birth(book: Year) -> None:
    to = book.office.query(lambda c: Addressees(c, load_people(c, DAY)).of(("household", 1)))
    assert (to.name, to.greeting) == ("Mrs Ann Levy", "Dear Ann")
    assert to.email == ""
    later = book.office.query(lambda c: Addressees(c, load_people(c, date(2031, 1, 1))).of(("household", 1)))
    assert later.name == "Mrs Ann Levy and Ben Levy"


def test_lists_know_a_child_by_date_of_birth(book: Year) -> None:
    found = find(book.office, ListDefinition(columns=("given", "child")))
    assert found.cells == [["Ann", "no"], ["Ben", "yes"], ["Maya", "yes"]]
    for holds, names in ((True, [["Ben"], ["Maya"]]), (False, [["Ann"]])):
        asked = ListDefinition(conditions=(ListCondition("child", holds=holds),), columns=("given",))
        assert find(book.office, asked).cells == names
    homes = ListDefinition(columns=("addressed", "greeting"), row_for=RowFor.HOUSEHOLD)
    assert find(book.office, homes).cells == [["Mrs Ann Levy", "Dear Ann"]]
    family = ListDefinition(conditions=(ListCondition("family"),), columns=("given",))
    assert find(book.office, family).cells == [["Ann"], ["Ben"], ["Maya"]]


def test_the_window_shows_a_child_by_date_of_birth(book: Year) -> None:
    assert [row.child for row in book.office.query(list_people)] == [False, True, True]
    maya = book.office.query(read_person, 2)
    assert maya is not None
    assert (maya.child, maya.is_child) == (True, False)
    members = book.office.query(list_household_members, 1)
    assert [(row.name, row.detail) for row in members] == [
        ("Ann Levy", ""),
        ("Maya Levy", "child"),
        ("Ben Levy", "child"),
    ]


def all_rows(connection: Connection, query: Any) -> list[Any]:
    return list(connection.execute(query))


def test_the_rule_says_the_same_in_python_and_in_sql(office: Office, campaign: int) -> None:
    year = Year(office, campaign)
    for born in (*BORN, None):
        for marked in (False, True):
            year.person(f"{born} {marked}", born=born, is_child=marked)
    for day in DAYS:
        query = Person.__table__.select().add_columns(is_child_on(day, Person).label("child"))
        rows = office.query(all_rows, query)
        assert len(rows) == 2 * len(BORN) + 2
        for row in rows:
            child = age.is_child_on(day, born=row.born, marked=row.is_child)
            assert row.child is child, (day, row.born, row.is_child)


@pytest.mark.parametrize("day", DAYS)
def test_the_rule_says_the_same_of_the_day_of_a_shift(office: Office, campaign: int, day: date) -> None:
    year = Year(office, campaign)
    for born in BORN:
        year.person(f"{born}", born=born)
    starts = datetime(day.year, day.month, day.day, 10)
    year.shift(year.project(), starts, starts.replace(hour=12))
    query = (
        select(Person.born, is_child_on(shift_day(), Person).label("child"))
        .join_from(Shift, Project, Project.id == Shift.project_id)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .join(Person, Person.id > 0)
    )
    rows = office.query(all_rows, query)
    assert len(rows) == len(BORN)
    for row in rows:
        assert row.child is age.is_child_on(day, born=row.born), (day, row.born)


@pytest.mark.parametrize(
    ("told_age", "told_on", "child"),
    [(17, date(2026, 1, 1), True), (17, date(2025, 11, 22), False), (18, None, False), (3, None, True)],
)
def test_an_age_that_was_told_counts_on_from_then(told_age: int, told_on: date | None, child: bool) -> None:
    assert age.is_child_on(DAY, told_age=told_age, told_on=told_on, marked=not child) is child
    assert not age.is_child_on(DAY, born=date(1990, 1, 1), told_age=told_age, told_on=told_on)


def test_a_family_is_put_on_a_shift_with_its_adults_first(book: Year) -> None:
    from mitzvah_desk.office.rota.assignments import Assign

    shift = book.shift(1, at(14), at(15))
    book.execute(SetField("person", 1, "born", date(1975, 1, 1)))
    kate = book.person("Kate Levy", household_id=1)
    rows = book.execute(Assign(shift, (), household_id=1), "on purpose").ids
    order = book.office.query(
        lambda c: (
            c.exec_driver_sql(f"SELECT person_id FROM assignment WHERE id IN {tuple(rows)} ORDER BY id")
            .scalars()
            .all()
        )
    )
    assert order == [1, kate, 2, 3]
