"""Where a text that must not leave was typed: the record and the field, so that it can be put right there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from sqlalchemy import Column, Connection, Text, select

from mitzvah_desk.model import Base
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.privacy.confidential_places import normalise_words

_MOST_PLACES = 5
"""So many are named of one text; more are found when these are put right."""
_OF_A_PIECE = 3
"""So many words in a row are of one piece, such as a line of a letter with a name put into it."""
_FAR = 3
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


def likeliest_places(places: Iterable[TypedPlace], told: str) -> list[TypedPlace]:
    """Of fields that hold it those from which a text that is about to leave was taken.

    Args:
        places: from ``find_typed_places``.
        told: the text.
    """
    said = normalise_words(told)
    ranked = [(_distance(normalise_words(place.text), said), place) for place in places]
    near = sorted((each for each in ranked if each[0] < _FAR), key=lambda each: each[0])
    return [place for _, place in near[:_MOST_PLACES]]


def _distance(typed: str, said: str) -> int:
    """How far a text is from what was typed: the same, within it or around it, of a piece with it, or far."""
    if typed == said:
        return 0
    if typed in said or said in typed:
        return 1
    one, other = typed.split(), said.split()
    common = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return 2 if common.size >= _OF_A_PIECE else _FAR


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
