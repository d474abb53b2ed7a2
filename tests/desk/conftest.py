"""Qt without a screen, dressed as the program is."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from doubles import Boxes, Shown, Surround, Taker
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def pytest_configure(config: pytest.Config) -> None:
    """Without a screen there is no window manager to ask, which Qt says again and again."""
    config.addinivalue_line("qt_log_ignore", "^This plugin does not support ")


@pytest.fixture(autouse=True)
def _new_computer(qapp: QApplication) -> None:
    """Every test sits at a computer that remembers nothing: Qt asks for the user's folders only once."""
    del qapp
    QSettings().clear()


@pytest.fixture(autouse=True)
def boxes(monkeypatch: pytest.MonkeyPatch) -> Boxes:
    """Reads every message, and leaves things as they were unless a test presses something else."""
    return Boxes(monkeypatch)


@pytest.fixture
def taker() -> Taker:
    """Takes what fields commit."""
    return Taker()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows a widget in an active window."""
    kept: list[Surround] = []

    def show(widget: QWidget) -> Surround:
        around = Surround(widget)
        kept.append(around)
        qtbot.addWidget(around)
        around.show()
        around.activateWindow()
        qtbot.waitUntil(around.isActiveWindow)
        return around

    return show
