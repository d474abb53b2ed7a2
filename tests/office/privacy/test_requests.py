"""Requests about somebody's own data: by when, told on Today, answered."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.model import RequestKind
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.office.privacy.requests import NoteAnswer, list_requests
from mitzvah_desk.office.today.tasks import list_tasks
from mitzvah_desk.rules.privacy.requests import answer_by

DAY = date(2026, 11, 3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "year.mitzvah")) as made:
        made.execute(Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)}))
        made.execute(Add("person", {"given": "Ann", "family": "Levy"}))
        yield made


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        (date(2026, 11, 3), date(2026, 12, 3)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_it_is_the_same_day_of_the_next_month_or_its_last(asked: date, by: date) -> None:
    """ICO, A guide to individual rights: "How long do we have to comply?"."""
    assert answer_by(asked) == by


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_it_is_in_the_next_month_always(asked: date) -> None:
    by = answer_by(asked)
    assert timedelta(days=28) <= by - asked <= timedelta(days=31)
    assert (by.month - asked.month) % 12 == 1


def test_an_open_request_is_on_today_until_it_is_answered(office: Office) -> None:
    office.execute(Add("subject_request", {"person_id": 1, "kind": RequestKind.SEE, "asked_on": DAY}))
    tasks = office.query(list_tasks, 1, DAY)
    (task,) = [each for each in tasks if each.record == "person"]
    assert task.what == "Ann Levy asked to see what is held: answer within the month."
    assert task.when == date(2026, 12, 3)
    assert isinstance(office.execute(NoteAnswer(1, RequestKind.SEE, date(2026, 11, 9))), Done)
    assert not [each for each in office.query(list_tasks, 1, DAY) if each.record == "person"]
    (kept,) = office.query(list_requests, 1)
    assert (kept.asked_on, kept.answered_on) == (DAY, date(2026, 11, 9))


def test_an_answer_to_another_question_leaves_it_open(office: Office) -> None:
    office.execute(Add("subject_request", {"person_id": 1, "kind": RequestKind.ERASE, "asked_on": DAY}))
    office.execute(NoteAnswer(1, RequestKind.SEE, DAY))
    assert [(each.kind, each.answered_on) for each in office.query(list_requests, 1)] == [
        (RequestKind.SEE, DAY),
        (RequestKind.ERASE, None),
    ]
    assert [each.kind for each in office.query(list_requests)] == [RequestKind.ERASE]


def test_what_an_erased_person_asked_stays_without_their_name(office: Office) -> None:
    values = {"person_id": 1, "kind": RequestKind.ERASE, "asked_on": DAY, "note": "Ann Levy rang"}
    office.execute(Add("subject_request", values))
    office.execute(ErasePerson(1))
    rows = office.query(
        lambda c: c.exec_driver_sql("SELECT person_id, kind, note FROM subject_request").fetchall()
    )
    ((person, kind, note),) = rows
    assert (person, kind) == (None, "to erase it")
    assert "Levy" not in note
