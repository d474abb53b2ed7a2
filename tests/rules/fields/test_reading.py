"""What the cells of a list say, and what its columns mean."""

from datetime import date

import pytest

from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields import columns, headings
from mitzvah_desk.rules.matching.given_names import is_same_family_name, is_same_given_name
from mitzvah_desk.rules.matching.matching import MatchConfidence
from mitzvah_desk.rules.matching.partners import Organisation, compare_organisations

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Ann Cohen", [("Dr", "Ann", "Cohen")]),
        ("Cohen, Ann", [("", "Ann", "Cohen")]),
        ("Cohen, Ann & Bob", [("", "Ann", "Cohen"), ("", "Bob", "Cohen")]),
        ("Ann & Bob Cohen", [("", "Ann", "Cohen"), ("", "Bob", "Cohen")]),
        ("Ann Levy and Bob Cohen", [("", "Ann", "Levy"), ("", "Bob", "Cohen")]),
        ("Mr and Mrs B Levy", [("Mr", "B", "Levy"), ("Mrs", "", "Levy")]),
        ("Mr & Mrs Bob and Ann Levy", [("Mr", "Bob", "Levy"), ("Mrs", "Ann", "Levy")]),
        ("Ann, Bob and Zoe Cohen", [("", "Ann", "Cohen"), ("", "Bob", "Cohen"), ("", "Zoe", "Cohen")]),
        ("Rabbi Goldstein", [("Rabbi", "", "Goldstein")]),
        ("Ludwig van der Berg", [("", "Ludwig", "van der Berg")]),
        ("Sandy Anderson", [("", "Sandy", "Anderson")]),
        ("Ann", [("", "Ann", "")]),
        ("The Cohen family", []),
        (" , ", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[tuple[str, str, str]]) -> None:
    assert [(n.title, n.given, n.family) for n in reading.parse_names(text)] == names


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7700900123", "07700 900123"),
        ("+44 (0)20 7946 0000", "020 7946 0000"),
        ("447700900123", "07700 900123"),
        ("07700 900123 (Ann)", "07700 900123"),
        ("020 7946 0000 / 020 7946 0001", "020 7946 0000"),
        ("", ""),
    ],
)
def test_telephones(text: str, number: str) -> None:
    assert reading.parse_phone(text) == number


def test_days_are_british_always() -> None:
    for text in ("03/04/2026", "3.4.26", "3 April 2026", "2026-04-03", "03/04/2026 10:00:00", "3/4"):
        assert reading.parse_day(text, TODAY) == date(2026, 4, 3)
    with pytest.raises(ValueError, match="no day"):
        reading.parse_day("11/22/2026", TODAY)
    assert reading.parse_birth_date("3/4/70", TODAY) == date(1970, 4, 3)
    assert reading.parse_birth_date("3/4/30", TODAY) == date(1930, 4, 3)
    with pytest.raises(ValueError, match="ahead"):
        reading.parse_birth_date("3/4/2030", TODAY)
    with pytest.raises(ValueError, match="before 1900"):
        reading.parse_birth_date("1899-12-31", TODAY)
    assert reading.parse_birth_date("1900-01-01", TODAY) == date(1900, 1, 1)


def test_yes_no_ages_children_counts_and_times() -> None:
    assert all(
        reading.parse_yes_no(text) for text in ("Yes", "y", "TRUE", "✓", "x", "I agree", "Yes please", "1")
    )
    assert not any(
        reading.parse_yes_no(text) for text in ("No", "n", "FALSE", "0", "No thanks", "Unsubscribed")
    )
    assert reading.parse_yes_no(" ") is None
    with pytest.raises(ValueError, match="neither"):
        reading.parse_yes_no("perhaps")
    assert [reading.parse_age(text) for text in ("9", "12 yrs", "18+", "Age 12", "")] == [9, 12, 18, 12, None]
    with pytest.raises(ValueError, match="age"):
        reading.parse_age("old")
    assert reading.parse_child("Child")
    assert not reading.parse_child("Adult")
    assert [reading.parse_count(text) for text in ("24", "24 tins", "x 6", "1,200")] == [24, 24, 6, 1200]
    assert reading.parse_times("10am - 11.30am") == ("10:00", "11:30")
    assert reading.parse_emails("Ann Cohen <Ann@Example.org>") == ["Ann@example.org"]


def test_what_is_no_name() -> None:
    assert all(reading.is_name(text) for text in ("Ann", "דוד לוי", "O’Neill 3rd", "X"))
    assert not any(reading.is_name(text) for text in ("3/4/70", "ann@example.org", "https://a", "---", ""))


def test_families_as_a_whole() -> None:
    assert reading.parse_family_name("The Jacobs family") == "Jacobs"
    assert reading.parse_family_name("Cohen’s household") == "Cohen"
    assert not reading.parse_family_name("Ann Cohen")


def test_pet_names_and_spellings() -> None:
    assert is_same_given_name("yaakov", "jake")
    assert is_same_given_name("chaim", "hyman")
    assert not is_same_given_name("david", "daniel")
    assert is_same_family_name("cohen", "kohn")
    assert not is_same_family_name("cohen", "levy")


def test_columns_by_headings_and_by_what_stands_in_them() -> None:
    headings = ("Your full name", "Wo wohnen Sie?", "Erreichbar", "Mobil?", "From")
    rows = [("Ann Cohen", "NW11 8QZ", "ann@example.org", "07700 900123", "10:00")]
    found = columns.match_columns(ImportOf.SIGN_UPS, headings, rows)
    assert found == {0: "name", 1: "postcode", 2: "email", 3: "mobile", 4: "starts"}


