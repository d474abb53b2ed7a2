"""Materials of several projects added up, each in its own units."""

import pytest

from mitzvah_desk.rules.goods.shopping import WantedMaterial, add_up_materials, split_unit


@pytest.mark.parametrize(
    ("typed", "item", "unit"),
    [
        ("Aprons", "Aprons", ""),
        ("Flour, kg", "Flour", "kg"),
        ("Vegetables for soup, kilograms", "Vegetables for soup", "kilograms"),
        ("Milk (litres)", "Milk", "litres"),
        ("Milk (in litres)", "Milk", "litres"),
        ("Packets of rice", "Rice", "packet"),
        ("Gardening gloves, pairs", "Gardening gloves", "pair"),
        ("Plain biscuits, no nuts", "Plain biscuits, no nuts", ""),
        ("Pens, glue and scissors", "Pens, glue and scissors", ""),
        ("List of appointments", "List of appointments", ""),
        ("כוסות, ל", "כוסות, ל", ""),
    ],
)
def test_what_it_is_counted_in_stands_in_the_name(typed: str, item: str, unit: str) -> None:
    assert split_unit(typed) == (item, unit)


def test_the_same_thing_of_two_projects_is_one_line() -> None:
    aprons, soup = add_up_materials(
        [
            WantedMaterial("Soup", "Aprons", 50),
            WantedMaterial("Soup", "Vegetables, kg", 2),
            WantedMaterial("Tea", "apron", 12),
            WantedMaterial("Tea", "Vegetables, grams", 500),
        ]
    )
    assert (aprons.item, aprons.amount, aprons.projects) == ("Aprons", "62", ("Soup (50)", "Tea (12)"))
    assert (soup.item, soup.amount, soup.projects) == ("Vegetables", "2.5 kg", ("Soup (2 kg)", "Tea (500 g)"))


def test_what_is_counted_otherwise_is_never_one_number() -> None:
    (rice,) = add_up_materials(
        [
            WantedMaterial("Soup", "Rice, kg", 3),
            WantedMaterial("Tea", "Packets of rice", 1),
            WantedMaterial("Lunch", "Rice, packets", 1),
            WantedMaterial("Lunch", "Rice", 2),
        ]
    )
    assert rice.amount == "3 kg and 2 packets and 2"
    assert rice.projects == ("Soup (3 kg)", "Tea (1 packet)", "Lunch (1 packet and 2)")


def test_what_nobody_counted_is_bought_as_needed() -> None:
    (pens,) = add_up_materials([WantedMaterial("Cards", "Pens", None)])
    assert (pens.amount, pens.projects) == ("as needed", ("Cards",))
    (pens,) = add_up_materials([WantedMaterial("Cards", "Pens", None), WantedMaterial("Tea", "Pens", 40)])
    assert (pens.amount, pens.projects) == ("40 and more", ("Cards", "Tea (40)"))
