# mypy: allow-untyped-calls
"""The key to the board's signs."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from mitzvah_desk.desk.rota.board_key import SIGNS, show_board_key

if TYPE_CHECKING:
    from mitzvah_desk.desk.rota.area import RotaArea


def test_every_sign_stands_beside_its_meaning(area: "RotaArea", qtbot: QtBot) -> None:
    dialog = show_board_key(area)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for sign, meaning in SIGNS:
        assert said.index(meaning) == said.index(sign) + 1
    dialog.close()


def test_k_opens_it_from_the_board(area: "RotaArea", qtbot: QtBot) -> None:
    action = next(each for each in area._views.actions() if each.text() == "Key to the signs")
    assert action.shortcut().toString() == "K"
    action.trigger()
    opened = [each for each in area.findChildren(QDialog) if each.isVisible()]
    assert [each.windowTitle() for each in opened] == ["Key to the signs on the board"]
    opened[0].close()
