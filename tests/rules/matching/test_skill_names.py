"""Forms of one skill are one."""

import pytest

from mitzvah_desk.rules.matching.skill_names import skill_stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drive", "driving"),
        ("Driver", "drives"),
        ("Knit", "Knitting"),
        ("Sing", "singers"),
        ("Baking", "Bake"),
        ("First aid", "first-aider"),
    ],
)
def test_forms_of_one_skill(one: str, other: str) -> None:
    assert skill_stem(one) == skill_stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Sing", "Sign"), ("Bake", "Drive"), ("First aid", "Aid"), ("Cook", "Coo")]
)
def test_other_skills_stay_apart(one: str, other: str) -> None:
    assert skill_stem(one) != skill_stem(other)
