"""What counts towards what is hoped for, and what is told beside it."""

import pytest

from mitzvah_desk.rules.goods.targets import CameIn, count_towards, describe_uncounted

BULBS = CameIn("Daffodil bulb", "Plants", "bulbs", 940)
POTS = CameIn("Plant pots", "Plants", "", 60)
RICE = CameIn("Rice", "Food", "kg", 12)
SOUP = CameIn("Soup", "Food", "tins", 30, 400)
CAME = (BULBS, POTS, RICE, SOUP)


@pytest.mark.parametrize(
    ("unit", "reached", "left"),
    [
        ("bulbs", 940, (POTS, RICE, SOUP)),
        ("daffodil bulbs", 940, (POTS, RICE, SOUP)),
        ("tulip bulbs", 0, CAME),
        ("Plants", 1000, (RICE, SOUP)),
        ("tins", 30, (BULBS, POTS, RICE)),
        ("tins of food", 30, (BULBS, POTS, RICE)),
        ("kg", 24, (BULBS, POTS)),
        ("kg of food", 24, (BULBS, POTS)),
        ("kg rice", 12, (BULBS, POTS, SOUP)),
        ("things", 1030, (RICE,)),
        ("", 1030, (RICE,)),
        ("hats", 0, CAME),
    ],
)
def test_a_target_counts_what_it_names(unit: str, reached: int, left: tuple[CameIn, ...]) -> None:
    assert count_towards(unit, CAME) == (reached, left)


def test_what_does_not_count_is_told() -> None:
    assert describe_uncounted([]) == ""
    assert describe_uncounted([POTS]) == "not counted: 60 Plant pots"
    assert describe_uncounted(CAME) == "not counted: 940 Daffodil bulb, 60 Plant pots, 30 Soup and 1 more"
    assert RICE.words == "12 kg Rice"


def test_what_is_poured_is_counted_in_litres_and_no_bottles() -> None:
    oil = CameIn("Oil", "Food", "ml", 2500)
    assert count_towards("things", [oil]) == (0, (oil,))
    assert count_towards("litres of oil", [oil]) == (2, ())
    assert describe_uncounted([oil, CameIn("Flour", "Food", "g", 750)]) == (
        "not counted: 2.5 litres Oil, 750 g Flour"
    )
