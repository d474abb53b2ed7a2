"""What the checks say of the file: of a campaign, of a project, and of a change before it is made."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import Assignment, Group, Person, Project, Role, Shift
from mitzvah_desk.office.core.actions import RefusalError
from mitzvah_desk.office.core.crud import normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS, record_name
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.settlements import list_unsettled, settle_concerns
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts
from mitzvah_desk.rules.rota.scope import Concern
from mitzvah_desk.store.unit_of_work import UnitOfWork


def find_campaign_clashes(connection: Connection, campaign_id: int | None = None) -> list[Finding]:
    """Everything that the checks find in a campaign, or in the whole file, the heaviest first.

    What was settled with a reason is left out, here and for a project; see ``office.rota.settlements``.
    """
    return checks.list_findings(find_campaign_concerns(connection, campaign_id))


def find_campaign_concerns(connection: Connection, campaign_id: int | None = None) -> list[Concern]:
    """The same, each with the shifts, projects and days that it is about."""
    found = checks.find_standing_concerns(rota_facts.load_campaign_facts(connection, campaign_id))
    return list_unsettled(connection, found)


def find_project_clashes(connection: Connection, project_id: int) -> list[Finding]:
    """What stands against a project's shifts and those who serve on them, with whatever else they do."""
    ids = list(connection.execute(select(Shift.id).where(Shift.project_id == project_id)).scalars())
    facts = rota_facts.facts_touched_by(connection, ids)
    found = checks.find_standing_concerns(facts, touching={("shift", number) for number in ids})
    findings = checks.list_findings(list_unsettled(connection, found))
    return [finding for finding in findings if finding.severity is not Severity.INFO]


def check_shift_change(connection: Connection, shift_id: int, values: Mapping[str, Any]) -> list[Finding]:
    """What other values of a shift would break, such as those of a bar that is being dragged.

    Raises:
        RefusalError: a value may not stand.
    """
    if not shift_name(connection, shift_id):
        return [not_found("shift")]
    return checks.list_findings(find_shift_concerns(connection, shift_id, values))


def find_shift_concerns(connection: Connection, shift_id: int, values: Mapping[str, Any]) -> list[Concern]:
    """The concerns that other values of a shift bring in.

    Raises:
        RefusalError: a value may not stand.
    """
    kept = normalise_values(RECORDS["shift"], values)
    before = rota_facts.facts_touched_by(connection, (shift_id,), place_id=kept.get("place_id"))
    shift = before.shifts[shift_id]
    changed = rota_facts.apply_shift_values(connection, shift, kept)
    if _upside_down(changed.starts_at, changed.ends_at):
        return []  # the file itself refuses it, in its own words
    return checks.find_new_concerns(before, before.changed(shifts=(changed,)), touching={("shift", shift_id)})


def check_assignment_changes(
    connection: Connection,
    changes: Mapping[int, Mapping[str, object]],
    new: Sequence[AssignmentFacts] = (),
) -> list[Finding]:
    """What the checks find anew when assignments change and others are added.

    Args:
        connection: the file as it is.
        changes: other values by assignment.
        new: what is added.
    """
    return checks.list_findings(find_assignment_concerns(connection, changes, new))


def find_assignment_concerns(
    connection: Connection,
    changes: Mapping[int, Mapping[str, object]],
    new: Sequence[AssignmentFacts] = (),
) -> list[Concern]:
    """The concerns that ``check_assignment_changes`` tells of."""
    old = list_assignment_facts(connection, tuple(changes))
    changed: dict[int, Any] = {a.id: replace(a, **dict[str, Any](changes[a.id])) for a in old}
    shifts = {a.shift_id for a in (*old, *changed.values(), *new)}
    whom = {a.who for a in (*old, *new)}
    before = rota_facts.facts_touched_by(connection, shifts, whom)
    if not changes:
        return checks.find_addition_concerns(before, before.joined(new), new)
    after = before.changed(assignments=[*(changed.get(a.id, a) for a in before.assignments), *new])
    return checks.find_new_concerns(
        before, after, touching={*whom, *(("shift", number) for number in shifts)}
    )


