"""What counts towards a number that is hoped for: 1,000 bulbs are not 940 bulbs and 60 pots."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mitzvah_desk.rules.goods.weights import count_begun, format_amount_of, read_measure
from mitzvah_desk.rules.plurals import singular

_ANYTHING = frozenset({"", "thing", "item", "piece"})
_SMALL_WORDS = frozenset({"of", "and", "or", "the", "a", "an", "in", "for"})
_PEOPLE = frozenset(
    {"volunteers", "helpers", "members", "people", "adults", "children", "walkers", "runners"}
)
_TOLD = 3


@dataclass(frozen=True, slots=True)
class CameIn:
    """What a project was given or made of one item.

    Attributes:
        name: the item's.
        category: its kind; empty where it has none.
        unit: in what it is counted.
        count: how many.
        grams: what one weighs; None where that is not known.
    """

    name: str
    category: str
    unit: str
    count: int
    grams: int | None = None

    @property
    def words(self) -> str:
        """As a person says it: ``60 Potted bulb``, ``5 kg Flour``."""
        return format_amount_of(self.count, self.unit, self.name)


def counts_people(unit: str) -> bool:
    """Whether a target is reached by who is on the rota, and not by goods."""
    return unit.strip().casefold() in _PEOPLE


def count_towards(unit: str, came: Sequence[CameIn]) -> tuple[int, tuple[CameIn, ...]]:
    """How many of what came in count towards a target, and what does not count.

    A thing counts where each word of what is hoped for is one of its name, its kind or what it is counted in:
    daffodil bulbs are bulbs and plants, pots are none. Where no thing is named all count but what is weighed
    or poured.

    Args:
        unit: what is hoped for: ``bulbs``, ``tins of food``, ``kg``; empty for anything.
        came: what the project was given or made.
    """
    words = [word for word in _words(unit) if word not in _SMALL_WORDS]
    scale = next((found for word in words if (found := read_measure(word))), None)
    named = {word for word in words if not read_measure(word) and word not in _ANYTHING}
    reached, left = Fraction(0), []
    for each in came:
        measure = read_measure(each.unit)
        if measure is None and scale is not None and scale[0] == "g" and each.grams:
            measure = ("g", Fraction(each.grams))
        its = {*_words(each.name), *_words(each.category), *_words(each.unit)}
        if named <= its and (measure and measure[0]) == (scale and scale[0]):
            reached += each.count * (measure[1] if measure else 1)
        else:
            left.append(each)
    return int(reached / (scale[1] if scale else 1)), tuple(left)


def describe_uncounted(left: Sequence[CameIn]) -> str:
    """What does not count, told beside a target: ``not counted: 60 Potted bulb``; empty for nothing."""
    if not left:
        return ""
    most = sorted(left, key=lambda each: -count_begun(each.count, each.unit))
    more = f" and {len(left) - _TOLD} more" if len(left) > _TOLD else ""
    return f"not counted: {', '.join(each.words for each in most[:_TOLD])}{more}"


def _words(text: str) -> list[str]:
    cleaned = "".join(sign if sign.isalnum() else " " for sign in text.casefold())
    return [singular(word) for word in cleaned.split()]
