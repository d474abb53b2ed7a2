"""Locks the window while nobody is at the desk: by a key, or after some minutes without one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mitzvah_desk.desk.session.lock_minutes import read_lock_minutes
from mitzvah_desk.desk.shell.lock_page import IdleWatch, LockPage
from mitzvah_desk.desk.shell.other_windows import OtherWindows
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import derive_key


class WindowLock(QObject):
    """Hides the pages and every other window of the file, and brings them back as they were.

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
        self._pages = pages
        self._behind: QWidget | None = None
        self._others = OtherWindows(window)
        self.page = LockPage()
        self.page.unlocked.connect(self._unlock)
        pages.addWidget(self.page)
        self._can_lock = False
        self._watch = IdleWatch(self)
        self._watch.idle.connect(self.idle)

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return self._behind is not None

    def follow_file(self, office: Office | None) -> None:
        """Watches for idle minutes while a file is open that can be locked."""
        self._can_lock = office is not None and office.key is not None
        self.follow_setting()

    def follow_setting(self) -> None:
        """Locks after the idle minutes that this computer is set to."""
        self._watch.set_minutes(read_lock_minutes() if self._can_lock else 0)

    def lock(self, office: Office, also: Callable[[str], bool] = lambda _typed: False) -> bool:
        """Locks; returns whether the window is locked now: a file without a passphrase cannot be.

        Args:
            office: the open file.
            also: whether something else than the passphrase unlocks, such as the code of the door.
        """
        key = office.key
        if key is None:
            return False
        if self._behind is None:
            self._behind = self._pages.currentWidget()
            self._others.hide()
            self._pages.setCurrentWidget(self.page)
            self.page.show_lock(
                office.path.stem, lambda typed: also(typed) or derive_key(office.path, typed) == key
            )
            self.changed.emit(True)
        return True

    def _unlock(self) -> None:
        if self._behind is None:
            return
        self._pages.setCurrentWidget(self._behind)
        self._behind = None
        self._others.show()
        self.changed.emit(False)
