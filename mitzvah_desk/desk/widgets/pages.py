"""The page of one record: its name, badges and actions, and tabs of what belongs to it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import ElidedLabel, escape_mnemonics, make_action_button
from mitzvah_desk.desk.widgets.leaving import PLACE, focus_field, may_leave
from mitzvah_desk.desk.widgets.notice import StatusBadge


class Scroller(QScrollArea):
    """A page that scrolls where the window is too small for it, as it may be with large text.

    Args:
        page: what is shown; nothing before ``hold`` where there is none yet.
        parent: Qt's.
    """

    def __init__(self, page: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = _Holder()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._holder)
        if page is not None:
            self.hold(page)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def hold(self, page: QWidget) -> None:
        """Shows a page, once: after this has its own place, since Qt styles all that moves with it anew."""
        self._holder.hold(page)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        # Qt follows Tab by itself, but not Enter, which goes from field to field too.
        if entered is not None and self.isAncestorOf(entered):
            self.ensureWidgetVisible(entered)


def make_dialog_scroller(page: QWidget, *, chars: int = 60) -> Scroller:
    """A page in a dialog: as large as it is, but at most half as high as the screen; it scrolls.

    Args:
        page: what is shown.
        chars: how wide it is at least, in average characters.
    """
    scroller = Scroller(page)
    screen, wished = page.screen().availableGeometry(), page.sizeHint()
    bar = scroller.verticalScrollBar().sizeHint().width()
    wide = max(wished.width() + bar, page.fontMetrics().averageCharWidth() * chars)
    scroller.setMinimumSize(min(wide, screen.width() * 9 // 10), min(wished.height(), screen.height() // 2))
    return scroller


def resize_dialog(dialog: QWidget, chars: int, lines: int) -> None:
    """Gives a dialog the size of so many characters and lines of its text, at most that of the screen."""
    metrics, screen = dialog.fontMetrics(), dialog.screen().availableGeometry()
    wide, high = metrics.averageCharWidth() * chars, metrics.height() * lines
    dialog.resize(min(wide, screen.width() * 9 // 10), min(high, screen.height() * 9 // 10))


def fit_window(window: QWidget, wide: int, high: int) -> None:
    """Gives a window a size in pixels, at most what the screen has room for with a title bar over it."""
    screen = window.screen().availableGeometry()
    title = window.fontMetrics().height() * 2
    window.resize(min(wide, screen.width()), min(high, screen.height() - title))


class _Holder(QWidget):
    """Has the least size of its page; with a layout, a scroll area would ask for the most comfortable one."""

    _page: QWidget | None = None

    def hold(self, page: QWidget) -> None:
        self._page = page
        page.setParent(self)
        page.resize(self.size())
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize() if self._page is None else self._page.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._page is not None:
            self._page.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class PageStack(QStackedWidget):
    """Pages of which the one that is shown says how much room is needed; those behind it take none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """Qt: what the page shown needs."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()


class PageTabs(QTabWidget):
    """Tabs of which the one that is shown says how much room is needed; those behind it take none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """Qt: what the page shown needs, and the tabs above it."""
        bar = self.tabBar().minimumSizeHint()
        least = self.currentWidget().minimumSizeHint() if self.count() else QSize(0, 0)
        return QSize(least.width(), least.height() + bar.height())


class RecordPage(QWidget):
    """The page of one record.

    Args:
        back_to: the words of the button that goes back, such as ``People``.
        parent: Qt's.

    Attributes:
        tabs: the tabs.

    Signals:
        left: the user goes back (the button, Esc, Alt+Left), and everything typed was committed.
    """

    left = Signal()

    def __init__(self, back_to: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "title")
        self._subtitle = ElidedLabel("", "muted")
        self._badges = FlowLayout()
        self._actions = FlowLayout(at_right=True)
        back = QPushButton(theme.load_icon("arrow-left"), escape_mnemonics(back_to))
        back.setProperty("role", "quiet")
        back.setAccessibleName(f"Back to {back_to}")
        back.setToolTip("Back (Esc)")
        back.clicked.connect(self.leave)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.currentChanged.connect(self._on_tab)
        em = self.fontMetrics().height()
        top = QHBoxLayout()
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._actions, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 3)
        layout.addLayout(top)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        layout.addLayout(self._badges)
        layout.addWidget(self.tabs, 1)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence("Alt+Left")):
            QShortcut(key, self, self.leave, context=within)
        self.set_head("")

    def set_head(self, title: str, subtitle: str = "", badges: Iterable[StatusBadge] = ()) -> None:
        """Shows the record's name, a line about it, and its badges instead of those before."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self.setProperty(PLACE, title)
        self._subtitle.setText(subtitle)
        self._subtitle.setHidden(not subtitle)
        while (item := self._badges.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for badge in badges:
            self._badges.addWidget(badge)

    def add_action(self, action: QAction, *, primary: bool = False) -> QPushButton:
        """Puts a button at the top right."""
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        button = make_action_button(action, primary=primary)
        self._actions.addWidget(button)
        return button

    def add_tab(self, title: str, widget: QWidget) -> None:
        """Adds a tab. What is taller than the window scrolls; a form does so by itself."""
        if isinstance(widget, Form):
            self.tabs.addTab(widget, escape_mnemonics(title))
        else:
            scroller = Scroller()
            self.tabs.addTab(scroller, escape_mnemonics(title))
            scroller.hold(widget)

    def show_tab(self, page: QWidget, *, shown: bool) -> None:
        """Shows or hides the tab that holds a widget."""
        held = [self.tabs.widget(number) for number in range(self.tabs.count())]
        number = next(n for n, tab in enumerate(held) if tab is page or (tab and tab.isAncestorOf(page)))
        self.tabs.setTabVisible(number, shown)

    def flush(self) -> bool:
        """Commits every field on the page, wherever it stands: in a form, in a row, or alone under a list.

        Returns:
            Whether nothing is left uncommitted; otherwise the first field that is gets the keyboard.
        """
        fields = self.findChildren(Field)
        kept = [field.flush() for field in fields]  # every one, also after one that is refused
        if not all(kept):
            focus_field(next(field for field in fields if field.touched))
        return all(kept)

    def leave(self) -> None:
        """Goes back, once everything typed is committed, or dropped on purpose."""
        if may_leave(self, self.flush):
            self.left.emit()

    def _on_tab(self) -> None:
        # A click on a tab takes no focus, so the field that was typed in was not left.
        for field in self.findChildren(Field):
            field.leave()
