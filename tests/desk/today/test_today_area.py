# mypy: allow-untyped-calls
"""The Today area over a real office."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.today.area import TodayArea
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign

TOMORROW = date.today() + timedelta(days=1)
TEN = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day, 10)


@pytest.fixture
def area(tmp_path: Path, qtbot: QtBot) -> Iterator[TodayArea]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Ann")
    page = TodayArea(FileSession(office))
    qtbot.addWidget(page)
    page.show()
    yield page
    office.close()


def added(area: TodayArea, action: Action, reason: str = "") -> int:
    done = area.session.office.execute(action, reason)
    assert isinstance(done, Done), done
    area.session.changed.emit(done.tables)
    return done.ids[0] if done.ids else 0


def a_project(area: TodayArea, **values: object) -> int:
    campaign = added(area, Add("campaign", {"name": "Mitzvah Day", "main_day": TOMORROW}))
    area.session.choose_campaign(campaign)
    return added(area, Add("project", {"campaign_id": campaign, "title": "Tea & <b>cake</b>", **values}))


def a_shift(area: TodayArea, project: int, needed: int = 2) -> int:
    role = added(area, Add("role", {"name": f"Baker {needed}"}))
    times = {"starts_at": TEN, "ends_at": TEN + timedelta(hours=2)}
    numbers = {"minimum": needed, "maximum": needed}
    return added(area, Add("shift", {"project_id": project, "role_id": role, **times, **numbers}))


def said(area: TodayArea) -> list[str]:
    return [task.what for task in area.list.table.rows_model.rows()]


def cards(area: TodayArea) -> list[str]:
    return [button.accessibleName() for button in area.tiles.buttons()]


def warnings(area: TodayArea) -> list[str]:
    rows = area.list.table.rows_model.rows()
    return [task.what for task in rows if task.kind in {"Not possible", "Please check"}]


def test_an_empty_file_says_what_to_do_first(area: TodayArea) -> None:
    assert said(area) == []
    assert area.list.isVisible()


def test_it_says_what_a_project_still_needs_until_it_has_it(area: TodayArea) -> None:
    project = a_project(area, status="confirmed")
    assert "Tea & <b>cake</b> has no shifts yet." in said(area)
    shift = a_shift(area, project)
    assert "Tea & <b>cake</b>: gap 2." in said(area)
    assert "2 gap" in cards(area)
    for name in ("Ann", "Bea"):
        added(area, Assign(shift, (added(area, Add("person", {"given": name})),)))
    assert said(area) == [
        "Tea & <b>cake</b> has no coordinator.",
        "Tea & <b>cake</b>: 2 people asked and not answered yet.",
    ]
    assert {"0 gap", "2 people on the rota", "0 confirmed on 1 shift"} <= set(cards(area))
    assert "2 asked, no answer yet" in cards(area)
    area.session.undo()
    assert "Tea & <b>cake</b>: 1 asked, gap 1." in said(area)


def test_a_cancelled_project_asks_for_nothing(area: TodayArea) -> None:
    project = a_project(area, status="confirmed")
    a_shift(area, project)
    added(area, SetField("project", project, "status", "cancelled"))
    assert said(area) == []


def test_whoever_is_in_two_places_at_once_is_told(area: TodayArea) -> None:
    project = a_project(area)
    person = added(area, Add("person", {"given": "Ann", "family": "Cohen"}))
    added(area, Assign(a_shift(area, project, 1), (person,)))
    assert not warnings(area)
    second = a_shift(area, project, 3)
    added(area, Assign(second, (person,)), "she knows both")
    assert not warnings(area)  # settled, until the clash is another
    added(area, SetField("shift", second, "ends_at", TEN + timedelta(hours=1)))
    assert any("Ann Cohen" in text for text in warnings(area))


def test_enter_on_a_line_goes_to_its_record(area: TodayArea, qtbot: QtBot) -> None:
    project = a_project(area, status="confirmed")
    area.list.table.start()
    with qtbot.waitSignal(area.session.open_requested) as wanted:
        qtbot.keyClick(area.list.table, Qt.Key.Key_Return)
    assert wanted.args == ["project", project]


def test_a_refuge_is_named_by_its_code_name_only(area: TodayArea) -> None:
    a_project(area)
    partner = added(area, Add("partner", {"name": "Hope House", "confidential": True, "code_name": "Rose"}))
    added(
        area,
        Add(
            "contact_log",
            {"partner_id": partner, "on_day": TOMORROW, "next_step": "Ring", "next_on": TOMORROW},
        ),
    )
    assert "Rose: Ring" in said(area)
    assert "Hope" not in str(said(area))


def test_what_is_hoped_for_besides_is_counted_and_one_click_away(area: TodayArea, qtbot: QtBot) -> None:
    project = a_project(area, target_count=10, target_pence=5_000)
    assert not area.targets.isVisible()  # while the year is set up, its steps come first
    added(area, Assign(a_shift(area, project), (added(area, Add("person", {"given": "Ann"})),)))
    assert (len(area.targets.bars), area.more.isVisible()) == (2, False)
    added(area, SetField("project", project, "target_unit", "cakes"))
    campaign = area.session.campaign_id
    for title in ("Bulbs", "Hats"):
        added(area, Add("project", {"campaign_id": campaign, "title": title, "target_count": 5}))
    assert (len(area.targets.bars), area.more.text()) == (2, "2 more, with the charts")
    with qtbot.waitSignal(area.session.open_requested) as wanted:
        qtbot.mouseClick(area.more, Qt.MouseButton.LeftButton)
    assert wanted.args == ["charts", 0]


def test_whose_home_a_place_is_is_answered_where_it_is_asked(area: TodayArea) -> None:
    added(area, Add("partner", {"name": "Rubens House", "visitor_limit": 5}))
    place = added(area, Add("place", {"name": "Rubens House"}))
    project = a_project(area, place_id=place)
    a_shift(area, project)
    area.reload()
    assert area.questions.texts() == [
        "Is the place “Rubens House” the partner Rubens House, with its visiting rules?"
    ]
    area.questions.button(0, "Yes").click()
    area.reload()
    assert area.questions.isHidden()
    owner = "SELECT partner_id FROM place"
    assert area.session.office.query(lambda c: c.exec_driver_sql(owner).scalar()) == 1
    area.session.office.undo()
    area.reload()
    area.questions.button(0, "No").click()
    area.reload()
    assert area.questions.texts() == []


def test_a_new_year_is_led_through_its_steps(area: TodayArea, qtbot: QtBot) -> None:
    campaign = added(area, Add("campaign", {"name": "Mitzvah Day", "main_day": TOMORROW}))
    area.session.choose_campaign(campaign)
    assert [done for _, done in area.steps.texts()] == [False] * 6
    assert not cards(area)  # a row of noughts would say nothing
    with qtbot.waitSignal(area.session.open_requested) as wanted:
        qtbot.mouseClick(area.steps.buttons[0], Qt.MouseButton.LeftButton)
    assert wanted.args == ["letterhead", 0]
    project = added(area, Add("project", {"campaign_id": campaign, "title": "Tea"}))
    assert ("Shifts for Tea", False) in area.steps.texts()
    shift = a_shift(area, project)
    assert ("Shifts for each project", True) in area.steps.texts()
    added(area, Assign(shift, (added(area, Add("person", {"given": "Ann"})),)))
    assert area.steps.isHidden()  # the rota is being filled now


def test_a_figure_opens_what_it_counts(area: TodayArea, qtbot: QtBot) -> None:
    project = a_project(area)
    added(area, Assign(a_shift(area, project), (added(area, Add("person", {"given": "Ann"})),)))
    gap = next(button for button in area.tiles.buttons() if button.accessibleName() == "1 gap")
    with qtbot.waitSignal(area.session.open_requested) as wanted:
        qtbot.mouseClick(gap, Qt.MouseButton.LeftButton)
    assert wanted.args == ["gaps", 0]


def test_a_to_do_is_added_changed_and_ticked_by_keys_alone(area: TodayArea, qtbot: QtBot) -> None:
    a_project(area, coordinator_id=added(area, Add("person", {"given": "Bea", "family": "Levy"})))
    area.list.start()
    area.add.trigger()
    rows = area.to_dos.rows
    what = rows.fields["what"].editor
    qtbot.keyClicks(what, "Ring the mosque")
    qtbot.keyClick(what, Qt.Key.Key_Return)
    due = rows.fields["due_on"].editor
    qtbot.keyClicks(due, f"{TOMORROW:%d/%m/%Y}")
    qtbot.keyClick(due, Qt.Key.Key_Return)
    area.back()
    line = next(task for task in area.list.table.rows_model.rows() if task.what == "Ring the mosque")
    assert (line.when, line.kind) == (TOMORROW, "To-do")
    area.list.table.select_id(line.id)
    area.mark.trigger()
    assert "Ring the mosque" not in said(area)
    area.session.undo()
    assert "Ring the mosque" in said(area)


def test_many_lines_are_ticked_at_once_and_what_only_work_answers_is_told(area: TodayArea) -> None:
    a_project(area, status="confirmed")
    campaign = area.session.campaign_id or 0
    for what in ("Ring", "Write", "Bake"):
        added(area, Add("to_do", {"campaign_id": campaign, "what": what}))
    told: list[str] = []
    area.session.status_message.connect(told.append)
    area.list.table.select([task.id for task in area.list.table.rows_model.rows()])
    assert area.mark.text() == "Mark 3 done"
    area.mark.trigger()
    assert said(area) == [
        "Tea & <b>cake</b> has no coordinator.",
        "Tea & <b>cake</b> has no shifts yet.",
    ]
    assert told[-1] == "Marked 3 things done; 2 can only be done where they belong."
    area.list.table.select([task.id for task in area.list.table.rows_model.rows()])
    assert not area.mark.isEnabled()


def test_enter_on_a_to_do_goes_to_it(area: TodayArea, qtbot: QtBot) -> None:
    a_project(area)
    number = added(area, Add("to_do", {"campaign_id": area.session.campaign_id, "what": "Ring"}))
    line = next(task for task in area.list.table.rows_model.rows() if task.what == "Ring")
    area.list.table.select_id(line.id)
    with qtbot.waitSignal(area.session.open_requested) as wanted:
        qtbot.keyClick(area.list.table, Qt.Key.Key_Return)
    assert wanted.args == ["to_do", number]
    area.show_record("to_do", number)
    assert area.to_dos.rows.fields["what"].value == "Ring"
