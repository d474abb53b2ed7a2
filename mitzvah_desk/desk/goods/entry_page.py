"""A page on which one types line after line: fields above, the line, the list of what is kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.labels import make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.leaving import PLACE, may_leave
from mitzvah_desk.desk.widgets.pages import Scroller


class EntryPage(QWidget):
    """One page.

    Args:
        title: what stands above it.
        parent: Qt's.
        back: where one goes back to; nowhere where empty.

    Attributes:
        heading: shows the title.

    Signals:
        left: the user goes back, and everything typed is kept.
    """

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, back: str = "Goods") -> None:
        super().__init__(parent)
        self.setProperty(PLACE, title)
        self.heading = make_label(title, "title", wraps=True)
        self._actions: list[QAction] = []
        self._back = self.add_action("arrow-left", back, self.leave) if back else None
        if self._back is not None:
            self._back.setShortcut(QKeySequence(Qt.Key.Key_Escape))

    def add_action(self, icon: str, words: str, slot: Callable[[], object]) -> QAction:
        """Puts a button at the top; the last one is what one mostly comes for."""
        action = make_action(self, icon, words, slot)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        self._actions.append(action)
        return action

    def assemble(self, fields: Sequence[tuple[Field, int]], entry: QWidget, lines: QWidget) -> None:
        """Lays the page out.

        Args:
            fields: those above the line, each with the room that it needs, in average characters.
            entry: the line that is typed.
            lines: what is kept.
        """
        buttons = [
            make_action_button(action, primary=action is self._actions[-1] is not self._back)
            for action in self._actions
        ]
        top = QHBoxLayout()
        if self._back is not None:
            buttons[0].setProperty("role", "quiet")
            top.addWidget(buttons.pop(0))
        top.addStretch(1)
        for button in buttons:
            top.addWidget(button)
        em = self.fontMetrics().height()
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(em // 2)
        inner.addWidget(FieldRow(fields))
        inner.addWidget(entry)
        inner.addWidget(lines, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addWidget(self.heading)
        layout.addWidget(Scroller(body), 1)

    def flush(self) -> bool:
        """Keeps what is typed; returns whether nothing is left unkept, else says what is missing."""
        raise NotImplementedError

    def leave(self) -> None:
        """Goes back, once everything typed is kept, or dropped on purpose."""
        if may_leave(self, self.flush):
            self.left.emit()
