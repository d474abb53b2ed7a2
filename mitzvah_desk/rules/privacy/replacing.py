"""Puts something else in the place of words that a text must not hold, however they are written there."""

import re
from collections.abc import Iterator, Mapping

from mitzvah_desk.rules.privacy.confidential_places import find_phone_numbers, normalise_words

_WORD = re.compile(r"[\w'’‘‛`´ʼ′＇׳@]+")
_NUMBER = re.compile(r"\+?\d(?:[\s().+/-]*\d){5,}")
_MOST_WORDS = 12
_NUMBER_INSTEAD = "number on request"


def replace_words(
    text: str,
    instead: Mapping[str, str],
    numbers: tuple[str, ...] = (),
    number_instead: str = _NUMBER_INSTEAD,
) -> str:
    """A text with other words in the place of some.

    Args:
        text: the text.
        instead: by phrase, written in one word as ``normalise_words`` leaves it, what stands in its place.
        numbers: the last digits of telephone numbers that go.
        number_instead: what stands in the place of a number.
    """
    gone = ((start, end, number_instead) for start, end in _numbers(text, numbers))
    spans = sorted([*_phrases(text, instead), *gone])
    made, at, before = "", 0, ""
    for start, end, word in spans:
        if start < at:
            continue
        between = text[at:start]
        again = word == before and not between.strip(" ,;\n")
        made += "" if again else between + word
        at, before = end, word
    return made + text[at:]


def _phrases(text: str, instead: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where a phrase stands, the longest at each place."""
    words = [(found.start(), found.end(), normalise_words(found[0])) for found in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        key, best = "", 0
        for number, (_, _, said) in enumerate(words[at : at + _MOST_WORDS], start=1):
            key += said.replace(" ", "")
            if key in instead:
                best = number
        if best:
            key = "".join(said.replace(" ", "") for _, _, said in words[at : at + best])
            yield words[at][0], words[at + best - 1][1], instead[key]
        at += max(best, 1)


def _numbers(text: str, numbers: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for found in _NUMBER.finditer(text):
        digits = "".join(find_phone_numbers(found[0]))
        if any(own in digits or own.endswith(digits) for own in numbers if digits):
            yield found.start(), found.end()
