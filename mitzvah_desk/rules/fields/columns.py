"""What the columns of a spreadsheet mean: by their headings first, else by what stands beneath them.

The headings are those of Google Contacts, Outlook, Mailchimp, Google Forms, SignUpGenius, ChurchSuite and of
people who make their own.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields.field import FieldDeclaration
from mitzvah_desk.rules.fields.heading_words import normalise_heading, unique_headings
from mitzvah_desk.rules.fields.headings import guess_field
from mitzvah_desk.rules.fields.registry import DONATIONS, ITEMS, PARTNERS, PEOPLE, SIGN_UPS
from mitzvah_desk.rules.fields.row_members import find_members, split_meaning

__all__ = [
    "FIELDS",
    "FieldOf",
    "find_header_row",
    "guess_import_kind",
    "is_totals_row",
    "match_columns",
    "match_headings",
    "normalise_heading",
    "unique_headings",
]

_LOOKED_AT = 15
_CONTENT_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class FieldOf:
    """Something that a column can tell.

    Attributes:
        key: its name for the program.
        words: its name on the screen.
        headings: other headings that mean it, as ``normalise_heading`` leaves them.
        many: several columns may tell it, and are joined.
        of_member: it may be told of each of the people in a row by themselves.
    """

    key: str
    words: str
    headings: tuple[str, ...] = ()
    many: bool = False
    of_member: bool = False


def _columns_of(fields: Iterable[FieldDeclaration], *, members: bool = False) -> tuple[FieldOf, ...]:
    """What columns may tell, made of the declarations of fields.

    Args:
        fields: whose; those that no file tells are passed over.
        members: whether a row may tell them of several people, each by themselves.
    """
    told = [(each, each.in_import) for each in fields if each.in_import is not None]
    return tuple(
        FieldOf(
            each.import_key,
            each.import_words,
            tuple(heading for heading in place.headings.split("|") if heading),
            place.many,
            members and not place.of_row and each.record not in {"household", "group"},
        )
        for each, place in sorted(told, key=lambda one: one[1].place)
    )


FIELDS: Mapping[ImportOf, tuple[FieldOf, ...]] = {
    ImportOf.PEOPLE: _columns_of(PEOPLE, members=True),
    ImportOf.PARTNERS: _columns_of(PARTNERS),
    ImportOf.DONATIONS: _columns_of(
        (*(each for each in PEOPLE if each.in_import and each.in_import.in_donations), *DONATIONS)
    ),
    ImportOf.SIGN_UPS: (
        *_columns_of(
            (each for each in PEOPLE if each.in_import and each.in_import.in_sign_ups), members=True
        ),
        *_columns_of(SIGN_UPS),
    ),
    ImportOf.ITEMS: _columns_of(ITEMS),
}
_NUMBERED = re.compile(r"@|[0-9]")
_TOTALS = re.compile(r"(grand |sub)?totals?\b|sum\b|number of rows|count\b", re.IGNORECASE)


def match_headings(kind: ImportOf, headings: Sequence[str]) -> dict[int, str]:
    """What columns mean by their headings: column numbers from 0, each with a field's key."""
    known = {normalise_heading(each.words): each for each in FIELDS[kind]}
    for each in FIELDS[kind]:
        for heading in each.headings:
            known.setdefault(heading, each)
    matched: dict[int, str] = {}

    def take(number: int, each: FieldOf | None) -> None:
        if each is not None and number not in matched and (each.many or each.key not in matched.values()):
            matched[number] = each.key

    spelt = [normalise_heading(heading) for heading in headings]
    keys = {each.key: each for each in FIELDS[kind]}
    matched.update(_match_members(kind, spelt, known))
    for number, heading in enumerate(spelt):
        take(number, known.get(heading))
    for number, heading in enumerate(headings):
        if number not in matched:
            whole = " ".join(re.sub(r"[^\w]+", " ", heading.casefold()).split())  # with what is in brackets
            take(number, keys.get(guess_field(spelt[number], keys) or guess_field(whole, keys)))
    return matched


def _match_members(kind: ImportOf, spelt: Sequence[str], known: Mapping[str, FieldOf]) -> dict[int, str]:
    """What columns mean that say of which of a row's people they are; each is told once."""
    fields = {each.key: each for each in FIELDS[kind] if each.of_member}

    def find_key(rest: str) -> str:
        key = known[rest].key if rest in known else guess_field(rest, fields)
        return key if key in fields else ""

    of_row = {heading for heading in spelt if heading in known and known[heading].key not in fields}
    asked = ["" if heading in of_row else heading for heading in spelt]
    matched: dict[int, str] = {}
    for number, meaning in find_members(asked, find_key).items() if fields else ():
        if meaning not in matched.values() or fields[split_meaning(meaning)[0]].many:
            matched[number] = meaning
    return matched


