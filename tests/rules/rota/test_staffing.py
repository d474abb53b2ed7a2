"""Confirmed, asked, gap."""

import pytest

from mitzvah_desk.rules.rota.staffing import (
    Staffing,
    count_staffing,
    describe_room,
    describe_taken,
    format_capacity,
)


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


@pytest.mark.parametrize(
    ("figures", "taken", "room"),
    [
        ((2, 1, 5, 8), "3 of 8 places", "needs 2 more"),
        ((4, 1, 5, 8), "5 of 8 places", "room for 3 more"),
        ((8, 0, 5, 8), "8 of 8 places", "full"),
        ((9, 0, 5, 8), "9 of 8 places", "1 too many"),
        ((0, 0, 1, 1), "0 of 1 place", "needs 1 more"),
    ],
)
def test_those_who_need_not_know_who_answered_read_how_many_places_are_taken(
    figures: tuple[int, int, int, int], taken: str, room: str
) -> None:
    found, places = count_staffing(*figures), figures[3]
    assert describe_taken(found.heads, places) == taken
    assert describe_room(found, places) == room
    assert describe_room(found, places, over=True) == "over"


def test_how_many_a_shift_takes() -> None:
    assert format_capacity(3, 5) == "3–5"
    assert format_capacity(5, 5) == "5"
