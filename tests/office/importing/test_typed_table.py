"""Typed and pasted lines: read as a file's rows are, and written as one step."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import WritePlan
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import prepare_import
from mitzvah_desk.office.importing.typed_table import (
    FIRST,
    compose_typed_plan,
    list_grid_columns,
    make_typed_source,
    parse_pasted_rows,
    problem_cells,
    read_pasted,
)

PEOPLE = FIRST[ImportOf.PEOPLE]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    home = made.execute(Add("household", {"name": "Cohen", "postcode": "NW11 8QZ"}))
    assert isinstance(home, Done)
    made.execute(Add("person", {"given": "Ann", "family": "Cohen", "household_id": home.id}))
    yield made
    made.close()


def plan_of(office: Office, keys: Sequence[str], *lines: Sequence[str]) -> ImportPlan:
    source = make_typed_source(ImportOf.PEOPLE, keys, list(enumerate(lines, start=1)))
    prepared = prepare_import(source, office.query(read_existing_records, None))
    return compose_typed_plan(prepared, {})


def test_lines_are_new_the_same_or_a_problem(office: Office) -> None:
    plan = plan_of(
        office,
        ("given", "family", "email"),
        ("Zelda", "Katz", ""),
        ("Ann", "Cohen", ""),
        ("Dan", "Levy", "nowhere"),
    )
    assert [row.fate for row in plan.rows] == [RowOutcome.NEW, RowOutcome.SAME, RowOutcome.PROBLEM]
    assert plan.label == "Added Zelda Katz"
    assert isinstance(office.execute(WritePlan(plan)), Done)
    assert "Zelda Katz" in [option.label for option in office.query(lookup.list_person_options)]
    office.undo()
    assert [option.label for option in office.query(lookup.list_person_options)] == ["Ann Cohen"]


def test_a_problem_is_told_of_its_cell(office: Office) -> None:
    source = make_typed_source(ImportOf.PEOPLE, ("given", "born"), [(7, ("Ann", "yesterday-ish"))])
    prepared = prepare_import(source, office.query(read_existing_records, None))
    ((line, cells),) = problem_cells(prepared, compose_typed_plan(prepared, {})).items()
    assert (line, list(cells)) == (7, ["born"])


@pytest.mark.parametrize(("told", "child"), [("9", True), ("44", False), ("1 May 2020", True)])
def test_an_age_may_stand_where_the_day_of_birth_does(office: Office, told: str, child: bool) -> None:
    plan = plan_of(office, ("given", "family", "born"), ("Zelda", "Katz", told))
    (write,) = plan.writes
    assert bool(write.values.get("is_child")) is child


def test_headings_are_understood_and_what_is_not_is_told() -> None:
    pasted = read_pasted(
        ImportOf.PEOPLE, "Surname\tFirst Name\tMobile no\tShoe size\nKatz\tZelda\t07700 900123\t38\n", PEOPLE
    )
    assert pasted.headed
    assert pasted.keys == ("family", "given", "phone", "")
    assert (pasted.rows, pasted.unknown) == ((("Katz", "Zelda", "07700 900123", "38"),), ("Shoe size",))


def test_without_headings_cells_go_by_their_place() -> None:
    pasted = read_pasted(ImportOf.PEOPLE, "Zelda\tKatz\t07700 900123\nDan\tLevy\t", PEOPLE)
    assert not pasted.headed
    assert pasted.rows == (("Zelda", "Katz", "07700 900123"), ("Dan", "Levy", ""))


def test_a_first_line_without_headings_is_a_person() -> None:
    pasted = read_pasted(ImportOf.PEOPLE, "Zelda\tKatz\t\tnowhere\nDan\tLevy\t\tdan@example.org", PEOPLE)
    assert (pasted.headed, len(pasted.rows)) == (False, 2)


def test_a_title_above_the_headings_is_told() -> None:
    pasted = read_pasted(ImportOf.PEOPLE, "Helpers 2026\t\nFirst name\tSurname\nZelda\tKatz", PEOPLE)
    assert (pasted.rows, pasted.above) == ((("Zelda", "Katz"),), 1)


def test_without_headings_whole_names_are_seen_for_what_they_are() -> None:
    pasted = read_pasted(ImportOf.PEOPLE, "Zelda Katz\tzelda@example.org\nDan Levy\tdan@example.org", PEOPLE)
    assert (pasted.headed, pasted.keys) == (True, ("name", "email"))
    assert read_pasted(ImportOf.PEOPLE, "Katz, Zelda\nLevy, Dan", PEOPLE).keys == ("name",)


def test_a_csv_text_is_understood_too() -> None:
    assert parse_pasted_rows('Ann,Cohen,"1 Elm Road, London"') == (("Ann", "Cohen", "1 Elm Road, London"),)
    assert parse_pasted_rows("First name,Surname\nAnn,Cohen") == (("First name", "Surname"), ("Ann", "Cohen"))


def test_far_too_much_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableError, match="Save them as a file"):
        parse_pasted_rows("Ann\tCohen\n" * 5001)


@pytest.mark.parametrize("kind", FIRST)
def test_every_column_of_the_grid_is_one_that_an_import_knows(kind: ImportOf) -> None:
    assert list(list_grid_columns(kind))[: len(FIRST[kind])] == list(FIRST[kind])


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1), min_size=1
    )
)
def test_what_is_copied_with_tabs_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    wide = max(map(len, rows))
    whole = [row + ["x"] * (wide - len(row) + 1) for row in rows]
    quoted = ["\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in whole]
    found = parse_pasted_rows("\n".join(quoted))
    assert [len(row) for row in found] == [wide + 1] * len(rows)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in FIRST:
        try:
            pasted = read_pasted(kind, text, FIRST[kind])
        except UnreadableError:
            continue
        assert all(len(row) == len(pasted.rows[0]) for row in pasted.rows)
