"""What food is said to be free from, by the Food Standards Agency's guidance on allergens.

Sources: FSA, "Allergen guidance for food businesses" (the fourteen, and that absence of information is none),
"Precautionary allergen labelling" ("may contain" is a risk to be told), and "Vegan food and allergens".
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.rules.goods.allergens import (
    ALLERGENS,
    find_avoided_allergens,
    find_possible_allergens,
    find_usual_allergens,
    has_allergen_information,
)

NAMES = {
    "gluten": "gluten",
    "milk": "dairy",
    "nuts": "nut",
    "eggs": "egg",
    "soya": "soya",
    "sesame": "sesame",
}
"""An allergen, and the word before free."""
FREE = ["{} free", "{}-free", "free from {}", "free of {}", "suitable for people with {} allergy"]
DENIED = [
    "not",
    "NOT",
    "is not",
    "isn’t",
    "never",
    "not guaranteed to be",
    "cannot be called",
    "no longer",
    "not yet",
]


@pytest.mark.parametrize(
    ("avoids", "says"),
    [
        ("gluten", "Not gluten free"),
        ("milk", "NOT dairy free"),
        ("milk", "is not milk-free"),
        ("nuts", "not suitable for nut allergy"),
        ("nuts", "unsuitable for people with a nut allergy"),
        ("gluten", "not suitable for coeliacs"),
        ("celiac", "contains wheat"),
        ("coeliac", "barley"),
        ("milk", "not nut, milk or gluten free"),
        ("gluten", "gluten free? no"),
        ("gluten", "gluten-free: no"),
        ("milk", "lactose free milk"),
        ("nuts", "mostly nut free"),
        ("vegan", "not suitable for vegans"),
        ("vegan", "not suitable for vegetarians"),
        ("vegan", "milk"),
        ("vegetarian", "beef gelatine"),
    ],
)
def test_what_is_denied_to_be_free_of_it_holds_it(avoids: str, says: str) -> None:
    assert find_avoided_allergens(avoids, "Box", says)


@pytest.mark.parametrize(
    ("avoids", "item", "says"),
    [
        ("gluten", "Bars", "gluten free"),
        ("milk", "Bars", "free from milk"),
        ("nuts", "Bars", "suitable for people with a nut allergy"),
        ("coeliac", "Bars", "suitable for coeliacs"),
        ("gluten", "Bars", "not organic, gluten free"),
        ("milk", "Bars", "does not contain eggs or milk"),
        ("nuts, gluten", "Bars", "does not contain nuts and is gluten free"),
        ("vegan", "Vegan sausages", ""),
        ("vegetarian", "Vegetarian burgers", "soya"),
        ("nuts", "Nut free pesto", "milk"),
        ("gluten", "Oats", "gluten free"),
        ("milk", "Butter beans", ""),
        ("milk", "Hand cream", ""),
    ],
)
def test_what_is_said_to_be_free_of_it_does_not(avoids: str, item: str, says: str) -> None:
    assert find_avoided_allergens(avoids, item, says) == []


@pytest.mark.parametrize(
    ("avoids", "item"),
    [
        *(("milk", food) for food in ("Cheddar", "Double cream", "Butter", "Yoghurts", "Pesto")),
        *(("sesame", food) for food in ("Tahini", "Hummus")),
        *(("nuts", food) for food in ("Pesto", "Nutella", "Marzipan")),
        ("peanuts", "Satay sauce"),
        ("soya", "Soya chunks"),
        ("crustaceans", "Prawns"),
        ("gluten", "Porridge oats"),
    ],
)
def test_foods_are_known_by_what_they_hold(avoids: str, item: str) -> None:
    assert avoids in find_avoided_allergens(avoids, item)


def test_may_contain_is_told_as_such() -> None:
    assert find_possible_allergens("nuts, milk", "Bars", "contains milk; may contain nuts") == [
        "nuts",
        "peanuts",
    ]
    assert find_possible_allergens("nuts", "Bars", "made in a factory that handles nuts") == [
        "nuts",
        "peanuts",
    ]
    assert find_possible_allergens("nuts", "Walnut bars", "may contain nuts") == ["peanuts"]
    assert find_possible_allergens("sesame", "Bars", "traces of sesame, contains milk") == ["sesame"]


@pytest.mark.parametrize(
    "says", ["", " ", "?", "unknown", "not known", "see label", "ask the baker", "lactose free"]
)
def test_no_information_is_none(says: str) -> None:
    assert not has_allergen_information(says)


def test_information_is_what_says_something() -> None:
    assert has_allergen_information("none")
    assert has_allergen_information("milk")


def test_what_bread_usually_holds_is_asked_unless_it_is_told() -> None:
    assert find_usual_allergens("gluten", "White bread", "milk") == ["gluten"]
    assert find_usual_allergens("gluten", "White bread", "gluten free") == []
    assert find_usual_allergens("gluten", "White bread", "none") == []
    assert find_usual_allergens("gluten", "Pasta sauce", "celery") == []
    assert find_usual_allergens("gluten", "Rice noodles", "soya") == []
    assert find_usual_allergens("sesame", "White bread", "milk") == []


@given(
    st.sampled_from(sorted(NAMES)),
    st.sampled_from(FREE),
    st.sampled_from(DENIED),
    st.sampled_from(["", "Organic. ", "Fresh, ", "may contain celery; ", "gluten and "]),
    st.sampled_from(["", ", sugar free", ". Suitable for vegans", " (look at the label)"]),
)
def test_not_free_never_reads_as_free(allergen: str, free: str, denied: str, before: str, after: str) -> None:
    text = f"{before}{denied} {free.format(NAMES[allergen])}{after}"
    assert allergen in find_avoided_allergens(allergen, "Box", text)


@given(
    st.sampled_from(sorted(ALLERGENS)),
    st.lists(st.sampled_from(["fresh", "for", "all", "of", "us", "really", "at", "home"]), max_size=4),
)
def test_any_words_between_leave_a_denial_one(allergen: str, words: list[str]) -> None:
    assert allergen in find_avoided_allergens(allergen, "Box", " ".join(["not", *words, f"{allergen}-free"]))


@given(st.sampled_from(sorted(ALLERGENS)))
def test_whether_said_or_not_an_allergen_is_never_both(allergen: str) -> None:
    assert find_avoided_allergens(allergen, "Box", f"{allergen} free") == []
    assert find_avoided_allergens(allergen, "Box", f"{allergen} free, contains {allergen}")
