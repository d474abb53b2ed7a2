# mypy: allow-untyped-calls
"""Calendar files from the window."""

from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.records.exporting import make_calendar_action
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office


def done(office: Office, action: Action) -> int:
    result = office.execute(action)
    assert isinstance(result, Done), result
    return result.ids[0]


def test_a_projects_shifts_go_into_a_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office.new(tmp_path / "year.mitzvah")
    campaign = done(office, Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)}))
    project = done(office, Add("project", {"campaign_id": campaign, "title": "Tea & cake"}))
    role = done(office, Add("role", {"name": "Baker"}))
    times = {"starts_at": datetime(2026, 11, 22, 10), "ends_at": datetime(2026, 11, 22, 12)}
    done(office, Add("shift", {"project_id": project, "role_id": role, **times}))
    session, page = FileSession(office), QWidget()
    qtbot.addWidget(page)
    asked: list[str] = []

    def where(_parent: QWidget, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / "out.ics"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    with qtbot.waitSignal(session.status_message) as told:
        make_calendar_action(session, page, lambda: {"project_id": project}).trigger()
    assert asked == ["Tea & cake.ics"]
    assert told.args is not None
    assert "out.ics" in told.args[0]
    (event,) = Calendar.from_ical((tmp_path / "out.ics").read_bytes()).walk("VEVENT")
    assert "Tea & cake" in str(event["SUMMARY"])
    office.close()
