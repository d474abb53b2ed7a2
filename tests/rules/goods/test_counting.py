"""What is typed at the door."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.quantity_input import (
    SINGLE,
    CountAnswer,
    Counted,
    ItemCounting,
    count_in_units,
    find_similar_name,
    format_packs,
    is_same_item,
    parse_quantity,
    singular,
)

KNOWN = ("Baked beans", "Tinned tomatoes", "Rice", "Pasta", "Chickpeas", "Peas")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rice", Counted("rice")),
        ("12 rice", Counted("rice", 12)),
        ("3 cases beans", Counted("beans", 3, "case")),
        ("2 boxes of baked beans", Counted("baked beans", 2, "box")),
        ("1,200 x bulbs", Counted("bulbs", 1200)),
        ("4 tins", Counted("tins", 4)),
        ("7up bottles", Counted("7up bottles")),
        ("24 tins of tomatoes", Counted("tomatoes", 24, "tin")),
        ("3 kg rice", Counted("rice", 3, "kg")),
        ("3kg of rice", Counted("rice", 3, "kg")),
        ("2 litres olive oil", Counted("olive oil", 2, "litre")),
        ("2 cases of 12 beans", Counted("beans", 2, "case", 12)),
        ("2 cases x 12 beans", Counted("beans", 2, "case", 12)),
        ("a dozen eggs", Counted("eggs", 12)),
        ("3 dozen eggs", Counted("eggs", 36)),
        ("half a dozen eggs", Counted("eggs", 6)),
        ("two tins of soup", Counted("soup", 2, "tin")),
        ("a blanket", Counted("a blanket")),
        ("12 pairs of socks", Counted("socks", 12, "pair")),
    ],
)
def test_how_many_of_what(text: str, first: Counted) -> None:
    assert parse_quantity(text)[0] == first


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("baked bean", "Baked beans"),
        ("BAKED BEANS", "Baked beans"),
        ("Bakedbeans", "Baked beans"),
        ("tinned tomatos", "Tinned tomatoes"),
        ("rice", "Rice"),
        ("Soap", ""),
        ("Chickens", ""),
        ("Pears", ""),
    ],
)
def test_the_name_it_may_mean(name: str, means: str) -> None:
    assert find_similar_name(name, KNOWN) == means


@given(st.text(max_size=40))
def test_any_text_means_something(text: str) -> None:
    for meaning in parse_quantity(text):
        assert meaning.count is None or meaning.count >= 0
    assert find_similar_name(text, ()) == ""
    assert len(singular(text)) <= len(text)


@pytest.mark.parametrize(
    ("count", "pack", "size", "words"),
    [
        (36, "Case", 12, "3 cases of 12"),
        (12, "case", 12, "1 case of 12"),
        (40, "box", 12, "3 boxes of 12 and 4"),
        (11, "case", 12, ""),
        (36, "", 12, ""),
        (36, "case", None, ""),
        (5, "case", 1, ""),
        (24_000, "tray", 12, "2,000 trays of 12"),
    ],
)
def test_a_number_in_packs(count: int, pack: str, size: int | None, words: str) -> None:
    assert format_packs(count, pack, size) == words


def test_the_same_thing_but_for_capitals_and_plurals() -> None:
    assert is_same_item("Greeting card", "greeting cards")
    assert not is_same_item("Greeting card", "Festival card")


@pytest.mark.parametrize(
    ("text", "item", "in_stock", "count", "unit"),
    [
        ("24 tins of tomatoes", ItemCounting(), False, 24, "tins"),
        ("24 tins of tomatoes", ItemCounting(), True, 24, "tins"),
        ("24 tins of tomatoes", ItemCounting("Tins"), True, 24, "Tins"),
        ("24 tins of tomatoes", ItemCounting("kg"), True, None, "kg"),
        ("3 kg rice", ItemCounting(), False, 3, "kg"),
        ("3 kg rice", ItemCounting(), True, None, ""),
        ("3 kg rice", ItemCounting("bags"), False, None, "bags"),
        ("3 cases beans", ItemCounting(), False, None, ""),
        ("3 cases beans", ItemCounting("tins", "Case", 6), False, 18, "tins"),
        ("2 cases of 12 beans", ItemCounting(), False, 24, ""),
        ("2 cases of 12 beans", ItemCounting("tins", "Case", 6), False, 24, "tins"),
        ("a dozen eggs", ItemCounting(), False, 12, ""),
    ],
)
def test_the_unit_typed_is_kept_or_asked_about(
    text: str, item: ItemCounting, in_stock: bool, count: int | None, unit: str
) -> None:
    answer = count_in_units(parse_quantity(text)[0], item, in_stock=in_stock)
    assert (answer.count, answer.counting.unit) == (count, unit)
    assert bool(answer.question) == (count is None)


def test_a_pack_whose_size_is_typed_is_remembered() -> None:
    typed = parse_quantity("2 cases of 12 beans")[0]
    assert count_in_units(typed, ItemCounting("tins"), in_stock=False) == CountAnswer(
        24, "", ItemCounting("tins", "case", 12)
    )


@given(
    st.integers(1, 99_999),
    st.sampled_from(sorted(SINGLE)),
    st.sampled_from(["", "of "]),
    st.from_regex(r"[a-z]{4,12}( [a-z]{4,12})?", fullmatch=True),
)
def test_a_number_of_single_packs_always_keeps_number_and_name(
    count: int, pack: str, of: str, name: str
) -> None:
    meaning = parse_quantity(f"{count:,} {pack}s {of}{name}")[0]
    assert (meaning.count, meaning.name) == (count, name)
    assert count_in_units(meaning, ItemCounting(), in_stock=True).count == count


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["case", "box", "tray", "crate"]))
def test_packs_of_so_many_are_their_product(count: int, each: int, pack: str) -> None:
    meaning = parse_quantity(f"{count} {pack} of {each} beans")[0]
    assert count_in_units(meaning, ItemCounting(), in_stock=False).count == count * each
