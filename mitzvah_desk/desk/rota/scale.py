"""From minutes and lanes to pixels and back; all in the board's own coordinates, before scrolling."""

from bisect import bisect_right
from enum import IntEnum

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar


class Zoom(IntEnum):
    """How many hours fill the width; the whole day at 0."""

    DAY = 0
    HALF_DAY = 6
    HOURS = 2

    @property
    def words(self) -> str:
        """What it is called."""
        return {Zoom.DAY: "Whole day", Zoom.HALF_DAY: "Half a day", Zoom.HOURS: "Two hours"}[self]


ZOOMS = (Zoom.DAY, Zoom.HALF_DAY, Zoom.HOURS)


class Scale:
    """The measures of one plan at one width, zoom and size of text.

    Attributes:
        plan: what is measured.
        names: width of the column with the projects' names.
        header: height of the line with the hours.
        lane: height of a bar with the gap beneath it.
        gap: the space around bars.
        width: how wide the hours are together.
        height: how high the lines are together.
        strip: where the open-ended shifts begin; ``height`` where there are none.
        strip_head: the height of the words above them.
        chip: the width of an open-ended shift.
        label: the room that a time in the header needs.
    """

    def __init__(self, plan: DayPlan, metrics: QFontMetrics, room: int, zoom: Zoom) -> None:
        line, char = metrics.height(), metrics.averageCharWidth()
        self.plan = plan
        self.gap = max(line // 5, 3)
        self.names = max(min(30 * char, room * 3 // 10), 12 * char)
        self.header = line + 3 * self.gap
        self.lane = 2 * line + 3 * self.gap
        self.strip_head = line + 2 * self.gap
        self.chip = 30 * char
        self.label = 8 * char
        least = 5 * char / 60  # an hour has room for its figure, also in large text
        hours = zoom.value * 60 or plan.last - plan.first
        self.per_minute = max((room - self.names - 2 * self.gap) / hours, least)
        self.width = round((plan.last - plan.first) * self.per_minute) + 2 * self.gap
        tops, y, self.strip = [], 0, -1
        for each in plan.lines:
            if each.any_time and self.strip < 0:
                self.strip = y
                y += self.strip_head
            tops.append(y)
            y += each.lanes * self.lane + self.gap
        self.tops = tops
        self.height = y
        self.strip = self.height if self.strip < 0 else self.strip

    def x(self, minute: int) -> int:
        """Where a minute of the day stands."""
        return self.gap + round((minute - self.plan.first) * self.per_minute)

    def minutes(self, pixels: int) -> float:
        """How many minutes a distance is."""
        return pixels / self.per_minute

    def line_rect(self, number: int) -> tuple[int, int]:
        """Top and height of a line."""
        return self.tops[number], self.plan.lines[number].lanes * self.lane + self.gap

    def bar_rect(self, bar: ShiftBar, start: int | None = None, end: int | None = None) -> QRect:
        """Where a bar stands; elsewhere in its lane with another start and end.

        An open-ended bar stands at the left and does not scroll with the hours.
        """
        top = self.tops[bar.line] + bar.lane * self.lane + self.gap
        height = self.lane - self.gap
        if bar.shift.starts_at is None:
            return QRect(self.gap, top, self.chip, height)
        left = self.x(bar.start if start is None else start)
        right = self.x(bar.end if end is None else end)
        return QRect(left + 1, top, max(right - left - 2, 4), height)

    def lines_between(self, top: int, bottom: int) -> range:
        """The numbers of the lines of which something lies between two heights."""
        return range(max(bisect_right(self.tops, top) - 1, 0), bisect_right(self.tops, bottom))

    def bar_at(self, point: QPoint, scrolled: int) -> ShiftBar | None:
        """The bar at a point; ``scrolled`` is how far the hours are scrolled."""
        for number in self.lines_between(point.y(), point.y()):
            for bar in self.plan.lines[number].bars:
                at = point - QPoint(scrolled, 0) if bar.shift.starts_at is None else point
                if self.bar_rect(bar).contains(at):
                    return bar
        return None

    def hours(self) -> list[tuple[int, bool]]:
        """The minutes at which the header writes a time, and whether it is a full hour."""
        step = next((s for s in (15, 30, 60, 120) if self.per_minute * s >= self.label), 180)
        return [(minute, minute % 60 == 0) for minute in range(self.plan.first, self.plan.last + 1, step)]
