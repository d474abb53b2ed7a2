"""Whom print may name, and how many others."""

import pytest

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
