"""Finding a donor of any kind by name: persons, households, groups and partners in one list."""

from collections.abc import Callable

from mitzvah_desk.desk.records.picking import Search
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.rows import fold
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.goods.donations import DONORS

_QUERIES = {
    "household": (lookup.households, "household"),
    "person": (lookup.persons, ""),
    "group": (lookup.groups, "group"),
    "partner": (lookup.partners, "organisation"),
}


def number_of(donor: tuple[str, int] | None) -> int | None:
    """One number for a donor of any kind, as a picker needs."""
    return None if donor is None else donor[1] * len(DONORS) + DONORS.index(donor[0])


def donor_of(number: int | None) -> tuple[str, int] | None:
    """The donor that a number stands for."""
    return None if number is None else (DONORS[number % len(DONORS)], number // len(DONORS))


def search_donors(bridge: FileSession) -> Search:
    """A search over every possible donor; households come first."""

    def search(text: str) -> list[tuple[int, str, str]]:
        words = fold(text).split()
        found = []
        for kind, (query, word) in _QUERIES.items():
            for option in bridge.office.ask(query):
                key = fold(f"{option.label} {option.detail}")
                if all(w in key for w in words):
                    number = number_of((kind, option.id)) or 0
                    detail = ", ".join(dict.fromkeys(part for part in (word, option.detail) if part))
                    found.append((number, option.label, detail))
        if words:
            found.sort(key=lambda offer: not fold(offer[1]).startswith(words[0]))
        return found

    return search


def add_household(bridge: FileSession) -> Callable[[str], int | None]:
    """Makes a new household of a donor who is not known yet."""

    def add(text: str) -> int | None:
        done = bridge.do(Add("household", {"name": text}))
        return number_of(("household", done.id)) if done else None

    return add
