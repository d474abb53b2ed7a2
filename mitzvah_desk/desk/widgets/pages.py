"""The page of one record: its name, badges and actions, and tabs of what belongs to it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.following_area import FollowingArea
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import ElidedLabel, escape_mnemonics, make_action_button
from mitzvah_desk.desk.widgets.leaving import PLACE, focus_field, go_back_along, may_leave
from mitzvah_desk.desk.widgets.notice import StatusBadge
from mitzvah_desk.desk.widgets.sub_table import SubTable

_LONGEST_BACK = 32
"""Letters of a title on the button that leads back to it."""


class Scroller(FollowingArea):
    """A page that scrolls where the window is too small for it, as it may be with large text.

    Args:
        page: what is shown; nothing before ``hold`` where there is none yet.
        parent: Qt's.
    """

    def __init__(self, page: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = _Holder()
        self.setWidget(self._holder)
        if page is not None:
            self.hold(page)

    def hold(self, page: QWidget) -> None:
        """Shows a page, once: after this has its own place, since Qt styles all that moves with it anew."""
        self._holder.hold(page)


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
        self._back_to = back_to
        self._back = back = QPushButton(theme.load_icon("arrow-left"), "")
        back.setProperty("role", "quiet")
        back.setToolTip("Back (Esc)")
        back.clicked.connect(self.go_back)
        self.set_way_back("")
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
            QShortcut(key, self, self.go_back, context=within).setWhatsThis("Back")
        self.set_head("")

    def minimumSizeHint(self) -> QSize:
        """Qt: as high as its buttons need above its tabs, which go on in further lines where it is narrow."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not self.isVisible():
            return least
        top = layout.itemAt(0)
        more = top.heightForWidth(self.width()) - top.minimumSize().height() if top is not None else 0
        return QSize(least.width(), least.height() + max(more, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

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

    def add_tab(self, title: str, widget: QWidget, *, counts: Sequence[SubTable[Any]] | None = None) -> None:
        """Adds a tab. What is taller than the window scrolls; a form does so by itself.

        Args:
            title: its words; behind them stands how many lines its lists have, where there are any.
            widget: what it shows.
            counts: the lists that are counted; where nothing is said, all in it.
        """
        if isinstance(widget, Form):
            number = self.tabs.addTab(widget, escape_mnemonics(title))
        else:
            scroller = Scroller()
            number = self.tabs.addTab(scroller, escape_mnemonics(title))
            scroller.hold(widget)
        self.tabs.tabBar().setTabData(number, title)
        if counts is None:
            own = [widget] if isinstance(widget, SubTable) else []
            counts = [*own, *widget.findChildren(SubTable)]
        models = [each.table.rows_model for each in counts]

        def count() -> None:
            total = sum(model.total for model in models)
            self.tabs.setTabText(number, escape_mnemonics(f"{title} ({total:,})" if total else title))

        for model in models:
            model.modelReset.connect(count)

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

    def shown_record(self) -> tuple[str, int]:
        """The noun and the id of the record shown; an empty noun where it shows none by itself."""
        return "", 0

    def set_way_back(self, title: str) -> None:
        """Says where one goes back to: to its list, or to what one came from, by its title."""
        words = title or self._back_to
        shown = words if len(words) <= _LONGEST_BACK else f"{words[: _LONGEST_BACK - 1]}…"
        self._back.setText(escape_mnemonics(shown))
        self._back.setAccessibleName(f"Back to {words}")

    def go_back(self) -> None:
        """Goes back to where one came from, or to the list, once everything typed is kept."""
        if may_leave(self, self.flush) and not go_back_along(self):
            self.left.emit()

    def leave(self) -> None:
        """Goes back to the list, once everything typed is committed, or dropped on purpose."""
        if may_leave(self, self.flush):
            self.left.emit()

    def _on_tab(self) -> None:
        # A click on a tab takes no focus, so the field that was typed in was not left.
        for field in self.findChildren(Field):
            field.leave()
