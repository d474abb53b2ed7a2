"""What a removal takes along, and what others lose by it, read off the foreign keys."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Connection, ForeignKey, Table, select

from mitzvah_desk.office.core.records import RECORDS, Record, record_name
from mitzvah_desk.rules.fields.registry import field_noun
from mitzvah_desk.rules.plurals import count_noun, plural

_UNTOLD = frozenset({"movement", "different_people", "different_partners", "import_profile"})
"""Nouns that the program keeps for itself: nobody would miss them."""
_SAID = {
    "guest_party": "party of guests",
    "group_member": "membership",
    "guardian": "tie to a guardian",
    "letter": "letter of thanks",
    "project_partner": "part of a partner in it",
    "travel_time": "travel time",
    "unavailability": "time away",
    "wish": "wish for work",
    "pairing": "wish for company",
    "allocation": "lot set aside",
}
"""What rows are called where their noun alone would sound as if the other record went too."""
_THINGS = frozenset({"lot", "stocktake_count"})
"""Nouns that are called after another record, and are none of its."""
_MOST_AT_ONCE = 20_000
_NOTHING_ELSE = "Undo brings everything back."


@dataclass(frozen=True, slots=True)
class Removal:
    """What a question about a removal says.

    Attributes:
        name: whom or what it removes: ``Ann Cohen``, ``Ann Cohen and 2 more``, ``the shift of Sort``.
        this: the same in a word: ``this person``, ``these 3 people``.
        losses: what goes with it and what others lose, each a sentence; empty where nothing does.
    """

    name: str
    this: str
    losses: tuple[str, ...]

    @property
    def told(self) -> str:
        """The sentences together, and that it can be taken back."""
        return "\n".join([*self.losses, "", _NOTHING_ELSE])


def preview_removal(connection: Connection, record: str, record_ids: Sequence[int]) -> Removal:
    """What removing records would take along, however deep, and what would stay without it.

    Args:
        connection: the file's.
        record: the noun of what is removed.
        record_ids: which of them.
    """
    noun = RECORDS[record].noun
    name = record_name(connection, record, record_ids[0]) if record_ids else ""
    many = len(record_ids)
    if name == noun:
        name = _this(noun)
    elif name.startswith(f"{noun} of "):
        name = f"the {name}"
    return Removal(
        f"{name} and {many - 1} more" if many > 1 else name,
        f"these {many} {plural(noun)}" if many > 1 else _this(noun),
        tuple(_sentences(connection, record, record_ids)),
    )


def _sentences(connection: Connection, record: str, record_ids: Sequence[int]) -> Iterable[str]:
    gone: dict[str, set[int]] = {record: set(record_ids)}
    along: Counter[str] = Counter()
    without: dict[tuple[str, str], set[int]] = {}
    waiting = [(record, set(record_ids))]
    while waiting:
        noun, ids = waiting.pop()
        for other, key in _links(noun, "CASCADE"):
            found = _rows(connection, key, ids) - gone.setdefault(other, set())
            gone[other] |= found
            if not found or other in _UNTOLD:
                continue
            waiting.append((other, found))
            owners = _owners(connection, RECORDS[other], found)
            if owners is None or owners[1] <= gone.get(owners[0], set()):
                along[other] += len(found)
            else:
                what = _this(RECORDS[noun if other == "assignment" else other].noun)
                without.setdefault((owners[0], what), set()).update(owners[1])
    for noun, ids in list(gone.items()):
        for other, key in _links(noun, "SET NULL"):
            lost = _rows(connection, key, ids) - gone.get(other, set())
            if lost and other not in _UNTOLD:
                without.setdefault((other, field_noun(other, key.parent.name)), set()).update(lost)
    if along:
        yield f"With {'them' if record == 'person' or len(record_ids) > 1 else 'it'} {_go(along)}."
    for (owner, what), losing in without.items():
        yield _losing(owner, what, len(losing - gone.get(owner, set())))


def _links(record: str, rule: str) -> list[tuple[str, ForeignKey]]:
    """The keys that lead to a noun's table with this rule for its going, each with the noun that has it."""
    name = RECORDS[record].table.name
    return [
        (other, key)
        for other, known in RECORDS.items()
        for key in known.table.foreign_keys
        if key.column.table.name == name and known.removal_rule(key) == rule
    ]


def _rows(connection: Connection, key: ForeignKey, ids: Iterable[int]) -> set[int]:
    table: Table = key.parent.table
    return _some(connection, table.c.id, key.parent, ids)


def _some(connection: Connection, wanted: Column[int], where: Column[int], ids: Iterable[int]) -> set[int]:
    asked = sorted(ids)
    found: set[int] = set()
    for at in range(0, len(asked), _MOST_AT_ONCE):
        part = asked[at : at + _MOST_AT_ONCE]
        found.update(connection.execute(select(wanted).where(where.in_(part))).scalars())
    return found - {None}


def _owners(connection: Connection, known: Record, ids: Iterable[int]) -> tuple[str, set[int]] | None:
    """Whose these rows are: the noun and the ids; None where a row of this noun stands for itself."""
    if not known.owner or known.table.name in _THINGS:
        return None
    column = known.table.c[known.owner]
    (key,) = column.foreign_keys
    return key.column.table.name, _some(connection, column, known.table.c.id, ids)


def _go(along: Counter[str]) -> str:
    parts = [count_noun(count, _SAID.get(noun, RECORDS[noun].noun)) for noun, count in along.items()]
    verb = "goes" if sum(along.values()) == 1 else "go"
    return f"{verb} {', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else f"{verb} {parts[0]}"


def _losing(noun: str, what: str, count: int) -> str:
    verb, whose = ("loses", "its") if count == 1 else ("lose", "their")
    if not what.startswith("this "):
        what = f"{'their' if noun == 'person' else whose} {what}"
    return f"{count_noun(count, RECORDS[noun].noun)} {verb} {what}."


def _this(noun: str) -> str:
    return f"these {noun}" if plural(noun) == noun else f"this {noun}"
