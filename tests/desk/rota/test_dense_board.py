"""The board at a glance: names in bars, who has not answered, lanes, bands, hours and now."""

import itertools
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from rota_book import DAY, RotaBook, at, drag, middle

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.bar_style import BarStyle
from mitzvah_desk.desk.rota.bar_words import BarText, lay_band_words, lay_words
from mitzvah_desk.desk.rota.day_layout import layout_day
from mitzvah_desk.desk.rota.plan import BarFilter, ShiftBar, staffing_level
from mitzvah_desk.desk.widgets.labels import ActionButton
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.projects.roll_forward import CopyProject
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.rota.queries import list_board_rows
from mitzvah_desk.office.rota.shifts import RepeatShift

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
YES, ASKED = AssignmentStatus.CONFIRMED, AssignmentStatus.INVITED


def another(book: RotaBook, like: int, start: int, end: int) -> int:
    """One more shift of the same role and project."""
    row = book.row(like)
    assert row is not None
    values = {"project_id": row.project_id, "role_id": row.role_id, "minimum": 1, "maximum": 2}
    return book.add("shift", **values, starts_at=at(start), ends_at=at(end))


def bar_of(area: RotaArea, shift_id: int) -> ShiftBar:
    bar = area.board.bar(shift_id)
    assert bar is not None
    return bar


def words(
    area: RotaArea, shift_id: int, width: int, beside: int = 0, kept: BarFilter = BarFilter.ALL
) -> tuple[list[str], list[str]]:
    """What is written in a bar of a width and beside it."""
    laid = lay_words(bar_of(area, shift_id), BarStyle(area.font()), width, beside, kept)
    return [each.text for each in laid if each.x < width], [each.text for each in laid if each.x >= width]


def shown(area: RotaArea) -> set[int]:
    return {bar.shift.id for bar in area.board.plan.bars()}


def appointments(book: RotaBook, number: int = 8) -> list[int]:
    """Many slots of a quarter of an hour, from nine o'clock."""
    first = book.add(
        "shift",
        project_id=book.drive,
        role_id=book.role("Donor"),
        starts_at=at(9),
        ends_at=at(9, 15),
        minimum=1,
        maximum=1,
    )
    book.session.execute(RepeatShift(first, 15, number - 1))
    rows = book.session.office.query(list_board_rows, book.campaign, DAY)
    return [shift.id for row in rows for shift in row.shifts if shift.role == "Donor"]


def test_only_what_everybody_answered_is_good(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.welcome, (book.ann,), status=ASKED))
    asked = staffing_level(bar_of(area, book.welcome).shift)
    assert (asked.sign, asked.tone, asked.words) == ("mail", "muted", "1 asked")
    book.session.execute(Assign(book.pair, (book.dan,), status=YES))
    sure = staffing_level(bar_of(area, book.pair).shift)
    assert (sure.sign, sure.tone, sure.words) == ("check", "good", "1 confirmed")


def test_those_on_a_shift_are_named_in_its_bar(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann, book.dan), status=YES))
    book.session.execute(Assign(book.bakers, (book.ruth,), status=ASKED))
    inside, outside = words(area, book.bakers, 600)
    assert inside == ["Bakers", "Ann Cohen, Dan Cohen, Ruth Levy?", "2 confirmed, 1 asked"]
    assert outside == []
    inside, _ = words(area, book.bakers, 250)
    assert inside == ["Bakers", "Ann C., Dan C., Ruth L.?", "1 asked"]
    inside, _ = words(area, book.bakers, 180)
    assert inside == ["Bakers", "Ann C. +2", "1 asked"]
    inside, _ = words(area, book.bakers, 250, kept=BarFilter.UNANSWERED)
    assert inside[1].startswith("Ruth L.?")
    inside, outside = words(area, book.bakers, 120, beside=400)
    assert inside == ["Bakers", "1 asked"]
    assert outside == ["Ann Cohen, Dan Cohen, Ruth Levy?"]


