"""Every page of the window: Tab goes round it, the focus is seen, and twice the text still fits."""

from collections.abc import Iterator
from pathlib import Path

import keys_round
import pytest
from every_page import walk_pages
from keys_round import MOST_STOPS, is_within_spin, name_of, reachable, takes_tab
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import ElidedLabel

LEAST = 24
SMALL_SCREEN = 1366, 768


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    """The window with the sample year."""
    desk = Desk(user_name="Ruth")
    qtbot.addWidget(desk)
    desk.open_file(copy_sample(tmp_path / "sample.mitzvah"))
    return show(desk, *SMALL_SCREEN)


@pytest.fixture
def _large_text() -> Iterator[None]:
    theme.set_text_scale(200)
    yield
    theme.set_text_scale(100)


def show(desk: Desk, width: int, height: int) -> Desk:
    desk.resize(width, height)
    desk.show()
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)
    return desk


def test_tab_goes_round_every_page_and_the_focus_is_seen(desk: Desk) -> None:
    faults: list[str] = []
    looks: dict[str, bool] = {}
    for way in walk_pages(desk):
        if way.startswith("Today, a row"):
            continue  # a page of another area, which is gone round there
        before = set(reachable(desk))
        stops = go_round(desk)
        faults += [f"{way}: Tab does not come out"] if len(stops) >= MOST_STOPS else []
        missed = [name_of(widget) for widget in reachable(desk) if widget in before and widget not in stops]
        faults += [f"{way}: Tab does not reach {name}" for name in missed]
        for stop in stops:
            kind = f"{type(stop).__name__} {stop.property('role') or ''}"
            if not looks.get(kind) and stop.isEnabled() and takes_tab(stop):
                looks[kind] = is_seen(desk, stop)
    faults += [f"the focus is not seen on {kind}" for kind, seen in looks.items() if not seen]
    assert len(looks) > 10
    assert not faults, "\n".join(faults)


def test_whatever_is_pressed_is_large_enough(desk: Desk) -> None:
    small = [
        f"{way}: {name_of(widget)} {widget.size().toTuple()}"
        for way in walk_pages(desk)
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in desk.findChildren(kind)
        if widget.isVisible() and min(widget.width(), widget.height()) < LEAST and not is_within_spin(widget)
    ]
    assert not small, "\n".join(small)


@pytest.mark.usefixtures("_large_text")
def test_every_page_has_room_for_twice_the_text(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(user_name="Ruth")
    qtbot.addWidget(desk)
    desk.open_file(copy_sample(tmp_path / "sample.mitzvah"))
    faults = measure(show(desk, *SMALL_SCREEN))
    assert not faults, "\n".join(faults)


def test_every_page_has_room_where_the_system_shows_everything_twice_as_large(desk: Desk) -> None:
    show(desk, SMALL_SCREEN[0] // 2, SMALL_SCREEN[1] // 2)  # a scale factor leaves half the pixels to lay out
    faults = measure(desk)
    assert not faults, "\n".join(faults)


def test_enter_presses_the_button_that_the_keyboard_is_on(desk: Desk) -> None:
    desk.go_to("people")
    button = next(b for b in desk.findChildren(QPushButton) if b.isVisible() and b.text() == "New person")
    pressed: list[bool] = []
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert pressed == [True, True]


def test_no_two_things_on_a_page_answer_to_one_letter(desk: Desk) -> None:
    shared = {f"{way}: {words}" for way in walk_pages(desk) for words in keys_round.shared_letters(desk)}
    assert not shared, "\n".join(sorted(shared))


def test_no_two_lines_of_a_menu_have_one_letter(desk: Desk) -> None:
    tops = desk.menuBar().actions()
    menus = [top.menu() for top in tops]
    for lines in (tops, *(menu.actions() for menu in menus if isinstance(menu, QMenu))):
        letters = [QKeySequence.mnemonic(line.text()).toString() for line in lines]
        used = [letter for letter in letters if letter]
        assert len(used) == len(set(used)), [line.text() for line in lines]


def go_round(desk: Desk) -> list[QWidget]:
    """Where Tab leads until it is back."""
    desk.activateWindow()
    QTest.qWaitForWindowActive(desk)
    if QApplication.focusWidget() is None:
        desk.side.setFocus()
    return keys_round.go_round(desk)


def is_seen(desk: Desk, stop: QWidget) -> bool:
    """Whether the window looks otherwise where the keyboard is."""
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    with_it = picture(desk, stop)
    others = [each for each in reachable(desk) if each is not stop and not each.isAncestorOf(stop)]
    others[0].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return with_it != picture(desk, stop)


def picture(desk: Desk, stop: QWidget) -> QImage:
    around = QRect(stop.mapTo(desk, stop.rect().topLeft()), stop.size()).adjusted(-4, -4, 4, 4)
    return desk.grab(around & desk.rect()).toImage()


def measure(desk: Desk) -> list[str]:
    """What does not fit, page by page."""
    faults = []
    for way in walk_pages(desk):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        faults += [
            f"{way}: scrolls sideways, {area.accessibleName()}"
            for area in desk.findChildren(QScrollArea)
            if area.isVisible() and area.horizontalScrollBar().isVisible()
        ]
        faults += [
            f"{way}: {name_of(widget)} is cut, {widget.size().toTuple()}"
            for widget in desk.findChildren(QWidget)
            if widget.isVisible() and is_cut(widget)
        ]
    return faults


def is_cut(widget: QWidget) -> bool:
    """Whether a label or a button has not the room for all of its words, and does not tell so by … ."""
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        wanted = widget.sizeHint()
        return wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 4
    return False
