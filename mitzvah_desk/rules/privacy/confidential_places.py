"""What no public text may hold: anything by which a confidential partner could be found or recognised.

A text is compared as words without capitals, accents, apostrophes and hyphens, so that ``HOPE-HOUSE`` is
``Hope House``; telephone numbers by their last digits, whichever way they are written.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
ALIAS = "the code name"
"""What is told of a partner by the name that stands for it."""
_LONG = 8
"""A name of so many letters is found even where it is written in one word."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What tells of one confidential partner.

    Attributes:
        names: its name, those of its places, those of its people.
        addresses: its address and those of its places, line by line or with commas.
        postcodes: likewise.
        phones: its telephone numbers.
        links: its e-mail address and website.
        partner_id: which partner; 0 where nobody asks.
        code_name: what it is called instead.
        aliases: names that stand for it, which not everybody may read either.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    partner_id: int = 0
    code_name: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecretHit:
    """What a text tells of a confidential partner.

    Attributes:
        secret: whose.
        what: what of it: ``the name``, ``the address``, ``the postcode``, ``a telephone number``, ``a link``.
        words: as what it was found: the words of a phrase, or digits.
    """

    secret: Secret
    what: str
    words: str


class Secrets:
    """All of them, ready to be looked for."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._phrases: dict[str, SecretHit] = {}
        self._digits: dict[str, SecretHit] = {}
        self._postcodes: dict[str, SecretHit] = {}
        for secret in secrets:
            for what, phrases in (
                ("the name", (_names(name) for name in secret.names)),
                (ALIAS, (_names(name) for name in secret.aliases)),
                ("the address", (_addresses(address) for address in secret.addresses)),
                ("a link", (_links(link) for link in secret.links)),
            ):
                for phrase in sorted(set().union(*phrases)):
                    self._phrases.setdefault(phrase, SecretHit(secret, what, phrase))
            for each in secret.postcodes:
                if code := normalise_words(each).replace(" ", ""):
                    self._postcodes.setdefault(code, SecretHit(secret, "the postcode", code))
            for phone in secret.phones:
                if len(number := _digits(phone)[-_DIGITS:]) >= _LOCAL:
                    self._digits.setdefault(number, SecretHit(secret, "a telephone number", number))
        self._phrases.pop("", None)
        closed = ((phrase.replace(" ", ""), hit) for phrase, hit in self._phrases.items())
        self._long = {close: hit for close, hit in closed if len(close) >= _LONG}

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._phrases or self._digits or self._postcodes)

    def in_text(self, text: str) -> bool:
        """Whether a text holds one of them."""
        return next(self.find(text), None) is not None

    def find(self, text: str) -> Iterator[SecretHit]:
        """Everything that a text tells of them; the same may be found in two ways."""
        said = normalise_words(text) if self else ""
        if not said:
            return
        between, close = f" {said} ", said.replace(" ", "")
        yield from (hit for phrase, hit in self._phrases.items() if f" {phrase} " in between)
        yield from (hit for phrase, hit in self._long.items() if phrase in close)
        if self._digits:
            for number in find_phone_numbers(text):
                yield from (hit for own, hit in self._digits.items() if own in number or own.endswith(number))
        yield from (hit for code, hit in self._postcodes.items() if _holds_code(said, code))


def secret_words(secret: Secret) -> dict[str, str]:
    """Every phrase that tells of a partner, written in one word, with what may stand in its place."""
    found: dict[str, str] = {}
    for phrases, instead in (
        ((_names(name) for name in secret.names), secret.code_name),
        ((_addresses(address) for address in secret.addresses), "address on request"),
        (({normalise_words(code)} for code in secret.postcodes), "address on request"),
        ((_links(link) for link in secret.links), "link on request"),
    ):
        for phrase in set().union(*phrases):
            found.setdefault(phrase.replace(" ", ""), instead)
    found.pop("", None)
    return found


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
