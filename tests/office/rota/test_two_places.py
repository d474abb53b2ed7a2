"""Whatever the way of assigning, a person is not put into two places unseen; what was settled stays so."""

from datetime import date, datetime

import pytest
from conftest_rota import DAY, Year, at
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import ChangeDelivery
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift, Move, SetStatus, Substitute
from mitzvah_desk.office.rota.bulk_assignments import AssignMany
from mitzvah_desk.office.rota.checks import find_campaign_clashes, find_project_clashes
from mitzvah_desk.office.rota.fill_gaps import AcceptProposal, build_problem
from mitzvah_desk.office.rota.home_questions import list_home_questions
from mitzvah_desk.office.rota.queries import list_board_rows
from mitzvah_desk.office.rota.reserves import SetReserve
from mitzvah_desk.rules.findings import Severity

TWICE = """
    WITH is_at (person, what, start, until) AS (
        SELECT a.person_id, 'shift ' || s.id, s.starts_at, s.ends_at FROM assignment a
            JOIN shift s ON s.id = a.shift_id
            WHERE NOT a.reserve AND a.status NOT IN ('declined', 'absent') AND a.person_id IS NOT NULL
        UNION SELECT c.person, 'shift ' || s.id, s.starts_at, s.ends_at FROM assignment a
            JOIN shift s ON s.id = a.shift_id
            JOIN (SELECT id AS team, leader_id AS person FROM "group"
                  UNION SELECT group_id, person_id FROM group_member) c ON c.team = a.group_id
            WHERE NOT a.reserve AND a.status NOT IN ('declined', 'absent')
        UNION SELECT driver_id, 'delivery ' || id, from_at, until_at FROM delivery
    )
    SELECT one.person, one.what, other.what FROM is_at one JOIN is_at other
    ON one.person = other.person AND one.what < other.what AND one.start < other.until
    AND other.start < one.until
"""


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def twice(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(TWICE)]


def set_up(year: Year) -> None:
    """Three shifts that meet, three people, a group that two of them come with, and a delivery."""
    project = year.project()
    for start, end in ((at(10), at(12)), (at(11), at(13)), (at(12, 30), at(14))):
        year.shift(project, start, end, maximum=99)
    leader = year.person("Lea Stern", recruited_on=date(2026, 1, 1))
    member = year.person("Max Adler")
    year.person("Dan Levy")
    team = year.add("group", name="Scouts", leader_id=leader, adults=3, children=8, ages="9 to 10")
    year.add("group_member", group_id=team, person_id=member)
    partner = year.add("partner", name="Food bank")
    year.add("delivery", campaign_id=year.campaign, partner_id=partner)


def ways(year: Year, kind: int, shift: int, person: int) -> Action | None:
    """One way of assigning somebody; None where there is nobody to be moved or called up."""
    sql = "SELECT id FROM assignment ORDER BY (shift_id * 7 + coalesce(person_id, 5) * 3) % 5, id LIMIT 1"
    first = year.office.query(lambda c: c.exec_driver_sql(sql).scalar())
    who = (person,)
    simple: list[Action] = [
        Assign(shift, who),
        Assign(shift, group_id=1),
        Assign(shift, who, reserve=True),
        AssignMany(((Assign(shift, who), ""), (Assign(shift % 3 + 1, who), ""))),
        AcceptProposal(((shift, person),)),
        ChangeDelivery(1, at(9 + shift), at(11 + shift), driver_id=person),
        ChangeShift(shift, {"starts_at": at(8 + person), "ends_at": at(10 + person)}),
    ]
    if kind < len(simple):
        return simple[kind]
    if first is None:
        return None
    later: list[Action] = [
        Move(first, shift),
        SetReserve((first,), stand_by=False),
        SetStatus((first,), AssignmentStatus.DECLINED),
        SetStatus((first,), AssignmentStatus.CONFIRMED),
        Substitute(first),
    ]
    return later[kind - len(simple)]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 3), st.integers(1, 3)), max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nobody_is_put_into_two_places_without_a_reason(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, int]]
) -> None:
    office = Office.new(tmp_path_factory.mktemp("two") / "year.mitzvah")
    try:
        year = Year(office, 1)
        year.campaign = year.add("campaign", name="Mitzvah Day", main_day=DAY)
        set_up(year)
        for kind, shift, person in steps:
            action = ways(year, kind, shift, person)
            if action is not None:
                office.execute(action)
            assert office.query(twice) == [], action
    finally:
        office.close()


def test_a_clash_stays_settled_until_its_facts_change(year: Year) -> None:
    project = year.project()
    first, second = year.shift(project, at(10), at(12)), year.shift(project, at(11), at(13))
    ann = year.person()
    year.put(first, ann)
    assert year.told(Assign(second, (ann,))) == ["clash.overlap"]
    year.execute(Assign(second, (ann,)), "She runs both")
    ask = year.office.query
    assert (ask(find_campaign_clashes, year.campaign), ask(find_project_clashes, project)) == ([], [])
    assert year.on(second)["Ann Cohen"].reason == "She runs both"
    year.execute(ChangeShift(second, {"starts_at": at(11, 30)}))  # less of an overlap, and another
    assert [f.rule for f in ask(find_campaign_clashes, year.campaign)] == ["clash.overlap"]
    year.office.undo()
    assert ask(find_campaign_clashes, year.campaign) == []
    year.execute(SetField("shift", first, "starts_at", datetime(2026, 11, 22, 10, 30)))
    assert [f.rule for f in ask(find_project_clashes, project)] == ["clash.overlap"]


