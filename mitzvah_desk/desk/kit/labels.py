"""Labels that show text as it is: a name with angle brackets or an ampersand is never read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mitzvah_desk.desk import look


def plain(text: str, role: str = "", *, wraps: bool = False) -> QLabel:
    """A label of plain text; ``role`` is its style."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    return label


def title(text: str) -> QLabel:
    """The title of a page."""
    return plain(text, "title")


def heading(text: str) -> QLabel:
    """The heading of a part of a page."""
    return plain(text, "heading")


def muted(text: str, *, wraps: bool = False) -> QLabel:
    """A remark."""
    return plain(text, "muted", wraps=wraps)


class Badge(QWidget):
    """A word with a sign, such as a status: never colour alone."""

    def __init__(self, text: str, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.fontMetrics().averageCharWidth() // 2)
        if icon_name:
            sign = QLabel()
            sign.setPixmap(look.pixmap(icon_name, look.colours().muted, self.fontMetrics().height()))
            layout.addWidget(sign)
        layout.addWidget(plain(text, "badge"))
