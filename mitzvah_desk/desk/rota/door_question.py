"""What the check-in asks before it notes something: which shift, who of a family, how many, who collects.

It stands in the page, between what is typed and the lists, and takes the keyboard until it is answered.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.rota.head_count import Heads
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import ClockTimeField
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.notice import announce

Line = tuple[int, str]
"""The id and the words of something to choose."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOST_LINES = 7


class DoorQuestion(QFrame):
    """One question at a time; hidden while there is none.

    Attributes:
        title: what is asked.
        choices: the lines among which one chooses, or which one ticks.
        heads: how many of a group came.
        left_at: when somebody left.
        collector: who takes a child.
        go: answers it.

    Signals:
        asking: whether it asks now, so that others can make room.
        closed: it was answered, or put away.
    """

    asking = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._answer: Callable[[], bool] = bool
        self.title = ElidedLabel("", "heading")
        self._how = ElidedLabel("", "muted")
        self.choices = QListWidget()
        self.heads = Heads(lambda _adults, _children: "")
        self.left_at = ClockTimeField("Left at", accept_any)
        self.collector = QComboBox(editable=True)
        self.collector.setAccessibleName("Collected by")
        self.collector.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.collector.setMinimumContentsLength(30)
        self._who = QWidget()
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._on_go)
        away = QPushButton("Not now")
        away.clicked.connect(self.put_away)
        self._lay_out(away)
        typed = (self.heads.adults.line, self.heads.young.line, self.left_at.line, self.collector)
        for each in (self.choices, *typed):
            each.installEventFilter(self)  # a list that drops down takes its own keys
        self.choices.itemDoubleClicked.connect(lambda _: self._on_go())
        self.hide()

    def ask_which(self, title: str, lines: Sequence[Line], take: Callable[[int], bool]) -> None:
        """Asks for one of some things; the first is proposed."""
        self._fill(lines, ticked=None)
        self._ask(title, "Enter takes the one that is chosen.", "Here", self.choices)
        self._answer = lambda: take(self.choices.currentItem().data(Qt.ItemDataRole.UserRole))

    def ask_who(self, title: str, lines: Sequence[Line], take: Callable[[list[int]], bool]) -> None:
        """Asks who of several came; all are ticked to begin with."""
        self._fill(lines, ticked=True)
        self._ask(
            title, "Space takes a tick away. Enter: those who are ticked are here.", "Here", self.choices
        )
        self._answer = lambda: take(self.ticked())

    def ask_heads(self, title: str, adults: int, children: int, take: Callable[[int, int], bool]) -> None:
        """Asks how many of a group came; as many as are expected are proposed."""
        self.heads.load(adults, children)
        self._ask(title, "Count them. Fewer or more is kept as counted.", "Here", self.heads)
        self.heads.adults.line.selectAll()

        def answer() -> bool:
            counted = self.heads.values()
            return counted is not None and take(*counted)

        self._answer = answer

    def ask_leaving(
        self,
        title: str,
        at: datetime,
        guardians: Sequence[str] | None,
        take: Callable[[datetime, str], bool],
    ) -> None:
        """Asks when somebody left, and who took a child.

        Args:
            title: what is asked.
            at: the time that is proposed.
            guardians: who may take the child; None for an adult.
            take: notes it; returns whether it is noted.
        """
        self.left_at.set_day(at.date())
        self.left_at.load(at.replace(second=0, microsecond=0))
        self.collector.clear()
        self.collector.addItems(list(guardians or ()))
        self.collector.setEditText("")
        how = (
            "Who takes them? The arrows go through those who may. Anybody else asks for a word."
            if guardians is not None
            else "Enter notes it."
        )
        self._ask(title, how, "Left", self.left_at, *((self._who,) if guardians is not None else ()))
        self.left_at.line.selectAll()
        if guardians is not None:
            self.collector.setFocus()

        def answer() -> bool:
            if not self.left_at.flush() or self.left_at.value is None:
                return False
            return take(_exact(at, self.left_at.value), self.collector.currentText())

        self._answer = answer

    def drop(self) -> None:
        """Asks no longer, as the user has gone on to something else."""
        self.hide()
        self._answer = bool
        self.asking.emit(False)

    def put_away(self) -> None:
        """Asks no longer."""
        if not self.isHidden():
            self.drop()
            self.closed.emit()

    def ticked(self) -> list[int]:
        """The lines that are ticked."""
        items = [self.choices.item(number) for number in range(self.choices.count())]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Enter answers, Esc puts it away."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._on_go()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                return True
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()  # otherwise the page would take the key and go back
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self, away: QPushButton) -> None:
        em = self.fontMetrics().height()
        words = make_label("Collected &by", "label")
        words.setBuddy(self.collector)
        column = QVBoxLayout(self._who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 6)
        column.addWidget(words)
        column.addWidget(self.collector)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(em)
        row.addWidget(self.choices, 9)
        row.addWidget(self.heads)
        row.addWidget(self.left_at)
        row.addWidget(self._who)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
        layout.setSpacing(em // 3)
        layout.addWidget(self.title)
        layout.addWidget(self._how)
        layout.addLayout(row)

    def _fill(self, lines: Sequence[Line], *, ticked: bool | None) -> None:
        self.choices.clear()
        for number, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, number)
            if ticked is not None:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.choices.addItem(item)
        self.choices.setCurrentRow(0)
        line = self.choices.sizeHintForRow(0) + 2
        self.choices.setFixedHeight(line * min(len(lines), _MOST_LINES) + self.fontMetrics().height() // 2)

    def _ask(self, title: str, how: str, words: str, *shown: QWidget) -> None:
        self.title.setText(title)
        self._how.setText(how)
        self.go.setText(words)
        self.choices.setAccessibleName(title)
        for each in (self.choices, self.heads, self.left_at, self._who):
            each.setVisible(each in shown)
        self.show()
        self.asking.emit(True)
        first = self.heads.adults if shown[0] is self.heads else shown[0]
        first.setFocus()
        announce(self, f"{title} {how}")

    def _on_go(self) -> None:
        answer = self._answer
        if answer() and self._answer is answer:  # otherwise it has asked the next thing
            self.put_away()


def _exact(proposed: datetime, typed: datetime) -> datetime:
    """The very moment proposed where its minute stands, so that nobody leaves before they came."""
    return proposed if typed == proposed.replace(second=0, microsecond=0) else typed


__all__ = ["DoorQuestion", "Line"]
