from datetime import date, datetime

import pytest
from conftest_office import done
from sample_year import sample_year

from mitzvah_desk.model import AssignmentStatus, DbsLevel
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign, SetStatus, find_campaign_clashes
from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, Load, build_problem, fill_gaps
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.solver.explain import explain_gaps
from mitzvah_desk.solver.solve import Proposal, solve_rota


class Day:
    """A campaign with one project, filled as each test wants it."""

    def __init__(self, office: Office, campaign: int) -> None:
        self.office, self.campaign = office, campaign
        self.project = self.add("project", title="Tea", campaign_id=campaign, on_day=date(2026, 11, 22))

    def add(self, record: str, **values: object) -> int:
        return done(self.office, Add(record, values)).id

    def role(self, name: str, **values: object) -> int:
        return self.add("role", name=name, **values)

    def shift(self, role: int, start: int, end: int, least: int = 1, most: int = 1, **values: object) -> int:
        values |= {"starts_at": datetime(2026, 11, 22, start), "ends_at": datetime(2026, 11, 22, end)}
        return self.add("shift", project_id=self.project, role_id=role, minimum=least, maximum=most, **values)

    def person(self, name: str, **values: object) -> int:
        given, _, family = name.partition(" ")
        return self.add("person", given=given, family=family, **values)

    def solve(self, shifts: tuple[int, ...] | None = None, load: Load | None = None) -> tuple[Proposal, str]:
        filled = fill_gaps(self.office.query(build_problem, self.campaign, shifts, load))
        self.pairs = filled.pairs(filled.proposal.choices)
        return filled.proposal, "\n".join((*filled.lines(), filled.summary))


@pytest.fixture
def day(office: Office, campaign: int) -> Day:
    return Day(office, campaign)


def test_it_asks_who_has_the_skill_the_check_and_the_age(day: Day) -> None:
    drive = day.add("skill", name="Drive")
    driver = day.shift(day.role("Driver", skill_id=drive), 10, 12)
    carer = day.shift(day.role("Carer", dbs_level=DbsLevel.ENHANCED), 10, 12)
    baker = day.shift(day.role("Baker", minimum_age=16), 10, 12)
    home = day.add("household", name="Cohens")
    day.person("Dan Cohen", household_id=home, is_child=True, born=date(2015, 1, 1))
    ann = day.person("Ann Cohen", household_id=home)
    ben = day.person("Ben Levy")
    eve = day.person("Eve Stern", dbs_level=DbsLevel.ENHANCED)
    day.add("person_skill", person_id=ben, skill_id=drive)
    proposal, text = day.solve()
    assert proposal.proven
    assert set(day.pairs) == {(driver, ben), (carer, eve), (baker, ann)}
    assert "Driver at 10:00 in Tea:\n  Ben Levy: has Drive, not asked yet." in text
    assert "It fills 3 of the 3 places" in text


def test_children_come_with_their_parent_and_toddlers_fill_no_place(day: Day) -> None:
    shift = day.shift(day.role("Baker", minimum_age=0), 10, 12, 2, 2)
    home = day.add("household", name="Cohens")
    ann = day.person("Ann Cohen", household_id=home)
    dan = day.person("Dan Cohen", household_id=home, is_child=True, born=date(2015, 1, 1))
    baby = day.person("Zoe Cohen", household_id=home, is_child=True, born=date(2025, 1, 1))
    day.person("Lone Child", is_child=True, born=date(2015, 1, 1))
    _, text = day.solve()
    assert set(day.pairs) == {(shift, ann), (shift, dan), (shift, baby)}
    assert "Ann Cohen and 2 children" in text


def test_who_is_away_on_another_shift_or_said_no_is_left_alone(day: Day) -> None:
    baker = day.role("Baker")
    first, second = day.shift(baker, 10, 12), day.shift(baker, 11, 13)
    away, busy, unwilling, contact = (day.person(n) for n in ("Ann A", "Ben B", "Cat C", "Dan D"))
    day.add(
        "unavailability",
        person_id=away,
        starts_at=datetime(2026, 11, 22, 12),
        ends_at=datetime(2026, 11, 22, 14),
    )
    done(day.office, Assign(first, (busy,)))
    said = done(day.office, Assign(second, (unwilling,))).ids
    done(day.office, SetStatus(said, AssignmentStatus.DECLINED))
    done(day.office, Remove("person", (contact,)))
    partner = day.add("partner", name="Home")
    day.person("Eve E", partner_id=partner)
    problem = day.office.query(build_problem, day.campaign)
    proposal = solve_rota(problem)
    assert proposal.choices == ()
    (gap,) = explain_gaps(problem, proposal.choices)
    assert gap.shift_id == second
    assert "Ann A is away 12:00–14:00." in gap.why
    assert "Ben B is not free 10:00–12:00: Baker in Tea." in gap.why