def test_a_drivers_clash_is_settled_on_the_rota_too(year: Year) -> None:
    year.put(year.shift(year.project()), ann := year.person())
    partner = year.add("partner", name="Rubens House")
    delivery = year.add("delivery", campaign_id=year.campaign, partner_id=partner)
    drives = ChangeDelivery(delivery, at(10), at(11), driver_id=ann)
    assert year.told(drives) == ["delivery.driver_busy"]
    year.execute(drives, "It is this delivery")
    assert year.office.query(find_campaign_clashes, year.campaign) == []


@pytest.mark.parametrize("confidential", [False, True])
def test_a_driver_is_an_adult_who_may_drive(year: Year, confidential: bool) -> None:
    """The committee's own rule, for a refuge's delivery as well; GOV.UK: nobody drives a car before 17."""
    drive = year.add("skill", name="Drive")
    names = {"name": "Hope House", "code_name": "Rose", "confidential": confidential}
    delivery = year.add("delivery", campaign_id=year.campaign, partner_id=year.add("partner", **names))
    teen = year.person("Sam Levy", born=date(2009, 1, 1))
    ann = year.person()
    assert year.told(ChangeDelivery(delivery, driver_id=teen)) == ["delivery.driver_child"]
    assert year.told(ChangeDelivery(delivery, driver_id=ann)) == ["delivery.driver_skill"]
    year.add("person_skill", person_id=ann, skill_id=drive)
    team = year.add("group", name="Scouts", leader_id=ann, adults=2)
    year.execute(Assign(year.shift(year.project()), group_id=team))
    assert year.told(ChangeDelivery(delivery, at(10), at(11), driver_id=ann)) == ["delivery.driver_busy"]
    year.execute(ChangeDelivery(delivery, at(11), at(12), driver_id=ann))


def test_contacts_and_guests_of_honour_are_asked_only_where_they_volunteer(year: Year) -> None:
    project = year.project()
    shift = year.shift(project)
    partner = year.add("partner", name="Rubens House")
    contact, mayor, ann = (year.person(f"{name} Levy") for name in ("Carl", "May", "Ann"))
    year.add("partner_contact", partner_id=partner, person_id=contact)
    year.add("guest_of_honour", project_id=project, person_id=mayor)

    def proposed() -> tuple[set[int], set[int]]:
        problem = year.office.query(build_problem, year.campaign)
        rows = year.office.query(list_candidates, shift)
        return {n for unit in problem.units for n in unit.members}, {
            row.id for row in rows if row.may_be_asked
        }

    assert proposed() == ({ann}, {ann})
    year.execute(SetField("person", contact, "also_volunteers", value=True))
    assert proposed() == ({contact, ann}, {contact, ann})
    year.put(shift, mayor)  # by hand
    assert mayor in proposed()[0]


def test_a_place_with_a_homes_name_is_asked_about_and_kept_to_meanwhile(year: Year) -> None:
    year.add("partner", name="Rubens House", visiting_from="10:00", visiting_until="17:00", minimum_age=12)
    place = year.add("place", name="the Rubens House")
    project = year.project(place_id=place)
    early = {"starts_at": at(9), "ends_at": at(11)}
    shift = year.shift(project)
    assert year.told(ChangeShift(shift, early)) == ["home.hours"]
    child = year.person("Maya Levy", born=date(2018, 1, 1))
    told = year.office.execute(Assign(shift, (child,))).findings
    age = next(f for f in told if f.rule == "person.age")
    assert age.severity is Severity.SOFT
    assert "Nobody has said yet whether “the Rubens House” is Rubens House." in age.text
    (question,) = year.office.query(list_home_questions, year.campaign)
    year.execute(question.no)
    assert year.office.query(list_home_questions, year.campaign) == ()
    year.execute(ChangeShift(shift, early))
    year.office.undo()
    year.execute(SetField("place", place, "name", "Rubens House"))
    (again,) = year.office.query(list_home_questions, project_id=project)
    year.execute(again.yes)
    refused = year.office.execute(Assign(shift, (child,))).findings
    assert next(f for f in refused if f.rule == "person.age").severity is Severity.HARD
    assert year.office.query(list_home_questions) == ()


def test_the_host_of_a_project_is_asked_about_where_its_place_is_nobodys(year: Year) -> None:
    home = year.add("partner", name="Rubens House", visitor_limit=1)
    refuge = year.add("partner", name="Hope", code_name="Rose", confidential=True, visitor_limit=1)
    for partner, title in ((home, "Tea"), (refuge, "Gifts")):
        project = year.project(title, place_id=year.add("place", name=f"Garden of {title}"))
        year.add("project_partner", project_id=project, partner_id=partner, role="host")
        year.shift(project)
    (question,) = year.office.query(list_home_questions, year.campaign)
    assert (question.place, question.partner) == ("Garden of Tea", "Rubens House")


def test_figures_count_each_person_once(year: Year) -> None:
    shift = year.shift(year.project())
    lea, max_ = year.person("Lea Stern"), year.person("Max Adler")
    team = year.add("group", name="Scouts", leader_id=lea, adults=4)
    year.add("group_member", group_id=team, person_id=max_)
    year.put(shift, lea, max_)
    year.put(shift, group_id=team)
    ((bar,),) = [row.shifts for row in year.office.query(list_board_rows, year.campaign, DAY)]
    assert bar.heads == 4
