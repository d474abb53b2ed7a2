"""What the public is told of a project: from what age, and what a code on saying yes leads to."""

import pytest

from mitzvah_desk.rules.public_projects import describe_ages, find_scan_target


@pytest.mark.parametrize(
    ("shifts", "said"),
    [
        ((), ""),
        ((None, None), ""),
        ((18, None), ""),
        ((8, None), "From the age of 8, children with an adult"),
        ((8, 16), "From the age of 8, children with an adult; some jobs from 16"),
        ((0, 18), "For all ages, children with an adult; some jobs from 18"),
    ],
)
def test_an_age_is_told_where_children_can_help(shifts: tuple[int | None, ...], said: str) -> None:
    assert describe_ages(shifts) == said


@pytest.mark.parametrize(
    ("line", "website", "target"),
    [
        ("Sign up at https://example.org/help?x=1.", "other.org", "https://example.org/help?x=1"),
        ("Look at www.example.org, or ring us", "", "https://www.example.org"),
        ("Write to desk@example.org.", "", "mailto:desk@example.org"),
        ("Write to desk@example.org.", "https://example.org", "https://example.org"),
        ("Ring 020 7946 0180", "", ""),
        ("", "", ""),
    ],
)
def test_a_code_leads_where_the_line_does(line: str, website: str, target: str) -> None:
    assert find_scan_target(line, website) == target