def find_concerns_in_turn(connection: Connection, new: Sequence[AssignmentFacts]) -> list[list[Concern]]:
    """The concerns that come in by each addition, where one is made after the other.

    The file is read once, so that many take little longer than one.

    Args:
        connection: the file as it is.
        new: what is added, in this order.

    Returns:
        The concerns of each.
    """
    facts = rota_facts.facts_touched_by(connection, {a.shift_id for a in new}, {a.who for a in new})
    found = []
    for each in new:
        after = facts.joined((each,))
        found.append(checks.find_addition_concerns(facts, after, (each,)))
        facts = after
    return found


def find_missing(connection: Connection, new: Sequence[AssignmentFacts]) -> list[Finding]:
    """The shifts, people and groups of additions that the file no longer holds."""
    named = {("shift", a.shift_id) for a in new} | {a.who for a in new}
    missing: list[Finding] = []
    for noun, table in (("shift", Shift), ("person", Person), ("group", Group)):
        ids = {number for kind, number in named if kind == noun}
        there = select(table.id).where(table.id.in_(ids))
        missing += [not_found(noun)] * len(ids.difference(connection.execute(there).scalars()))
    return missing


def shift_name(connection: Connection, shift_id: int) -> str:
    """A shift in words: ``Baker in Tea for all``; empty where it is gone."""
    row = connection.execute(
        select(Role.name.label("role"), Project.title)
        .join_from(Shift, Role, Role.id == Shift.role_id)
        .join(Project, Project.id == Shift.project_id)
        .where(Shift.id == shift_id)
    ).first()
    return "" if row is None else f"{row.role} in {row.title}"


def try_change(
    work: UnitOfWork, make: Callable[[], Iterable[int]], known: Collection[int] = ()
) -> list[Finding]:
    """What the checks find anew once something is done; it is done within a savepoint and taken back.

    Args:
        work: the turn.
        make: does it, and returns the shifts that it made or touched.
        known: the shifts that it will touch and that are there already.
    """
    before = rota_facts.facts_touched_by(work.connection, known)
    savepoint = work.session.begin_nested()
    try:
        ids = {*known, *make()}
        work.session.flush()
        after = rota_facts.facts_touched_by(work.connection, ids)
    finally:
        savepoint.rollback()
    return checks.find_new_findings(before, after, touching={("shift", number) for number in ids})


def settle_new_shifts(work: UnitOfWork, ids: Collection[int], only: str = "") -> None:
    """Settles what stands against shifts that were just made in spite of it.

    Args:
        work: the turn, with the reason.
        ids: the shifts.
        only: the one rule that asked for the reason; all of them where empty.
    """
    if work.reason:
        facts = rota_facts.facts_touched_by(work.connection, ids)
        touching = {("shift", number) for number in ids}
        found = checks.find_concerns(facts, touching=touching)
        asked = [concern for concern in found if only in {"", concern.finding.rule}]
        settle_concerns(work, asked, work.reason)


def settle_changes(
    work: UnitOfWork,
    changes: Mapping[int, Mapping[str, object]],
    new: Sequence[AssignmentFacts] = (),
) -> None:
    """Settles what assignments bring in that are about to be changed or made in spite of it."""
    if work.reason:
        settle_concerns(work, find_assignment_concerns(work.connection, changes, new), work.reason)


def as_info(findings: Iterable[Finding]) -> list[Finding]:
    """Findings on what is a fact or a draft already: they are told, and ask for no reason."""
    return [replace(f, severity=Severity.INFO) if f.severity is Severity.SOFT else f for f in findings]


def list_assignment_facts(connection: Connection, ids: tuple[int, ...]) -> list[AssignmentFacts]:
    """Assignments in the order of their ids.

    Raises:
        RefusalError: one of them is gone.
    """
    known = {a.id: a for a in rota_facts.find_assignments(connection, Assignment.id.in_(ids))}
    if len(known) < len(set(ids)):
        raise RefusalError(not_found("assignment"))
    return [known[number] for number in ids]


def format_assignee_names(connection: Connection, assignments: Iterable[AssignmentFacts]) -> str:
    """Who is meant, for a label: ``Ann Cohen and 2 more``."""
    first, *others = assignments
    return record_name(connection, *first.who) + (f" and {len(others)} more" if others else "")


def _upside_down(start: datetime | None, end: datetime | None) -> bool:
    return (start is None) != (end is None) or (start is not None and end is not None and end <= start)
