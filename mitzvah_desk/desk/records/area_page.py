"""What every area of the window is: a page that reads again when what it shows was touched."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.trouble import TroublePage
from mitzvah_desk.desk.widgets.clipboard import Lines
from mitzvah_desk.desk.widgets.flow import fit_words
from mitzvah_desk.desk.widgets.leaving import go_back_along, may_leave
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.core.office import WorldError


class AreaPage(QStackedWidget):
    """One area: usually its list first, and the page of one record over it.

    What it reads while it is made, and while it is on the screen, is what it shows something of: it reads
    again when rows of those tables change.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._reads: set[str] = set()
        self._was_shown = False
        session.tables_read.connect(self._note_read)
        self._stale = True
        self._trouble: TroublePage | None = None
        session.changed.connect(self._on_changed)
        session.campaign_changed.connect(self._on_campaign)
        self.currentChanged.connect(lambda _: self.updateGeometry())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._back_key = QShortcut(QKeySequence("Alt+Left"), self, self._go_back_along, context=within)
        self._back_key.setWhatsThis("Back to where you came from")
        # The page of a record has the key itself.
        self.currentChanged.connect(
            lambda _: self._back_key.setEnabled(not isinstance(self.currentWidget(), RecordPage))
        )

    def reload(self) -> None:
        """Reads again what is shown. Called only while the area is on the screen."""

    def show_record(self, record: str, record_id: int) -> None:
        """Shows one record, of a noun that its entry in ``desk.shell.area_entries`` names."""

    def back(self) -> bool:
        """Goes one page back; returns whether there was one."""
        return False

    def flush(self) -> bool:
        """Commits every field being typed in; returns whether nothing is left unaccepted."""
        return True

    def may_leave(self) -> bool:
        """Commits what is typed; asks where something cannot be kept. Returns whether one may go on."""
        return may_leave(self, self.flush)

    def start(self) -> None:
        """Puts the keyboard where work begins; called when the area is chosen."""

    def showEvent(self, event: QShowEvent) -> None:
        """Reads again on coming into view, if something was touched meanwhile."""
        super().showEvent(event)
        self._was_shown = True
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Reads again; where the file cannot be read just now, a page says so until it can."""
        try:
            self.reload()
        except WorldError as error:
            self._stale = True
            if self._trouble is None:
                self._trouble = TroublePage(self.currentWidget())
                self._trouble.again.connect(self.refresh)
                self.addWidget(self._trouble)
            self._trouble.tell(error)
            self.setCurrentWidget(self._trouble)
            return
        self._stale = False
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            if self.currentWidget() is trouble and trouble.before is not None:
                self.setCurrentWidget(trouble.before)
            self.removeWidget(trouble)
            trouble.deleteLater()

    def minimumSizeHint(self) -> QSize:
        """Qt: what the page shown needs, with all lines of its sentences; what is behind it takes no room."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else fit_words(page, page.minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _go_back_along(self) -> None:
        if self.may_leave():
            go_back_along(self)

    def add_list_actions(self, menu: QMenu, of: QWidget) -> None:
        """Every list, wherever it stands, can be printed, saved and copied as it is."""
        from mitzvah_desk.desk.records.list_output import add_output_actions

        if isinstance(of, DataTable) and of.shown_values()[1]:
            add_output_actions(menu, self.session, of)

    def copy_lines(self, title: str, lines: Lines) -> None:
        """Copies rows of a list within the area, where they may leave the program."""
        from mitzvah_desk.desk.records.copying import copy_table

        copy_table(self.session, self, title, lines)

    def _note_read(self, tables: frozenset[str]) -> None:
        if self.isVisible() or not self._was_shown:
            self._reads |= tables

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & self._reads:
            self._again()

    def _on_campaign(self) -> None:
        self._again()

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
