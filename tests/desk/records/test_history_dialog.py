# mypy: allow-untyped-calls
"""The history of the whole file, narrowed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.records.history import HistoryDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.history import StepFilter, list_step_users, list_steps
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office.new(tmp_path / "book.mitzvah", user_name="Ann")
    made.execute(Add("person", {"given": "Sean", "family": "O’Brien"}))
    made.execute(Add("partner", {"name": "Rubens House"}))
    made.set_user_name("Dan")
    made.execute(Add("person", {"given": "Łukasz", "family": "Nowak"}))
    yield made
    made.close()


def labels(office: Office, wanted: StepFilter) -> list[str]:
    return [step.label for step in office.query(list_steps, wanted)]


def test_words_a_person_a_day_and_a_record_narrow_it(office: Office) -> None:
    assert office.query(list_step_users) == ["Ann", "Dan"]
    assert labels(office, StepFilter(words="o'brien")) == ["Added Sean O’Brien"]
    assert labels(office, StepFilter(words="added LUKASZ")) == ["Added Łukasz Nowak"]
    assert labels(office, StepFilter(user_name="Dan")) == ["Added Łukasz Nowak"]
    assert labels(office, StepFilter(record="partner")) == ["Added Rubens House"]
    assert len(labels(office, StepFilter(day=date.today()))) == 3
    assert labels(office, StepFilter(day=date.today() - timedelta(days=1))) == []
    assert labels(office, StepFilter(words="added", user_name="Ann", record="person")) == [
        "Added Sean O’Brien"
    ]


def test_a_name_that_is_set_holds_for_the_steps_that_follow(office: Office) -> None:
    assert [step.user_name for step in office.query(list_steps)] == ["Dan", "Ann", "Ann"]


def test_the_window_is_narrowed_as_one_types(office: Office, qtbot: QtBot) -> None:
    dialog = HistoryDialog(FileSession(office))
    qtbot.addWidget(dialog)
    dialog.show()
    rows = dialog.table.table.rows_model
    assert rows.total == 3
    QTest.keyClicks(dialog.words.editor, "rubens")
    qtbot.waitUntil(lambda: rows.total == 1)
    dialog.words.load("")
    qtbot.waitUntil(lambda: rows.total == 3)
    dialog.by.load("Dan")
    dialog.read()
    assert rows.total == 1
