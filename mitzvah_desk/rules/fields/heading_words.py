"""Headings of lists as they are compared with each other."""

import re
from collections.abc import Sequence


def normalise_heading(heading: str) -> str:
    """A heading as it is compared: small letters, no signs: ``E-mail 1 - Value`` is ``e mail 1 value``."""
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", heading.casefold().replace("&", " and ").replace("’", "'"))
    return " ".join(re.sub(r"[^\w]+", " ", text).replace("_", " ").split())


def unique_headings(headings: Sequence[str]) -> list[str]:
    """Headings as they are compared, each of its own: the second ``Notes`` of a file is ``notes 2``."""
    spelt: list[str] = []
    for heading in headings:
        word = name = normalise_heading(heading)
        number = 1
        while name in spelt:
            number += 1
            name = f"{word} {number}"
        spelt.append(name)
    return spelt
