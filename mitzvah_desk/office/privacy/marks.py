"""By what texts of a file tell of one person, and which records are that person's anyway."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import ColumnElement

from mitzvah_desk.model import Base, Household, Partner, Person, Place
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.outgoing.typed_places import TypedPlace, find_typed_places
from mitzvah_desk.office.privacy.links import list_links
from mitzvah_desk.rules.privacy.confidential_places import Secret, secret_words
from mitzvah_desk.rules.privacy.person_marks import (
    INSTEAD,
    PersonMarks,
    close_phrase,
    last_digits,
    list_name_phrases,
)

THEIR_OWN = {
    "person": frozenset(
        {"title", "given", "family", "known_as", "hebrew_name", "pronouns", "email", "phone", "mobile"}
    ),
    "household": frozenset({"phone"}),
}
"""What says who another person or household is: a like name or number there is theirs."""
_LOOSE = frozenset({"project", "group"})
"""Records that may lead to somebody, but whose words are of other things: a first name there is anybody's."""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Somebody in the book, as they are looked for."""

    id: int
    household_id: int | None
    given: str
    known_as: str
    family: str
    hebrew_name: str
    email: str
    phone: str
    mobile: str

    @property
    def givens(self) -> set[str]:
        """The first names by which they go."""
        return {name for name in (self.given, self.known_as, self.given.partition(" ")[0]) if name}


@dataclass(frozen=True, slots=True)
class _Home:
    """The household of somebody."""

    id: int
    address: str
    phone: str


@dataclass(frozen=True)
class Traces:
    """How to find what was typed about one person.

    Attributes:
        person_id: who.
        household_id: their household; None where they have none.
        alone: nobody else lives there, so that what is kept of it is theirs.
        namesake: somebody else bears the same name in full.
        marks: by what a text tells of them.
        near: the records that are theirs or lead to them, where a first name alone tells of them.
    """

    person_id: int
    household_id: int | None
    alone: bool
    namesake: bool
    marks: PersonMarks
    near: frozenset[tuple[str, int]]

    @property
    def own(self) -> frozenset[tuple[str, int]]:
        """The records that are theirs alone."""
        mine = {("person", self.person_id)}
        return frozenset(mine | {("household", self.household_id or 0)} if self.alone else mine)

    def find(self, connection: Connection) -> list[TypedPlace]:
        """The typed places in other records that tell of them."""
        marks = self.marks
        places = find_typed_places(connection, lambda text: marks.in_text(text, near=True), own=self.own)
        return [
            each
            for each in places
            if each.column not in THEIR_OWN.get(each.record, ())
            and marks.in_text(each.text, near=(each.record, each.record_id) in self.near)
        ]


def read_traces(connection: Connection, person_id: int, *, shared: bool = False) -> Traces | None:
    """How to find what was typed about a person; None where there is no such person.

    Args:
        connection: the file.
        person_id: who.
        shared: find also what they have in common with others, such as a name or a family's number.
    """
    everybody = _read_bearers(connection)
    person = everybody.pop(person_id, None)
    if person is None:
        return None
    others = list(everybody.values())
    family = [each for each in others if person.household_id and each.household_id == person.household_id]
    home = _read_home(connection, person.household_id)
    alone = home if home is not None and not family else None
    near = {*_near(connection, person), *(("person", each.id) for each in family)}
    return _make_traces(connection, person, others, family, alone=alone, near=near, shared=shared)


def recall_traces(
    connection: Connection, person_id: int, images: Mapping[tuple[str, int], Mapping[str, Any]]
) -> Traces:
    """How to find what was typed about somebody who is out of the records already.

    Args:
        connection: the file.
        person_id: who.
        images: the records that went or changed with them, each as it was before, by table and id.
    """
    everybody = _read_bearers(connection)
    everybody.pop(person_id, None)
    then = {each: _recall_bearer(image) for (table, each), image in images.items() if table == "person"}
    person = then.pop(person_id)
    home_id = person.household_id
    family = [each for each in (everybody | then).values() if home_id and each.household_id == home_id]
    home, alone = images.get(("household", home_id or 0)), None
    if home is not None and _read_home(connection, home_id) is None:
        alone = _Home(home["id"], home["address"], home["phone"])
    near = {("person", person_id), *(("person", each.id) for each in family)}
    near |= {("household", home_id)} if home_id else set()
    for target, number in (("person", person_id), ("household", home_id)):
        for key in list_links(target):
            table = key.parent.table.name
            if number and table not in _LOOSE | {"person"}:
                of_table = {each: was for each, was in images.items() if each[0] == table}
                near |= {each for each, was in of_table.items() if was[key.parent.name] == number}
    return _make_traces(connection, person, list(everybody.values()), family, alone=alone, near=near)


def _recall_bearer(image: Mapping[str, Any]) -> _Bearer:
    return _Bearer(**{each.name: image[each.name] for each in fields(_Bearer)})


