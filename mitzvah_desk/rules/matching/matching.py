"""Who in two lists is the same person or partner: by name, telephone, e-mail, home and date of birth.

Pure and quick: entries are found by keys of which each is shared by few (``match_keys``), and only those
that share one are compared (``compare_people``). Names decide; the rest supports or contradicts, so that a
family's one e-mail address makes nobody the same.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from mitzvah_desk.rules.matching.given_names import (
    given_name_groups,
    is_same_family_name,
    is_same_given_name,
    normalise_name,
)

Step = Callable[[int, int], object]
"""Hears how many of how many are done."""


class MatchConfidence(IntEnum):
    """How sure it is that two entries are one."""

    NO = 0
    PERHAPS = 1
    """A user should look."""
    SURE = 2


@dataclass(frozen=True, slots=True)
class PersonToMatch:
    """A person as matching sees one; texts are in the form in which the book keeps them.

    Attributes:
        given: first names.
        family: family name.
        known_as: what they are called, if otherwise.
        emails: e-mail addresses.
        phones: telephone numbers, those of the household too.
        address: the home's address.
        postcode: the home's postcode.
        born: date of birth.
        child: whether a child; None where nobody says.
        title: such as ``Mrs``.
    """

    given: str = ""
    family: str = ""
    known_as: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    born: date | None = None
    child: bool | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a comparison found.

    Attributes:
        likeness: how sure.
        reasons: why, in a few words each: ``same name``, ``same e-mail``.
        weight: for choosing the best of several; more is liker.
    """

    likeness: MatchConfidence
    reasons: tuple[str, ...] = ()
    weight: int = 0


NOT_LIKE = Match(MatchConfidence.NO)
_MALE, _FEMALE = {"mr", "sir", "lord"}, {"mrs", "ms", "miss", "lady", "dame"}


def match_keys(who: PersonToMatch) -> set[str]:
    """What an entry can be found by; two entries that are one nearly always share one of them."""
    found = {f"e{address.casefold()}" for address in who.emails}
    found |= {f"p{phone_key(number)}" for number in who.phones}
    family = normalise_name(who.family).replace(" ", "")
    parts = {part for part in normalise_name(who.family).split() if len(part) > 2} | {family}
    for given in filter(None, (normalise_name(who.given).split(" ")[0], normalise_name(who.known_as))):
        names = {str(group) for group in given_name_groups(given)} | {given}
        found |= {f"f{phonetic_key(part)}|{name}" for part in parts for name in names}
        found |= {f"b{family[:3]}|{name}" for name in names}
        found |= {f"l{family[-3:]}|{name}" for name in names}
        found.add(f"i{family}|{given[0]}")
        if who.postcode:  # by either name, as they may stand the wrong way round
            found |= {f"h{who.postcode}|{name}" for name in (*names, family)}
        if who.born:
            found.add(f"d{who.born}|{given[0]}")
    if not (who.given or who.known_as):  # Mrs Levy
        found.add(f"t{family}|{who.title.casefold()}")
    return found


@lru_cache(maxsize=65536)
def phonetic_key(name: str) -> str:
    """How a name sounds, shortly."""
    from jellyfish import metaphone

    return str(metaphone(name))[:5]


@lru_cache(maxsize=65536)
def phone_key(number: str) -> str:
    """A telephone number's last nine digits, by which numbers are compared."""
    return re.sub(r"\D", "", number)[-9:]


@lru_cache(maxsize=65536)
def _typo(one: str, other: str) -> bool:
    """Whether one is the other mistyped: a letter more, less, wrong, or two turned; in long names twice."""
    from rapidfuzz.distance import OSA

    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 4 else 0
    return bool(allowed) and OSA.distance(one, other, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=65536)
def _letter(one: str, other: str) -> bool:
    """Whether short first names, not both known ones, are one letter apart: ``Ann`` and ``Asn``."""
    from rapidfuzz.distance import OSA

    known = given_name_groups(one) and given_name_groups(other)
    return min(len(one), len(other)) > 1 and not known and OSA.distance(one, other, score_cutoff=1) <= 1


