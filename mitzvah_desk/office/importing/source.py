"""A file to take in: its headings, its rows, what its columns mean, and profiles that remember it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from mitzvah_desk.exchange.foreign_files import read_tables
from mitzvah_desk.exchange.tables_in import TableSheet, UnreadableError
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.model import ImportOf, ImportProfile
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import Add, SetFields
from mitzvah_desk.office.importing.plan import UnusedColumn, make_unused
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
from mitzvah_desk.rules.fields.poll_table import unfold_poll
from mitzvah_desk.rules.fields.programs import find_program
from mitzvah_desk.rules.fields.row_members import split_meaning
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


WHY = "Why it was not taken in"
"""The heading of the reasons in a file of rows that stayed out, which is passed over when that comes in."""


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of a file, its columns matched.

    Attributes:
        name: the file's name.
        kind: what it tells of.
        sheet: all its rows, those above the headings too.
        header: the row of the headings, counted from 0 among the rows; None where the file has none.
        matched: what columns mean: column numbers from 0, each with a field's key, and of whom in a row.
        ignored: the columns that the user passes over.
        program: the program that writes such files, where it is known.
        bookkeeping: the columns in which that program only keeps its own books.
        strict: a cell that cannot be read keeps its row out, always.
    """

    name: str
    kind: ImportOf
    sheet: TableSheet
    header: int | None
    matched: Mapping[int, str]
    ignored: frozenset[int] = frozenset()
    program: str = ""
    bookkeeping: frozenset[int] = frozenset()
    strict: bool = False

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

    @property
    def unused(self) -> tuple[UnusedColumn, ...]:
        """The columns with content that mean nothing, and that nobody said to pass over."""
        headings = self.headings
        passed = {*self.matched, *self.ignored, *self.bookkeeping}
        left = [n for n, heading in enumerate(headings) if n not in passed and heading != WHY]
        found = ((n, [row[n] for _, row in self.rows if row[n].strip()]) for n in left)
        return tuple(make_unused(n, headings[n], cells) for n, cells in found if cells)

    def find_overflow(self) -> Mapping[int, str]:
        """The rows with more cells than there are headings, each with a sentence.

        A sign that parts cells and stands in one of them without quotation marks moves all that follow.
        """
        if self.header is None or not self.sheet.delimited:
            return {}
        own = self.sheet.rows[self.header][1]
        wide = max((n for n, heading in enumerate(own, 1) if heading.strip()), default=0)
        torn = {line: row for line, row in self.rows if any(row[wide:])}
        if len(torn) * 2 > len(self.rows):  # a column of remarks without a heading
            return {}
        return {
            line: f"This row has {max(n for n, cell in enumerate(row, 1) if cell)} cells, but there are"
            f" {wide} headings. Perhaps a comma stands in a cell without quotation marks around it."
            for line, row in torn.items()
        }

    def with_row(self, line: int, cells: Sequence[str]) -> "Source":
        """The same with other cells in a row, by its number in the file."""
        rows = tuple((n, tuple(cells) if n == line else row) for n, row in self.sheet.rows)
        return replace(self, sheet=replace(self.sheet, rows=rows))

    def pass_over(self, columns_: Iterable[int]) -> "Source":
        """The same with columns that the user passes over."""
        gone = frozenset(columns_)
        kept = {n: key for n, key in self.matched.items() if n not in gone}
        return replace(self, matched=kept, ignored=self.ignored | gone)

    def british(self, cells: Sequence[str]) -> Sequence[str]:
        """A row's cells with every day first, also where a heading says that the month is.

        Numbers bear the measure that their heading says, such as ``Weight (kg)``.
        """
        return read_beneath(self.headings, self.matched, cells)

    def matching(self, column: int, key: str) -> "Source":
        """The same with another meaning of a column; an empty key passes over it. No field is told twice.

        Args:
            column: its number, from 0.
            key: a field's key, and of whom in the row; see ``rules.fields.row_members``.
        """
        if not key:
            return self.pass_over([column])
        many = _many(self.kind)
        kept = {
            n: k for n, k in self.matched.items() if n != column and (k != key or split_meaning(k)[0] in many)
        }
        return replace(
            self,
            matched={**kept, column: key},
            ignored=self.ignored - {column},
            bookkeeping=self.bookkeeping - {column},
        )


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
    poll = unfold_poll(sheet.rows) if kind in {None, ImportOf.SIGN_UPS} else None
    if poll is not None:
        kind, sheet = ImportOf.SIGN_UPS, replace(sheet, rows=poll)
    cells = [row for _, row in sheet.rows]
    kind = kind or (ImportOf(sheet.tells_of) if sheet.tells_of else columns.guess_import_kind(cells))
    known: dict[str, str | None] = json.loads(profile or "{}")
    return with_header(
        Source(name, kind, sheet, None, {}), columns.find_header_row(kind, cells, known.keys()), profile
    )


def with_header(source: Source, header: int | None, profile: str = "") -> Source:
    """The same with its headings in another row, counted from 0, or in none; its columns are matched anew."""
    source = replace(source, header=header)
    matched = columns.match_columns(source.kind, source.headings, [row for _, row in source.rows])
    program = find_program(source.kind, source.headings)
    bookkeeping = program.find_bookkeeping(source.headings) if program else frozenset()
    matched = {n: k for n, k in matched.items() if n not in bookkeeping}
    if program is not None:
        matched |= program.match(source.headings)
    known: dict[str, str | None] = json.loads(profile or "{}")
    names = columns.unique_headings(source.headings)
    own = {n: key for n, name in enumerate(names) if (key := known.get(name)) is not None}
    many = _many(source.kind)
    others = {
        n: k
        for n, k in matched.items()
        if n not in own and (split_meaning(k)[0] in many or k not in own.values())
    }
    return replace(
        source,
        matched={n: k for n, k in (own | others).items() if k},
        ignored=frozenset(n for n, key in own.items() if not key),
        program=program.name if program is not None else "",
        bookkeeping=bookkeeping - own.keys(),
    )


def _many(kind: ImportOf) -> set[str]:
    return {each.key for each in columns.FIELDS[kind] if each.many}


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
        name: source.matched.get(n, "" if n in source.ignored else None)
        for n, name in enumerate(columns.unique_headings(source.headings))
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
    own = [n for n, heading in enumerate(source.headings) if heading != WHY]
    rows = [[*(cells[n] for n in own), reason] for cells, reason in reasons]
    return Outgoing(
        f"{source.name} not taken in",
        Audience.COMMITTEE,
        ([*(source.headings[n] for n in own), WHY], rows),
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
