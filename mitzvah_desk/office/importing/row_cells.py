"""A row's cells by what their columns mean: each is read, or it is known that it was not."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.fields.columns import FIELDS as COLUMNS
from mitzvah_desk.rules.fields.registry import FIELDS
from mitzvah_desk.rules.fields.row_members import FIRST, MEMBERS, split_meaning

_NOTHING = {
    "n/a", "na", "none", "-", "--", "?", "unknown", "nil", "null", "tbc", "not known", "not given", "x",
    "0/0/00", "00/00/0000", "0000-00-00",
}  # fmt: skip
_OF_ITEMS = ("unit", "pack_name", "grams_each", "minimum_stock", "storage", "kosher_kind")
_MARKS = ("kosher", "kosher_for_pesach", "halal", "needs_use_by")
_ANSWERS = ("photo", "print", "newsletter", "keep", "child", "gift_aid", "drives")
_STATES = ("status", "deceased", "no_contact", "no_newsletter")
_MEANING = {*_ANSWERS, *_STATES, *_MARKS, "allergens"}
"""The columns in which such a word may be an answer; their kinds look at it themselves."""
_ASKED = {
    "said_on": "The day of the answers",
    "unsubscribed": "The day of unsubscribing",
    "photo": "Permission for photographs",
    "print": "Permission for the name in print",
    "newsletter": "Permission for the newsletter",
    "keep": "Permission to keep details",
    "child": "Whether a child",
    "gift_aid": "Gift Aid",
    "status": "How they stand",
    "deceased": "Has died",
    "no_contact": "Wants no contact",
    "no_newsletter": "Wants no newsletter",
    "dbs_level": "DBS check",
    **{key: FIELDS["item"][key].import_words for key in (*_MARKS, *_OF_ITEMS)},
}
"""What an answer is to, where that is not to be seen by itself."""
_MAY_STAY_OUT = {each.key for each in COLUMNS[ImportOf.PEOPLE]} - {
    *("given", "middle", "family", "name", "child", "born", "age", "school_year", "unsubscribed"),
    *("deceased", "no_contact", "no_newsletter", "adults", "children"),
}
"""The columns whose cells may stay out where they cannot be read, while the person comes in.

They are all but who it is, whether that is a child, and whether they are to be written to.
"""


class LeftCell(NamedTuple):
    """A cell that was not taken in.

    Attributes:
        column: its number, from 0.
        why: a sentence; empty where nothing asked for it.
    """

    column: int
    why: str = ""


class _Cell(NamedTuple):
    column: int
    text: str


class Cells:
    """A row's cells by what their columns mean, of one of its people. What cannot be read is remembered.

    Attributes:
        problems: a sentence for each cell that keeps the whole row out.
        refused: sentences by what the column means, where they are of one cell.
        left: cells that stay out by themselves.
    """

    def __init__(self, matched: Mapping[int, str], cells: Sequence[str], *, strict: bool = True) -> None:
        self.problems: list[str] = []
        self.refused: dict[str, str] = {}
        self.left: list[LeftCell] = []
        self._strict = strict
        self._asked: set[int] = set()
        self._cells: dict[str, dict[str, list[_Cell]]] = {}
        for number, meaning in sorted(matched.items()):
            text = cells[number] if number < len(cells) else ""
            if not text:
                continue
            key, member = split_meaning(meaning)
            if key == "address":  # Mailchimp parts its lines by two blanks
                text = re.sub(r"(?<=\S) {2,}(?=\S)", ", ", text)
            text = fields.tidy_text(text)
            if text and (key in _MEANING or not is_nothing(text)):
                self._cells.setdefault(member, {}).setdefault(key, []).append(_Cell(number, text))
        self._own: dict[str, list[_Cell]] = self._cells.get(FIRST, {})

    def of(self, member: str) -> "Cells":
        """The same row's cells of another of its people; what is wrong with them is remembered here too."""
        other = Cells({}, ())
        other.problems, other.refused, other.left = self.problems, self.refused, self.left
        other._strict, other._asked, other._cells = self._strict, self._asked, self._cells
        other._own = self._cells.get(member, {})
        return other

    @property
    def members(self) -> tuple[str, ...]:
        """Of whom else than the first the row tells."""
        return tuple(member for member in MEMBERS if member != FIRST and member in self._cells)

    def text(self, key: str) -> str:
        """A cell's text; empty where there is none."""
        return self.all(key)[0] if key in self._own else ""

    def all(self, key: str) -> list[str]:
        """The texts of every column that tells the same."""
        found = self._own.get(key)
        if not found:
            return []
        self._asked.update(cell.column for cell in found)
        return [cell.text for cell in found]

    def read(
        self, key: str, how: Callable[[str], Any], may_stay_out: Callable[[str], bool] | None = None
    ) -> Any:  # noqa: ANN401
        """A cell's value; None where it is empty or cannot be read; see ``read_all``."""
        found = self.read_all(key, how, may_stay_out) if key in self._own else []
        return found[0] if found else None

    def read_all(
        self, key: str, how: Callable[[str], Any], may_stay_out: Callable[[str], bool] | None = None
    ) -> list[Any]:
        """The values of every column that tells the same, as far as they can be read.

        Args:
            key: what the columns mean.
            how: reads one.
            may_stay_out: whether one that cannot be read may stay out by itself, if that hangs on its text.
        """
        read = []
        for cell in self._own.get(key, ()):
            self._asked.add(cell.column)
            try:
                read.append(how(cell.text))
            except ValueError as error:
                asked = _ASKED.get(key, "")
                why = f"{asked}: {error}" if asked else str(error)
                alone = may_stay_out(cell.text) if may_stay_out is not None else key in _MAY_STAY_OUT
                if self._strict or not alone:
                    self.refuse(key, why)
                else:
                    self.refused[key] = why
                    self.left.append(LeftCell(cell.column, why))
        return read

    def refuse(self, key: str, why: str) -> None:
        """Remembers that a cell cannot be taken in, which keeps its row out.

        Args:
            key: what its column means.
            why: a sentence.
        """
        self.refused[key] = why
        self.problems.append(why)

    @property
    def not_taken(self) -> tuple[LeftCell, ...]:
        """The cells with content that stay out: what could not be read, and what nothing asked for."""
        told = {cell.column for cell in self.left}
        unasked = (
            LeftCell(cell.column)
            for of_member in self._cells.values()
            for cells in of_member.values()
            for cell in cells
            if cell.column not in self._asked and cell.column not in told
        )
        return (*self.left, *sorted(unasked))


def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known: ``n/a``, ``-``."""
    return text.casefold() in _NOTHING
