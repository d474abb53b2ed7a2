"""A table that was typed or pasted: read, matched and written as a file's is, with no second way to do it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mitzvah_desk.exchange.csv_in import parse_csv
from mitzvah_desk.exchange.limits import LONGEST_CELL, UnreadableError, require_within_limits
from mitzvah_desk.exchange.tables_in import TableSheet
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.composer import Decisions, Prepared
from mitzvah_desk.office.importing.plan import ImportPlan, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan
from mitzvah_desk.office.importing.source import Source, read_beneath
from mitzvah_desk.rules.fields import columns
from mitzvah_desk.rules.fields.cell_parsers import is_name, parse_names
from mitzvah_desk.rules.fields.signature_block import tells_of_work
from mitzvah_desk.rules.plurals import count_noun

FIRST = {
    ImportOf.PEOPLE: ("given", "family", "phone", "email", "born", "household", "skills", "group"),
    ImportOf.PARTNERS: ("name", "what", "phone", "email", "address", "postcode", "contact", "contact_job"),
    ImportOf.ITEMS: (
        "name",
        "category",
        "unit",
        "grams_each",
        "pack_size",
        "minimum_stock",
        "code",
        "allergens",
    ),
}
"""The columns with which one begins, by what lines tell of."""
_NOUNS = {ImportOf.PEOPLE: "person", ImportOf.PARTNERS: "partner", ImportOf.ITEMS: "item"}
_WORDS = {"born": "Born, or age", "what": "What they do"}
_SAME = {"age": "born", "mobile": "phone"}
"""What one column of the grid tells as well as its own."""
_MOST = 5000
"""More lines than that are a file's."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted.

    Attributes:
        keys: what its columns mean; empty for one that is not understood.
        rows: its cells, without the headings.
        unknown: the headings that are not understood.
        headed: whether the columns are known, by headings or by what stands in them.
        above: how many lines stood above the headings, and are left out.
    """

    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...] = ()
    headed: bool = False
    above: int = 0


def list_grid_columns(kind: ImportOf) -> dict[str, str]:
    """What lines may tell: the words of each column by its key; those with which one begins come first."""
    known = {each.key: _WORDS.get(each.key, each.words) for each in columns.FIELDS[kind]}
    begin = {key: known[key] for key in FIRST[kind]}
    return begin | {key: words for key, words in known.items() if key not in {*begin, "age", "unsubscribed"}}


def parse_pasted_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a text from the clipboard, each line as long as the others.

    Tabs part them, as spreadsheets copy. Without tabs it may be a CSV file's, which has headings or three
    columns at least; else every line is one cell, since ``Cohen, Ann`` is one name.

    Raises:
        UnreadableError: it is far too much, or no table.
    """
    if len(text) > LONGEST_CELL * 100:
        raise UnreadableError("This is far too much to paste. Save it as a file, and import that.")
    rows = [tuple(cell.strip() for cell in row) for row in parse_csv(text.replace("\0", ""))]
    if "\t" not in text and max(map(len, rows), default=0) < 3 and not _has_headings(rows):
        rows = [(line.strip(),) for line in text.splitlines()]
    full = [row for row in rows if any(row)]
    if len(full) > _MOST:
        raise UnreadableError(f"More than {_MOST:,} lines are pasted. Save them as a file, and import that.")
    wide = max(map(len, full), default=0)
    require_within_limits(len(full), wide)
    return tuple(row + ("",) * (wide - len(row)) for row in full)


def _has_headings(rows: Sequence[Sequence[str]]) -> bool:
    return any(len(columns.match_headings(kind, row)) > 1 for kind in FIRST for row in rows[:1])


