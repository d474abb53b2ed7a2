"""Campaigns made up by chance: no finding of any check contradicts whom the program proposes."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_rota import DAY, made_up

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.asking.stand_ins import list_stand_ins
from mitzvah_desk.office.rota.assignments import Assign, find_campaign_clashes
from mitzvah_desk.office.rota.checks import check_assignment_changes
from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, Load, build_problem, fill_gaps
from mitzvah_desk.office.rota.load_facts import load_campaign_facts
from mitzvah_desk.office.rota.queries import list_board_rows, list_shift_assignments
from mitzvah_desk.rules.findings import Finding, Severity
from mitzvah_desk.rules.rota.commitments import locate_person
from mitzvah_desk.rules.rota.facts import AssignmentFacts

PEOPLE = 12
_COUNT = count()
_ON = (AssignmentStatus.INVITED, AssignmentStatus.CONFIRMED)


@contextmanager
def made(folder: Path, seed: int) -> Iterator[tuple[Office, int, set[int]]]:
    """A file with everything that may keep somebody from a shift, and who is in it but does not volunteer."""
    rng = random.Random(seed)
    office = Office.new(folder / f"{next(_COUNT)}.mitzvah", user_name="Miriam")
    campaign = done(office, Add("campaign", {"name": "Day", "main_day": DAY.date()})).id
    made_up(office, campaign, seed)
    shifts = list(range(1, 21))
    with office.batch("More") as batch:

        def add(record: str, **values: object) -> int:
            return batch.execute(Add(record, values))[0]

        some = rng.sample(range(1, PEOPLE + 1), 8)
        group = add("group", name="Scouts", adults=2, children=rng.randrange(5), leader_id=some[0])
        add("group_member", group_id=group, person_id=some[1])
        partner = add("partner", name="Rubens House")
        add("partner_contact", partner_id=partner, person_id=some[2])
        arrives = rng.choice((None, DAY + timedelta(minutes=30 * rng.randrange(8))))
        guest = {"project_id": rng.randrange(1, 6), "arrives_at": arrives}
        add("guest_of_honour", person_id=some[3], host_id=some[4], **guest)
        start = DAY + timedelta(minutes=30 * rng.randrange(8))
        times = {"from_at": start, "until_at": start + timedelta(hours=1)}
        add("delivery", campaign_id=campaign, partner_id=partner, driver_id=some[5], **times)
    office.execute(Assign(rng.choice(shifts), group_id=group), "asked for it")
    for shift in rng.sample(shifts, 8):
        status = rng.choice((*_ON, AssignmentStatus.DECLINED))
        office.execute(
            Assign(shift, (rng.choice(some),), status=status, reserve=rng.random() < 0.3), "asked for it"
        )
    with closing(office):
        yield office, campaign, {some[2], some[3]}


def heavy(findings: Sequence[Finding]) -> list[str]:
    return [finding.text for finding in findings if finding.severity is not Severity.INFO]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chance")


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6)
def test_no_check_contradicts_whom_the_people_panel_proposes(folder: Path, seed: int) -> None:
    with made(folder, seed) as (office, campaign, others):
        facts = office.query(load_campaign_facts, campaign)
        proposed = 0
        for shift in facts.shifts.values():
            for row in office.query(list_candidates, shift.id):
                if not row.may_be_asked:
                    assert row.reasons
                    continue
                proposed += 1
                who = (row.kind, row.id)
                new = AssignmentFacts(0, shift.id, who, row.adults, row.children, reserve=row.full)
                if row.kind == "person":
                    new = AssignmentFacts(0, shift.id, who, reserve=row.full)
                    assert row.id not in others or any(a.stands for a in facts.of.get(who, ()))
                    begins = shift.starts_at
                    there = locate_person(facts, row.id, begins) if begins else []
                    assert {each.at.project_id for each in there} <= {shift.project_id}  # a guest's host
                assert heavy(office.query(check_assignment_changes, {}, [new])) == []
        assert proposed


@given(seed=st.integers(0, 10**6), beyond=st.booleans(), a_day=st.integers(1, 3))
@settings(max_examples=6)
def test_no_check_contradicts_what_fills_the_gaps(
    folder: Path, seed: int, beyond: bool, a_day: int
) -> None:  # hypothesis's
    with made(folder, seed) as (office, campaign, _):
        before = set(heavy(office.query(find_campaign_clashes, campaign)))
        asked = {
            shift: {row.id for row in office.query(list_candidates, shift) if row.may_be_asked}
            for shift in range(1, 21)
        }
        filled = fill_gaps(office.query(build_problem, campaign, None, Load(a_day=a_day, beyond=beyond)))
        facts = office.query(load_campaign_facts, campaign)
        adults = [(filled.problem.slots[c.slot].shift_id, c.members[0]) for c in filled.proposal.choices]
        for shift, person in adults:
            assert person in asked[shift], facts.people.get(person)
        days: dict[tuple[int, date], int] = {}
        for shift, person in filled.pairs(filled.proposal.choices):
            key = (person, facts.shifts[shift].day)
            days[key] = days.get(key, 0) + 1
        assert all(count <= a_day for count in days.values())
        if filled.proposal.choices:
            done(office, AcceptProposal(filled.pairs(filled.proposal.choices)))
        assert set(heavy(office.query(find_campaign_clashes, campaign))) <= before


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6)
def test_no_check_contradicts_a_stand_in(folder: Path, seed: int) -> None:
    with made(folder, seed) as (office, campaign, _):
        gone = {"status": AssignmentStatus.DECLINED}
        for line in office.query(list_board_rows, campaign, DAY.date()):
            for shift in line.shifts:
                for row in office.query(list_shift_assignments, shift.id):
                    if row.kind != "person" or row.status not in _ON or row.reserve:
                        continue
                    left = heavy(office.query(check_assignment_changes, {row.id: gone}))
                    for each in office.query(list_stand_ins, row.id):
                        if each.status is AssignmentStatus.DECLINED or each.against:
                            continue
                        steps_in = {each.assignment_id: {"reserve": False}} if each.assignment_id else {}
                        new = [] if steps_in else [AssignmentFacts(0, shift.id, ("person", each.person_id))]
                        found = heavy(office.query(check_assignment_changes, {row.id: gone, **steps_in}, new))
                        assert set(found) <= set(left)
