"""The whole window on the sample year."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sample_year import copy_sample

from mitzvah_desk.desk.shell.main import Desk


@pytest.fixture
def sample_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The window with the sample year open."""
    copy_sample(tmp_path / "sample.mitzvah")
    window = Desk(user_name="Miriam")
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.open_file(tmp_path / "sample.mitzvah")
    yield window
    window.close_file()
