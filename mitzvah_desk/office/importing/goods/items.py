"""Lists of the catalogue's items: what a thing is called, how it is counted and kept, and who may eat it.

A list fills in what the catalogue does not say yet. It changes a kind and a minimum stock, and adds to a
note; where it says something else of how a thing is counted or of what is in it, the row stays out with both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from mitzvah_desk.model import KosherKind, Storage
from mitzvah_desk.office.goods.catalogue import refuse_taken_name
from mitzvah_desk.office.importing.existing_records import ExistingRecords, ItemKnown
from mitzvah_desk.office.importing.goods.quantities import read_quantity, settle_count
from mitzvah_desk.office.importing.matcher import Matcher
from mitzvah_desk.office.importing.plan import NEW, MatchCandidate, RowFate, RowOutcome
from mitzvah_desk.office.importing.row_cells import Cells, is_nothing
from mitzvah_desk.rules.fields.cell_parsers import parse_yes_no
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.fields.tidying import add_missing_lines
from mitzvah_desk.rules.goods import item_cells
from mitzvah_desk.rules.goods.allergens import has_allergen_information, parse_ingredients
from mitzvah_desk.rules.goods.item_cells import DietRead
from mitzvah_desk.rules.goods.item_counting import ItemCounting
from mitzvah_desk.rules.goods.item_names import ItemNames
from mitzvah_desk.rules.goods.quantity_input import PACKS, Counted, is_item_code, parse_amount
from mitzvah_desk.rules.goods.weights import read_measure
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import singular

if TYPE_CHECKING:
    from mitzvah_desk.office.importing.composer import Composer, RowRead

_ALIKE, _CODE, _CAPITALS = "a similar name", "the same barcode", "the same name but for capitals or plural"
_COUNTING = ("unit", "pack_name", "pack_size", "grams_each")
_CHANGED = frozenset({"category_id", "minimum_stock", "note"})
"""What a list changes though the catalogue says something else; the note only grows."""
_UNSAID = ("", None, False, KosherKind.UNKNOWN, Storage.UNKNOWN)
Likes = dict[int, str]


@dataclass(slots=True)
class ItemRead:
    """What a row says of an item.

    Attributes:
        name: what it is called.
        values: its fields that the row tells, but for those that need to know how it is counted.
        category: the name of its kind.
        pack_size: the cell of how many are in a pack.
        minimum: below how many it is short; None where the row does not say.
        codes: those on its packing.
    """

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    category: str = ""
    pack_size: str = ""
    minimum: Counted | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFound:
    """Which item of the catalogue a row surely is, and which it may be, each with the reason."""

    sure: int | None
    likes: Likes


def read_row(row: "RowRead", cells: Cells, matcher: Matcher, known: ExistingRecords, _today: date) -> None:
    """Reads a row, and finds the item of the catalogue that it may be about."""
    name = cells.text("name")
    unit, pack = cells.read("unit", item_cells.read_unit), cells.read("pack_name", item_cells.read_pack)
    values: dict[str, Any] = {key: value for key, value in asdict(_add_up(unit, pack)).items() if value}
    weight = cells.read("grams_each", item_cells.read_weight)
    values |= {"grams_each": weight} if weight else {}
    values |= {
        "storage": cells.read("storage", item_cells.read_storage),
        "kosher_for_pesach": cells.read("kosher_for_pesach", _read_mark),
        "halal": cells.read("halal", _read_mark),
        "needs_use_by": cells.read("needs_use_by", _read_mark),
    }
    notes = cells.all("note")
    said = [each for text in cells.all("dietary") for each in (item_cells.read_diets(text),)]
    if (kosher := cells.read("kosher", _read_kosher)) is not None:
        said.append(kosher)
    if (kind := cells.read("kosher_kind", item_cells.read_kosher_kind)) is not None:
        said.append(DietRead({"kosher": True, "kosher_kind": kind}))
    if values["kosher_for_pesach"]:
        said.append(DietRead({"kosher": True}))
    allergens = [text for text in (cells.text("allergens"),) if has_allergen_information(text)]
    for diet in said:
        if twice := [key for key, value in diet.values.items() if values.get(key) not in (None, value)]:
            _refuse(row, cells, "kosher" if cells.text("kosher") else "dietary", _say_both(twice))
        values |= diet.values
        allergens += diet.allergens
        notes += diet.note
    values |= {"allergens": ", ".join(dict.fromkeys(allergens)), "note": "\n".join(dict.fromkeys(notes))}
    row.read = told = ItemRead(
        name,
        {key: value for key, value in values.items() if value not in ("", None)},
        cells.text("category"),
        cells.text("pack_size"),
        cells.read("minimum_stock", read_quantity),
        tuple(dict.fromkeys(code for text in cells.all("code") for code in _read_codes(cells, text))),
    )
    if not name:
        row.problems.append("There is no name in this row.")
    elif is_item_code(name):
        _refuse(row, cells, "name", f"“{name}” is a code. Write what it is, such as rice.")
    elif parse_amount(name) is not None:
        _refuse(row, cells, "name", f"“{name}” says how many, and not what. Write what it is, such as rice.")
    if not row.problems:
        row.found = _find(matcher.item_names, told, known.item_codes)


def _refuse(row: "RowRead", cells: Cells, key: str, says: str) -> None:
    row.problems.append(says)
    cells.refused[key] = says


def _of_field(key: str, says: str) -> str:
    return f"{FIELDS['item'][key].import_words}: {says}"


def _say_both(keys: Iterable[str]) -> str:
    return f"This row says two things about {join_words(field_noun('item', key) for key in keys)}."


def _read_mark(text: str) -> bool | None:
    return None if text in {"-", "--", "–", "?"} else _or_nothing(parse_yes_no, text)


def _read_kosher(text: str) -> DietRead | None:
    return None if text in {"-", "--", "–", "?"} else _or_nothing(item_cells.read_kosher, text)


def _or_nothing(how: Any, text: str) -> Any:  # noqa: ANN401
    """What a cell says; None where that is only that nothing is known."""
    try:
        return how(text)
    except ValueError:
        if is_nothing(text):
            return None
        raise


def _read_codes(cells: Cells, text: str) -> tuple[str, ...]:
    try:
        return item_cells.read_codes(text)
    except ValueError as error:
        cells.refused["code"] = str(error)
        cells.problems.append(str(error))
        return ()


def _add_up(one: ItemCounting | None, other: ItemCounting | None) -> ItemCounting:
    """What two cells say of how a thing is counted; the second is the one that is about it."""
    first, more = asdict(one or ItemCounting()), asdict(other or ItemCounting())
    return ItemCounting(**{key: more[key] or first[key] for key in _COUNTING})


def _find(names: ItemNames, told: ItemRead, codes: Mapping[str, int]) -> ItemFound:
    """The item that a row surely is, among some; else those that it may be."""
    likes: Likes = {}
    same = names.find_same(told.name)
    sure = same[0] if len(same) == 1 else None
    owners = list(dict.fromkeys(codes[code] for code in told.codes if code in codes))
    if sure is None and same:
        likes = dict.fromkeys(same, _CAPITALS)
    elif sure is None and (alike := names.find_similar(told.name)) is not None:
        likes = {alike: _ALIKE}
    if sure is None and len(owners) == 1 and owners[0] in likes:
        return ItemFound(owners[0], {})
    return ItemFound(sure, {} if sure is not None else dict.fromkeys(owners, _CODE) | likes)


def row_name(row: "RowRead") -> str:
    """Which item a row is about."""
    return row.read.name if row.read else ""


def import_row(row: "RowRead", composer: "Composer") -> RowFate:
    """Writes the item, its kind and its codes."""
    told: ItemRead = row.read
    found = _with_rows(row.found, told, composer)
    decision = composer.decisions.get(row.line)
    candidates = tuple(
        MatchCandidate(number, composer.item_label(number), why)
        for number, why in (({found.sure: ""} if found.sure is not None else {}) | found.likes).items()
    )
    if decision is None and found.sure is None and candidates:
        first = candidates[0]
        detail = f"Perhaps {first.label}: {first.reasons}. Decide whether it is."
        return RowFate(row.line, row.cells, RowOutcome.ASK, told.name, detail, candidates)
    chosen = None if decision == NEW else decision if isinstance(decision, int) else found.sure
    number = composer.made_items.get(chosen) if chosen is not None and chosen < 0 else chosen
    now = composer.ledger.view("item", number) if number is not None else {}
    values, refused = _settle(told, now, number, composer)
    if chosen is not None and number is None:
        refused["name"] = f"Row {-chosen} stays out, so that this one cannot be the same."
    if number is None and told.name.casefold() in composer.item_names:
        finding = refuse_taken_name(told.name)
        refused["name"] = f"{finding.text} {finding.do}"
    if refused:
        says = " ".join(dict.fromkeys(refused.values()))
        return RowFate(row.line, row.cells, RowOutcome.PROBLEM, told.name, says, candidates, refused)
    return _write(row, number, values, candidates, composer)


def _with_rows(found: ItemFound, told: ItemRead, composer: "Composer") -> ItemFound:
    """The same with what earlier rows are about, where the catalogue has no such item."""
    if found.sure is not None:
        return found
    of_rows = _find(
        composer.item_rows, told, {c: n for c, n in composer.codes_of_rows.items() if c in told.codes}
    )
    if of_rows.sure is not None:
        return ItemFound(of_rows.sure, {})
    more = {row: why for row, why in of_rows.likes.items() if composer.made_items[row] not in found.likes}
    return ItemFound(None, found.likes | more)


def _settle(
    told: ItemRead, now: Mapping[str, Any], number: int | None, composer: "Composer"
) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields to be set, and what stands against it by what a column means."""
    refused: dict[str, str] = {}
    was = ItemCounting(**{key: now.get(key) or getattr(ItemCounting(), key) for key in _COUNTING})
    values = dict(told.values)
    noted = number in composer.known.counted_items or bool(was.pack_size or now.get("minimum_stock"))
    unit = was.unit or values.get("unit", "")
    if told.pack_size:
        try:
            packed = item_cells.read_pack_size(told.pack_size, unit)
        except ValueError as error:
            refused["pack_size"] = _of_field("pack_size", str(error))
        else:
            said = {key: value for key, value in asdict(packed).items() if value}
            if twice := [key for key, value in said.items() if values.get(key, value) != value]:
                refused["pack_size"] = _say_both(twice)
            values |= said
    refused |= dict(_find_conflicts(told.name, values, now, noted=noted))
    if values.get("grams_each") and read_measure(unit):
        refused["grams_each"] = (
            f"{told.name} is weighed or poured, so one of it has no weight of its own. Leave that empty."
        )
    if told.minimum is not None and not refused:
        more = {key: values[key] for key in _COUNTING if key in values and not getattr(was, key)}
        counting = replace(was, **more)
        if counting.pack_size and not counting.pack_name and told.minimum.pack in PACKS:
            counting = replace(counting, pack_name=told.minimum.pack)  # the only pack that the row tells of
        known = {told.name.casefold(): ItemKnown(counting, in_stock=noted)}
        count, question = settle_count(told.name, told.minimum, known)
        if count is None:
            refused["minimum_stock"] = _of_field("minimum_stock", question)
        else:
            settled = asdict(known[told.name.casefold()].counting)
            values |= {"minimum_stock": count} | {key: value for key, value in settled.items() if value}
    return values, refused


