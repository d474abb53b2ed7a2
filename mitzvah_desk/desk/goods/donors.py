"""Finding a donor of any kind by name: persons, households, groups and partners in one list."""

from mitzvah_desk.desk.records.named_records import NAMED
from mitzvah_desk.desk.records.picking import Search
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field import Commit
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


class DonorField(RecordField):
    """Names a donor of any kind; of a new one it asks what it is. The value is ``encode_donor``'s number.

    Args:
        session: the desk's view of the office.
        label: what the field is called.
        commit: takes the number.
        least: so many letters must be typed before anybody is offered.
        only_known: the sentence that says why none can be made here.
        hint: what stands in the empty line.
    """

    def __init__(
        self,
        session: FileSession,
        label: str,
        commit: Commit,
        *,
        least: int = 0,
        only_known: str = "",
        hint: str = "Type a name",
    ) -> None:
        search = make_donor_search(session, least=least)
        super().__init__(
            session,
            "donor",
            label,
            commit,
            search=search,
            make=self._make_donor,
            only_known=only_known,
            hint=hint,
        )

    def _make_donor(self, text: str) -> int | None:
        """Makes one who is not known yet, once somebody said what it is; Enter says a household."""
        asked = f"“{text}” is not known yet. What is it?"
        words = [kind[0] for kind in _KINDS]
        chosen = messages.ask_choice(self, asked, choices=words, leave="Nobody: I mistyped", likely=0)
        if chosen is None:
            return None
        _, record, what = _KINDS[chosen]
        of_sort = Add("partner", {"name": text, "what": what})
        action = of_sort if what else NAMED[record].make(self.session, text)
        done = self.session.execute(action, self)
        return encode_donor((record, done.id)) if done else None
