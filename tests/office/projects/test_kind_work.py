"""A kind of project knows its work: ready-made kinds, what a project of one begins with, and one's own."""

from datetime import date, datetime
from typing import Any

import pytest

from mitzvah_desk.model import PartnerRole
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.projects import kinds
from mitzvah_desk.office.projects.details import list_materials
from mitzvah_desk.office.projects.kind_work import AddKindWork, AddProject, MakeKind, find_missing_work
from mitzvah_desk.office.projects.queries import list_project_shifts, read_project
from mitzvah_desk.office.projects.ready_kinds import AddReadyKinds, list_ready_kinds
from mitzvah_desk.office.projects.reference_lists import read_role
from mitzvah_desk.office.projects.to_dos import list_project_to_dos

DAY = date(2026, 11, 22)
COOKING = "Cooking for others"


def do(office: Office, action: Action, reason: str = "") -> Done:
    done = office.execute(action, reason)
    assert isinstance(done, Done), done
    return done


def add(office: Office, record: str, **values: Any) -> int:
    return do(office, Add(record, values)).id


@pytest.fixture
def campaign(office: Office) -> int:
    return add(office, "campaign", name="Mitzvah Day 2026", main_day=DAY)


@pytest.fixture
def cooking(office: Office) -> int:
    return do(office, AddReadyKinds((COOKING,))).id


def test_there_are_a_dozen_ready_made_kinds_with_their_safety_and_its_sources(office: Office) -> None:
    ready = list_ready_kinds()
    assert len(ready) >= 12
    done = do(office, AddReadyKinds(tuple(kind.name for kind in ready)))
    assert len(done.ids) == len(ready)
    sources = 0
    for kind in done.ids:
        facts = office.query(kinds.read_kind, kind)
        assert facts is not None
        assert facts.summary
        sources += sum(line.endswith((").", ").")) and "(" in line for line in facts.safety.splitlines())
        assert len(facts.safety.splitlines()) >= 2
        assert office.query(kinds.list_kind_shifts, kind)
        assert office.query(kinds.list_kind_materials, kind)
        assert office.query(kinds.list_kind_partners, kind)
        to_dos = office.query(kinds.list_kind_to_dos, kind)
        assert to_dos[0].lead_days > 0 > to_dos[-1].lead_days, "something before, something after"
    assert sources > 30
    lead = next(r for r in office.query(lookup.list_role_options) if r.label == "Children's lead")
    role = office.query(read_role, lead.id)
    assert role is not None
    assert (role.minimum_age, str(role.dbs_level)) == (18, "enhanced")
    assert {option.label for option in office.query(lookup.list_skill_options)} >= {
        "Drive",
        "Knit",
        "First aid",
    }


def test_what_is_there_already_stays_as_it_is(office: Office, cooking: int) -> None:
    do(office, SetField("project_kind", cooking, "summary", "Our own words"))
    again = do(office, AddReadyKinds((COOKING, "Planting")))
    assert len(again.ids) == 1
    facts = office.query(kinds.read_kind, cooking)
    assert facts is not None
    assert facts.summary == "Our own words"
    assert office.query(lookup.list_role_options) == sorted(
        office.query(lookup.list_role_options), key=lambda option: option.label.casefold()
    )


def test_a_project_begins_with_the_work_of_its_kind_in_one_step(
    office: Office, campaign: int, cooking: int
) -> None:
    project = do(office, AddProject(campaign, "Lunch", cooking)).id
    facts = office.query(read_project, project)
    assert facts is not None
    assert facts.serves_food
    assert facts.kind_id == cooking
    shifts = office.query(list_project_shifts, project)
    assert ("Cook", datetime(2026, 11, 22, 10)) in [(shift.role, shift.starts_at) for shift in shifts]
    assert len(shifts) == len(office.query(kinds.list_kind_shifts, cooking))
    assert "Aprons" in [row.name for row in office.query(list_materials, project)]
    to_dos = {row.what: row.due_on for row in office.query(list_project_to_dos, project)}
    assert to_dos["Buy the food and check its dates"] == date(2026, 11, 19)
    assert to_dos["Send the pots back and thank the kitchen"] == date(2026, 11, 24)
    assert office.query(kinds.list_partners_to_find, project) == [PartnerRole.BENEFICIARY, PartnerRole.HOST]
    office.undo()
    assert office.query(read_project, project) is None
    assert not office.query(list_project_to_dos, project)
    office.redo()
    assert len(office.query(list_project_shifts, project)) == len(shifts)


