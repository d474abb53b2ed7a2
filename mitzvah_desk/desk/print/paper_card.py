"""One paper to choose: a small picture of it, its name, the key that finds it and what it is for."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mitzvah_desk import shipped
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.rules.paper_kinds import PAPERS

_STEPS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class PaperPicture(QWidget):
    """A shipped picture of a paper, as large as a few lines of text; the words beside it say what it is."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap(str(shipped.find_shipped_file("pictures", "papers", f"{key}.png")))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Qt: the shape of a sheet, in the size of the text."""
        em = self.fontMetrics().height()
        return QSize(round(em * 5.6), round(em * 7.4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: the whole sheet, with an edge, so that white paper is seen on white."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(0, 0, -1, -1)
        shape = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        sheet = QRect(room.topLeft(), shape)
        sheet.moveCenter(room.center())
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            sheet,
            self._picture.scaled(
                shape * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ),
        )
        painter.setPen(QColor(theme.current_colours().edge))
        painter.drawRect(sheet)


class PaperCard(QPushButton):
    """One paper to choose.

    Args:
        key: the paper's.
        parent: Qt's.

    Attributes:
        key: the paper's.

    Signals:
        stepped: an arrow, Home or End was pressed here, as a Qt key.
        typed: a letter or a figure was pressed here.
        entered: it has the keyboard now.
    """

    stepped = Signal(int)
    typed = Signal(str)
    entered = Signal()

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        facts = PAPERS[key]
        self.key = key
        self.setProperty("role", "tile")
        self.setAccessibleName(facts.title)
        self.setAccessibleDescription(f"{facts.purpose} Key {facts.letter.upper()}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        em = self.fontMetrics().height()
        name = make_label(facts.title, wraps=True)
        letter = make_label(facts.letter.upper(), "key")
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(letter, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(em // 4)
        words.addLayout(head)
        purpose = make_label(facts.purpose, "muted", wraps=True)
        words.addWidget(purpose)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        layout.setSpacing(em // 2)
        layout.addWidget(PaperPicture(key), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        for label in (name, letter, purpose):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Qt: its picture, and its words beside it."""
        em = self.fontMetrics().height()
        wide = self.narrowest()
        return QSize(wide, max(self.heightForWidth(wide), em * 8))

    def minimumSizeHint(self) -> QSize:
        """Qt: the same; it is made no smaller."""
        return self.sizeHint()

    def narrowest(self) -> int:
        """The least width in which its words read well."""
        return self.fontMetrics().height() * 15

    def hasHeightForWidth(self) -> bool:
        """Qt: narrower, it is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: its lines at this width."""
        layout = self.layout()
        return super().heightForWidth(width) if layout is None else layout.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, arrows go on, letters find."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS and not event.modifiers() & _HELD:
            self.stepped.emit(event.key())
        elif event.text().strip() and event.text().isprintable() and not event.modifiers() & _HELD:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: Tab comes back to where one was."""
        super().focusInEvent(event)
        self.entered.emit()
