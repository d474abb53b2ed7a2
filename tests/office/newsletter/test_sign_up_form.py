"""The form to sign up on tells of the shifts that need people, and of nothing confidential."""

from datetime import date

import pytest
from conftest_rota import Year, at
from lists_in import TODAY, bulbs_and_tea

from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core.crud import SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.newsletter.sign_up_form import (
    SignUpChoice,
    compose_sign_up_form,
    export_sign_up_form,
    list_projects_needing_people,
)
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.rules.sign_up.form import SignUpForm
from mitzvah_desk.store.errors import WorldError
from tests.gate import release_bytes


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    year = bulbs_and_tea(office, campaign)
    year.execute(ChangeSetting("email", "office@example.org"))
    for project in (1, 2):
        year.execute(confirm(project))
    return year


def confirm(project: int) -> SetFields:
    return SetField("project", project, "status", ProjectStatus.CONFIRMED)


ALL = SignUpChoice()


def form_of(year: Year, choice: SignUpChoice = ALL, today: date = TODAY) -> SignUpForm:
    return year.office.query(compose_sign_up_form, year.campaign, choice, today).form


def test_it_offers_the_shifts_that_need_people(year: Year) -> None:
    form = form_of(year, SignUpChoice(answer_by=date(2026, 11, 15)))
    assert (form.campaign, form.day, form.answer_by) == (
        "Mitzvah Day 2026",
        "Sunday 22 November",
        "Sunday 15 November",
    )
    assert [each.title for each in form.projects] == ["Tea", "Bulbs"]
    (baker,) = form.projects[0].shifts
    assert (baker.id, baker.role, baker.times, baker.needed, baker.room) == (
        2,
        "Baker",
        "10:00 to 12:00",
        1,
        9,
    )
    assert baker.when == "22 Nov 2026, 10:00 to 12:00"
    year.put(2, year.person("Ann Cohen"))
    assert [each.title for each in form_of(year).projects] == ["Bulbs"]
    assert not form_of(year, today=date(2026, 11, 23)).projects


def test_only_the_projects_that_were_chosen(year: Year) -> None:
    needing = year.office.query(list_projects_needing_people, year.campaign, TODAY)
    assert [title for _, title in needing] == ["Tea", "Bulbs"]
    chosen = SignUpChoice(frozenset({needing[1][0]}))
    assert [each.title for each in form_of(year, chosen).projects] == ["Bulbs"]


def test_venues_only_where_they_are_put_in_and_never_a_confidential_one(year: Year) -> None:
    home = year.add("partner", name="Rubens House")
    refuge = year.add("partner", name="Hope Refuge", confidential=True, code_name="Olive")
    for number, (partner, name) in enumerate(((home, "Rubens Hall"), (refuge, "Secret Lane 4")), 1):
        place = year.add("place", name=name, address=f"{number} Road", partner_id=partner)
        project = year.project(f"Visit {number}", place_id=place)
        year.execute(confirm(project))
        year.shift(project, at(14), at(15))
    year.add("project_partner", project_id=4, partner_id=refuge, role="beneficiary")
    without, along = form_of(year), form_of(year, SignUpChoice(venues=True))
    assert not any(each.place for each in without.projects)
    assert [each.place for each in along.projects if each.place] == ["Rubens Hall, 1 Road"]
    page = release_bytes(year.office, export_sign_up_form(along)).decode()
    assert "Rubens Hall" in page
    for never in ("Hope Refuge", "Secret Lane", "Olive", "2 Road"):
        assert never not in page


def test_a_secret_in_a_summary_is_left_out_and_one_past_it_is_stopped(year: Year) -> None:
    year.add("partner", name="Hope Refuge", confidential=True, code_name="Olive")
    project = year.project("Parcels", summary="We pack. They go to Hope Refuge.")
    year.execute(confirm(project))
    year.shift(project, at(14), at(15))
    composed = year.office.query(compose_sign_up_form, year.campaign, SignUpChoice(), TODAY)
    assert [each.summary for each in composed.form.projects if each.title == "Parcels"] == ["We pack."]
    assert any("confidential" in each.text for each in composed.findings)
    year.execute(ChangeSetting("organisation", "Hope Refuge"))
    assert form_of(year).organisation == ""


def test_without_an_address_for_answers_there_is_none(year: Year) -> None:
    year.execute(ChangeSetting("email", ""))
    with pytest.raises(WorldError, match="needs an e-mail address"):
        form_of(year)


def test_it_passes_the_gate_without_a_word(year: Year) -> None:
    assert not check_outgoing(year.office, export_sign_up_form(form_of(year))).findings
