"""What is typed, as it is kept."""

import pytest

from mitzvah_desk.rules.fields.tidying import add_missing_lines, normalise_postcode, require_non_negative


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
