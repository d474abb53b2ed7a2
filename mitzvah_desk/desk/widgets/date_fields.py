"""Fields of a day and of a time: typed, or the day chosen in a calendar (Alt+Down)."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Commit
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.rules.fields import day_hints, parsing


class _DayLineField(LineField):
    """A line with a calendar behind it."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        *,
        hint: str,
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, commit, parse, show, hint=hint, remark=remark, parent=parent)
        open_calendar = make_action(self, "calendar", "Calendar (Alt+Down)", self.open_calendar)
        self.line.addAction(open_calendar, QLineEdit.ActionPosition.TrailingPosition)

    def open_calendar(self) -> QCalendarWidget:
        """Opens the calendar under the line, at the day typed or at today."""
        calendar = _calendar(self, f"{self.label}: calendar")
        day = self._day_typed()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._take(calendar, chosen))
        calendar.clicked.connect(lambda chosen: self._take(calendar, chosen))
        calendar.window().move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.window().show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        return calendar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Alt+Down opens the calendar."""
        if (
            watched is self.editor
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _take(self, calendar: QCalendarWidget, chosen: QDate) -> None:
        if calendar.window().isHidden():
            return  # a click both chooses and activates
        calendar.window().close()
        self.line.setText(self._text_of(date(chosen.year(), chosen.month(), chosen.day())))
        self.flush()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day_typed(self) -> date | None:
        try:
            value = self._read()
        except ValueError:
            return None
        return value if isinstance(value, date) else None

    def _text_of(self, chosen: date) -> str:
        """What is written in the line when a day was chosen."""
        return parsing.format_date(chosen)


def _from_today(parse: Callable[..., Any]) -> Callable[[str], Any]:
    """A parser that understands years of two digits from today."""
    return lambda text: parse(text, today=date.today())


class DateField(_DayLineField):
    """A day; the value is a ``datetime.date``, or None.

    Args:
        label: what it is called.
        commit: takes it.
        hint: what empty means; how a day is typed where it means nothing.
        remark: a sentence beneath it.
        parse: how it is read.
        parent: Qt's.
    """

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        hint: str = "",
        remark: str = "",
        parse: Callable[..., date | None] = parsing.parse_date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            commit,
            _from_today(parse),
            parsing.format_date,
            hint=hint or day_hints.hint_day(date.today()),
            remark=remark,
            parent=parent,
        )
        if parse is not parsing.parse_date:
            self.line.textChanged.connect(self._tell_day)

    def tell_meant(self, day: date | None, words: str) -> None:
        """Shows which day is meant while none is typed: ``22 Nov 2026: the main day``."""
        self.line.setPlaceholderText(day_hints.hint_meant_day(day, words))

    def _tell_day(self, text: str) -> None:
        """Says which day is meant, where less than that is typed: ``Use by: 12 Jan 2027``."""
        day = self._day_typed()
        told = parsing.format_date(day) if day is not None else ""
        self._label.setText(f"{self.label}: {told}" if told and told != text else self.label)


class DateTimeField(_DayLineField):
    """A day with a time on the wall's clock; the value is a naive ``datetime.datetime``, or None."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        *,
        hint: str = "",
        remark: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            label,
            commit,
            _from_today(parsing.parse_datetime),
            parsing.format_datetime,
            hint=hint or day_hints.hint_datetime(date.today()),
            remark=remark,
            parent=parent,
        )

    def _text_of(self, chosen: date) -> str:
        kept = self._day_typed() or self._value
        at = kept.time() if isinstance(kept, datetime) else time(10)
        return parsing.format_datetime(datetime.combine(chosen, at))


class ClockTimeField(LineField):
    """A time of day on a day that stands elsewhere; the value is a naive ``datetime.datetime``, or None."""

    def __init__(self, label: str, commit: Commit, *, hint: str = "14:30") -> None:
        self._day = date.today()
        super().__init__(label, commit, self._parse_on_day, parsing.format_clock_time, hint=hint)

    def set_day(self, day: date) -> None:
        """What is typed next is on this day; what was refused on another is asked about again."""
        if day != self._day:
            self._day = day
            self.try_again()

    def _parse_on_day(self, text: str) -> datetime | None:
        clock = parsing.parse_time(text)
        return None if clock is None else datetime.combine(self._day, time.fromisoformat(clock))


def _calendar(parent: QWidget, name: str) -> QCalendarWidget:
    """A British calendar in a window of its own, which goes when it is closed."""
    popup = QWidget(parent, Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget()
    calendar.setAccessibleName(name)
    calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for part, icon_name, words in (
        ("qt_calendar_prevmonth", "chevron-left", "The month before"),
        ("qt_calendar_nextmonth", "chevron-right", "The month after"),
    ):
        button = calendar.findChild(QToolButton, part)
        if isinstance(button, QToolButton):
            button.setIcon(theme.load_icon(icon_name))
            button.setAccessibleName(words)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())  # not in red, which would read as a warning
    layout = QVBoxLayout(popup)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(calendar)
    return calendar
