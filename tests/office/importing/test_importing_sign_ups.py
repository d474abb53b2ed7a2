"""Lists of sign-ups: who comes to which shift, with the checks of the rota."""

from dataclasses import replace
from datetime import date

import program_files as files
import pytest
from conftest_rota import Year, at
from lists_in import TODAY, bulbs_and_tea, fates, plan_of, source, take

from mitzvah_desk.model import AssignmentStatus, DbsLevel, ImportOf, ProjectStatus
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.importing.accept import Import, dry_run
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.people.queries import list_people, read_person
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.findings import Severity, worst_severity


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return bulbs_and_tea(office, campaign)


def test_a_google_form_with_the_checks_of_the_rota(year: Year) -> None:
    given = source("form.csv", files.GOOGLE_FORM_SHORT.encode("utf-8-sig"), ImportOf.SIGN_UPS)
    plan = plan_of(year.office, given, campaign=year.campaign)
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.ASK]
    assert "guardian" in plan.rows[1].detail
    plan = plan_of(year.office, given, campaign=year.campaign, decisions={3: "anyway"})
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.NEW]
    assert plan.findings
    year.execute(Import(plan), "His mother comes too")
    assert year.on(1).keys() == {"Ann Cohen"}
    assert year.on(2).keys() == {"Tom Cohen"}
    tom = next(row for row in year.office.query(list_people) if row.given == "Tom")
    assert tom.child
    assert set(fates(plan_of(year.office, given, campaign=year.campaign))) == {RowOutcome.SAME}
    year.office.undo()
    assert not year.on(1)
    assert not year.office.query(list_people)


def test_a_google_form_of_questions_with_several_times_and_siblings(year: Year) -> None:
    bulbs = year.project("Bulbs again")
    year.shift(bulbs, at(10), at(11), role_id=year.role("Baker"))
    text = files.GOOGLE_FORM.replace("Bulbs", "Bulbs again")
    year.shift(bulbs, at(11), at(12), role_id=year.role("Baker"))
    given = source("form.csv", text.encode())
    assert given.kind is ImportOf.SIGN_UPS
    plan = plan_of(year.office, given, campaign=year.campaign, decisions={3: "anyway"})
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.NEW], [row.detail for row in plan.rows]
    year.execute(Import(plan), "Their mother comes")
    assert {frozenset(year.on(number)) for number in (3, 4)} == {
        frozenset({"Dan Levy", "Zoe Green", "Max Green"}),
        frozenset({"Dan Levy"}),
    }
    known = {row.given: row for row in year.office.query(list_people)}
    assert "Drive" in known["Dan"].skills
    assert known["Zoe"].child
    assert known["Max"].child
    max_green = year.office.query(read_person, known["Max"].id)
    assert max_green is not None
    assert max_green.diet == "Nut allergy"


def test_sign_up_genius(year: Year) -> None:
    plan = take(year.office, "report.csv", files.SIGN_UP_GENIUS.encode("utf-16"), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.NEW, RowOutcome.PROBLEM]
    assert plan.rows[0].detail.startswith("Bulbs, Driver at 11:00")
    assert year.on(1).keys() == {"Ann Cohen"}


def test_a_group_signs_up_with_how_many_come(year: Year) -> None:
    year.add("group", name="Scouts", adults=4, children=20, ages="9 to 10")
    year.add("group", name="Class 5")
    text = (
        b"Name,How many are coming?,Adults,Children,Project\n"
        b"Scouts,8,,,Bulbs\n"
        b"scouts,,2,6,Tea\n"
        b"Scouts,3,,,Bulbs\n"
        b"Class 5,12,,,Tea\n"
        b"Class 5,,1,,Tea\n"
        b"Scouts,,,,Tea\n"
        b"Guides,24,,,Tea\n"
        b"Ann & Bob Cohen,2,,,Tea\n"
    )
    given = source("a.csv", text, ImportOf.SIGN_UPS)
    plan = plan_of(year.office, given, campaign=year.campaign, decisions={3: "anyway", 9: "anyway"})
    problem, new = RowOutcome.PROBLEM, RowOutcome.NEW
    details = [row.detail for row in plan.rows]
    assert fates(plan) == [new, new, problem, problem, new, problem, problem, new], details
    assert details[0] == "Bulbs, Driver at 11:00, 4 adults and 4 children"
    assert "Put the numbers right on the rota" in details[2]
    assert "how many of Class 5 are adults" in details[3]
    assert "how many come" in details[5]
    assert "24 come, but this row names only one" in details[6]
    year.execute(Import(plan), "They know the way")
    assert (year.on(1)["Scouts"].adults, year.on(1)["Scouts"].children) == (4, 4)
    assert (year.on(2)["Scouts"].adults, year.on(2)["Scouts"].children) == (2, 6)
    assert year.on(2).keys() == {"Scouts", "Class 5", "Ann Cohen", "Bob Cohen"}
    again = plan_of(year.office, given, campaign=year.campaign)
    assert again.count(new, RowOutcome.UPDATE) == 0
    year.office.undo()
    assert not year.on(1)


def test_a_group_that_is_not_in_the_book_is_told(year: Year) -> None:
    text = b"Group,Adults,Project\nGuides,3,Tea\n"
    plan = plan_of(year.office, source("a.csv", text, ImportOf.SIGN_UPS), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.PROBLEM]
    assert "no group called Guides" in plan.rows[0].detail


