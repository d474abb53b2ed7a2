"""What the kinds of list share while a plan is made: rows read, what the office knows, changes so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.matcher import Matcher
from mitzvah_desk.office.importing.persons import People
from mitzvah_desk.office.importing.plan import ChangeSet, Decision, DeferredAction, RowFate, RowOutcome
from mitzvah_desk.office.importing.reading import PeopleRead
from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.rules.goods.item_names import ItemNames
from mitzvah_desk.rules.matching.partners import core_name

Decisions = Mapping[int, Decision]


@dataclass(slots=True)
class RowRead:
    """A row, read and matched; what ``read`` and ``found`` hold is its kind's own.

    ``refused`` says by a column's meaning why its cell cannot be read.
    """

    line: int
    cells: tuple[str, ...]
    problems: list[str]
    read: Any = None
    found: Any = None
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file read and matched with what the office knew at that time."""

    source: Source
    known: ExistingRecords
    matcher: Matcher
    rows: tuple[RowRead, ...]
    today: date


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
        self.people = People(known, self.ledger, prepared.today, prepared.source.name)
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
