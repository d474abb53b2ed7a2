"""One letter a household, everybody by the right name."""

import pytest

from mitzvah_desk.rules.people.addressing import (
    Member,
    address_lines,
    formal_greeting,
    household_name,
    informal_greeting,
)

ANN, BOB = Member("", "Ann", "Cohen"), Member("", "Bob", "Cohen")
MRS, MR = Member("Mrs", "Ann", "Cohen"), Member("Mr", "Bob", "Cohen")


@pytest.mark.parametrize(
    ("name", "adults", "children", "envelope", "friends", "formally"),
    [
        ("Cohen", (ANN, BOB), False, "Ann and Bob Cohen", "Ann and Bob", "Ann Cohen and Bob Cohen"),
        ("Cohen", (MR, MRS), True, "Mr Bob Cohen and Mrs Ann Cohen", "Bob and Ann", "Mr and Mrs Cohen"),
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
            "Mr Bob Cohen and Mr Dan Cohen",
            "Bob and Dan",
            "Mr Bob Cohen and Mr Dan Cohen",
        ),
        (
            "Cohen",
            (ANN, BOB, Member("", "Dan", "Cohen")),
            False,
            "Ann, Bob and Dan Cohen",
            "Ann, Bob and Dan",
            "Ann Cohen, Bob Cohen and Dan Cohen",
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
        ("X", (Member("Cllr", "Des", "Clarke"),), False, "Cllr Des Clarke", "Des", "Cllr Clarke"),
        ("X", (Member("", "Ann", ""),), False, "Ann", "Ann", "Ann"),
    ],
)
def test_a_household_on_its_envelope_and_in_its_greeting(
    name: str, adults: tuple[Member, ...], children: bool, envelope: str, friends: str, formally: str
) -> None:
    assert household_name(name, adults, children=children) == envelope
    assert informal_greeting(envelope, adults) == f"Dear {friends}"
    assert formal_greeting(envelope, adults) == f"Dear {formally}"


def test_an_address_as_lines() -> None:
    assert address_lines("1 Elm Road, Hendon\nLondon", "NW4 1AA") == (
        "1 Elm Road",
        "Hendon",
        "London",
        "NW4 1AA",
    )
    assert address_lines("", "") == ()
