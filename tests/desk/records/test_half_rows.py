"""A row that is not made yet is never lost, in any list whose rows are typed in place."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from doubles import Boxes, Shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

import mitzvah_desk.desk
from mitzvah_desk.desk.records.editable_rows import EditableRows
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import InlineRunner
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.fields import ChoiceField
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.desk.widgets.pick_field import PickField
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office

Rows = EditableRows[Any]
Make = Callable[[FileSession], Rows]


def list_editors() -> list[type[Rows]]:
    """Every list whose rows are typed in place, wherever it stands."""
    for module in pkgutil.walk_packages(mitzvah_desk.desk.__path__, "mitzvah_desk.desk."):
        importlib.import_module(module.name)
    found: list[type[Rows]] = []
    waiting = list(EditableRows.__subclasses__())
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith("mitzvah_desk."):
            found.append(each)
    return sorted(set(found), key=lambda each: each.__name__)


EDITORS = list_editors()
WITH_CAMPAIGN = {"Quotations", "ToDoRows"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[FileSession]:
    office = Office.new(tmp_path / "rows.mitzvah", user_name="Miriam")
    yield FileSession(office, runner=InlineRunner)
    office.close()


class Owners:
    """Two records of each noun that has rows."""

    def __init__(self, session: FileSession) -> None:
        self.session = session
        self.campaign = self.add("campaign", name="Mitzvah Day", main_day=date(2026, 11, 22))
        self.of = {
            "project": [self.add("project", campaign_id=self.campaign, title=t) for t in ("Tea", "Bulbs")],
            "person": [self.add("person", given=name, family="Cohen") for name in ("Ann", "Dan")],
            "partner": [self.add("partner", name=name) for name in ("Rubens", "Hope")],
            "place": [self.add("place", name=name) for name in ("Hall", "Barn")],
            "kind": [self.add("project_kind", name=name) for name in ("Visit", "Walk")],
        }

    def add(self, record: str, **values: object) -> int:
        done = self.session.office.execute(Add(record, values))
        assert isinstance(done, Done), done
        return done.id


@pytest.fixture(params=EDITORS, ids=lambda each: each.__name__)
def rows(request: pytest.FixtureRequest, session: FileSession, shown: Shown) -> Rows:
    """One of the lists, at the first of two records."""
    make: Make = request.param
    made = make(session)
    shown(made).resize(1000, 600)
    owners = Owners(session)
    made.both = owners.of[made._owner.removesuffix("_id")]  # type: ignore[attr-defined]
    made.more = {"campaign_id": owners.campaign} if make.__name__ in WITH_CAMPAIGN else {}  # type: ignore[attr-defined]
    show(made, 0)
    return made


def show(rows: Rows, number: int) -> None:
    rows.show_owner(rows.both[number], day=date(2026, 11, 22), **rows.more)  # type: ignore[attr-defined]


Typed = LineField | PickField


def later_field(rows: Rows) -> Typed:
    """A field in which what is typed makes no row: any but the first, or a picker of something else."""
    first, *others = rows.fields.values()
    found = [field for field in (*others, first) if isinstance(field, Typed)]
    return found[0]


def type_half(rows: Rows) -> Typed:
    field = later_field(rows)
    field.editor.setFocus()
    if isinstance(field.editor, QLineEdit):
        field.editor.selectAll()  # as Tab does, where something usual stands there
    QTest.keyClicks(field.editor, "12")
    return field


def text(field: Field) -> str:
    assert isinstance(field, Typed)
    return field.line.text()


def test_all_lists_are_known() -> None:
    assert {"Availability", "Programme", "Materials", "Needs"} <= {each.__name__ for each in EDITORS}


def test_going_elsewhere_keeps_it_and_says_why(rows: Rows) -> None:
    field = type_half(rows)
    QTest.keyClick(field.editor, Qt.Key.Key_Tab)
    assert text(field) == "12"
    assert field.problem
    assert not rows.flush()
    assert text(field) == "12"


def test_esc_asks_before_it_drops_it(rows: Rows, boxes: Boxes) -> None:
    field = type_half(rows)
    boxes.press = "Go on typing"
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert len(boxes.read) == 1
    assert text(field) == "12"
    boxes.press = "Drop it"
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert text(field) != "12"
    assert rows.flush()


def test_leaving_the_page_asks_before_it_drops_it(rows: Rows, boxes: Boxes) -> None:
    field = type_half(rows)
    boxes.press = "Go to it"
    assert not may_leave(rows, rows.flush)
    assert text(field) == "12"
    boxes.press = "Drop what is typed"
    assert may_leave(rows, rows.flush)
    assert text(field) != "12"


def test_another_record_gives_it_back(rows: Rows) -> None:
    field = type_half(rows)
    before = text(field)
    show(rows, 1)
    assert text(field) != before
    show(rows, 0)
    assert text(field) == before
    assert field.touched


def test_what_was_chosen_for_it_comes_back_too(rows: Rows) -> None:
    field = next((rows.fields[column] for column in rows._usual), None)
    if not isinstance(field, ChoiceField):
        assert not any(isinstance(each, ChoiceField) for each in list(rows.fields.values())[1:])
        return
    other = (field.combo.currentIndex() + 1) % field.combo.count()
    field.combo.setCurrentIndex(other)
    field.flush()
    show(rows, 1)
    assert field.combo.currentIndex() != other
    show(rows, 0)
    assert field.combo.currentIndex() == other
    show(rows, 0)
    assert field.combo.currentIndex() == other
