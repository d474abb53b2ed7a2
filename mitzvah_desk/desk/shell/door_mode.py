"""Door mode: the window shows the desk at the door and nothing else, until passphrase or code is typed."""

import hmac

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.door_page import DoorPage
from mitzvah_desk.desk.shell.other_windows import OtherWindows
from mitzvah_desk.desk.shell.passphrase_dialogs import PassphraseDialog
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.protection import PassphraseTries, derive_key

_WITHOUT = "No lists, no telephone numbers, no menus. Ctrl+Z takes back arrivals of this sitting only."
_LEAST = 4
"""So many signs a code has at least."""


class EnterDoorDialog(QDialog):
    """Says what door mode is, and takes the code that ends it.

    Args:
        protected: the file has a passphrase, which ends it too, so that a code is not needed.
        parent: Qt's.

    Attributes:
        code: where the code is typed.
        go: starts it.
    """

    def __init__(self, *, protected: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Door mode")
        self._protected = protected
        self.code = QLineEdit()
        self.code.setAccessibleName("Code that ends door mode")
        self.code.setPlaceholderText(f"A code of {_LEAST} or more letters or digits")
        self.code.textChanged.connect(self._offer)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Start door mode", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Not now", QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        how = (
            "The file's passphrase ends it. A short code does too, if you set one here; it is forgotten when"
            " door mode ends."
            if protected
            else "This file has no passphrase, so set a code that ends it. Whoever opens the file anew sees"
            " everything: File, Protect this file, keeps them out."
        )
        layout = QVBoxLayout(self)
        layout.addWidget(
            make_label("For the desk at the door: checking in and receiving goods.", "heading", wraps=True)
        )
        layout.addWidget(make_label(_WITHOUT, wraps=True))
        layout.addWidget(make_label(how, "muted", wraps=True))
        layout.addWidget(self.code)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)
        self._offer()

    def _offer(self) -> None:
        typed = len(self.code.text().strip())
        self.go.setEnabled(typed >= _LEAST or (self._protected and not typed))


class DoorMode(QObject):
    """Puts the desk at the door in place of every page, and brings them back.

    Args:
        window: the main window.
        pages: its pages.

    Attributes:
        page: the desk at the door, while it is on.

    Signals:
        changed: it began or ended.
    """

    changed = Signal()

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._behind: QWidget | None = None
        self._others = OtherWindows(window)
        self._code = ""
        self._office: Office | None = None
        self._tries = PassphraseTries()
        self.page: DoorPage | None = None

    @property
    def active(self) -> bool:
        """Whether the window shows the desk at the door only."""
        return self.page is not None

    def enter(self, session: FileSession) -> bool:
        """Asks, and begins; returns whether it is on now."""
        dialog = EnterDoorDialog(protected=session.office.key is not None, parent=self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        code = dialog.code.text().strip()
        dialog.deleteLater()
        if not agreed:
            return False
        self._code, self._office, self._tries = code, session.office, PassphraseTries()
        self._behind = self._pages.currentWidget()
        self._others.hide()
        self.page = DoorPage(session)
        self.page.leaving.connect(self.leave)
        self._pages.addWidget(self.page)
        self._pages.setCurrentWidget(self.page)
        self.page.start()
        self.changed.emit()
        return True

    def fits(self, typed: str) -> bool:
        """Whether something typed is the code, or the file's passphrase."""
        if self._code and hmac.compare_digest(typed.strip().encode(), self._code.encode()):
            return True
        key = self._office.key if self._office is not None else None
        return key is not None and self._office is not None and derive_key(self._office.path, typed) == key

    def leave(self) -> bool:
        """Asks for the code or the passphrase, and ends it; returns whether it is off now."""
        if self.page is None:
            return True
        if not self.page.flush():
            return False
        either = "the code, or the passphrase" if self._code and self._office_is_protected() else ""
        one = "the code" if self._code else "the passphrase"
        dialog = PassphraseDialog(
            f"To leave door mode, type {either or one}.",
            lambda typed: "" if self.fits(typed) else "That does not fit.",
            self._tries,
            self._window,
            go="Leave door mode",
            leave="Stay",
            with_sheet=False,
        )
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if agreed:
            self._end(self.page)
        return agreed

    def _office_is_protected(self) -> bool:
        return self._office is not None and self._office.key is not None

    def _end(self, page: DoorPage) -> None:
        if self._behind is not None:
            self._pages.setCurrentWidget(self._behind)
        self._pages.removeWidget(page)
        page.deleteLater()
        self.page, self._behind, self._office, self._code = None, None, None, ""
        self._others.show()
        self.changed.emit()
