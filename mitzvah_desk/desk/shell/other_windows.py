"""The windows beside a main one that show something of its file, hidden for a while."""

from PySide6.QtWidgets import QApplication, QWidget

from mitzvah_desk.desk.widgets.roots import belongs_elsewhere


class OtherWindows:
    """Hides them, and shows again those that were to be seen.

    Args:
        window: the main window, which stays.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._hidden: list[QWidget] = []

    def hide(self) -> None:
        """Hides every other window, but another file's and what belongs to that."""
        others = (each for each in QApplication.topLevelWidgets() if each is not self._window)
        self._hidden = [
            each for each in others if each.isVisible() and not belongs_elsewhere(each, self._window)
        ]
        for each in self._hidden:
            each.hide()

    def show(self) -> None:
        """Shows them again."""
        for each in self._hidden:
            each.show()
        self._hidden = []
