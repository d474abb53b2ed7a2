"""Who may be put on a shift, best first, and who not now and why: for the board, and for stand-ins."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from mitzvah_desk.model import AssignmentStatus, Group
from mitzvah_desk.office.rota import load_facts as rota_facts
from mitzvah_desk.office.rota.asking.asked_facts import AskedBook, campaign_of, list_hidden_shifts
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota import checks
from mitzvah_desk.rules.rota.facts import AssignmentFacts, Key, RotaFacts, ShiftFacts
from mitzvah_desk.rules.rota.may_be_asked import (
    FULL,
    AskedFacts,
    explain_asking,
    explain_not_now,
    find_reasons_not_to_ask,
    find_shift_problems,
    format_load,
    rank_for_asking,
)


@dataclass(frozen=True, slots=True)
class ShiftCandidate:
    """Somebody who could be put on a shift.

    Attributes:
        kind: ``person`` or ``group``.
        id: the person or group.
        name: in words.
        adults: a group's adults; 1 or 0 for a person.
        children: a group's children; 0 or 1 for a person.
        findings: what stands against asking them, the heaviest first; none for who may be asked.
        household_id: a person's family.
        phone: the number to ring, a group's leader's.
        shifts: on how many shifts of the campaign they stand.
        load: the same in words: ``2 shifts, 4 h``; empty for none.
        last_served: when they served last.
        why: why they are asked: ``has Drive, lives near``.
        reasons: why they are not asked now, in short sentences.
        full: the shift has no room left for them, so that they may be asked to stand by.
    """

    kind: str
    id: int
    name: str
    adults: int
    children: int
    findings: tuple[Finding, ...]
    household_id: int | None = None
    phone: str = ""
    shifts: int = 0
    load: str = ""
    last_served: date | None = None
    why: str = ""
    reasons: tuple[str, ...] = ()
    full: bool = False

    @property
    def may_be_asked(self) -> bool:
        """Whether nothing stands against asking them."""
        return not self.findings

    @property
    def reason(self) -> str:
        """Why not, as one line; empty for who may be asked."""
        return " ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class _Weighed:
    who: Key
    known: AskedFacts
    findings: list[Finding]
    full: bool


def list_candidates(
    connection: Connection, shift_id: int, without: Collection[int] = ()
) -> list[ShiftCandidate]:
    """Everybody who is not on a shift: those who may be asked, best first, then the others with why not.

    Args:
        connection: the file.
        shift_id: the shift.
        without: assignments that are taken not to stand, such as that of who rang off.
    """
    facts = _facts(connection, shift_id, without)
    shift, campaign = facts.shifts.get(shift_id), campaign_of(connection, shift_id)
    if shift is None or campaign is None:
        return []
    book = AskedBook(connection, campaign, [shift])
    usual = {
        row.id: (row.adults, row.children)
        for row in connection.execute(select(Group.id, Group.adults, Group.children))
    }
    thought = _thought(facts, shift, book, usual)
    weighed = checks.check_candidates(facts, shift_id, thought)
    together = find_shift_problems(facts, shift, thought)
    told = _told_place(connection, shift)
    least: int | None = None
    ranked: list[tuple[tuple[object, ...], _Weighed]] = []
    for each in thought:
        who = each.who
        known = book.known(who, shift)
        found = list(weighed[who])
        child = False
        if who[0] == "person":
            person = facts.people[who[1]]
            child = person.child_on(shift.day)
            found += find_reasons_not_to_ask(facts, shift, person, known)
        found += [f for f in together[who] if f.rule != FULL]
        full = any(f.rule == FULL for f in together[who])
        if found:
            found = checks.sort_findings(f for f in found if f.severity is not Severity.INFO)
        if not found:
            least = known.asked if least is None else min(least, known.asked)
        weight = sum(10 if f.severity is Severity.HARD else 1 for f in found)
        group, name = who[0] == "group", facts.name(who).casefold()
        rank = (bool(found), weight, group, *rank_for_asking(told, known, child=child), name, who[1])
        ranked.append((rank, _Weighed(who, known, found, full)))
    ranked.sort(key=lambda each: each[0])
    return [_candidate(facts, told, each, usual, least or 0) for _, each in ranked]


def _facts(connection: Connection, shift_id: int, without: Collection[int]) -> RotaFacts:
    facts = rota_facts.load_candidate_facts(connection, shift_id)
    shift = facts.shifts.get(shift_id)
    if shift is None:
        return facts
    if without:
        gone = AssignmentStatus.DECLINED
        facts = facts.changed(
            assignments=[replace(a, status=gone) if a.id in without else a for a in facts.assignments]
        )
    return facts


def _told_place(connection: Connection, shift: ShiftFacts) -> ShiftFacts:
    """A shift as people are asked for it: who lives near would tell where a confidential place is."""
    return replace(shift, postcode="") if list_hidden_shifts(connection, [shift.id]) else shift


def _thought(
    facts: RotaFacts, shift: ShiftFacts, book: AskedBook, usual: dict[int, tuple[int, int]]
) -> list[AssignmentFacts]:
    """Everybody who is not on the shift, as if they were."""
    there = {a.who for a in facts.on.get(shift.id, ())}
    everybody: list[Key] = [("person", number) for number in facts.people if number in book.people]
    everybody += [("group", number) for number in facts.groups]
    return [
        AssignmentFacts(0, shift.id, who, *(usual[who[1]] if who[0] == "group" else (0, 0)))
        for who in everybody
        if who not in there
    ]


def _candidate(
    facts: RotaFacts, shift: ShiftFacts, each: _Weighed, usual: dict[int, tuple[int, int]], least: int
) -> ShiftCandidate:
    known, (kind, number) = each.known, each.who
    household, why = None, "did this last time" if known.did_it_last else ""
    if kind == "person":
        person = facts.people[number]
        child = int(person.child_on(shift.day))
        adults, children, household = 1 - child, child, person.household_id
        why = explain_asking(shift, person, known, least)
    else:
        adults, children = usual[number]
    return ShiftCandidate(
        kind,
        number,
        facts.name(each.who),
        adults,
        children,
        tuple(each.findings),
        household,
        known.phone,
        known.shifts,
        format_load(known),
        known.last_served,
        why,
        explain_not_now(facts, shift, each.who, each.findings) if each.findings else (),
        each.full,
    )
