"""What is typed at the door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.counting import Counted, counted, near, singular

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
    assert counted(text)[0] == first


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
    assert near(name, KNOWN) == means


@given(st.text(max_size=40))
def test_any_text_means_something(text: str) -> None:
    for meaning in counted(text):
        assert meaning.count is None or meaning.count >= 0
    assert near(text, ()) == ""
    assert len(singular(text)) <= len(text)
