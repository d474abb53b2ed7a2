"""Whom a name typed in haste may mean."""

import pytest

from mitzvah_desk.rules.matching.typed_names import EXACT, rank_typed_name

NAMES = ("Daniel O’Néill", "Danny O’Néill")


@pytest.mark.parametrize("typed", ["daniel oneill", "O'Neill Daniel", "DANNY O’NÉILL", " danny   o'neill "])
def test_the_whole_name_in_any_order_and_spelling_of_signs_is_exact(typed: str) -> None:
    assert rank_typed_name(typed, NAMES) == EXACT


def test_the_nearer_the_better() -> None:
    typed = ["daniel oneill", "daniel", "dan", "iel", "Dan Oneill"]
    ranks = [rank_typed_name(each, NAMES) for each in typed]
    assert ranks == [0, 1, 2, 3, 2]


def test_another_spelling_of_both_names_comes_last() -> None:
    assert rank_typed_name("Dan Kohen", ("Daniel Cohen",)) == 4
    assert rank_typed_name("Dan Levy", ("Daniel Cohen",)) is None
    assert rank_typed_name("Kohen", ("Daniel Cohen",)) is None


def test_the_household_helps_and_is_never_exact() -> None:
    assert rank_typed_name("feldman family", ("Ann Stern",), "The Feldman family") == 1
    assert rank_typed_name("ann feldman", ("Ann Stern",), "Feldman") == 1
    assert rank_typed_name("", ("Ann Stern",)) is None
    assert rank_typed_name("?", ("Ann Stern",)) is None
