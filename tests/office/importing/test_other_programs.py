"""Lists as other programs write them: nobody is lost, families stay together, nothing is dropped silently."""

import csv
import io
from datetime import date

import pytest
from conftest_office import done
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program_rows import FILES

from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.existing_records import ExistingRecords, read_existing_records
from mitzvah_desk.office.importing.plan import REJECTED, ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import (
    WHY,
    Source,
    export_rejected_rows,
    list_profiles,
    open_sheet,
    profile_action,
)
from mitzvah_desk.rules.fields.columns import FIELDS
from mitzvah_desk.rules.fields.row_members import MEMBERS, join_meaning, split_meaning
from tests.gate import release_bytes

TODAY = date(2026, 11, 30)


def opened(text: str) -> Source:
    return open_sheet("list.csv", read_sheets("list.csv", text.encode())[0], ImportOf.PEOPLE)


def planned(source: Source, known: ExistingRecords) -> ImportPlan:
    return compose_plan(prepare_import(source, known, today=TODAY), {})


def told(known: ExistingRecords) -> list[str]:
    """Who is in the book, a line each; see ``program_rows``."""
    lines = []
    for person in known.persons.values():
        home = known.households.get(person["household_id"])
        marks = "*" * bool(person["is_child"]) + "!" * (person["contact_status"] != "in touch")
        mail = f" <{person['email']}>" if person["email"] else ""
        where = f" @ {home['name']} {home['postcode']}".rstrip() if home else ""
        lines.append(f"{person['given']} {person['family']}{marks}{mail}{where}")
    return sorted(lines)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_program_brings_everybody(office: Office, name: str) -> None:
    file = FILES[name]
    source = opened(file.text)
    assert source.program == file.program
    plan = planned(source, office.query(read_existing_records, None))
    assert not plan.count(RowOutcome.ASK, RowOutcome.PROBLEM), plan.rows
    assert {column.heading for column in plan.unused} == set(file.unused)
    office.execute(Import(plan))
    known = office.query(read_existing_records, None)
    assert told(known) == sorted(file.people)
    homes: dict[int | None, list[str]] = {}
    for person in known.persons.values():
        homes.setdefault(person["household_id"], []).append(person["family"])
    assert all(len(set(names)) == 1 for home, names in homes.items() if home is not None)
    again = planned(source, known)
    assert not again.count(RowOutcome.NEW, RowOutcome.UPDATE), again.rows


def test_two_households_of_one_name_stay_two(office: Office) -> None:
    plan = planned(opened(FILES["two families of one name"].text), office.query(read_existing_records, None))
    office.execute(Import(plan))
    known = office.query(read_existing_records, None)
    assert len(known.households) == 2
    assert sorted(p["household_id"] for p in known.persons.values()) == [1, 1, 2, 2]


def test_what_stands_beside_a_name_goes_to_its_field(office: Office) -> None:
    office.execute(
        Import(
            planned(
                opened(FILES["names as people write them"].text), office.query(read_existing_records, None)
            )
        )
    )
    known = {p["given"]: p for p in office.query(read_existing_records, None).persons.values()}
    david = known["Jonathan"]
    assert (david["title"], david["family"], david["honours"]) == ("Prof Sir", "ben-David", "KC")
    assert known["Ann"]["note"] == "Née Levy"
    assert (known["Noa"]["told_age"], known["Noa"]["told_on"]) == (7, TODAY)


RENAMED = {
    "First Name": ("Forename", "Given name", "first"),
    "Last Name": ("Surname", "Family name", "lastname"),
    "Email": ("E-mail address", "Mail", "Your email"),
    "Postcode": ("Post code", "Zip", "postal code"),
    "Secondary": ("Spouse", "Partner's", "Adult 2"),
    "Primary": ("Adult 1", "Main contact", ""),
}
COUPLES = (
    ("Primary First Name", "Ann", "Bob"),
    ("Primary Last Name", "Cohen", "Levy"),
    ("Primary Email", "ann@example.org", ""),
    ("Secondary First Name", "Dan", "Eve"),
    ("Secondary Last Name", "Cohen", "Levy"),
    ("Secondary Email", "dan@example.org", "eve@example.org"),
    ("Postcode", "NW11 8QZ", "NW4 1AB"),
)


