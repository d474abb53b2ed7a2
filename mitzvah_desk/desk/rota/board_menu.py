"""The menu of a bar: the same as its keys and its buttons, for who looks for it there."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mitzvah_desk.desk.rota.board_view import BarAction


def make_bar_menu(board: QWidget, own: Sequence[BarAction], more: Iterable[QAction]) -> QMenu:
    """A menu that goes when it is closed.

    Args:
        board: to which it belongs.
        own: what the board itself can do with the bar.
        more: what the buttons over it do.
    """
    menu = QMenu(board)
    menu.aboutToHide.connect(menu.deleteLater)
    for each in own:
        action = menu.addAction(each.words)
        if each.key:
            keys = QKeySequence(each.key).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{each.words}\t{keys}")
        action.triggered.connect(lambda _=False, do=each.do: do())
    menu.addSeparator()
    menu.addActions(list(more))
    return menu
