# mypy: allow-untyped-calls
"""The committee's own sheets of labels, from their measures in the window to the printed label."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.settings.area import SettingsArea
from mitzvah_desk.documents.layout.raster import page_size_points
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting, read_settings
from mitzvah_desk.office.papers.kinds import KINDS, list_label_sheets, make_print_job
from mitzvah_desk.office.papers.print_request import LabelOptions, PrintRequest
from mitzvah_desk.rules.labels import LabelSheet

SMALL = LabelSheet("Jam jars", "", 50.0, 25.0, 2, 3, 5.0, 5.0, 55.0, 30.0, (148.0, 210.0))


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsArea]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Ann")
    session = FileSession(office)
    done = session.execute(Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    assert done is not None
    session.choose_campaign(done.id)
    page = SettingsArea(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.reload()
    yield page
    office.close()


def kept(area: SettingsArea) -> tuple[LabelSheet, ...]:
    return area.session.office.query(read_settings).label_sheets


def put(area: SettingsArea, qtbot: QtBot, **values: str) -> None:
    for key, value in values.items():
        editor = area.sheets.fields[key].editor
        editor.selectAll()  # type: ignore[attr-defined]  # a line of text
        qtbot.keyClicks(editor, value)
        assert area.sheets.fields[key].flush(), area.sheets.fields[key].problem


def test_a_sheet_is_measured_printed_on_and_taken_back(area: SettingsArea, qtbot: QtBot) -> None:
    area.sheets._add()
    put(area, qtbot, key="Jam jars", columns="2", rows="3", width="50", height="25")
    put(area, qtbot, left="5", top="5 mm", gap_across="5", gap_down="5", page_wide="148")
    assert area.sheets.problem.isHidden()
    put(area, qtbot, page_high="210")
    assert kept(area) == (SMALL,)
    printing = PrintArea(area.session)
    qtbot.addWidget(printing)
    printing.show()
    printing.open_paper("test-page")
    printing.labels.combo.setCurrentIndex(printing.labels.combo.findText("Jam jars, 6 labels"))
    printing.labels.combo.activated.emit(printing.labels.combo.currentIndex())
    qtbot.waitUntil(lambda: page_size_points(printing.preview.pdf, 0)[0] < 500)
    assert page_size_points(printing.preview.pdf, 0) == pytest.approx((419.53, 595.28), abs=0.1)
    area.session.undo()
    assert kept(area)[0].page == (148.0, 297.0)
    area.sheets._remove([0])
    assert kept(area) == ()


def test_labels_that_do_not_fit_are_told_at_once_and_not_printed_on(area: SettingsArea, qtbot: QtBot) -> None:
    area.sheets._add()
    put(area, qtbot, columns="5")
    assert "sheet of 334.9 by" in area.sheets.problem.sentence
    assert [sheet.key for sheet in list_label_sheets(area.session.office, KINDS["badges"])] == [
        "L7418",
        "L4785",
    ]
    with pytest.raises(ValueError, match="printed on"):
        make_print_job(area.session.office, "badges", PrintRequest(1, labels=LabelOptions(sheet="New sheet")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": " "}, "needs a name"),
        ({"key": "l7160"}, "already a sheet"),
        ({"columns": 0}, "1 to 50"),
        ({"width": 2.0}, "5 to 1000"),
        ({"left": -1.0}, "0 mm or more"),
    ],
)
def test_what_no_sheet_can_be_is_refused(area: SettingsArea, changes: dict[str, object], said: str) -> None:
    refused = area.session.office.execute(ChangeSetting("label_sheets", (replace(SMALL, **changes),)))  # type: ignore[arg-type]
    assert isinstance(refused, Refused)
    assert said in refused.text
    assert kept(area) == ()


def test_a_measure_that_is_none_stays_in_its_field_with_a_sentence(area: SettingsArea, qtbot: QtBot) -> None:
    area.sheets._add()
    field = area.sheets.fields["width"]
    field.editor.selectAll()  # type: ignore[attr-defined]  # a line of text
    qtbot.keyClicks(field.editor, "two inches")
    assert not field.flush()
    assert "millimetres" in field.problem
    assert kept(area)[0].width == 63.5


def test_the_printer_of_this_computer_is_remembered(area: SettingsArea, qtbot: QtBot) -> None:
    first, second = PrintArea(area.session), None
    qtbot.addWidget(first)
    first.label_choices.right.editor.setText("1,5 mm")  # type: ignore[attr-defined]  # a line of text
    assert first.label_choices.right.flush()
    second = PrintArea(area.session)
    qtbot.addWidget(second)
    assert second.label_choices.right.value == 1.5


def test_another_sheet_begins_at_a_label_that_it_has(area: SettingsArea, qtbot: QtBot) -> None:
    page = PrintArea(area.session)
    qtbot.addWidget(page)
    page.document.combo.setCurrentIndex(list(KINDS).index("address-labels"))
    page.document.combo.activated.emit(page.document.combo.currentIndex())
    page.begin.editor.setText("20")  # type: ignore[attr-defined]  # a line of text
    assert page.begin.flush()
    page.labels.combo.setCurrentIndex(page.labels.combo.findText("Avery L7163, 14 address labels"))
    page.labels.combo.activated.emit(page.labels.combo.currentIndex())
    assert page.begin.value == 1
