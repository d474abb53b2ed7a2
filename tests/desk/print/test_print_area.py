# mypy: allow-untyped-calls
"""The Print area over a real office: what each audience may read on a rota."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.documents.layout.raster import extract_page_text, page_size_points
from mitzvah_desk.model import AssignmentStatus, PartnerRole
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.outgoing.write_all import write_all
from mitzvah_desk.office.papers.kinds import KINDS, PaperScope
from mitzvah_desk.office.papers.pack import make_day_pack
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience

TEN, NOON = datetime(2026, 11, 22, 10), datetime(2026, 11, 22, 12)


def done(session: FileSession, action: Action) -> int:
    result = session.office.execute(action, "agreed")
    assert isinstance(result, Done), result
    session.changed.emit(result.tables)
    return result.ids[0]


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[PrintArea]:
    """The area, shown, over a project of a refuge with an adult and a child on its shift."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    session = FileSession(office)
    campaign = done(session, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    session.choose_campaign(campaign)
    refuge = {"name": "Hidden House", "confidential": True, "code_name": "Rose", "address": "1 Quiet Road"}
    partner = done(session, Add("partner", refuge))
    place = done(
        session, Add("place", {"name": "Hidden House hall", "address": "1 Quiet Road", "partner_id": partner})
    )
    project = done(
        session,
        Add("project", {"campaign_id": campaign, "title": "Baking for the refuge", "place_id": place}),
    )
    done(
        session,
        Add("project_partner", {"project_id": project, "partner_id": partner, "role": PartnerRole.HOST}),
    )
    role = done(session, Add("role", {"name": "Baker"}))
    times = {"starts_at": TEN, "ends_at": NOON, "minimum": 1, "maximum": 4}
    shift = done(session, Add("shift", {"project_id": project, "role_id": role, **times}))
    adult = done(session, Add("person", {"given": "Miriam", "family": "Goldberg", "mobile": "07700 900123"}))
    child = done(session, Add("person", {"given": "Noa", "family": "Silverman", "is_child": True}))
    done(session, Assign(shift, (adult, child), status=AssignmentStatus.CONFIRMED))
    page = PrintArea(session)
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def project_of(area: PrintArea) -> int:
    return area.session.office.query(lookup.list_project_options, area.session.campaign_id or 0)[0].id


def rota(area: PrintArea, audience: Audience) -> str:
    area.audience.load(audience)
    area.show_record("rota", project_of(area))
    return extract_page_text(area.preview.pdf, 0)


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


def test_a_project_that_was_removed_leaves_an_empty_preview(area: PrintArea, boxes: Boxes) -> None:
    boxes.press = "Remove this project"
    rota(area, Audience.COMMITTEE)
    assert area.session.execute(Remove("project", (project_of(area),))) is not None
    assert area.preview.pdf == b""
    assert not area.preview.print_action.isEnabled()


def test_another_campaign_drops_the_project(area: PrintArea) -> None:
    rota(area, Audience.COMMITTEE)
    other = done(area.session, Add("campaign", {"name": "Next year", "main_day": date(2027, 11, 21)}))
    area.session.choose_campaign(other)
    assert area.preview.pdf == b""


@pytest.mark.parametrize("key", KINDS)
def test_every_paper_is_shown_as_it_will_be_printed(area: PrintArea, qtbot: QtBot, key: str) -> None:
    area.project.load(project_of(area))
    choose(area, key)
    area.reload()
    if KINDS[key].has_words:
        assert area.preview.pdf == b""
        qtbot.keyClicks(area.words.editor, "Welcome")
        area.words.leave()
    qtbot.waitUntil(lambda: area.preview.pdf != b"")
    text = extract_page_text(area.preview.pdf, 0)
    assert "Hidden" not in text
    assert "Quiet" not in text
    assert area.labels.isVisible() is bool(KINDS[key].labels)
    assert area.project.isVisible() is (PaperScope.PROJECT in (*KINDS[key].needs, *KINDS[key].takes))


def choose(area: PrintArea, key: str) -> None:
    area.open_paper("rota")
    combo = area.document.combo
    combo.setCurrentIndex(list(KINDS).index(key))
    combo.activated.emit(combo.currentIndex())


def test_badges_say_pronouns_once_that_is_ticked(area: PrintArea, qtbot: QtBot) -> None:
    assert not area.pronouns.isVisible()
    done(area.session, SetField("person", 1, "pronouns", "they/them"))
    choose(area, "badges")
    qtbot.waitUntil(lambda: area.preview.pdf != b"")
    assert area.pronouns.isVisible()
    assert "they/them" not in extract_page_text(area.preview.pdf, 0)
    qtbot.keyClick(area.pronouns.editor, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "they/them" in extract_page_text(area.preview.pdf, 0))


def test_a_label_that_is_not_on_the_sheet_is_told_and_shows_nothing(area: PrintArea, qtbot: QtBot) -> None:
    choose(area, "badges")
    qtbot.waitUntil(lambda: area.preview.pdf != b"")
    area.begin.editor.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(area.begin.editor, "9")
    assert not area.begin.flush()
    assert "1 to 8" in area.begin.problem


def test_the_day_pack_is_written_in_order_and_overwrites_nothing(area: PrintArea, tmp_path: Path) -> None:
    said: list[str] = []
    area.session.status_message.connect(said.append)
    area.write_pack(tmp_path / "pack")
    names = sorted(path.name for path in (tmp_path / "pack").iterdir())
    assert names[0] == "1 Hall.pdf"
    assert said[-1].startswith(f"Wrote {count_noun(len(names), 'file')} into ")
    before = {path: path.read_bytes() for path in (tmp_path / "pack").iterdir()}
    pack = make_day_pack(area.session.office, area.session.campaign_id or 0)
    with pytest.raises(WorldError, match="already"):
        write_all(pack, tmp_path / "pack", "pdf")
    assert {path: path.read_bytes() for path in (tmp_path / "pack").iterdir()} == before


def test_schedules_share_a_sheet_where_that_is_chosen(area: PrintArea) -> None:
    choose(area, "schedule")
    area.reload()
    assert area.per_page.isVisible()
    assert area.codes.isVisible()
    assert area.landscape.isVisible()
    area.per_page.load(2)
    choose(area, "schedule")
    area.reload()
    assert page_size_points(area.preview.pdf, 0) == pytest.approx((841.89, 595.28), abs=1)
    choose(area, "rota")
    assert not area.per_page.isVisible()
    assert area.landscape.isVisible()
