"""Permission forms: whose are printed, that they went out, and what came back on them."""

from datetime import date, datetime, timedelta

import pytest
from conftest_rota import Year

from mitzvah_desk.model import AssignmentStatus, Purpose
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.people.consent_forms import NoteFormsPrinted, TakeFormBack, list_forms
from mitzvah_desk.office.people.queries import list_permissions, list_statements
from mitzvah_desk.office.people.statements import Answer
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.vocabulary import Use
from mitzvah_desk.rules.privacy.disclosure import Audience

TODAY = date.today()
EARLIER = TODAY - timedelta(days=3)
SAID = {"given_on": EARLIER}


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def job(
    year: Year,
    *,
    project_id: int | None = None,
    person_id: int | None = None,
    household_id: int | None = None,
    list_id: int | None = None,
) -> CheckedOutgoing:
    now = datetime(2026, 11, 1, 9)
    scope = PrintScope(project_id=project_id, person_id=person_id, household_id=household_id, list_id=list_id)
    asked = PrintRequest(year.campaign, scope, Audience.VOLUNTEERS, now=now)
    return make_print_job(year.office, "consent-forms", asked)


def family(year: Year, name: str = "Cohen") -> tuple[int, int, int]:
    """A household of a parent and a child who is on a shift."""
    home = year.add("household", name=name)
    adult = year.person(f"Ann {name}", household_id=home)
    child = year.person(f"Zoe {name}", household_id=home, is_child=True)
    year.put(year.shift(year.project(f"Bulbs of {name}")), child)
    return home, adult, child


def test_families_whom_nobody_asked_get_one(year: Year) -> None:
    home, _, child = family(year)
    asked, _, other = family(year, "Levy")
    year.add("permission", person_id=other, purpose=Purpose.PHOTO, given=False, **SAID)
    alone = year.person("Sam Katz", is_child=True)
    year.put(year.shift(year.project("Tea")), alone)
    declined = year.person("Dan Gold", is_child=True)
    year.put(year.shift(year.project("Cards")), declined, status=AssignmentStatus.DECLINED)
    found = job(year)
    assert found.keys == (("household", home), ("person", alone))
    assert not found.obstacles, "the form is theirs, so that a child stands on it in full"
    assert job(year, household_id=asked).keys == (("household", asked),)
    assert job(year, person_id=child).keys == (("household", home),)
    assert found.release().content.startswith(b"%PDF")


def test_a_child_of_a_group_is_asked_too_and_one_project_may_be_chosen(year: Year) -> None:
    child = year.person("Maya Katz", is_child=True)
    group = year.add("group", name="Class Gimel", adults=1, children=9)
    year.add("group_member", group_id=group, person_id=child)
    project = year.project("Planting")
    shift = year.shift(project)
    year.add("assignment", shift_id=shift, group_id=group, adults=1, children=9)
    home, _, _ = family(year)
    assert set(job(year).keys) == {("person", child), ("household", home)}
    assert job(year, project_id=project).keys == (("person", child),)


def test_the_people_of_a_list_are_asked_also_those_who_have_not_agreed(year: Year) -> None:
    home, adult, _ = family(year)
    family(year, "Levy")
    definition = ListDefinition(use=Use.NEWSLETTER, conditions=(ListCondition("skill", value="Knit"),))
    skill = year.add("skill", name="Knit")
    year.add("person_skill", person_id=adult, skill_id=skill)
    kept = year.add("saved_list", name="Knitters", definition=format_definition(definition))
    assert job(year, list_id=kept).keys == (("household", home),)


def test_another_family_s_child_may_not_stand_on_a_form(year: Year) -> None:
    stranger = year.person("Zelda Featherstone", is_child=True)
    home = year.add("household", name="Neighbours of Zelda Featherstone")
    child = year.person("Bob Other", household_id=home, is_child=True)
    assert [each.person_id for each in job(year, person_id=child).obstacles] == [stranger]


def test_printing_is_kept_once_a_day_and_undone_in_one_step(year: Year) -> None:
    home, _, _ = family(year)
    alone = year.person("Sam Katz")
    keys = (("household", home), ("person", alone))
    year.execute(NoteFormsPrinted(keys, TODAY))
    year.execute(NoteFormsPrinted(keys, TODAY))
    forms = year.office.query(list_forms)
    assert [(form.name, form.returned_on) for form in forms] == [("Cohen", None), ("Sam Katz", None)]
    year.office.undo()
    year.office.undo()
    assert not year.office.query(list_forms)


def test_a_form_that_comes_back_brings_its_answers(year: Year) -> None:
    home, adult, child = family(year)
    year.execute(NoteFormsPrinted((("household", home),), EARLIER))
    (form,) = year.office.query(list_forms)
    answers = (Answer(adult, Purpose.NEWSLETTER, True), Answer(child, Purpose.PHOTO, False, adult))
    year.execute(TakeFormBack(form.id, EARLIER, TODAY, answers))
    (form,) = year.office.query(list_forms)
    assert form.returned_on == TODAY
    (said,) = year.office.query(list_statements, child)
    assert (said.given, said.given_on, said.how, said.guardian) == (False, EARLIER, "on a form", "Ann Cohen")
    assert {row.purpose for row in year.office.query(list_permissions, adult) if row.given} == {
        Purpose.NEWSLETTER
    }
    assert not job(year).keys, "they are asked no more"
    year.office.undo()
    assert not year.office.query(list_statements, child)
    assert year.office.query(list_forms)[0].returned_on is None


def test_nobody_signs_on_a_day_to_come(year: Year) -> None:
    home, adult, _ = family(year)
    year.execute(NoteFormsPrinted((("household", home),), TODAY))
    late = TakeFormBack(1, TODAY + timedelta(days=1), TODAY, (Answer(adult, Purpose.KEEP, True),))
    assert isinstance(year.office.execute(late), Refused)
