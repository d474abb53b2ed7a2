"""A file to take in: its headings, its rows, what its columns mean, and profiles that remember it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.foreign_files import read_tables
from mitzvah_desk.exchange.tables_in import TableSheet, UnreadableError
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.model import ImportOf, ImportProfile
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Add, SetFields
from mitzvah_desk.office.outgoing.outgoing import Outgoing, OutgoingForm
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.fields import columns
from mitzvah_desk.rules.fields.headings import (
    MEASURED,
    add_measure,
    find_measure,
    is_month_first,
    to_day_first,
)
from mitzvah_desk.rules.plurals import count_noun, plural
from mitzvah_desk.rules.privacy.disclosure import Audience

__all__ = [
    "Source",
    "UnreadableError",
    "export_rejected_rows",
    "find_profile",
    "find_sheet",
    "list_other_sheets",
    "list_profiles",
    "load_sheets",
    "open_sheet",
    "profile_action",
    "read_beneath",
    "tell_of_organisations",
    "with_header",
]


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of a file, its columns matched.

    Attributes:
        name: the file's name.
        kind: what it tells of.
        sheet: all its rows, those above the headings too.
        header: the row of the headings, counted from 0 among the rows; None where the file has none.
        matched: what columns mean: column numbers from 0, each with a field's key.
    """

    name: str
    kind: ImportOf
    sheet: TableSheet
    header: int | None
    matched: Mapping[int, str]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings; ``Column 1`` and so on where the file has none."""
        wide = len(self.sheet.rows[0][1])
        own = self.sheet.rows[self.header][1] if self.header is not None else ("",) * wide
        return tuple(heading.strip() or f"Column {number}" for number, heading in enumerate(own, start=1))

    @property
    def rows(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The rows beneath the headings: the number of each in the file, and its cells."""
        return self.sheet.rows[0 if self.header is None else self.header + 1 :]

    def british(self, cells: Sequence[str]) -> Sequence[str]:
        """A row's cells with every day first, also where a heading says that the month is.

        Numbers bear the measure that their heading says, such as ``Weight (kg)``.
        """
        return read_beneath(self.headings, self.matched, cells)

    def matching(self, column: int, key: str) -> "Source":
        """The same with another meaning of a column; an empty key passes over it. No field is told twice."""
        many = {each.key for each in columns.FIELDS[self.kind] if each.many}
        kept = {n: k for n, k in self.matched.items() if n != column and (k != key or k in many)}
        return replace(self, matched={**kept, column: key} if key else kept)


def read_beneath(headings: Sequence[str], matched: Mapping[int, str], cells: Sequence[str]) -> Sequence[str]:
    """A row's cells with what their headings say of them all: that the month is first, or the measure.

    Args:
        headings: one for each column.
        matched: what columns mean.
        cells: the row's.
    """
    swapped = [n for n, heading in enumerate(headings) if is_month_first(heading)]
    measures = {n: find_measure(headings[n]) for n, key in matched.items() if key in MEASURED}
    if not swapped and not any(measures.values()):
        return cells
    told = [to_day_first(cell) if n in swapped else cell for n, cell in enumerate(cells)]
    return [add_measure(cell, measures[n]) if measures.get(n) else cell for n, cell in enumerate(told)]


def load_sheets(
    path: Path, letters: str = "", step: Callable[[int, int], object] = lambda *_: None
) -> tuple[TableSheet, ...]:
    """Every sheet of a file on the disk, read where it can do no harm; see ``exchange.foreign_files``.

    Args:
        path: the file.
        letters: its code page, guessed where empty.
        step: is called many times a second, and may raise to stop it.

    Raises:
        UnreadableError: it cannot be opened, or not be read as a table.
    """
    return read_tables(path, letters, step)


