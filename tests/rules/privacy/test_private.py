"""A text tells of nobody who did not agree, however it is written; what only sounds like them stays."""

import pytest

from mitzvah_desk.rules.privacy.naming import NamedPerson
from mitzvah_desk.rules.privacy.unconsented_names import Hit, Private

ANN = NamedPerson(
    1,
    given="Ann Lea",
    known_as="Annie",
    family="O'Cohen",
    agreed=False,
    numbers=("020 7946 0111", "+44 7700 900123"),
    email="Ann@Example.org",
    hebrew_name="חנה בת שרה",
    home="Flat 3\n18 Linden Grove, London",
)
KATE = NamedPerson(2, given="Kate", family="Haddad-Levi", household_id=7)
ROSE = NamedPerson(
    3, given="Rose", family="Green", agreed=True, numbers=("020 7946 0222",), email="rg@example.org"
)
HER_CHILD = NamedPerson(4, given="Lily", family="Green", child=True, agreed=True, numbers=("020 7946 0222",))
RUTH = NamedPerson(5, given="Ruth", family="Winston")
BOB = NamedPerson(6, given="Bob", family="Levy", agreed=True)
PUBLIC = ("Ruth Winston House", "1 High Road", "020 7946 0333", "office@example.org", "")
PRIVATE = Private([ANN, KATE, ROSE, HER_CHILD, RUTH, BOB], PUBLIC)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ann Lea O'Cohen bakes", ANN),
        ("with ANNIE O’COHEN", ANN),
        ("ann o‘cohen’s stall", ANN),
        ("Ann O Cohen", ANN),
        ("AnnieOCohen", ANN),
        ("An\u00adn O'Cohen", ANN),
        ("Annie & Bob O'Cohen", ANN),
        ("Annie, Bob and Rose O'Cohen", ANN),
        ("Annie, Rose and Zelda O'Cohen", ANN),
        ("Annie and Zelda O'Cohen", ANN),
        ("O'Cohen, Annie", ANN),
        ("by חנה בת שרה", ANN),
        ("Kate Haddad-Levi", KATE),
        ("Kate Levi", KATE),
        ("Bob and Kate Haddad Levi", KATE),
        ("Lily Green", HER_CHILD),
        ("Rose and Lily Green", HER_CHILD),
        ("tea with Ruth Winston", RUTH),
        ("Ruth Winston and Ruth Winston House", RUTH),
    ],
)
def test_a_name_is_found(text: str, who: NamedPerson) -> None:
    assert PRIVATE.find(text) == Hit(who, named=True)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 07700 900123.",
        "Ring 0044 7700-900-123 or come",
        "Ring 7946 0111",
        "write to ann@example.org",
        "at 18 Linden Grove",
        "at 18, Linden  GROVE, London",
    ],
)
def test_how_to_reach_somebody_is_found(text: str) -> None:
    assert PRIVATE.find(text) == Hit(ANN, named=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rose Green and Bob Levy",
        "Annie and Bob Levy",
        "Bob O'Cohen, Annie Green",
        "Roses are green",
        "at Ruth Winston House",
        "Flat 3",
        "in Linden Grove",
        "Ring 020 7946 0222 or write to rg@example.org",
        "Ring 020 7946 0333 or write to office@example.org",
        "at 1 High Road",
        "from 10:00 to 11:30 on 22 November 2026",
        "Kate",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert PRIVATE.find(text) is None


def test_a_name_that_somebody_who_agreed_has_too_may_stand() -> None:
    other = NamedPerson(9, given="Annie", family="O'Cohen", agreed=True)
    assert Private([ANN, other]).find("Annie O'Cohen") is None
    assert Private([ANN, NamedPerson(9, given="Annie", family="O'Cohen", agreed=True, child=True)]).find(
        "Annie O'Cohen"
    )
    assert Private([]).find("Ann Cohen") is None