def test_words_of_a_bar_never_run_into_one_another(area: RotaArea, book: RotaBook) -> None:
    look = BarStyle(area.font())
    book.session.office.execute(Assign(book.bakers, (book.ann, book.dan), status=YES))
    book.session.office.execute(Assign(book.bakers, (book.ruth,), status=ASKED))
    book.session.office.execute(SetField("shift", book.bakers, "maximum", 9))
    book.session.office.execute(SetField("shift", book.bakers, "minimum", 5))
    area.reload()
    bar = bar_of(area, book.bakers)
    for width, beside in itertools.product(range(4, 400, 3), (0, 90, 300)):
        end = 0
        laid = lay_words(bar, look, width, beside, BarFilter.ALL)
        for each in sorted(laid, key=lambda text: text.x):
            assert each.x >= end, (width, beside, laid)
            end = each.x + look.width(each.text, bold=each.bold)
            assert end <= (width if each.x < width else width + beside), (width, beside, laid)


def test_a_screen_reader_hears_names_standing_and_place(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.bakers, (book.ann,), status=YES))
    book.session.execute(Assign(book.bakers, (book.ruth,), status=ASKED))
    book.session.execute(Assign(book.bakers, (book.dan,), reserve=True))
    place = book.add("place", name="The kitchen")
    book.session.execute(SetField("shift", book.bakers, "place_id", place))
    seen = QAccessible.queryAccessibleInterface(area.board)
    number = [bar.shift.id for bar in area.board.plan.walk()].index(book.bakers)
    name = seen.child(number).text(QAccessible.Text.Name)
    assert ": 1 confirmed, 1 asked, gap 1; for 3–5 people. " in name
    assert (
        "Confirmed: Ann Cohen. Asked, no answer yet: Ruth Levy. In reserve: Dan Cohen. The kitchen." in name
    )


def test_gaps_only_and_unanswered_only(area: RotaArea, book: RotaBook) -> None:
    everything = shown(area)
    book.session.execute(Assign(book.welcome, (book.ann,), status=ASKED))
    hours = area.board.plan.first, area.board.plan.last
    QTest.keyClick(area.board, Qt.Key.Key_G)
    assert shown(area) == {book.bakers, book.pair, book.wrappers}
    assert {row.id for row in area.list.rows_model.rows()} == shown(area)
    assert (area.board.plan.first, area.board.plan.last) == hours
    QTest.keyClick(area.board, Qt.Key.Key_U)
    assert shown(area) == {book.welcome}
    assert [action.isChecked() for action in area.filters.values()] == [False, True]
    buttons = {button.action: button.isChecked() for button in area.day_bar.findChildren(ActionButton)}
    assert [buttons[action] for action in area.filters.values()] == [False, True]
    book.session.execute(SetField("shift", book.welcome, "note", "At the side door"))
    assert shown(area) == {book.welcome}
    QTest.keyClick(area.board, Qt.Key.Key_U)
    assert shown(area) == everything


def test_a_shift_that_is_filtered_out_is_shown_when_it_is_gone_to(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(Assign(book.welcome, (book.ann,), status=YES))
    QTest.keyClick(area.board, Qt.Key.Key_G)
    assert book.welcome not in shown(area)
    area.go_to_shift(book.welcome)
    assert area.board.current is bar_of(area, book.welcome)
    assert not any(action.isChecked() for action in area.filters.values())


def test_check_in_and_filling_are_about_the_whole_day(area: RotaArea, book: RotaBook) -> None:
    QTest.keyClick(area.board, Qt.Key.Key_U)
    assert not shown(area)
    area.open_check_in()
    assert area.check_in.shift.count() > 3
    area.back()
    area.open_filling()
    assert "Sunday 22 November" in [
        area.filling.scope.itemText(row) for row in range(area.filling.scope.count())
    ]


def test_a_moved_bar_keeps_its_lane(area: RotaArea, book: RotaBook) -> None:
    late = book.shift_of(book.tea, "Washing up", 15, 16, 1, 2)
    book.shift_of(book.tea, "Servers", 10, 13, 1, 2)
    lanes = {bar.shift.id: bar.lane for bar in area.board.plan.bars()}
    area.board.select(late)
    area.board.select(book.bakers)
    for _ in range(12):
        QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    assert bar_of(area, book.bakers).start == 13 * 60
    assert {bar.shift.id: bar.lane for bar in area.board.plan.bars()} == lanes
    book.session.undo()
    assert {bar.shift.id: bar.lane for bar in area.board.plan.bars()} == lanes


def test_bars_of_one_lane_never_overlap(area: RotaArea, book: RotaBook) -> None:
    for start in (9, 10, 11, 12):
        another(book, book.bakers, start, start + 2)
    area.board.select(book.bakers)
    for _ in range(5):
        QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    rects = [area.board.rect_of(bar) for bar in area.board.plan.bars() if not bar.banded]
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])


