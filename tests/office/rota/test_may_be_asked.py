"""Who may be asked: one answer for the board's people, Fill gaps and stand-ins."""

from datetime import date, datetime

import pytest
from conftest_rota import SURE, Year, at

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.asking.candidates import ShiftCandidate, list_candidates
from mitzvah_desk.office.rota.assignments import SetStatus
from mitzvah_desk.office.rota.fill_gaps import build_problem, fill_gaps


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def asked(year: Year, shift: int) -> list[str]:
    return [row.name for row in year.office.query(list_candidates, shift) if row.may_be_asked]


def told(year: Year, shift: int) -> dict[str, ShiftCandidate]:
    return {row.name: row for row in year.office.query(list_candidates, shift)}


def test_who_is_elsewhere_in_any_capacity_is_not_asked_and_it_says_where(year: Year) -> None:
    hall = year.project("Tea")
    shift, other = year.shift(hall, at(10), at(12)), year.shift(year.project("Bulbs"), at(11), at(13))
    names = ("Sam Shift", "Lea Leader", "Max Member", "Hal Host", "Gus Guest", "Dee Driver", "Rae Reserve")
    people = {name: year.person(name) for name in names}
    year.put(other, people["Sam Shift"])
    year.put(other, people["Rae Reserve"], reserve=True)
    scouts = year.add("group", name="Scouts", adults=3, leader_id=people["Lea Leader"])
    year.add("group_member", group_id=scouts, person_id=people["Max Member"])
    year.put(other, group_id=scouts)
    visit = {"project_id": year.project("Visit"), "arrives_at": at(11)}
    year.add("guest_of_honour", person_id=people["Gus Guest"], host_id=people["Hal Host"], **visit)
    home = year.add("partner", name="Rubens House")
    times = {"from_at": at(9, 30), "until_at": at(11)}
    year.add("delivery", campaign_id=year.campaign, partner_id=home, driver_id=people["Dee Driver"], **times)
    year.person("Ann Free")
    assert asked(year, shift) == ["Ann Free"]
    rows = told(year, shift)
    assert rows["Sam Shift"].reason == "Not free 11:00–13:00: Baker in Bulbs."
    assert rows["Lea Leader"].reason == "Not free 11:00–13:00: Baker in Bulbs, with Scouts."
    assert rows["Max Member"].reason == "Not free 11:00–13:00: Baker in Bulbs, with Scouts."
    assert rows["Dee Driver"].reason == "Not free 09:30–11:00: drives to Rubens House."
    assert rows["Hal Host"].reason == "Not free 11:00–11:30: hosts Gus Guest at Visit."
    assert rows["Rae Reserve"].reason == "Stands by for Baker in Bulbs, 11:00–13:00."
    assert "Not free 11:00–11:30: is a guest of honour at Visit." in rows["Gus Guest"].reasons


@pytest.mark.parametrize(("time", "words"), [(None, "that day, at no set time"), (at(15), "at 15:00")])
def test_hosts_and_guests_of_honour_stay_where_they_are(
    year: Year, time: datetime | None, words: str
) -> None:
    shift, visit = year.shift(year.project("Tea")), year.project("Visit")
    host, guest = year.person("Hal Host"), year.person("Gus Guest", also_volunteers=True)
    year.add("guest_of_honour", project_id=visit, person_id=guest, host_id=host, arrives_at=time)
    assert asked(year, shift) == []
    assert told(year, shift)["Hal Host"].reason == f"Hosts Gus Guest at Visit {words}."
    assert not fill_gaps(year.office.query(build_problem, year.campaign)).proposal.choices
    assert asked(year, year.shift(visit)) == ["Gus Guest", "Hal Host"]


def test_children_are_asked_where_the_job_says_so_and_family_is_there(year: Year) -> None:
    tea = year.project("Tea")
    silent, says_so = year.shift(tea), year.shift(tea, role_id=year.role("Planter", minimum_age=7))
    home = year.add("household", name="Cohen")
    ann = year.person("Ann Cohen", household_id=home)
    child = {"household_id": home, "is_child": True}
    year.person("Dan Cohen", born=date(2015, 1, 1), **child)
    year.person("Zoe Cohen", born=date(2022, 1, 1), **child)
    assert asked(year, says_so) == ["Ann Cohen"]
    assert "no adult of the family is on" in told(year, says_so)["Dan Cohen"].reason
    year.put(silent, ann)
    assert asked(year, silent) == []
    assert "does not say from what age" in told(year, silent)["Dan Cohen"].reason
    year.office.undo()
    year.put(says_so, ann)
    assert asked(year, says_so) == ["Dan Cohen"]
    assert "people of 7 and over" in told(year, says_so)["Zoe Cohen"].reason


