"""The cells of a list of goods: read as people write them, and what would be a guess is refused."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.rules.fields.headings import add_measure, find_measure
from mitzvah_desk.rules.goods import item_cells
from mitzvah_desk.rules.goods.allergens import find_avoided_allergens, has_allergen_information
from mitzvah_desk.rules.goods.item_counting import ItemCounting
from mitzvah_desk.rules.goods.item_names import ItemNames, find_similar_name, fold_item_name

COUNTED = ItemCounting


@pytest.mark.parametrize(
    ("text", "counting"),
    [
        ("Tins", COUNTED("tins")),
        ("tin", COUNTED("tins")),
        ("gift boxes", COUNTED("gift boxes")),
        ("pkt", COUNTED("packets")),
        ("each", COUNTED()),
        ("Pcs.", COUNTED()),
        ("kg", COUNTED("g")),
        ("per kilo", COUNTED("g")),
        ("weighed", COUNTED("g")),
        ("Litres", COUNTED("ml")),
        ("case of 12", COUNTED("", "case", 12)),
        ("400g tin", COUNTED("tins", grams_each=400)),
        ("tins (400 g)", COUNTED("tins", grams_each=400)),
    ],
)
def test_in_what_a_thing_is_counted(text: str, counting: ItemCounting) -> None:
    assert item_cells.read_unit(text) == counting


@pytest.mark.parametrize(
    ("text", "grams"), [("400g", 400), ("1.5 kg", 1500), ("1,5 kg", 1500), ("approx. 2 lb each", 907)]
)
def test_what_one_weighs(text: str, grams: int) -> None:
    assert item_cells.read_weight(text) == grams


@pytest.mark.parametrize(
    ("text", "unit", "counting"),
    [
        ("12", "", COUNTED("", "", 12)),
        ("Case of 24", "tins", COUNTED("", "case", 24)),
        ("12 x 400g", "", COUNTED("", "", 12, 400)),
        ("24 tins", "", COUNTED("tins", "", 24)),
        ("25 kg", "g", COUNTED("", "", 25_000)),
        ("5 litres", "ml", COUNTED("", "", 5000)),
    ],
)
def test_how_many_are_in_a_pack(text: str, unit: str, counting: ItemCounting) -> None:
    assert item_cells.read_pack_size(text, unit) == counting


@pytest.mark.parametrize(
    ("how", "text", "says"),
    [
        (item_cells.read_unit, "£2.50", "nothing to count in"),
        (item_cells.read_weight, "400", "Write 400 g or 400 kg."),
        (item_cells.read_weight, "500 ml", "no weight"),
        (item_cells.read_weight, "0.1 g", "less than 1 gram"),
        (item_cells.read_weight, "heavy", "no weight"),
        (item_cells.read_weight, "99999999999999999999 kg", "too much"),
        (item_cells.read_pack, "12", "nothing in which things come"),
        (lambda text: item_cells.read_pack_size(text, ""), "25 kg", "whole number"),
        (lambda text: item_cells.read_pack_size(text, "g"), "25", "Write such as 25 kg"),
        (item_cells.read_codes, "5.01235E+12", "lost its digits"),
        (item_cells.read_codes, "TOM-01", "8 to 14 digits"),
        (item_cells.read_storage, "somewhere", "ambient, chilled or frozen"),
        (item_cells.read_kosher, "perhaps", "Write yes, no or parev."),
        (item_cells.read_kosher_kind, "red", "neither parev, milky nor meaty"),
    ],
)
def test_what_would_be_a_guess_is_refused(how: Callable[[str], object], text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        how(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("5 012345 678900", ("5012345678900",)),
        ("5012345678900, 50184453", ("5012345678900", "50184453")),
        ("5012345678900/5012345678900", ("5012345678900",)),
    ],
)
def test_codes_are_read_as_they_are_printed(text: str, codes: tuple[str, ...]) -> None:
    assert item_cells.read_codes(text) == codes


def test_how_it_is_kept_and_with_what_it_is_eaten() -> None:
    assert item_cells.read_storage("Fridge") is Storage.CHILLED
    assert item_cells.read_kosher("Milky").values == {"kosher": True, "kosher_kind": KosherKind.MILKY}
    assert item_cells.read_kosher("KLBD").note == ("Kosher: KLBD",)
    assert item_cells.read_kosher("no").values == {"kosher": False}


def test_several_diets_in_one_cell() -> None:
    found = item_cells.read_diets("Kosher and halal, vegan, nut and gluten free")
    assert found.values == {"kosher": True, "halal": True}
    assert (found.allergens, found.note) == (("nut and gluten free",), ("Diet: vegan",))
    assert item_cells.read_diets("KFP").values == {"kosher": True, "kosher_for_pesach": True}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("contains milk, eggs", ["eggs", "milk"]),
        ("Kosher; may contain nuts", ["nuts", "peanuts"]),
        ("vegan", []),
        ("Organic", []),
    ],
)
def test_what_a_cell_of_diets_says_to_be_in_it_is_told_as_allergens(text: str, holds: list[str]) -> None:
    told = ", ".join(item_cells.read_diets(text).allergens)
    assert find_avoided_allergens("milk, eggs, nuts", told) == holds
    assert has_allergen_information(told) == bool(holds), "vegan tells nothing of nuts"


WORDS = (
    "Vegan",
    "organic",
    "gluten free",
    "nuts",
    "kosher",
    "halal",
    "no milk",
    "KFP",
    "parev",
    "may contain soya",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.sampled_from([", ", "; ", " and ", "/", " & ", "\n"]))
def test_no_word_of_a_cell_of_diets_is_lost(words: list[str], between: str) -> None:
    found = item_cells.read_diets(between.join(words))
    told = " ".join(
        (*found.allergens, *found.note, *found.values, *map(str, found.values.values()))
    ).casefold()
    for word in words:
        own = word.casefold()
        assert own in told or own.replace("kfp", "kosher_for_pesach") in told


@given(st.text(max_size=20))
def test_any_cell_is_read_or_refused(text: str) -> None:
    for how in (
        item_cells.read_unit,
        item_cells.read_weight,
        item_cells.read_pack,
        item_cells.read_codes,
        item_cells.read_storage,
        item_cells.read_kosher,
        lambda cell: item_cells.read_pack_size(cell, ""),
        lambda cell: item_cells.read_pack_size(cell, "g"),
    ):
        with suppress(ValueError):
            how(text)


@pytest.mark.parametrize(
    ("heading", "measure"),
    [("Weight (kg)", "kg"), ("Weight/g", "g"), ("Grams each", "grams"), ("Weight", ""), ("kg or g", "")],
)
def test_a_heading_says_in_what_the_numbers_beneath_are(heading: str, measure: str) -> None:
    assert find_measure(heading) == measure
    assert add_measure("0.4", "kg") == "0.4 kg"
    assert add_measure("400 g", "kg") == "400 g"


def test_names_without_a_letter_are_the_same_only_where_they_are() -> None:
    assert fold_item_name("🍎") != fold_item_name("🍐")
    assert find_similar_name("🍎", ["🍐", "Apples"]) == ""


NAMES = st.lists(
    st.sampled_from(["Rice", "rice", "Rices", "Beans", "Bean", "Baked beans", "Bakd beans", "Tea"])
)


@given(NAMES, st.sampled_from(["RICE", "bean", "baked bean", "teas", "Soap"]))
def test_the_same_name_is_found_before_one_that_is_alike(known: list[str], name: str) -> None:
    names = ItemNames(enumerate(known))
    same = [known[number] for number in names.find_same(name)]
    assert all(fold_item_name(each) == fold_item_name(name) for each in same)
    exact = [each for each in known if each.casefold() == name.casefold()]
    assert not exact or same == exact
    found = names.find_similar(name)
    assert not same or (found is not None and known[found] == same[0])
    assert find_similar_name(name, known) == ("" if found is None else known[found])
