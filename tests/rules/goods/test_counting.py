"""What is typed at the door."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.item_counting import CountAnswer, ItemCounting, Lacking, count_in_units
from mitzvah_desk.rules.goods.item_names import find_similar_name, is_same_item
from mitzvah_desk.rules.goods.quantity_input import (
    SINGLE,
    Counted,
    find_within,
    format_packs,
    is_item_code,
    parse_amount,
    parse_quantity,
)
from mitzvah_desk.rules.goods.weights import (
    MixedAmount,
    add_up_amounts,
    format_amount,
    format_amount_in_units,
    format_amount_times,
    format_weight,
    weigh,
)
from mitzvah_desk.rules.plurals import singular

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
        ("3 kg rice", Counted("rice", 3000, "g")),
        ("3kg of rice", Counted("rice", 3000, "g")),
        ("2 litres olive oil", Counted("olive oil", 2000, "ml")),
        ("2 cases of 12 beans", Counted("beans", 2, "case", 12)),
        ("2 cases x 12 beans", Counted("beans", 2, "case", 12)),
        ("a dozen eggs", Counted("eggs", 12)),
        ("3 dozen eggs", Counted("eggs", 36)),
        ("half a dozen eggs", Counted("eggs", 6)),
        ("two tins of soup", Counted("soup", 2, "tin")),
        ("a blanket", Counted("blanket", 1)),
        ("12 pairs of socks", Counted("socks", 12, "pair")),
        ("2.5 kg flour", Counted("flour", 2500, "g")),
        ("2,5 kg flour", Counted("flour", 2500, "g")),
        ("5kg flour", Counted("flour", 5000, "g")),
        ("1 1/2 kg rice", Counted("rice", 1500, "g")),
        ("5 lb flour", Counted("flour", 2268, "g")),
        ("½ case peas", Counted("peas", Fraction(1, 2), "case")),
        ("half a case of peas", Counted("peas", Fraction(1, 2), "case")),
        ("1.5 cases peas", Counted("peas", Fraction(3, 2), "case")),
        ("1½ cases peas", Counted("peas", Fraction(3, 2), "case")),
        ("one and a half cases peas", Counted("peas", Fraction(3, 2), "case")),
        ("two bags rice", Counted("rice", 2, "bag")),
        ("two blankets", Counted("blankets", 2)),
        ("beans 24", Counted("beans", 24)),
        ("beans x24", Counted("beans", 24)),
        ("beans (24)", Counted("beans", 24)),
        ("beans x 24", Counted("beans", 24)),
        ("peas, 3 cases", Counted("peas", 3, "case")),
        ("rice 2.5kg", Counted("rice", 2500, "g")),
        ("nappies size 4", Counted("nappies size 4")),
        ("3 in 1 shampoo", Counted("3 in 1 shampoo")),
        ("24/7 radio", Counted("24/7 radio")),
        ("24 x 400g tins beans", Counted("beans", 24, "tin", None, 400)),
        ("3 bags of 2 kg flour", Counted("flour", 3, "bag", None, 2000)),
        ("6 x 2 litre milk", Counted("milk", 12_000, "ml")),
        ("case of peas", Counted("case of peas")),
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


CASE = ItemCounting("tins", "Case", 12)


@pytest.mark.parametrize(
    ("text", "item", "in_stock", "count", "unit"),
    [
        ("24 tins of tomatoes", ItemCounting(), False, 24, "tins"),
        ("24 tins of tomatoes", ItemCounting(), True, 24, "tins"),
        ("24 tins of tomatoes", ItemCounting("Tins"), True, 24, "Tins"),
        ("24 tins of tomatoes", ItemCounting("kg"), True, Lacking.NUMBER, "kg"),
        ("3 cases peas", CASE, True, 36, "tins"),
        ("3 cases peas", ItemCounting(), False, Lacking.PACK_SIZE, ""),
        ("3 cases peas", ItemCounting("tins", "Tray", 6), True, Lacking.PACK_SIZE, "tins"),
        ("½ case peas", CASE, True, 6, "tins"),
        ("half a case peas", CASE, True, 6, "tins"),
        ("1.5 cases peas", CASE, True, 18, "tins"),
        ("½ case peas", ItemCounting("tins", "Case", 15), True, Lacking.NUMBER, "tins"),
        ("2 cases of 12 beans", ItemCounting(), False, 24, ""),
        ("2 cases of 12 beans", ItemCounting("tins", "Case", 6), False, 24, "tins"),
        ("a dozen eggs", ItemCounting(), False, 12, ""),
        ("two bags rice", ItemCounting(), False, 2, "bags"),
        ("two bags rice", ItemCounting("bags"), True, 2, "bags"),
        ("beans 24", ItemCounting(), True, 24, ""),
        ("2.5 kg flour", ItemCounting(), False, 2500, "g"),
        ("2,5 kg flour", ItemCounting("g"), True, 2500, "g"),
        ("5kg flour", ItemCounting("kg"), True, 5, "kg"),
        ("2.5 kg flour", ItemCounting("kg"), True, Lacking.FINER, "kg"),
        ("2.5 flour", ItemCounting("kg"), True, Lacking.FINER, "kg"),
        ("3 kg rice", ItemCounting(), True, Lacking.NUMBER, ""),
        ("3 kg rice", ItemCounting("bags"), False, Lacking.NUMBER, "bags"),
        ("3 kg rice", ItemCounting("bags", grams_each=1000), True, 3, "bags"),
        ("2.5 kg rice", ItemCounting("bags", grams_each=1000), True, Lacking.NUMBER, "bags"),
        ("3 flour", ItemCounting("g"), True, Lacking.NUMBER, "g"),
        ("2.5 flour", ItemCounting(), False, Lacking.NUMBER, ""),
        ("2 litres oil", ItemCounting(), False, 2000, "ml"),
        ("2 litres oil", ItemCounting("litres"), True, 2, "litres"),
        ("½ litre oil", ItemCounting("litres"), True, Lacking.FINER, "litres"),
        ("2 kg oil", ItemCounting("litres"), True, Lacking.NUMBER, "litres"),
        ("24 x 400g tins beans", ItemCounting(), False, 24, "tins"),
        ("3 bags of 2 kg flour", ItemCounting("g"), True, 6000, "g"),
        ("3 bags of 2.5 kg flour", ItemCounting("kg"), True, Lacking.FINER, "kg"),
    ],
)
def test_the_unit_typed_is_kept_or_asked_about(
    text: str, item: ItemCounting, in_stock: bool, count: int | Lacking, unit: str
) -> None:
    answer = count_in_units(parse_quantity(text)[0], item, in_stock=in_stock)
    assert (answer.lacking or answer.count, answer.counting.unit) == (count, unit)
    assert bool(answer.question) == (answer.count is None) == bool(answer.lacking)


def test_what_one_weighs_is_learned_where_it_is_said() -> None:
    typed = parse_quantity("24 x 400g tins beans")[0]
    assert count_in_units(typed, ItemCounting(), in_stock=False).counting == ItemCounting(
        "tins", "", None, 400
    )


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("36", Counted("", 36)),
        ("1,200", Counted("", 1200)),
        ("3 cases", Counted("", 3, "case")),
        ("half a case", Counted("", Fraction(1, 2), "case")),
        ("2 cases of 12", Counted("", 2, "case", 12)),
        ("2.5 kg", Counted("", 2500, "g")),
        ("2 dozen", Counted("", 24)),
        ("rice", None),
        ("3 rice", None),
        ("", None),
    ],
)
def test_what_says_only_how_many(text: str, means: Counted | None) -> None:
    assert parse_amount(text) == means


def test_what_is_called_by_a_number_means_that_first() -> None:
    assert parse_quantity("nappies 4", ("Nappies 4",))[0] == Counted("nappies 4")
    assert parse_quantity("nappies 4", ("Nappies",))[0] == Counted("nappies", 4)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("some rice", "Rice"),
        ("a few tins of baked beans", "Baked beans"),
        ("brown rice", ""),
        ("rice", ""),
        ("rice pudding", ""),
    ],
)
def test_words_that_say_only_how_many_make_no_new_thing(text: str, means: str) -> None:
    assert find_within(text, KNOWN) == means


def test_the_digits_of_a_scanner() -> None:
    assert is_item_code("5012345678900")
    assert is_item_code("96385074")
    assert not is_item_code("1234567")
    assert not is_item_code("24 tins")


@pytest.mark.parametrize(
    ("quantity", "unit", "shown", "in_units"),
    [
        (2500, "g", "2.5 kg", "2.5 kg"),
        (400, "g", "400 g", "400 g"),
        (3, "kg", "3 kg", "3 kg"),
        (1000, "ml", "1 litre", "1 litre"),
        (1500, "ml", "1.5 litres", "1.5 litres"),
        (1200, "tins", "1,200", "1,200 tins"),
        (1, "packets", "1", "1 packet"),
        (2, "packet", "2", "2 packets"),
        (1, "boxes", "1", "1 box"),
        (7, "", "7", "7"),
    ],
)
def test_an_amount_as_it_is_shown(quantity: int, unit: str, shown: str, in_units: str) -> None:
    assert format_amount(quantity, unit) == shown
    assert format_amount_in_units(quantity, unit) == in_units


@pytest.mark.parametrize(
    ("parts", "said", "short"),
    [
        ([], "nothing", "0"),
        ([(1, "tins")], "1 thing", "1"),
        ([(36, ""), (2500, "g")], "36 things and 2.5 kg", "36 and 2.5 kg"),
        ([(2, "kg"), (500, "g")], "2.5 kg", "2.5 kg"),
        ([(3, ""), (2500, "g"), (1500, "ml")], "3 things, 2.5 kg and 1.5 litres", "3, 2.5 kg and 1.5 litres"),
    ],
)
def test_what_is_counted_and_what_is_weighed_is_never_one_number(
    parts: list[tuple[int, str]], said: str, short: str
) -> None:
    total = add_up_amounts(parts)
    assert (str(total), total.short) == (said, short)
    assert total == sum((add_up_amounts([part]) for part in parts), MixedAmount())
    assert bool(total) is bool(parts)


def test_a_sack_of_flour_is_a_sack_of_kilos() -> None:
    assert format_packs(60_000, "sack", 25_000, "g") == "2 sacks of 25 kg and 10 kg"
    assert format_amount_times(24, "tins", "Rice") == "24 × Rice"
    assert format_amount_times(2500, "g", "Flour") == "2.5 kg Flour"


def test_what_things_weigh() -> None:
    assert weigh(2500, "g", None) == 2500
    assert weigh(3, "kg", 400) == 3000
    assert weigh(10, "tins", 400) == 4000
    assert weigh(10, "tins", None) is None
    assert format_weight(415_000) == "415 kg"
    assert format_weight(415_000, in_full=False) == "at least 415 kg"
    assert format_weight(0, in_full=False) == ""


@given(st.integers(1, 10_000_000))
def test_grams_shown_are_read_as_the_same_grams(grams: int) -> None:
    shown = parse_amount(format_amount(grams, "g"))
    assert shown == Counted("", grams, "g")


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
