from datetime import date, datetime, timedelta

import pytest
from conftest_rota import SURE, Year, at
from sample_year import sample_year

from mitzvah_desk.model import AssignmentStatus, DbsLevel, PartnerRole, ProjectStatus, Purpose
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects import queries as projects
from mitzvah_desk.office.projects.roll_forward import CopyProject, RollForward
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.asking.last_years import InviteLastYears
from mitzvah_desk.office.rota.queries import list_board_rows, list_days
from mitzvah_desk.office.rota.shifts import AddShift, CopyShift, RepeatShift

NEXT = date(2027, 11, 21)


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def starts(year: Year, project: int) -> list[datetime | None]:
    return [row.starts_at for row in year.office.query(projects.list_project_shifts, project)]


def test_a_blood_drives_appointments_are_one_shift_repeated(year: Year) -> None:
    project = year.project()
    shift = year.shift(project, at(10), at(10, 15))
    year.put(shift, year.person())
    done = year.execute(RepeatShift(shift, 15, 11))
    assert done.label == "Repeated Baker in Bulbs 11 times"
    assert starts(year, project) == [at(10) + timedelta(minutes=15 * n) for n in range(12)]
    assert [len(year.on(number)) for number in (shift, *done.ids)] == [1, *[0] * 11]
    year.office.undo()
    assert len(starts(year, project)) == 1


@pytest.mark.parametrize(("every", "times"), [(0, 1), (15, 0), (15, 201)])
def test_a_shift_is_not_repeated_without_end(year: Year, every: int, times: int) -> None:
    assert year.told(RepeatShift(year.shift(year.project()), every, times)) == ["shift.repeat"]


@pytest.mark.parametrize(("times", "told"), [(1, "once"), (200, "200 times")])
def test_a_shift_is_repeated_a_minute_apart_as_often_as_may_be(year: Year, times: int, told: str) -> None:
    done = year.execute(RepeatShift(year.shift(year.project()), 1, times))
    assert (done.label, len(done.ids)) == (f"Repeated Baker in Bulbs {told}", times)


def test_a_shift_is_copied_to_another_time_without_its_people(year: Year) -> None:
    project, other = year.project(), year.project("Cards")
    shift = year.shift(project, at(10), at(11, 30), note="Aprons")
    year.put(shift, year.person())
    done = year.execute(CopyShift(shift, at(14), other))
    (row,) = year.office.query(projects.list_project_shifts, other)
    assert (row.id, row.starts_at, row.ends_at, row.note, row.staffing.heads) == (
        done.id,
        at(14),
        at(15, 30),
        "Aprons",
        0,
    )


def test_a_new_shift_on_shabbat_needs_a_reason(year: Year) -> None:
    friday = datetime(2026, 11, 20, 15)
    values = {
        "project_id": year.project(),
        "role_id": year.role(),
        "starts_at": friday,
        "ends_at": friday + timedelta(hours=2),
    }
    assert year.told(AddShift(values)) == ["jewish.rest"]
    assert year.told(AddShift({**values, "ends_at": friday})) != ["jewish.rest"]
    year.execute(AddShift(values), "Indoors, on foot")
    sunday = {**values, "starts_at": at(10), "ends_at": at(11)}
    year.execute(AddShift(sunday))


def full_project(year: Year) -> int:
    partner = year.add("partner", name="Hospice")
    project = year.project(
        status=ProjectStatus.DONE, on_day=date(2026, 11, 19), outcome="1,000 bulbs", made_count=1000
    )
    year.add("project_partner", project_id=project, partner_id=partner, role=PartnerRole.HOST)
    year.add(
        "programme_item",
        project_id=project,
        title="Planting",
        starts_at=datetime(2026, 11, 19, 10),
        performer="Ann Cohen",
    )
    year.add("material", project_id=project, name="Trowels", quantity=20, ready=True)
    year.add("guest_party", project_id=project, label="Neighbours", heads=8)
    return project


