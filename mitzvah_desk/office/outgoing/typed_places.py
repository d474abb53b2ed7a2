"""Where a text that must not leave was typed: the record and the field, so that it can be put right there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Column, Connection, Text, select

from mitzvah_desk.model import Base
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.privacy.confidential_places import normalise_words

_MOST_PLACES = 5
"""So many are named of one text; more are found when these are put right."""
_OF_A_PIECE = 3
"""So many words in a row make a piece; texts of one piece are a letter's line with and without its name."""
_WITH_PAGES = frozenset({"person", "household", "group", "partner", "project", "item"})
"""The records that have a page of their own in the window."""
_UP = ("project_id", "person_id", "partner_id", "household_id", "campaign_id", "item_id")
"""To what a record without an owner may belong."""


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """A field of a record in which something was typed.

    Attributes:
        record: the noun of the record.
        record_id: which of them.
        column: the field.
        text: what stands there.
    """

    record: str
    record_id: int
    column: str
    text: str


@cache
def typed_columns() -> Mapping[str, tuple[Column[str], ...]]:
    """By record its columns that hold free text, as somebody typed it."""
    found = {
        noun: tuple(
            column
            for column in known.table.columns
            if type(column.type) is Text and not column.foreign_keys and column.name not in {"facts", "rule"}
        )
        for noun, known in RECORDS.items()
    }
    return {noun: columns for noun, columns in found.items() if columns}


def find_typed_places(
    connection: Connection, holds: Callable[[str], bool], *, own: Iterable[tuple[str, int]] = ()
) -> list[TypedPlace]:
    """The fields whose text holds what must not leave.

    Args:
        connection: the file.
        holds: whether a text holds it.
        own: records whose secret it is, and which may of course hold it.
    """
    theirs = frozenset(own)
    others = (place for place in _all_typed(connection) if (place.record, place.record_id) not in theirs)
    return [place for place in others if place.text and holds(place.text)]


class ReadPlaces:
    """Typed fields read once, to be held against one text after another.

    Args:
        places: from ``find_typed_places``.
    """

    def __init__(self, places: Iterable[TypedPlace]) -> None:
        self._read = [(place, *_read_words(place.text)) for place in places]

    def list_likeliest(self, told: str) -> list[TypedPlace]:
        """Those from which a text that is about to leave was taken, the likeliest first."""
        said, pieces = _read_words(told)
        ranked: list[tuple[int, TypedPlace]] = []
        for place, typed, own in self._read:
            if typed == said:
                ranked.append((0, place))
            elif typed in said or said in typed:
                ranked.append((1, place))
            elif not own.isdisjoint(pieces):
                ranked.append((2, place))
        ranked.sort(key=lambda each: each[0])
        return [place for _, place in ranked[:_MOST_PLACES]]


def _read_words(text: str) -> tuple[str, frozenset[tuple[str, ...]]]:
    """A text as words alone, and the pieces of it."""
    words = normalise_words(text)
    each = words.split()
    return words, frozenset(zip(*(each[start:] for start in range(_OF_A_PIECE)), strict=False))


def describe_place(connection: Connection, place: TypedPlace) -> str:
    """A typed place as the head of a sentence: ``The summary of “Tea for all”``."""
    declared = FIELDS.get(place.record, {}).get(place.column)
    noun = (declared.noun or declared.label.lower()) if declared else field_noun(place.record, place.column)
    name = record_name(connection, place.record, place.record_id)
    known = RECORDS[place.record]
    if name == place.text or place.column in known.name:
        return f"The {noun} of a {known.noun}"
    return f"The {noun} of “{name}”" if name else f"The {noun} of a {known.noun}"


def _is_of(place: TypedPlace, own: frozenset[tuple[str, int]]) -> bool:
    return (place.record, place.record_id) in own


def find_page(connection: Connection, place: TypedPlace) -> tuple[str, int] | None:
    """The record whose page shows a typed place: its own, or the one it belongs to; None where none does."""
    record, number = place.record, place.record_id
    while record not in _WITH_PAGES:
        known = RECORDS[record]
        up = known.owner or next((key for key in _UP if key in known.table.c), "")
        if not up:
            return None
        above = connection.execute(select(known.table.c[up]).where(known.table.c.id == number)).scalar()
        if above is None:
            return None
        (key,) = known.table.c[up].foreign_keys
        record, number = key.column.table.name, above
    return record, number


def _all_typed(connection: Connection) -> Iterator[TypedPlace]:
    tables = Base.metadata.tables
    for noun, columns in typed_columns().items():
        for row in connection.execute(select(tables[noun].c.id, *columns)).mappings():
            for column in columns:
                yield TypedPlace(noun, row["id"], column.name, row[column.name])
