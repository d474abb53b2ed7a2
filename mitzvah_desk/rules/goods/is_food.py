"""Whether a thing is food, as far as the catalogue tells: diets matter for whatever is not known to be none.

The program cannot know what a committee keeps. It takes the catalogue at its word where it says something,
and says that it does not know where it says nothing, so that somebody is asked.
"""

import re

from mitzvah_desk.rules.plurals import singular

_FOOD = frozenset(
    {"bakery", "baking", "beverage", "biscuit", "bread", "cake", "cereal", "dairy", "drink", "eat", "edible"}
    | {"fish", "food", "foodstuff", "fruit", "grocery", "groceries", "halal", "kosher", "larder", "meal"}
    | {"meat", "milk", "pantry", "pasta", "produce", "snack", "sweet", "tin", "tinned", "vegetable", "canned"}
)
_NOT_FOOD = frozenset(
    {"bedding", "bicycle", "bike", "blanket", "book", "card", "cleaning", "clothes", "clothing", "cosmetic"}
    | {"craft", "electrical", "electronic", "footwear", "furniture", "game", "garden", "hat", "household"}
    | {"hygiene", "knitwear", "laundry", "linen", "nappies", "nappy", "plant", "sanitary", "shoe"}
    | {"stationery", "toiletries", "toiletry", "tool", "towel", "toy"}
)


def is_food(category: str, *, marked: bool = False, dated: bool = False) -> bool | None:
    """Whether something is food.

    Args:
        category: what the committee calls its kind; empty where nobody said.
        marked: the catalogue says of it what is said of food: kosher, halal, allergens, needs a use-by date.
        dated: the lot bears a use-by or best-before date.

    Returns:
        Yes, no, or None where nothing tells. A shampoo may bear a date, so a kind that is plainly none of
        food's outweighs it; a mark in the catalogue outweighs the kind.
    """
    words = set(re.findall(r"\w+", category.casefold()))
    words |= {singular(word) for word in words}
    if marked:
        return True
    if words & {"non", "not", "nonfood"}:
        return False
    if words & _FOOD:
        return True
    if words & _NOT_FOOD:
        return False
    return True if dated else None
