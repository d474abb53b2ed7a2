"""By what a text tells of one person, and the same text without it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.rules.privacy.confidential_places import find_phone_numbers, normalise_words
from mitzvah_desk.rules.privacy.replacing import replace_words

INSTEAD = ERASED_NAME[0].lower() + ERASED_NAME[1:]
NUMBER_INSTEAD = "number erased"
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_DIGITS = 9
"""So many last digits tell a British number, with or without its country code."""


@dataclass(frozen=True)
class PersonMarks:
    """What tells of somebody.

    Attributes:
        phrases: names in full, e-mail addresses and the like, each as ``close_phrase`` leaves it, with what
            stands in its place.
        words: single names that nobody else bears; found where they are written with a capital.
        near_words: further ones, which tell of them only in records that are theirs anyway.
        near_phrases: names in full that somebody else bears too.
        numbers: the last digits of their telephone numbers.
    """

    phrases: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    near_words: frozenset[str] = frozenset()
    near_phrases: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()

    def in_text(self, text: str, *, near: bool = False) -> bool:
        """Whether a text tells of them.

        Args:
            text: the text.
            near: whether it stands in a record that is theirs anyway.
        """
        return bool(text) and self.replace(text, near=near) != text

    def replace(self, text: str, *, near: bool = False) -> str:
        """A text without what tells of them; see ``in_text``."""
        if not self.may_be_in(SearchedText(text), near=near):
            return text
        phrases = {**self.phrases, **self.near_phrases} if near else self.phrases
        made = replace_words(text, phrases, self.numbers, NUMBER_INSTEAD)
        words = self.words | self.near_words if near else self.words
        made = _WORD.sub(lambda found: INSTEAD if _is_name(found[0], words) else found[0], made)
        made = re.sub(rf"{INSTEAD}(?:[ ,/&]+{INSTEAD})+", INSTEAD, made)
        return made[0].upper() + made[1:] if made.startswith(INSTEAD) else made

    def may_be_in(self, text: "SearchedText", *, near: bool = False) -> bool:
        """A quick look at a text or at many in one, since few tell of anybody; see ``in_text``."""
        return any(key in text.closed for key in self.list_keys(near=near)) or any(
            number in each for number in self.numbers for each in text.numbers
        )

    def list_keys(self, *, near: bool = False) -> list[str]:
        """What a text must hold, as ``close_phrase`` leaves it, to tell of them by a name or an address."""
        return [*self.phrases, *self.words, *((*self.near_phrases, *self.near_words) if near else ())]


class SearchedText:
    """A text that is looked through for many people.

    Args:
        text: as it stands.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def closed(self) -> str:
        """The text as ``close_phrase`` leaves it."""
        return close_phrase(self._text)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The telephone numbers in it."""
        return tuple(find_phone_numbers(self._text))


def close_phrase(text: str) -> str:
    """Words written in one, as phrases are looked for: ``anncohen``."""
    return normalise_words(text).replace(" ", "")


def last_digits(numbers: Iterable[str]) -> tuple[str, ...]:
    """The last digits of each telephone number in some texts."""
    return tuple(dict.fromkeys(each[-_DIGITS:] for text in numbers for each in find_phone_numbers(text)))


def list_name_phrases(givens: Iterable[str], family: str, others: Iterable[str] = ()) -> dict[str, str]:
    """A name in full in every way that people write it, closed, with what stands in its place.

    Args:
        givens: the first names by which they go.
        family: their family name.
        others: first names of people with whom they are named in one: ``Ann and Bob Cohen``.
    """
    found: dict[str, str] = {}
    families = [family, *(half for half in family.split("-") if half != family)] if family else []
    for given in filter(None, givens):
        for each in families:
            found[close_phrase(f"{given} {each}")] = INSTEAD
            found[close_phrase(f"{each} {given}")] = INSTEAD
            for other in others:
                for joined in (f"{given} and {other}", f"{given} {other}"):
                    found[close_phrase(f"{joined} {each}")] = f"{INSTEAD} and {other} {each}"
                for joined in (f"{other} and {given}", f"{other} {given}"):
                    found[close_phrase(f"{joined} {each}")] = f"{other} {each} and {INSTEAD}"
    return found


def _is_name(word: str, names: frozenset[str]) -> bool:
    return not word[0].islower() and close_phrase(word) in names
