"""From a file to a plan: reads every row, finds whom it is about, and says what would become of it.

It is done in two steps. ``prepare_import`` reads and matches, which takes the time; it needs no office and
runs beside the window. ``compose_plan`` makes the plan with the decisions of the user, again after each.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mitzvah_desk.office.importing import kinds
from mitzvah_desk.office.importing.composer import Composer, Decisions, Prepared, RowRead
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.matcher import Matcher
from mitzvah_desk.office.importing.plan import (
    LEAVE,
    REJECTED,
    ImportPlan,
    RowFate,
    RowOutcome,
    UnusedColumn,
    make_unused,
)
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.office.importing.source import Source
from mitzvah_desk.rules.fields import columns
from mitzvah_desk.rules.findings import Finding


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
    day = today or date.today()
    total = len(known.persons) + len(source.rows)
    matcher = Matcher(known, lambda done, _: step(done, total), source.sheet.row_noun)
    kind = kinds.KINDS[source.kind]
    rows = []
    torn = source.find_overflow()
    for done, (line, cells) in enumerate(source.rows):
        if done % 50 == 0:
            step(len(known.persons) + done, total)
        row = RowRead(line, cells, [])
        if columns.is_totals_row(cells):
            row.problems.append("This row only adds up the others.")
        else:
            given = Cells(source.matched, source.british(cells), strict=source.strict)
            row.problems, row.refused = given.problems, given.refused
            row.problems += filter(None, (source.sheet.problems.get(line, ""), torn.get(line, "")))
            kind.read(row, given, matcher, known, day)
            row.left = given.not_taken
        rows.append(row)
    return Prepared(source, known, matcher, tuple(rows), day, source.unused)


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
    composer = Composer(prepared, decisions)
    rows, findings = compose_rows(prepared, composer, against, step)
    label = f"Imported {prepared.source.kind} from {prepared.source.name}"
    unused = (*prepared.unused, *_find_unasked(prepared, rows))
    writes, deeds = tuple(composer.ledger.writes), tuple(composer.deeds)
    source = prepared.source
    return ImportPlan(label, rows, writes, deeds, findings, unused, source.program, source.sheet.row_noun)


def _find_unasked(prepared: Prepared, fates: Sequence[RowFate]) -> Iterator[UnusedColumn]:
    """The columns that are understood, but of which a row that comes in told nothing that is kept."""
    cells: dict[int, list[str]] = {}
    for row, fate in zip(prepared.rows, fates, strict=True):
        if fate.fate not in REJECTED:
            for left in row.left:
                if not left.why:
                    cells.setdefault(left.column, []).append(row.cells[left.column])
    headings = prepared.source.headings
    for column, told in sorted(cells.items()):
        yield make_unused(column, headings[column], told)


def compose_rows(
    prepared: Prepared,
    composer: Composer,
    against: Mapping[int, list[Finding]] | None = None,
    step: Callable[[int, int], object] = lambda *_: None,
) -> tuple[tuple[RowFate, ...], tuple[Finding, ...]]:
    """Writes every row into a composer's ledger; returns their fates, and what is done in spite of findings.

    Args:
        prepared: the file.
        composer: takes the writes, with what the user decided.
        against: see ``compose_plan``.
        step: hears how far it is, and may raise to stop it.
    """
    kind = kinds.KINDS[prepared.source.kind]
    decisions = composer.decisions
    rows: list[RowFate] = []
    findings: list[Finding] = []
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
            rows.append(_tell_left(row, kind.compose(row, composer)))
    return tuple(rows), tuple(findings)


def _tell_left(row: RowRead, fate: RowFate) -> RowFate:
    """The fate of a row with the cells that stay out by themselves."""
    left = tuple(cell for cell in row.left if cell.why)
    if not left or fate.fate in REJECTED:
        return fate
    fate = replace(fate, left=left)
    return replace(fate, detail=". ".join(filter(None, (fate.detail, fate.left_words))))
