"""The sheets of a file beside the one that is read: which is meant, and what the others are."""

from collections.abc import Sequence

from mitzvah_desk.exchange.tables_in import TableSheet
from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.plurals import count_noun, plural


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
