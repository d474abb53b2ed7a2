"""Sheets of labels as data: where each label lies on its sheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from mitzvah_desk.rules.plurals import count_noun

_MM = re.compile(r"([-+]?[0-9]{1,4}(?:[.,][0-9]+)?)(?: ?mm)?")
_MOST = 50
_LEAST, _LARGEST = 5.0, 1000.0


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels; all lengths in millimetres, from the sheet's upper left corner.

    Attributes:
        key: its maker's number, or the name of the committee's own.
        words: what it is; empty for the committee's own.
        width: of one label.
        height: of one label.
        columns: labels side by side.
        rows: labels one below the other.
        left: of the first label.
        top: of the first label.
        across: from one label's left side to the next one's.
        down: from one label's upper side to the next one's.
        page: width and height of the sheet.
    """

    key: str
    words: str
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float
    page: tuple[float, float] = (210.0, 297.0)

    @property
    def count(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    @property
    def title(self) -> str:
        """What it is called where one is chosen."""
        return self.words or f"{self.key}, {count_noun(self.count, 'label')}"

    def place(self, number: int) -> tuple[float, float]:
        """The left and upper side of a label in millimetres, counted from 0 along the rows."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.across, self.top + row * self.down

    def moved(self, right_mm: float, down_mm: float) -> "LabelSheet":
        """The same for a printer that prints too far left by ``right_mm`` and too high by ``down_mm``."""
        return replace(self, left=self.left + right_mm, top=self.top + down_mm)

    @property
    def problem(self) -> str:
        """Why nothing can be printed on it, as a sentence; empty where all its labels lie on the sheet."""
        wide = self.left + (self.columns - 1) * self.across + self.width
        tall = self.top + (self.rows - 1) * self.down + self.height
        if min(self.width, self.height, self.columns, self.rows) <= 0 or min(self.left, self.top) < 0:
            return "A label needs a width, a height and a place on the sheet."
        if wide > self.page[0] + 0.05 or tall > self.page[1] + 0.05:
            return f"These labels need a sheet of {wide:.1f} by {tall:.1f} mm."
        if (self.columns > 1 and self.across < self.width) or (self.rows > 1 and self.down < self.height):
            return "These labels would lie over one another."
        return ""

    def checked(self) -> "LabelSheet":
        """The same sheet.

        Raises:
            ValueError: its labels do not lie on it, or over one another; the message is a sentence.
        """
        if self.problem:
            raise ValueError(self.problem)
        return self

    def kept(self) -> dict[str, Any]:
        """The sheet as plain values, to be kept among the settings."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "LabelSheet":
        """The sheet that ``kept`` gave."""
        return cls(**{**kept, "page": tuple(kept["page"])})


SHEETS = {
    sheet.key: sheet.checked()
    for sheet in (
        # Measures as Avery publishes them with its templates for A4.
        LabelSheet("L7160", "Avery L7160, 21 address labels", 63.5, 38.1, 3, 7, 7.2, 15.15, 66.04, 38.1),
        LabelSheet("L7163", "Avery L7163, 14 address labels", 99.06, 38.1, 2, 7, 4.67, 15.15, 101.6, 38.1),
        LabelSheet("L7418", "Avery L7418, 8 name badges", 86.0, 55.0, 2, 4, 19.0, 38.5, 86.0, 55.0),
        LabelSheet("L4785", "Avery L4785, 10 name badges", 80.0, 50.0, 2, 5, 18.0, 13.0, 95.0, 55.0),
        # ISO 269; printed one at a time, address in the lower right as Royal Mail asks.
        LabelSheet(
            "DL", "DL envelope, 220 × 110 mm", 115.0, 55.0, 1, 1, 95.0, 45.0, 115.0, 55.0, (220.0, 110.0)
        ),
        LabelSheet(
            "C5", "C5 envelope, 229 × 162 mm", 120.0, 75.0, 1, 1, 99.0, 70.0, 120.0, 75.0, (229.0, 162.0)
        ),
    )
}


def parse_millimetres(text: str) -> float:
    """A measure in millimetres: ``63.5``, ``63,5 mm``, ``-1``.

    Raises:
        ValueError: it is none; a sentence.
    """
    found = _MM.fullmatch(text.strip())
    if found is None:
        raise ValueError("This needs millimetres, such as 63.5.")
    return float(found[1].replace(",", "."))


def format_millimetres(value: float | None) -> str:
    """A measure as it is typed: ``63.5``."""
    return "" if value is None else f"{round(value, 2):g}"


def require_valid_sheets(sheets: Sequence[LabelSheet]) -> list[dict[str, Any]]:
    """The committee's own sheets as they may be kept. One whose labels do not fit yet may be, too.

    Raises:
        ValueError: a name that is empty or taken, or a measure that is out of all bounds; a sentence.
    """
    taken = {key.casefold() for key in SHEETS}
    for sheet in sheets:
        if not sheet.key.strip():
            raise ValueError("A sheet needs a name, such as the number on its box.")
        if sheet.key.casefold() in taken:
            raise ValueError(f"There is already a sheet called {sheet.key}.")
        taken.add(sheet.key.casefold())
        if not (1 <= sheet.columns <= _MOST and 1 <= sheet.rows <= _MOST):
            raise ValueError(f"A sheet has 1 to {_MOST} labels side by side and below each other.")
        sizes = (sheet.width, sheet.height, *sheet.page)
        if not all(_LEAST <= size <= _LARGEST for size in sizes):
            raise ValueError(f"Labels and sheets measure {_LEAST:g} to {_LARGEST:g} mm.")
        rest = (sheet.left, sheet.top, sheet.across - sheet.width, sheet.down - sheet.height)
        if not all(-0.001 <= size <= _LARGEST for size in rest):
            raise ValueError("Margins and gaps are 0 mm or more.")
    return [sheet.kept() for sheet in sheets]
