"""Finding a donor of any kind by name: persons, households, groups and partners in one list."""

from collections.abc import Callable

from mitzvah_desk.desk.records.picking import Search
from mitzvah_desk.desk.session.file_session import FileSession
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


def make_household_creator(session: FileSession) -> Callable[[str], int | None]:
    """Makes a new household of a donor who is not known yet."""

    def add(text: str) -> int | None:
        done = session.execute(Add("household", {"name": text}))
        return encode_donor(("household", done.id)) if done else None

    return add
