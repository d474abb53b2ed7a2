"""Whom a text that the public reads tells of without their leave: by name, number, e-mail address or home."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mitzvah_desk.rules.privacy import confidential_places as secrecy
from mitzvah_desk.rules.privacy.naming import NamedPerson

_DIALLED = 8
"""So many last digits tell a British number, with or without the code of its area."""
_ONE_WORD = 8
"""A name of so many letters is found even where it is written in one word."""
_MOST_WORDS = 8
"""So many a name or the line of an address has at most."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody of whom a text tells.

    Attributes:
        person: who.
        named: by name; else by a number, an e-mail address or a home.
    """

    person: NamedPerson
    named: bool


class Private:
    """Everybody who may not be recognised, ready to be looked for.

    A name, a number or a home that an adult who agreed has too may stand.

    Args:
        people: everybody in the book.
        public: names, addresses and numbers that the public may read, such as those of partners; a person's
            name within a longer one of them is not that person.
    """

    def __init__(self, people: Iterable[NamedPerson], public: Iterable[str] = ()) -> None:
        everybody, known = list(people), [each for each in public if each.strip()]
        self._said = said = cache(secrecy.normalise_words)  # many people share a name
        self._people = {each.id: each for each in everybody}
        self._names = _not_agreed(everybody, lambda each: _names(each, said))
        self._ways = _not_agreed(everybody, _ways)
        self._givens = {
            word for p in everybody for name in (p.given, p.known_as) for word in said(name).split()[:1]
        }
        self._public = {_close(said(each)) for each in known}
        for each in known:
            for way in (*_reached(each), *(key for *_, key in _runs(said(each).split()))):
                self._ways.pop(way, None)

    def find(self, text: str, granted: Iterable[int] = ()) -> Hit | None:
        """The first of whom a text tells; None where it tells of nobody.

        Args:
            text: the text.
            granted: whom it may name, since it is about them and for them.
        """
        own = {
            key for each in granted if each in self._people for key in _names(self._people[each], self._said)
        }
        said = secrecy.normalise_words(text.replace("&", " and ")).split()
        runs = list(_runs(said))
        known = [(start, end) for start, end, key in runs if key in self._public]
        for start, end, key in runs:
            person = self._names.get(key) if key not in own else None
            within = any(a <= start and end <= b and b - a > end - start for a, b in known)
            if person is not None and not within and (end - start > 1 or len(key) >= _ONE_WORD):
                return Hit(person, named=True)
            if key in self._ways:
                return Hit(self._ways[key], named=False)
        for key in (*self._of_one_family(said), *(self._turned(said) if "," in text else ())):
            if key in self._names and key not in own:
                return Hit(self._names[key], named=True)
        way = next((each for each in _reached(text) if each in self._ways), None)
        return None if way is None else Hit(self._ways[way], named=False)

    def _of_one_family(self, said: Sequence[str]) -> Iterator[str]:
        """First names with the family name that stands behind the last one: ``Ann and Bob Cohen``."""
        for at, word in enumerate(said):
            end, joined = at + 1, False
            while word in self._givens and end < len(said) - 1:
                if said[end] == "and":
                    end, joined = end + 2, True
                elif said[end] in self._givens:
                    end += 1
                else:
                    break
                if joined and end < len(said):
                    yield word + said[end]
                    yield word + "".join(said[end : end + 2])

    def _turned(self, said: Sequence[str]) -> Iterator[str]:
        """A family name with the first name behind it, as lists have it: ``Cohen, Ann``."""
        for at in range(len(said) - 1):
            if said[at + 1] in self._givens and (at == 0 or said[at - 1] not in self._givens):
                yield said[at + 1] + said[at]


def _runs(said: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Every run of some words, from where to where, and written in one."""
    for start in range(len(said)):
        key = ""
        for end in range(start, min(start + _MOST_WORDS, len(said))):
            key += said[end]
            yield start, end + 1, key


def _not_agreed(
    people: Iterable[NamedPerson], keys: Callable[[NamedPerson], Iterable[str]]
) -> dict[str, NamedPerson]:
    """By their keys those who did not agree to be named, and all children, who are never told whole."""
    found: dict[str, NamedPerson] = {}
    agreed: set[str] = set()
    for person in people:
        if person.child or person.why:
            for key in filter(None, keys(person)):
                found.setdefault(key, person)
        else:
            agreed.update(keys(person))
    for key in agreed:
        found.pop(key, None)
    return found


def _names(person: NamedPerson, said: Callable[[str], str]) -> Iterator[str]:
    """A name in every way that it is used: with all first names or one, with half a double name."""
    families = [person.family, *(half for half in person.family.split("-") if half != person.family)]
    for called in {person.given, person.known_as, person.given.partition(" ")[0]}:
        if called:
            yield from (_close(said(called) + said(family)) for family in families if family)
    hebrew = said(person.hebrew_name)
    if " " in hebrew:
        yield _close(hebrew)


def _ways(person: NamedPerson) -> Iterator[str]:
    """How somebody can be reached: by telephone, by e-mail, at home."""
    yield from (number[-_DIALLED:] for each in person.numbers for number in secrecy.find_phone_numbers(each))
    yield person.email.strip().casefold()
    for line in re.split(r"[\n,]", person.home):
        said = secrecy.normalise_words(line).split()
        if len(said) > 2 and any(c.isdigit() for c in line):
            yield "".join(said)


def _reached(text: str) -> Iterator[str]:
    """The numbers and addresses of mail in a text."""
    for number in secrecy.find_phone_numbers(text):
        yield from (number[at : at + _DIALLED] for at in range(len(number) - _DIALLED + 1))
    if "@" in text:
        yield from _MAIL.findall(text.casefold())


def _close(said: str) -> str:
    return said.replace(" ", "")
