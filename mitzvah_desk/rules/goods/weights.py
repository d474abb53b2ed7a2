"""Goods that are counted by weight, and how much they weigh together."""

_GRAMS = {"kg": 1000, "kgs": 1000, "kilo": 1000, "kilos": 1000, "kilogram": 1000, "kilogramme": 1000}
_GRAMS |= {"g": 1, "gr": 1, "gram": 1, "gramme": 1, "kilograms": 1000, "kilogrammes": 1000}
_GRAMS |= {"grams": 1, "grammes": 1}


def grams_each(unit: str) -> int | None:
    """How many grams one of a unit is; None where things are not counted by weight."""
    return _GRAMS.get(unit.strip().casefold().rstrip("."))


def format_kilograms(grams: int) -> str:
    """A weight in kilograms, to the gram: ``1,250``, ``0.4``."""
    return f"{grams / 1000:,.3f}".rstrip("0").rstrip(".")