def open_sheet(name: str, sheet: TableSheet, kind: ImportOf | None = None, profile: str = "") -> Source:
    """A sheet with its headings found and its columns matched.

    Args:
        name: the file's name.
        sheet: one of ``load_sheets``.
        kind: what it tells of; what the sheet says, or guessed, where None.
        profile: a profile's definition, whose columns win over what is guessed.
    """
    cells = [row for _, row in sheet.rows]
    kind = kind or (ImportOf(sheet.tells_of) if sheet.tells_of else columns.guess_import_kind(cells))
    known: dict[str, str] = json.loads(profile or "{}")
    return with_header(
        Source(name, kind, sheet, None, {}), columns.find_header_row(kind, cells, known.keys()), profile
    )


def with_header(source: Source, header: int | None, profile: str = "") -> Source:
    """The same with its headings in another row, counted from 0, or in none; its columns are matched anew."""
    source = replace(source, header=header)
    matched = columns.match_columns(source.kind, source.headings, [row for _, row in source.rows])
    known: dict[str, str] = json.loads(profile or "{}")
    own = {n: known[name] for n, name in enumerate(columns.unique_headings(source.headings)) if name in known}
    many = {each.key for each in columns.FIELDS[source.kind] if each.many}
    others = {n: k for n, k in matched.items() if n not in own and (k in many or k not in own.values())}
    return replace(source, matched={n: k for n, k in (own | others).items() if k})


def list_profiles(connection: Connection, kind: ImportOf) -> dict[str, str]:
    """The profiles for one kind of file: their definitions by name."""
    rows = connection.execute(
        select(ImportProfile.name, ImportProfile.definition)
        .where(ImportProfile.kind == kind)
        .order_by(ImportProfile.name)
    )
    return {row.name: row.definition for row in rows}


def find_profile(known: Mapping[str, str], source: Source) -> str:
    """The definition of the profile kept of a file with these very headings; empty where none was."""
    headings = set(columns.unique_headings(source.headings))
    return next((text for text in known.values() if json.loads(text).keys() == headings), "")


def profile_action(connection: Connection, source: Source, name: str) -> Action:
    """What keeps how a file's columns were matched, under a name; one of that name is replaced."""
    definition = {
        name: source.matched.get(n, "") for n, name in enumerate(columns.unique_headings(source.headings))
    }
    values = {"name": name, "kind": source.kind, "definition": json.dumps(definition, ensure_ascii=False)}
    found = connection.execute(select(ImportProfile.id).where(ImportProfile.name == name)).scalar()
    return Add("import_profile", values) if found is None else SetFields("import_profile", found, values)


def export_rejected_rows(
    source: Source, reasons: Sequence[tuple[tuple[str, ...], str]], kind: str = "csv"
) -> Outgoing:
    """The rows that were not taken in as a file, each with the reason in a column of its own.

    Args:
        source: the file that they are from.
        reasons: their cells, each with the reason.
        kind: ``csv``, ``xlsx`` or ``ods``.
    """
    rows = [[*cells, reason] for cells, reason in reasons]
    return Outgoing(
        f"{source.name} not taken in",
        Audience.COMMITTEE,
        ([*source.headings, "Why it was not taken in"], rows),
        lambda values, _: table_bytes(kind, *values, name="Not taken in"),
        file_name(f"{Path(source.name).stem} not taken in"),
        OutgoingForm.FILE,
        count=len(rows),
    )


def find_sheet(sheets: Sequence[TableSheet], kind: ImportOf | None) -> int:
    """Which sheet is meant, counted from 0: one that says that it tells of this kind, else the first."""
    told = (number for number, sheet in enumerate(sheets) if kind is not None and sheet.tells_of == kind)
    return next(told, 0)


def list_other_sheets(sheets: Sequence[TableSheet], read: TableSheet) -> list[TableSheet]:
    """Those of another kind than the one that is read, which a user may not think of."""
    return [sheet for sheet in sheets if sheet.tells_of and sheet is not read]


def tell_of_organisations(sheet: TableSheet) -> str:
    """That a sheet's cards are of organisations, and what to do: ``3 cards are of organisations: …``."""
    many = len(sheet.rows) - 1
    them = "it as a partner" if many == 1 else f"them as {plural('partner')}"
    is_of = "is of an organisation" if many == 1 else "are of organisations"
    return f"{count_noun(many, sheet.row_noun)} {is_of}: import {them}."
