"""What the cells of a list of goods say: in what a thing is counted and comes, what one weighs, its diets.

Each gives the value, or raises ValueError with a sentence for what cannot be read. What would have to be
guessed, such as whether ``400`` is grams or kilos, is refused with what to write instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.rules.fields.cell_parsers import parse_yes_no
from mitzvah_desk.rules.goods.allergens import ALLERGENS, read_ingredients
from mitzvah_desk.rules.goods.item_counting import ItemCounting
from mitzvah_desk.rules.goods.quantity_input import SINGLE, is_item_code, parse_amount, parse_measured
from mitzvah_desk.rules.goods.weights import MEASURE_WORDS, read_measure
from mitzvah_desk.rules.plurals import plural, singular

_SINGLE_THINGS = frozenset(
    {"each", "ea", "piece", "pieces", "pc", "pcs", "item", "items", "single", "singles", "unit", "units"}
    | {"one", "thing", "things", "counted", "count", "number", "no", "loose", "1"}
)
_BY_WEIGHT = frozenset({"weighed", "weight", "by weight", "weigh"})
_BY_VOLUME = frozenset({"poured", "volume", "by volume", "liquid"})
_SHORT = {
    "pkt": "packet",
    "pkts": "packets",
    "btl": "bottle",
    "btls": "bottles",
    "pk": "pack",
    "pks": "packs",
}
_WORDS = re.compile(r"[^\W\d_][^\W\d_ '’/-]*(?:[ '’/-][^\W\d_]+){0,3}")
"""Up to four words, such as ``tins`` or ``gift boxes``."""
_MEASURED = rf"[0-9][0-9.,]* ?(?:{'|'.join(MEASURE_WORDS)})\b\.?"
_ONE_WEIGHS = re.compile(
    rf"(?P<weight>{_MEASURED})[ -](?P<thing>[^\W\d_]+)"
    rf"|(?P<before>[^\W\d_]+) (?:of )?\(?(?P<after>{_MEASURED})\)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:about|approx\.?|approximately|ca\.?|circa|~) ?|,? ?(?:each|per \w+|ea)\.?$")
_IN_ONE = re.compile(
    r"(?:(?P<pack>[^\W\d_]+) of )?(?:x ?)?(?P<size>[1-9][0-9]{0,5})"
    r"(?: ?[x×] ?(?P<each>.+)|[ -]?(?P<word>[^\W\d_]+)| ?x)?"
)
_MOST = 10**9
"""More grams, or pieces of a pack, nobody has in a store: a thousand tonnes."""
_STORAGE = {
    **dict.fromkeys(
        (
            "ambient",
            "room temperature",
            "dry",
            "dry store",
            "dry goods",
            "cupboard",
            "shelf",
            "store cupboard",
        ),
        Storage.AMBIENT,
    ),
    **dict.fromkeys(
        ("chilled", "chill", "fridge", "refrigerated", "refrigerator", "cold", "cool"), Storage.CHILLED
    ),
    **dict.fromkeys(("frozen", "freezer", "freeze"), Storage.FROZEN),
    "unknown": Storage.UNKNOWN,
}
_KOSHER_KINDS = {
    **dict.fromkeys(("parev", "pareve", "parve", "parveh", "neutral"), KosherKind.PAREV),
    **dict.fromkeys(("milky", "milk", "dairy", "milchig", "milchik", "chalavi"), KosherKind.MILKY),
    **dict.fromkeys(("meaty", "meat", "fleishig", "fleishik", "basari"), KosherKind.MEATY),
}
_HECHSHERS = frozenset({"klbd", "kedassia", "mbd", "kf", "ska", "ou", "star-k", "badatz"})
"""Whose mark is on kosher food in Britain: London’s Beth Din, Manchester’s, the Federation’s and others’."""
_PESACH = re.compile(r"(?:kosher )?(?:for |l['’]?)?(?:pesach|passover)|kfp")
_DIETS: dict[str, dict[str, object]] = {
    "kosher": {"kosher": True},
    "halal": {"halal": True},
    **{
        word: {"kosher": True, "kosher_kind": kind}
        for word, kind in _KOSHER_KINDS.items()
        if word not in {"neutral", "milk", "dairy", "meat"}
    },
}
_NOTHING_SURE = frozenset({"vegan", "vegetarian", "veggie", "plant based", "plant-based", "v", "ve", "vg"})
"""What says nothing of allergens."""
_OF_ALLERGENS = re.compile(r"\b(?:free|contains?|containing|without|traces?)\b")


def read_unit(text: str) -> ItemCounting:
    """In what a thing is counted: ``tins``, ``kg``, ``each``, ``case of 12``, ``400g tin``.

    What is weighed is counted in grams, what is poured in millilitres; single things have no word.

    Raises:
        ValueError: it is nothing to count in.
    """
    said = " ".join(text.casefold().strip(" .").split())
    said = re.sub(r"^(?:per|by the|in) ", "", said)
    said = _SHORT.get(said, said)
    if said in _SINGLE_THINGS:
        return ItemCounting()
    if said in _BY_WEIGHT or said in _BY_VOLUME:
        return ItemCounting("g" if said in _BY_WEIGHT else "ml")
    if measure := read_measure(said):
        return ItemCounting(measure[0])
    pack = parse_amount(f"1 {said}")
    if pack is not None and pack.size:
        return ItemCounting("", pack.pack, pack.size)
    if one := _ONE_WEIGHS.fullmatch(said):
        grams = read_weight(one["weight"] or one["after"])
        return ItemCounting(plural(one["thing"] or one["before"]), grams_each=grams)
    if _WORDS.fullmatch(said) and len(said) <= 30:
        return ItemCounting(plural(said))
    raise ValueError(f"“{text}” is nothing to count in. Write such as tins, packets, kg or each.")


def read_weight(text: str) -> int:
    """What one weighs, in grams: ``400 g``, ``1.5kg``.

    Raises:
        ValueError: it is no weight, or does not say in what.
    """
    typed = parse_amount(_ABOUT.sub("", text.casefold().strip()))
    if typed is None or typed.count is None or typed.size is not None or typed.pack not in {"", "g", "ml"}:
        raise ValueError(f"“{text}” is no weight. Write what one weighs, such as 400 g or 1.5 kg.")
    if typed.pack == "ml":
        raise ValueError(f"“{text}” is no weight. Write what one weighs, such as 520 g, or leave it empty.")
    if not typed.pack:
        raise ValueError(f"“{text}” says no measure. Write {text} g or {text} kg.")
    return _within(round(typed.count), text)


def read_pack(text: str) -> ItemCounting:
    """In what a thing comes: ``case``, ``Case of 12``.

    Raises:
        ValueError: it is nothing in which things come.
    """
    said = " ".join(text.casefold().strip(" .").split())
    said = _SHORT.get(said, said)
    pack = parse_amount(f"1 {said}")
    if pack is not None and pack.size:
        return ItemCounting("", pack.pack, pack.size)
    if _WORDS.fullmatch(said) and len(said) <= 30:
        return ItemCounting("", singular(said))
    raise ValueError(f"“{text}” is nothing in which things come. Write such as case, or case of 12.")


def read_pack_size(text: str, unit: str) -> ItemCounting:
    """How many are in a pack: ``12``, ``case of 12``, ``12 x 400g``; of what is weighed ``25 kg``.

    Args:
        text: the cell.
        unit: in what the thing is counted.

    Raises:
        ValueError: it is no number of that.
    """
    if read_measure(unit):
        measured = parse_measured(text.casefold().strip(), unit) if re.search(r"[^\W\d_]", text) else None
        if not measured:
            raise ValueError(
                f"“{text}” does not say how much is in a pack of what is weighed or poured."
                " Write such as 25 kg or 5 litres."
            )
        return ItemCounting("", "", _within(measured, text))
    found = _IN_ONE.fullmatch(" ".join(text.casefold().replace(",", "").split()))
    if found is None or (found["word"] and read_measure(found["word"])):
        raise ValueError(f"“{text}” does not say how many are in a pack. Write a whole number, such as 12.")
    grams = read_weight(found["each"]) if found["each"] else None
    counted_in = plural(found["word"]) if singular(found["word"] or "") in SINGLE else ""
    return ItemCounting(counted_in, singular(found["pack"] or ""), int(found["size"]), grams)


def _within(number: int, text: str) -> int:
    if not 1 <= number <= _MOST:
        raise ValueError(f"“{text}” is {'too much' if number > 1 else 'less than 1 gram'}.")
    return number


def read_codes(text: str) -> tuple[str, ...]:
    """The codes that a cell holds, which a scanner reads; blanks and dashes within one are left out.

    Raises:
        ValueError: one of them is none.
    """
    if re.fullmatch(r"[0-9][.,]?[0-9]*e\+[0-9]+", text.strip(), re.IGNORECASE):
        raise ValueError(
            f"“{text}” has lost its digits in the spreadsheet. Show that column as whole numbers there first."
        )
    whole = re.sub(r"[ -]", "", text)
    pieces = [whole] if is_item_code(whole) else re.split(r"[,;/|\s]+", text.strip())
    codes = [re.sub(r"[ -]", "", piece) for piece in pieces if piece]
    if wrong := next((code for code in codes if not is_item_code(code)), ""):
        raise ValueError(f"“{wrong}” is no barcode, which has 8 to 14 digits.")
    return tuple(dict.fromkeys(codes))


def read_storage(text: str) -> Storage:
    """How a thing is kept: ``Fridge`` is chilled.

    Raises:
        ValueError: it is none of the ways.
    """
    found = _STORAGE.get(" ".join(text.casefold().strip(" .").split()))
    if found is None:
        raise ValueError(f"“{text}” is no way of keeping it. Write ambient, chilled or frozen.")
    return found


def read_kosher_kind(text: str) -> KosherKind:
    """With what kosher food may be eaten: ``Dairy`` is milky.

    Raises:
        ValueError: it is none of the three.
    """
    found = _KOSHER_KINDS.get(text.casefold().strip(" ."))
    if found is None:
        raise ValueError(f"“{text}” is neither parev, milky nor meaty.")
    return found


@dataclass(frozen=True, slots=True)
class DietRead:
    """What a cell says of diets.

    Attributes:
        values: the item's fields that are sure by it.
        allergens: what it says of allergens, such as ``gluten free``.
        note: what it says besides, such as ``Vegan``, which tells nothing sure of allergens.
    """

    values: dict[str, object]
    allergens: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


def read_kosher(text: str) -> DietRead:
    """Whether a thing is kosher: a yes or no, with what it is eaten, or whose mark is on it.

    Raises:
        ValueError: it is none of these.
    """
    said = text.casefold().strip(" .")
    if said in _KOSHER_KINDS:
        return DietRead({"kosher": True, "kosher_kind": _KOSHER_KINDS[said]})
    if said in _HECHSHERS:
        return DietRead({"kosher": True}, note=(f"Kosher: {text.strip()}",))
    try:
        answer = parse_yes_no("yes" if said == "kosher" else text)
    except ValueError:
        raise ValueError(f"“{text}” does not say whether it is kosher. Write yes, no or parev.") from None
    return DietRead({} if answer is None else {"kosher": answer})


def read_diets(text: str) -> DietRead:
    """What a cell says of several diets: ``Kosher, vegan, gluten free``; nothing of it is lost."""
    values: dict[str, object] = {}
    allergens, note = [], []
    told = _OF_ALLERGENS.search(text.casefold()) is not None
    for part in _split_diets(text):
        said = part.casefold()
        if diet := _find_diet(part):
            values |= diet
        elif said not in _NOTHING_SURE and (told or _is_about_allergens(part)):
            allergens.append(part)
        elif part:
            note.append(f"Diet: {part}")
    return DietRead(values, tuple(allergens), tuple(note))


def _find_diet(text: str) -> dict[str, object]:
    """The fields that are sure by one word for a diet; none where it is no such word."""
    said = text.casefold()
    return {"kosher": True, "kosher_for_pesach": True} if _PESACH.fullmatch(said) else _DIETS.get(said, {})


def _is_about_allergens(text: str) -> bool:
    found = read_ingredients(text)
    return bool(found.lacks or (found.holds | found.may_hold) & ALLERGENS.keys())


def _split_diets(text: str) -> Iterator[str]:
    for piece in re.split(r"[,;/\n|+]", text):
        parts = [part.strip(" .") for part in re.split(r" and | ?& ?", piece)]
        plain = all(_find_diet(part) or part.casefold() in _NOTHING_SURE for part in parts)
        yield from parts if plain else (piece.strip(" ."),)