def _find_conflicts(
    name: str, values: Mapping[str, Any], now: Mapping[str, Any], *, noted: bool
) -> Iterator[tuple[str, str]]:
    """Where a row says something else than the catalogue; what is counted so far is not weighed by a list."""
    for key, value in values.items():
        was = now.get(key)
        if key == "unit" and noted and not was and read_measure(value):
            yield key, f"{name} was counted in single things so far. Take it in by hand to weigh it."
        if key in _CHANGED or was in _UNSAID or _is_same(key, was, value):
            continue
        label = FIELDS["item"][key].label
        yield key, f"The catalogue says {_say(was)} of {name} under “{label}”, and this row {_say(value)}."


def _is_same(key: str, was: Any, value: Any) -> bool:  # noqa: ANN401
    if key == "allergens":
        return was.casefold() == value.casefold() or parse_ingredients(was) == parse_ingredients(value)
    if key in {"unit", "pack_name"}:
        measures = [(read_measure(text) or ("",))[0] for text in (was, value)]
        folded = [singular(text.strip().casefold()) for text in (was, value)]
        return folded[0] == folded[1] or (measures[0] == measures[1] != "")
    return bool(was == value)


def _say(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else f"“{value}”"


def _write(
    row: "RowRead",
    number: int | None,
    values: dict[str, Any],
    candidates: tuple[MatchCandidate, ...],
    composer: "Composer",
) -> RowFate:
    told: ItemRead = row.read
    ledger = composer.ledger
    owners = {code: composer.item_codes[code] for code in told.codes if code in composer.item_codes}
    if other := next(((code, owner) for code, owner in owners.items() if owner != number), None):
        whose = ledger.view("item", other[1])["name"]
        says = f"The barcode {other[0]} is on {whose} already."
        return RowFate(row.line, row.cells, RowOutcome.PROBLEM, told.name, says, candidates, {"code": says})
    if told.category:
        values["category_id"] = _category(told.category, composer)
    new = number is None
    if number is None:
        number = ledger.add("item", {"name": told.name, **values})
        changed = [key for key, value in values.items() if value not in _UNSAID]
        composer.item_names.add(told.name.casefold())
    else:
        now = ledger.view("item", number)
        if "note" in values:
            values["note"] = add_missing_lines(now.get("note") or "", values["note"])
        values = {key: value for key, value in values.items() if key in _CHANGED or now.get(key) in _UNSAID}
        changed = [key for key, value in values.items() if now.get(key) != value]
        ledger.set("item", number, values)
    if new or not composer.item_rows.find_same(told.name):
        composer.item_rows.add(-row.line, told.name)
    composer.made_items[-row.line] = number
    nouns = [field_noun("item", key) for key in FIELDS["item"] if key in changed]
    for code in told.codes:
        composer.codes_of_rows.setdefault(code, -row.line)
        if code not in composer.item_codes:
            composer.item_codes[code] = number
            ledger.add("item_code", {"item_id": number, "code": code})
            nouns.append("barcode")
    said = join_words(dict.fromkeys(nouns))
    if new:
        detail = f"With {said}" if said else ""
        return RowFate(row.line, row.cells, RowOutcome.NEW, told.name, detail, candidates)
    name = ledger.view("item", number)["name"]
    other_name = "" if name == told.name else name
    if not said:
        detail = f"The same as {other_name or name}"
        return RowFate(row.line, row.cells, RowOutcome.SAME, told.name, detail, candidates)
    detail = f"{other_name}: {said}" if other_name else said
    return RowFate(row.line, row.cells, RowOutcome.UPDATE, told.name, detail, candidates)


def _category(name: str, composer: "Composer") -> int:
    """The kind of this name, which is added where there is none."""
    if same := composer.item_categories.find_same(name):
        return same[0]
    number = composer.ledger.add("item_category", {"name": name})
    composer.item_categories.add(number, name)
    return number
