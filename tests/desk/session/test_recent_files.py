# mypy: allow-untyped-calls
"""What was opened lately: kept when it is away, one file however it is written, in the menu, cleared."""

import ntpath
import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import Boxes
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.shell.recent_menu import RecentMenu
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.systems import ON_WINDOWS


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_file()


def menu(desk: Desk) -> RecentMenu:
    found = desk.findChild(RecentMenu)
    assert found is not None
    found.aboutToShow.emit()
    return found


def lines(desk: Desk) -> list[str]:
    return [action.text() for action in menu(desk).actions() if action.text()]


def test_what_is_away_stays_and_says_so_with_its_folder(desk: Desk, tmp_path: Path, boxes: Boxes) -> None:
    for name in ("one", "cakes & tea"):
        Office.new(tmp_path / f"{name}.mitzvah").close()
        assert desk.open_file(tmp_path / f"{name}.mitzvah")
    (tmp_path / "one.mitzvah").rename(tmp_path / "elsewhere")
    assert desk.close_file()
    away = f"one    {tmp_path} (not there now)"
    assert lines(desk) == [f"&1  cakes && tea    {tmp_path}", f"&2  {away}", "&Clear the list"]
    shown = desk.start.welcome._list
    assert [shown.item(row).text() for row in range(shown.count())] == [f"cakes & tea    {tmp_path}", away]
    menu(desk).actions()[1].trigger()
    assert boxes.read[-1].startswith(f"There is no file one.mitzvah in {tmp_path}.")
    (tmp_path / "elsewhere").rename(tmp_path / "one.mitzvah")
    menu(desk).actions()[1].trigger()
    assert desk.session is not None
    assert desk.session.office.path.stem == "one"
    assert lines(desk)[0].startswith("&1  one")


def test_the_list_is_cleared(desk: Desk, tmp_path: Path) -> None:
    Office.new(tmp_path / "one.mitzvah").close()
    assert desk.open_file(tmp_path / "one.mitzvah")
    assert desk.close_file()
    menu(desk).actions()[-1].trigger()
    assert lines(desk) == ["Nothing was opened yet"]
    assert not menu(desk).actions()[0].isEnabled()
    assert desk.start.welcome._list.isHidden()


def test_each_line_of_a_menu_has_a_letter_of_its_own(desk: Desk) -> None:
    looked = 0
    for top in desk.menuBar().actions():
        opened = top.menu()
        assert isinstance(opened, QMenu)
        words = [action.text().replace("&&", "") for action in opened.actions() if "&" in action.text()]
        letters = [text[text.index("&") + 1].lower() for text in words]
        assert len(letters) == len(set(letters)), (top.text(), sorted(letters))
        looked += len(letters)
    assert looked > 20


def test_names_in_another_case_are_one_file_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "normcase", ntpath.normcase)
    recent.add_recent_file(Path("/Day/Year.mitzvah"))
    recent.add_recent_file(Path("/DAY/year.MITZVAH"))
    assert [path.name for path in recent.list_recent_files()] == ["year.MITZVAH"]
    assert recent.is_same_file(Path("/Day/Year.mitzvah"), Path("/day/YEAR.mitzvah"))


def test_names_in_another_case_or_form_are_one_file_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    apart = unicodedata.normalize("NFD", "/Day/Zoë.mitzvah")
    recent.add_recent_file(Path("/Day/Zoë.mitzvah"))
    recent.add_recent_file(Path(apart.upper()))
    assert len(recent.list_recent_files()) == 1


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="these take two cases for one")
def test_elsewhere_they_are_two(tmp_path: Path) -> None:
    for name in ("Year.mitzvah", "year.mitzvah"):
        (tmp_path / name).touch()
        recent.add_recent_file(tmp_path / name)
    assert len(recent.list_recent_files()) == 2
    assert not recent.is_same_file(tmp_path / "Year.mitzvah", tmp_path / "year.mitzvah")


def test_no_more_than_eight_and_the_newest_first() -> None:
    for number in range(12):
        recent.add_recent_file(Path(f"/day/{number}.mitzvah"))
    assert [path.stem for path in recent.list_recent_files()] == [str(n) for n in range(11, 3, -1)]


def test_a_link_stays_as_it_is_named(tmp_path: Path) -> None:
    """Resolving would turn a mapped drive of Windows into its share."""
    (tmp_path / "real.mitzvah").touch()
    link = tmp_path / "link.mitzvah"
    if ON_WINDOWS:
        pytest.skip("a link needs a right there")
    link.symlink_to(tmp_path / "real.mitzvah")
    recent.add_recent_file(link)
    recent.remember_last_file(link)
    assert recent.list_recent_files() == [link]
    assert recent.read_last_file() == link
    assert recent.is_same_file(link, tmp_path / "real.mitzvah")