def _like_email(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether an e-mail address is another mistyped; a number in it tells namesakes apart."""
    for one, other in product(_small(ones), _small(others)):
        (name, _, place), (other_name, _, other_place) = one.partition("@"), other.partition("@")
        same_number = re.sub(r"\D", "", name) == re.sub(r"\D", "", other_name)
        if place == other_place and same_number and _typo(name, other_name):
            return True
    return False


class _Names(NamedTuple):
    """A person's names as they are compared, put right once for all comparisons.

    Attributes:
        given: the first names.
        family: the family name.
        called: the first names, and what they are called, so far as there are any.
    """

    given: str
    family: str
    called: tuple[str, ...]

    @classmethod
    def of(cls, who: PersonToMatch) -> "_Names":
        given, known_as = normalise_name(who.given), normalise_name(who.known_as)
        return cls(given, normalise_name(who.family), tuple(filter(None, (given, known_as))))


def _given(ones: Sequence[str], others: Sequence[str]) -> float:
    """How like first names are: 1 the same, .9 forms of one, .8 mistyped, .5 an initial, 0 different."""
    best = 0.0
    for a in ones:
        for b in others:
            best = max(best, _given_names(a, b))
    return best


@lru_cache(maxsize=65536)
def _given_names(one: str, other: str) -> float:
    if one == other:
        return 1.0
    a, b = one.split(), other.split()
    if len(a[0]) == 1 or len(b[0]) == 1:
        return 0.5 if a[0][0] == b[0][0] else 0.0
    seconds = set(a[1:]) and set(b[1:]) and not {w[0] for w in a[1:]} & {w[0] for w in b[1:]}
    first = 1.0 if a[0] == b[0] else 0.9 if is_same_given_name(a[0], b[0]) else 0.0
    if first:
        return 0.7 if seconds else first - (0.05 if len(a) != len(b) else 0)
    if "".join(a) == "".join(b):
        return 0.95
    known = given_name_groups(a[0]) and given_name_groups(
        b[0]
    )  # two names that both are names are no mistyping
    return 0.8 if not known and _typo(a[0], b[0]) else 0.0


@lru_cache(maxsize=65536)
def _family(one: str, other: str) -> float:
    """How like family names are: 1 the same, .9 spellings, .8 mistyped or part of a double name, 0 not.

    Two without any are as like as they can be.
    """
    if bool(one) != bool(other):
        return 0.4
    if one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    if is_same_family_name(one, other):
        return 0.9
    a, b = one.split(), other.split()
    if max(len(a), len(b)) > 1 and any(len(part) > 2 for part in {*a} & {*b}):
        return 0.8
    return 0.8 if _typo(one, other) else 0.0


def _house(address: str) -> str:
    found = re.search(r"\b([0-9]+[a-z]?)\b", address.casefold())
    return found[1] if found else normalise_name(address)[:12]


def _same_house(one: str, other: str) -> bool:
    return not one or not other or _house(one) == _house(other)


def _small(texts: Iterable[str]) -> Iterable[str]:
    return (text.casefold() for text in texts)


def _share(ones: Iterable[str], others: Iterable[str]) -> bool:
    return not set(ones).isdisjoint(others)


def compare_people(one: PersonToMatch, other: PersonToMatch) -> Match:
    """How like two persons are, and why."""
    return _compare(one, _Names.of(one), other, _Names.of(other))


def _compare(one: PersonToMatch, own: _Names, other: PersonToMatch, their: _Names) -> Match:
    ones, others = own.family, their.family
    given, family, turned = _given(own.called, their.called), _family(ones, others), False
    if not (one.given or one.known_as or other.given or other.known_as):
        given = 1.0 if one.title.casefold() == other.title.casefold() else 0.0
    if (given < 0.8 or family < 0.8) and ones and own.given:
        first, second = own.given, their.given
        likest = _given_names(ones, second) if second else 0
        if likest >= 0.8 and others:
            likest = min(likest, max(_family(first, others), _given_names(first, others)))
            if likest >= 0.8:
                given, family, turned = min(likest, 0.9), min(likest, 0.9), True
    if given == 0 and (family < 0.9 or not _letter(own.given, their.given)):
        return NOT_LIKE
    email = bool(one.emails and other.emails) and _share(_small(one.emails), _small(other.emails))
    phone = bool(one.phones and other.phones) and _share(
        map(phone_key, one.phones), map(phone_key, other.phones)
    )
    home = bool(one.postcode) and one.postcode == other.postcode and _same_house(one.address, other.address)
    born = one.born is not None and one.born == other.born
    if (family < 0.8 and not (email or phone or home or born)) or _contradict(one, other, given):
        return NOT_LIKE
    support = email + phone + home + 2 * born
    if given == 0:
        if support < 2:
            return NOT_LIKE
        given = 0.8
    name = "same name" if given == family == 1 else "name turned round" if turned else "like name"
    reasons = [name if family >= 0.8 else "same first name"]
    reasons += [
        word
        for word, yes in (
            ("same e-mail", email),
            ("same telephone", phone),
            ("same home", home),
            ("same date of birth", born),
        )
        if yes
    ]
    weight = round(given * 10 + family * 10) + 5 * support
    return Match(
        _likeness(one, other, given, family, support, email=email, phone=phone, born=born),
        tuple(reasons),
        weight,
    )


def _contradict(one: PersonToMatch, other: PersonToMatch, given: float) -> bool:
    """Whether something says that they are two whatever else is alike: age, title, day of birth."""
    if one.born and other.born and one.born != other.born and not _mistyped_day(one.born, other.born):
        return True
    grown = one.born is not None and one.born == other.born  # a child of last year's list may be one no more
    if None not in {one.child, other.child} and one.child != other.child and not grown:
        return True
    a, b = one.title.casefold().rstrip("."), other.title.casefold().rstrip(".")
    if (a in _MALE and b in _FEMALE) or (a in _FEMALE and b in _MALE):
        return given < 1
    return False


def _mistyped_day(one: date, other: date) -> bool:
    """Whether one day is the other with day and month turned round, or one digit wrong."""
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


def _likeness(
    one: PersonToMatch,
    other: PersonToMatch,
    given: float,
    family: float,
    support: int,
    *,
    email: bool,
    phone: bool,
    born: bool,
) -> MatchConfidence:
    if given >= 0.8 and family >= 0.8:
        if support and given >= 0.9 and family >= 0.9:
            return MatchConfidence.SURE
        if support:
            return MatchConfidence.PERHAPS
        if given < 0.9 or family < 0.9 or given + family < 1.85:
            return MatchConfidence.NO
        # The name alone: they are two, if each is known by something that the other has not.
        apart = (
            (one.postcode and other.postcode and one.postcode != other.postcode)
            or (one.phones and other.phones)
            or (one.emails and other.emails and not _like_email(one.emails, other.emails))
        )
        return MatchConfidence.NO if apart else MatchConfidence.PERHAPS
    if given >= 0.9 and family == 0:
        moved = support >= 2 or (support and _own_address(one, other, email=email)) or (phone and given == 1)
        return MatchConfidence.PERHAPS if moved else MatchConfidence.NO
    if given >= 0.8 and family == 0.4:
        return MatchConfidence.PERHAPS if email or phone or born else MatchConfidence.NO
    if family >= 0.9 and (born or (given == 0.5 and (email or phone)) or support >= 2):
        return MatchConfidence.PERHAPS  # an initial, or second names that differ
    return MatchConfidence.NO


def _own_address(one: PersonToMatch, other: PersonToMatch, *, email: bool) -> bool:
    """Whether the e-mail address that they share carries their first name, so that it is no family's."""
    shared = {e.casefold() for e in one.emails} & {e.casefold() for e in other.emails}
    return email and any(
        normalise_name(one.given).split(" ")[0] in address.split("@")[0] for address in shared
    )


class Index:
    """Entries by their keys. A key that very many share tells nothing and is passed over."""

    MOST = 50

    def __init__(self) -> None:
        self._who: dict[int, PersonToMatch] = {}
        self._names: dict[int, _Names] = {}
        self._by_key: dict[str, list[int]] = {}

    def add(self, number: int, who: PersonToMatch) -> None:
        """Adds an entry under a number of the caller's."""
        self._who[number] = who
        self._names[number] = _Names.of(who)
        for key in match_keys(who):
            self._by_key.setdefault(key, []).append(number)

    def like(self, who: PersonToMatch) -> list[tuple[int, Match]]:
        """The entries that may be ``who``, the likest first."""
        near: set[int] = set()
        for key in match_keys(who):
            found = self._by_key.get(key, ())
            near.update(found if len(found) <= self.MOST else ())
        own = _Names.of(who)
        matches = [(n, _compare(who, own, self._who[n], self._names[n])) for n in near]
        return sorted(
            ((n, m) for n, m in matches if m.likeness),
            key=lambda each: (-each[1].likeness, -each[1].weight, each[0]),
        )

    def pairs(self, step: Step | None = None) -> Iterable[tuple[int, int, Match]]:
        """Every pair that may be one, each once; ``step`` hears how far it is."""
        for done, (number, who) in enumerate(self._who.items()):
            if step is not None and done % 200 == 0:
                step(done, len(self._who))
            for other, match in self.like(who):
                if other > number:
                    yield number, other, match