def test_a_home_is_never_overfilled(day: Day) -> None:
    home = day.add("partner", name="Rubens House", visitor_limit=2)
    place = day.add("place", name="Rubens House", partner_id=home)
    role = day.role("Visitor")
    shifts = [day.shift(role, hour, hour + 2, 0, 3, place_id=place) for hour in (10, 11, 12)]
    for n in range(9):
        day.person(f"Person {n}")
    proposal, _ = day.solve(load=Load(beyond=True))
    there = [sum(shift == own for shift, _ in day.pairs) for own in shifts]
    assert there[0] + there[1] <= 2
    assert there[1] + there[2] <= 2
    assert proposal.score.extra == 4


def test_only_the_shifts_asked_for_and_no_more_than_one_each(day: Day) -> None:
    role = day.role("Baker")
    shifts = [day.shift(role, hour, hour + 1) for hour in (9, 11, 13)]
    day.person("Ann Cohen")
    day.solve(shifts=tuple(shifts[:2]), load=Load(shifts=1))
    ((shift, _),) = day.pairs
    assert shift in shifts[:2]


def test_who_served_least_last_year_is_asked_first_and_for_the_same_work(day: Day) -> None:
    last = day.add("campaign", name="2025", main_day=date(2025, 11, 16))
    tea = day.add("project", title="Tea 2025", campaign_id=last, on_day=date(2025, 11, 16))
    baker, driver = day.role("Baker"), day.role("Driver")
    times = {"starts_at": datetime(2025, 11, 16, 10), "ends_at": datetime(2025, 11, 16, 12)}
    old = day.add("shift", project_id=tea, role_id=driver, minimum=1, maximum=2, **times)
    ann, ben, cat = (day.person(n) for n in ("Ann A", "Ben B", "Cat C"))
    done(day.office, SetStatus(done(day.office, Assign(old, (ann, ben))).ids, AssignmentStatus.ATTENDED))
    drive, bake = day.shift(driver, 10, 12), day.shift(baker, 10, 12)
    day.solve()
    assert (bake, cat) in day.pairs
    assert {shift for shift, _ in day.pairs} == {drive, bake}


def test_who_would_gladly_goes_before_who_would_rather_not(day: Day) -> None:
    kind = day.add("project_kind", name="Baking")
    day.project = day.add("project", title="Bake", campaign_id=day.campaign, kind_id=kind)
    shift = day.shift(day.role("Baker"), 10, 12, 2, 2)
    unwilling, plain, willing = (day.person(n) for n in ("Ann A", "Ben B", "Cat C"))
    day.add("wish", person_id=unwilling, kind_id=kind, rather_not=True)
    day.add("wish", person_id=willing, kind_id=kind)
    day.solve()
    assert set(day.pairs) == {(shift, plain), (shift, willing)}


def test_who_would_be_together_is_and_who_would_be_apart_is_not(day: Day) -> None:
    role = day.role("Baker")
    for _ in range(2):
        day.shift(role, 10, 12, 2, 2)
    ann, ben, cat, dan = (day.person(n) for n in ("Ann A", "Ben B", "Cat C", "Dan D"))
    day.add("pairing", person_id=ann, other_id=ben, apart=True)
    day.add("pairing", person_id=dan, other_id=ann)
    day.solve()
    on = {person: shift for shift, person in day.pairs}
    assert on[ann] == on[dan]
    assert on[ben] == on[cat]


def test_accepting_invites_all_at_once_and_one_undo_takes_it_back(day: Day) -> None:
    shift = day.shift(day.role("Baker"), 10, 12, 2, 2)
    for name in ("Ann A", "Ben B"):
        day.person(name)
    day.solve()
    result = done(day.office, AcceptProposal(day.pairs))
    assert result.label == "Invited 2 people to 1 shift"
    refused = day.office.execute(AcceptProposal(day.pairs[:1]))
    assert isinstance(refused, Refused)
    assert refused.findings[0].severity is Severity.HARD
    day.office.undo()
    assert done(day.office, AcceptProposal(day.pairs[:1])).label == "Invited 1 person to 1 shift"
    assert day.solve()[0].score.minimum == 1
    assert day.pairs[0][0] == shift


def test_accepting_says_what_changed_since(day: Day) -> None:
    role = day.role("Baker")
    shift, other = day.shift(role, 10, 12), day.shift(role, 11, 13)
    ann = day.person("Ann Cohen")
    day.solve(shifts=(shift,))
    done(day.office, Assign(other, (ann,)))
    assert isinstance(day.office.execute(AcceptProposal(day.pairs)), Refused)
    assert isinstance(day.office.execute(AcceptProposal(())), Refused)
    done(day.office, Remove("person", (ann,)))
    refused = day.office.execute(AcceptProposal(day.pairs), "because")
    assert isinstance(refused, Refused)
    assert "removed" in refused.text


def test_the_sample_year_is_filled_without_a_new_finding(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = sample_year(tmp_path_factory.mktemp("year") / "year.mitzvah")
    before = {f.text for f in office.query(find_campaign_clashes, 1) if f.severity is not Severity.INFO}
    filled = fill_gaps(office.query(build_problem, 1))
    assert filled.proposal.proven
    assert done(office, AcceptProposal(filled.pairs(filled.proposal.choices))).findings == ()
    after = {f.text for f in office.query(find_campaign_clashes, 1) if f.severity is not Severity.INFO}
    assert after <= before
    office.close()
