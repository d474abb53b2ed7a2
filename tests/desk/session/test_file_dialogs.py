# mypy: allow-untyped-calls
"""Every question for a file begins where one was the last time, and stands in one place."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import mitzvah_desk
from mitzvah_desk.desk.session.file_dialogs import (
    FolderOf,
    ask_folder,
    ask_open_path,
    ask_save_path,
    last_folder,
)
from mitzvah_desk.user_folders import find_documents_folder


def test_a_folder_is_remembered_for_each_kind_of_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    papers, years = tmp_path / "papers", tmp_path / "years"
    papers.mkdir()
    years.mkdir()
    asked: list[Path] = []

    def save(_parent: QWidget, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(Path(proposed))
        return str(papers / "rota.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(years))
    assert ask_save_path(window, "Save", "rota.pdf", "PDF (*.pdf)") == papers / "rota.pdf"
    assert ask_folder(window, "Where?", FolderOf.YEARS) == years
    (papers / "rota.pdf").write_text("here")
    ask_save_path(window, "Save", "rota.pdf", "PDF (*.pdf)")
    ask_save_path(window, "Save", "rota.pdf", "PDF (*.pdf)", fresh=True)
    assert asked == [find_documents_folder() / "rota.pdf", papers / "rota.pdf", papers / "rota 2.pdf"]
    assert last_folder(FolderOf.YEARS) == years


def test_nothing_chosen_remembers_nothing_and_a_folder_that_is_gone_is_forgotten(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert ask_open_path(window, "Open", "All (*)", FolderOf.LISTS, tmp_path) is None
    assert last_folder(FolderOf.LISTS) == find_documents_folder()
    QSettings().setValue("folders/lists", str(tmp_path / "gone"))
    assert last_folder(FolderOf.LISTS, tmp_path) == tmp_path


def test_nobody_else_asks_for_a_file() -> None:
    package = Path(mitzvah_desk.__file__).parent
    asking = set()
    for path in package.rglob("*.py"):
        names = {n.id for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Name)}
        if "QFileDialog" in names:
            asking.add(path.relative_to(package).as_posix())
    assert asking == {"desk/session/file_dialogs.py"}