def _make_traces(
    connection: Connection,
    person: _Bearer,
    others: Sequence[_Bearer],
    family: Sequence[_Bearer],
    *,
    alone: _Home | None,
    near: Iterable[tuple[str, int]],
    shared: bool = False,
) -> Traces:
    names = list_name_phrases(
        sorted(person.givens), person.family, sorted(set().union(*(each.givens for each in family)))
    )
    if " " in person.hebrew_name.strip():
        names[close_phrase(person.hebrew_name)] = INSTEAD
    full = {close_phrase(f"{given} {person.family}") for given in person.givens}
    namesake = any(close_phrase(f"{g} {each.family}") in full for each in others for g in each.givens)
    phrases = {} if namesake and not shared else dict(names)
    if person.email and (shared or all(person.email.casefold() != e.email.casefold() for e in others)):
        phrases[close_phrase(person.email)] = "address erased"
    numbers = last_digits([person.phone, person.mobile, *([alone.phone] if alone else [])])
    if alone:
        phrases |= _home_phrases(connection, alone)
    if not shared:
        theirs = set(last_digits(_other_numbers(connection, others, alone)))
        numbers = tuple(each for each in numbers if each not in theirs)
    at_home = {name for each in family for name in each.givens}
    marks = PersonMarks(
        phrases,
        frozenset(filter(None, [_lone_family(connection, person, others)])),
        frozenset(close_phrase(each) for each in person.givens - at_home if len(each) > 1),
        names if not phrases.keys() >= names.keys() else {},
        numbers,
    )
    return Traces(person.id, person.household_id, alone is not None, namesake, marks, frozenset(near))


def _read_bearers(connection: Connection) -> dict[int, _Bearer]:
    rows = connection.execute(select(*(Person.__table__.c[each.name] for each in fields(_Bearer))))
    return {each.id: each for each in fill_rows(_Bearer, rows)}


def _read_home(connection: Connection, household_id: int | None) -> _Home | None:
    query = select(Household.id, Household.address, Household.phone).where(Household.id == household_id)
    return fill_row(_Home, connection.execute(query))


def _home_phrases(connection: Connection, home: _Home) -> dict[str, str]:
    """The address of a household in which nobody else lives, unless something else is there too."""
    others = (
        select(Partner.address),
        select(Place.address),
        select(Household.address).where(Household.id != home.id),
    )
    theirs = " ".join(close_phrase(each) for query in others for each in connection.execute(query).scalars())
    told = secret_words(Secret(addresses=(home.address,)))
    return {phrase: "address erased" for phrase in told if phrase not in theirs and len(phrase) > 4}


def _other_numbers(connection: Connection, others: Iterable[_Bearer], alone: _Home | None) -> Iterator[str]:
    """The numbers of everybody and everything else; ``alone`` is the household that is theirs alone."""
    for each in others:
        yield from (each.phone, each.mobile)
    kept = Household.id != (alone.id if alone else 0)
    yield from connection.execute(select(Household.phone).where(kept)).scalars()
    yield from connection.execute(select(Partner.phone)).scalars()


def _lone_family(connection: Connection, person: _Bearer, others: Iterable[_Bearer]) -> str:
    """A family name that tells of this person alone: nobody and nothing else has it, and it is no word."""
    family = close_phrase(person.family)
    if len(family) < 4 or any(family in close_phrase(each.family) for each in others):
        return ""
    for column in _names_of_things():
        if any(family in close_phrase(text) for text in connection.execute(select(column)).scalars()):
            return ""
    lower = person.family.casefold()
    holding = find_typed_places(connection, lambda text: lower in text)
    return "" if lower in _lower_words(holding) else family


def _lower_words(places: list[TypedPlace]) -> set[str]:
    """The words that stand in small letters somewhere, but not within an address of mail or of the web."""
    return {
        word.strip(".,;:!?()")
        for place in places
        for word in place.text.split()
        if word[:1].islower() and "@" not in word and "/" not in word
    }


def _names_of_things() -> Iterator[ColumnElement[str]]:
    for noun in ("partner", "place", "item", "role", "skill", "project_kind", "campaign", "storage_location"):
        yield from (RECORDS[noun].table.c[name] for name in RECORDS[noun].name)
    yield from (Partner.__table__.c.address, Place.__table__.c.address)


def _near(connection: Connection, person: _Bearer) -> Iterator[tuple[str, int]]:
    """The records that lead to a person or to their household, and those for whom they answer."""
    yield "person", person.id
    for key in list_links("person"):
        if key.parent.table.name not in _LOOSE | {"person"}:
            yield from _rows(connection, key.parent.table, key.parent == person.id)
    guardian = Base.metadata.tables["guardian"]
    for mine, other in (("child_id", "adult_id"), ("adult_id", "child_id")):
        query = select(guardian.c[other]).where(guardian.c[mine] == person.id)
        yield from (("person", each) for each in connection.execute(query).scalars())
    if person.household_id is not None:
        yield "household", person.household_id
        for key in list_links("household"):
            if key.parent.table.name != "person":
                yield from _rows(connection, key.parent.table, key.parent == person.household_id)


def _rows(connection: Connection, table: Table, where: ColumnElement[bool]) -> Iterator[tuple[str, int]]:
    yield from ((table.name, each) for each in connection.execute(select(table.c.id).where(where)).scalars())
