"""A family on one form: one household, its members, and those who are in the book already."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import WritePlan, no_progress
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.family import MEMBER_COLUMNS, FamilyLook, FamilyTyped, look_at_family
from mitzvah_desk.office.importing.plan import NEW, RowOutcome
from mitzvah_desk.office.people.queries import list_household_members, list_households, list_people

KEYS = list(MEMBER_COLUMNS)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    yield made
    made.close()


def look(office: Office, typed: FamilyTyped, *lines: dict[str, str]) -> FamilyLook:
    cells: list[tuple[int, Sequence[str]]] = [
        (number, [line.get(key, "") for key in KEYS]) for number, line in enumerate(lines, start=1)
    ]
    known = office.query(read_existing_records, None)
    return look_at_family(typed, KEYS, cells, known, {}, step=no_progress)


LEVY = FamilyTyped("Levy", "12 High Street, London", "NW11 8QZ", "020 8455 1234", "levy@example.org")


def test_a_family_is_one_household_and_one_step(office: Office) -> None:
    found = look(
        office, LEVY, {"given": "Dan"}, {"given": "Ruth", "family": "Katz"}, {"given": "Maya", "born": "9"}
    )
    assert found.home == "A new household, Levy."
    done = office.execute(WritePlan(found.plan))
    assert isinstance(done, Done)
    assert done.label == "Added the family Levy: 3 people"
    (home,) = office.query(list_households)
    assert (home.name, home.postcode, home.members) == ("Levy", "NW11 8QZ", 3)
    names = [link.name for link in office.query(list_household_members, home.id)]
    assert sorted(names) == ["Dan Levy", "Maya Levy", "Ruth Katz"]
    people = {row.given: row for row in office.query(list_people)}
    assert [people[name].email for name in ("Dan", "Ruth", "Maya")] == ["levy@example.org", "", ""]
    office.undo()
    assert office.query(list_households) == []
    assert office.query(lookup.list_person_options) == []


def test_a_member_in_the_book_is_recognised_and_the_others_join_the_home(office: Office) -> None:
    home = office.execute(Add("household", {"name": "Levy", "postcode": "NW11 8QZ"}))
    assert isinstance(home, Done)
    office.execute(Add("person", {"given": "Dan", "family": "Levy", "household_id": home.id}))
    found = look(office, FamilyTyped("Levy"), {"given": "Dan"}, {"given": "Maya", "child": "yes"})
    assert [row.fate for row in found.plan.rows] == [RowOutcome.SAME, RowOutcome.NEW]
    assert found.home == "They join the household Levy (NW11 8QZ), where one of them lives already."
    assert isinstance(office.execute(WritePlan(found.plan)), Done)
    assert len(office.query(list_household_members, home.id)) == 2


def test_another_household_of_that_name_is_asked_about(office: Office) -> None:
    home = office.execute(Add("household", {"name": "Levy", "postcode": "N3 1AA"}))
    assert isinstance(home, Done)
    typed = FamilyTyped("Levy")
    asked = look(office, typed, {"given": "Ruth"})
    assert (asked.home, asked.plan.writes) == ("There is a household called Levy already. Is it theirs?", ())
    assert [each.label for each in asked.households] == ["Levy (N3 1AA)"]
    theirs = look(office, FamilyTyped("Levy", household=home.id), {"given": "Ruth"})
    assert theirs.home == "They join the household Levy (N3 1AA)."
    another = look(office, FamilyTyped("Levy", household=NEW), {"given": "Ruth"})
    assert isinstance(office.execute(WritePlan(another.plan)), Done)
    assert len(office.query(list_households)) == 2


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (FamilyTyped(), "Type the family name first."),
        (FamilyTyped("Levy", phone="soon"), "“soon”"),
        (FamilyTyped("Levy", email="nowhere"), "“nowhere”"),
    ],
)
def test_what_is_wrong_with_the_home_is_told_and_nothing_is_written(
    office: Office, typed: FamilyTyped, problem: str
) -> None:
    found = look(office, typed, {"given": "Ruth"})
    assert problem in found.problem
    assert found.plan.writes == ()


def test_the_adults_of_the_form_answer_for_its_children_where_that_is_said(office: Office) -> None:
    lines = (
        {"given": "Dan"},
        {"given": "Ruth"},
        {"given": "Maya", "born": "9"},
        {"given": "Noah", "child": "yes"},
    )
    for typed, links in ((LEVY, 0), (replace(LEVY, guardians=True), 4)):
        done = office.execute(WritePlan(look(office, typed, *lines).plan))
        assert isinstance(done, Done), done
        pairs = office.query(
            lambda c: c.exec_driver_sql("SELECT child_id, adult_id FROM guardian").fetchall()
        )
        assert len(pairs) == links
        people = {row.id: row for row in office.query(list_people)}
        assert all(people[child].child and not people[adult].child for child, adult in pairs)
        office.undo()
    assert office.query(lookup.list_person_options) == []
