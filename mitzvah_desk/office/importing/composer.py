"""What the kinds of list share while a plan is made: rows read, what the office knows, changes so far."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.matcher import MatchEntry, Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead
from mitzvah_desk.office.importing.persons import People
from mitzvah_desk.office.importing.plan import (
    ChangeSet,
    Decision,
    DeferredAction,
    RowFate,
    RowOutcome,
    UnusedColumn,
)
from mitzvah_desk.office.importing.row_cells import LeftCell
from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.rules.goods.item_names import ItemNames
from mitzvah_desk.rules.matching.partners import core_name

Decisions = Mapping[int, Decision]


@dataclass(slots=True)
class RowRead:
    """A row, read and matched; what ``read`` and ``found`` hold is its kind's own.

    ``refused`` says by a column's meaning why its cell cannot be read, ``left`` which cells stay out.
    """

    line: int
    cells: tuple[str, ...]
    problems: list[str]
    read: Any = None
    found: Any = None
    refused: Mapping[str, str] = field(default_factory=dict)
    left: tuple[LeftCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and matched with what the office knew at that time."""

    source: Source
    known: ExistingRecords
    matcher: Matcher
    rows: tuple[RowRead, ...]
    today: date
    unused: tuple[UnusedColumn, ...]


class Composer:
    """What the kinds of import share while a plan is made."""

    def __init__(self, prepared: Prepared, decisions: Decisions) -> None:
        known = prepared.known
        self.known, self.matcher, self.today = known, prepared.matcher, prepared.today
        self.decisions = decisions
        self.ledger = ChangeSet(
            {
                "person": known.persons,
                "household": known.households,
                "group": known.groups,
                "partner": known.partners,
                "item": known.catalogue,
            }
        )
        numbered = _find_numbered_homes(prepared.rows, known)
        self.people = People(known, self.ledger, prepared.today, prepared.source.name, numbered)
        self.deeds: list[DeferredAction] = []
        self.coming: set[tuple[int, int]] = set()
        self.groups_on = dict(known.groups_on)
        self.contacts: set[tuple[int, int]] = set()
        self.made_partners: dict[int, int] = {}
        self.partner_names = {core_name(row["name"]): number for number, row in known.partners.items()}
        self.declarations = {person: list(theirs) for person, theirs in known.declarations.items()}
        self.items = dict(known.items)
        self.made_items: dict[int, int] = {}
        self.item_rows = ItemNames()
        self.codes_of_rows: dict[str, int] = {}
        self.item_names = {row["name"].casefold() for row in known.catalogue.values()}
        self.item_codes = dict(known.item_codes)
        self.item_categories = ItemNames(known.item_categories.items())
        self.given_before = dict(known.goods) | dict(known.money)

    def partner_named(self, name: str) -> int | None:
        """The partner of this very name."""
        return self.partner_names.get(core_name(name))

    def partner_label(self, number: int) -> str:
        """A partner whom a row may be about, and where it stands."""
        if number < 0:
            return f"that of {self.matcher.row_noun} {-number}"
        return self.known.partner_labels[number]

    def item_label(self, number: int) -> str:
        """An item that a row may be about, and where it stands."""
        return (
            f"that of {self.matcher.row_noun} {-number}"
            if number < 0
            else str(self.known.catalogue[number]["name"])
        )

    def find_gone(self, entries: Sequence[MatchEntry]) -> str:
        """Why nobody of a row is taken in: all are gone, and none is in the book; empty where not."""
        gone = [said for entry in entries if (said := entry.read.gone) is not None and not entry.ids]
        if not gone or len(gone) < len(entries):
            return ""
        return f"The list says “{gone[0]}”, so nobody is added to the book."

    def asked(self, row: RowRead, entries: Any, who: str, read: PeopleRead) -> RowFate | None:  # noqa: ANN401
        """The row's fate while nobody has decided whom it is; None where that is clear."""
        doubt = self.people.doubtful_home(read, entries)
        if doubt:
            return RowFate(row.line, row.cells, RowOutcome.PROBLEM, who, doubt)
        if not self.people.open_question(entries, self.decisions.get(row.line)):
            return None
        candidates = self.people.candidates(self.matcher, entries)
        first = candidates[0]
        detail = f"Perhaps {first.label}: {first.reasons}. Decide whether it is."
        return RowFate(row.line, row.cells, RowOutcome.ASK, who, detail, candidates)


def _find_numbered_homes(rows: Sequence[RowRead], known: ExistingRecords) -> dict[str, int | None]:
    """The households' numbers that several people of a list have, each with where one of them lives."""
    counted: Counter[str] = Counter()
    homes: dict[str, int] = {}
    for row in rows:
        if isinstance(row.read, PeopleRead) and row.read.family_number:
            number = row.read.family_number
            counted[number] += len(row.read.people)
            found = row.found if isinstance(row.found, list) else getattr(row.found, "entries", ())
            for entry in found:
                home = known.persons[entry.target]["household_id"] if (entry.target or 0) > 0 else None
                if home is not None:
                    homes.setdefault(number, home)
    return {number: homes.get(number) for number, people in counted.items() if people > 1}
