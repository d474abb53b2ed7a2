"""What is typed from a sign-in sheet: numbers, ranges, absences, times, heads, hours; nothing guessed."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.rota.sheet_marks import SheetMark, read_sheet_marks

GROUPS = frozenset({7})


def test_numbers_ranges_and_absences_on_one_line() -> None:
    read = read_sheet_marks("1 2 5-9 12x", 12, GROUPS)
    assert [mark.line for mark in read.marks] == [1, 2, 5, 6, 7, 8, 9, 12]
    assert [mark.line for mark in read.marks if mark.absent] == [12]
    assert read.unread == ()


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("3 9:40-11:30", SheetMark(3, arrived=time(9, 40), left=time(11, 30))),
        ("3 9.40-11.30", SheetMark(3, arrived=time(9, 40), left=time(11, 30))),
        ("3 9:40", SheetMark(3, arrived=time(9, 40))),
        ("3 -11:30", SheetMark(3, left=time(11, 30))),
        ("3 9:40-", SheetMark(3, arrived=time(9, 40))),
        ("7 g 12+3", SheetMark(7, children=12, adults=3)),
        ("7 12+3 9:40", SheetMark(7, children=12, adults=3, arrived=time(9, 40))),
        ("3 x", SheetMark(3, absent=True)),
        ("3X", SheetMark(3, absent=True)),
        ("4 2h30", SheetMark(4, minutes=150)),
        ("4 1.5h", SheetMark(4, minutes=90)),
        ("4 45m", SheetMark(4, minutes=45)),
    ],
)
def test_what_may_follow_a_number(typed: str, mark: SheetMark) -> None:
    assert read_sheet_marks(typed, 12, GROUPS).marks == (mark,)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1 2 frog", "“frog” cannot be read."),
        ("x 3", "“x” stands before any number of a line."),
        ("1 13", "There is no line 13: the sheet has 12."),
        ("0", "There is no line 0: the sheet has 12."),
        ("9-5", "“9-5” runs backwards."),
        ("3 12+3", "Line 3 is one person, so heads cannot be counted."),
        ("3 11:30-9:40", "Line 3 left before it came."),
        ("3x 9:40", "Line 3 is absent, and yet something is told of it."),
        ("4 25:00", "“25:00” cannot be read."),
        ("4 -", "“-” cannot be read."),
    ],
)
def test_a_line_that_cannot_be_read_is_not_kept_in_part(typed: str, why: str) -> None:
    read = read_sheet_marks(f"11\n{typed}\n10", 12, GROUPS)
    assert [mark.line for mark in read.marks] == [10, 11]
    assert [(line.text, line.why) for line in read.unread] == [(typed, why)]


def test_what_is_typed_twice_must_say_the_same() -> None:
    assert read_sheet_marks("3\n3", 12).unread == ()
    read = read_sheet_marks("3\n3x", 12)
    assert [line.why for line in read.unread] == ["Line 3 of the sheet is typed twice, and differently."]


def test_the_same_line_typed_differently_in_one_line_is_not_kept() -> None:
    read = read_sheet_marks("3 3x", 12)
    assert (read.marks, [line.text for line in read.unread]) == ((), ["3 3x"])


@given(st.text(alphabet="0123456789x-+:.gh \n", max_size=40), st.integers(0, 30))
def test_nothing_is_invented_and_nothing_is_lost(typed: str, count: int) -> None:
    read = read_sheet_marks(typed, count, frozenset({2, 4}))
    assert all(1 <= mark.line <= count for mark in read.marks)
    lines = [line for line in typed.splitlines() if line.strip()]
    unread = [line.text for line in read.unread]
    assert all(line in lines for line in unread)
    again = read_sheet_marks(
        "\n".join(line for line in lines if line not in unread), count, frozenset({2, 4})
    )
    assert again.unread == ()
