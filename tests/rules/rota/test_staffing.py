"""Confirmed, asked, gap."""

import pytest

from mitzvah_desk.rules.rota.staffing import Staffing, count_staffing


@pytest.mark.parametrize(
    ("figures", "words", "pressing"),
    [
        ((0, 0, 0, 5), "0 confirmed", "0 confirmed"),
        ((0, 0, 3, 5), "gap 3", "gap 3"),
        ((2, 1, 5, 8), "2 confirmed, 1 asked, gap 2", "gap 2"),
        ((0, 4, 4, 4), "4 asked", "4 asked"),
        ((4, 0, 4, 4), "4 confirmed", "4 confirmed"),
        ((4, 2, 4, 4), "4 confirmed, 2 asked, 2 too many", "2 too many"),
        ((1200, 0, 0, 2000), "1,200 confirmed", "1,200 confirmed"),
    ],
)
def test_it_is_said_in_the_same_words(figures: tuple[int, int, int, int], words: str, pressing: str) -> None:
    found = count_staffing(*figures)
    assert (found.words, found.pressing) == (words, pressing)


def test_several_are_added_figure_by_figure() -> None:
    """A shift with too many fills no gap of another."""
    both = count_staffing(9, 0, 2, 4) + count_staffing(0, 1, 3, 3)
    assert both == Staffing(9, 1, 2, 5)


def test_it_is_settled_only_when_all_answered() -> None:
    assert count_staffing(3, 0, 3, 5).settled
    assert not count_staffing(3, 1, 3, 5).settled
    assert not count_staffing(2, 0, 3, 5).settled
    assert not count_staffing(6, 0, 3, 5).settled
