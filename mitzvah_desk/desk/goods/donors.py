"""Finding a donor of any kind by name: persons, households, groups and partners in one list."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.picking import Search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.rows import normalise_text
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.goods.donations import DONORS

_QUERIES = {
    "household": (lookup.list_household_options, "household"),
    "person": (lookup.list_person_options, ""),
    "group": (lookup.list_group_options, "group"),
    "partner": (lookup.list_partner_options, "organisation"),
}


def encode_donor(donor: tuple[str, int] | None) -> int | None:
    """One number for a donor of any kind, as a picker needs."""
    return None if donor is None else donor[1] * len(DONORS) + DONORS.index(donor[0])


def decode_donor(number: int | None) -> tuple[str, int] | None:
    """The donor that a number stands for."""
    return None if number is None else (DONORS[number % len(DONORS)], number // len(DONORS))


def make_donor_search(session: FileSession, *, least: int = 0) -> Search:
    """A search over every possible donor; households come first.

    Args:
        session: the desk's view of the office.
        least: so many letters must be typed before anybody is offered.
    """

    def search(text: str) -> list[tuple[int, str, str]]:
        words = normalise_text(text).split()
        if sum(map(len, words)) < least:
            return []
        found = []
        for kind, (query, word) in _QUERIES.items():
            for option in session.office.query(query):
                key = normalise_text(f"{option.label} {option.detail}")
                if all(w in key for w in words):
                    number = encode_donor((kind, option.id)) or 0
                    detail = ", ".join(dict.fromkeys(part for part in (word, option.detail) if part))
                    found.append((number, option.label, detail))
        if words:
            found.sort(key=lambda offer: not normalise_text(offer[1]).startswith(words[0]))
        return found

    return search


_KINDS = (
    ("A household", "household", ""),
    ("A person", "person", ""),
    ("A school", "partner", "School"),
    ("A shop", "partner", "Shop"),
    ("A group", "group", ""),
    ("Another organisation", "partner", ""),
)
"""What a new donor may be: the words, the record, and what of its sort it is."""


def make_donor_creator(session: FileSession, parent: QWidget) -> Callable[[str], int | None]:
    """Makes a donor who is not known yet, once somebody said what it is; Enter says a household."""

    def add(text: str) -> int | None:
        asked = f"“{text}” is not known yet. What is it?"
        words = [kind[0] for kind in _KINDS]
        chosen = messages.ask_choice(parent, asked, choices=words, leave="Nobody: I mistyped", likely=0)
        if chosen is None:
            return None
        _, record, what = _KINDS[chosen]
        values = {"name": text}
        if record == "person":
            *given, family = text.split()
            values = {"given": " ".join(given), "family": family}
        done = session.execute(Add(record, values | ({"what": what} if what else {})), parent)
        return encode_donor((record, done.id)) if done else None

    return add
