"""What no public text may hold: anything by which a confidential partner could be found or recognised.

A text is compared as words without capitals, accents, apostrophes and hyphens, so that ``HOPE-HOUSE`` is
``Hope House``; telephone numbers by their last digits, whichever way they are written.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_KINDS = frozenset(
    {"refuge", "refuges", "shelter", "hostel", "house", "home", "homes"}
    | {"centre", "center", "trust", "charity", "project", "service", "services"}
    | {"foundation", "ltd", "limited", "cic", "cio", "uk", "for"}
    | {"the", "of", "and", "women", "womens", "children", "childrens"}
    | {"families"}
)
"""Words that say what a partner is and not who: without them a name is still the name."""
_STREETS = frozenset(
    {"road", "street", "lane", "avenue", "close", "drive", "way"}
    | {"square", "place", "court", "gardens", "grove", "hill", "rise"}
    | {"row", "walk", "terrace", "mews", "crescent", "parade", "park"}
    | {"green", "yard", "house", "lodge", "cottage", "villas", "mansions"}
)
_DIGITS = 9
"""So many last digits tell a British number, with or without its country code."""
_LOCAL = 6
"""So many are a number as its neighbours dial it, without the code of the area."""
_NUMBER = re.compile(r"\d(?:[\s().+/-]*\d){5,}")
_QUOTES = "['’‘‛`´ʼ′＇׳]"
"""What people write for an apostrophe."""
_OWNS, _APOSTROPHE = re.compile(rf"{_QUOTES}s\b"), re.compile(_QUOTES)
_NO_WORD = re.compile(r"[\W_]+")
_LONG = 8
"""A name of so many letters is found even where it is written in one word."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What tells of one confidential partner.

    Attributes:
        names: its name, its code name, those of its places.
        addresses: its address and those of its places, line by line or with commas.
        postcodes: likewise.
        phones: its telephone numbers.
        links: its e-mail address and website.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Secrets:
    """All of them, ready to be looked for."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        phrases: set[str] = set()
        self._long: set[str] = set()
        self._digits: set[str] = set()
        self._postcodes: set[str] = set()
        for secret in secrets:
            for name in secret.names:
                phrases |= _names(name)
            for address in secret.addresses:
                phrases |= _addresses(address)
            self._postcodes |= {
                code for each in secret.postcodes if (code := normalise_words(each).replace(" ", ""))
            }
            dialled = (_digits(phone) for phone in secret.phones)
            self._digits |= {number[-_DIGITS:] for number in dialled if len(number) >= _LOCAL}
            for link in secret.links:
                phrases |= _links(link)
        self._phrases = phrases - {""}
        self._long = {close for each in self._phrases if len(close := each.replace(" ", "")) >= _LONG}

    def in_text(self, text: str) -> bool:
        """Whether a text holds one of them."""
        said = normalise_words(text)
        if not said or not (self._phrases or self._digits or self._postcodes):
            return False
        between, close = f" {said} ", said.replace(" ", "")
        return (
            any(f" {phrase} " in between for phrase in self._phrases)
            or any(phrase in close for phrase in self._long)
            or any(
                secret in each or secret.endswith(each)
                for each in find_phone_numbers(text)
                for secret in self._digits
            )
            or any(_holds_code(said, code) for code in self._postcodes)
        )


def normalise_words(text: str) -> str:
    """A text as words alone: without capitals, accents, apostrophes, signs, and what cannot be seen."""
    bare = _APOSTROPHE.sub("", _OWNS.sub("", text.casefold()))
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in apart if unicodedata.category(c) not in {"Cf", "Mn"})
    return _NO_WORD.sub(" ", bare).strip()


def find_phone_numbers(text: str) -> list[str]:
    """The digits of each number in a text that is long enough to be one of a telephone."""
    return [_digits(each) for each in _NUMBER.findall(text)]


def split_sentences(text: str) -> list[str]:
    """A text sentence by sentence."""
    return [each for each in re.split(r"(?<=[.!?…])\s+|\n+", text.strip()) if each]


def _names(name: str) -> set[str]:
    whole = normalise_words(name)
    listed = whole.split()
    found = {whole}
    while len(listed) > 2 and listed[-1] in _KINDS:
        listed = listed[:-1]
        found.add(" ".join(listed))
    if len(listed) > 2 and listed[0] == "the":
        found.add(" ".join(listed[1:]))
    return found


def _addresses(address: str) -> set[str]:
    """The lines of an address that say where: its first, those with a number or the name of a street."""
    lines = [normalise_words(line) for line in re.split(r"[\n,]", address)]
    lines = [line for line in lines if line]
    telling = {line for line in lines if _says_where(line.split())}
    return telling | set(lines[:1] if len(lines) > 1 else ())


def _links(link: str) -> set[str]:
    """An address of mail or of the web, with the site alone, as people would write it."""
    if "@" in link:
        return {normalise_words(link)}
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip(), flags=re.IGNORECASE)
    return {normalise_words(bare), normalise_words(bare.partition("/")[0])}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _says_where(line: Sequence[str]) -> bool:
    numbered = any(any(c.isdigit() for c in word) for word in line)
    return len(line) > 1 and (numbered or line[-1] in _STREETS)


def _holds_code(said: str, code: str) -> bool:
    """Whether a postcode stands in some words, with its blank or without."""
    shape = rf"\b{re.escape(code[:-3])} ?{re.escape(code[-3:])}\b"
    return re.search(shape, said) is not None
