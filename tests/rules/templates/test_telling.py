"""Pieces of the newsletter: lines for each thing, nothing with a hole, no heading without a text."""

from datetime import datetime

import pytest

from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.rules.templates.markup import LetterLine, LineStyle
from mitzvah_desk.rules.templates.render import render_section
from mitzvah_desk.rules.templates.section_fields import CHIPS, HEADINGS, KEYS
from mitzvah_desk.rules.templates.sections import (
    Facts,
    Order,
    Piece,
    SectionEntry,
    Sort,
    format_section,
    list_used_chips,
    parse_section,
    require_valid_section,
)

DID = CHIPS[NewsletterKind.WHAT_WE_DID]
ON = CHIPS[NewsletterKind.WHATS_ON]
BULBS = {"project": "Bulbs", "kind": "Garden", "on_day": "Sunday 22 November", "time": "10:00 to 11:00"}
TEA = {"project": "Tea", "kind": "Visit", "on_day": "Sunday 22 November", "summary": "Cake!"}
CARDS = {"project": "Cards", "kind": "Crafts", "on_day": "Friday 20 November", "time": "09:00 to 10:00"}


def entry(values: dict[str, str], day: int, hour: int) -> SectionEntry:
    return SectionEntry(values, datetime(2026, 11, day, hour), values["kind"], values["project"])


PROJECTS = [entry(TEA, 22, 14), entry(BULBS, 22, 10), entry(CARDS, 20, 9)]


def lines(words: str, values: dict[str, str] | None = None, order: Order = Order.DAY) -> list[str]:
    facts = Facts(values or {}, {Sort.PROJECT: PROJECTS})
    return [f"{part.look}{part.text}" for part in render_section(Piece("H", order, words), ON, facts)]


def did(words: str, **values: str) -> list[str]:
    facts = Facts(values, {})
    return [f"{part.look}{part.text}" for part in render_section(Piece("H", Order.DAY, words), DID, facts)]


def test_a_line_with_a_chip_of_a_project_is_written_for_each() -> None:
    assert lines("Come!\n- {{ project }}, {{ time }}.\nBye.") == [
        "Come!",
        "- Cards, 09:00 to 10:00.",
        "- Bulbs, 10:00 to 11:00.",
        "- Tea.",
        "Bye.",
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("we baked a cake", "We baked a cake."),
        ("cake@example.org asked us", "cake@example.org asked us."),
        ("example.org asked us", "example.org asked us."),
        ("ask at cake@example.org", "Ask at cake@example.org."),
    ],
)
def test_a_value_begins_a_sentence_with_a_capital_but_for_an_address(value: str, said: str) -> None:
    assert did("{{ money }}.", money=value) == [said]


def test_a_bold_line_is_written_when_it_says_something_else() -> None:
    words = "# {{ on_day }}\n- {{ project }}"
    by_day = ["# Friday 20 November", "- Cards", "# Sunday 22 November", "- Bulbs", "- Tea"]
    assert lines(words) == by_day
    by_kind = ["# Crafts", "- Cards", "# Garden", "- Bulbs", "# Visit", "- Tea"]
    assert lines("# {{ kind }}\n- {{ project }}", order=Order.KIND) == by_kind
    assert lines("- {{ project }}", order=Order.TITLE) == ["- Bulbs", "- Cards", "- Tea"]