def test_a_list_onto_full_shifts_is_told_what_each_would_be_told_alone(year: Year) -> None:
    """The rota is read once for the list: row for row it says what putting them on one by one says."""
    home = year.add("partner", name="Rubens House", visitor_limit=2, minimum_age=16)
    place = year.add("place", name="Lounge", partner_id=home)
    visit = year.project("Visit", place_id=place)
    off = year.project("Called off", place_id=place, status=ProjectStatus.CANCELLED)
    year.shift(visit, at(10), at(11), role_id=year.role("Guest"), maximum=2)
    year.shift(off, at(10), at(11), role_id=year.role("Singer"))
    year.shift(visit, at(11), at(12), role_id=year.role("Nurse", dbs_level=DbsLevel.ENHANCED))
    parent = year.person("Ruth Levy", dbs_level=DbsLevel.ENHANCED, email="ruth@example.org")
    young = year.person("Tom Levy", is_child=True, born=date(2018, 1, 2), email="tom@example.org")
    year.add("guardian", child_id=young, adult_id=parent)
    away = year.person("Sam Gold", email="sam@example.org")
    year.add("unavailability", person_id=away, starts_at=at(9), ends_at=at(12))
    year.put(1, year.person("Zoe Adler"))
    lines = [
        "Tom Levy,Tea,Baker,10:00", "Ruth Levy,Tea,Baker,10:00", "Sam Gold,Bulbs,Driver,11:00",
        "Una Stone,Visit,Guest,10:00", "Tom Levy,Visit,Guest,10:00", "Una Stone,Tea,Baker,10:00",
        "Oz Berg,Called off,Singer,10:00", "Oz Berg,Visit,Guest,10:00", "Pam Roth,Visit,Nurse,11:00",
        "Ruth Levy,Visit,Nurse,11:00", "Ruth Levy,Visit,Guest,10:00", "Nat Fine,Bulbs,Driver,11:00",
    ]  # fmt: skip
    text = "\n".join(["Name,Project,Role,Time", *lines]).encode()
    given = source("a.csv", text, ImportOf.SIGN_UPS)
    plan = compose_plan(
        prepare_import(given, year.office.query(read_existing_records, year.campaign), today=TODAY), {}
    )
    assert len(plan.deeds) == len(lines)
    told = dry_run(year.office, plan)
    assert [line for line, findings in told.items() if worst_severity(findings) is Severity.HARD] == [6, 10]
    assert {finding.rule for findings in told.values() for finding in findings} == {
        "child.alone", "clash.overlap", "home.visitors", "person.age", "person.away", "person.dbs",
        "shift.too_many",
    }  # fmt: skip

    year.execute(Import(replace(plan, deeds=())))  # the people alone
    numbers = {f"{row.given} {row.family}": row.id for row in year.office.query(list_people)}
    shifts = {"Bulbs": 1, "Tea": 2, "Visit,Guest": 3, "Called off": 4, "Visit,Nurse": 5}
    for number, line in enumerate(lines, start=2):
        name, _, where = line.partition(",")
        shift = next(value for key, value in shifts.items() if where.startswith(key))
        action = Assign(shift, (numbers[name],), status=AssignmentStatus.CONFIRMED)
        alone = year.office.execute(action)
        if isinstance(alone, Refused):
            year.office.execute(action, "rehearsed")
        against = [f for f in alone.findings if f.severity is not Severity.INFO]
        assert told.get(number, []) == against, line


def test_a_shift_that_is_not_there_is_told(year: Year) -> None:
    text = b"Project,Role,Time,Name\nBulbs,Singer,11:00,Ann Cohen\nTea,,,Ann Cohen\n"
    plan = plan_of(year.office, source("a.csv", text, ImportOf.SIGN_UPS), campaign=year.campaign)
    assert fates(plan) == [RowOutcome.PROBLEM, RowOutcome.NEW]
    assert "no shift that fits Bulbs, Singer and 11:00" in plan.rows[0].detail


DOODLE = """Poll,,,
https://example.org/poll/1,,,
,November 2026,,
,Sun 22,,Mon 23
,10:00 – 12:00,11:00 – 12:00,10:00 – 12:00
Ann Cohen,OK,,
Dan Gold,OK,OK,
Bob Levy,,(OK),
Cat Katz,OK,,OK
Count,2,1,1
"""


def test_a_poll_of_doodle(year: Year) -> None:
    poll = source("poll.csv", DOODLE.encode())
    assert (poll.kind, poll.program) == (ImportOf.SIGN_UPS, "Doodle")
    plan = plan_of(year.office, poll, year.campaign)
    said = {row.who: (row.fate, row.detail) for row in plan.rows}
    assert [row.id for row in plan.rows] == [6, 7, 8, 9], "as they are counted in the file"
    assert said["Ann Cohen"][0] is RowOutcome.NEW
    assert "Tea, Baker at 10:00" in said["Ann Cohen"][1]
    assert said["Dan Gold"][0] is RowOutcome.ASK, "one of the times lies within the other"
    assert "11:00" in said["Dan Gold"][1]
    assert said["Bob Levy"][0] is RowOutcome.PROBLEM, "if need be is no yes"
    assert said["Cat Katz"][0] is RowOutcome.PROBLEM, "there is no shift on Monday"
    assert [column.heading for column in plan.unused] == ["If need be"]
