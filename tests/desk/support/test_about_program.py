# mypy: allow-untyped-calls
"""About: versions told apart, every library with the text of its licence, all of it copied as text."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mitzvah_desk import __version__
from mitzvah_desk.desk.support import about, libraries
from mitzvah_desk.desk.support.about import AboutProgramDialog, LicenceDialog
from mitzvah_desk.desk.support.libraries import list_libraries, read_licence_text
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.store.file_header import SCHEMA_VERSION


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[AboutProgramDialog]:
    office = Office.new(tmp_path / "year.mitzvah")
    made = AboutProgramDialog(office)
    qtbot.addWidget(made)
    made.show()
    yield made
    office.close()


def test_the_program_its_files_and_the_open_file_are_told_apart(dialog: AboutProgramDialog) -> None:
    assert dialog.versions.text().splitlines() == [
        f"Version of the program: {__version__}",
        f"File format that it reads and writes: {SCHEMA_VERSION}",
        f"The open file: file format {SCHEMA_VERSION}, last brought up to date by Mitzvah Desk {__version__}",
    ]
    assert about.describe_versions(None).endswith("No file is open.")


def test_what_lies_beneath_is_listed_too() -> None:
    rows = {row.name: row for row in list_libraries()}
    for name in (
        "Python",
        "Qt",
        "SQLite",
        "SQLCipher",
        "OpenSSL",
        "PySide6_Essentials",
        "Mako",
        "python-dateutil",
    ):
        assert rows[name].version, name
    for name, inside in (("HarfBuzz", "uharfbuzz"), ("PDFium", "pypdfium2"), ("HiGHS", "highspy")):
        assert rows[name].inside == inside
    assert "pytest" not in rows
    assert "mitzvah-desk" not in rows
    assert len({row.id for row in rows.values()}) == len(rows)


@pytest.mark.parametrize("row", list_libraries(), ids=lambda row: row.name)
def test_each_has_a_licence_and_something_to_read_about_it(row: libraries.LibraryRow) -> None:
    assert row.licence
    text = read_licence_text(row)
    assert len(text) > 30
    if row.name in {"Qt", "PySide6_Essentials"}:
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    if row.name in {"SQLAlchemy", "numpy", "Heebo (typeface)", "Tabler Icons"}:
        assert "Permission" in text or "Redistribution" in text or "PERMISSION" in text


def test_a_double_click_and_a_button_show_the_text(dialog: AboutProgramDialog, qtbot: QtBot) -> None:
    row = next(row for row in list_libraries() if row.name == "SQLAlchemy")
    dialog.libraries.table.opened.emit(row.id)
    (licence,) = dialog.findChildren(LicenceDialog)
    assert licence.windowTitle() == "Licence of SQLAlchemy"
    assert "Permission is hereby granted" in licence.text.toPlainText()
    licence.close()
    qtbot.waitUntil(lambda: not dialog.findChildren(LicenceDialog))
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Show &licence"]
    dialog.libraries.table.select_id(row.id)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(dialog.findChildren(LicenceDialog)) == 1


def test_all_of_it_is_copied_as_text(dialog: AboutProgramDialog) -> None:
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "&Copy all"]
    button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Version of the program: {__version__}\n")
    for row in list_libraries():
        assert row.name in copied


def test_a_source_that_was_never_installed_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.distribution

    def find(name: str) -> metadata.Distribution:
        if name == libraries.PROGRAM:
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "distribution", find)
    dialog = AboutProgramDialog()
    qtbot.addWidget(dialog)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "runs from its source without being installed" in said
    assert "Qt" in {row.name for row in list_libraries()}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Qt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("SQLCipher", "ZETETIC LLC"),
        ("HarfBuzz", "Old MIT"),
        ("OpenSSL", "Apache License"),
    ],
)
def test_whose_wheel_brings_no_licence_has_one_all_the_same(name: str, says: str) -> None:
    (row,) = (row for row in list_libraries() if row.name == name)
    assert says in read_licence_text(row)
