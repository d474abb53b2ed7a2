"""The board: what it shows, and shifts moved, stretched, copied and removed on it."""

import pytest
from doubles import Boxes
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot
from rota_book import SECRET, RotaBook, at, drag, middle, tooltip

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.plan import describe_shift, staffing_level
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.colours import DARK, LIGHT
from mitzvah_desk.desk.widgets.notice import DecisionDialog
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.rota.assignments import Assign

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(area: RotaArea, shift_id: int) -> str:
    bar = area.board.bar(shift_id)
    assert bar is not None
    return describe_shift(bar)


def times(book: RotaBook, shift_id: int) -> tuple[object, object]:
    row = book.row(shift_id)
    assert row is not None
    return row.starts_at, row.ends_at


def test_a_gap_is_told_by_a_sign_and_a_word(area: RotaArea, book: RotaBook) -> None:
    row = book.row(book.bakers)
    assert row is not None
    assert (staffing_level(row).sign, staffing_level(row).words) == ("alert-triangle", "gap 3")
    assert ": gap 3; for 3–5 people." in said(area, book.bakers)
    assert "Bakers at 10:00 in Tea & <b>cake</b>: gap 3." in area.findings.texts()


def test_overlapping_shifts_stand_in_lanes_and_open_ended_ones_by_themselves(
    area: RotaArea, book: RotaBook
) -> None:
    bakers, welcome = area.board.bar(book.bakers), area.board.bar(book.welcome)
    knitters = area.board.bar(book.knitters)
    assert bakers
    assert welcome
    assert knitters
    assert bakers.line == welcome.line
    assert {bakers.lane, welcome.lane} == {0, 1}
    assert area.board.plan.lines[knitters.line].any_time
    assert not area.board.rect_of(bakers).intersects(area.board.rect_of(welcome))


def test_the_arrows_reach_every_bar(area: RotaArea) -> None:
    seen = set()
    for _ in range(9):
        QTest.keyClick(area.board, Qt.Key.Key_Right)
        assert area.board.current is not None
        seen.add(area.board.current.shift.id)
    assert seen == {bar.shift.id for bar in area.board.plan.bars()}


def test_the_board_says_the_chosen_bar_to_a_screen_reader(area: RotaArea, book: RotaBook) -> None:
    area.board.select(book.bakers)
    assert area.board.accessibleDescription() == said(area, book.bakers)
    assert "Bakers, 10:00–12:00" in area.board.accessibleDescription()


def test_a_bar_is_moved_with_the_keyboard_and_undo_brings_it_back(area: RotaArea, book: RotaBook) -> None:
    area.board.select(book.bakers)
    QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    assert times(book, book.bakers) == (at(10), at(12))
    assert area.board.drag is not None
    assert "10:30–12:30" in area.board.accessibleDescription()
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    assert times(book, book.bakers) == (at(10, 30), at(12, 30))
    book.session.undo()
    assert times(book, book.bakers) == (at(10), at(12))


def test_a_bar_is_stretched_with_the_keyboard(area: RotaArea, book: RotaBook) -> None:
    area.board.select(book.bakers)
    QTest.keyPress(area.board, Qt.Key.Key_Left, ALT | SHIFT)
    QTest.keyPress(area.board, Qt.Key.Key_Return)
    assert times(book, book.bakers) == (at(10), at(11, 45))


def test_esc_lets_a_bar_go_back(area: RotaArea, book: RotaBook) -> None:
    area.board.select(book.bakers)
    QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    QTest.keyPress(area.board, Qt.Key.Key_Escape)
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    assert times(book, book.bakers) == (at(10), at(12))
    assert book.session.office.undo_label().startswith("Added")


def test_a_bar_is_dragged_in_steps_of_a_quarter_of_an_hour(area: RotaArea, book: RotaBook) -> None:
    drag(area, middle(area, book.bakers), 64)
    assert times(book, book.bakers) == (at(11), at(13))


def test_an_edge_is_dragged_to_stretch(area: RotaArea, book: RotaBook) -> None:
    middle(area, book.bakers)
    bar = area.board.bar(book.bakers)
    assert bar is not None
    rect = area.board.rect_of(bar)
    drag(area, QPoint(rect.right() - 1, rect.center().y()), 30)
    assert times(book, book.bakers) == (at(10), at(12, 30))


