"""The program's windows beside the main one, hidden for a while."""

from PySide6.QtWidgets import QApplication, QWidget


class OtherWindows:
    """Hides them, and shows again those that were to be seen.

    Args:
        window: the main window, which stays.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._hidden: list[QWidget] = []

    def hide(self) -> None:
        """Hides every other window of the program."""
        others = (each for each in QApplication.topLevelWidgets() if each is not self._window)
        self._hidden = [each for each in others if each.isVisible()]
        for each in self._hidden:
            each.hide()

    def show(self) -> None:
        """Shows them again."""
        for each in self._hidden:
            each.show()
        self._hidden = []
