# mypy: allow-untyped-calls
"""The help beside the work, and About."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from mitzvah_desk import __version__
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.help_panel import EVERYWHERE, START, HelpPanel
from mitzvah_desk.desk.shell.help_text import find_topics, parse_help, read_help
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.desk.support.about import AboutProgramDialog
from mitzvah_desk.desk.support.libraries import list_libraries


def panel_of(desk: QMainWindow) -> HelpPanel:
    panel = desk.findChild(HelpPanel)
    assert panel is not None
    return panel


def said(panel: HelpPanel, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in panel.page.toPlainText())


def test_it_follows_the_page_with_the_keys_of_that_page(sample_desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(sample_desk)
    assert not panel.isVisible()
    qtbot.keyClick(sample_desk, Qt.Key.Key_F1)
    assert panel.isVisible()
    assert panel.box.hasFocus()
    said(panel, qtbot, "What needs doing now")
    sample_desk.go_to("rota")
    said(panel, qtbot, "Somebody rings off")
    text = panel.page.toPlainText()
    assert "Ctrl+G" in text
    assert "Fill gaps" in text
    assert "Alt+← Alt+→" in text
    sample_desk.go_to("people")
    said(panel, qtbot, "The one book of everybody")
    text = panel.page.toPlainText()
    assert "Ctrl+Shift+F" in text
    assert "Sort by that column, upwards" in text
    assert "Fill gaps" not in text


def test_every_area_has_its_section_and_a_sentence(sample_desk: Desk) -> None:
    sections = {section.title: section for section in read_help()}
    assert {entry.title for entry in ENTRIES} | {EVERYWHERE, START} == set(sections)
    for section in sections.values():
        assert section.intro.endswith(".")
        assert section.topics


def test_it_is_searched_and_esc_clears_then_closes(sample_desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(sample_desk)
    panel.open()
    panel.box.setText("gift aid")
    assert "Claim Gift Aid" in panel.page.toPlainText().splitlines()[0]
    panel.box.setText("xyzzy")
    assert "Nothing in the help speaks of" in panel.page.toPlainText()
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert "What needs doing now" in panel.page.toPlainText()
    qtbot.keyClick(panel.box, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert sample_desk.area("today").isAncestorOf(focus)


def test_it_lists_every_key_of_the_program(sample_desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(sample_desk)
    panel.open()
    panel.page.anchorClicked.emit(QUrl(f"help:{EVERYWHERE}"))
    said(panel, qtbot, "Every key of the program")
    text = panel.page.toPlainText()
    for key in (
        "Ctrl+K",
        "Ctrl+H",
        "Ctrl+Shift+I",
        "Ctrl+1",
        "Ctrl+R",
        "Ctrl+Shift+R",
        "Shift+F10",
        "Alt+Left",
    ):
        assert key in text, key


def test_it_is_remembered_and_hides_while_the_file_is_locked(sample_desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(sample_desk)
    panel.open()
    panel.cover(covered=True)
    assert not panel.isVisible()
    panel.cover(covered=False)
    assert panel.isVisible()
    another = Desk(user_name="Miriam")
    qtbot.addWidget(another)
    another.show()
    panel_of(another).bring_back()
    assert panel_of(another).isVisible()
    said(panel_of(another), qtbot, "A year is one file")
    panel.close_panel()


def test_a_text_of_help_is_read() -> None:
    sections = parse_help(
        "# How to\n\n## Goods\n\nWhat came.\n\n**Take it in.** Type *it*.\n\nMore of it.\n\n"
        "| Key | What |\n| --- | --- |\n| F2 | Begin |\n"
    )
    (goods,) = sections
    assert (goods.title, goods.intro, goods.keys) == ("Goods", "What came.", (("F2", "Begin"),))
    assert goods.topics[0].title == "Take it in"
    assert goods.topics[0].text == "Type *it*.\n\nMore of it."
    assert [topic.title for _, topic in find_topics(sections, "MORE take")] == ["Take it in"]


def test_about_says_version_log_and_libraries(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = AboutProgramDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert "mitzvah-desk.log" in dialog.text.toPlainText()
    assert "MIT" in dialog.text.toPlainText()
    assert __version__
    rows = {row.name.lower().replace("_", "-"): row for row in list_libraries()}
    assert rows["sqlalchemy"].version
    assert rows["pyside6-essentials"].licence.startswith("LGPL")
    dialog.show_folder()
    assert len(opened) == 1
