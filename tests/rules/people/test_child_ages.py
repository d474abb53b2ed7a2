"""Ages as people write them."""

import pytest

from mitzvah_desk.rules.people.child_ages import parse_age_range

KEY_STAGES = [
    ("Reception", 4, 5),
    *((f"Year {year}", year + 4, year + 5) for year in range(1, 14)),
]
"""GOV.UK, "The national curriculum: overview": the ages of each year; a class has both of its two ages."""


@pytest.mark.parametrize(("text", "youngest", "oldest"), KEY_STAGES)
def test_a_school_year_is_read_as_its_ages(text: str, youngest: int, oldest: int) -> None:
    for words in (text, text.upper(), text.replace("Year ", "Y"), text.replace("Year ", "yr ")):
        assert parse_age_range(words) == (youngest, oldest)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("nursery", (3, 4)),
        ("toddlers", (1, 3)),
        ("toddlers (2 to 3)", (2, 3)),
        ("bar mitzvah class", (12, 13)),
        ("Bat Mitzvah", (12, 13)),
        ("8-10", (8, 10)),
        ("8 to 10 years", (8, 10)),
        ("under 5s", (0, 4)),
        ("U11s", (0, 10)),
        ("11+", (11, 18)),
        ("Years 7-9", (11, 14)),
        ("Year 5 and 6", (9, 11)),
        ("Reception to Year 2", (4, 7)),
        ("Year 6 (10-11)", (10, 11)),
        ("3 years to 5 years", (3, 5)),
        ("Year 20", None),
        ("mixed", None),
    ],
)
def test_ages_are_understood_in_other_words(text: str, ages: tuple[int, int] | None) -> None:
    assert parse_age_range(text) == ages
