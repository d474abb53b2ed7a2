"""Which entries of two lists are one organisation: by name, place, telephone, e-mail and website."""

import re
from dataclasses import dataclass
from functools import lru_cache

from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import NOT_LIKE, Match, MatchConfidence, phone_key

_EMPTY_WORDS = {
    "the",
    "of",
    "and",
    "for",
    "ltd",
    "limited",
    "cio",
    "charity",
    "trust",
    "uk",
    "a",
    "inc",
    "registered",
}
_PUBLIC_MAIL = {
    "gmail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "yahoo.com",
    "yahoo.co.uk",
    "btinternet.com",
}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A partner as matching sees one."""

    name: str
    phone: str = ""
    email: str = ""
    website: str = ""
    postcode: str = ""


@lru_cache(maxsize=65536)
def core_name(name: str) -> str:
    """A name without the words that tell nothing: ``The Felix Project Ltd`` is ``felix project``."""
    words = normalise_label(re.sub(r"\(.*?\)", " ", name.replace("&", " and "))).split()
    return " ".join([word for word in words if word not in _EMPTY_WORDS] or words)


def website_domain(website: str) -> str:
    """A website's own name: ``https://www.example.org/us`` is ``example.org``."""
    return re.sub(r"^(https?://)?(www\.)?", "", website.strip().casefold()).split("/")[0]


def compare_organisations(one: Organisation, other: Organisation) -> Match:
    """How like two organisations are, and why. Homes of one organisation share its website, not its name."""
    from rapidfuzz import fuzz

    a, b = core_name(one.name), core_name(other.name)
    alike = 100.0 if a == b else fuzz.token_sort_ratio(a, b)
    if alike < 85 or set(re.findall(r"[0-9]+", one.name)) != set(re.findall(r"[0-9]+", other.name)):
        return NOT_LIKE
    support = {
        "same telephone": bool(one.phone) and phone_key(one.phone) == phone_key(other.phone),
        "same e-mail": bool(one.email) and one.email.casefold() == other.email.casefold(),
        "same website": bool(one.website) and website_domain(one.website) == website_domain(other.website),
        "same postcode": bool(one.postcode) and one.postcode == other.postcode,
    }
    reasons = ("same name" if alike == 100 else "like name", *(word for word, yes in support.items() if yes))
    elsewhere = one.postcode and other.postcode and one.postcode != other.postcode
    if alike == 100:
        likeness = MatchConfidence.PERHAPS if elsewhere else MatchConfidence.SURE
    elif any(support.values()) or alike >= 92:
        likeness = MatchConfidence.NO if elsewhere else MatchConfidence.PERHAPS
    else:
        likeness = MatchConfidence.NO
    return Match(likeness, reasons, round(alike) + 5 * sum(support.values()))


class PartnerIndex:
    """Organisations by the words of their names, so that only those with a word in common are compared."""

    MOST = 60

    def __init__(self) -> None:
        self._all: dict[int, Organisation] = {}
        self._by_key: dict[str, list[int]] = {}

    def add(self, number: int, organisation: Organisation) -> None:
        """Adds one under a number of the caller's."""
        self._all[number] = organisation
        for key in self._keys(organisation):
            self._by_key.setdefault(key, []).append(number)

    def like(self, organisation: Organisation) -> list[tuple[int, Match]]:
        """Those that may be this one, the likest first."""
        near: set[int] = set()
        for key in self._keys(organisation):
            found = self._by_key.get(key, ())
            near.update(found if len(found) <= self.MOST else ())
        found_likes = [(n, compare_organisations(organisation, self._all[n])) for n in near]
        return sorted(
            ((n, m) for n, m in found_likes if m.likeness),
            key=lambda each: (-each[1].likeness, -each[1].weight, each[0]),
        )

    def pairs(self) -> list[tuple[int, int, Match]]:
        """Every pair that may be one, each once."""
        return [(n, o, m) for n, each in self._all.items() for o, m in self.like(each) if o > n]

    @staticmethod
    def _keys(organisation: Organisation) -> set[str]:
        name = core_name(organisation.name)
        keys = {f"w{word}" for word in name.split()} | {f"n{name}", f"s{name[:5]}"}
        mail = organisation.email.rpartition("@")[2].casefold()
        keys |= {f"m{mail}"} if mail and mail not in _PUBLIC_MAIL else set()
        keys |= {f"u{website_domain(organisation.website)}"} if organisation.website else set()
        return keys | ({f"p{phone_key(organisation.phone)}"} if organisation.phone else set())
