"""Every declared field of the file, to look up: a field is declared once, in a module of ``declared``.

What is new there stands by itself on labels, in lists and their questions, in import, export and cards, in
history and in merges; only its column, its migration and its place on a form are said elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mitzvah_desk.rules.fields.column_nouns import column_noun
from mitzvah_desk.rules.fields.declared.group import GROUPS
from mitzvah_desk.rules.fields.declared.item import ITEMS
from mitzvah_desk.rules.fields.declared.occasion import DONATIONS, OTHERS, SIGN_UPS
from mitzvah_desk.rules.fields.declared.partner import PARTNERS
from mitzvah_desk.rules.fields.declared.person import ABOUT, NAMES
from mitzvah_desk.rules.fields.declared.reaching import REACHING
from mitzvah_desk.rules.fields.field import FieldDeclaration

__all__ = [
    "CARD_FIELDS",
    "DONATIONS",
    "FIELDS",
    "ITEMS",
    "PARTNERS",
    "PEOPLE",
    "SIGN_UPS",
    "field_noun",
    "imported_fields",
]

PEOPLE = (*NAMES, *REACHING, *ABOUT, *GROUPS)
"""Those of persons, households and groups, in the order in which lists of people show them."""


def _by_record() -> Mapping[str, Mapping[str, FieldDeclaration]]:
    found: dict[str, dict[str, FieldDeclaration]] = defaultdict(dict)
    for each in (*PEOPLE, *PARTNERS, *ITEMS, *DONATIONS, *SIGN_UPS, *OTHERS):
        if each.record:
            found[each.record][each.key] = each
    return dict(found)


FIELDS = _by_record()
"""The fields that records hold, by the record's table and the column."""


CARD_FIELDS = tuple((each, each.card) for each in PEOPLE if each.card is not None)
"""Those that are the text of a line of their own on an address book's card, each with that line."""


def field_noun(record: str, column: str) -> str:
    """A field's name as a sentence says it: ``visitor limit``.

    Args:
        record: the record's table.
        column: the field's column; also of a record whose fields are not declared.
    """
    declared = FIELDS.get(record, {}).get(column)
    if declared is not None and declared.noun:
        return declared.noun
    return column_noun(record, column)


def imported_fields(record: str) -> Iterator[FieldDeclaration]:
    """The fields of a record whose cells in files of other programs are their values as they stand.

    Args:
        record: the record's table.
    """
    for each in FIELDS[record].values():
        if each.in_import is not None and not each.in_import.composed:
            yield each
