"""From a file to a plan: reads every row, finds whom it is about, and says what would become of it.

It is done in two steps. ``prepare_import`` reads and matches, which takes the time; it needs no office and
runs beside the window. ``compose_plan`` makes the plan with the user's decisions, and is done again each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.matcher import Matcher
from mitzvah_desk.office.importing.partners import display_name
from mitzvah_desk.office.importing.persons import People
from mitzvah_desk.office.importing.plan import (
    LEAVE,
    ChangeSet,
    Decision,
    DeferredAction,
    ImportPlan,
    RowFate,
    RowOutcome,
)
from mitzvah_desk.office.importing.reading import Cells, PeopleRead
from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.rules.fields import columns
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.matching.partners import core_name

Decisions = Mapping[int, Decision]


@dataclass(slots=True)
class RowRead:
    """A row, read and matched; what ``read`` and ``found`` hold is its kind's own."""

    line: int
    cells: tuple[str, ...]
    problems: list[str]
    read: Any = None
    found: Any = None


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
            }
        )
        self.people = People(known, self.ledger, prepared.today, prepared.source.name)
        self.deeds: list[DeferredAction] = []
        self.coming: set[tuple[int, int]] = set()
        self.groups_on = dict(known.groups_on)
        self.contacts: set[tuple[int, int]] = set()
        self.made_partners: dict[int, int] = {}
        self.partner_names = {core_name(row["name"]): number for number, row in known.partners.items()}
        self.given_before = dict(known.goods) | dict(known.money)

    def partner_named(self, name: str) -> int | None:
        """The partner of this very name."""
        return self.partner_names.get(core_name(name))

    def partner_label(self, number: int) -> str:
        """A partner whom a row may be about, and where it stands."""
        if number < 0:
            return f"that of row {-number}"
        return display_name(self.known.partners[number])

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


def prepare_import(
    source: Source,
    known: ExistingRecords,
    step: Callable[[int, int], object] = lambda *_: None,
    *,
    today: date | None = None,
) -> Prepared:
    """Reads and matches every row.

    Args:
        source: the file, its columns matched.
        known: what the office knows.
        step: hears how far it is, and may raise to stop it.
        today: the day by which ages and short years are understood.
    """
    from mitzvah_desk.office.importing import kinds

    day = today or date.today()
    total = len(known.persons) + len(source.rows)
    matcher = Matcher(known, lambda done, _: step(done, total))
    kind = kinds.KINDS[source.kind]
    rows = []
    for done, (line, cells) in enumerate(source.rows):
        if done % 50 == 0:
            step(len(known.persons) + done, total)
        row = RowRead(line, cells, [])
        if columns.is_totals_row(cells):
            row.problems.append("This row only adds up the others.")
        else:
            given = Cells(source.matched, source.british(cells))
            row.problems = given.problems
            row.problems += filter(None, [source.sheet.problems.get(line, "")])
            kind.read(row, given, matcher, known, day)
        rows.append(row)
    return Prepared(source, known, matcher, tuple(rows), day)


def compose_plan(
    prepared: Prepared,
    decisions: Decisions,
    against: Mapping[int, list[Finding]] | None = None,
    step: Callable[[int, int], object] = lambda *_: None,
) -> ImportPlan:
    """The plan, with what the user decided.

    Args:
        prepared: the file.
        decisions: by a row's number.
        against: what the rota's checks found, by a row's number; see ``accept.dry_run``.
        step: hears how far it is, and may raise to stop it.
    """
    from mitzvah_desk.office.importing import kinds

    kind = kinds.KINDS[prepared.source.kind]
    composer = Composer(prepared, decisions)
    rows, findings = [], []
    for done, row in enumerate(prepared.rows):
        if done % 200 == 0:
            step(done, len(prepared.rows))
        told = (against or {}).get(row.line, [])
        if row.problems:
            rows.append(
                RowFate(row.line, row.cells, RowOutcome.PROBLEM, kind.name(row), " ".join(row.problems))
            )
        elif decisions.get(row.line) == LEAVE:
            rows.append(RowFate(row.line, row.cells, RowOutcome.LEFT, kind.name(row), "Left out by hand."))
        elif (refused := kinds.refuse_row(row, told, decisions.get(row.line), kind.name(row))) is not None:
            rows.append(refused)
        else:
            findings += told
            rows.append(kind.compose(row, composer))
    label = f"Imported {prepared.source.kind} from {prepared.source.name}"
    return ImportPlan(
        label, tuple(rows), tuple(composer.ledger.writes), tuple(composer.deeds), tuple(findings)
    )
