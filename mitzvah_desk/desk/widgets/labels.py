"""Words and signs that show text as it is: a name with angle brackets or an ampersand is never markup."""

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.headings import HEADINGS, install_headings

install_headings()
_SHORT = 60
"""So many letters fit into one line of a tooltip."""


def make_label(text: str, role: str = "", *, wraps: bool = False) -> QLabel:
    """A label of plain text.

    Args:
        text: what it says.
        role: its style: ``title``, ``heading``, ``muted``, ``label`` or ``problem``.
        wraps: whether it takes as many lines as it needs, however narrow the window.
    """
    label = HeadingLabel() if role in HEADINGS else QLabel()
    label.setProperty("role", role)  # before its words, which tell a screen reader what it is
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if wraps:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def escape_tooltip(text: str) -> str:
    """A tooltip that shows ``text`` as it stands; Qt would read ``<b>`` in a plain one as markup.

    For a widget take ``explain``: a screen reader would read the markup of this aloud.
    """
    if len(text) <= _SHORT and "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def explain(widget: QWidget, text: str) -> None:
    """Gives a widget a tooltip, and says the same to a screen reader, in plain words."""
    widget.setToolTip(escape_tooltip(text))
    widget.setAccessibleDescription(" ".join(text.split()))


def escape_mnemonics(text: str) -> str:
    """Text for a button, a tab or a label with a buddy, where Qt reads ``&`` as a key to press."""
    return text.replace("&", "&&")


class HeadingLabel(QLabel):
    """A label that is a heading; Qt has an answer of its own for a bare QLabel (see ``headings``)."""


class WholeLabel(QLabel):
    """A sentence that keeps all of its lines, however little room there is beneath it."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: at another width it has other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(max(self.heightForWidth(event.size().width()), 0))


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the tooltip then has all of it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Shows this text; lines are joined."""
        super().setText(" ".join(text.split()))
        explain(self, text)

    def minimumSizeHint(self) -> QSize:
        """Qt: it may shrink to a few letters."""
        few = self.fontMetrics().averageCharWidth() * 8
        hint = super().minimumSizeHint()
        return QSize(min(few, hint.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draws what there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.TextFlag.TextSingleLine, text)


class IconSign(QWidget):
    """A shipped icon as high as a line of text, in the colour of its tone, in light and dark alike.

    It says nothing to a screen reader: the word beside it does.
    """

    def __init__(self, icon_name: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Qt: a square as high as a line."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: draws the icon in the colour of the moment."""
        colour = getattr(theme.current_colours(), self._tone or "muted")
        QPainter(self).drawPixmap(self.rect(), theme.load_pixmap(self._icon_name, colour, self.width()))


class ActionButton(QPushButton):
    """A button for an action: its words, icon, key and menu, whether it can be done now and whether it is on.

    It is shown and hidden by its action alone, whatever it is put into and when.

    Args:
        action: what it does.
        words: whether it shows its words, or its icon alone.
        called: its accessible name, where that says more than its words.

    Attributes:
        action: what it does.
    """

    def __init__(self, action: QAction, *, words: bool = True, called: str = "") -> None:
        super().__init__()
        self.action = action
        self._called = called
        self._words = words
        self.setAutoDefault(False)
        menu = action.menu()
        if isinstance(menu, QMenu):
            self.setMenu(menu)
        else:
            self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: where it stands now, it is to be seen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._appear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses it where the keyboard is on it, in a dialog too, and from nowhere else."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        if enter and self.menu() is None:
            self.click()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        action = self.action
        self.setText(action.text() if self._words else "")
        self.setIcon(action.icon())
        self.setEnabled(action.isEnabled())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        name = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(self._called or name)
        more = action.toolTip() if action.toolTip() != QAction(action.text()).toolTip() else ""
        self.setToolTip(escape_tooltip(". ".join(filter(None, (f"{name} ({key})" if key else name, more)))))
        self.setAccessibleDescription(". ".join(filter(None, (more, f"Key: {key}" if key else ""))) or name)
        self._appear()

    def _appear(self) -> None:
        if self.parent() is not None:  # before, it would come up as a window of its own
            self.setVisible(self.action.isVisible())


def make_action_button(action: QAction, *, primary: bool = False, words: bool = True) -> ActionButton:
    """A button for an action.

    Args:
        action: what it does.
        primary: whether it is what one mostly comes to this page for.
        words: whether it shows its words, or its icon alone.
    """
    button = ActionButton(action, words=words)
    button.setProperty("role", "primary" if primary else "")
    return button


def make_action(owner: QObject, icon: str, words: str, slot: Callable[[], object], key: str = "") -> QAction:
    """What a button, a menu and a key do.

    Args:
        owner: goes with it.
        icon: the name of its picture; empty where it has none.
        words: what it is called.
        slot: what is done.
        key: the key that does it, where there is one; it works where the action is put.
    """
    action = QAction(words, owner)
    if icon:
        action.setIcon(theme.load_icon(icon))
    if key:
        action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda _=False: slot())
    return action
