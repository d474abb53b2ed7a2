"""What an import would do: the fate of every row, and the writes that carry it out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.importing.row_cells import LeftCell
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.matching.matching import Match
from mitzvah_desk.rules.plurals import count_noun

Decision = int | str
"""What the user says of a row: the id of whom it is, ``NEW``, ``LEAVE``, or ``ANYWAY``."""
NEW, LEAVE, ANYWAY = "new", "leave", "anyway"


class RowOutcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "updates"
    SAME = "same"
    ASK = "to decide"
    PROBLEM = "problem"
    LEFT = "left out"


_EXAMPLES = 3
REJECTED = frozenset({RowOutcome.ASK, RowOutcome.PROBLEM, RowOutcome.LEFT})


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """Whom a row may be: the person's id (below nothing for one of an earlier row), name and the reasons."""

    id: int
    label: str
    reasons: str


@dataclass(frozen=True, slots=True)
class RowFate:
    """One row.

    Attributes:
        id: its number in the file.
        cells: what it says.
        fate: what becomes of it.
        who: whom or what it is about.
        detail: the fields that it changes, whom it is like, or the reason why it stays out.
        candidates: whom it may be, for the user to decide.
        refused: what is wrong with a cell, by what its column means, where only the file told that.
        left: the cells that stay out by themselves, each with why.
    """

    id: int
    cells: tuple[str, ...]
    fate: RowOutcome
    who: str
    detail: str = ""
    candidates: tuple[MatchCandidate, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    left: tuple[LeftCell, ...] = ()

    @property
    def left_words(self) -> str:
        """What of it is not taken in, in sentences; empty where all is."""
        return "Without what cannot be read: " + " ".join(cell.why for cell in self.left) if self.left else ""


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column with content of which nothing is taken in.

    Attributes:
        column: its number, from 0.
        heading: as it stands in the file.
        cells: how many cells of it hold something.
        examples: a few of them, each once.
    """

    column: int
    heading: str
    cells: int
    examples: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is told of it: ``“T-shirt” (M, L): 12 cells``."""
        told = ", ".join(f"“{text}”" for text in self.examples)
        return f"{self.heading} ({told}): {count_noun(self.cells, 'cell')}"


def make_unused(column: int, heading: str, cells: Sequence[str]) -> UnusedColumn:
    """A column of which nothing is taken in, by its cells that hold something."""
    examples = tuple(" ".join(text.split())[:40] for text in dict.fromkeys(cells))[:_EXAMPLES]
    return UnusedColumn(column, heading, len(cells), examples)


@dataclass(slots=True)
class Write:
    """A record to add (a number below nothing stands for its id), or fields of one to set."""

    record: str
    id: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeferredAction:
    """Something that another action does: of which row, and the action once its people have their ids."""

    line: int
    action: Callable[[Mapping[int, int]], Action]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A whole import.

    Attributes:
        label: what it is, for the foot and History: ``Imported 12 people from list.csv``.
        rows: every row's fate, in the file's order.
        writes: what is written, in order.
        deeds: what other actions do afterwards.
        findings: what is against putting people on shifts, and was decided to be done anyway.
        unused: the columns that are not understood, or whose cells nothing asked for.
        program: the program that wrote the file, where it is known by its headings.
        row_noun: what a row is called.
    """

    label: str
    rows: tuple[RowFate, ...]
    writes: tuple[Write, ...]
    deeds: tuple[DeferredAction, ...] = ()
    findings: tuple[Finding, ...] = ()
    unused: tuple[UnusedColumn, ...] = ()
    program: str = ""
    row_noun: str = "row"

    def count(self, *fates: RowOutcome) -> int:
        """How many rows have one of these fates."""
        return sum(row.fate in fates for row in self.rows)

    @property
    def summary(self) -> str:
        """The numbers in a sentence, such as 56 rows: 12 new, 40 the same, 4 with a problem."""
        words = {
            RowOutcome.NEW: "new",
            RowOutcome.UPDATE: "to update",
            RowOutcome.SAME: "the same",
            RowOutcome.ASK: "to decide",
            RowOutcome.PROBLEM: "with a problem",
            RowOutcome.LEFT: "left out",
        }
        parts = [f"{number:,} {word}" for fate, word in words.items() if (number := self.count(fate))]
        return f"{count_noun(len(self.rows), self.row_noun)}: {', '.join(parts) or 'nothing'}."

    @property
    def rejected(self) -> list[tuple[tuple[str, ...], str]]:
        """The rows that stay out, each with the reason; and those of which a cell does."""
        return [
            (row.cells, row.detail or "Left out by hand." if row.fate in REJECTED else row.left_words)
            for row in self.rows
            if row.fate in REJECTED or row.left
        ]


@dataclass(slots=True)
class ChangeSet:
    """Collects writes, and knows every record as it would be after them."""

    known: Mapping[str, Mapping[int, Mapping[str, Any]]]
    writes: list[Write] = field(default_factory=list)
    _now: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    _open: dict[tuple[str, int], Write] = field(default_factory=dict)
    _last: int = 0

    def view(self, record: str, number: int) -> Mapping[str, Any]:
        """A record as it would be; empty where there is none."""
        return self._now.get((record, number)) or self.known.get(record, {}).get(number, {})

    def add(self, record: str, values: dict[str, Any]) -> int:
        """Adds a record; returns the number below nothing that stands for it."""
        self._last -= 1
        self._write(record, self._last, dict(values))
        return self._last

    def set(self, record: str, number: int, values: dict[str, Any]) -> bool:
        """Sets the fields that are otherwise; returns whether there were any."""
        now = self.view(record, number)
        other = {key: value for key, value in values.items() if now.get(key) != value}
        if other:
            self._write(record, number, other)
        return bool(other)

    def _write(self, record: str, number: int, values: dict[str, Any]) -> None:
        self._now[record, number] = {**self.view(record, number), **values}
        write = self._open.get((record, number))
        if write is not None:
            write.values.update(values)
            return
        self._open[record, number] = write = Write(record, number, values)
        self.writes.append(write)


def format_match_reasons(match: Match) -> str:
    """Why two are alike, in words."""
    return ", ".join(match.reasons)
