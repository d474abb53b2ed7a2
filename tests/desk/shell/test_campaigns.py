"""Starting a campaign: an empty one, or last year's rolled forward; and copying one project."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.projects.area import ProjectsArea
from mitzvah_desk.desk.projects.copy_dialog import CopyDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.campaigns import CampaignChooser, CampaignDialog
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.queries import list_board_rows

DAY = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    office = Office.new(tmp_path / "book.mitzvah", user_name="Miriam")
    made = Book(FileSession(office))
    campaign = made.add("campaign", name="Mitzvah Day 2026", main_day=DAY)
    project = made.add("project", campaign_id=campaign, title="Bulbs")
    times = {"starts_at": datetime(2026, 11, 22, 10), "ends_at": datetime(2026, 11, 22, 12)}
    made.shift = made.add("shift", project_id=project, role_id=made.add("role", name="Planter"), **times)
    made.session.choose_campaign(campaign)
    yield made
    office.close()


def shifts(book: Book, campaign: int, day: date) -> list[tuple[str, datetime | None]]:
    rows = book.session.office.query(list_board_rows, campaign, day)
    return [(row.title, shift.starts_at) for row in rows for shift in row.shifts]


def start(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, begins: int, day: str
) -> CampaignChooser:
    def accept(dialog: CampaignDialog) -> int:
        dialog.name.setText("Mitzvah Day 2027")
        dialog.day.setText(day)
        dialog.begins.setCurrentIndex(begins)
        assert dialog.gaps.isHidden() != bool(begins)
        dialog._check()
        return dialog.result()

    monkeypatch.setattr(CampaignDialog, "exec", accept)
    chooser = CampaignChooser(book.session)
    qtbot.addWidget(chooser)
    chooser.start_campaign()
    return chooser


def test_an_empty_campaign(book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    start(book, qtbot, monkeypatch, 0, "21 Nov 2027")
    assert book.session.campaign_id == 2
    assert shifts(book, 2, date(2027, 11, 21)) == []


def test_last_year_rolled_forward(book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    chooser = start(book, qtbot, monkeypatch, 1, "21 Nov 2027")
    assert book.session.campaign_id == 2
    assert shifts(book, 2, date(2027, 11, 21)) == [("Bulbs", datetime(2027, 11, 21, 10))]
    combo = chooser.findChild(QComboBox)
    assert combo is not None
    assert combo.currentText() == "Mitzvah Day 2027"
    book.session.undo()
    assert [option.label for option in book.session.office.query(lookup.list_campaign_options)] == [
        "Mitzvah Day 2026"
    ]


def test_no_campaign_without_a_day(book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    start(book, qtbot, monkeypatch, 1, "soon")
    assert len(book.session.office.query(lookup.list_campaign_options)) == 1


def test_a_project_is_copied_to_another_day(
    book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(dialog: CopyDialog) -> int:
        dialog.day.load(date(2026, 12, 6))
        dialog.title.load("More bulbs")
        dialog._check()
        return dialog.result()

    monkeypatch.setattr(CopyDialog, "exec", accept)
    area = ProjectsArea(book.session)
    qtbot.addWidget(area)
    area.show_record("project", 1)
    wanted: list[tuple[str, int]] = []
    book.session.open_requested.connect(lambda record, number: wanted.append((record, number)))
    action = next(a for a in area.findChildren(QAction) if a.text() == "Copy to another day…")
    action.trigger()
    assert wanted == [("project", 2)]
    assert shifts(book, 1, date(2026, 12, 6)) == [("More bulbs", datetime(2026, 12, 6, 10))]


def test_the_first_campaign_is_no_step_to_take_back_and_another_is(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office.new(tmp_path / "new.mitzvah")
    book = Book(FileSession(office))
    book.add("person", given="Ann")
    offered: list[str] = []
    book.session.changed.connect(lambda _: offered.append(office.undo_label()))
    start(book, qtbot, monkeypatch, 0, "21 November 2027")
    assert len(office.query(lookup.list_campaign_options)) == 1
    assert offered[-1] == "Added Ann", "the foot offers what Undo would do now"
    office.undo()
    assert len(office.query(lookup.list_campaign_options)) == 1
    book.session.office.execute(Add("campaign", {"name": "Chanukah", "main_day": DAY}))
    assert office.undo_label() == "Added Chanukah"
    office.close()
