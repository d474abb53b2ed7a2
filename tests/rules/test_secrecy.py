"""What tells of a confidential partner is found however it is written; other texts stay."""

import pytest

from mitzvah_desk.rules.secrecy import Secret, Secrets, phrases_of, sentences

SECRETS = Secrets(
    [
        Secret(
            ("Hope House Refuge", "Partner Olive"),
            ("The Old Vicarage\n12 Church Lane, London",),
            ("N99 9ZZ",),
            ("020 7946 0262",),
            ("help@hopehouse.example", "https://hopehouse.example/"),
        ),
        Secret(("בית תקווה",), ("London",), ("",), ("",), ("",)),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "Gifts for Hope House Refuge",
        "HOPE-HOUSE needs soap",
        "We love HopeHouse.",
        "Hope House’s garden",
        "a gift to Partner  Olive!",
        "Come to 12 Church Lane",
        "Meet at the Old Vicarage",
        "to n999zz by car",
        "to N99 9ZZ",
        "Ring +44 20 7946 0262",
        "Ring (020) 79460262 now",
        "write to help@hopehouse.example",
        "לבית תקווה".removeprefix("ל"),
    ],
)
def test_it_is_found(text: str) -> None:
    assert SECRETS.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We hope the house is full",
        "A house of hope",
        "Olive oil",
        "London",
        "Church Lanes",
        "at 10:00 to 11:30",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert not SECRETS.in_text(text)


def test_without_secrets_nothing_is_one() -> None:
    assert not Secrets().in_text("Hope House Refuge")


def test_a_text_in_sentences_and_phrases() -> None:
    assert sentences("One. Two!\nThree") == ["One.", "Two!", "Three"]
    assert list(phrases_of("Ann O'Cohen-Levy", 3)) == ["ann ocohen", "ann ocohen levy", "ocohen levy"]
