"""Allergens by whatever word they are called: in names, in lists of contents, in what is avoided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.allergens import (
    ALLERGENS,
    find_avoided_allergens,
    parse_avoidances,
    parse_ingredients,
)

PAIRS = [(name, word) for name, words in ALLERGENS.items() for word in sorted(words)]


def test_the_fourteen_of_the_law_are_there() -> None:
    assert len(ALLERGENS) == 14


@pytest.mark.parametrize(
    ("avoids", "item", "says"),
    [
        ("soya", "Soy sauce", ["soya"]),
        ("soy", "Tofu", ["soya"]),
        ("dairy", "Milk chocolate", ["milk"]),
        ("milk", "Cheese crackers", ["milk"]),
        ("gluten", "Wheat biscuits", ["gluten"]),
        ("Gluten", "Couscous", ["gluten"]),
        ("nuts", "Peanut butter", ["peanuts"]),
        ("nuts", "Ground almonds", ["nuts"]),
        ("egg", "Eggs", ["eggs"]),
        ("eggs", "Egg noodles", ["eggs"]),
        ("sesame", "Tahini", ["sesame"]),
        ("fish", "Tinned tuna", ["fish"]),
        ("shellfish", "Prawns", ["crustaceans"]),
        ("shellfish", "Oyster sauce", ["molluscs"]),
        ("sulphites", "Apricots, E220", ["sulphites"]),
        ("no nuts please", "Walnut cake", ["nuts"]),
        ("a nut-free kitchen", "Walnut cake", ["nuts"]),
        ("pork", "Pork pies", ["pork"]),
        ("pine nuts, coconut", "Coconut oil", ["coconut"]),
        ("milk", "Almond milk chocolate", ["milk"]),
        ("oats", "Oat milk", ["gluten"]),
    ],
)
def test_what_is_avoided_is_found(avoids: str, item: str, says: list[str]) -> None:
    assert find_avoided_allergens(avoids, item) == says
    assert find_avoided_allergens(avoids, "Box", f"may contain {item}") == find_avoided_allergens(
        avoids, item
    )


@pytest.mark.parametrize(
    ("avoids", "item"),
    [
        ("nuts", "Coconut"),
        ("nuts", "Nutmeg"),
        ("nuts", "Butternut squash"),
        ("nuts", "Doughnuts"),
        ("milk", "Soya milk"),
        ("dairy", "Peanut butter"),
        ("milk", "Cocoa butter, vegan cheese"),
        ("gluten", "Gluten free pasta"),
        ("wheat", "Gluten-free, wheat-free bread"),
        ("nuts", "Bars without nuts or milk"),
        ("milk", "Free from milk"),
        ("gluten", "Buckwheat"),
        ("peanuts", "Almonds"),
        ("fish", "Prawns"),
        ("food with nuts", "Food for babies"),
        ("", "Peanuts"),
    ],
)
def test_what_only_sounds_like_it_is_not(avoids: str, item: str) -> None:
    assert find_avoided_allergens(avoids, item) == []


def test_being_free_of_one_thing_is_not_being_free_of_the_next() -> None:
    assert find_avoided_allergens("milk, nuts", "Bars", "free from gluten (contains almonds), milk") == [
        "milk",
        "nuts",
    ]
    assert find_avoided_allergens("nuts", "Gluten free walnut cake") == ["nuts"]


@pytest.mark.parametrize(("name", "word"), PAIRS)
def test_every_word_is_found_by_its_allergen_and_the_other_way_round(name: str, word: str) -> None:
    assert name in find_avoided_allergens(name, f"Tinned {word}")
    assert name in find_avoided_allergens(word, name)
    assert name in find_avoided_allergens(word.upper().removesuffix("S") + "S!", "Box", word)


@given(st.sampled_from(PAIRS), st.sampled_from(PAIRS), st.permutations(["rice", "sugar", "salt"]))
def test_order_capitals_and_company_change_nothing(
    one: tuple[str, str], other: tuple[str, str], company: list[str]
) -> None:
    alone = find_avoided_allergens(one[1], other[1])
    assert find_avoided_allergens(one[1].title(), ", ".join([*company, other[1].upper()])) == alone
    assert bool(alone) == bool(find_avoided_allergens(other[1], one[1]))
    assert parse_avoidances(one[1]) == parse_ingredients(one[1])


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_is_too_odd(avoids: str, item: str) -> None:
    assert find_avoided_allergens(avoids, item) == find_avoided_allergens(avoids, item, item)
    assert "" not in parse_avoidances(avoids) | parse_ingredients(item)
