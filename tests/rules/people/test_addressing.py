"""One letter a household, everybody by the right name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.people.addressing import (
    Member,
    address_lines,
    formal_greeting,
    household_name,
    informal_greeting,
    lower_article,
    strip_article,
)

ANN, BOB = Member("", "Ann", "Cohen"), Member("", "Bob", "Cohen")
MRS, MR = Member("Mrs", "Ann", "Cohen"), Member("Mr", "Bob", "Cohen")


@pytest.mark.parametrize(
    ("name", "adults", "children", "envelope", "friends", "formally"),
    [
        ("Cohen", (ANN, BOB), False, "Ann and Bob Cohen", "Ann and Bob", "Ann and Bob Cohen"),
        ("Cohen", (MR, MRS), True, "Mr Bob and Mrs Ann Cohen", "Bob and Ann", "Mr and Mrs Cohen"),
        (
            "Cohen-Levy",
            (ANN, Member("", "Dan", "Levy")),
            True,
            "Ann Cohen and Dan Levy",
            "Ann and Dan",
            "Ann Cohen and Dan Levy",
        ),
        (
            "Cohen",
            (Member("Dr", "Ann", "Cohen"), Member("Mr", "Dan", "Levy")),
            False,
            "Dr Ann Cohen and Mr Dan Levy",
            "Ann and Dan",
            "Dr Cohen and Mr Levy",
        ),
        (
            "Cohen",
            (MR, Member("Mr", "Dan", "Cohen")),
            False,
            "Mr Bob and Mr Dan Cohen",
            "Bob and Dan",
            "Mr Bob and Mr Dan Cohen",
        ),
        (
            "Cohen",
            (ANN, BOB, Member("", "Dan", "Cohen")),
            False,
            "Ann, Bob and Dan Cohen",
            "Ann, Bob and Dan",
            "Ann, Bob and Dan Cohen",
        ),
        ("Cohen", (ANN,) * 4, False, "The Cohen family", "Cohen family", "Cohen family"),
        ("Cohen", (), True, "The Cohen family", "Cohen family", "Cohen family"),
        ("de la Cruz", (), True, "The de la Cruz family", "de la Cruz family", "de la Cruz family"),
        ("The Cohen family", (), True, "The Cohen family", "Cohen family", "Cohen family"),
        ("Mr and Mrs Cohen", (), False, "Mr and Mrs Cohen", "Mr and Mrs Cohen", "Mr and Mrs Cohen"),
        ("X", (Member("Mr", "", "Cohen"),), False, "Mr Cohen", "Mr Cohen", "Mr Cohen"),
        (
            "X",
            (Member("Rt Hon", "Vera", "Ash"),),
            False,
            "Rt Hon Vera Ash",
            "Vera",
            "Vera Ash",
        ),
        ("X", (Member("Cllr", "Des", "Clarke"),), False, "Cllr Des Clarke", "Des", "Councillor Clarke"),
        ("X", (Member("", "Ann", ""),), False, "Ann", "Ann", "Ann"),
        ("X", (Member("Mr", "Ann", ""),), False, "Mr Ann", "Ann", "Ann"),
    ],
)
def test_a_household_on_its_envelope_and_in_its_greeting(
    name: str, adults: tuple[Member, ...], children: bool, envelope: str, friends: str, formally: str
) -> None:
    assert household_name(name, adults, children=children) == envelope
    assert informal_greeting(envelope, adults) == f"Dear {friends}"
    assert formal_greeting(envelope, adults) == f"Dear {formally}"


@pytest.mark.parametrize(
    ("member", "envelope", "greeting"),
    [
        (Member("Sir", "Jonathan", "Sacks", "KBE"), "Sir Jonathan Sacks KBE", "Sir Jonathan"),
        (Member("Prof Sir", "Jonathan", "Sacks"), "Prof Sir Jonathan Sacks", "Sir Jonathan"),
        (Member("Dame", "Ruth", "Levy", "DBE"), "Dame Ruth Levy DBE", "Dame Ruth"),
        (Member("Lady", "Gilda", "Levy"), "Lady Levy", "Lady Levy"),
        (Member("Lord", "Michael", "Levy"), "Lord Levy", "Lord Levy"),
        (Member("Rabbi Lord", "Dan", "Levy"), "Rabbi Lord Levy", "Lord Levy"),
        (Member("Baroness", "Julia", "Adler"), "Baroness Adler", "Lady Adler"),
        (Member("Revd", "Jo", "Smith", "", "Vicar of St Luke’s"), "Revd Jo Smith", "Vicar"),
        (Member("Revd", "Jo", "Smith", "", "Vicar’s warden"), "Revd Jo Smith", "Jo Smith"),
        (Member("Revd Dr", "Jo", "Smith"), "Revd Dr Jo Smith", "Dr Smith"),
        (Member("Revd Canon", "Jo", "Smith"), "Revd Canon Jo Smith", "Canon Smith"),
        (Member("Fr", "Tom", "Smith"), "Fr Tom Smith", "Father Smith"),
        (Member("Rabbi", "Dan", "Cohen"), "Rabbi Dan Cohen", "Rabbi Cohen"),
        (Member("Rabbi Dr", "Dan", "Cohen"), "Rabbi Dr Dan Cohen", "Rabbi Cohen"),
        (Member("Rabbi Sir", "Dan", "Cohen", "", "Chief Rabbi"), "Rabbi Sir Dan Cohen", "Chief Rabbi"),
        (Member("Imam", "Ali", "Khan"), "Imam Ali Khan", "Imam Khan"),
        (Member("Mr", "Al", "Malik", "", "Mayor of Barnet"), "Mr Al Malik", "Mr Mayor"),
        (Member("Mrs", "Al", "Malik", "", "The Mayor of Barnet"), "Mrs Al Malik", "Madam Mayor"),
        (Member("Cllr", "Al", "Malik", "", "Mayor of Barnet", "she/her"), "Cllr Al Malik", "Madam Mayor"),
        (Member("Cllr", "Al", "Malik", "", "Mayor of Barnet"), "Cllr Al Malik", "Mayor"),
        (Member("Cllr", "Al", "Malik", "", "Lord Mayor of Leeds"), "Cllr Al Malik", "Lord Mayor"),
        (Member("Cllr", "Al", "Malik", "", "Deputy Mayor"), "Cllr Al Malik", "Councillor Malik"),
        (Member("Cllr", "Al", "Malik", "", "Mayor elect"), "Cllr Al Malik", "Councillor Malik"),
        (Member("Prof", "Ann", "Cohen", "FRS"), "Prof Ann Cohen FRS", "Professor Cohen"),
        (Member("Mr", "John", "Smith", "MP"), "Mr John Smith MP", "Mr Smith"),
        (Member("The Rt Hon Sir", "John", "Smith", "MP"), "The Rt Hon Sir John Smith MP", "Sir John"),
        (Member("Rt. Hon.", "John", "Smith", "MP"), "Rt. Hon. John Smith MP", "John Smith"),
        (Member("Sister", "Mary", "Smith"), "Sister Mary Smith", "Mary Smith"),
    ],
)
def test_a_person_with_a_title(member: Member, envelope: str, greeting: str) -> None:
    """Debrett's Correct Form: title and letters on the envelope, the title's own form in the greeting."""
    assert household_name("X", [member], children=False) == envelope
    assert formal_greeting(envelope, [member]) == f"Dear {greeting}"


@pytest.mark.parametrize(
    ("first", "second", "envelope", "greeting"),
    [
        (("Dr", "Ann"), ("Mr", "Bob"), "Dr Ann and Mr Bob Levy", "Dr Ann and Mr Bob Levy"),
        (("Mrs", "Ann"), ("Rabbi", "Bob"), "Rabbi Bob and Mrs Ann Levy", "Rabbi and Mrs Levy"),
        (("Rabbi", "Bob"), ("Mrs", ""), "Rabbi and Mrs Levy", "Rabbi and Mrs Levy"),
        (("Mr", "B"), ("Mrs", ""), "Mr and Mrs B Levy", "Mr and Mrs Levy"),
        (("Sir", "Bob"), ("Lady", "Ann"), "Sir Bob and Lady Levy", "Sir Bob and Lady Levy"),
        (("Lady", "Ann"), ("Lord", "Bob"), "Lord and Lady Levy", "Lord and Lady Levy"),
        (("Sir", "Bob"), ("Dr", "Ann"), "Sir Bob and Dr Ann Levy", "Sir Bob and Dr Levy"),
        (("Dr", "Ann"), ("", "Bob"), "Dr Ann Levy and Bob Levy", "Dr Levy and Bob Levy"),
    ],
)
def test_a_couple_with_different_titles(
    first: tuple[str, str], second: tuple[str, str], envelope: str, greeting: str
) -> None:
    """Debrett's Correct Form: a wife by her husband's rank, titles of their own side by side."""
    couple = [Member(*each, "Levy") for each in (first, second)]
    assert household_name("X", couple, children=False) == envelope
    assert formal_greeting(envelope, couple) == f"Dear {greeting}"


def test_letters_after_the_name_are_each_ones_own() -> None:
    """Debrett's Correct Form: letters stand directly after the name of whoever was given them."""
    couple = [Member("Sir", "Bob", "Levy", "KBE"), Member("Lady", "Ann", "Levy")]
    assert household_name("X", couple, children=False) == "Sir Bob Levy KBE and Lady Levy"
    assert formal_greeting("X", couple) == "Dear Sir Bob and Lady Levy"


