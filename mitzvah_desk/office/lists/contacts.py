"""Lists for address books and mailing programs: exactly the columns that a list shows, and whom it finds.

What leaves is read anew as the list asks for it, a line a person, so that nothing else can be in it: neither
a column that is not shown, nor anybody who is not on the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.exchange.contact_shapes import SHAPES, ContactShape, shape_csv
from mitzvah_desk.exchange.tables_out import Cell, format_cell
from mitzvah_desk.exchange.vcard_out import Card, vcard_bytes
from mitzvah_desk.office.lists.files import require_writable
from mitzvah_desk.office.lists.reading import Listed, ListRow, list_audience, read_list
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.fields.registry import CARD_FIELDS
from mitzvah_desk.rules.findings import Finding, info_finding
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import COLUMNS, ListColumn, RowFor, Subject, Use
from mitzvah_desk.store.errors import WorldError

CARDS = "vcf"
_CARD_LINES = {each.list_key: line.name for each, line in CARD_FIELDS if line.written}
"""The columns that are a line of their own on a card."""
_ON_CARDS = {
    Subject.PEOPLE: frozenset(
        {"given", "family", "title", "honours", "email", "phone", "address", "postcode", "country"}
    )
    | _CARD_LINES.keys(),
    Subject.PARTNERS: frozenset({"name", "email", "phone", "address", "postcode", "country", "website"}),
}


@dataclass(frozen=True, slots=True)
class ContactList:
    """A list that is to go into an address book or a mailing program.

    Attributes:
        name: what it is called.
        definition: what it asks for.
        campaign_id: what ``this campaign`` means.
        only: of those whom it finds, these persons or partners, in this order; all of them where None.
    """

    name: str
    definition: ListDefinition
    campaign_id: int | None = None
    only: tuple[int, ...] | None = None


def card_columns(subject: Subject) -> tuple[str, ...]:
    """The columns that have a place on a card."""
    return tuple(column.key for column in COLUMNS[subject] if column.key in _ON_CARDS[subject])


def export_cards(connection: Connection, asked: ContactList) -> Outgoing:
    """Cards of persons or partners for an address book.

    Raises:
        StoppedListError: something stands against the list.
    """
    rows, columns = _read(connection, asked, asked.definition)
    subject = asked.definition.subject
    shown = {column.key for column in columns} & _ON_CARDS[subject]
    cards = [_card({key: format_cell(row.cells[key]) for key in shown}) for row in rows]
    left = [column.title for column in columns if column.key not in shown]
    return Outgoing(
        asked.name,
        list_audience(asked.definition.use),
        cards,
        lambda cards, _: vcard_bytes(cards),
        file_name(asked.name),
        OutgoingForm.FILE,
        _tell_left(left),
        count=len(cards),
    )


def export_for(connection: Connection, program: str, asked: ContactList, letters: str = "") -> Outgoing:
    """A CSV in the columns that a program takes in by itself.

    Args:
        connection: the file.
        program: one of ``SHAPES``. For Mailchimp, only adults who agreed to the newsletter.
        asked: the list.
        letters: one of ``LETTERS``; those that the program reads where empty.

    Raises:
        StoppedListError: something stands against the list.
        WorldError: the program cannot take it in, or the letters do not have what is in it; it says why.
    """
    shape, definition = SHAPES[program], asked.definition
    of_people = definition.subject is Subject.PEOPLE
    _require_taken(shape, definition)
    if shape.sends_newsletter:
        definition = replace(definition, use=Use.NEWSLETTER)
    rows, columns = _read(connection, asked, definition)
    shown = [column for column in columns if column.key in asked.definition.columns]
    cells: list[Mapping[str, Cell]] = [
        {column.key: row.cells[column.key] for column in shown} for row in rows
    ]
    if shape.needs:
        cells = _once_each(cells, shape.needs)
    placed, left = shape.place_columns([(column.key, column.title) for column in shown], of_people=of_people)
    left += [column.title for column in _lost(asked.definition, shown)]
    require_writable([asked.name, *(cell for row in cells for cell in row.values())], letters)
    title = f"{asked.name} for {shape.title}"
    return Outgoing(
        title,
        list_audience(definition.use),
        (placed, cells, asked.name),
        lambda values, _: shape_csv(shape, *values, letters=letters),
        file_name(title),
        OutgoingForm.FILE,
        _tell_left(left),
        count=len(cells),
    )


def _require_taken(shape: ContactShape, definition: ListDefinition) -> None:
    if definition.subject is Subject.PARTNERS and not shape.partners:
        raise WorldError(
            f"{shape.title} takes in people, and this is a list of partners.",
            "Save it as contacts or as a spreadsheet instead.",
        )
    known = shape.people if definition.subject is Subject.PEOPLE else shape.partners
    if shape.needs and shape.needs not in definition.columns:
        heading = next(c.title for c in COLUMNS[definition.subject] if c.key == shape.needs)
        raise WorldError(
            f"{shape.title} knows people by the column “{heading}”, which this list does not show.",
            "Show that column, and save the list again.",
        )
    if not known.keys() & set(definition.columns):
        raise WorldError(
            f"{shape.title} has a place for none of the columns of this list.", "Show others, such as names."
        )


def _read(
    connection: Connection, asked: ContactList, definition: ListDefinition
) -> tuple[list[ListRow], tuple[ListColumn, ...]]:
    """The list, a line a person: those chosen of it, in their order, and its columns."""
    alone = replace(definition, row_for=RowFor.PERSON)
    found: Listed = read_list(connection, alone, asked.campaign_id, today=date.today()).require_sound()
    if asked.only is None:
        return list(found.rows), found.columns
    by_id = {row.record_id: row for row in found.rows}
    return [by_id[number] for number in dict.fromkeys(asked.only) if number in by_id], found.columns


def _lost(definition: ListDefinition, shown: Sequence[ListColumn]) -> list[ListColumn]:
    """The columns of a list that the use it goes to must not show."""
    kept = {column.key for column in shown}
    known = {column.key: column for column in COLUMNS[definition.subject]}
    return [known[key] for key in definition.columns if key not in kept]


def _once_each(cells: Sequence[Mapping[str, Cell]], key: str) -> list[Mapping[str, Cell]]:
    """One line for each that is told in a column; those who share it are one, by the first one's line."""
    first: dict[str, Mapping[str, Cell]] = {}
    for row in cells:
        first.setdefault(format_cell(row[key]).casefold(), row)
    return [row for told, row in first.items() if told]


def _card(shown: Mapping[str, str]) -> Card:
    known = {key: text for key, text in shown.items() if text}
    lines = [(name, known[key]) for key, name in _CARD_LINES.items() if key in known]
    if "website" in known:
        lines.append(("URL", known["website"]))
    return Card(
        known.get("given", ""),
        known.get("family", ""),
        known.get("title", ""),
        known.get("honours", ""),
        known.get("name", ""),
        known.get("email", ""),
        tuple(known[key] for key in ("phone",) if key in known),
        known.get("address", ""),
        known.get("postcode", ""),
        known.get("country", ""),
        known.get("email", "") or known.get("phone", ""),
        tuple(lines),
    )


def _tell_left(titles: Sequence[str]) -> tuple[Finding, ...]:
    """Which columns of a list are not in a file; nothing where all are."""
    if not titles:
        return ()
    text = f"Left out of the file, which has no place for {'it' if len(titles) == 1 else 'them'}: "
    return (info_finding("list.left_out", "Columns", f"{text}{', '.join(titles)}.", ""),)
