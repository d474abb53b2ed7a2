"""What a search for people in a file looks through: read once, however many people are looked for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import accumulate

from sqlalchemy import Connection, select
from sqlalchemy.sql import ColumnElement

from mitzvah_desk.model import Household, Partner, Person, Place
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.rows import fill_row, fill_rows
from mitzvah_desk.office.outgoing.typed_places import TypedPlace, find_typed_places
from mitzvah_desk.rules.privacy.confidential_places import find_phone_numbers
from mitzvah_desk.rules.privacy.person_marks import PersonMarks, close_phrase, last_digits


@dataclass(frozen=True, slots=True)
class NamedRecord:
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

    @property
    def numbers(self) -> tuple[str, str]:
        """Their telephone numbers, empty where they have none."""
        return self.phone, self.mobile


@dataclass(frozen=True, slots=True)
class HomeRecord:
    """The household of somebody."""

    id: int
    address: str
    phone: str


class PersonIndex:
    """Everybody in the book and all that was typed, as it was when it was read.

    Where people are taken out one after another, what is found is read again before it is believed, since
    it may have been written anew meanwhile.

    Args:
        connection: the file.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        rows = connection.execute(select(*(Person.__table__.c[each.name] for each in fields(NamedRecord))))
        self.people = {each.id: each for each in fill_rows(NamedRecord, rows)}
        self._closed: dict[str, str] = {}
        self._digits: dict[str, tuple[str, ...]] = {}

    def close(self, text: str) -> str:
        """A text as ``close_phrase`` leaves it."""
        if text not in self._closed:
            self._closed[text] = close_phrase(text)
        return self._closed[text]

    def forget(self, person_id: int) -> None:
        """Leaves out somebody who was taken out of the file."""
        self.people.pop(person_id, None)

    def read_home(self, household_id: int | None) -> HomeRecord | None:
        """A household as it is now; None where it is gone."""
        columns = (Household.id, Household.address, Household.phone)
        query = select(*columns).where(Household.id == household_id)
        return fill_row(HomeRecord, self.connection.execute(query))

    def find(self, marks: PersonMarks, own: frozenset[tuple[str, int]]) -> Iterator[TypedPlace]:
        """The typed places that may tell of somebody, as they are now.

        Args:
            marks: by what they are found.
            own: records that are theirs alone.
        """
        lines = {line for key in marks.list_keys(near=True) for line in self._closed_texts.find(key)}
        lines |= {line for number in marks.numbers for line in self._numbers_in_texts.find(number)}
        for place in (self._typed[line] for line in sorted(lines)):
            if (place.record, place.record_id) not in own:
                table = RECORDS[place.record].table
                now = select(table.c[place.column]).where(table.c.id == place.record_id)
                if text := self.connection.execute(now).scalar():
                    yield TypedPlace(place.record, place.record_id, place.column, text)

    def is_somebody_elses(self, family: str, others: Iterable[NamedRecord]) -> bool:
        """Whether somebody or something else bears a family name, or it is written as a word.

        Args:
            family: the name.
            others: the other people.
        """
        closed = self.close(family)
        return (
            any(closed in self.close(each.family) for each in others)
            or any(closed in each for each in self._names_of_things)
            or family.casefold() in self._words
        )

    def list_numbers(self, others: Iterable[NamedRecord], alone: HomeRecord | None) -> set[str]:
        """The last digits of the numbers of everybody and everything else.

        Args:
            others: the other people.
            alone: the household that is theirs alone.
        """
        numbers = {number for each in others for number in each.numbers}
        kept = select(Household.phone).where(Household.id != (alone.id if alone else 0))
        for query in (kept, select(Partner.phone)):
            numbers.update(self.connection.execute(query.distinct()).scalars())
        return {digits for number in numbers for digits in self._read_digits(number)}

    def _read_digits(self, number: str) -> tuple[str, ...]:
        if number not in self._digits:
            self._digits[number] = last_digits([number])
        return self._digits[number]

    @cached_property
    def _typed(self) -> list[TypedPlace]:
        return find_typed_places(self.connection, bool)

    @cached_property
    def _closed_texts(self) -> "_Lines":
        return _Lines([self.close(place.text) for place in self._typed])

    @cached_property
    def _numbers_in_texts(self) -> "_Lines":
        return _Lines([" ".join(find_phone_numbers(place.text)) for place in self._typed])

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words that stand in small letters somewhere, but not within an address of mail or the web."""
        return frozenset(
            word.strip(".,;:!?()")
            for place in self._typed
            for word in place.text.split()
            if word[:1].islower() and "@" not in word and "/" not in word
        )

    @cached_property
    def _names_of_things(self) -> frozenset[str]:
        texts = (
            text
            for column in _list_names_of_things()
            for text in self.connection.execute(select(column)).scalars()
        )
        return frozenset(map(close_phrase, texts))


class _Lines:
    """Many short texts as one, in which a word is found faster than in each of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n".join(lines)
        self._starts = list(accumulate((len(each) + 1 for each in lines), initial=0))

    def find(self, word: str) -> Iterator[int]:
        """The numbers of the lines that hold a word."""
        at = self._text.find(word) if word else -1
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            at = self._text.find(word, self._starts[line + 1])


def _list_names_of_things() -> Iterator[ColumnElement[str]]:
    for noun in ("partner", "place", "item", "role", "skill", "project_kind", "campaign", "storage_location"):
        yield from (RECORDS[noun].table.c[name] for name in RECORDS[noun].name)
    yield from (Partner.__table__.c.address, Place.__table__.c.address)
