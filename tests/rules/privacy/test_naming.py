"""Whom print may name, and how many of what."""

import pytest

from mitzvah_desk.rules.goods.quantity_text import (
    format_helpers,
    format_more_wanted,
    format_quantity,
    item_heading,
)
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.naming import NamedPerson, format_count, format_names


@pytest.mark.parametrize(
    ("person", "name", "why"),
    [
        (NamedPerson(1, given="Ann", family="Cohen", agreed=True), "Ann Cohen", ""),
        (NamedPerson(1, "Dr", "Ann", "Annie", "Cohen", agreed=True), "Dr Annie Cohen", ""),
        (NamedPerson(1, "Rt Hon", "Ann", family="Cohen", agreed=True), "Ann Cohen", ""),
        (NamedPerson(1, given="Ann", family="Cohen"), "", "was never asked"),
        (NamedPerson(1, given="Ann", family="Cohen", agreed=False), "", "said no"),
        (NamedPerson(1, given="Ann Lea", family="Cohen", child=True, agreed=True), "Ann", ""),
        (NamedPerson(1, family="Cohen", child=True, agreed=True), "", "has no first name in the book"),
        (NamedPerson(1, given="Ann", family="Cohen", child=True), "", "was never asked"),
        (NamedPerson(1, given="Ann", agreed=True, hidden=True), "", "works for a confidential partner"),
    ],
)
def test_unknown_means_no_and_a_child_has_a_first_name_only(person: NamedPerson, name: str, why: str) -> None:
    assert (person.name, person.why) == (name, why)


def test_names_and_how_many_others() -> None:
    assert format_names(["Ann", "Bob"], 11, "volunteer", "volunteers") == "Ann, Bob and eleven more"
    assert format_names(["Ann"], 1, "volunteer", "volunteers") == "Ann and one more"
    assert format_names(["Ann", "Bob"], 0, "volunteer", "volunteers") == "Ann and Bob"
    assert format_names([], 1, "volunteer", "volunteers") == "one volunteer"
    assert format_names([], 1300, "volunteer", "volunteers") == "1,300 volunteers"
    assert format_names([], 0, "volunteer", "volunteers") == format_count(0, "x", "y") == ""


@pytest.mark.parametrize(
    ("count", "name", "unit", "said"),
    [
        (740, "Greeting card", "", "740 greeting cards"),
        (2, "Hat for a premature baby", "", "two hats for premature babies"),
        (1, "Hat for a premature baby", "", "one hat for a premature baby"),
        (40, "Soup", "", "soup (40)"),
        (12, "Rice", "packets", "12 packets of rice"),
        (1, "Rice", "packets", "1 packet of rice"),
        (3, "Rice", "kg", "3 kg of rice"),
        (3, "Box of matches", "", "three boxes of matches"),
        (4, "Chanukah gift", "", "four Chanukah gifts"),
        (3, "Baked beans", "", "three baked beans"),
        (2, "DVD", "", "two DVDs"),
        (2, "Child's scarf", "", "two child's scarves"),
        (60, "כובע", "", "60 כובע"),
        (25, "Crocus bulb", "bulbs", "25 crocus bulbs"),
        (2, "=1+1", "", "two =1+1"),
    ],
)
def test_how_many_of_a_thing(count: int, name: str, unit: str, said: str) -> None:
    assert format_quantity(count, name, unit) == said


@pytest.mark.parametrize(
    ("count", "name", "unit", "said"),
    [
        (10, "Blanket", "", "Blankets: ten more"),
        (1, "Blanket", "", "Blanket: one more"),
        (None, "Blanket", "", "Blankets: as many as you can"),
        (None, "Toothpaste", "", "Toothpaste: as much as you can"),
        (None, "Toothpaste", "tubes", "Toothpaste: as many tubes as you can"),
        (1, "Toothpaste", "tubes", "Toothpaste: one more tube"),
        (20, "Rice", "kg", "Rice: 20 more kg"),
        (25, "Crocus bulb", "bulbs", "Crocus bulbs: 25 more"),
    ],
)
def test_how_many_more_are_wanted(count: int | None, name: str, unit: str, said: str) -> None:
    assert f"{item_heading(name, count, unit)}: {format_more_wanted(count, name, unit)}" == said


def test_how_many_in_a_role() -> None:
    assert format_helpers(2, "Baker") == "two bakers"
    assert format_helpers(1, "First aider") == "one first aider"
    assert format_helpers(3, "Welcome") == "three people for welcome"
    assert format_helpers(1, "Welcome") == "one person for welcome"


@pytest.mark.parametrize(
    ("count", "noun", "told"),
    [
        (1, "person", "1 person"),
        (0, "child", "0 children"),
        (1200, "greeting card", "1,200 greeting cards"),
        (2, "time away", "2 times away"),
        (2, "letter of thanks", "2 letters of thanks"),
        (2, "other shift", "2 other shifts"),
    ],
)
def test_so_many_of_it_in_digits(count: int, noun: str, told: str) -> None:
    assert count_noun(count, noun) == told
