"""The Print area over a real office: what each audience may read on a rota."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.documents.raster import page_size_points, page_text
from mitzvah_desk.model import AssignmentStatus, PartnerRole
from mitzvah_desk.office.actions import Action, Done
from mitzvah_desk.office.editing import Add, Remove
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries import lookup
from mitzvah_desk.office.rota import Assign
from mitzvah_desk.rules.disclosure import Audience

TEN, NOON = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 12)


def done(bridge: Bridge, action: Action) -> int:
    result = bridge.do(action)
    assert isinstance(result, Done)
    return result.ids[0]


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[PrintArea]:
    """The area, shown, over a project of a refuge with an adult and a child on its shift."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    bridge = Bridge(office)
    campaign = done(bridge, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    bridge.choose_campaign(campaign)
    refuge = {"name": "Hidden House", "confidential": True, "code_name": "Rose", "address": "1 Quiet Road"}
    partner = done(bridge, Add("partner", refuge))
    place = done(
        bridge, Add("place", {"name": "Hidden House hall", "address": "1 Quiet Road", "partner_id": partner})
    )
    project = done(
        bridge, Add("project", {"campaign_id": campaign, "title": "Baking for the refuge", "place_id": place})
    )
    done(
        bridge,
        Add("project_partner", {"project_id": project, "partner_id": partner, "role": PartnerRole.HOST}),
    )
    role = done(bridge, Add("role", {"name": "Baker"}))
    times = {"starts_at": TEN, "ends_at": NOON, "minimum": 1, "maximum": 4}
    shift = done(bridge, Add("shift", {"project_id": project, "role_id": role, **times}))
    adult = done(bridge, Add("person", {"given": "Miriam", "family": "Goldberg", "mobile": "07700 900123"}))
    child = done(bridge, Add("person", {"given": "Noa", "family": "Silverman", "is_child": True}))
    done(bridge, Assign(shift, (adult, child), status=AssignmentStatus.CONFIRMED))
    page = PrintArea(bridge)
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def project_of(area: PrintArea) -> int:
    return area.bridge.office.ask(lookup.projects, area.bridge.campaign_id or 0)[0].id


def rota(area: PrintArea, audience: Audience) -> str:
    area.audience.load(audience)
    area.show_record("rota", project_of(area))
    return page_text(area.preview.pdf, 0)


def test_the_committee_reads_names_and_telephones(area: PrintArea) -> None:
    text = rota(area, Audience.COMMITTEE)
    assert "Miriam Goldberg" in text
    assert "900123" in text
    assert "Noa Silverman" in text


def test_volunteers_read_names_and_only_the_initial_of_a_child(area: PrintArea) -> None:
    text = rota(area, Audience.VOLUNTEERS)
    assert "Miriam Goldberg" in text
    assert "900123" not in text
    assert "Noa S." in text
    assert "Silverman" not in text


def test_a_public_rota_names_nobody(area: PrintArea) -> None:
    text = rota(area, Audience.PUBLIC)
    assert "Baker" in text
    for secret in ("Miriam", "Goldberg", "Noa", "Silverman", "900123"):
        assert secret not in text


@pytest.mark.parametrize("audience", [Audience.COMMITTEE, Audience.VOLUNTEERS, Audience.PUBLIC])
def test_a_refuge_is_never_named_nor_placed(area: PrintArea, audience: Audience) -> None:
    text = rota(area, audience)
    assert "Hidden" not in text
    assert "Quiet" not in text


def test_paper_and_landscape_are_those_chosen(area: PrintArea) -> None:
    area.paper_size.load("A3")
    area.landscape.load(True)
    area.show_record("rota", project_of(area))
    assert page_size_points(area.preview.pdf, 0) == pytest.approx((1190.55, 841.89), abs=1)


def test_a_project_that_was_removed_leaves_an_empty_preview(area: PrintArea) -> None:
    rota(area, Audience.COMMITTEE)
    assert area.bridge.do(Remove("project", (project_of(area),))) is not None
    assert area.preview.pdf == b""
    assert not area.preview.print_action.isEnabled()


def test_another_campaign_drops_the_project(area: PrintArea) -> None:
    rota(area, Audience.COMMITTEE)
    other = done(area.bridge, Add("campaign", {"name": "Next year", "main_day": date(2027, 11, 21)}))
    area.bridge.choose_campaign(other)
    assert area.preview.pdf == b""
