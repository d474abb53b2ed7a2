# mypy: allow-untyped-calls
"""The tidy-up over a real office: proposed by Today, ticked, kept, done, undone and confirmed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.people.person import PersonPage
from mitzvah_desk.desk.privacy.tidy_dialog import TidyDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.today.area import TodayArea
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add, Remove
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settle_history import Settle
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.office.privacy.tidy import KeepPeople, read_hold

OLD = date.today() - timedelta(days=1200)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[FileSession]:
    """Ann and Bob gave long ago; of Cyd nothing tells. Dan gave today. A conversation is old."""
    office = Office.new(tmp_path / "year.mitzvah", user_name="Miriam")
    session = FileSession(office)
    add(session, "campaign", name="Day", main_day=OLD)
    for given in ("Ann", "Bob", "Cyd", "Dan"):
        add(session, "person", given=given, family="Quince", diet="vegan")
    for person, day in ((1, OLD), (2, OLD), (4, date.today())):
        add(session, "money_gift", campaign_id=1, donor_person_id=person, amount_pence=5, on_day=day)
    add(session, "partner", name="Rubens House")
    add(session, "contact_log", partner_id=1, on_day=OLD, summary="Tins")
    yield session
    office.close()


def add(session: FileSession, record: str, **values: object) -> None:
    done = session.office.execute(Add(record, values))
    assert isinstance(done, Done), done
    session.office.execute(Settle(done.step))  # as if it had been there for years


@pytest.fixture
def dialog(session: FileSession, qtbot: QtBot) -> TidyDialog:
    found = TidyDialog(session)
    qtbot.addWidget(found)
    found.show()
    return found


def lines(dialog: TidyDialog) -> dict[str, bool]:
    """What is listed beneath the rules, and whether it is ticked."""
    tops = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    found = [top.child(n) for top in tops if top is not None for n in range(top.childCount())]
    return {each.text(0): each.checkState(0) is Qt.CheckState.Checked for each in found if each}


def people(session: FileSession) -> list[str]:
    return [row.given for row in session.office.query(list_people) if row.given]


def test_all_but_what_is_doubtful_is_ticked_and_each_rule_says_what_for(dialog: TidyDialog) -> None:
    assert lines(dialog) == {
        "Ann Quince": True, "Bob Quince": True, "Cyd Quince": False, "Dan Quince": True,
        "Rubens House": True,
    }  # fmt: skip
    assert dialog.tidy.text() == "Tidy up 2 people and 2 other records"
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    assert top.text(0) == "People whom nobody has seen (3)"
    assert "People whom nobody has seen: We keep people to ask" in str(
        [label.text() for label in dialog.findChildren(QLabel)]
    )


def test_it_is_done_undone_and_confirmed(dialog: TidyDialog, session: FileSession, boxes: Boxes) -> None:
    dialog.tidy.click()
    assert people(session) == ["Ann", "Bob", "Cyd", "Dan"]  # Enter leaves it as it was
    assert "Tidy up 2 people and 2 other records?" in boxes.read[0]
    boxes.press = "Tidy up"
    dialog.tidy.click()
    assert people(session) == ["Cyd", "Dan"]
    assert dialog.waiting.isVisible()
    dialog.undo.click()
    assert people(session) == ["Ann", "Bob", "Cyd", "Dan"]
    assert not dialog.waiting.isVisible()
    dialog.tidy.click()
    seen: list[str] = []

    def look(box: QMessageBox) -> None:
        default = box.defaultButton()
        assert isinstance(default, QPushButton)
        seen.extend((default.text(), box.detailedText()))

    boxes.seen = look
    boxes.press = "Erase for good"
    dialog.confirm.click()
    assert seen[0] == messages.LEAVE
    assert "backup" in seen[1]
    assert not dialog.waiting.isVisible()
    assert "idied" not in session.office.undo_label()


def test_with_the_keyboard_alone(dialog: TidyDialog, qtbot: QtBot) -> None:
    dialog.tree.setFocus()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.tidy.text() == "Tidy up 1 person and 2 other records")
    assert dialog.keep.isEnabled()
    for button in (dialog.keep, dialog.tidy, dialog.confirm, dialog.undo):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.tree.accessibleName()


def test_whoever_is_kept_is_asked_about_no_more(
    dialog: TidyDialog, session: FileSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_text", lambda *_: "they bake")
    dialog.tree.selectAll()
    qtbot.waitUntil(dialog.keep.isEnabled)
    dialog.keep.click()
    assert [session.office.query(read_hold, each) is not None for each in (1, 2, 3, 4)] == [True] * 3 + [
        False
    ]
    assert dialog.tidy.text() == "Tidy up 5 other records"


def test_a_tick_taken_by_hand_stays_when_the_list_is_read_again(
    dialog: TidyDialog, session: FileSession
) -> None:
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    ticks = {"Ann Quince": Qt.CheckState.Unchecked, "Cyd Quince": Qt.CheckState.Checked}
    for line in [top.child(number) for number in range(3)]:
        if line is not None and line.text(0) in ticks:
            line.setCheckState(0, ticks[line.text(0)])
    session.execute(KeepPeople((2,), "they bake", date.today()))
    found = lines(dialog)
    assert (found["Ann Quince"], found["Cyd Quince"]) == (False, True)


def test_nothing_due_says_so(session: FileSession, qtbot: QtBot) -> None:
    for record, ids in (("person", (1, 2, 3, 4)), ("contact_log", (1,))):
        session.office.execute(Remove(record, ids))
    dialog = TidyDialog(session)
    qtbot.addWidget(dialog)
    assert not dialog.tidy.isEnabled()
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    assert "Nothing is due" in top.text(0)


def test_today_proposes_it_and_then_reminds(session: FileSession, qtbot: QtBot, boxes: Boxes) -> None:
    area = TodayArea(session)
    qtbot.addWidget(area)
    area.show()
    assert area.tidying.isVisible()
    assert "3 people have not been seen for two years" in area.tidying.text.text()
    assert area.tidying.button.accessibleName().startswith("Tidy up…")
    area.tidying.button.click()
    (dialog,) = area.findChildren(TidyDialog)
    boxes.press = "Tidy up"
    dialog.tidy.click()
    assert "Tidied up on" in area.tidying.text.text()
    assert area.tidying.button.text() == "Confirm or undo…"
    boxes.press = "Erase for good"
    dialog.confirm.click()
    assert area.tidying.isHidden()
    dialog.close()


def test_a_persons_page_says_why_they_are_kept_and_takes_it_back(session: FileSession, qtbot: QtBot) -> None:
    session.office.execute(KeepPeople((1,), "she bakes", date(2026, 3, 1)))
    page = PersonPage(session)
    qtbot.addWidget(page)
    session.changed.connect(lambda _: page.show_record(1))
    page.show_record(1)
    page.show()
    assert page.hold.text.text() == "Kept because: she bakes (decided on 1 Mar 2026)"
    page.hold.button.click()
    assert page.hold.isHidden()
    assert session.office.query(read_hold, 1) is None


def test_times_away_that_are_over_are_told(session: FileSession, qtbot: QtBot) -> None:
    times = {"starts_at": datetime(2023, 1, 1, 9), "ends_at": datetime(2023, 1, 1, 10)}
    add(session, "unavailability", person_id=4, **times)
    dialog = TidyDialog(session)
    qtbot.addWidget(dialog)
    assert "Goes: 1 time away" in {each.will for each in dialog.ticked()}