def test_without_a_kind_it_is_empty_as_before(office: Office, campaign: int) -> None:
    project = do(office, AddProject(campaign, "Something new")).id
    assert office.query(list_project_shifts, project) == []
    assert office.query(list_materials, project) == []
    assert not office.query(find_missing_work, project)


def test_shifts_on_shabbat_are_asked_about(office: Office, cooking: int) -> None:
    campaign = add(office, "campaign", name="Odd", main_day=date(2026, 11, 21))
    refused = office.execute(AddProject(campaign, "Lunch", cooking))
    assert isinstance(refused, Refused)
    assert {finding.rule for finding in refused.findings} == {"jewish.rest"}
    project = do(office, AddProject(campaign, "Lunch", cooking), "the rabbi agreed").id
    assert office.query(list_project_shifts, project)


def test_a_partner_that_is_found_is_asked_for_no_more(office: Office, campaign: int, cooking: int) -> None:
    project = do(office, AddProject(campaign, "Lunch", cooking)).id
    partner = add(office, "partner", name="Warm Hands")
    add(office, "project_partner", project_id=project, partner_id=partner, role=PartnerRole.BENEFICIARY)
    assert office.query(kinds.list_partners_to_find, project) == [PartnerRole.HOST]


def test_what_a_project_lacks_of_its_kind_is_added_and_nothing_twice(
    office: Office, campaign: int, cooking: int
) -> None:
    project = do(office, AddProject(campaign, "Lunch")).id
    add(office, "material", project_id=project, name="aprons", quantity=12)
    do(office, SetField("project", project, "kind_id", cooking))
    missing = office.query(find_missing_work, project)
    assert len(missing.materials) == len(office.query(kinds.list_kind_materials, cooking)) - 1
    assert (
        missing.words
        == f"{len(missing.shifts)} shifts, {len(missing.materials)} materials and 6 things to do"
    )
    do(office, AddKindWork(project))
    assert not office.query(find_missing_work, project)
    aprons = [
        row.quantity for row in office.query(list_materials, project) if row.name.casefold() == "aprons"
    ]
    assert aprons == [12]
    office.undo()
    assert office.query(find_missing_work, project) == missing


def test_a_kind_is_made_of_a_project(office: Office, campaign: int, cooking: int) -> None:
    project = do(office, AddProject(campaign, "Lunch", cooking)).id
    kind = do(office, MakeKind(project, "Our lunch")).id
    assert [(r.role, r.starts_at, r.maximum) for r in office.query(kinds.list_kind_shifts, kind)] == [
        (r.role, r.starts_at, r.maximum) for r in office.query(kinds.list_kind_shifts, cooking)
    ]
    assert {(r.what, r.lead_days) for r in office.query(kinds.list_kind_to_dos, kind)} == {
        (r.what, r.lead_days) for r in office.query(kinds.list_kind_to_dos, cooking)
    }
    facts = office.query(read_project, project)
    assert facts is not None
    assert facts.kind_id == kind
    assert not office.query(find_missing_work, project)
    again = office.execute(MakeKind(project, "our lunch "))
    assert isinstance(again, Refused)
    assert "already" in again.text


def test_a_shift_may_end_on_the_day_after(office: Office, campaign: int, cooking: int) -> None:
    role = office.query(lookup.list_role_options)[0].id
    add(office, "kind_shift", kind_id=cooking, role_id=role, starts_at="22:00", ends_at="06:00")
    project = do(office, AddProject(campaign, "Lunch", cooking)).id
    night = next(
        s for s in office.query(list_project_shifts, project) if s.starts_at == datetime(2026, 11, 22, 22)
    )
    assert night.ends_at == datetime(2026, 11, 23, 6)


def test_a_kind_takes_its_usual_work_along_and_projects_keep_theirs(
    office: Office, campaign: int, cooking: int
) -> None:
    project = do(office, AddProject(campaign, "Lunch", cooking)).id
    do(office, Remove("project_kind", (cooking,)))
    assert office.query(kinds.list_kind_shifts, cooking) == []
    assert office.query(list_project_shifts, project)