NAMES = st.sampled_from(["", "Ann", "Bob", "The", "Levy"])
TITLES = st.sampled_from(["", "Mr", "Mrs", "Sir", "Lady", "Rt Hon", "The Rt Hon", "Mayor", "Revd", "Duke"])


MEMBERS = st.builds(Member, TITLES, NAMES, NAMES, st.just("OBE")).filter(lambda m: m.given or m.family)


@given(st.lists(MEMBERS, max_size=5), st.booleans())
def test_nobody_is_greeted_by_letters_or_by_a_title_with_a_first_name(
    adults: list[Member], children: bool
) -> None:
    """Debrett's Correct Form: no letters after the name in a greeting; no Mr before a first name alone."""
    name = household_name("The Levys", adults, children=children)
    for greeting in (formal_greeting(name, adults), informal_greeting(name, adults)):
        assert greeting.startswith("Dear ")
        assert "OBE" not in greeting
        assert "  " not in greeting
    for adult in adults:
        if adult.given and not adult.family:
            assert formal_greeting(adult.full, [adult]) == f"Dear {adult.given}"


def test_groups_and_organisations_are_not_greeted_by_their_article() -> None:
    assert (strip_article("The Scouts"), strip_article("Theatre Club")) == ("Scouts", "Theatre Club")
    assert (lower_article("The Felix Project"), lower_article("Mencap")) == ("the Felix Project", "Mencap")


