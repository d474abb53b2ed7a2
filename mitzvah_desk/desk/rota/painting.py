"""Draws the board: only what is in view, in the colours of the moment, each gap by pattern and word."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mitzvah_desk.desk.rota.bar_style import BarStyle
from mitzvah_desk.desk.rota.dragging import Drag
from mitzvah_desk.desk.rota.plan import BoardLane, format_clock
from mitzvah_desk.desk.rota.scale import Scale
from mitzvah_desk.model import ProjectStatus

_MOST_TOLD = 3
_LINE_OF_NOW = 150  # what it crosses can still be read


def draw_hours(p: QPainter, scale: Scale, look: BarStyle, area: QRect, scrolled: int) -> None:
    """The line with the hours, over the bars; ``area`` is in the viewport's coordinates."""
    p.setClipRect(area)
    p.fillRect(area, look.colour("ground"))
    p.setFont(look.small)
    y = area.top() + scale.gap // 2 + look.small_metrics.ascent()
    written = area.left() - scale.gap
    for minute, full in scale.hours():
        x = area.left() + scale.x(minute) - scrolled
        wide = p.fontMetrics().horizontalAdvance(format_clock(minute))
        left = min(max(x - wide // 2, area.left()), area.right() - wide)  # over its line, but whole
        if not area.left() <= x <= area.right():
            continue
        p.setPen(look.colour("text" if full else "muted"))
        if left >= written + scale.gap:  # at the ends, where it is moved in, it would run into its neighbour
            p.drawText(QPoint(left, y), format_clock(minute))
            written = left + wide
        p.setPen(look.colour("line"))
        p.drawLine(x, area.bottom() - scale.gap, x, area.bottom())
    p.setPen(look.colour("edge"))
    p.drawLine(area.bottomLeft(), area.bottomRight())


def draw_now(p: QPainter, scale: Scale, look: BarStyle, area: QRect, scrolled: int, minute: int) -> None:
    """The line for now through the bars, and the time at its head."""
    x = area.left() + scale.x(minute) - scrolled
    if not area.left() <= x <= area.right():
        return
    p.setClipRect(area.adjusted(0, -scale.header, 0, 0))
    line = QColor(look.colour("bad"))
    line.setAlpha(_LINE_OF_NOW)
    p.setPen(QPen(line, 2))
    p.drawLine(x, area.top(), x, area.bottom())
    words = format_clock(minute)
    wide = look.width(words, bold=True) + 2 * scale.gap
    left = min(max(x - wide // 2, area.left()), area.right() - wide)
    head = QRect(left, area.top() - scale.header + 1, wide, scale.header - 3)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(look.colour("bad"))
    p.drawRoundedRect(head, 4, 4)
    p.setPen(look.colour("surface"))
    p.setFont(look.bold)
    p.drawText(head, Qt.AlignmentFlag.AlignCenter, words)


def draw_names(p: QPainter, scale: Scale, look: BarStyle, area: QRect, scrolled: int, shown: range) -> None:
    """The column with the projects' names; ``area`` is in the viewport's coordinates."""
    p.setClipRect(area)
    p.fillRect(area, look.colour("ground"))
    height = look.metrics.height()
    room = area.width() - 3 * scale.gap
    for number in shown:
        line = scale.plan.lines[number]
        top, high = scale.line_rect(number)
        y = area.top() + top - scrolled
        p.setPen(look.colour("line"))
        p.drawLine(area.left(), y + high - 1, area.right(), y + high - 1)
        p.setFont(look.strong)
        p.setPen(look.colour("text"))
        # The name of a line higher than the window stays in view while one scrolls through it.
        y = max(y, min(area.top(), y + high - min(line.lanes, 2) * scale.lane - scale.gap))
        y += scale.gap // 2 + 1 + look.metrics.ascent()
        p.drawText(area.left() + scale.gap, y, look.fitted(line.project.title, room, strong=True))
        if line.lanes > 1:
            p.setFont(look.small)
            p.setPen(look.colour("muted"))
            p.drawText(area.left() + scale.gap, y + height, look.fitted(_beneath(line), room))
    p.setPen(look.colour("edge"))
    p.drawLine(area.topRight(), area.bottomRight())


def _beneath(line: BoardLane) -> str:
    project = line.project
    sure = {ProjectStatus.CONFIRMED, ProjectStatus.DONE}
    parts = [project.place or project.kind, "" if project.status in sure else str(project.status)]
    return " · ".join(part for part in parts if part)


def draw_grid(
    p: QPainter,
    scale: Scale,
    look: BarStyle,
    area: QRect,
    at: QPoint,
    shown: range,
    rests: tuple[tuple[int, int], ...] = (),
) -> None:
    """The ground of the bars with a line for each hour, darker in times of rest.

    ``at`` is how far both ways it is scrolled; ``rests`` are minutes of the day.
    """
    p.setClipRect(area)
    p.fillRect(area, look.colour("surface"))
    strip = area.top() + scale.strip - at.y()
    for start, end in rests:
        left = max(area.left(), area.left() + scale.x(max(start, scale.first)) - at.x())
        right = min(area.right() + 1, area.left() + scale.x(min(end, scale.last)) - at.x())
        if left < right:
            high = min(strip, area.bottom()) - area.top()
            p.fillRect(left, area.top(), right - left, high, look.mixed("surface", "edge", 0.28))
    p.setPen(look.colour("line"))
    for minute, _ in scale.hours():
        x = area.left() + scale.x(minute) - at.x()
        if area.left() <= x <= area.right():
            p.drawLine(x, area.top(), x, min(strip, area.bottom()))
    for number in shown:
        top, high = scale.line_rect(number)
        y = area.top() + top + high - 1 - at.y()
        p.drawLine(area.left(), y, area.right(), y)
    if scale.strip < scale.height and strip < area.bottom():
        head = QRect(area.left(), strip, area.width(), scale.strip_head)
        p.fillRect(head, look.colour("side"))
        p.setPen(look.colour("muted"))
        p.setFont(look.strong)
        words = "At any time, such as at home"
        p.drawText(head.adjusted(scale.gap, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def draw_nothing(p: QPainter, look: BarStyle, area: QRect, words: str) -> None:
    """What is said where there is no shift to show."""
    p.setPen(look.colour("muted"))
    p.setFont(look.font)
    p.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def draw_ghost(p: QPainter, look: BarStyle, rect: QRect, area: QRect, drag: Drag) -> None:
    """Where a dragged bar would stand, when that is, and what it would break."""
    p.setPen(QPen(look.colour("text"), 2, Qt.PenStyle.DashLine))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(rect, 4, 4)
    findings = drag.findings
    told = [f"• {finding.text}" for finding in findings[:_MOST_TOLD]]
    if len(findings) > _MOST_TOLD:
        told.append(f"… and {len(findings) - _MOST_TOLD} more.")
    text = "\n".join([drag.words, *(told or ["Nothing stands against it."])])
    wrapping = Qt.TextFlag.TextWordWrap.value
    pad = look.metrics.height() // 2
    room = QRect(0, 0, min(area.width() - 4 * pad, 56 * look.metrics.averageCharWidth()), area.height())
    box = look.metrics.boundingRect(room, wrapping, text).adjusted(-pad, -pad, pad, pad)
    _place(box, rect, area, pad)
    p.setPen(look.colour("warn" if findings else "good"))
    p.setBrush(look.colour("warn_ground" if findings else "surface"))
    p.drawRoundedRect(box, 4, 4)
    p.setPen(look.colour("text"))
    p.setFont(look.font)
    p.drawText(box.adjusted(pad, pad, -pad, -pad), wrapping, text)


def _place(box: QRect, beside: QRect, area: QRect, gap: int) -> None:
    """Moves a box beneath, above or beside a bar, so that it hides the bar only where there is no room."""
    box.moveTopLeft(QPoint(max(min(beside.left(), area.right() - box.width()), area.left()), 0))
    if beside.bottom() + gap + box.height() <= area.bottom():
        box.moveTop(beside.bottom() + gap)
    elif beside.top() - gap - box.height() >= area.top():
        box.moveBottom(beside.top() - gap)
    else:
        box.moveTop(max(min(beside.top(), area.bottom() - box.height()), area.top()))
        left, right = beside.left() - gap - box.width(), beside.right() + gap
        box.moveLeft(left if left >= area.left() or right + box.width() > area.right() else right)
