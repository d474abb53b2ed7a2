"""What is typed at the door: ``3 cases beans`` as how many of what, and names that mean the same thing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from mitzvah_desk.rules.goods.item_names import fold_item_name, is_same_item
from mitzvah_desk.rules.goods.weights import (
    MEASURE_WORDS,
    format_amount,
    read_measure,
)
from mitzvah_desk.rules.plurals import inflect_unit, plural, singular

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_PARTS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
SINGLE = frozenset(
    {
        "bag",
        "bottle",
        "bunch",
        "can",
        "jar",
        "packet",
        "tin",
        "pair",
        "roll",
        "tub",
        "tube",
        "sachet",
        "punnet",
    }
)
"""Packs of which each is one thing, where nobody said in what it is counted: a tin is a tin."""
PACKS = SINGLE | {"box", "carton", "case", "crate", "dozen", "pack", "sack", "tray"}
"""Everything in which things come."""
_VAGUE = frozenset({"some", "few", "couple", "several", "lot", "many", "of", "more", "half", "x", "a", "an"})
_DIGITS = re.compile(
    r"""\s*(?:
        (?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s?(?P<glyph>[½¼¾])
        | (?P<and>[0-9]+)\s(?P<and_up>[1-9])/(?P<and_down>[1-9])(?![0-9])
        | (?P<up>[1-9])/(?P<down>[1-9])(?![0-9/])
        | (?P<thousands>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)(?![0-9,.])
        | (?P<decimal>[0-9]+[.,][0-9]+)(?![0-9.,])
        | (?P<digits>[0-9]+)(?![0-9.,])
        | (?P<part>[½¼¾])
    )""",
    re.VERBOSE,
)
_WORDS = re.compile(
    rf"\s*(?:(?P<half>(?:a\s)?half(?:\san?)?)|(?P<word>{'|'.join(_NUMBERS)})(?P<more>\sand\sa\shalf)?)(?=\s|$)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s*[x×]\s*(?=[0-9½¼¾])|\s*[x×]\s+|\s+", re.IGNORECASE)
_OF_EACH = re.compile(r"(?:of\s+|[x×]\s*)(?=[0-9½¼¾])", re.IGNORECASE)
_MEASURED = re.compile(rf"\s*({'|'.join(MEASURE_WORDS)})\b\.?", re.IGNORECASE)
_LAST = re.compile(
    r"^(?P<name>.*?[^\W\d_].*?)\s*(?:\s|[-:,(]|(?<=\s)[x×])\s*(?P<amount>[0-9½¼¾][^()]*?)\)?$", re.IGNORECASE
)
_GLUED = re.compile(r"^(?P<name>.*[^\W\d_]{3})(?P<amount>[0-9]+)$")
_NAMED_BY_NUMBER = frozenset(
    {"size", "sizes", "no", "no.", "number", "age", "aged", "uk", "eu", "type", "factor", "spf", "vitamin"}
)
_CODE = re.compile(r"[0-9]{8,14}")


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody typed.

    Attributes:
        name: the item's name.
        count: how many; None where no number is said. Of what is weighed or poured, grams or millilitres.
        pack: in what, in the singular: ``case``, ``g``; empty where it is not said.
        size: how many are in each; None where it is not said.
        grams: what each weighs; None where it is not said.
    """

    name: str
    count: int | Fraction | None = None
    pack: str = ""
    size: int | None = None
    grams: int | None = None

    @property
    def unit(self) -> str:
        """In what the item is counted by this, as the catalogue keeps it: ``tins``, ``g``; else empty."""
        if self.size is not None or not (self.pack in SINGLE or self.is_measured):
            return ""
        return self.pack if self.is_measured else plural(self.pack)

    @property
    def is_measured(self) -> bool:
        """Whether it is weighed or poured, so that its number counts no things."""
        return self.pack in {"g", "ml"}

    def __str__(self) -> str:
        """How much it is, in words: ``3 cases``, ``2.5 kg``."""
        count = self.count or 0
        if self.is_measured:
            return format_amount(round(count), self.pack)
        number = f"{count:,}" if isinstance(count, int) else f"{float(count):,g}"
        return f"{number} {self.pack if count == 1 else plural(self.pack)}" if self.pack else number


def parse_quantity(text: str, known: Iterable[str] = ()) -> list[Counted]:
    """What a text may mean, the likelier first: ``3 tins soup`` is soup in tins, or a thing so called.

    ``2.5 kg rice`` is weighed, ``2 cases of 12 beans`` are two of twelve, ``½ case`` and ``half a case`` are
    one half of one, and a dozen is twelve. The number may come last: ``beans 24``.

    Args:
        text: what somebody typed.
        known: the names that there are; a text that is one of them means that first.
    """
    plain = Counted(" ".join(text.split()))
    found: list[Counted] = []
    if (led := _take_number(text)) is not None:
        found = _read_rest(*led)
    elif (word := singular(text.split(" ", maxsplit=1)[0].casefold())) in PACKS and " of " in text:
        return [plain, *_in_packs(1, f"{word} {text.split(' ', 1)[1]}")]
    if not found:
        found = _read_last(text)
    if found and any(is_same_item(plain.name, name) for name in known):
        return [plain, *found]
    return [*found, plain]


def parse_amount(text: str) -> Counted | None:
    """A text that says only how many: ``36``, ``3 cases``, ``2.5 kg``, ``half a dozen``; else None."""
    led = _take_number(text)
    if led is None:
        return None
    count, rest = led
    word = rest.strip()
    if not word:
        return Counted("", _whole(count))
    if (measured := _MEASURED.match(rest)) and not rest[measured.end() :].strip():
        return _measure("", count, measured[1])
    pack, _, more = word.partition(" ")
    pack = singular(pack.casefold())
    if pack not in PACKS or not rest[:1].isspace():
        return None
    if pack == "dozen":
        return None if more else Counted("", _whole(count * 12))
    if not more:
        return Counted("", _whole(count), pack)
    each = re.fullmatch(r"(?:of|x|×)\s*([1-9][0-9]{0,5})", more, re.IGNORECASE)
    return Counted("", _whole(count), pack, int(each[1])) if each else None


def is_item_code(text: str) -> bool:
    """Whether a text is what a scanner reads off a packing: 8 to 14 digits."""
    return _CODE.fullmatch(text.strip()) is not None


def _take_number(text: str) -> tuple[Fraction, str] | None:
    """The number that a text begins with, and what stands behind it."""
    if (word := _WORDS.match(text)) is not None:
        if word["half"]:
            return Fraction(1, 2), text[word.end() :]
        half = Fraction(1, 2) if word["more"] else 0
        return _NUMBERS[word["word"].casefold()] + Fraction(half), text[word.end() :]
    found = _DIGITS.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    if found["glyph"]:
        number = Fraction(found["whole"].replace(",", "")) + _PARTS[found["glyph"]]
    elif found["and"]:
        number = Fraction(found["and"]) + Fraction(int(found["and_up"]), int(found["and_down"]))
    elif found["up"]:
        number = Fraction(int(found["up"]), int(found["down"]))
    elif found["part"]:
        number = _PARTS[found["part"]]
    else:
        digits = found["thousands"] or found["decimal"] or found["digits"]
        number = Fraction(digits.replace(",", "" if found["thousands"] else "."))
    return number, rest


def _read_rest(count: Fraction, rest: str) -> list[Counted]:
    """What a number before a text may mean."""
    if measured := _MEASURED.match(rest):
        name = _drop_of(rest[measured.end() :])
        weighed = _measure(name, count, measured[1])
        if packed := _in_packs(
            1, name
        ):  # "400g tins beans" says what a tin weighs, and not how many there are
            return [Counted(each.name, None, "", None, _grams(weighed)) for each in packed]
        return [weighed] if name else []
    times = _TIMES.match(rest)
    name = " ".join(rest[times.end() :].split()) if times else ""
    if not name or name.casefold().startswith("in "):  # "3 in 1 shampoo"
        return []
    if (inner := _take_number(name)) is not None and (measured := _MEASURED.match(inner[1])):
        thing, each = _drop_of(inner[1][measured.end() :]), _measure("", inner[0], measured[1])
        if packed := _in_packs(count, thing):
            return [replace(one, grams=_grams(each)) for one in packed]
        return [Counted(thing, _whole(count * (each.count or 0)), each.pack)] if thing else []
    return [*_in_packs(count, name), Counted(name, _whole(count))]


def _read_last(text: str) -> list[Counted]:
    """What a number behind a text may mean: ``beans 24``, ``rice 2.5kg``, ``peas x 3 cases``."""
    words = " ".join(text.split())
    if (last := _LAST.match(words)) is not None:
        name, amount = last["name"].rstrip(" -:,("), parse_amount(last["amount"])
        if amount is not None and name and name.split(" ")[-1].casefold() not in _NAMED_BY_NUMBER:
            return [replace(amount, name=name)]
    if (glued := _GLUED.match(words)) is not None:
        return [Counted(words), Counted(glued["name"].strip(), int(glued["amount"]))]
    return []


def _in_packs(count: int | Fraction, rest: str) -> list[Counted]:
    word, _, name = " ".join(rest.split()).partition(" ")
    pack = singular(word.casefold())
    if pack not in PACKS or not name:
        return []
    of_each = _OF_EACH.match(name)
    each = _take_number(name[of_each.end() :]) if of_each else None
    if each is not None and each[0] > 0:
        thing = _drop_of(each[1])
        if measured := _MEASURED.match(each[1]):
            thing, weight = _drop_of(each[1][measured.end() :]), _measure("", each[0], measured[1])
            return [Counted(thing, _whole(count), pack, None, _grams(weight))] if thing else []
        if thing and each[1][:1].isspace() and each[0].denominator == 1:
            return [Counted(thing, _whole(count), pack, int(each[0]))]
    name = _drop_of(name)
    return [Counted(name, _whole(count * 12)) if pack == "dozen" else Counted(name, _whole(count), pack)]


def _measure(name: str, count: Fraction, word: str) -> Counted:
    base, factor = read_measure(word) or ("g", Fraction(1))
    amount = count * factor
    exact = factor.denominator == 1
    return Counted(name, _whole(amount) if exact else round(amount), base)


def _grams(each: Counted) -> int | None:
    return round(each.count) if each.pack == "g" and each.count else None


def _drop_of(text: str) -> str:
    return re.sub(r"^(?:of|x|×)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)


def _whole(count: int | Fraction) -> int | Fraction:
    """An int where it is whole, so that it looks like one."""
    return int(count) if Fraction(count).denominator == 1 else count


def find_within(name: str, known: Iterable[str]) -> str:
    """The known name that a text ends with behind words that only say how many: ``some rice`` is rice.

    ``Brown rice`` is no rice of unknown number: only numbers, packs and words such as ``few`` are let go.
    """
    words = fold_item_name(name).split()
    measures = {singular(word) for word in MEASURE_WORDS} | PACKS | _VAGUE | set(_NUMBERS)
    for each in sorted(known, key=len, reverse=True):
        own = fold_item_name(each).split()
        before = words[: len(words) - len(own)]
        if not own or not before or words[-len(own) :] != own:
            continue
        if all(word in measures or word[:1].isdigit() for word in before):
            return each
    return ""


def format_packs(count: int, pack: str, size: int | None, unit: str = "") -> str:
    """A number as whole packs and what is over: ``3 cases of 12 and 4``; empty where it fills none.

    Args:
        count: how many.
        pack: in what the thing comes, such as ``Case``.
        size: how many are in one.
        unit: in what it is counted: sacks of ``25 kg``.
    """
    word = pack.strip().casefold()
    if not word or size is None or not 1 < size <= count:
        return ""
    full, over = divmod(count, size)
    words = f"{full:,} {inflect_unit(full, word)} of {format_amount(size, unit)}"
    return f"{words} and {format_amount(over, unit)}" if over else words


def parse_measured(text: str, unit: str, shown_in: str = "") -> int | None:
    """What is typed of goods that are weighed or poured, in their own unit: ``2.5 kg`` of grams as 2500.

    Args:
        text: what somebody typed; a number alone is meant in what stood there before.
        unit: in what the goods are counted: ``g``.
        shown_in: the measure that stood there: ``kg``; the unit itself where empty.

    Returns:
        The whole number; None where it is none, or measures something else.
    """
    typed, own = parse_amount(text), read_measure(unit)
    if typed is None or own is None or typed.count is None or typed.size is not None:
        return None
    said = read_measure(typed.pack or shown_in or unit)
    if said is None or said[0] != own[0]:
        return None
    exact = Fraction(typed.count) * said[1] / own[1]
    return int(exact) if exact.denominator == 1 else None
