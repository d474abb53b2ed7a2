"""The files that lists make: for spreadsheets, address books and Mailchimp; and lists shared as a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.foreign_files import read_file_bytes
from mitzvah_desk.exchange.mailchimp_out import Subscriber, mailchimp_csv
from mitzvah_desk.exchange.tables_out import KINDS, table_bytes
from mitzvah_desk.model import Household, Person, SavedList
from mitzvah_desk.model.expressions import is_child_on
from mitzvah_desk.office.lists.reading import Listed, may_be_listed
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.fields.registry import CARD_FIELDS
from mitzvah_desk.rules.lists.definition import ListDefinition, format_definition, parse_definition
from mitzvah_desk.rules.lists.vocabulary import Use, available_columns
from mitzvah_desk.rules.privacy.disclosure import Audience

_AT_ONCE = 500
"""SQLite takes a limited number of values in one statement."""
_MOST_BYTES = 1_000_000
_MARK = "mitzvah_desk_list"
_CARD_LINES = tuple((each.key, each.list_key, line.name) for each, line in CARD_FIELDS if line.written)
"""What cards say in lines of their own: the field, its column of lists, the line."""

__all__ = [
    "KINDS",
    "Shared",
    "export_cards",
    "export_list",
    "export_mailchimp",
    "list_saved_lists",
    "list_subscribers",
    "parse_shared_list",
    "read_shared_list",
    "share_list",
]


@dataclass(frozen=True, slots=True)
class Shared:
    """A list by its name.

    Attributes:
        id: its id.
        name: what it is called.
        definition: what it asks for.
        problem: why what is kept of it cannot be used; whom it would find, nobody can know.
    """

    id: int
    name: str
    definition: ListDefinition
    problem: str = ""


def list_audience(use: Use) -> Audience:
    """For whose eyes a list of a use is: what goes into print is read by everybody."""
    return Audience.PUBLIC if use is Use.PRINT else Audience.COMMITTEE


def export_list(kind: str, title: str, found: Listed, use: Use = Use.COMMITTEE) -> Outgoing:
    """A list as a file.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        title: what it is called.
        found: whom and what it holds.
        use: what it is used for.
    """
    return Outgoing(
        title,
        list_audience(use),
        (title, found.titles, found.cells),
        lambda values, _: table_bytes(kind, values[1], values[2], name=values[0]),
        file_name(title),
        OutgoingForm.FILE,
        count=len(found.rows),
    )


def export_cards(connection: Connection, persons: Sequence[int], use: Use, title: str = "People") -> Outgoing:
    """Cards of persons for an address book; a list's use says what of each, and whose, may be on them."""
    from mitzvah_desk.exchange.vcard_out import Card, vcard_bytes

    may = {column.key for column in available_columns(ListDefinition().subject, use)}
    cards = []
    for row in _persons(connection, persons, use):
        home = "address" in may
        numbers = (row.mobile, row.phone) if "phone" in may else ()
        cards.append(
            Card(
                row.given,
                "" if use is Use.PRINT and row.young else row.family,
                row.title,
                row.email if "email" in may else "",
                tuple(number for number in numbers if number),
                (row.address or "") if home else "",
                (row.postcode or "") if home else "",
                tuple(
                    (name, text)
                    for key, list_key, name in _CARD_LINES
                    if list_key in may and (text := row._mapping[key])  # SQLAlchemy's documented name
                ),
            )
        )
    return Outgoing(
        title,
        list_audience(use),
        cards,
        lambda cards, _: vcard_bytes(cards),
        file_name(title),
        OutgoingForm.FILE,
        count=len(cards),
    )


def export_mailchimp(connection: Connection, persons: Sequence[int], tag: str) -> Outgoing:
    """The file for Mailchimp of some persons: see ``list_subscribers``."""
    subscribers = list_subscribers(connection, persons)
    return Outgoing(
        f"{tag} for Mailchimp",
        Audience.COMMITTEE,
        (subscribers, tag),
        lambda values, _: mailchimp_csv(*values),
        file_name(f"{tag} for Mailchimp"),
        OutgoingForm.FILE,
        count=len(subscribers),
    )


def list_subscribers(connection: Connection, persons: Sequence[int]) -> list[Subscriber]:
    """Those of some persons who agreed to the newsletter and have an e-mail address."""
    rows = _persons(connection, persons, Use.NEWSLETTER)
    return [Subscriber(row.email, row.given, row.family) for row in rows if row.email]


def list_saved_lists(connection: Connection) -> list[Shared]:
    """The committee's lists, by name; one that this version does not understand says so."""
    rows = connection.execute(select(SavedList.id, SavedList.name, SavedList.definition))
    found = [_understood(row.id, row.name, row.definition) for row in rows]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def share_list(name: str, definition: ListDefinition) -> Outgoing:
    """A list as a file for another committee, or for next year: what it asks, and nobody's data."""
    return Outgoing(
        f"What “{name}” asks",
        Audience.PUBLIC,
        {_MARK: name, **json.loads(format_definition(definition))},
        lambda values, _: json.dumps(values, ensure_ascii=False, indent=2).encode(),
        file_name(name),
        OutgoingForm.FILE,
    )


def parse_shared_list(content: bytes) -> tuple[str, ListDefinition]:
    """The name and definition of a list that was shared as a file.

    Raises:
        ValueError: it is none; the message is a sentence.
    """
    text = content.decode("utf-8-sig", errors="replace")
    definition = parse_definition(text)
    kept: dict[str, Any] = json.loads(text)
    name = " ".join(str(kept.get(_MARK) or "").split())[:80]
    return name or "A list", definition


def read_shared_list(path: Path) -> tuple[str, ListDefinition]:
    """The name and definition of a list that was shared as a file, on the disk.

    Raises:
        ValueError: it cannot be opened, or is none; the message is a sentence.
    """
    return parse_shared_list(
        read_file_bytes(path, _MOST_BYTES, "This is not a list of Mitzvah Desk: it is far too large.")
    )


def _understood(number: int, name: str, text: str) -> Shared:
    try:
        return Shared(number, name, parse_definition(text))
    except ValueError as error:
        return Shared(number, name, ListDefinition(), f"{error} It can only be removed.")


def _persons(connection: Connection, persons: Sequence[int], use: Use) -> list[Any]:
    """Facts of persons in the order given; only of those who may be on a list of this use."""
    query = (
        select(
            Person.id,
            Person.given,
            Person.family,
            Person.title,
            Person.email,
            Person.mobile,
            Person.phone,
            *(Person.__table__.c[key] for key, _, _ in _CARD_LINES),
            is_child_on(date.today(), Person).label("young"),
            Household.address,
            Household.postcode,
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .where(may_be_listed(use, date.today()))
    )
    found: dict[int, Any] = {}
    for start in range(0, len(persons), _AT_ONCE):
        some = persons[start : start + _AT_ONCE]
        found |= {row.id: row for row in connection.execute(query.where(Person.id.in_(some)))}
    return [found[person] for person in dict.fromkeys(persons) if person in found]