def test_what_a_move_breaks_is_shown_before_it_is_dropped(
    area: RotaArea, book: RotaBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.session.execute(Assign(book.welcome, (book.ann,)))
    book.session.execute(Assign(book.pair, (book.ann,)))
    drag(area, middle(area, book.welcome), 60, release=False)
    assert area.board.drag is not None
    shown = list(area.board.drag.findings)
    assert any("Ann Cohen" in finding.text for finding in shown)
    assert times(book, book.welcome) == (at(10), at(11))
    asked = []

    def ask(_parent: object, findings: list[object]) -> str:
        asked.extend(findings)
        return "She runs over"

    monkeypatch.setattr(DecisionDialog, "ask", staticmethod(ask))
    end = middle(area, book.welcome) + QPoint(round(60 * area.board.scale.per_minute), 0)
    QTest.mouseRelease(area.board.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert asked == shown
    assert times(book, book.welcome) == (at(11), at(12))


def test_a_shift_with_its_people_is_removed_and_undo_brings_all_back(
    area: RotaArea, book: RotaBook, boxes: Boxes
) -> None:
    boxes.press = "Remove this shift"
    people = [book.add("person", given=f"Helper {number}") for number in range(24)]
    states = list(AssignmentStatus)[:3]
    for number, person in enumerate(people):
        book.session.execute(
            Assign(book.knitters, (person,), status=states[number % 3], reserve=number % 5 == 0)
        )
    before = book.on(book.knitters)
    assert len(before) == 24
    area.go_to_shift(book.knitters)
    QTest.keyClick(area.board, Qt.Key.Key_Delete)
    assert book.row(book.knitters) is None
    assert area.board.current is not None
    book.session.undo()
    assert book.on(book.knitters) == before


def test_a_shift_is_copied(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.bakers)
    QTest.keyClick(area.board, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert area.board.current is not None
    copy = area.board.current.shift
    assert copy.id != book.bakers
    assert (copy.role, copy.starts_at, copy.minimum) == ("Bakers", at(10), 3)


def test_a_shift_is_repeated(area: RotaArea, book: RotaBook, monkeypatch: pytest.MonkeyPatch) -> None:
    from mitzvah_desk.desk.rota.repeating import RepeatDialog

    def accept(dialog: RepeatDialog) -> int:
        dialog.every.line.setText("15")
        dialog.times.line.setText("2")
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(RepeatDialog, "exec", accept)
    area.go_to_shift(book.welcome)
    QTest.keyClick(area.board, Qt.Key.Key_R)
    starts = [bar.shift.starts_at for bar in area.board.plan.bars() if bar.shift.role == "Welcome"]
    assert starts == [at(10), at(10, 15), at(10, 30)]


def test_a_double_click_opens_the_project(area: RotaArea, book: RotaBook, qtbot: QtBot) -> None:
    with qtbot.waitSignal(book.session.open_requested) as wanted:
        QTest.mouseDClick(area.board.viewport(), Qt.MouseButton.LeftButton, pos=middle(area, book.pair))
    assert wanted.args == ["project", book.drive]


def test_enter_on_a_finding_goes_to_its_shift(area: RotaArea, book: RotaBook) -> None:
    QTest.keyClick(area.board, Qt.Key.Key_F)
    row = area.findings.texts().index("Pair at 11:00 in Food drive: gap 1.")
    area.findings.setCurrentRow(row)
    area.findings.setFocus()
    QTest.keyClick(area.findings, Qt.Key.Key_Return)
    assert area.board.current is not None
    assert area.board.current.shift.id == book.pair
    assert area.board.hasFocus()


def test_the_zoom_keeps_the_chosen_bar_in_view(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.wrappers)
    QTest.keyClick(area.board, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(area.board, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    bar = area.board.current
    assert bar is not None
    assert area.board.zoom.name == "HOURS"
    assert area.board.rect_of(bar).intersects(area.board.body())
    QTest.keyClick(area.board, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert area.board.zoom.name == "HALF_DAY"


def test_the_list_shows_the_same_shifts_with_the_same_one_chosen(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.pair)
    QTest.keyClick(area.board, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert area.list.isVisible()
    assert area.list.selected_ids() == [book.pair]
    assert {row.id for row in area.list.rows_model.rows()} == {b.shift.id for b in area.board.plan.bars()}
    area.list.select([book.wrappers])
    assert area.board.current is not None
    assert area.board.current.shift.id == book.wrappers


def test_a_refuge_is_named_nowhere(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.wrappers)
    tooltip(area, book.wrappers)
    words = [QToolTip.text(), area.board.accessibleDescription(), *area.findings.texts()]
    words += [str(line) for line in area.board.plan.lines] + [str(r) for r in area.list.rows_model.rows()]
    assert "Gifts for Rose" in " ".join(words)
    assert not any("Hope" in text or "Secret" in text or SECRET in text for text in words)
    QToolTip.hideText()


def test_a_shift_is_shown_on_whatever_day_it_is(area: RotaArea, book: RotaBook) -> None:
    later = book.shift_of(book.drive, "Thanks", 18, 19, 0, 5)
    book.session.execute(SetField("shift", later, "ends_at", at(20).replace(day=29)))
    book.session.execute(SetField("shift", later, "starts_at", at(18).replace(day=29)))
    area.show_record("shift", later)
    assert area.day_bar.day == at(0).replace(day=29).date()
    assert area.board.current is not None
    assert area.board.current.shift.id == later


def test_an_empty_campaign_says_what_to_do_first(area: RotaArea, book: RotaBook) -> None:
    other = book.add("campaign", name="Chanukah", main_day=at(0).date())
    book.session.choose_campaign(other)
    assert not area.board.isVisible()
    assert not area.findings.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_it_draws_in_light_and_dark_at_any_size_of_text(
    area: RotaArea, book: RotaBook, percent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    for scheme in (LIGHT, DARK):
        monkeypatch.setattr(theme, "current_colours", lambda scheme=scheme: scheme)
        theme.set_text_scale(percent)
        area.go_to_shift(book.bakers)
        image = area.board.grab().toImage()
        drawn.append(image.pixelColor(area.board.body().center()).name())
        assert image.pixelColor(2, 2).name() == scheme.ground
    theme.set_text_scale(100)
    assert drawn[0] != drawn[1]
