"""Locks the window while nobody is at the desk: by a key, or after some minutes without one."""

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mitzvah_desk.desk.shell.lock_page import IdleWatch, LockPage
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import derive_key

_MINUTES = 10
"""After so many minutes without a key or the mouse a protected file is locked."""


class WindowLock(QObject):
    """Hides the pages and every other window of the program, and brings them back as they were.

    Args:
        window: the main window.
        pages: its pages, of which the page of the lock is one.

    Signals:
        changed: whether the window is locked now.
        idle: nobody has touched the keyboard or the mouse for the minutes set.
    """

    changed = Signal(bool)
    idle = Signal()

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._behind: QWidget | None = None
        self._hidden: list[QWidget] = []
        self.page = LockPage()
        self.page.unlocked.connect(self._unlock)
        pages.addWidget(self.page)
        self._watch = IdleWatch(int(str(QSettings().value("lock minutes", _MINUTES))), self)
        self._watch.idle.connect(self.idle)

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self._behind is not None

    def lock(self, office: Office) -> bool:
        """Locks; returns whether the window is locked now: a file without a passphrase cannot be."""
        key = office.key
        if key is None:
            return False
        if self._behind is None:
            self._behind = self._pages.currentWidget()
            others = (each for each in QApplication.topLevelWidgets() if each is not self._window)
            self._hidden = [each for each in others if each.isVisible()]
            for each in self._hidden:
                each.hide()
            self._pages.setCurrentWidget(self.page)
            self.page.show_lock(office.path.stem, lambda typed: derive_key(office.path, typed) == key)
            self.changed.emit(True)
        return True

    def _unlock(self) -> None:
        if self._behind is None:
            return
        self._pages.setCurrentWidget(self._behind)
        self._behind = None
        for each in self._hidden:
            each.show()
        self._hidden = []
        self.changed.emit(False)