def test_an_address_as_lines() -> None:
    assert address_lines("1 Elm Road, Hendon\nLondon", "NW4 1AA") == (
        "1 Elm Road",
        "Hendon",
        "London",
        "NW4 1AA",
    )
    assert address_lines("", "") == ()


@pytest.mark.parametrize(
    ("country", "last"),
    [
        ("Israel", "ISRAEL"),
        (" france ", "FRANCE"),
        ("The Netherlands", "THE NETHERLANDS"),
        ("", "W1 1AA"),
        ("England", "W1 1AA"),
        ("Wales", "W1 1AA"),
        ("U.K.", "W1 1AA"),
        ("GB", "W1 1AA"),
        ("the United Kingdom", "W1 1AA"),
        ("Northern Ireland", "W1 1AA"),
        ("Ireland", "IRELAND"),
    ],
)
def test_the_country_is_last_and_in_capitals_where_it_is_abroad(country: str, last: str) -> None:
    """Royal Mail, clear addressing: the name of the country stands last and in capitals; none at home."""
    assert address_lines("1 Elm Road", "W1 1AA", country)[-1] == last
    assert address_lines("", "", country) == ()


def test_a_country_typed_into_the_address_too_stands_there_once() -> None:
    """Royal Mail, clear addressing: the country is the last line, once."""
    assert address_lines("1 Herzl Street, Haifa, Israel", "31000", "Israel") == (
        "1 Herzl Street",
        "Haifa",
        "31000",
        "ISRAEL",
    )
