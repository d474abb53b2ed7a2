# mypy: allow-untyped-calls
"""All papers as pictures: found by a letter, walked by arrows, opened by Enter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.print.area import PrintArea
from mitzvah_desk.desk.print.gallery import list_used_papers
from mitzvah_desk.desk.print.paper_card import PaperCard
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.rules.paper_kinds import PAPERS, PaperGroup

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The window on the sample year, on a computer that printed nothing yet."""
    window = Desk(user_name="Ann")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    assert window.open_file(copy_sample(tmp_path / "year.mitzvah"))
    yield window
    window.close_file()


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def printing(desk: Desk, qtbot: QtBot) -> PrintArea:
    qtbot.keyClick(desk, Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    area = desk.area("print")
    assert isinstance(area, PrintArea)
    return area


def test_every_paper_opens_with_two_keys_after_ctrl_8(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    for key, facts in PAPERS.items():
        qtbot.keyClicks(focus(), facts.letter)
        qtbot.keyClick(focus(), Key.Key_Return)
        assert area.kind.key == key
        assert not area.gallery.isVisible()
        assert area.preview.isVisible()
        assert area.isAncestorOf(focus())
        qtbot.keyClick(area.document.editor, Key.Key_Escape)
        assert area.gallery.isVisible()


def test_the_paper_used_last_is_first_and_enter_opens_it(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    assert list_used_papers() == []
    area.open_paper("report")
    area.open_paper("signs")
    assert list_used_papers()[:2] == ["signs", "report"]
    desk.go_to("today")
    printing(desk, qtbot)
    held = focus()
    assert isinstance(held, PaperCard)
    assert held.key == "signs"
    qtbot.keyClick(held, Key.Key_Return)
    assert area.kind.key == "signs"
    assert area.preview.isVisible()


def test_arrows_walk_the_grid_and_tab_stops_once(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    cards = area.gallery.cards
    assert [card.key for card in cards] == [
        key for group in PaperGroup for key, facts in PAPERS.items() if facts.group is group
    ]
    assert focus() is cards[0]
    qtbot.keyClick(cards[0], Key.Key_Right)
    assert focus() is cards[1]
    columns = area.gallery._columns
    qtbot.keyClick(cards[1], Key.Key_Down)
    assert focus() is cards[1 + columns]
    qtbot.keyClick(focus(), Key.Key_Up)
    assert focus() is cards[1]
    qtbot.keyClick(focus(), Key.Key_End)
    assert focus() is cards[-1]
    assert [card for card in cards if card.focusPolicy() & Qt.FocusPolicy.TabFocus] == [cards[-1]]
    qtbot.keyClick(focus(), Key.Key_Home)
    qtbot.keyClick(focus(), Key.Key_Up)
    assert focus() is area.gallery.search


def test_typing_finds_and_esc_shows_all_again(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    qtbot.keyClicks(focus(), "d")
    qtbot.keyClicks(focus(), "elivery")
    assert area.gallery.search.text() == "delivery"
    assert [card.key for card in area.gallery.cards][:2] == ["pick-list", "delivery-note"]
    qtbot.keyClick(focus(), Key.Key_Down)
    assert focus() is area.gallery.cards[0]
    qtbot.keyClicks(focus(), "z")
    qtbot.keyClicks(focus(), "ebra")
    assert area.gallery.cards == []
    assert area.gallery._none.isVisible()
    qtbot.keyClick(focus(), Key.Key_Return)
    assert area.gallery.isVisible()
    qtbot.keyClick(focus(), Key.Key_Escape)
    assert len(area.gallery.cards) == len(PAPERS)
    assert not area.gallery._none.isVisible()


def test_a_card_says_its_name_and_what_it_is_for(desk: Desk, qtbot: QtBot) -> None:
    for card in printing(desk, qtbot).gallery.cards:
        assert card.accessibleName() == PAPERS[card.key].title
        assert PAPERS[card.key].purpose in card.accessibleDescription()


def test_a_projects_rota_opens_from_elsewhere_without_choosing(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    desk.go_to("projects")
    desk.show_record("rota", 1)
    assert area.kind.key == "rota"
    assert area.project.value == 1
    assert not area.gallery.isVisible()
    qtbot.mouseClick(area._back, Qt.MouseButton.LeftButton)
    assert area.gallery.isVisible()


def test_an_empty_day_says_which_day_is_meant(desk: Desk, qtbot: QtBot) -> None:
    area = printing(desk, qtbot)
    area.open_paper("day-rota")
    assert area.day.line.placeholderText() == "22 Nov 2026: the main day"
    area.open_paper("schedule")
    assert area.day.line.placeholderText() == "Every day"
    desk.show_record("project", 1)
    page = desk.area("projects").currentWidget()
    assert page is not None
    hints = [
        line.placeholderText() for line in page.findChildren(QLineEdit) if line.accessibleName() == "Day"
    ]
    assert hints == ["22 Nov 2026: the main day"]