def test_lines_that_stand_together_are_written_together() -> None:
    assert lines("{{ project }}\n- {{ time }}") == [
        *("Cards", "- 09:00 to 10:00"),
        *("Bulbs", "- 10:00 to 11:00"),
        "Tea",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ volunteers_number }} came, giving {{ hours }}, all told.", "Ten volunteers came, all told."),
        ("{{ volunteers_number }} came, giving {{ hours }}.", "Ten volunteers came."),
        ("We had {{ hours }}. We raised {{ money }}!", "We raised £5!"),
        ("Well, {{ hours }}; and then {{ money }}.", "Well; and then £5."),
        ("{{ money }}", "£5"),
        ("In {{ hours }}, we raised {{ money }}. Good: {{ money }}.", "Good: £5."),
        ("**{{ money }}, {{ hours }}**. **Yes** to {{ money }}", "£5. Yes to £5"),
        ("{{ made }}. And {{ money }}.", "1 St. And £5."),
    ],
)
def test_what_has_nothing_to_say_is_left_out(words: str, said: str) -> None:
    values = {"volunteers_number": "ten volunteers", "money": "£5", "made": "1 St."}
    assert did(words, **values) == [said]


def test_a_chip_of_whole_sentences_ends_one() -> None:
    said = lines("- {{ project }}. {{ summary }} Where: {{ place }}. Come!")
    assert said == ["- Cards. Come!", "- Bulbs. Come!", "- Tea. Cake! Come!"]
    quoted = Facts(
        {},
        {
            Sort.QUOTATION: [
                SectionEntry({"words": "We loved it."}),
                SectionEntry({"words": "O", "said_by": "A"}),
            ]
        },
    )
    parts = render_section(Piece("H", Order.DAY, "“{{ words }}” – {{ said_by }}"), DID, quoted)
    assert [part.text for part in parts] == ["“We loved it.”", "“O” – A"]


def test_no_heading_stands_over_nothing() -> None:
    assert did("# Hours\n{{ hours }}\n# Money\n- {{ hours }}\n- {{ money }}\nBye", money="£5") == [
        *("# Money", "- £5"),
        "Bye",
    ]
    assert did("# Hours\n- {{ hours }}\nBye {{ money }}", money="£5") == ["Bye £5"]
    assert did("# Hours\nWe had {{ hours }}.\n- {{ money }}", money="£5") == ["# Hours", "- £5"]


def test_a_piece_that_tells_nothing_of_its_own_is_empty() -> None:
    assert did("{{ campaign }} was lovely.\n- {{ money }}", campaign="Mitzvah Day") == []
    assert lines("{{ campaign }} is near.", {"campaign": "Mitzvah Day"}) == []


def test_bold_words_stay_bold_and_text_is_never_read_again() -> None:
    facts = Facts({"money": "**{{ hours }}** <b>"}, {})
    (part,) = render_section(Piece("H", Order.DAY, "We raised **{{ money }}** in all"), DID, facts)
    runs = (("We raised ", False), ("**{{ hours }}** <b>", True), (" in all", False))
    assert part == LetterLine(LineStyle.PARAGRAPH, "We raised **{{ hours }}** <b> in all", runs)


def test_a_piece_is_kept_as_text() -> None:
    piece = Piece("What’s on", Order.KIND, "One\n\n- Two {{ project }}")
    assert parse_section(format_section(piece)) == piece
    assert parse_section("Nothing else") == Piece("Nothing else", Order.DAY, "")
    assert list_used_chips(piece, ON) == {"project"}


@pytest.mark.parametrize(
    ("heading", "words", "sentence"),
    [
        (" ", "x", "heading of 1"),
        ("H" * 121, "x", "heading of 1"),
        ("H", "ok\n{{ hours }}", "Line 2: there is no field “hours”"),
        ("H", "{{ project", "Line 1: a field stands between"),
    ],
)
def test_words_that_cannot_be_kept(heading: str, words: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        require_valid_section(Piece(heading, Order.DAY, words), ON)


def test_one_line_speaks_of_one_sort() -> None:
    chips = CHIPS[NewsletterKind.STILL_NEEDED]
    with pytest.raises(ValueError, match="Line 1 speaks of a project and of a thing to give"):
        require_valid_section(Piece("H", Order.DAY, "{{ project }} {{ thing }} {{ campaign }}"), chips)


def test_every_piece_has_a_name_and_chips() -> None:
    assert set(KEYS.values()) == set(HEADINGS) == set(CHIPS) == set(NewsletterKind)
