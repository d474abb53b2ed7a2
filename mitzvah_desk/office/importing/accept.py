"""Taking a plan in: everything or nothing, in one transaction, which one undo takes back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import Executable, bindparam, func, insert, select, update

from mitzvah_desk.office.core.actions import Applied, RefusalError, Risky
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.importing.deferred_actions import DeferredActions
from mitzvah_desk.office.importing.plan import ImportPlan, Write
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.matching.matching import Step
from mitzvah_desk.store.unit_of_work import UnitOfWork

_ORDER = ("skill", "household", "partner", "person", "group", "item_category", "item")
"""What others lead to is added first."""
_AT_ONCE = 500


def no_progress(_done: int, _total: int) -> None:
    """The step of work that nobody watches."""


@dataclass(frozen=True)
class WritePlan:
    """Takes a plan in. What is against it was decided row by row; a reason is asked where it is soft.

    Attributes:
        plan: what is written.
        step: hears how far it is, and may raise to stop it, which leaves no trace.
    """

    plan: ImportPlan
    step: Step = no_progress

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where a record is gone that it would change; tells what the rota's checks found."""
        ids: dict[str, set[int]] = {}
        for write in self.plan.writes:
            if write.id > 0:
                ids.setdefault(write.record, set()).add(write.id)
        for record, wanted in ids.items():
            table = RECORDS[record].table
            there = set(work.connection.execute(select(table.c.id)).scalars())
            if wanted - there:
                return [not_found(RECORDS[record].noun)]
        return self.plan.findings

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it; the ids are those of the records added."""
        total = len(self.plan.writes) + len(self.plan.deeds)
        ids = _write(work, self.plan.writes, lambda done: self.step(done, total))
        deeds, reason = DeferredActions(work, self.plan.deeds, ids), work.reason
        for done, deed in enumerate(self.plan.deeds, start=len(self.plan.writes)):
            self.step(done, total)
            against = [f for f in deeds.check(deed) if f.severity is Severity.HARD]
            if against:
                raise RefusalError(*against)
            deeds.do(deed, reason)
        deeds.finish()
        self.step(total, total)
        return Applied(self.plan.label, tuple(ids.values()))


@dataclass(frozen=True)
class Import(WritePlan, Risky):
    """Takes the plan of a file in, which may be a large one: a backup is made before."""

    backup_why: ClassVar[str] = "before an import"


class _RehearsedError(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


def dry_run(office: Office, plan: ImportPlan, step: Step = no_progress) -> dict[int, list[Finding]]:
    """What the rota's checks say of each row that puts people on shifts; nothing is kept.

    Args:
        office: the open file.
        plan: what would be written.
        step: hears how far it is, and may raise to stop it.

    Raises:
        WorldError: the file cannot be written.
    """
    told: dict[int, list[Finding]] = {}
    if not plan.deeds:
        return told
    rehearsal = _Rehearsal(plan, step, told)
    try:
        with office.batch("Rehearsed") as batch:
            batch.execute(rehearsal)
            raise _RehearsedError  # noqa: TRY301  # leaving the batch rolls it back
    except _RehearsedError:
        return told


@dataclass(frozen=True)
class _Rehearsal:
    plan: ImportPlan
    step: Step
    told: dict[int, list[Finding]] = field(default_factory=dict)

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        total = len(self.plan.deeds)
        ids = _write(work, self.plan.writes, lambda _: self.step(0, total))
        deeds = DeferredActions(work, self.plan.deeds, ids)
        for done, deed in enumerate(self.plan.deeds):
            self.step(done, total)
            findings = [f for f in deeds.check(deed) if f.severity is not Severity.INFO]
            if findings:
                self.told.setdefault(deed.line, []).extend(findings)
            if not any(f.severity is Severity.HARD for f in findings):
                deeds.rehearse(deed)
        return Applied("Rehearsed")


def _write(work: UnitOfWork, writes: Sequence[Write], step: Callable[[int], object]) -> dict[int, int]:
    """Carries out writes; returns the ids by the numbers that stood for them."""
    known = {write.record for write in writes}
    order = [r for r in _ORDER if r in known] + sorted(known - set(_ORDER))
    ids: dict[int, int] = {}
    for record in order:
        table = RECORDS[record].table
        new = [write for write in writes if write.record == record and write.id < 0]
        start = work.connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        ids.update({write.id: start + number for number, write in enumerate(new, start=1)})
    done = 0

    def run(statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        nonlocal done
        for at in range(0, len(rows), _AT_ONCE):
            step(done)
            work.connection.execute(statement, rows[at : at + _AT_ONCE])
            done += len(rows[at : at + _AT_ONCE])

    for record in order:
        table = RECORDS[record].table
        defaults: dict[str, Any] = {
            c.name: getattr(c.default, "arg", None) for c in table.columns if c.default
        }
        empty: dict[str, Any] = {c.name: None for c in table.columns if c.nullable}
        added = [w for w in writes if w.record == record and w.id < 0]
        rows = [empty | defaults | _kept(record, w.values, ids) | {"id": ids[w.id]} for w in added]
        changed: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows if record == "partner" else ():  # one may be part of another that comes after it
            if row["parent_id"] is not None:
                changed.setdefault(("parent_id",), []).append(
                    {"_id": row["id"], "parent_id": row["parent_id"]}
                )
                row["parent_id"] = None
        run(insert(table), rows)
        for write in writes:
            if write.record == record and write.id > 0:
                values = _kept(record, write.values, ids)
                changed.setdefault(tuple(sorted(values)), []).append({"_id": write.id, **values})
        for columns, sets in changed.items():
            statement = update(table).where(table.c.id == bindparam("_id"))
            run(statement.values({c: bindparam(c) for c in columns}), sets)
    return ids


def _kept(record: str, values: Mapping[str, Any], ids: Mapping[int, int]) -> dict[str, Any]:
    """Values as they are kept, with the ids of what was added."""
    kept = normalise_values(RECORDS[record], values)
    for column, value in kept.items():
        if column.endswith("_id") and isinstance(value, int) and value < 0:
            kept[column] = ids[value]
    if record.startswith("different_"):
        one = next(iter(kept))
        kept[one], kept["other_id"] = sorted((kept[one], kept["other_id"]))
    return kept