@st.composite
def couples(draw: st.DrawFn) -> tuple[str, set[str]]:
    """The couples as a table with its columns moved, renamed and mixed with others; and who is left over."""
    renamed = {}
    for said, others in RENAMED.items():
        renamed[said] = draw(st.sampled_from((said, *others)))
    columns = []
    for heading, *cells in COUPLES:
        words = heading
        for said, other in renamed.items():
            words = words.replace(said, other)
        columns.append((words.strip(), *cells))
    extra = draw(st.lists(st.sampled_from(("T-shirt", "Seat", "Locker")), unique=True, max_size=3))
    columns += [(heading, "S", "") for heading in extra]
    columns += [(heading, "", "") for heading in draw(st.lists(st.just("Leftover"), max_size=1))]
    columns = draw(st.permutations(columns))
    out = io.StringIO()
    csv.writer(out).writerows(zip(*columns, strict=True))
    return out.getvalue(), set(extra)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(couples())
def test_columns_moved_renamed_and_mixed_bring_the_same_people(
    office: Office, table: tuple[str, set[str]]
) -> None:
    text, extra = table
    plan = planned(opened(text), office.query(read_existing_records, None))
    people = [write.values for write in plan.writes if write.record == "person"]
    homes = {write.id: write.values["postcode"] for write in plan.writes if write.record == "household"}
    assert sorted(
        (p["given"], p["family"], p.get("email", ""), homes[p["household_id"]]) for p in people
    ) == [
        ("Ann", "Cohen", "ann@example.org", "NW11 8QZ"),
        ("Bob", "Levy", "", "NW4 1AB"),
        ("Dan", "Cohen", "dan@example.org", "NW11 8QZ"),
        ("Eve", "Levy", "eve@example.org", "NW4 1AB"),
    ], text
    assert {column.heading for column in plan.unused} == extra


MEANINGS = [
    "",
    *(
        join_meaning(each.key, member)
        for each in FIELDS[ImportOf.PEOPLE]
        for member in MEMBERS
        if each.of_member or not member
    ),
]
TEXTS = """
|Ann|Ann Cohen|Noa (7)|a@example.org|07700 900123|nowhere|3/4/1970|31/02/1970|yes|no|Deceased|Strange|9|Year 4
|77|x|?|Ann & Bob|Dr|NW11 8QZ|2 boys
""".replace("\n", "")
CELL = st.sampled_from(TEXTS.split("|"))


@st.composite
def sources(draw: st.DrawFn) -> tuple[Source, frozenset[int]]:
    """A table whose columns mean anything at all, some of which are passed over."""
    wide = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1, max_size=5))
    head = [f"Column {n}" for n in range(wide)]
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    source = opened(out.getvalue()) if any(any(row) for row in rows) else opened("Name\nAnn Cohen\n")
    for number in range(len(source.headings)):
        meaning = draw(st.sampled_from(MEANINGS))
        if meaning:
            source = source.matching(number, meaning)
    passed = frozenset(draw(st.sets(st.integers(0, len(source.headings) - 1), max_size=2)))
    return source.pass_over(passed), passed


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sources())
def test_every_cell_with_content_is_taken_in_or_told(
    office: Office, drawn: tuple[Source, frozenset[int]]
) -> None:
    source, passed = drawn
    prepared = prepare_import(source, office.query(read_existing_records, None), today=TODAY)
    plan = compose_plan(prepared, {})
    told_columns = {column.column for column in plan.unused}
    for number in range(len(source.headings)):
        full = any(cells[number].strip() for _, cells in source.rows)
        if full and number not in passed and number not in source.matched:
            assert number in told_columns
        assert number not in passed or number not in told_columns
    for row, fate in zip(prepared.rows, plan.rows, strict=True):
        if fate.fate in REJECTED:
            assert fate.detail
            assert (fate.cells, fate.detail) in plan.rejected
        for left in row.left if fate.fate not in REJECTED else ():
            assert left.column in source.matched
            assert left.why in fate.detail if left.why else left.column in told_columns
    assert plan.count(*RowOutcome) == len(source.rows)
    for column in plan.unused:
        assert column.cells
        assert split_meaning(source.matched.get(column.column, ""))[0] in {
            "",
            *(each.key for each in FIELDS[ImportOf.PEOPLE]),
        }