def test_a_bar_moved_past_the_hours_stays_in_view(area: RotaArea, book: RotaBook) -> None:
    last = area.board.plan.last
    area.board.select(book.wrappers)
    for _ in range(20):
        QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    held = area.board.drag
    assert held is not None
    assert held.end > last
    rect = area.board.rect_of(held.bar, held.start, held.end)
    assert area.board.body().contains(rect)
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    assert area.board.body().contains(area.board.rect_of(bar_of(area, book.wrappers)))
    for _ in range(60):
        QTest.keyPress(area.board, Qt.Key.Key_Left, ALT)
    held = area.board.drag
    assert held is not None
    assert held.start < 10 * 60
    assert area.board.body().contains(area.board.rect_of(held.bar, held.start, held.end))
    QTest.keyPress(area.board, Qt.Key.Key_Escape)
    assert area.board.scale.first == area.board.plan.first


def test_a_bar_is_dragged_past_the_last_hour_by_mouse(area: RotaArea, book: RotaBook) -> None:
    last = area.board.plan.last
    drag(area, middle(area, book.wrappers), 120)
    bar = bar_of(area, book.wrappers)
    assert bar.end > last + 60, "at the edge the hours come along"
    assert bar.end - bar.start == 60
    assert area.board.plan.last >= bar.end
    assert area.board.body().contains(area.board.rect_of(bar))


def test_appointments_are_one_band_and_each_is_reached(area: RotaArea, book: RotaBook) -> None:
    slots = appointments(book)
    book.session.execute(Assign(slots[0], (book.ann,), status=YES))
    book.session.execute(Assign(slots[1], (book.dan,), status=ASKED))
    line = area.board.plan.lines[bar_of(area, slots[0]).line]
    (band,) = line.bands
    assert [bar.shift.id for bar in band.bars] == slots
    assert len({bar.lane for bar in band.bars}) == 1
    laid = lay_band_words(band, BarStyle(area.font()), 400, 0)
    assert [each.text for each in laid] == ["Donor", "2 of 8 places, gap 6"]
    reached = set()
    area.board.select(slots[0])
    for _ in slots:
        assert area.board.current is not None
        reached.add(area.board.current.shift.id)
        QTest.keyClick(area.board, Qt.Key.Key_Right)
    assert reached >= set(slots)
    assert area.board.bar_at(middle(area, slots[3])) is bar_of(area, slots[3])


def test_a_slot_that_is_moved_away_leaves_the_band(area: RotaArea, book: RotaBook) -> None:
    slots = appointments(book)
    area.board.select(slots[-1])
    for _ in range(20):
        QTest.keyPress(area.board, Qt.Key.Key_Right, ALT)
    QTest.keyRelease(area.board, Qt.Key.Key_Alt)
    assert not bar_of(area, slots[-1]).banded
    (band,) = area.board.plan.lines[bar_of(area, slots[0]).line].bands
    assert [bar.shift.id for bar in band.bars] == slots[:-1]


def test_the_keyboard_walks_lane_by_lane(area: RotaArea, book: RotaBook) -> None:
    late = another(book, book.bakers, 13, 14)
    bakers = bar_of(area, book.bakers)
    assert bar_of(area, late).lane == bakers.lane, "the same role goes on in its lane"
    area.board.select(book.bakers)
    QTest.keyClick(area.board, Qt.Key.Key_End)
    assert area.board.current is bar_of(area, late)
    QTest.keyClick(area.board, Qt.Key.Key_Home)
    assert area.board.current is bakers
    QTest.keyClick(area.board, Qt.Key.Key_Down)
    assert area.board.current is bar_of(area, book.welcome)
    QTest.keyClick(area.board, Qt.Key.Key_Up)
    assert area.board.current is bakers
    QTest.keyClick(area.board, Qt.Key.Key_End, CTRL)
    assert area.board.current is bar_of(area, book.knitters)
    QTest.keyClick(area.board, Qt.Key.Key_Home, CTRL)
    assert area.board.current is bakers


def test_the_menu_key_offers_what_can_be_done(area: RotaArea, book: RotaBook) -> None:
    area.go_to_shift(book.bakers)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(area.board.viewport(), event)
    menu = area.board.findChild(QMenu)
    assert menu is not None
    offered = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
    assert {"Open its project", "Move it later", "Copy", "Remove"} <= offered.keys()
    offered["Move it later"].trigger()
    menu.close()
    assert bar_of(area, book.bakers).start == 10 * 60 + 15


