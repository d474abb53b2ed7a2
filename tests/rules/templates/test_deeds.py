"""What a letter says that somebody did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.templates.deeds import describe_deed, tell_deed, tell_gift


@pytest.mark.parametrize(
    ("role", "own", "deed"),
    [
        ("Baker", "", "baked"),
        ("Donor appointment", "", "gave blood"),
        ("Usher", "", "helped as an usher"),
        ("Van driver", "", "helped as a van driver"),
        ("Baker", "kept the oven hot", "kept the oven hot"),
    ],
)
def test_a_role_has_its_deed(role: str, own: str, deed: str) -> None:
    assert describe_deed(role, own) == deed


@pytest.mark.parametrize(
    ("doers", "addressed", "told"),
    [
        ((), "Scouts", "you baked"),
        (("",), "Ann", "you baked"),
        (("Ann",), "Ann", "you baked"),
        (("Ann", "Bob", "Ann"), "Bob and Ann", "you baked"),
        (("Bob",), "Bob and Ann", "Bob baked"),
        (("Maya", "Noah"), "Bob and Ann", "Maya and Noah baked"),
    ],
)
def test_whoever_reads_it_is_you(doers: tuple[str, ...], addressed: str, told: str) -> None:
    assert tell_deed("baked", doers, addressed) == told


def test_one_is_and_several_are() -> None:
    assert tell_deed("were the host at Tea", ("Maya",), "Ann") == "Maya was the host at Tea"
    assert tell_deed("were the host at Tea", ("Ann",), "Ann") == "you were the host at Tea"


@given(st.text(min_size=1), st.text())
def test_there_is_always_something_to_thank_for(role: str, own: str) -> None:
    assert describe_deed(role, own).strip()


@pytest.mark.parametrize(
    ("quantity", "unit", "item", "told"),
    [
        (19, "", "Winter coat", "19 winter coats"),
        (1, "", "Book", "1 book"),
        (40, "tins", "Tinned tomatoes", "40 tinned tomatoes"),
        (2500, "g", "Flour", "2.5 kg of flour"),
        (3, "packets", "Rice", "3 packets of rice"),
        (1, "packets", "Rice", "1 packet of rice"),
        (12, "", "Rice", "12 × rice"),
        (5, "", "UHT milk", "5 × UHT milk"),
        (1000, "", "Crocus bulb", "1,000 crocus bulbs"),
    ],
)
def test_a_gift_is_said_as_one_says_it(quantity: int, unit: str, item: str, told: str) -> None:
    assert tell_gift(quantity, unit, item) == told
