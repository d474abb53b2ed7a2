"""By what texts of a file tell of one person, and which records are that person's anyway."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.sql import ColumnElement

from mitzvah_desk.model import Base, Household, Partner, Place
from mitzvah_desk.office.outgoing.typed_places import TypedPlace
from mitzvah_desk.office.privacy.links import list_links
from mitzvah_desk.office.privacy.person_index import HomeRecord, NamedRecord, PersonIndex
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

    def find(self, index: PersonIndex) -> list[TypedPlace]:
        """The typed places in other records that tell of them."""
        marks = self.marks
        return [
            each
            for each in index.find(marks, self.own)
            if each.column not in THEIR_OWN.get(each.record, ())
            and marks.in_text(each.text, near=(each.record, each.record_id) in self.near)
        ]


def read_traces(index: PersonIndex, person_id: int, *, shared: bool = False) -> Traces | None:
    """How to find what was typed about a person; None where there is no such person.

    Args:
        index: of the file.
        person_id: who.
        shared: find also what they have in common with others, such as a name or a family's number.
    """
    person = index.people.get(person_id)
    if person is None:
        return None
    others = [each for each in index.people.values() if each.id != person_id]
    family = [each for each in others if person.household_id and each.household_id == person.household_id]
    home = index.read_home(person.household_id)
    alone = home if home is not None and not family else None
    near = {*_near(index.connection, person), *(("person", each.id) for each in family)}
    return _make_traces(index, person, others, family, alone=alone, near=near, shared=shared)


def recall_traces(
    index: PersonIndex, person_id: int, images: Mapping[tuple[str, int], Mapping[str, Any]]
) -> Traces:
    """How to find what was typed about somebody who is out of the records already.

    Args:
        index: of the file.
        person_id: who.
        images: the records that went or changed with them, each as it was before, by table and id.
    """
    then = {each: _recall(image) for (table, each), image in images.items() if table == "person"}
    person = then[person_id]
    home_id = person.household_id
    everybody = (index.people | then).values()
    family = [each for each in everybody if home_id and each.household_id == home_id and each.id != person_id]
    others = [each for each in index.people.values() if each.id != person_id]
    home, alone = images.get(("household", home_id or 0)), None
    if home is not None and index.read_home(home_id) is None:
        alone = HomeRecord(home["id"], home["address"], home["phone"])
    near = {("person", person_id), *(("person", each.id) for each in family)}
    near |= {("household", home_id)} if home_id else set()
    for target, number in (("person", person_id), ("household", home_id)):
        for key in list_links(target):
            table = key.parent.table.name
            if number and table not in _LOOSE | {"person"}:
                of_table = {each: was for each, was in images.items() if each[0] == table}
                near |= {each for each, was in of_table.items() if was[key.parent.name] == number}
    return _make_traces(index, person, others, family, alone=alone, near=near)


def _recall(image: Mapping[str, Any]) -> NamedRecord:
    return NamedRecord(**{each.name: image[each.name] for each in fields(NamedRecord)})


def _make_traces(
    index: PersonIndex,
    person: NamedRecord,
    others: Sequence[NamedRecord],
    family: Sequence[NamedRecord],
    *,
    alone: HomeRecord | None,
    near: Iterable[tuple[str, int]],
    shared: bool = False,
) -> Traces:
    names = list_name_phrases(
        sorted(person.givens), person.family, sorted(set().union(*(each.givens for each in family)))
    )
    if " " in person.hebrew_name.strip():
        names[close_phrase(person.hebrew_name)] = INSTEAD
    full = {close_phrase(f"{given} {person.family}") for given in person.givens}
    namesake = any(index.close(f"{g} {each.family}") in full for each in others for g in each.givens)
    phrases = {} if namesake and not shared else dict(names)
    if person.email and (shared or all(person.email.casefold() != e.email.casefold() for e in others)):
        phrases[close_phrase(person.email)] = "address erased"
    numbers = last_digits([*person.numbers, *([alone.phone] if alone else [])])
    if alone:
        phrases |= _home_phrases(index, alone)
    if not shared:
        theirs = index.list_numbers(others, alone)
        numbers = tuple(each for each in numbers if each not in theirs)
    at_home = {name for each in family for name in each.givens}
    lone = close_phrase(person.family)
    is_lone = len(lone) >= 4 and not index.is_somebody_elses(person.family, others)
    marks = PersonMarks(
        phrases,
        frozenset([lone] if is_lone else []),
        frozenset(close_phrase(each) for each in person.givens - at_home if len(each) > 1),
        names if not phrases.keys() >= names.keys() else {},
        numbers,
    )
    return Traces(person.id, person.household_id, alone is not None, namesake, marks, frozenset(near))


def _home_phrases(index: PersonIndex, home: HomeRecord) -> dict[str, str]:
    """The address of a household in which nobody else lives, unless something else is there too."""
    others = (
        select(Partner.address),
        select(Place.address),
        select(Household.address).where(Household.id != home.id),
    )
    read = index.connection.execute
    theirs = " ".join(index.close(each) for query in others for each in read(query).scalars())
    told = secret_words(Secret(addresses=(home.address,)))
    return {phrase: "address erased" for phrase in told if phrase not in theirs and len(phrase) > 4}


def _near(connection: Connection, person: NamedRecord) -> Iterator[tuple[str, int]]:
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
