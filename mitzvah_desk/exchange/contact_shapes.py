"""Lists in the columns that other programs take in by themselves, each program's as it documents them.

Sources: Mailchimp, “Format guidelines for your import file”; Google, “Import contacts” and the headings of
its own export; Microsoft, “Import contacts to Outlook” and the fields of its CSV; ChurchSuite, “Import your
data into ChurchSuite”.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from mitzvah_desk.exchange.cells import Cell, format_cell
from mitzvah_desk.exchange.csv_out import csv_bytes

NAMES = {"given": "First Name", "family": "Last Name"}


@dataclass(frozen=True, slots=True)
class ContactShape:
    """The columns of one program.

    Attributes:
        title: what the program is called.
        people: its headings for the columns of a list of people; what has none stays out of the file.
        partners: the same for the columns of a list of partners; it takes none where empty.
        label: its heading for the name of the list, by which the program marks them; none where empty.
        needs: the column without which it takes nobody in.
        sends_newsletter: whether it sends the newsletter, so that only who agreed to that may be in it.
        others: whether it takes any further column, under the heading that it has in the list.
        iso_days: whether days are written as ``2026-11-22``.
        between_lines: what stands between the lines of an address.
        letters: the letters that it reads, where nothing else is chosen.
    """

    title: str
    people: Mapping[str, str]
    partners: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    label: str = ""
    needs: str = ""
    sends_newsletter: bool = False
    others: bool = False
    iso_days: bool = False
    between_lines: str = ", "
    letters: str = "utf-8"

    def place_columns(
        self, columns: Sequence[tuple[str, str]], *, of_people: bool
    ) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
        """Where the columns of a list go.

        Args:
            columns: their keys and headings.
            of_people: whether it is a list of people.

        Returns:
            The headings of the file, each with the columns that it is made of, what it needs first; and the
            headings of those columns for which there is no place.
        """
        known = self.people if of_people else self.partners
        placed: dict[str, tuple[str, ...]] = {}
        left = []
        for key, title in columns:
            heading = known.get(key, title if self.others else "")
            if heading:
                placed[heading] = (*placed.get(heading, ()), key)
            else:
                left.append(title)
        first = known.get(self.needs, "")
        return sorted(placed.items(), key=lambda each: each[0] != first), left


_GOOGLE = {
    "note": "Notes",
    "email": "E-mail 1 - Value",
    "phone": "Phone 1 - Value",
    "address": "Address 1 - Street",
    "postcode": "Address 1 - Postal Code",
    "country": "Address 1 - Country",
}
"""What Google Contacts calls alike of people and of partners."""
SHAPES = {
    "mailchimp": ContactShape(
        "Mailchimp",
        NAMES | {"email": "Email Address", "address": "Address", "postcode": "Address"},
        label="Tags",
        needs="email",
        sends_newsletter=True,
        others=True,
        between_lines="  ",  # by two blanks it knows the parts of an address
    ),
    "google": ContactShape(
        "Google Contacts",
        NAMES
        | {
            "title": "Name Prefix",
            "honours": "Name Suffix",
            "known_as": "Nickname",
            "position": "Organization Title",
            "born": "Birthday",
        }
        | _GOOGLE,
        {"name": "Organization Name", "website": "Website 1 - Value"} | _GOOGLE,
        label="Labels",
        iso_days=True,
    ),
    "outlook": ContactShape(
        "Outlook",
        NAMES
        | {
            "title": "Title",
            "honours": "Suffix",
            "position": "Job Title",
            "born": "Birthday",
            "note": "Notes",
            "email": "E-mail Address",
            "phone": "Primary Phone",
            "address": "Home Street",
            "postcode": "Home Postal Code",
            "country": "Home Country/Region",
        },
        {
            "name": "Company",
            "note": "Notes",
            "email": "E-mail Address",
            "phone": "Company Main Phone",
            "address": "Business Street",
            "postcode": "Business Postal Code",
            "country": "Business Country/Region",
            "website": "Web Page",
        },
        label="Categories",
    ),
    "churchsuite": ContactShape(
        "ChurchSuite",
        {
            "title": "Title",
            "given": "First name",
            "family": "Last name",
            "known_as": "Known as",
            "born": "Date of birth",
            "child": "Child",
            "phone": "Telephone",
            "email": "Email",
            "address": "Address",
            "postcode": "Postcode",
            "country": "Country",
            "position": "Job",
        },
    ),
}
"""The programs, by their names for the command line."""


def shape_csv(
    shape: ContactShape,
    placed: Sequence[tuple[str, tuple[str, ...]]],
    rows: Sequence[Mapping[str, Cell]],
    name: str,
    *,
    letters: str = "",
) -> bytes:
    """A file that a program takes in.

    Args:
        shape: the program's.
        placed: from ``place_columns``.
        rows: the cells of a list, by the keys of its columns.
        name: the list's, with which they are marked.
        letters: one of ``LETTERS``; those that the program reads where empty.
    """
    mark = [" ".join(name.replace(",", " ").split())] if shape.label else []  # a comma would part it in two
    lines = [[*(_join_cells(shape, [row[key] for key in keys]) for _, keys in placed), *mark] for row in rows]
    titles = [heading for heading, _ in placed] + ([shape.label] if mark else [])
    return csv_bytes(titles, lines, letters or shape.letters)


def _join_cells(shape: ContactShape, cells: Sequence[Cell]) -> str:
    told = [text for cell in cells if (text := _format(shape, cell))]
    return shape.between_lines.join(told)


def _format(shape: ContactShape, cell: Cell) -> str:
    if shape.iso_days and isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    return shape.between_lines.join(line.strip() for line in format_cell(cell).splitlines() if line.strip())
