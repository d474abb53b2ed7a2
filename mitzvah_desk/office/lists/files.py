"""Lists as files for spreadsheets, and lists shared as a file; for address books see ``contacts``."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.csv_out import LETTERS, MARKED, find_unwritable
from mitzvah_desk.exchange.foreign_files import read_file_bytes
from mitzvah_desk.exchange.tables_out import KINDS, Cell, format_cell, table_bytes
from mitzvah_desk.model import SavedList
from mitzvah_desk.office.lists.reading import Listed, list_audience
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition, parse_definition
from mitzvah_desk.rules.lists.vocabulary import Use
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.store.errors import WorldError

_MOST_BYTES = 1_000_000
_MARK = "mitzvah_desk_list"
__all__ = [
    "KINDS",
    "Shared",
    "export_list",
    "list_saved_lists",
    "parse_shared_list",
    "read_shared_list",
    "require_writable",
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


def export_list(
    kind: str, title: str, found: Listed, use: Use = Use.COMMITTEE, letters: str = ""
) -> Outgoing:
    """A list as a file.

    Args:
        kind: ``csv``, ``xlsx`` or ``ods``.
        title: what it is called.
        found: whom and what it holds.
        use: what it is used for.
        letters: of a CSV, one of ``LETTERS``; those that Excel knows by a mark where empty.

    Raises:
        StoppedListError: something stands against the list.
        WorldError: the letters do not have what is in it.
    """
    found.require_sound()
    if kind == "csv":
        require_writable([*found.titles, *(cell for row in found.cells for cell in row)], letters)
    return Outgoing(
        title,
        list_audience(use),
        (title, found.titles, found.cells),
        lambda values, _: table_bytes(kind, values[1], values[2], name=values[0], letters=letters or MARKED),
        file_name(title),
        OutgoingForm.FILE,
        count=len(found.rows),
    )


def require_writable(cells: Sequence[Cell], letters: str) -> None:
    """Refuses letters that do not have what is in a list, before anything of it is lost.

    Raises:
        WorldError: there is a cell that they cannot write.
    """
    lost = find_unwritable(map(format_cell, cells), letters) if letters else ""
    if lost:
        text = f"“{lost[:40]}” cannot be written in {LETTERS[letters].partition(',')[0]}."
        raise WorldError(text, "Choose UTF-8, in which everything can be written.")


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
