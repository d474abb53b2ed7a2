"""What may not leave is told in place of the paper, and can be put right where it was typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records import gate_panel
from mitzvah_desk.desk.records import list_output as listing
from mitzvah_desk.desk.records.gate_panel import GateDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settled import read_settled
from mitzvah_desk.office.projects.queries import read_project
from mitzvah_desk.rules.privacy.disclosure import Audience

REFUGE = {"name": "Hidden House", "confidential": True, "code_name": "Rose", "address": "1 Quiet Road"}
TYPED = "Bring cakes to Hidden House, 1 Quiet Road"


def done(session: FileSession, action: Action) -> int:
    result = session.office.execute(action, "agreed")
    assert isinstance(result, Done), result
    session.changed.emit(result.tables)
    return result.ids[0]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[FileSession]:
    """A project whose summary tells of a refuge, and one whose title does."""
    office = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    session = FileSession(office)
    campaign = done(session, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    session.choose_campaign(campaign)
    done(session, Add("partner", REFUGE))
    place = done(session, Add("place", {"name": "Hall"}))
    project = {"campaign_id": campaign, "title": "Baking", "place_id": place, "summary": TYPED}
    done(session, Add("project", project))
    yield session
    office.close()


@pytest.fixture
def area(session: FileSession, qtbot: QtBot) -> PrintArea:
    """The Print area, with the project's rota."""
    area = PrintArea(session)
    qtbot.addWidget(area)
    area.show()
    area.show_record("rota", 1)
    return area


def summary(session: FileSession) -> str:
    facts = session.office.query(read_project, 1)
    assert facts is not None
    return str(facts.summary)


def test_a_paper_that_tells_a_secret_is_not_drawn_and_says_why(area: PrintArea) -> None:
    for audience in (Audience.COMMITTEE, Audience.VOLUNTEERS, Audience.PUBLIC):
        area.audience.load(audience)
        area.reload()
        preview = area.preview
        assert preview.pdf == b""
        assert preview.gate.isVisible()
        assert not preview.save_action.isEnabled()
        assert not preview.print_action.isEnabled()
        told = [preview.gate.list.item(row).text() for row in range(preview.gate.list.count())]
        assert all("The summary of “Baking” tells the" in line and "of Rose" in line for line in told)
        assert {"the name" in line for line in told} == {True, False}, "the name and the address"


def test_it_opens_where_it_was_typed(area: PrintArea, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.session.open_requested) as opened:
        area.preview.gate.open_button.click()
    assert opened.args == ["project", 1]


def test_the_code_name_is_put_in_its_place_and_the_paper_is_drawn(area: PrintArea) -> None:
    assert area.preview.gate.replace_button.text() == "Put the code name there"
    area.preview.gate.replace_button.click()
    assert summary(area.session) == "Bring cakes to Rose, address on request"
    assert not area.preview.gate.isVisible()
    assert "Bring cakes to Rose" in extract_page_text(area.preview.pdf, 0)
    area.session.undo()
    assert summary(area.session) == TYPED
    assert area.preview.gate.isVisible()


def test_a_false_alarm_is_settled_with_a_reason_until_the_text_changes(
    area: PrintArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DecisionDialog, "ask", staticmethod(lambda *_: "It is another house"))
    count = area.preview.gate.list.count()
    for _ in range(count):
        area.preview.gate.settle_button.click()
    assert not area.preview.gate.isVisible()
    assert "Hidden House" in extract_page_text(area.preview.pdf, 0)
    assert set(area.session.office.query(read_settled).values()) == {"It is another house"}
    done(area.session, SetField("project", 1, "summary", f"{TYPED} today"))
    assert area.preview.gate.isVisible()


def test_who_gives_no_reason_settles_nothing(area: PrintArea, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DecisionDialog, "ask", staticmethod(lambda *_: None))
    area.preview.gate.settle_button.click()
    assert area.preview.gate.isVisible()
    assert not area.session.office.query(read_settled)


def test_a_childs_full_name_is_made_short_for_volunteers_and_stays_for_the_committee(area: PrintArea) -> None:
    done(area.session, Add("person", {"given": "Maya", "family": "Levy", "is_child": True}))
    done(area.session, SetField("project", 1, "summary", "Maya Levy brings cakes"))
    assert "Maya Levy brings" in extract_page_text(area.preview.pdf, 0)
    area.audience.load(Audience.VOLUNTEERS)
    area.reload()
    gate = area.preview.gate
    assert gate.replace_button.text() == "Make the name short there"
    assert "who is a child" in gate.list.item(0).text()
    gate.replace_button.click()
    assert summary(area.session) == "Maya L. brings cakes"
    assert "Maya L. brings" in extract_page_text(area.preview.pdf, 0)


def test_what_was_typed_for_the_paper_alone_has_nothing_to_open(area: PrintArea) -> None:
    done(area.session, SetField("project", 1, "summary", ""))
    area.document.load("signs")
    area._offer(area.kind)
    area.words.load("To Hidden House")
    area.reload()
    gate = area.preview.gate
    assert gate.isVisible()
    assert "What was typed for “Signs”" in gate.list.item(0).text()
    assert not gate.open_button.isEnabled()
    assert not gate.replace_button.isEnabled()
    assert gate.settle_button.isEnabled()


def test_a_day_pack_with_a_secret_is_not_written(area: PrintArea, tmp_path: Path, qtbot: QtBot) -> None:
    done(area.session, SetField("project", 1, "status", "planned"))  # a mere idea has no papers
    with qtbot.waitSignal(area.session.status_message) as said:
        area.write_pack(tmp_path / "pack")
    assert said.args[0].startswith("Nothing was written: ")
    assert not (tmp_path / "pack").exists()
    assert area.preview.gate.isVisible()


@pytest.fixture
def projects(session: FileSession, qtbot: QtBot) -> ProjectsArea:
    """The list of projects, one of which has the refuge's name in its title."""
    done(session, SetField("project", 1, "title", "Cakes for Hidden House"))
    area = ProjectsArea(session)
    qtbot.addWidget(area)
    area.show()
    return area


def test_a_list_with_a_secret_is_neither_copied_nor_saved(
    projects: ProjectsArea, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def leave(dialog: GateDialog) -> int:
        asked.append(dialog.windowTitle())
        return 0

    monkeypatch.setattr(gate_panel.GateDialog, "exec", leave)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out.csv"), ""))
    QApplication.clipboard().setText("what was there")
    listing.copy_list(projects.session, projects.list.table)
    listing.save_list(projects.session, projects.list.table, kind="csv")
    assert asked == ["Projects", "Projects"]
    assert QGuiApplication.clipboard().text() == "what was there"
    assert not (tmp_path / "out.csv").exists()


def test_the_dialog_closes_once_all_is_put_right(
    projects: ProjectsArea, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_right(dialog: GateDialog) -> int:
        with qtbot.waitSignal(dialog.accepted):
            dialog.panel.replace_button.click()
        return 1

    monkeypatch.setattr(gate_panel.GateDialog, "exec", put_right)
    listing.copy_list(projects.session, projects.list.table)
    facts = projects.session.office.query(read_project, 1)
    assert facts is not None
    assert facts.title == "Cakes for Rose"
    listing.copy_list(projects.session, projects.list.table)
    assert "Cakes for Rose" in QGuiApplication.clipboard().text()
