"""Draws the board: only what is in view, in the colours of the moment, each gap by sign and word."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from mitzvah_desk.desk.rota.dragging import Drag
from mitzvah_desk.desk.rota.plan import BoardLane, ShiftBar, format_clock, format_staffing, staffing_level
from mitzvah_desk.desk.rota.scale import Scale
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.model import ProjectStatus

_MOST_TOLD = 3


class BarStyle:
    """Fonts, colours and what was measured with them; made anew when one of them changes."""

    def __init__(self, font: QFont) -> None:
        self.colours = theme.current_colours()
        self.font = QFont(font)
        self.strong = QFont(font)
        self.strong.setWeight(QFont.Weight.Medium)
        self.metrics = QFontMetrics(self.font)
        self.strong_metrics = QFontMetrics(self.strong)
        self._colours: dict[str, QColor] = {}
        self._signs: dict[tuple[str, str], QPixmap] = {}
        self._fitted: dict[tuple[str, int, bool], str] = {}

    def colour(self, name: str) -> QColor:
        """A colour of the scheme by its name."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.colours, name))
        return self._colours[name]

    def sign(self, name: str, tone: str) -> QPixmap:
        """An icon as high as a line of text."""
        if (name, tone) not in self._signs:
            side = self.metrics.height() - 2
            self._signs[name, tone] = theme.load_pixmap(name, getattr(self.colours, tone), side)
        return self._signs[name, tone]

    def fitted(self, text: str, width: int, *, strong: bool = False) -> str:
        """A text that ends in … where there is no room for all of it."""
        key = (text, width, strong)
        if key not in self._fitted:
            metrics = self.strong_metrics if strong else self.metrics
            self._fitted[key] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return self._fitted[key]

    def width(self, text: str) -> int:
        """How wide a text is."""
        return self.metrics.horizontalAdvance(text)


def draw_hours(p: QPainter, scale: Scale, look: BarStyle, area: QRect, scrolled: int) -> None:
    """The line with the hours, over the bars; ``area`` is in the viewport's coordinates."""
    p.setClipRect(area)
    p.fillRect(area, look.colour("ground"))
    p.setFont(look.font)
    for minute, full in scale.hours():
        x = area.left() + scale.x(minute) - scrolled
        if x + look.width(format_clock(minute)) > area.right():
            break
        p.setPen(look.colour("text" if full else "muted"))
        p.drawText(
            QPoint(x + scale.gap // 2, area.top() + scale.gap + look.metrics.ascent()), format_clock(minute)
        )
        p.setPen(look.colour("line"))
        p.drawLine(x, area.bottom() - scale.gap, x, area.bottom())
    p.setPen(look.colour("edge"))
    p.drawLine(area.bottomLeft(), area.bottomRight())


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
        y = max(y, min(area.top(), y + high - scale.lane - scale.gap))
        y += scale.gap + scale.gap // 2 + look.metrics.ascent()
        p.drawText(area.left() + scale.gap, y, look.fitted(line.project.title, room, strong=True))
        p.setFont(look.font)
        p.setPen(look.colour("muted"))
        p.drawText(area.left() + scale.gap, y + height, look.fitted(_beneath(line), room))
    p.setPen(look.colour("edge"))
    p.drawLine(area.topRight(), area.bottomRight())


def _beneath(line: BoardLane) -> str:
    project = line.project
    sure = {ProjectStatus.CONFIRMED, ProjectStatus.DONE}
    parts = [project.place or project.kind, "" if project.status in sure else str(project.status)]
    return " · ".join(part for part in parts if part)


def draw_grid(p: QPainter, scale: Scale, look: BarStyle, area: QRect, at: QPoint, shown: range) -> None:
    """The ground of the bars with a line for each hour; ``at`` is how far both ways it is scrolled."""
    p.setClipRect(area)
    p.fillRect(area, look.colour("surface"))
    strip = area.top() + scale.strip - at.y()
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


def draw_bar(
    p: QPainter, scale: Scale, look: BarStyle, rect: QRect, bar: ShiftBar, *, chosen: bool, lit: bool
) -> None:
    """One bar: its role, its numbers, its sign and word, and how full it is as a line at its foot."""
    shift, stands = bar.shift, staffing_level(bar.shift)
    ground = {"warn": "warn_ground", "bad": "bad_ground"}.get(stands.tone, "chosen")
    p.setPen(QPen(look.colour("accent" if chosen or lit else stands.tone), 2 if chosen or lit else 1))
    p.setBrush(look.colour("hover" if lit else ground))
    p.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    full = min(shift.heads / max(shift.maximum, 1), 1.0)
    foot = max(scale.gap // 2, 2)
    p.fillRect(
        rect.left() + 3,
        rect.bottom() - foot,
        round((rect.width() - 6) * full),
        foot,
        look.colour(stands.tone),
    )
    pad = max(min(scale.gap, rect.width() // 24), 2)
    room = rect.width() - 2 * pad
    sign = look.sign(stands.sign, stands.tone)
    side = look.metrics.height()
    if room < side:
        side = max(rect.width() - 4, 0)
        p.drawPixmap(QRect(rect.left() + 2, rect.center().y() - side // 2, side, side), sign)
        return
    p.setPen(look.colour("text"))
    p.setFont(look.strong)
    y = rect.top() + scale.gap // 2 + look.metrics.ascent()
    p.drawText(rect.left() + pad, y, look.fitted(shift.role, room, strong=True))
    p.drawPixmap(rect.left() + pad, rect.top() + scale.gap // 2 + side, sign)
    p.setFont(look.font)
    words = _numbers(bar, look, room - side - 2)
    p.drawText(rect.left() + pad + side + 2, y + side, words)


def _numbers(bar: ShiftBar, look: BarStyle, room: int) -> str:
    shift, stands = bar.shift, staffing_level(bar.shift)
    waiting = f" · {shift.invited} to answer" if shift.invited and not shift.gap else ""
    first = (
        f"{format_staffing(shift)} · {stands.words}"
        if shift.gap
        else f"{format_staffing(shift)} {stands.words}{waiting}"
    )
    short = stands.words if shift.gap else format_staffing(shift)
    choices = (first, f"{format_staffing(shift)} {stands.words}", short, format_staffing(shift))
    return next((words for words in choices if look.width(words) <= room), "")


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
