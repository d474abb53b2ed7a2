"""Qt without a screen, dressed as the program is."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from mitzvah_desk.desk import theme


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application, with the program's own typeface and style."""
    theme.apply(qapp)
    return qapp