def test_a_project_is_copied_with_all_its_dates_and_none_of_its_people(year: Year) -> None:
    project = full_project(year)
    year.put(year.shift(project, datetime(2026, 11, 19, 10), datetime(2026, 11, 19, 11)), year.person())
    copy = year.execute(CopyProject(project, date(2027, 4, 11), "Spring bulbs")).id
    facts = year.office.query(projects.read_project, copy)
    assert facts is not None
    assert (facts.title, facts.status, facts.outcome, facts.made_count) == (
        "Spring bulbs",
        ProjectStatus.PLANNED,
        "",
        None,
    )
    assert starts(year, copy) == [datetime(2027, 4, 11, 10)]
    assert year.office.query(projects.list_assignments, copy) == []
    row = next(
        r for r in year.office.query(list_board_rows, year.campaign, date(2027, 4, 11)) if r.id == copy
    )
    assert row.shifts[0].heads == 0
    with year.office._book.reading() as file:
        parts = file.exec_driver_sql(
            "SELECT (SELECT count(*) FROM project_partner WHERE project_id = :p),"
            " (SELECT starts_at FROM programme_item WHERE project_id = :p),"
            " (SELECT ready FROM material WHERE project_id = :p),"
            " (SELECT heads FROM guest_party WHERE project_id = :p)",
            {"p": copy},
        ).one()
    assert tuple(parts) == (1, "2027-04-11T10:00:00", 0, 8)


def test_a_campaign_rolls_forward_as_gaps_and_last_years_are_invited_in_one_step(year: Year) -> None:
    kept, silent, refused, gone = (
        year.person(name) for name in ("Ann Keeps", "Bob Silent", "Cy Refused", "Di Declined")
    )
    for number, given in ((kept, True), (refused, False), (gone, True)):
        year.add("permission", person_id=number, purpose=Purpose.KEEP, given=given, given_on=date(2026, 1, 1))
    project = full_project(year)
    cancelled = year.project("Cancelled", status=ProjectStatus.CANCELLED)
    year.shift(cancelled)
    year.execute(SetField("project", project, "coordinator_id", silent))
    shift = year.shift(project, datetime(2026, 11, 19, 10), datetime(2026, 11, 19, 11), maximum=40)
    year.put(shift, kept, silent, refused)
    year.put(shift, gone, status=AssignmentStatus.DECLINED)
    scouts = year.add("group", name="Scouts", adults=4, children=20)
    year.put(shift, group_id=scouts, children=2, adults=1)
    new = year.execute(RollForward(year.campaign, "Mitzvah Day 2027", NEXT)).id
    (day,) = year.office.query(list_days, new)
    assert day.day == date(2027, 11, 18)
    (row,) = year.office.query(list_board_rows, new, day.day)
    assert (row.title, row.status, row.coordinator) == ("Bulbs", ProjectStatus.PLANNED, "")
    assert row.shifts[0].starts_at == datetime(2027, 11, 18, 10)
    assert (row.shifts[0].heads, year.on(row.shifts[0].id)) == (0, {})
    told = [each for each in year.office.query(list_candidates, row.shifts[0].id) if each.may_be_asked]
    assert {each.name for each in told if each.why.startswith("did this last time")} == {
        "Ann Keeps",
        "Bob Silent",
        "Cy Refused",
        "Scouts",
    }
    done = year.execute(InviteLastYears(new))
    assert done.label == "Invited 2 who did it last time to 1 shift"
    assert [finding.subject for finding in done.findings] == ["Bob Silent", "Cy Refused"]
    assert "may keep their details" in done.findings[0].text
    assert year.told(InviteLastYears(new)) == ["rota.nobody"]
    on = year.on(row.shifts[0].id)
    assert {(r.name, r.adults, r.children, r.status) for r in on.values()} == {
        ("Ann Keeps", 1, 0, AssignmentStatus.INVITED),
        ("Scouts", 4, 20, AssignmentStatus.INVITED),
    }
    year.office.undo()
    assert year.on(row.shifts[0].id) == {}
    year.office.undo()
    assert year.office.query(list_days, new) == []


def test_who_may_not_serve_any_more_is_not_invited_again(year: Year) -> None:
    leader = year.role("Leader", dbs_level=DbsLevel.ENHANCED)
    ann = year.person(dbs_level=DbsLevel.ENHANCED)
    year.add("permission", person_id=ann, purpose=Purpose.KEEP, given=True, given_on=date(2026, 1, 1))
    year.put(year.shift(year.project(), role_id=leader), ann)
    year.execute(SetField("person", ann, "dbs_level", DbsLevel.NONE))
    new = year.execute(RollForward(year.campaign, "Mitzvah Day 2027", NEXT)).id
    assert year.told(InviteLastYears(new)) == ["rota.nobody"]


