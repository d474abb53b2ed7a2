"""What is typed, as it is kept."""

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.rules.fields.tidying import (
    add_missing_lines,
    normalise_email,
    normalise_phone,
    normalise_postcode,
    require_non_negative,
)


@pytest.mark.parametrize("number", [None, 0, 1])
def test_a_number_from_nothing_up_is_kept(number: int | None) -> None:
    assert require_non_negative(number) == number


def test_a_number_below_nothing_is_told() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        require_non_negative(-1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("nw118qz", "NW11 8QZ"), (" n2  9aa ", "N2 9AA"), ("ec1a1bb", "EC1A 1BB"), ("75008", "75008")],
)
def test_a_postcode_has_its_blank_in_place(typed: str, kept: str) -> None:
    assert normalise_postcode(typed) == kept


@pytest.mark.parametrize(
    ("was", "lines", "kept"),
    [
        ("", "Keen\nSings", "Keen\nSings"),
        ("Keen", "keen", "Keen"),
        ("Keen", "Sings\nKEEN\nBakes", "Keen\nSings\nBakes"),
    ],
)
def test_a_note_gets_the_lines_that_it_lacks(was: str, lines: str, kept: str) -> None:
    assert add_missing_lines(was, lines) == kept


@settings(max_examples=300, deadline=None)
@given(st.from_regex(r"07(( ?[0-9]){9}|[0-9 ]{7,12})", fullmatch=True))
def test_a_mobile_number_is_written_as_the_library_writes_it(text: str) -> None:
    number = phonenumbers.parse(text, "GB")
    if phonenumbers.is_possible_number(number):
        told = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if told.startswith("0"):
            assert normalise_phone(text) == told


def test_a_mobile_number_of_which_a_digit_is_missing_is_none() -> None:
    with pytest.raises(ValueError, match="not a whole telephone number"):
        normalise_phone("07700 90012")
    assert normalise_phone("0800 1111") == "0800 1111"
    assert normalise_phone("01750 62555") == "01750 62555"


LOCAL = st.from_regex(r"[A-Za-z0-9._+-]{1,70}", fullmatch=True)
DOMAINS = st.sampled_from(
    ("example.org", "Example.ORG", "a.test", "x", "bad..org", "münchen.de", "-a.org", "a_b.org")
)


@settings(max_examples=300, deadline=None)
@given(LOCAL, DOMAINS)
def test_an_address_is_what_the_library_says_of_it(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    try:
        expected = validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        with pytest.raises(ValueError, match="is not a whole e-mail address"):
            normalise_email(text)
        return
    assert normalise_email(text) == expected
