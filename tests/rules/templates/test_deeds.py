"""What a letter says that somebody did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.templates.deeds import describe_deed, tell_deed


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
