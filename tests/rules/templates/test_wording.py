"""The words of letters are data: fields are filled, everything else is text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.templates.markup import (
    FIELDS,
    LONGEST,
    LetterLine,
    LineStyle,
    MissingFieldError,
    format_runs,
    parse_lines,
    render_line,
    render_lines,
    require_valid_markup,
)

VALUES: dict[str, str | tuple[str, ...]] = {
    "campaign": "Mitzvah Day",
    "gave": ("12 × Rice", "3 × Soap"),
    "names": "Ann and Bob",
    "money": "",
}


def test_paragraphs_bullets_and_bold_lines() -> None:
    words = "# For {{ names }}\n\nThank you for {{campaign}}.\n- one\n- two\n\n"
    assert render_lines(words, VALUES) == [
        LetterLine(LineStyle.BOLD, "For Ann and Bob"),
        LetterLine(LineStyle.PARAGRAPH, "Thank you for Mitzvah Day."),
        LetterLine(LineStyle.BULLET, "one"),
        LetterLine(LineStyle.BULLET, "two"),
    ]


def test_a_field_of_several_lines_is_bullets_alone_and_a_list_in_a_sentence() -> None:
    assert [part.look for part in render_lines("{{ gave }}", VALUES)] == [LineStyle.BULLET, LineStyle.BULLET]
    assert render_line("You gave {{ gave }}.", VALUES) == "You gave 12 × Rice and 3 × Soap."


def test_words_in_a_line_are_bold_with_what_stands_for_a_field() -> None:
    (part,) = render_lines("On **{{ campaign }}, all** of you ** came", VALUES)
    assert part.text == "On Mitzvah Day, all of you ** came"
    assert "".join(text for text, strong in part.runs if strong) == "Mitzvah Day, all"
    assert format_runs(part.runs) == "On **Mitzvah Day, all** of you ** came"
    assert render_lines("no bold **", VALUES) == [LetterLine(LineStyle.PARAGRAPH, "no bold **")]
    assert render_lines("****", VALUES) == []


@pytest.mark.parametrize("words", ["{{ money }}", "For {{ did }}.", "- {{ hours }}"])
def test_what_is_missing_is_named_and_no_hole(words: str) -> None:
    with pytest.raises(MissingFieldError) as told:
        render_lines(words, VALUES)
    assert told.value.field.lacks


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Fine.\n{{ shoe_size }}", "Line 2: there is no field “shoe_size”"),
        ("{{ }}", "there is no field"),
        ("{{ campaign", "between {{ and }}"),
        ("campaign }}", "between {{ and }}"),
        ("{{ ''.__class__ }}", "between {{ and }}"),
        ("{{ campaign.__init__ }}", "between {{ and }}"),
        ("{% for i in range(10**9) %}x{% endfor %}{{ names|upper }}", "between {{ and }}"),
        ("x" * (LONGEST + 1), "at most"),
    ],
)
def test_words_that_cannot_be_kept_say_where(words: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"(Line|letter)") as told:
        require_valid_markup(words)
    assert says in str(told.value)


@given(st.text(max_size=300))
def test_any_text_is_text(text: str) -> None:
    with suppress(ValueError):  # braces that stand alone
        assert require_valid_markup(text) == text
    values = dict.fromkeys(FIELDS, "value")
    shown = " ".join(part.text for part in render_lines(text, values))
    for piece in text.split():
        if not set(piece) & set("{}*") and piece not in {"-", "#"}:
            assert piece in shown


@given(
    st.lists(
        st.tuples(
            st.sampled_from(LineStyle),
            st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20),
        )
    )
)
def test_lines_keep_their_looks(lines: list[tuple[LineStyle, str]]) -> None:
    kept = [(look, text) for look, text in lines if look is not LineStyle.PARAGRAPH or text[0] not in "-#"]
    assert parse_lines("\n\n".join(f"{look}{text}" for look, text in kept)) == kept
