"""By what a text tells of one person, and what stands in its place."""

from datetime import date

import pytest

from mitzvah_desk.rules.privacy.about import shorten_to_initials
from mitzvah_desk.rules.privacy.gift_aid import keep_gift_aid_until
from mitzvah_desk.rules.privacy.person_marks import (
    INSTEAD,
    PersonMarks,
    close_phrase,
    last_digits,
    list_name_phrases,
)

ANN = PersonMarks(
    {**list_name_phrases(["Ann"], "Levy-Cohen", ["Bob"]), close_phrase("ann@example.org"): "address erased"},
    words=frozenset({"zwiebel"}),
    near_words=frozenset({"ann"}),
    numbers=last_digits(["07700 900123"]),
)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Ask Ann Levy-Cohen.", f"Ask {INSTEAD}."),
        ("Ask ANN LEVY today", f"Ask {INSTEAD} today"),
        ("Cohen, Ann", INSTEAD.capitalize()),
        ("Ann Cohen’s cake", f"{INSTEAD.capitalize()} cake"),
        ("Ann and Bob Cohen", f"{INSTEAD.capitalize()} and Bob Cohen"),
        ("Bob & Ann Cohen came", f"Bob Cohen and {INSTEAD} came"),
        ("Ring +44 7700 900 123 now", "Ring number erased now"),
        ("Write to Ann@Example.org", "Write to address erased"),
        ("Mrs Zwiebel came", f"Mrs {INSTEAD} came"),
        ("a zwiebel for the soup", "a zwiebel for the soup"),
        ("Annabel Levy and Ann Smith", "Annabel Levy and Ann Smith"),
        ("", ""),
    ],
)
def test_what_tells_of_somebody_is_written_anew(text: str, instead: str) -> None:
    assert ANN.replace(text) == instead
    assert ANN.in_text(text) == (text != instead)


def test_a_first_name_alone_tells_of_somebody_in_what_is_theirs() -> None:
    assert ANN.replace("Ask Ann", near=True) == f"Ask {INSTEAD}"
    assert ANN.replace("Ask Ann") == "Ask Ann"
    assert ANN.replace("an ann of old", near=True) == "an ann of old"


def test_nobody_is_found_by_nothing() -> None:
    assert not PersonMarks().in_text("Ann Cohen, 07700 900123")


@pytest.mark.parametrize(
    ("name", "short"), [("Ann Levy", "A. L."), ("רחל כהן", "ר. כ."), ("", ""), ("?", "")]
)
def test_a_name_is_shortened_to_initials(name: str, short: str) -> None:
    assert shorten_to_initials(name) == short


@pytest.mark.parametrize(
    ("given_on", "until"),
    [(date(2026, 4, 5), date(2032, 4, 5)), (date(2026, 4, 6), date(2033, 4, 5))],
)
def test_gift_aid_is_kept_for_six_years_after_the_tax_year(given_on: date, until: date) -> None:
    assert keep_gift_aid_until(given_on) == until
