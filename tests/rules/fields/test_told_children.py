"""Children whom a cell names, ages as they are told, and how people stand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import ContactStatus
from mitzvah_desk.rules.fields.status_words import ToldStatus, join_statuses, parse_status
from mitzvah_desk.rules.fields.told_children import ToldAge, parse_children, parse_told_age

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "ages", "expected"),
    [
        ("Noa (7)\nEzra (4)", "", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa (7), Ezra (4)", "", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa, 7, Ezra, 4", "", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa 7 & Ezra 4", "", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa (age 7) Ezra (age 4)", "", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa and Ezra", "7, 4", [("Noa", "", 7), ("Ezra", "", 4)]),
        ("Noa Katz, Ezra Levy", "", [("Noa", "Katz", None), ("Ezra", "Levy", None)]),
        ("• Noa – Year 4\n• Ezra – Reception", "", [("Noa", "", 8), ("Ezra", "", 4)]),
        ("Sam (18 months)", "", [("Sam", "", 1)]),
    ],
)
def test_children_of_a_cell(text: str, ages: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = parse_children(text, ages, TODAY)
    assert [(c.name.given, c.name.family, c.age.years if c.age else None) for c in found] == expected


def test_a_date_of_birth_in_brackets() -> None:
    (child,) = parse_children("Noa Katz (dob 12/3/2018)", "", TODAY)
    assert (child.born, child.age) == (date(2018, 3, 12), None)


def test_a_school_year_is_the_age_of_all_in_it_on_its_first_day() -> None:
    assert parse_told_age("Year 4", TODAY) == ToldAge(8, date(2026, 9, 1))
    assert parse_told_age("Reception", date(2027, 3, 1)) == ToldAge(4, date(2026, 9, 1))
    assert parse_told_age("9 years", TODAY) == ToldAge(9, TODAY)
    assert parse_told_age("", TODAY) is None


@pytest.mark.parametrize("text", ["2 boys", "Noa (seven)", "Year 99"])
def test_what_is_no_child_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_children(text, "", TODAY)
    with pytest.raises(ValueError, match="ages of 1, but 2 children"):
        parse_children("Noa, Ezra", "7", TODAY)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40), st.text(max_size=12))
def test_any_cell_is_read_or_refused_with_a_sentence(names: str, ages: str) -> None:
    try:
        found = parse_children(names, ages, TODAY)
    except ValueError as error:
        assert str(error).endswith((".", "?"))  # noqa: PT017
        return
    for child in found:
        assert child.name.given
        assert all(word in names for word in child.name.given.split())
        assert child.age is None or 0 <= child.age.years <= 120


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Deceased", ToldStatus(ContactStatus.DIED)),
        ('z"l', ToldStatus(ContactStatus.DIED)),
        ("Moved away", ToldStatus(ContactStatus.MOVED_AWAY)),
        ("Do not contact", ToldStatus(ContactStatus.NO_CONTACT, no_newsletter=True)),
        ("Unsubscribed", ToldStatus(no_newsletter=True)),
        ("Not Attending", ToldStatus(not_coming=True)),
        ("Cancelled", ToldStatus(not_coming=True)),
        ("Active", ToldStatus()),
    ],
)
def test_what_words_say_of_how_somebody_stands(text: str, told: ToldStatus) -> None:
    assert parse_status(text) == told


def test_that_somebody_died_is_more_than_that_they_moved() -> None:
    told = [parse_status("Moved"), parse_status("Deceased"), parse_status("Unsubscribed")]
    assert join_statuses(told) == ToldStatus(ContactStatus.DIED, no_newsletter=True)
    with pytest.raises(ValueError, match="says nothing that is known"):
        parse_status("Strange")