def test_now_is_a_line_on_its_own_day_only(area: RotaArea, book: RotaBook) -> None:
    assert area.board.now == 600
    later = book.shift_of(book.drive, "Thanks", 18, 19, 0, 5)
    book.session.execute(SetField("shift", later, "ends_at", at(19).replace(day=29)))
    book.session.execute(SetField("shift", later, "starts_at", at(18).replace(day=29)))
    area.show_record("shift", later)
    assert area.board.now is None


def test_shabbat_is_shaded_and_told(area: RotaArea, book: RotaBook) -> None:
    assert not area.day_line.isVisible()
    eve = book.shift_of(book.drive, "Cooks", 12, 14, 0, 5)
    book.session.office.execute(SetField("shift", eve, "starts_at", at(12).replace(day=20)), "Long ago")
    book.session.office.execute(SetField("shift", eve, "ends_at", at(14).replace(day=20)), "Long ago")
    area.show_record("shift", eve)
    assert area.day_bar.day == date(2026, 11, 20)
    assert area.day_line.isVisible()
    assert area.day_line.text().startswith("Erev Shabbat: candles are lit at 15:")
    (rest,) = area.board.rests
    assert 15 * 60 < rest[0] < 16 * 60


def test_the_strip_folds_and_remembers_it(area: RotaArea, book: RotaBook) -> None:
    assert area.findings.texts()
    assert not area.findings.isVisible()
    QTest.keyClick(area.board, Qt.Key.Key_F)
    assert area.findings.isVisible()
    other = RotaArea(book.session, lambda: at(10))
    other.reload()
    assert not other.findings.isHidden()
    other.deleteLater()
    QTest.keyClick(area.findings, Qt.Key.Key_F)
    assert not area.findings.isVisible()


def test_a_clash_is_told_on_its_own_day_only(area: RotaArea, book: RotaBook) -> None:
    book.session.office.execute(Assign(book.bakers, (book.ann,)))
    book.session.office.execute(Assign(book.pair, (book.ann,)), "She lives next door")
    book.session.office.execute(SetField("shift", book.pair, "ends_at", at(14)))
    later = DAY + timedelta(days=7)
    book.session.execute(CopyProject(book.tea, later))
    clash = [text for text in area.findings.texts() if "overlap for Ann Cohen" in text]
    assert len(clash) == 1
    area.day_bar.choose(later)
    assert area.board.plan.day == later
    assert "Bakers at 10:00 in Tea & <b>cake</b>: gap 3." in area.findings.texts()
    assert not [text for text in area.findings.texts() if "Ann Cohen" in text]
    area.day_bar.choose(DAY)
    assert [text for text in area.findings.texts() if "overlap for Ann Cohen" in text] == clash


def test_worst_gaps_come_first(area: RotaArea, book: RotaBook) -> None:
    book.session.execute(SetField("shift", book.pair, "maximum", 9))
    book.session.execute(SetField("shift", book.pair, "minimum", 9))
    assert area.findings.texts()[:2] == [
        "Pair at 11:00 in Food drive: gap 9.",
        "Bakers at 10:00 in Tea & <b>cake</b>: gap 3.",
    ]


def test_a_day_is_laid_out_the_same_whatever_was_before(area: RotaArea, book: RotaBook) -> None:
    rows = book.session.office.query(list_board_rows, book.campaign, DAY)
    plan = layout_day(DAY, rows)
    assert layout_day(DAY, rows, plan) == plan
    assert layout_day(DAY, rows, layout_day(DAY + timedelta(days=1), rows)) == plan


def test_a_name_from_the_right_turns_only_itself(area: RotaArea, book: RotaBook) -> None:
    abraham = book.add("person", given="אברהם", family="כהן")
    book.session.execute(Assign(book.welcome, (abraham,), status=YES))
    book.session.execute(Assign(book.welcome, (book.ann,), status=YES))
    laid: tuple[BarText, ...] = lay_words(
        bar_of(area, book.welcome), BarStyle(area.font()), 500, 0, BarFilter.ALL
    )
    assert laid[1].text.replace("\u2068", "").replace("\u2069", "") == "\u200eAnn Cohen, אברהם כהן"