def test_a_row_that_a_comma_tore_is_told_and_not_shifted(office: Office) -> None:
    text = (
        "First name,Last name,Address,Postcode\nAnn,Cohen,12 High St, London,NW4 1AA\n"
        "Bob,Levy,1 Elm Road,NW4 1AB\nCat,Katz,2 Elm Road,NW4 1AB\n"
    )
    plan = planned(opened(text), office.query(read_existing_records, None))
    assert [row.fate for row in plan.rows] == [RowOutcome.PROBLEM, RowOutcome.NEW, RowOutcome.NEW]
    assert "5 cells" in plan.rows[0].detail
    assert "4 headings" in plan.rows[0].detail
    assert all(write.values.get("postcode") != "LONDON" for write in plan.writes)


def test_a_bad_cell_stays_out_alone_but_not_what_tells_a_child(office: Office) -> None:
    text = (
        "Name,Email,Date of birth\nAnn Cohen,nowhere,31/02/1970\nBob Levy,bob@example.org,31/02/2015\n"
        "Cat Katz,cat@example.org,4 May 1604\n"
    )
    plan = planned(opened(text), office.query(read_existing_records, None))
    assert [row.fate for row in plan.rows] == [RowOutcome.NEW, RowOutcome.PROBLEM, RowOutcome.NEW]
    assert "“nowhere” is not a whole e-mail address" in plan.rows[0].detail
    assert "31/02/1970" in plan.rows[0].detail
    assert "before 1900" in plan.rows[2].detail
    assert len(plan.rejected) == 3
    people = [write.values for write in plan.writes if write.record == "person"]
    assert all(person.get("born") is None for person in people)


def test_who_has_died_is_marked_and_never_added(office: Office) -> None:
    first = planned(opened("Name\nAnn Cohen\n"), office.query(read_existing_records, None))
    office.execute(Import(first))
    plan = planned(
        opened("Name,Status\nAnn Cohen,Deceased\nBob Levy,Deceased\n"),
        office.query(read_existing_records, None),
    )
    assert [row.fate for row in plan.rows] == [RowOutcome.UPDATE, RowOutcome.LEFT]
    office.execute(Import(plan))
    assert told(office.query(read_existing_records, None)) == ["Ann Cohen!"]


def test_the_rows_that_stayed_out_come_back_in_with_the_same_columns(office: Office) -> None:
    source = opened("Name,Date of birth\nBob Levy,31/02/2015\n")
    plan = planned(source, office.query(read_existing_records, None))
    content = release_bytes(office, export_rejected_rows(source, plan.rejected)).decode("utf-8-sig")
    assert WHY in content
    mended = opened(content.replace("31/02/2015", "28/02/2015"))
    again = planned(mended, office.query(read_existing_records, None))
    assert (mended.matched, again.unused) == (source.matched, ())
    assert again.count(RowOutcome.NEW) == 1
    third = export_rejected_rows(mended, [(cells, "why") for _, cells in mended.rows])
    assert release_bytes(office, third).decode("utf-8-sig").count(WHY) == 1


def test_a_family_name_alone_joins_nobody_to_a_family(office: Office) -> None:
    for text in ("Name\nRuth & Daniel Katz\n", "Name,Address,Postcode\nCat Katz,2 Elm Road,NW4 1AA\n"):
        office.execute(Import(planned(opened(text), office.query(read_existing_records, None))))
    assert told(office.query(read_existing_records, None)) == [
        "Cat Katz @ Katz NW4 1AA",
        "Daniel Katz @ Katz",
        "Ruth Katz @ Katz",
    ]


def test_a_profile_remembers_what_is_passed_over(office: Office) -> None:
    text = "Name,T-shirt,Seat\nAnn Cohen,M,12\n"
    source = opened(text)
    assert {column.heading for column in source.unused} == {"T-shirt", "Seat"}
    done(office, office.query(profile_action, source.pass_over([1]), "Our form"))
    (profile,) = office.query(list_profiles, ImportOf.PEOPLE).values()
    again = open_sheet("list.csv", source.sheet, ImportOf.PEOPLE, profile)
    assert [column.heading for column in again.unused] == ["Seat"], "what nobody decided is asked again"
