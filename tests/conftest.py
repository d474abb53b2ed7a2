"""What every test has: no screen, no touch of the user's own folders, and no unexpected log line."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sample_year import share_sample
from sqlalchemy import event
from sqlalchemy.pool import Pool

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mitzvah_desk.desk.program.desk_application import DeskApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("all", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("all")


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: no search for garbage needs to go through them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp_cls() -> "type[DeskApplication]":
    """The program's own application, for pytest-qt to make once in a process, whichever test asks first."""
    from mitzvah_desk.desk.program.desk_application import DeskApplication

    return DeskApplication


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "Iterator[QApplication]":
    """The one application, with the program's own typeface and style."""
    from mitzvah_desk.desk.widgets import theme

    theme.apply_theme(qapp)
    yield qapp
    qapp.clipboard().clear()  # the screenless clipboard outlives Qt and takes the process down with it


@pytest.fixture(autouse=True, scope="session")
def _one_sample_year(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Side by side, the processes of one run share it."""
    folder = tmp_path_factory.getbasetemp()
    share_sample(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@event.listens_for(Pool, "connect")
def _write_without_waiting(connection: Any, _record: object) -> None:
    """Lets no test wait for the disk, which would matter to one that pulls the plug.

    What a killed process wrote is there all the same, and child processes do wait.
    """
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    lines = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not lines, lines
