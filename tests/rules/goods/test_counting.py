"""What is typed at the door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.quantity_input import (
    Counted,
    find_similar_name,
    format_packs,
    is_same_item,
    parse_quantity,
    singular,
)

KNOWN = ("Baked beans", "Tinned tomatoes", "Rice", "Pasta", "Chickpeas", "Peas")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rice", Counted("rice")),
        ("12 rice", Counted("rice", 12)),
        ("3 cases beans", Counted("beans", 3, "case")),
        ("2 boxes of baked beans", Counted("baked beans", 2, "box")),
        ("1,200 x bulbs", Counted("bulbs", 1200)),
        ("4 tins", Counted("tins", 4)),
        ("7up bottles", Counted("7up bottles")),
    ],
)
def test_how_many_of_what(text: str, first: Counted) -> None:
    assert parse_quantity(text)[0] == first


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("baked bean", "Baked beans"),
        ("BAKED BEANS", "Baked beans"),
        ("Bakedbeans", "Baked beans"),
        ("tinned tomatos", "Tinned tomatoes"),
        ("rice", "Rice"),
        ("Soap", ""),
        ("Chickens", ""),
        ("Pears", ""),
    ],
)
def test_the_name_it_may_mean(name: str, means: str) -> None:
    assert find_similar_name(name, KNOWN) == means


@given(st.text(max_size=40))
def test_any_text_means_something(text: str) -> None:
    for meaning in parse_quantity(text):
        assert meaning.count is None or meaning.count >= 0
    assert find_similar_name(text, ()) == ""
    assert len(singular(text)) <= len(text)


@pytest.mark.parametrize(
    ("count", "pack", "size", "words"),
    [
        (36, "Case", 12, "3 cases of 12"),
        (12, "case", 12, "1 case of 12"),
        (40, "box", 12, "3 boxes of 12 and 4"),
        (11, "case", 12, ""),
        (36, "", 12, ""),
        (36, "case", None, ""),
        (5, "case", 1, ""),
        (24_000, "tray", 12, "2,000 trays of 12"),
    ],
)
def test_a_number_in_packs(count: int, pack: str, size: int | None, words: str) -> None:
    assert format_packs(count, pack, size) == words


def test_the_same_thing_but_for_capitals_and_plurals() -> None:
    assert is_same_item("Greeting card", "greeting cards")
    assert not is_same_item("Greeting card", "Festival card")
