"""The help beside the work: it follows the page that is shown, and lists the keys of that page."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.shell.command_window import CommandWindow
from mitzvah_desk.desk.shell.help_text import HelpSection, find_topics, read_help
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.column_keys import COLUMN_COMMANDS
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.table import DataTable

EVERYWHERE = "Everywhere"
START = "The first start"
_KEPT = "help is open"
_GO = "help"
_ROOM_FOR_BOTH = 110
"""So many average characters wide is a window that has room for a page and the help beside it."""
LIST_KEYS = (
    ("Enter", "Open the line"),
    ("Delete", "Remove the lines chosen"),
    ("Ctrl+C", "Copy the lines chosen as a table"),
    ("Menu, Shift+F10", "The menu of the lines chosen"),
    ("Ctrl+F", "Filter the list"),
    ("← →", "Go from column to column"),
    *((each.keys, each.words.format("that column")) for each in COLUMN_COMMANDS),
)
"""What every list does by its keys."""


class HelpPanel(QDockWidget):
    """The panel at the right of the window.

    Args:
        window: the main window.

    Attributes:
        box: where one types to search.
        page: the text.
    """

    def __init__(self, window: CommandWindow) -> None:
        super().__init__("Help", window)
        self._window = window
        self._sections: list[HelpSection] = []
        self._section = ""
        self._html = ""
        self._hidden_for_a_while = False
        self.setObjectName("help")
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.toggleViewAction().setVisible(False)  # F1 and the menu show it
        self.setTitleBarWidget(self._make_head())
        self.box = QLineEdit(placeholderText="Search the help", clearButtonEnabled=True)
        self.box.setAccessibleName("Search the help")
        self.box.textChanged.connect(lambda _: self._fill())
        self.box.installEventFilter(self)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Help")
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._go)
        self.page.installEventFilter(self)
        body = QWidget()
        layout = QVBoxLayout(body)
        em = self.fontMetrics().height()
        layout.setContentsMargins(em // 2, 0, em // 2, em // 2)
        layout.addWidget(self.box)
        layout.addWidget(self.page, 1)
        self.setWidget(body)
        body.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.hide()

    def open(self) -> None:
        """Shows the panel and puts the keyboard into its search; if it is there already, closes it."""
        if self.isVisible() and self._has_focus():
            self.close_panel()
            return
        QSettings().setValue(_KEPT, True)  # Qt's own signature
        self._place()
        self._follow()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def close_panel(self) -> None:
        """Hides the panel; the keyboard goes back to the page."""
        QSettings().setValue(_KEPT, False)  # Qt's own signature
        had = self._has_focus()
        self.hide()
        area = self._window.shown_area()
        if had and area is not None:
            area.start()

    def bring_back(self) -> None:
        """Shows the panel if it was open the last time."""
        if str(QSettings().value(_KEPT, "false")).lower() == "true":
            self._place()
            self._follow()

    def cover(self, *, covered: bool) -> None:
        """Hides it while the pages of the file are out of reach, and shows it again afterwards."""
        if covered:
            self._hidden_for_a_while = self._hidden_for_a_while or self.isVisible()
            self.hide()
        elif self._hidden_for_a_while:
            self._hidden_for_a_while = False
            self._place()

    def follow(self) -> None:
        """Another page is shown: the panel speaks of that one, once it stands."""
        if self.isVisible():
            self._again.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc closes the panel; in a search that has words, it clears them first."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # otherwise the window would take the key and go back
            if event.type() == QEvent.Type.KeyPress:
                if watched is self.box and self.box.text():
                    self.box.clear()
                else:
                    self.close_panel()
            return True
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Shows it beside the page, or below it where the window has no room for both."""
        chars = self._window.width() / max(self.fontMetrics().averageCharWidth(), 1)
        beside, below = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
        self._window.addDockWidget(beside if chars >= _ROOM_FOR_BOTH else below, self)
        self.show()

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        em = self.fontMetrics().height()
        row.setContentsMargins(em // 2, em // 3, em // 2, em // 3)
        row.addWidget(make_label("Help", "heading"), 1)
        close = QToolButton()
        close.setIcon(theme.load_icon("x"))
        close.setAccessibleName("Close the help")
        close.setToolTip("Close the help (Esc)")
        close.clicked.connect(self.close_panel)
        row.addWidget(close)
        return head

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _on_focus(self, _left: QWidget | None, entered: QWidget | None) -> None:
        # Another tab or list has other keys.
        if entered is not None and self.isVisible() and not self.isAncestorOf(entered):
            self._again.start()

    def _follow(self) -> None:
        """Speaks of the area that is shown; what was searched for stays until it is cleared."""
        area = self._window.shown_area()
        title = area.accessibleName() if area is not None else START
        if title != self._section:
            self._section = title
            self.box.clear()
        self._fill()

    def _go(self, to: QUrl) -> None:
        if to.scheme() == _GO:
            self._section = to.path()
            self.box.clear()
            self._fill()

    def _fill(self) -> None:
        if not self._sections:
            self._sections = read_help()
        typed = self.box.text().strip()
        text = self._found(typed) if typed else self._about(self._section)
        if text == self._html:
            return
        self._html = text
        self.page.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self.page.moveCursor(self.page.textCursor().MoveOperation.Start)

    def _found(self, typed: str) -> str:
        found = find_topics(self._sections, typed)
        if not found:
            return f"Nothing in the help speaks of “{_plain(typed)}”. Try another word."
        return "\n\n".join(f"**{topic.title}** ({section.title}). {topic.text}" for section, topic in found)

    def _about(self, title: str) -> str:
        from mitzvah_desk.desk.shell.commands import list_page_keys, list_program_keys

        section = next((each for each in self._sections if each.title == title), self._sections[0])
        parts = [f"## {section.title}", section.intro]
        area = self._window.shown_area()
        is_shown = area is not None and area.accessibleName() == section.title
        own = [*(list_page_keys(area) if area is not None and is_shown else ()), *section.keys]
        parts += _table("Keys on this page" if is_shown else "Keys", own)
        if section.topics:
            parts.append("### How to")
        parts += [f"**{topic.title}.** {topic.text}" for topic in section.topics]
        if area is not None and is_shown and any(t.isVisible() for t in area.findChildren(DataTable)):
            parts += _table("Keys of every list", LIST_KEYS)
        if title == EVERYWHERE:
            parts += _table("Every key of the program", list_program_keys(self._window))
            parts += _table("Keys of every list", LIST_KEYS)
        others = [each.title for each in self._sections if each.title != section.title]
        links = " · ".join(f"[{each}](<{_GO}:{each}>)" for each in others)
        return "\n\n".join([*filter(None, parts), "### More help", links])


def _table(title: str, keys: Sequence[tuple[str, str]]) -> list[str]:
    if not keys:
        return []
    lines = [f"| {_plain(key)} | {_plain(words)} |" for key, words in keys]
    return [f"### {title}", "\n".join(["| Key | What it does |", "| --- | --- |", *lines])]


def _plain(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-!|" else letter for letter in text)