def test_coordinators_who_do_not_come_along_are_named(year: Year) -> None:
    kept, silent, refused = (year.person(f"{name} Cohen") for name in ("Kay", "Sil", "Ref"))
    for number, given in ((kept, True), (refused, False)):
        year.add("permission", person_id=number, purpose=Purpose.KEEP, given=given, given_on=date(2026, 1, 1))
    gone = year.add("person", given="", family=ERASED_NAME)
    people = {"Tea": kept, "Bulbs": silent, "Cards": refused, "Hats": gone, "Songs": None}
    for title, coordinator in people.items():
        year.project(title, coordinator_id=coordinator)
    year.project("Never", status=ProjectStatus.CANCELLED)
    done = year.execute(RollForward(year.campaign, "Mitzvah Day 2027", NEXT))
    assert [finding.text for finding in done.findings if finding.rule == "project.coordinator"] == [
        "Sil Cohen coordinated Bulbs and was not asked whether we may keep their details.",
        "Ref Cohen coordinated Cards and said no to our keeping their details.",
        "Hats has no coordinator: whoever it was has been erased.",
        "Songs has no coordinator: none was named, or they were removed.",
    ]


def test_families_are_invited_together_where_the_job_says_so(year: Year) -> None:
    planter = year.role("Planter", minimum_age=7)
    home = year.add("household", name="Cohen")
    child = year.person("Abe Cohen", household_id=home, is_child=True, born=date(2015, 1, 1))
    ann = year.person("Zoe Cohen", household_id=home)
    for number in (ann, child):
        year.add("permission", person_id=number, purpose=Purpose.KEEP, given=True, given_on=date(2026, 1, 1))
    year.put(year.shift(year.project(), role_id=planter), ann, child)
    new = year.execute(RollForward(year.campaign, "Mitzvah Day 2027", NEXT)).id
    year.execute(InviteLastYears(new))
    (row,) = year.office.query(list_board_rows, new, NEXT)
    assert set(year.on(row.shifts[0].id)) == {"Abe Cohen", "Zoe Cohen"}


def test_a_campaign_does_not_roll_onto_shabbat_without_a_reason(year: Year) -> None:
    year.shift(year.project())
    roll = RollForward(year.campaign, "Mitzvah Day 2027", date(2027, 11, 20))
    assert "jewish.rest" in year.told(roll)
    year.execute(roll, "After Shabbat is out, to be moved")


def test_a_name_is_used_once(year: Year) -> None:
    year.execute(RollForward(year.campaign, "Mitzvah Day 2027", NEXT))
    assert year.told(RollForward(year.campaign, "Mitzvah Day 2027", NEXT))


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(year: Year) -> None:
    shift = year.shift(year.project())
    new = year.execute(RollForward(year.campaign, "Summer", date(2027, 6, 20))).id
    assert [r.shifts[0].starts_at for r in year.office.query(list_board_rows, new, date(2027, 6, 20))] == [
        datetime(2027, 6, 20, 10)
    ]
    assert year.on(shift) == {}


def test_the_sample_year_rolls_forward_whole(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = sample_year(tmp_path_factory.mktemp("roll") / "sample.mitzvah")
    year = Year(office, 1)
    new = year.execute(RollForward(1, "Mitzvah Day 2027", NEXT)).id
    year.execute(InviteLastYears(new))
    then, now = (office.query(list_days, campaign) for campaign in (1, new))
    assert [row.shifts for row in now] == [row.shifts for row in then]
    with office._book.reading() as file:
        unasked = file.exec_driver_sql(
            "SELECT count(*) FROM assignment a JOIN shift s ON s.id = a.shift_id"
            " JOIN project p ON p.id = s.project_id"
            " WHERE p.campaign_id = ? AND a.person_id IS NOT NULL AND a.person_id NOT IN"
            " (SELECT person_id FROM permission WHERE purpose = 'keep my details' AND given = 1)",
            (new,),
        ).scalar_one()
        performers = file.exec_driver_sql(
            "SELECT count(*) FROM programme_item i JOIN project p ON p.id = i.project_id"
            " WHERE p.campaign_id = ? AND performer <> ''",
            (new,),
        ).scalar_one()
    assert (unasked, performers) == (0, 0)
    assert SURE not in {
        r.status
        for row in office.query(list_board_rows, new, NEXT)
        for s in row.shifts
        for r in year.on(s.id).values()
    }
    office.close()
