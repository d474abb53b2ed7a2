"""A shift in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.rota.shift_line import (
    TypedShiftLine,
    match_shift_headings,
    parse_needs,
    parse_shift_line,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("09:00-11:00 Baker 4", TypedShiftLine("Baker", "09:00", "11:00", "4")),
        ("9-11 Baker 4", TypedShiftLine("Baker", "9", "11", "4")),
        ("Baker 9am to 11.30am x4", TypedShiftLine("Baker", "9am", "11.30am", "4")),
        (
            "10:00 – 12:00 Welcome at the door 2-4",
            TypedShiftLine("Welcome at the door", "10:00", "12:00", "2-4"),
        ),
        ("09:00-11:00 Driver", TypedShiftLine("Driver", "09:00", "11:00")),
        ("10:00-11:00 Singer @ Rubens House", TypedShiftLine("Singer", "10:00", "11:00", "", "Rubens House")),
        ("13:00-14:00 Juggler 1 @ Hall 3", TypedShiftLine("Juggler", "13:00", "14:00", "1", "Hall 3")),
        ("0900-1100, Baker, 4 people", TypedShiftLine("Baker", "0900", "1100", "4")),
    ],
)
def test_the_parts_are_found(text: str, line: TypedShiftLine) -> None:
    assert parse_shift_line(text) == line


@pytest.mark.parametrize("text", ["", "Baker", "Baker 2-4", "09:00-11:00", "09:00 Baker 4", "25:00-26:00 B"])
def test_what_has_no_span_of_time_or_no_role_is_no_line(text: str) -> None:
    assert parse_shift_line(text) is None


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("4", (4, 4)),
        ("2-4", (2, 4)),
        ("2 to 4", (2, 4)),
        ("0-3", (0, 3)),
    ],
)
def test_needs_are_one_number_or_two(text: str, needs: tuple[int, int]) -> None:
    assert parse_needs(text) == needs


@pytest.mark.parametrize("text", ["", "some", "4-2", "0", "-3"])
def test_other_needs_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="people"):
        parse_needs(text)


def test_headings_are_known_by_their_usual_words() -> None:
    assert match_shift_headings(("Task", "Start", "Finish", "How many", "Colour")) == (
        "role",
        "starts",
        "ends",
        "needs",
        "",
    )
    assert match_shift_headings(("Baker", "09:00", "11:00")) is None


@given(st.text(max_size=80))
def test_any_text_is_a_line_or_none(text: str) -> None:
    line = parse_shift_line(text)
    if line is not None:
        assert line.role
        assert line.starts in text
        assert line.ends in text


@given(
    st.times(),
    st.times(),
    st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True),
    st.integers(1, 99),
)
def test_what_is_written_so_is_read_so(starts: object, ends: object, role: str, needs: int) -> None:
    line = parse_shift_line(f"{starts:%H:%M}-{ends:%H:%M} {role} {needs}")
    assert line == TypedShiftLine(role, f"{starts:%H:%M}", f"{ends:%H:%M}", str(needs))
