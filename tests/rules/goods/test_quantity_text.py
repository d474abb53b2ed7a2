"""How many of a thing, in words."""

import pytest

from mitzvah_desk.rules.goods.quantity_text import (
    format_helpers,
    format_more_wanted,
    format_quantity,
    item_heading,
)


@pytest.mark.parametrize(
    ("count", "name", "unit", "said"),
    [
        (740, "Greeting card", "", "740 greeting cards"),
        (2, "Hat for a premature baby", "", "two hats for premature babies"),
        (1, "Hat for a premature baby", "", "one hat for a premature baby"),
        (40, "Soup", "", "soup (40)"),
        (12, "Rice", "packets", "12 packets of rice"),
        (1, "Rice", "packets", "1 packet of rice"),
        (3, "Rice", "kg", "3 kg of rice"),
        (2500, "Flour", "g", "2.5 kg of flour"),
        (2000, "Olive oil", "ml", "2 litres of olive oil"),
        (3, "Box of matches", "", "three boxes of matches"),
        (4, "Chanukah gift", "", "four Chanukah gifts"),
        (3, "Baked beans", "", "three baked beans"),
        (2, "DVD", "", "two DVDs"),
        (2, "Child's scarf", "", "two child's scarves"),
        (60, "כובע", "", "60 כובע"),
        (25, "Crocus bulb", "bulbs", "25 crocus bulbs"),
        (2, "=1+1", "", "two =1+1"),
    ],
)
def test_how_many_of_a_thing(count: int, name: str, unit: str, said: str) -> None:
    assert format_quantity(count, name, unit) == said


@pytest.mark.parametrize(
    ("count", "name", "unit", "said"),
    [
        (10, "Blanket", "", "Blankets: ten more"),
        (1, "Blanket", "", "Blanket: one more"),
        (None, "Blanket", "", "Blankets: as many as you can"),
        (None, "Toothpaste", "", "Toothpaste: as much as you can"),
        (None, "Toothpaste", "tubes", "Toothpaste: as many tubes as you can"),
        (1, "Toothpaste", "tubes", "Toothpaste: one more tube"),
        (20, "Rice", "kg", "Rice: 20 more kg"),
        (20_000, "Rice", "g", "Rice: 20 kg more"),
        (None, "Rice", "g", "Rice: as much as you can"),
        (25, "Crocus bulb", "bulbs", "Crocus bulbs: 25 more"),
    ],
)
def test_how_many_more_are_wanted(count: int | None, name: str, unit: str, said: str) -> None:
    assert f"{item_heading(name, count, unit)}: {format_more_wanted(count, name, unit)}" == said


def test_how_many_in_a_role() -> None:
    assert format_helpers(2, "Baker") == "two bakers"
    assert format_helpers(1, "First aider") == "one first aider"
    assert format_helpers(3, "Welcome") == "three people for welcome"
    assert format_helpers(1, "Welcome") == "one person for welcome"
