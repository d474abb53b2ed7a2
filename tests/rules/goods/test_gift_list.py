"""Whom gifts are for: names and rooms, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.gift_list import (
    Recipient,
    find_repeated_labels,
    natural_order,
    parse_recipients,
)


@pytest.mark.parametrize(
    ("text", "first", "last", "many"),
    [
        ("Rooms 1 to 24", "Room 1", "Room 24", 24),
        ("Families 1 to 30", "Family 1", "Family 30", 30),
        ("room 3-5", "room 3", "room 5", 3),
        ("Flats 7 – 9\n", "Flat 7", "Flat 9", 3),
        ("Ann\n\n  Dan  L. \n", "Ann", "Dan L.", 2),
        ("Rooms 9 to 3", "Rooms 9 to 3", "Rooms 9 to 3", 1),
        ("Rooms 1 to 9999", "Rooms 1 to 9999", "Rooms 1 to 9999", 1),
        ("Room 12", "Room 12", "Room 12", 1),
    ],
)
def test_lines_and_ranges(text: str, first: str, last: str, many: int) -> None:
    found = parse_recipients(text)
    assert (found[0].label, found[-1].label, len(found)) == (first, last, many)


def test_a_second_column_is_the_wish() -> None:
    assert parse_recipients("Room 1\tSocks\nRoom 2") == [Recipient("Room 1", "Socks"), Recipient("Room 2")]


def test_a_label_twice_is_found_whatever_its_capitals() -> None:
    assert find_repeated_labels(["Room 1", "room  1", "Ann"]) == ["room  1"]
    assert find_repeated_labels(["Room 1", "Ann"], ["ANN"]) == ["Ann"]
    assert find_repeated_labels(["Room 1", "Room 11"]) == []


@given(st.text(max_size=60))
def test_any_text_is_a_list_of_labels(text: str) -> None:
    for each in parse_recipients(text):
        assert each.label == " ".join(each.label.split()) != ""
        assert natural_order(each.label)


@given(st.integers(1, 300), st.integers(0, 99))
def test_a_range_is_in_order_and_without_gap(first: int, more: int) -> None:
    labels = [each.label for each in parse_recipients(f"Rooms {first} to {first + more}")]
    assert labels == [f"Room {number}" for number in range(first, first + more + 1)]
    assert sorted(labels, key=natural_order) == labels