def match_columns(kind: ImportOf, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What columns mean, by their headings, else by what stands in them."""
    columns = [[row[number].strip() for row in rows if row[number]][:100] for number in range(len(headings))]
    matched = {
        number: key
        for number, key in match_headings(kind, headings).items()
        if split_meaning(key)[0] not in _YES_OR_NO or _mostly(columns[number], _is_answer)
    }
    known = {each.key for each in FIELDS[kind]}
    for number, key in matched.items():  # Children may be how many, or who
        if key == "children" and "children_names" in known - set(matched.values()):
            matched[number] = key if _mostly(columns[number], _COUNT.match) else "children_names"
    if kind is ImportOf.ITEMS or {"given", "family", "name"} & set(matched.values()):
        known.discard("name")  # which is told from the look of people's names
    for number, cells in enumerate(columns):
        if number in matched or not cells:
            continue
        for key, looks in _LOOKS:
            if key in known and key not in matched.values() and _mostly(cells, looks.fullmatch):
                matched[number] = key
                break
    return matched


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    """Whether most cells are of a kind; of a column without cells nothing speaks against it."""
    return sum(bool(fits(cell)) for cell in cells) >= _CONTENT_SHARE * len(cells)


_COUNT = re.compile(r"[0-9]+\s*($|child|kid)", re.IGNORECASE)
_YES_OR_NO = {"photo", "print", "newsletter", "keep", "child", "gift_aid", "drives"}
"""What only an answer can tell: a ``Photo`` may also be a picture's address."""


def _is_answer(cell: str) -> bool:
    try:
        reading.parse_child(cell)
    except ValueError:
        return False
    return True


_WORD = r"[^\W\d_][^\W\d_.'’-]*"
_LOOKS = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("postcode", re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")),
    ("mobile", re.compile(r"(\+?44 ?(\(0\))?|0)7[0-9 ]{9,12}")),
    ("phone", re.compile(r"(\+?44 ?(\(0\))?|\(?0)[1-9][0-9 ()]{8,13}")),
    ("code", re.compile(r"[0-9]{8}|[0-9]{12,14}")),
    ("amount", re.compile(r"£ ?[0-9,]+(\.[0-9]{2})?")),
    ("name", re.compile(rf"[^\W\d_a-z][\w.'’-]*,?( (&|and|{_WORD})){{0,3}} [^\W\d_a-z][\w.'’-]+")),
)


def find_header_row(
    kind: ImportOf, rows: Sequence[Sequence[str]], own: Collection[str] = frozenset()
) -> int | None:
    """Which of the first rows holds the headings, counted from 0; None where none does.

    Titles and remarks may stand above it, so it is the row in which the most headings are known; failing
    that, one that is full of words where numbers or addresses stand beneath.

    Args:
        kind: what the file tells of.
        rows: its cells.
        own: headings of a profile, as ``normalise_heading`` leaves them.
    """
    first = rows[:_LOOKED_AT]
    wide = max((sum(map(bool, row)) for row in rows), default=0)
    counts = [
        max(len(match_headings(kind, row)), sum(normalise_heading(cell) in own for cell in row if cell))
        for row in first
    ]
    best = max(counts, default=0)
    if best >= 2 or (best == 1 and (wide == 1 or own)):
        return counts.index(best)
    for number, row in enumerate(first):
        beneath = [cell for other in rows[number + 1 : number + _LOOKED_AT] for cell in other]
        if sum(map(bool, row)) == wide > 1 and not _NUMBERED.search(" ".join(row)):
            return number if best or any(map(_NUMBERED.search, beneath)) else None
    return None


def is_totals_row(cells: Sequence[str]) -> bool:
    """Whether a row only adds up those above it."""
    first = next((cell for cell in cells if cell), "")
    others = [cell for cell in cells if cell and cell != first]
    return bool(_TOTALS.match(first.strip())) and all(re.fullmatch(r"[£0-9.,\s]+", cell) for cell in others)


def guess_import_kind(rows: Sequence[Sequence[str]]) -> ImportOf:
    """What a file most likely tells of, by its headings."""

    def weight(kind: ImportOf) -> int:
        line = find_header_row(kind, rows)
        found = set(match_headings(kind, rows[line]).values()) if line is not None else set()
        telling = {
            ImportOf.DONATIONS: {"item", "quantity", "amount", "gift_aid", "given_on"},
            ImportOf.SIGN_UPS: {"project", "role", "day", "starts", "ends"},
            ImportOf.PARTNERS: {"what", "website", "part_of", "contact", "code_name"},
            ImportOf.PEOPLE: {"given", "family", "household", "born"},
            ImportOf.ITEMS: {
                "unit",
                "pack_size",
                "grams_each",
                "minimum_stock",
                "code",
                "allergens",
                "storage",
            },
        }[kind]
        return len(found) + len(found & telling)

    return max(ImportOf, key=weight)
