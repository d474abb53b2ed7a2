"""The line over the board: which day, how near, as a board or as a list, and what can be done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QWidget

from mitzvah_desk.desk.rota.plan import BarFilter, DayPlan, pick_day
from mitzvah_desk.desk.rota.scale import Zoom
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_action_button, make_label
from mitzvah_desk.office.rota.queries import DayRow


class DayBar(QWidget):
    """The line.

    Args:
        clock: tells the time.
        parent: Qt's.

    Signals:
        day_chosen: another day (``date``) was chosen.
    """

    day_chosen = Signal(object)

    def __init__(self, clock: Callable[[], datetime] = datetime.now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._days: list[date] = []
        self.days = QComboBox()
        self.days.setAccessibleName("Day")
        says = make_label("Day")  # not shown: the words of the choice are clear to whoever sees it
        says.setParent(self)
        says.setBuddy(self.days)
        says.hide()
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.days.currentIndexChanged.connect(self._chosen)
        self._zooming: list[tuple[QAction, str]] = []
        self._flow = FlowLayout(self)
        self._flow.addWidget(make_label("Rota", "title"))
        self._flow.addWidget(self.days)

    @property
    def day(self) -> date | None:
        """The chosen day."""
        number = self.days.currentIndex()
        return self._days[number] if 0 <= number < len(self._days) else None

    def set_days(self, rows: Sequence[DayRow], wanted: date | None) -> None:
        """Offers these days; ``wanted`` is chosen, else today, else the one with most shifts."""
        self._days = [row.day for row in rows]
        self.days.blockSignals(True)
        self.days.clear()
        for row in rows:
            need = f" · gap {row.staffing.gap}" if row.staffing.gap else ""
            self.days.addItem(f"{row.day:%a} {row.day.day} {row.day:%b}{need}")
        day = pick_day(rows, wanted, self._clock().date())
        if day is not None:
            self.days.setCurrentIndex(self._days.index(day))
        self.days.blockSignals(False)
        self.days.setEnabled(bool(rows))

    def choose(self, day: date) -> None:
        """Chooses a day, as if by hand."""
        if day in self._days:
            self.days.setCurrentIndex(self._days.index(day))

    @staticmethod
    def count_filters(filters: Mapping[BarFilter, QAction], plan: DayPlan) -> None:
        """Says on each filter how many shifts of the day it would show."""
        for (each, action), words in zip(filters.items(), ("Gaps", "Unanswered"), strict=True):
            number = sum(each.takes(bar.shift) for bar in plan.bars())
            action.setText(f"{words} ({number})" if number else words)
            action.setToolTip("Only those are shown")

    def show_zoom(self, zoom: Zoom) -> None:
        """Says how near the board is."""
        for action, words in self._zooming:
            action.setText(f"{words}, now {zoom.words.lower()}")

    def make_zoom(
        self, nearer: Callable[[], object], away: Callable[[], object], on: QWidget
    ) -> list[QAction]:
        """What zooms away and nearer, for a menu; the keys work within ``on``."""
        for words, icon, key, slot in (
            ("Show more hours", "zoom-out", "Ctrl+-", away),
            ("Show fewer hours", "zoom-in", "Ctrl++", nearer),
        ):
            action = QAction(theme.load_icon(icon), words, self)
            keys = [QKeySequence(key), QKeySequence("Ctrl+=")] if key == "Ctrl++" else [QKeySequence(key)]
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, slot=slot: slot())
            on.addAction(action)
            self._zooming.append((action, words))
        return [action for action, _ in self._zooming]

    def add_tool(self, action: QAction, on: QWidget, *, words: bool = True) -> None:
        """Puts a button beside the day, or its icon alone; its key works within ``on``."""
        self._add(action, on, words=words)

    def add_action(self, action: QAction, on: QWidget, *, primary: bool = False) -> None:
        """Puts a button at the end; its key works within ``on``."""
        self._add(action, on, primary=primary)

    def _add(self, action: QAction, on: QWidget, *, primary: bool = False, words: bool = True) -> None:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        on.addAction(action)
        self._flow.addWidget(make_action_button(action, primary=primary, words=words))

    def _chosen(self) -> None:
        if self.day is not None:
            self.day_chosen.emit(self.day)
