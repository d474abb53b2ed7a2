"""The main window. It only assembles: the areas on the left, the page on the right, the foot below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.session import recent_files as recent
from mitzvah_desk.desk.session.backup_settings import read_backup_plan
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import ThreadRunner
from mitzvah_desk.desk.session.undo_keys import UndoKeys
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.backup_commands import BackupCommands
from mitzvah_desk.desk.shell.campaigns import CampaignChooser
from mitzvah_desk.desk.shell.command_window import CommandWindow
from mitzvah_desk.desk.shell.door_mode import DoorMode
from mitzvah_desk.desk.shell.help_panel import HelpPanel
from mitzvah_desk.desk.shell.menus import MenuTargets, make_menus
from mitzvah_desk.desk.shell.opening import open_office
from mitzvah_desk.desk.shell.protection_commands import ProtectionCommands
from mitzvah_desk.desk.shell.recent_menu import RecentMenu
from mitzvah_desk.desk.shell.record_commands import RecordCommands
from mitzvah_desk.desk.shell.start_flow import StartFlow
from mitzvah_desk.desk.shell.trail import Trail
from mitzvah_desk.desk.shell.window_lock import WindowLock
from mitzvah_desk.desk.support.support_commands import SupportCommands
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.leaving import PLACE
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.desk.widgets.notice import StatusFooter
from mitzvah_desk.desk.widgets.pages import Scroller, fit_window
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.core.protection import FileKey


class Desk(CommandWindow):
    """The window: the welcome page, or one open file.

    Signals:
        file_shown: the path of the file that is open now; None where there is none.
        closed: the window was closed for good.

    Attributes:
        support: opens what is for whoever helps.
        elsewhere: brings the window forward that has a file open; returns whether another one has.
    """

    file_shown = Signal(object)
    closed = Signal()

    def __init__(self, *, user_name: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Mitzvah Desk")
        fit_window(self, 1280, 720)
        self._user_name = user_name
        self.elsewhere: Callable[[Path], bool] = lambda _path: False
        self.session: FileSession | None = None
        self.areas: dict[str, AreaPage] = {}
        self._current: int | None = None
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self._undo_keys = UndoKeys(self._undo, self._redo, self)
        self.foot = StatusFooter()
        self.side = QListWidget()
        self.stack = QStackedWidget()
        self._backups = BackupCommands(self, lambda: self.session)
        self._backups.restored.connect(lambda path, key: self.open_file(path, key=key))
        self._protection = ProtectionCommands(self, lambda: self.session, self.close_file, user_name)
        self._protection.rewritten.connect(lambda path, key: self.open_file(path, key=key))
        self.start = StartFlow(self, self.open_file, self._show, self._protection.protect, user_name)
        self._first = Scroller(self.start.welcome)
        self._pages.addWidget(self._first)
        self._records = RecordCommands(self, lambda: self.session)
        self._tried: Path | None = None
        self.support = SupportCommands(self, lambda: self.session, lambda: self._tried)
        self.start.welcome.reporting.connect(self.support.report_problem)
        self._page: QWidget | None = None
        self._help = HelpPanel(self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._help)
        self._trail = Trail(self._shown, self.go_to, self.show_record)
        self._door = DoorMode(self, self._pages)
        self._door.changed.connect(self._on_covered)
        self._lock = WindowLock(self, self._pages)
        self._lock.changed.connect(self._on_covered)
        self._lock.idle.connect(self.lock)
        self._make_menu()
        kept = QSettings().value("window")
        if kept is not None:
            self.restoreGeometry(kept)

    def open_file(self, path: Path, *, read_only: bool = False, key: FileKey | None = None) -> bool:
        """Opens a file; says in plain words where that is not possible. Returns whether one is open."""
        if key is None and (self._has_open(path) or self.elsewhere(path)):
            return self._has_open(path)
        self._tried = path
        plan = read_backup_plan()
        opened = open_office(self, path, plan, user_name=self._user_name, read_only=read_only, key=key)
        if opened is None or not self._show(opened.office):
            return False
        if opened.recovered:
            self._protection.protect()
        return True

    def make_file(self, path: Path) -> bool:
        """Makes a new, empty file and opens it; returns whether that was possible."""
        return self.start.make_file(path)

    def lock(self) -> None:
        """Hides everything of a protected file until its passphrase is typed; it stays open as it is."""
        if self.session is not None and not self._lock.lock(self.session.office, self._door.fits):
            self.foot.tell("This file has no passphrase, so it cannot be locked: File, Protect this file.")

    def enter_door_mode(self) -> None:
        """Leaves only checking in and receiving goods in reach."""
        if self.session is None or self.covered:
            return
        if self.session.office.read_only:
            self.foot.tell("This file is open for reading only, so nobody can be checked in.")
        elif self._may_leave_areas():
            self._door.enter(self.session)

    @property
    def is_empty(self) -> bool:
        """Whether the window shows no file, so that it can take one."""
        return self.session is None and not self.covered

    def _has_open(self, path: Path) -> bool:
        """Whether a file is open here and can be written."""
        office = self.session.office if self.session is not None else None
        return office is not None and not office.read_only and recent.is_same_file(office.path, path)

    @property
    def covered(self) -> bool:
        """Whether the pages of the file are out of reach: locked, or in door mode."""
        return self._lock.locked or self._door.active

    def _on_covered(self) -> None:
        self.menuBar().setEnabled(not self.covered)
        self.menuBar().setVisible(not self.covered)
        self._enable()
        self._help.cover(covered=self.covered)
        name = self.session.office.path.stem if self.session is not None and not self._lock.locked else ""
        self.setWindowTitle(f"{name} – Mitzvah Desk" if name else "Mitzvah Desk")

    def close_file(self) -> bool:
        """Commits what is typed and closes the file; returns whether that was possible."""
        if self.session is None:
            return True
        if not self._door.leave() or not self._may_leave_areas():
            return False
        self.session.stop_work()
        if not self._backups.keep_at_close(self.session):
            return False
        self._forget_file(self.session)
        return True

    def _put_away(self) -> None:
        """Closes the file on purpose: it is not opened again by itself."""
        path = self.session.office.path if self.session is not None else None
        if self.close_file() and path is not None:
            recent.forget_last_file(path)

    def _may_leave_areas(self) -> bool:
        for key, area in self.areas.items():
            if not area.may_leave():
                self.go_to(key)
                area.flush()  # now that it is in view, the field can have the keyboard
                return False
        return True

    def _forget_file(self, session: FileSession) -> None:
        session.office.close()
        page, self._page = self._page, None
        self._pages.setCurrentWidget(self._first)
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        session.deleteLater()
        self.session = None
        self.areas = {}
        self._current = None
        self._trail.forget()
        self._lock.follow_file(None)
        self.start.welcome.reload()
        self.file_shown.emit(None)
        self._help.follow()
        self.setWindowTitle("Mitzvah Desk")
        self._enable()

    def go_to(self, key: str) -> None:
        """Shows an area by its key."""
        self._trail.forget()
        self.side.setCurrentRow([entry.key for entry in ENTRIES].index(key))

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a record in the area that knows it."""
        for entry in ENTRIES:
            if record in entry.records:
                self.go_to(entry.key)
                self.area(entry.key).show_record(record, record_id)

    def _on_page(self) -> None:
        self._trail.on_page()
        self._help.follow()

    def go_back_along(self) -> bool:
        """Goes back to where one came from; returns whether one came from somewhere."""
        return self._trail.go_back()

    def shown_area(self) -> AreaPage | None:
        """The area that is looked at; None without an open file."""
        shown = self._shown()
        return shown[1] if shown is not None else None

    def _shown(self) -> tuple[str, AreaPage] | None:
        if self.session is None or self._current is None:
            return None
        key = ENTRIES[self._current].key
        return key, self.areas[key]

    def area(self, key: str) -> AreaPage:
        """An area of the open file, by its key; it is made when it is first wanted.

        Raises:
            LookupError: no file is open.
        """
        if key not in self.areas:
            if self.session is None:
                raise LookupError(key)
            entry = next(entry for entry in ENTRIES if entry.key == key)
            self.areas[key] = entry.make(self.session)
            self.areas[key].setAccessibleName(entry.title)
            self.areas[key].setProperty(PLACE, entry.title)
            self.areas[key].currentChanged.connect(lambda _: self._on_page())
            self.stack.addWidget(Scroller(self.areas[key]))
        return self.areas[key]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: what is typed is committed before the window goes."""
        path = self.session.office.path if self.session is not None else None
        if not self.close_file():
            event.ignore()
            return
        if path is not None:
            recent.remember_last_file(path)
        QSettings().setValue("window", self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit()

    def _show(self, office: Office) -> bool:
        """Shows a file in place of the one that is open; returns whether that was possible."""
        if not self.close_file():
            office.close()
            return False
        recent.add_recent_file(office.path)
        recent.remember_last_file(office.path)
        self.session = session = FileSession(office, self, runner=ThreadRunner)
        try:
            self._assemble(session)
        except WorldError as error:  # it was sound a moment ago: its disk has gone, or another program has it
            self._forget_file(session)
            show_error(self, error)
            return False
        self._lock.follow_file(office)
        self.file_shown.emit(office.path)
        return True

    def _assemble(self, session: FileSession) -> None:
        office = session.office
        page = QWidget()
        self.side = self._side_list()
        self.stack = QStackedWidget()
        chooser = CampaignChooser(session)
        self.areas = {}
        for entry in ENTRIES:
            self.side.addItem(QListWidgetItem(theme.load_icon(entry.icon), entry.title))
        width = self.side.sizeHintForColumn(0) + self.fontMetrics().height() * 3
        left = QWidget()
        left.setProperty("role", "side")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        char = self.fontMetrics().averageCharWidth()
        left.setFixedWidth(max(width, min(chooser.sizeHint().width() + 2 * char, 34 * char), 24 * char))
        column = QVBoxLayout(left)
        column.setContentsMargins(6, 10, 6, 6)
        column.addWidget(chooser)
        column.addWidget(self.side, 1)
        self.foot = StatusFooter()
        self.foot.undo.connect(self._undo_keys.undo)
        self.foot.redo.connect(self._undo_keys.redo)
        self.foot.set_note("For reading only" if office.read_only else "")
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(self.stack, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self.foot)
        session.status_message.connect(self.foot.tell)
        session.changed.connect(lambda _: self._offer())
        session.open_requested.connect(self._trail.follow)
        session.lock_setting_changed.connect(self._lock.follow_setting)
        session.user_name_changed.connect(self._on_user_name)
        self.side.currentRowChanged.connect(self._chosen)
        self._page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.setWindowTitle(f"{office.path.stem} – Mitzvah Desk")
        self._enable()
        self._offer()
        self.side.setCurrentRow(0)
        self.side.setFocus()
        self._help.bring_back()
        if recent.is_in_cloud_folder(office.path):
            self.foot.tell(
                "This file lies in a folder that is copied to the cloud: open it on one computer at a time."
            )

    def _on_user_name(self, name: str) -> None:
        self._user_name = self.start.user_name = self._protection.user_name = name

    def _chosen(self, number: int) -> None:
        if self._current is not None and not self.areas[ENTRIES[self._current].key].may_leave():
            self.side.blockSignals(True)
            self.side.setCurrentRow(self._current)
            self.side.blockSignals(False)
            return
        self._trail.forget()
        key = ENTRIES[number].key
        area = self.area(key)
        self._current = number
        self.stack.setCurrentIndex(list(self.areas).index(key))
        self._help.follow()
        area.start()

    def _side_list(self) -> QListWidget:
        side = QListWidget()
        side.setProperty("role", "areas")
        side.setAccessibleName("Areas")
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        size = round(self.fontMetrics().height() * 1.15)
        side.setIconSize(QSize(size, size))
        return side

    def _make_menu(self) -> None:
        self._file_actions = make_menus(
            self,
            MenuTargets(
                self._records,
                self._backups,
                self._protection,
                self.support,
                self._undo_keys,
                new=self.start.start_year,
                browse=self.start.browse,
                sample=self.start.open_sample,
                recent=RecentMenu(self, self.open_file, self.start.welcome.reload),
                lock=self.lock,
                door=self.enter_door_mode,
                close=self._put_away,
                quit=self.quit,
                back=self.go_back_along,
                help=self._help.open,
            ),
        )
        self._enable()

    def _enable(self) -> None:
        for action in self._file_actions:
            action.setEnabled(self.session is not None and not self.covered)

    def _offer(self) -> None:
        if self.session is not None:
            self.foot.offer(self.session.office.undo_label(), self.session.office.redo_label())

    def _undo(self) -> None:
        if self._door.page is not None and not self._lock.locked:
            self._door.page.take_back()
        elif self.session is not None and not self.covered:
            self.session.undo()

    def _redo(self) -> None:
        if self.session is not None and not self.covered:
            self.session.redo()
