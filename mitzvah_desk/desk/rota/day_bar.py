"""The line over the board: which day, how near, as a board or as a list, and what can be done."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from mitzvah_desk.desk.rota.plan import pick_day
from mitzvah_desk.desk.rota.scale import Zoom
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action_button, make_label
from mitzvah_desk.office.rota.queries import DayRow


class DayBar(QWidget):
    """The line.

    Signals:
        day_chosen: another day (``date``) was chosen.
    """

    day_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: list[date] = []
        self.days = QComboBox()
        self.days.setAccessibleName("Day")
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.days.currentIndexChanged.connect(self._chosen)
        self._zoom = make_label("", "muted")
        self._tools = FlowLayout()
        self._actions = FlowLayout(at_right=True)
        self._tools.addWidget(self.days)
        em = self.fontMetrics().height()
        top = QHBoxLayout()
        top.setSpacing(em)
        top.addWidget(ElidedLabel("Rota", "title"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._actions, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addLayout(self._tools)

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
            need = f" · needs {row.gap}" if row.gap else ""
            self.days.addItem(f"{row.day:%a} {row.day.day} {row.day:%b}{need}")
        day = pick_day(rows, wanted, date.today())
        if day is not None:
            self.days.setCurrentIndex(self._days.index(day))
        self.days.blockSignals(False)
        self.days.setEnabled(bool(rows))

    def choose(self, day: date) -> None:
        """Chooses a day, as if by hand."""
        if day in self._days:
            self.days.setCurrentIndex(self._days.index(day))

    def show_zoom(self, zoom: Zoom) -> None:
        """Says how near the board is."""
        self._zoom.setText(zoom.words)

    def add_zoom(self, nearer: Callable[[], object], away: Callable[[], object], on: QWidget) -> None:
        """Puts the two buttons of the zoom in, whose keys work within ``on``."""
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
            self._tools.addWidget(make_action_button(action, words=False))
        self._tools.addWidget(self._zoom)

    def add_tool(self, action: QAction, on: QWidget) -> None:
        """Puts a button beside the day; its key works within ``on``."""
        self._add(self._tools, action, on, primary=False)

    def add_action(self, action: QAction, on: QWidget, *, primary: bool = False) -> None:
        """Puts a button at the right; its key works within ``on``."""
        self._add(self._actions, action, on, primary=primary)

    def _add(self, flow: FlowLayout, action: QAction, on: QWidget, *, primary: bool) -> None:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        on.addAction(action)
        flow.addWidget(make_action_button(action, primary=primary))

    def _chosen(self) -> None:
        if self.day is not None:
            self.day_chosen.emit(self.day)
