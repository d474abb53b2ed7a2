"""From minutes and lanes to pixels and back; all in the board's own coordinates, before scrolling."""

from bisect import bisect_right
from enum import IntEnum

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar, SlotBand


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
        first: the first minute of the axis, a full hour.
        last: its last minute, a full hour.
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
        self.first, self.last = plan.first, plan.last
        self.gap = max(line // 5, 3)
        self.names = max(min(26 * char, room * 3 // 10), 12 * char)
        self.header = line + self.gap
        self.lane = line + self.gap
        self.strip_head = line + self.gap
        self.chip = 46 * char
        self.label = 5 * char + self.gap
        self._least = 5 * char / 60  # an hour has room for its figure, also in large text
        hours = zoom.value * 60 or plan.last - plan.first
        self.per_minute = max((room - self.names - 2 * self.gap) / hours, self._least)
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

    @property
    def width(self) -> int:
        """How wide the hours are together."""
        return round((self.last - self.first) * self.per_minute) + 2 * self.gap

    def grow(self, start: int, end: int) -> int:
        """Lets the axis reach from one minute to another; returns how many pixels came in at its start."""
        before = self.first
        self.first = min(self.first, start // 60 * 60)
        self.last = max(self.last, -(-end // 60) * 60)
        return round((before - self.first) * self.per_minute)

    def x(self, minute: int) -> int:
        """Where a minute of the day stands."""
        return self.gap + round((minute - self.first) * self.per_minute)

    def minute_at(self, x: int) -> float:
        """The minute of the day at a distance from the left."""
        return self.first + (x - self.gap) / self.per_minute

    def line_rect(self, number: int) -> tuple[int, int]:
        """Top and height of a line."""
        return self.tops[number], self.plan.lines[number].lanes * self.lane + self.gap

    def bar_rect(self, bar: ShiftBar, start: int | None = None, end: int | None = None) -> QRect:
        """Where a bar stands; elsewhere in its lane with another start and end.

        An open-ended bar stands at the left and does not scroll with the hours.
        """
        top, height = self._lane_at(bar.line, bar.lane)
        if bar.shift.starts_at is None:
            return QRect(self.gap, top, self.chip, height)
        return self._between(bar.start if start is None else start, bar.end if end is None else end, top)

    def room_beside(self, bar: ShiftBar) -> int:
        """How much room a bar has after it, up to the next in its lane."""
        return 0 if bar.shift.starts_at is None else self.room_after(bar.end, bar.free_until)

    def room_after(self, end: int, until: int | None) -> int:
        """How much room there is in a lane from one minute to another, or to the end of the hours."""
        return max(self.x(self.last if until is None else until) - self.x(end) - self.gap, 0)

    def band_rect(self, line: int, band: SlotBand) -> QRect:
        """Where a band of appointments stands."""
        return self._between(band.start, band.end, self._lane_at(line, band.lane)[0])

    def lines_between(self, top: int, bottom: int) -> range:
        """The numbers of the lines of which something lies between two heights."""
        return range(max(bisect_right(self.tops, top) - 1, 0), bisect_right(self.tops, bottom))

    def bar_at(self, point: QPoint, scrolled: int) -> ShiftBar | None:
        """The bar at a point; of appointments at one time the one with most room.

        Args:
            point: the point.
            scrolled: how far the hours are scrolled.
        """
        there = [
            bar
            for number in self.lines_between(point.y(), point.y())
            for bar in self.plan.lines[number].bars
            if self.bar_rect(bar).contains(
                point - QPoint(scrolled, 0) if bar.shift.starts_at is None else point
            )
        ]
        return min(there, key=lambda bar: bar.shift.staffing.heads, default=None)

    def hours(self) -> list[tuple[int, bool]]:
        """The minutes at which the header writes a time, and whether it is a full hour."""
        step = next((s for s in (15, 30, 60, 120) if self.per_minute * s >= self.label), 180)
        return [(minute, minute % 60 == 0) for minute in range(self.first, self.last + 1, step)]

    def _lane_at(self, line: int, lane: int) -> tuple[int, int]:
        """Top and height of the bars of a lane."""
        return self.tops[line] + lane * self.lane + self.gap // 2 + 1, self.lane - self.gap // 2

    def _between(self, start: int, end: int, top: int) -> QRect:
        left, right = self.x(start), self.x(end)
        return QRect(left + 1, top, max(right - left - 2, 4), self.lane - self.gap // 2)
