"""Every test here runs as on Windows: in the folders of a user whose name is Hebrew and has a space."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from like_windows import LikeWindows, no_system_time_zones
from sample_year import copy_sample

import mitzvah_desk
from mitzvah_desk import systems

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PROGRAM = Path(mitzvah_desk.__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Without a screen there is no window manager to ask, which Qt says again and again."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _own_folders: None) -> Path:
    """The user's own folder."""
    home = tmp_path / "Users" / "שרה לוי"
    monkeypatch.setenv("USERNAME", "שרה לוי")
    for name, parts in {
        "HOME": (),
        "USERPROFILE": (),
        "APPDATA": ("AppData", "Roaming"),
        "LOCALAPPDATA": ("AppData", "Local"),
        "XDG_CONFIG_HOME": ("AppData", "Roaming"),
        "XDG_DATA_HOME": ("AppData", "Local"),
        "XDG_STATE_HOME": ("AppData", "Local"),
        "TMPDIR": ("AppData", "Local", "Temp"),
    }.items():
        home.joinpath(*parts).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(home.joinpath(*parts)))
    (home / "Documents").mkdir()
    return home


@pytest.fixture(autouse=True)
def windows(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LikeWindows]:
    """The layer; the program folder may not be written meanwhile."""
    with monkeypatch.context() as patch, no_system_time_zones():
        patch.setattr(systems, "ON_WINDOWS", True)
        yield LikeWindows(patch, tmp_path, PROGRAM)


@pytest.fixture
def year(home: Path, windows: LikeWindows) -> Path:
    """The sample year, closed, in the user's documents."""
    return copy_sample(home / "Documents" / "שנת המצווה 2026.mitzvah")


@pytest.fixture(autouse=True)
def _nothing_beside_the_program(windows: LikeWindows) -> Iterator[None]:
    """Nor do SQLite and Qt, which the layer cannot stop, write where the program lies."""
    before = _read_tree()
    yield
    assert _read_tree() == before


def _read_tree() -> dict[str, tuple[int, int]]:
    found = {}
    for folder in (PROGRAM, PROGRAM.parent / "resources"):
        for path in folder.rglob("*"):
            if "__pycache__" not in path.parts:
                facts = path.stat()
                found[str(path)] = (facts.st_mtime_ns if path.is_file() else 0, facts.st_size)
    return found