def test_the_best_come_first_and_it_says_why(year: Year) -> None:
    drive = year.add("skill", name="Drive")
    driver = year.role("Driver", skill_id=drive)
    place = year.add("place", name="Hall", postcode="NW11 8QZ")
    food = year.project("Food drive", place_id=place)
    shift, later = year.shift(food, role_id=driver), year.shift(year.project("Tea"), at(14), at(16))
    near = year.add("household", name="Near", postcode="NW7 1AA")
    far = year.add("household", name="Far", postcode="SE1 2BB")
    for name, home in (("Ada Far", far), ("Bea Near", near), ("Cat Busy", near), ("Di Wished", far)):
        number = year.person(name, household_id=home, mobile=f"07700 90000{len(name)}")
        year.add("person_skill", person_id=number, skill_id=drive)
        if name == "Cat Busy":
            year.put(later, number)
        if name == "Di Wished":
            year.add("project_wish", person_id=number, project_id=food, rank=1)
    assert asked(year, shift) == ["Di Wished", "Bea Near", "Cat Busy", "Ada Far"]
    rows = told(year, shift)
    assert rows["Bea Near"].why == "has Drive, lives near, not asked yet"
    assert (rows["Cat Busy"].load, rows["Cat Busy"].phone) == ("1 shift, 2 h", "07700 900008")
    assert rows["Di Wished"].why == "has Drive, first choice, not asked yet"


def test_who_did_it_last_year_comes_first_and_whose_service_is_longest_ago(year: Year) -> None:
    old = year.add("campaign", name="Mitzvah Day 2025", main_day=date(2025, 11, 16))
    tea = year.add("project", campaign_id=old, title="tea ", on_day=date(2025, 11, 16))
    times = {"starts_at": at(10).replace(year=2025, day=16), "ends_at": at(11).replace(year=2025, day=16)}
    baker = year.add("shift", project_id=tea, role_id=year.role(), minimum=1, maximum=5, **times)
    other = year.add("shift", project_id=tea, role_id=year.role("Cook"), minimum=1, maximum=5, **times)
    year.person("Ann Never")
    cooked, baked = year.person("Abe Cooked"), year.person("Zoe Baked")
    for shift, who in ((baker, baked), (other, cooked)):
        (number,) = year.put(shift, who)
        year.execute(SetStatus((number,), AssignmentStatus.ATTENDED))
    now = year.shift(year.project("Tea"))
    assert asked(year, now) == ["Zoe Baked", "Ann Never", "Abe Cooked"]
    rows = told(year, now)
    assert rows["Zoe Baked"].why == "did this last time, not asked yet"
    assert rows["Zoe Baked"].last_served == date(2025, 11, 16)
    assert rows["Ann Never"].last_served is None


def test_a_full_shift_asks_people_to_stand_by(year: Year) -> None:
    shift = year.shift(year.project(), maximum=1)
    year.put(shift, year.person("Ann On"), status=SURE)
    year.person("Bob Free")
    (row,) = year.office.query(list_candidates, shift)
    assert (row.may_be_asked, row.full) == (True, True)


def test_a_home_that_takes_no_more_visitors_asks_nobody(year: Year) -> None:
    home = year.add("partner", name="Rubens House", visitor_limit=1)
    place = year.add("place", name="Rubens House", partner_id=home)
    project = year.project(place_id=place)
    shift = year.shift(project)
    year.put(year.shift(project), year.person("Ann On"))
    year.person("Bob Free")
    assert asked(year, shift) == []
    assert "takes 1 visitors at once" in told(year, shift)["Bob Free"].reason


def test_who_lives_near_a_confidential_place_is_not_told(year: Year) -> None:
    refuge = year.add("partner", name="Hope House", confidential=True, code_name="Olive")
    place = year.add("place", name="Hope House", postcode="N9 9ZZ", partner_id=refuge)
    shift = year.shift(year.project(place_id=place))
    near = year.add("household", name="Near", postcode="N9 1AA")
    year.person("Ann Cohen", household_id=near)
    assert told(year, shift)["Ann Cohen"].why == "not asked yet"
    (choice,) = fill_gaps(year.office.query(build_problem, year.campaign)).proposal.choices
    assert choice.why == "not asked yet"


def test_whoever_was_erased_is_nobody_to_be_asked(year: Year) -> None:
    shift = year.shift(year.project())
    year.add("person", given="", family=ERASED_NAME)
    assert year.office.query(list_candidates, shift) == []
