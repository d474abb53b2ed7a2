# mypy: allow-untyped-calls
"""A list as it stands: onto paper, into a file, onto the clipboard."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.records import list_output as listing
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.exchange.csv_out import unescape_formula
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office

TITLES = ("=1+1", "Tea & <b>cake</b>", "רחל כהן", "007 spies")


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[ProjectsArea]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Ann")

    def done(action: Action) -> int:
        result = office.execute(action)
        assert isinstance(result, Done), result
        return result.ids[0]

    campaign = done(Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)}))
    for title in TITLES:
        done(Add("project", {"campaign_id": campaign, "title": title}))
    session = FileSession(office)
    session.choose_campaign(campaign)
    page = ProjectsArea(session)
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def saved(area: ProjectsArea, kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = folder / f"out.{kind}"

    def where(_parent: QWidget, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        assert proposed.endswith(f"Projects.{kind}")
        return str(out), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    listing.save_list(area.session, area.list.table, kind=kind)
    return out


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_a_file_holds_what_the_list_shows(
    area: ProjectsArea, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    area.list.filter_box.setText("1")
    out = saved(area, kind, tmp_path, monkeypatch)
    if kind == "csv":
        text = out.read_bytes().decode("utf-8-sig")
        assert [line.split(",")[0] for line in text.splitlines()] == ["Project", "'=1+1"]
        return
    sheet = CalamineWorkbook.from_filelike(BytesIO(out.read_bytes())).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == "Project"
    assert [row[0] for row in sheet[1:]] == ["=1+1"]
    assert {row[sheet[0].index("Day")] for row in sheet[1:]} == {date(2026, 11, 22)}


def test_a_formula_comes_back_as_the_text_it_was(
    area: ProjectsArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = saved(area, "csv", tmp_path, monkeypatch).read_text("utf-8-sig").splitlines()
    assert {unescape_formula(line.split(",")[0].strip('"')) for line in lines[1:]} == set(TITLES)


def test_a_file_is_proposed_by_a_name_that_a_file_may_have(
    area: ProjectsArea, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[Path] = []

    def where(_parent: QWidget, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        names.append(Path(proposed))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    area.list.table.setAccessibleName("Tea/cake: <b>1.5</b>")
    listing.save_list(area.session, area.list.table, kind="csv")
    assert [name.name for name in names] == ["Tea cake b 1.5 b.csv"]
    assert names[0].parent.is_dir()


def test_of_no_lines_nothing_is_copied(area: ProjectsArea, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("what was there")
    area.list.filter_box.setText("nothing of the kind")
    with qtbot.waitSignal(area.session.status_message) as told:
        listing.copy_list(area.session, area.list.table)
    assert told.args == ["Nothing was copied: Projects shows no lines"]
    assert QApplication.clipboard().text() == "what was there"


def test_it_is_shown_as_it_will_be_printed(area: ProjectsArea, qtbot: QtBot) -> None:
    dialog = listing.print_list(area.session, area.list.table)
    preview = dialog.findChild(Preview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pdf != b"")
    text = extract_page_text(preview.pdf, 0)
    assert "=1+1" in text
    assert "Tea & <b>cake</b>" in text
    dialog.close()


def test_it_is_copied_whole(area: ProjectsArea) -> None:
    listing.copy_list(area.session, area.list.table)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + len(TITLES)
    assert any(line.startswith("'=1+1") for line in lines)


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_a_list_within_a_page_has_the_menu_too(
    area: ProjectsArea, qtbot: QtBot, reason: QContextMenuEvent.Reason
) -> None:
    area.show_record("project", 1)
    page = area.page
    with qtbot.waitExposed(area):
        area.window().activateWindow()
    area.session.execute(Add("material", {"project_id": 1, "name": "Scissors"}))
    page.tabs.setCurrentIndex(
        next(n for n in range(page.tabs.count()) if page.tabs.tabText(n).startswith("Materials"))
    )
    table = next(each for each in page.findChildren(DataTable) if each.isVisible())
    table.setFocus()
    where = table.viewport().rect().center()
    QApplication.sendEvent(
        table.viewport(), QContextMenuEvent(reason, where, table.viewport().mapToGlobal(where))
    )
    (menu,) = [each for each in table.findChildren(QMenu) if each.isVisible()]
    assert "Print this list…" in [action.text() for action in menu.actions()]
    menu.close()
