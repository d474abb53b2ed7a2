"""Paths as Windows writes them: drives, shares, and letters that mean something in an address."""

import ntpath
import os
import zoneinfo
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QUrl
from sample_year import SAMPLE_DAY

from mitzvah_desk.desk.shell.start_flow import propose_file_name
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.rules.file_names import is_name_for_windows, make_file_name
from mitzvah_desk.rules.jewish_calendar.times import CalendarPlace, nightfall, require_time_zone
from mitzvah_desk.store import engine

WRITTEN = {
    r"C:\Users\שרה לוי\Documents\year.mitzvah": "C:/Users/שרה לוי/Documents/year.mitzvah",
    r"Z:\Year #1 100% & what.mitzvah": "Z:/Year #1 100% & what.mitzvah",
    r"\\NAS\committee\year.mitzvah": "//NAS/committee/year.mitzvah",
    r"\\server.local\share$\a b\year.mitzvah": "//server.local/share$/a b/year.mitzvah",
    r"C:\a\..\b\year.mitzvah": "C:/b/year.mitzvah",
    "C:/forward/slashes/of Qt.mitzvah": "C:/forward/slashes/of Qt.mitzvah",
}
"""A path, and the name by which SQLite is to open it."""


class WindowsOs:
    """Of ``os``, what makes an address of a path, as it is on Windows."""

    path, sep, fspath = ntpath, "\\", staticmethod(os.fspath)


def name_of(address: str) -> str:
    """The name that SQLite takes from an address, by the rules of https://www.sqlite.org/uri.html, 3.1."""
    rest = address.removeprefix("file:").partition("?")[0].partition("#")[0]
    assert rest.startswith("//"), "an authority, which must be empty"
    authority, slash, path = rest[2:].partition("/")
    assert authority == ""
    name = unquote(slash + path)
    return name[1:] if name[2:3] == ":" else name  # "/C:/…" is "C:/…" to SQLite on Windows


@pytest.mark.parametrize("path", WRITTEN)
def test_sqlite_opens_what_was_named(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "os", WindowsOs)
    given: Any = PureWindowsPath(path)
    assert name_of(engine.database_uri(given, "rw")) == WRITTEN[path]
    assert engine.database_uri(given, "rw").endswith("?mode=rw")


@pytest.mark.parametrize(
    "name", ["a#b.mitzvah", "a?b.mitzvah", "a%23b.mitzvah", "a&b=c;d.mitzvah", "ש.mitzvah"]
)
def test_letters_that_mean_something_in_an_address_mean_nothing_in_a_name(
    name: str, home: Path, windows: Any
) -> None:
    path = home / name.replace("?", "'")
    with closing(Office.new(path)) as office:
        office.execute(Add("person", {"given": "Ann"}))
        backup = office.back_up(home / "Backups #1 100%")
    for each in (path, backup):
        with closing(Office.open(each, read_only=True)) as office:
            assert [row.name for row in office.query(list_people)] == ["Ann"]
    assert sorted(each.name for each in home.iterdir() if each.is_file()) == [path.name]


@pytest.mark.parametrize("path", [r"C:\Users\שרה לוי\#1 100%\a.pdf", r"\\NAS\share\a b.pdf"])
def test_qt_opens_a_folder_of_any_name(path: str) -> None:
    """What the program hands to the system is made by ``fromLocalFile`` alone; see the source test."""
    url = QUrl.fromLocalFile(PureWindowsPath(path).as_posix())
    assert url.isLocalFile() or url.host()
    assert unquote(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)).endswith(
        PureWindowsPath(path).name
    )
    assert not url.fragment()


@pytest.mark.parametrize(
    "name", ["CON", "Beth Shalom: Leeds?", "a/b\\c", "Kehilla.", "  נחמה  ", 'The "Old" Shul', "COM1", "..."]
)
def test_the_name_proposed_for_a_new_file_is_one_that_windows_takes(name: str) -> None:
    assert is_name_for_windows(propose_file_name(name))
    made = make_file_name(name)
    assert not made or is_name_for_windows(f"{made}.pdf")
    assert make_file_name(made) == made


def test_times_of_shabbat_come_from_the_package_of_zones(windows: Any) -> None:
    assert zoneinfo.TZPATH == ()
    assert require_time_zone("Europe/London") == "Europe/London"
    assert f"{nightfall(SAMPLE_DAY, CalendarPlace()):%H:%M}" == "16:59"
