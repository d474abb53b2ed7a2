"""What the list of commands needs of the main window, and what every main window does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QToolButton

from mitzvah_desk.desk.records.area_page import AreaPage


class CommandWindow(QMainWindow):
    """A main window whose areas can be shown: commands are gathered from it and done with it."""

    def go_to(self, key: str) -> None:
        """Shows an area by its key."""
        raise NotImplementedError

    def area(self, key: str) -> AreaPage:
        """An area of the open file."""
        raise NotImplementedError

    def shown_area(self) -> AreaPage | None:
        """The area that is looked at; None without an open file."""
        raise NotImplementedError

    def quit(self) -> None:
        """Closes every window of the program, unless one cannot be closed."""
        for window in QApplication.topLevelWidgets():
            if isinstance(window, CommandWindow) and window.isVisible() and not window.close():
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses the button that the keyboard is on, as Space does, and as it does in dialogs."""
        focused = self.focusWidget()
        pressing = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        if pressing and isinstance(focused, QToolButton) and focused.menu() is not None:
            focused.showMenu()
        elif pressing and isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()
        else:
            super().keyPressEvent(event)