def is_table(text: str) -> bool:
    """Whether a text is cells of a table or a list of names, and not what is written about one person."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all("\t" in line for line in lines):
        return True
    try:
        rows = parse_pasted_rows(text)
    except UnreadableError:
        return True  # it is told there
    listed = len(lines) > 1 and all(_names_somebody(line) and not tells_of_work(line) for line in lines)
    return listed or _has_headings(rows)


def _names_somebody(line: str) -> bool:
    names = parse_names(line)
    return bool(names) and all(is_name(name.given) for name in names)


def read_pasted(kind: ImportOf, text: str, at: Sequence[str]) -> Pasted:
    """What is pasted into a grid; the headings are understood as a file's are.

    Args:
        kind: what the lines tell of.
        text: the clipboard's.
        at: the keys of the columns from where it is pasted on.

    Raises:
        UnreadableError: it is no table.
    """
    rows = parse_pasted_rows(text)
    if not rows:
        return Pasted((), ())
    header = _find_headings(kind, rows)
    headings = rows[header] if header is not None else ("",) * len(rows[0])
    beneath = rows[header + 1 :] if header is not None else rows
    matched = columns.match_columns(kind, headings, beneath)
    if header is None and all(_is_same(at, number, key) for number, key in matched.items()):
        return Pasted(tuple(at[: len(rows[0])]), rows)
    if header is None:  # what is not told by its look is what its place in the grid is
        free = {n: key for n, key in enumerate(at[: len(headings)]) if key not in matched.values()}
        matched = free | matched
    keys = tuple(matched.get(number, "") for number in range(len(headings)))
    if "born" not in keys:
        keys = tuple("born" if key == "age" else key for key in keys)
    if "phone" not in keys:
        keys = tuple("phone" if key == "mobile" else key for key in keys)
    beneath = tuple(tuple(read_beneath(headings, matched, row)) for row in beneath)
    told = [n for n, key in enumerate(keys) if not key and any(row[n] for row in beneath)]
    unknown = tuple(" ".join(headings[n].split()) or f"Column {n + 1}" for n in told)
    return Pasted(keys, beneath, unknown, headed=True, above=header or 0)


def _find_headings(kind: ImportOf, rows: Sequence[Sequence[str]]) -> int | None:
    """The row of the headings; what is pasted may have none, so that two of them must be known."""
    least = 1 if len(rows[0]) == 1 else 2
    return next(
        (n for n, row in enumerate(rows[:5]) if len(columns.match_headings(kind, row)) >= least), None
    )


def _is_same(at: Sequence[str], number: int, key: str) -> bool:
    return number < len(at) and at[number] in {key, _SAME.get(key)}


def make_typed_source(
    kind: ImportOf, keys: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]
) -> Source:
    """Lines as an import reads a file.

    Args:
        kind: what they tell of.
        keys: what the columns mean.
        lines: the number of each and its cells; empty ones are left out.
    """
    matched = dict(enumerate(keys))
    born = next((number for number, key in enumerate(keys) if key == "born"), None)
    if born is not None and "age" not in keys:
        matched[len(keys)] = "age"
    rows = []
    for line, typed in lines:
        cells = [*typed, ""]
        if born is not None and re.fullmatch(r"\s*[0-9]{1,3}\s*", typed[born]):
            cells[born], cells[-1] = "", typed[born]
        rows.append((line, tuple(cells)))
    return Source("lines typed here", kind, TableSheet("", tuple(rows)), None, matched, strict=True)


def compose_typed_plan(prepared: Prepared, decisions: Decisions) -> ImportPlan:
    """What would become of typed lines; the step is called by what it adds."""
    plan = compose_plan(prepared, decisions)
    return replace(plan, label=_label(plan, _NOUNS[prepared.source.kind]))


def _label(plan: ImportPlan, noun: str) -> str:
    new, changed = plan.count(RowOutcome.NEW), plan.count(RowOutcome.UPDATE)
    names = [row.who for row in plan.rows if row.fate is RowOutcome.NEW]
    added = f"Added {names[0]}" if new == 1 else f"Added {count_noun(new, noun)}" if new else ""
    filled = f"filled in {count_noun(changed, noun)}" if changed else ""
    words = ", ".join(part for part in (added, filled) if part)
    return words[:1].upper() + words[1:]


def problem_cells(prepared: Prepared, plan: ImportPlan) -> Mapping[int, Mapping[str, str]]:
    """What cannot be read or taken in, by the line and by what its column means."""
    told = {row.line: dict(row.refused) for row in prepared.rows if row.refused}
    for fate in plan.rows:
        if fate.refused:
            told.setdefault(fate.id, {}).update(fate.refused)
    for cells in told.values():
        if "age" in cells:
            cells.setdefault("born", cells["age"])
    return told
