"""What a newsletter says, before it is written in any form."""

import html
import re
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.rules.templates.markup import LetterLine

_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[\s'\"־״׳-]+[\u0590-\u08ff\ufb1d-\ufdff]+)*")
"""Hebrew and other words that are written from the right, with what stands between them."""


@dataclass(frozen=True, slots=True)
class NewsletterSection:
    """One piece of the newsletter.

    Attributes:
        heading: above it.
        parts: its paragraphs, bullets and bold lines, which are headings of a lower order.
    """

    heading: str
    parts: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class Newsletter:
    """A newsletter.

    Attributes:
        title: such as ``Mitzvah Day 2026``.
        publisher: whose it is; may be empty.
        day: the day on which it appears.
        sections: its pieces, in order.
        stopping: the last line, which says how to get no more of them; may be empty.
    """

    title: str
    publisher: str
    day: date
    sections: tuple[NewsletterSection, ...]
    stopping: str = ""


def split_by_direction(text: str) -> list[tuple[str, bool]]:
    """A text in stretches, each with whether it is written from the right."""
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _RTL.finditer(text):
        found += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return [stretch for stretch in (*found, (text[at:], False)) if stretch[0]]


def escape_html(text: str, *, bare: bool = False) -> str:
    """A text for a page, with words from the right kept apart from what stands around them.

    Args:
        text: the text.
        bare: whether it stands where no marks may, as in an attribute.
    """
    if bare:
        return html.escape(text)
    return "".join(
        f"<bdi>{html.escape(part)}</bdi>" if rtl else html.escape(part)
        for part, rtl in split_by_direction(text)
    )
