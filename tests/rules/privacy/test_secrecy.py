"""What tells of a confidential partner is found however it is written; other texts stay."""

import pytest

from mitzvah_desk.rules.privacy.confidential_places import (
    Secret,
    Secrets,
    find_phone_numbers,
    normalise_words,
    split_sentences,
)

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
        "Ring 7946 0262",
        "Ring 020.7946.0262 from 10:00",
        "see www.hopehouse.example",
        "HOPEHOUSE.EXAMPLE/news",
        "Ho\u00adpe Ho\u200buse",
        "לבית תקווה",
        "בֵּית תִּקווה",
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
        "on 22 November 2026, 10:00",
        "262 cards",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert not SECRETS.in_text(text)


def test_without_secrets_nothing_is_one() -> None:
    assert not Secrets().in_text("Hope House Refuge")


def test_a_text_in_sentences() -> None:
    assert split_sentences("One. Two!\nThree") == ["One.", "Two!", "Three"]


@pytest.mark.parametrize("sign", "'’‘‛`´ʼ′＇׳")
def test_words_know_every_apostrophe(sign: str) -> None:
    assert normalise_words(f"Ann O{sign}Cohen-Levy{sign}s cake") == "ann ocohen levy cake"


def test_the_numbers_of_a_text() -> None:
    assert find_phone_numbers("Ring (020) 7946-0262 or 07700 900123, from 10:00 to 11:30") == [
        "02079460262",
        "07700900123",
    ]
