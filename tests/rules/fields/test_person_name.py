"""A name typed into one field: which part is the first name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.fields.person_name import name_values, parse_person_name


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("Zelda", {"given": "Zelda"}),
        ("Zelda Katz", {"given": "Zelda", "family": "Katz"}),
        ("Katz, Zelda", {"given": "Zelda", "family": "Katz"}),
        ("Mary Jo O'Brien", {"given": "Mary Jo", "family": "O'Brien"}),
        ("Mrs Levy", {"title": "Mrs", "family": "Levy"}),
        ("Dr Ann van der Berg", {"title": "Dr", "given": "Ann", "family": "van der Berg"}),
        ("רחל לוי", {"given": "רחל", "family": "לוי"}),
    ],
)
def test_one_person_is_read_as_a_list_is(typed: str, values: dict[str, str]) -> None:
    name = parse_person_name(typed)
    assert name is not None
    assert name_values(name) == values


@pytest.mark.parametrize(
    "typed", ["", "  ", "Ann and Dan Cohen", "The Cohens' family", "07700 900123", "a@b.c"]
)
def test_what_is_not_one_person_is_nobody(typed: str) -> None:
    assert parse_person_name(typed) is None


@given(st.text(max_size=40))
def test_nothing_typed_is_lost_or_made_up(typed: str) -> None:
    name = parse_person_name(typed)
    if name is not None:
        said = f"{name.title} {name.given} {name.family}".casefold()
        assert name.given or name.family
        assert (
            sorted(c for c in said if c.isalpha()) == sorted(c for c in typed.casefold() if c.isalpha())
            or name.title
        )
