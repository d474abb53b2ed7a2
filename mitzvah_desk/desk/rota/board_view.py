"""The board to look at: lines and bars drawn, scrolled and zoomed, and one bar chosen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from mitzvah_desk.desk.rota import bar_painting, painting
from mitzvah_desk.desk.rota.bar_style import BarStyle
from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar, describe_shift
from mitzvah_desk.desk.rota.scale import ZOOMS, Scale, Zoom
from mitzvah_desk.rules.jewish_calendar.calendar import Rest


@dataclass(frozen=True, slots=True)
class BarAction:
    """What can be done with a bar, for whoever cannot reach it by mouse or keyboard.

    Attributes:
        name: what assistive technology calls it.
        words: what it is called on the screen.
        key: the key that does the same; empty where there is none.
        do: does it.
    """

    name: str
    words: str
    key: str
    do: Callable[[], object]


class BoardView(QAbstractScrollArea):
    """A day with its projects as lines and its shifts as bars.

    Attributes:
        plan: what it shows.
        zoom: how many hours fill its width.
        lit: the shift over which somebody is dragged; 0 for none.
        theirs: the shifts of whoever is chosen beside the board, which are framed.
        now: the minute of the day that it is; None on another day.
        rests: the times of rest that touch the day, in its minutes.

    Signals:
        selected: the shift that is chosen now; 0 for none.
        zoomed: another zoom was chosen.
    """

    selected = Signal(int)
    zoomed = Signal()

    def __init__(self, plan: DayPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.zoom = Zoom.DAY
        self.lit = 0
        self.theirs: frozenset[int] = frozenset()
        self.now: int | None = None
        self.rests: tuple[tuple[int, int], ...] = ()
        self._reach: tuple[int, int] | None = None
        self._chosen = 0
        self._picked: frozenset[int] = frozenset()
        self._bars: dict[int, ShiftBar] = {}
        self._against: Mapping[int, Sequence[str]] = {}
        self._look = BarStyle(self.font())
        self.setAccessibleName("Board of the day")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "board")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setMinimumHeight(self._look.metrics.height() * 12)
        self.scale = self._measured()
        self._faces = bar_painting.BarFaces(self._look, self.scale, plan.kept)
        self.set_plan(plan)

    def set_plan(self, plan: DayPlan, against: Mapping[int, Sequence[str]] | None = None) -> None:
        """Shows another state of the day, or another day; the chosen shift stays chosen if it is there.

        Args:
            plan: what it shows.
            against: by shift, the sentences that say what stands against it.
        """
        self.plan = plan
        self._against = against or {}
        self._bars = {bar.shift.id: bar for bar in plan.bars()}
        if self._chosen not in self._bars:
            self._choose(0)
        self._picked &= self._bars.keys()
        self._lay_out()
        self._tell_name()

    def set_now(self, moment: datetime) -> None:
        """Draws the line for now at a wall-clock time, where that is on the day."""
        now = self.plan.minute(moment) if moment.date() == self.plan.day else None
        if now != self.now:
            self.now = now
            self.viewport().update()

    def show_theirs(self, shift_ids: frozenset[int]) -> None:
        """Frames the shifts of whoever is chosen beside the board."""
        if shift_ids != self.theirs:
            self.theirs = shift_ids
            self.viewport().update()

    def set_rests(self, rests: Iterable[Rest]) -> None:
        """Shades the times of rest that touch the day."""
        minute = self.plan.minute
        self.rests = tuple((minute(rest.starts_at), minute(rest.ends_at)) for rest in rests)
        self.viewport().update()

    @property
    def current(self) -> ShiftBar | None:
        """The chosen bar."""
        return self._bars.get(self._chosen)

    @property
    def chosen_ids(self) -> tuple[int, ...]:
        """All shifts that are chosen, in the order of the board: the current one, or several."""
        if not self._picked:
            return (self._chosen,) if self._chosen else ()
        return tuple(bar.shift.id for bar in self.plan.walk() if bar.shift.id in self._picked)

    def is_chosen(self, shift_id: int) -> bool:
        """Whether a shift is among those that are chosen."""
        return shift_id in (self._picked or {self._chosen})

    def pick(self, shift_id: int, *, toggle: bool = False) -> bool:
        """Chooses a shift beside those that are chosen; returns whether it is on the board.

        Args:
            shift_id: the shift, which is the current one then.
            toggle: whether one that is chosen already is let go.
        """
        if shift_id not in self._bars:
            return False
        before = set(self.chosen_ids)
        self._picked = frozenset(before ^ {shift_id} if toggle else before | {shift_id})
        self._chosen = shift_id
        self.reveal()
        self._on_chosen()
        return True

    def bar(self, shift_id: int) -> ShiftBar | None:
        """The bar of a shift; None where it is not on the board."""
        return self._bars.get(shift_id)

    def said(self, bar: ShiftBar) -> str:
        """All of a shift in words, and what stands against it."""
        return " ".join([describe_shift(bar), *self._against.get(bar.shift.id, ())])

    def actions_on(self, _bar: ShiftBar) -> Sequence[BarAction]:
        """What can be done with a bar."""
        return ()

    def choose_none(self) -> bool:
        """Lets the chosen shift go; returns True."""
        self._choose(0)
        return True

    def select(self, shift_id: int) -> bool:
        """Chooses a shift and brings it into view; returns whether it is on the board."""
        if shift_id not in self._bars:
            return False
        self._choose(shift_id)
        self.reveal()
        return True

    def reveal(self) -> None:
        """Scrolls so that the chosen bar can be seen."""
        bar = self.current
        if bar is None:
            return
        rect, area = self.scale.bar_rect(bar), self.body()
        gap = self.scale.gap
        down = self.verticalScrollBar()
        top = rect.top() - (self.scale.strip_head if bar.shift.starts_at is None else gap)
        down.setValue(min(max(down.value(), rect.bottom() + gap - area.height()), top))
        if bar.shift.starts_at is not None:
            across = self.horizontalScrollBar()
            across.setValue(min(max(across.value(), rect.right() + gap - area.width()), rect.left() - gap))

    def set_zoom(self, zoom: Zoom) -> None:
        """Shows so many hours at once, around the chosen bar or what was in the middle."""
        if zoom is self.zoom:
            return
        half = self.body().width() // 2
        middle = self.scale.minute_at(self.horizontalScrollBar().value() + half)
        self.zoom = zoom
        self._lay_out()
        self.horizontalScrollBar().setValue(self.scale.x(round(middle)) - half)
        self.reveal()
        self.zoomed.emit()

    def zoom_by(self, steps: int) -> None:
        """Goes nearer, or further away where ``steps`` is negative."""
        self.set_zoom(ZOOMS[min(max(ZOOMS.index(self.zoom) + steps, 0), len(ZOOMS) - 1)])

    def body(self) -> QRect:
        """Where the bars are, in the viewport's coordinates."""
        return self.viewport().rect().adjusted(self.scale.names, self.scale.header, 0, 0)

    def rect_of(self, bar: ShiftBar, start: int | None = None, end: int | None = None) -> QRect:
        """Where a bar is, in the viewport's coordinates; or would be with another start and end."""
        rect = self.scale.bar_rect(bar, start, end)
        across = 0 if bar.shift.starts_at is None else self.horizontalScrollBar().value()
        return rect.translated(self.body().topLeft() - QPoint(across, self.verticalScrollBar().value()))

    def bar_at(self, point: QPoint) -> ShiftBar | None:
        """The bar at a point of the viewport."""
        if not self.body().contains(point):
            return None
        across = self.horizontalScrollBar().value()
        inside = point - self.body().topLeft() + QPoint(across, self.verticalScrollBar().value())
        return self.scale.bar_at(inside, across)

    def name_at(self, point: QPoint) -> str:
        """The project whose name is at a point of the viewport, and its coordinator; empty where none is."""
        if point.x() >= self.scale.names or point.y() < self.scale.header:
            return ""
        inside = point.y() - self.scale.header + self.verticalScrollBar().value()
        for number in self.scale.lines_between(inside, inside):
            project = self.plan.lines[number].project
            parts = (project.title, project.place or project.kind, str(project.status))
            return "\n".join([*filter(None, parts), project.coordinator or "No coordinator yet"])
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draws what is in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, event.rect())

    def draw(self, painter: QPainter, _part: QRect) -> None:
        """Draws names, hours and bars."""
        scale, look, area = self.scale, self._look, self.body()
        at = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        shown = scale.lines_between(at.y(), at.y() + area.height())
        painting.draw_grid(painter, scale, look, area, at, shown, self.rests)
        for number in shown:
            self._draw_line(painter, number, area)
        if not self.plan.lines:
            painting.draw_nothing(painter, look, area, self.plan.kept.empty)
        full = self.viewport().rect()
        names = QRect(0, area.top(), scale.names, area.height())
        painting.draw_names(painter, scale, look, names, at.y(), shown)
        painting.draw_hours(painter, scale, look, QRect(area.left(), 0, area.width(), scale.header), at.x())
        if self.now is not None:
            painting.draw_now(painter, scale, look, area, at.x(), self.now)
        painter.setClipRect(full)
        painter.fillRect(0, 0, scale.names, scale.header, look.colour("ground"))

    def _draw_line(self, painter: QPainter, number: int, area: QRect) -> None:
        line, look = self.plan.lines[number], self._look
        free = area.topLeft() - QPoint(0, self.verticalScrollBar().value())
        shift = free - QPoint(self.horizontalScrollBar().value(), 0)
        for band in line.bands:
            rect = self.scale.band_rect(number, band).translated(shift)
            if rect.intersects(area):
                slots = [self.rect_of(bar) for bar in band.bars]
                face = self._faces.band(band, rect.width())
                bar_painting.draw_band(painter, look, rect, band, slots, face)
        for bar in line.bars:
            number_of = bar.shift.id
            current, several = number_of == self._chosen, len(self._picked) > 1
            chosen = number_of in self._picked or (current and not several)
            lit = number_of == self.lit or number_of in self.theirs or (current and several)
            if bar.banded and not (chosen or lit):
                continue
            rect = self.scale.bar_rect(bar).translated(free if line.any_time else shift)
            if not rect.intersects(area):
                continue
            if bar.banded:
                bar_painting.draw_slot(painter, look, rect)
            else:
                face = self._faces.bar(bar, rect.width())
                bar_painting.draw_bar(painter, look, rect, face, chosen=chosen, lit=lit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the hours follow the width."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: another font or another scheme of colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._look = BarStyle(self.font())
            self.setMinimumHeight(self._look.metrics.height() * 12)
            self._lay_out()

    def _choose(self, shift_id: int) -> None:
        if shift_id != self._chosen or self._picked:
            self._chosen, self._picked = shift_id, frozenset()
            self._on_chosen()

    def _on_chosen(self) -> None:
        self._tell_name()
        self.selected.emit(self._chosen)
        self.viewport().update()

    def _tell_name(self) -> None:
        """Lets the board itself say which bar is chosen, for whoever does not walk through its items."""
        bar = self.current
        words = self.said(bar) if bar else "No shift is chosen. Press an arrow key to choose one."
        many = len(self._picked)
        self.setAccessibleDescription(f"{many} shifts are chosen. {words}" if many > 1 else words)

    def _measured(self) -> Scale:
        return Scale(self.plan, self._look.metrics, self.viewport().width(), self.zoom)

    def _lay_out(self) -> None:
        self.scale = self._measured()
        if self._reach is not None:
            self.scale.grow(*self._reach)
        self._faces = bar_painting.BarFaces(self._look, self.scale, self.plan.kept)
        self._set_ranges()

    def _set_ranges(self) -> None:
        area = self.body()
        for bar, wanted, room in (
            (self.horizontalScrollBar(), self.scale.width, area.width()),
            (self.verticalScrollBar(), self.scale.height, area.height()),
        ):
            bar.setRange(0, max(wanted - room, 0))
            bar.setPageStep(max(room, 1))
            bar.setSingleStep(self.scale.lane // 2)
        self.viewport().update()