def test_american_days_are_read_as_such_only_where_the_heading_says_so() -> None:
    assert headings.is_month_first("Start Date/Time (mm/dd/yyyy)")
    assert not headings.is_month_first("Start Date/Time (dd/mm/yyyy)")
    assert headings.to_day_first("11/22/2026 10:00am") == "22/11/2026 10:00am"
    assert headings.to_day_first("soon") == "soon"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("What is your name?", "name"),
        ("Are you under 18?", "child"),
        ("If so, how old?", "age"),
        ("Which activity would you like to help with?", "project"),
        ("Which times can you do? (tick all that apply)", "starts"),
        ("Do you drive?", "drives"),
        ("Do you have any dietary requirements?", "diet"),
        ("Can we take your photograph?", "photo"),
        ("Consent (photos)", "photo"),
        ("Are you happy for us to keep your details for next year?", "keep"),
        ("Anything else we should know?", "note"),
        ("Mob", "mobile"),
        ("Who should we ring in an emergency?", "emergency_contact"),
        ("E-mail 1 - Label", ""),
        ("Company name", ""),
        ("IP address", ""),
        ("Timestamp", "said_on"),
        ("Favourite colour", ""),
    ],
)
def test_the_questions_of_forms(heading: str, key: str) -> None:
    assert columns.match_headings(ImportOf.SIGN_UPS, (heading,)).get(0, "") == key


def test_a_picture_is_no_permission_and_a_column_of_names_is_known_without_its_heading() -> None:
    rows = [("Ann Cohen", "https://example.org/1.jpg"), ("Bob & Zoë Levy", "https://example.org/2.jpg")]
    assert columns.match_columns(ImportOf.PEOPLE, ("Column 1", "Photo"), rows) == {0: "name"}
    assert columns.match_columns(ImportOf.PEOPLE, ("Known as", "Photo"), [("Ann Cohen", "y")]) == {
        0: "known_as",
        1: "photo",
    }
    assert columns.unique_headings(("Note", "note", "Date (from)", "Date (to)")) == [
        "note",
        "note 2",
        "date",
        "date 2",
    ]


def test_several_numbers_and_addresses_in_a_cell() -> None:
    assert reading.parse_phones("+44 7700 900222 ::: 020 7946 0222") == ["07700 900222", "020 7946 0222"]
    assert reading.parse_phones("01632 960001 / 07700 900125 (Bob)") == ["01632 960001", "07700 900125"]
    assert reading.parse_phones("020 7946 0001/2") == ["020 7946 0001"]
    assert reading.parse_phones("7700900321") == ["07700 900321"]
    with pytest.raises(ValueError, match="telephone"):
        reading.parse_phones("ask Ann")
    assert reading.parse_emails("a@example.org; b@example.org") == ["a@example.org", "b@example.org"]
    with pytest.raises(ValueError, match="e-mail"):
        reading.parse_emails("nowhere")


def test_a_birthday_without_its_year_tells_no_age() -> None:
    for text in ("03/04", "4 April"):
        with pytest.raises(ValueError, match="has no year"):
            reading.parse_birth_date(text, TODAY)
    with pytest.raises(ValueError, match="before 1900"):
        reading.parse_birth_date("4/5/1604", TODAY)
    assert reading.parse_day("4 April", TODAY) == date(TODAY.year, 4, 4)
    assert reading.parse_day("03/04", TODAY) == date(TODAY.year, 4, 3)


def test_the_row_of_headings_and_the_row_of_totals() -> None:
    rows = [
        ("Helpers 2025", "", ""),
        ("Name", "Email", "Hours"),
        ("Ann", "a@example.org", "2"),
        ("Total", "", "2"),
    ]
    assert columns.find_header_row(ImportOf.PEOPLE, rows) == 1
    assert columns.is_totals_row(rows[3])
    assert not columns.is_totals_row(rows[2])
    assert columns.find_header_row(ImportOf.PEOPLE, [("Ann Cohen", "07700 900123")]) is None
    assert columns.find_header_row(ImportOf.PEOPLE, [("Helper", "Reach"), ("Ann Cohen", "07700 900123")]) == 0


def test_what_a_file_tells_of() -> None:
    assert columns.guess_import_kind([("Donor", "Item", "Qty", "Date")]) is ImportOf.DONATIONS
    assert columns.guess_import_kind([("Charity", "Type", "Website")]) is ImportOf.PARTNERS
    assert (
        columns.guess_import_kind([("Sign Up", "Item", "Start Time", "First Name", "Email")])
        is ImportOf.SIGN_UPS
    )
    assert columns.guess_import_kind([("First Name", "Last Name", "Birthday", "Email")]) is ImportOf.PEOPLE


FELIX = Organisation("Felix Project", "020 7946 0000", postcode="E1 1AA")


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (FELIX, Organisation("The Felix Project Ltd"), MatchConfidence.SURE),
        (FELIX, Organisation("Felix Project", postcode="W3 1AA"), MatchConfidence.PERHAPS),
        (FELIX, Organisation("Felix Projekt", "02079460000"), MatchConfidence.PERHAPS),
        (Organisation("Jewish Care"), Organisation("Jewish Care Otto House"), MatchConfidence.NO),
        (Organisation("Otto House 1"), Organisation("Otto House 2"), MatchConfidence.NO),
    ],
)
def test_partners(one: Organisation, other: Organisation, likeness: MatchConfidence) -> None:
    assert compare_organisations(one, other).likeness is likeness
