"""What is held about one person, as values: for the paper, the file for programs, and tests."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AboutField:
    """One thing that is held.

    Attributes:
        label: what it is: ``Mobile``.
        text: its value as it is read.
        purpose: what it is kept for, where that is not the section's.
        kept: how long, where that is not the section's.
    """

    label: str
    text: str
    purpose: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class AboutSection:
    """Everything of one kind.

    Attributes:
        key: where it is read from: the table, and the column that leads to the person.
        title: what it is called.
        purpose: what it is kept for.
        kept: how long.
        records: each record's fields; empty where there is none.
    """

    key: str
    title: str
    purpose: str
    kept: str
    records: tuple[tuple[AboutField, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AboutMention:
    """A place in another record where somebody typed a name, number or e-mail address of the person.

    Attributes:
        where: the field and record: ``The note of “Tea for all”``.
        text: what stands there, with other people's names made short.
    """

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class AboutStep:
    """A step of the history that is about the person.

    Attributes:
        at: when.
        by: the initials of who did it.
        what: what was done.
        detail: what stood there before and after.
    """

    at: datetime
    by: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class About:
    """Everything that the file holds about one person.

    Attributes:
        person_id: who.
        name: their name in full.
        sections: their details, and every kind of record that leads to them, also where there is none.
        mentions: where they are named in what was typed elsewhere.
        steps: the history, the newest first.
    """

    person_id: int
    name: str
    sections: tuple[AboutSection, ...]
    mentions: tuple[AboutMention, ...]
    steps: tuple[AboutStep, ...]


def shorten_to_initials(name: str) -> str:
    """The initials of a name: ``A. L.``."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum())
