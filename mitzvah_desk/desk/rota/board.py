"""The board to work on: bars chosen, moved and stretched by mouse and by keyboard, and people put on them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessibleActionInterface,
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from mitzvah_desk.desk.rota import accessible_board as accessible
from mitzvah_desk.desk.rota import painting
from mitzvah_desk.desk.rota.assignee import Assignee, decode_assignee
from mitzvah_desk.desk.rota.board_menu import make_bar_menu
from mitzvah_desk.desk.rota.board_view import BarAction, BoardView
from mitzvah_desk.desk.rota.dragging import BarPart, Drag, start_drag
from mitzvah_desk.desk.rota.plan import SNAP, DayPlan, ShiftBar
from mitzvah_desk.desk.rota.several_moves import list_moves
from mitzvah_desk.desk.rota.walking import find_next_bar
from mitzvah_desk.desk.widgets.labels import escape_tooltip
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.notice import format_finding as in_words
from mitzvah_desk.rules.findings import Finding

ChangeCheck = Callable[[int, datetime, datetime], Sequence[Finding]]
PutCheck = Callable[[int, Assignee], Sequence[Finding]]
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Board(BoardView):
    """The board with hands.

    Args:
        plan: what it shows at first.
        check_change: what would stand against a shift's new start and end.
        check_put: what would stand against putting somebody on a shift.
        parent: Qt's.

    Attributes:
        drag: the bar on its way; None while none is.
        movable: whether bars may be moved and people put on them.
        more: what else the menu of a bar offers.

    Signals:
        opened: the project whose bar was double-clicked.
        changed: a shift's new start and end, as it was dropped.
        put: the shift on which somebody (``Assignee``) was dropped.
        entered: Enter was pressed on the chosen shift, to put somebody on it.
        moved: several shifts, and the minutes by which all of them start and end later.
    """

    opened = Signal(int)
    changed = Signal(int, object, object)
    put = Signal(int, object)
    entered = Signal()
    moved = Signal(object, int, int)

    def __init__(
        self, plan: DayPlan, check_change: ChangeCheck, check_put: PutCheck, parent: QWidget | None = None
    ) -> None:
        self.drag: Drag | None = None
        super().__init__(plan, parent)
        self._check_change = check_change
        self._check_put = check_put
        self._pressed: tuple[ShiftBar, BarPart, QPoint, float] | None = None
        self._by_key = False
        self._still: tuple[tuple[object, ...], QPixmap] | None = None
        self.movable = True
        self.more: list[QAction] = []
        self.setAcceptDrops(True)
        self.selected.connect(lambda _: accessible.notify_selection(self))

    def draw(self, painter: QPainter, part: QRect) -> None:
        """Draws the board, and over it the bar on its way; beneath that the board stands still."""
        if self.drag is None:
            self._still = None
            super().draw(painter, part)
        else:
            drag, area = self.drag, self.body()
            painter.drawPixmap(0, 0, self._draw_still(part))
            painter.setClipRect(area)
            rect = self.rect_of(drag.bar, drag.start, drag.end)
            painting.draw_ghost(painter, self._look, rect, area, drag)

    def _draw_still(self, part: QRect) -> QPixmap:
        """The board without what is on its way, drawn anew only where it is another than before."""
        view, scale, ratio = self.viewport(), self.scale, self.devicePixelRatioF()
        at = (self.horizontalScrollBar().value(), self.verticalScrollBar().value(), scale.first, scale.last)
        framed = (self.lit, self.theirs, self.current, self.chosen_ids)
        key = (*at, view.width(), view.height(), ratio, self.now, framed, self._look)
        if self._still is None or self._still[0] != key:
            pixmap = QPixmap(round(view.width() * ratio), round(view.height() * ratio))
            pixmap.setDevicePixelRatio(ratio)
            with QPainter(pixmap) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                super().draw(painter, part)
            self._still = key, pixmap
        return self._still[1]

    def cancel(self) -> None:
        """Lets a bar on its way go back to where it was."""
        self._pressed = None
        if self.drag is not None:
            self.drag = self._reach = None
            self._tell_name()
            self._lay_out()

    def drop(self) -> None:
        """Sets a bar down where it would stand."""
        drag = self.drag
        self.cancel()
        if drag is not None and drag.changed:
            self.changed.emit(drag.bar.shift.id, self.plan.moment(drag.start), self.plan.moment(drag.end))

    def set_plan(self, plan: DayPlan, against: Mapping[int, Sequence[str]] | None = None) -> None:
        """Shows another state of the day; a bar on its way is let go."""
        self.drag = self._reach = None
        super().set_plan(plan, against)
        accessible.notify_bars_changed(self)

    def actions_on(self, bar: ShiftBar) -> Sequence[BarAction]:
        """What can be done with a bar; the same as by mouse and by keyboard."""
        names, number = QAccessibleActionInterface, bar.shift.id
        several = self.chosen_ids if self.is_chosen(number) else ()
        if len(several) > 1:
            return list_moves(several, self.moved.emit) if self.movable else ()

        def go() -> None:
            self.select(number)
            self.setFocus()

        def put() -> None:
            self.select(number)
            self.entered.emit()

        def step(part: BarPart, minutes: int) -> Callable[[], None]:
            return lambda: self._carry(number, part, minutes)

        actions = [
            BarAction(names.pressAction(), "Open its project", "Ctrl+Return", lambda: self._open(bar)),
            BarAction(names.setFocusAction(), "Go to this shift", "", go),
        ]
        if self.movable:
            actions.append(BarAction("Put on", "Put somebody on it", "Return", put))
        if self.movable and bar.shift.starts_at is not None:
            actions += [
                BarAction("Move earlier", "Move it earlier", "Alt+Left", step(BarPart.WHOLE, -SNAP)),
                BarAction("Move later", "Move it later", "Alt+Right", step(BarPart.WHOLE, SNAP)),
                BarAction("Make longer", "Let it end later", "Alt+Shift+Right", step(BarPart.END, SNAP)),
                BarAction("Make shorter", "Let it end earlier", "Alt+Shift+Left", step(BarPart.END, -SNAP)),
            ]
        return actions

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: chooses the bar under the mouse and takes hold of it."""
        point = event.position().toPoint()
        bar = self.bar_at(point)
        if event.button() is Qt.MouseButton.LeftButton:
            self.cancel()
            if bar is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.pick(bar.shift.id, toggle=True)
                return
            self._choose(bar.shift.id if bar else 0)
            if bar is not None and bar.shift.starts_at is not None and self.movable:
                self._pressed = (bar, self._part(bar, point), point, self._minute_at(point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: moves or stretches the bar that is held, and shows what that would break."""
        point = event.position().toPoint()
        if self._pressed is None:
            self._point_at(point)
            return
        bar, part, start, minute = self._pressed
        far = (point - start).manhattanLength() >= QApplication.startDragDistance()
        if self.drag is not None or far:
            self._by_key = False
            self._hold((self.drag or start_drag(bar, part)).by(self._minute_at(point) - minute))
            self._scroll_at_edge(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: drops the bar."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.drop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: opens the project."""
        bar = self.bar_at(event.position().toPoint())
        if bar is not None:
            self._open(bar)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with a bar, by the right button or by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        bar = self.current if by_key else self.bar_at(event.pos())
        if bar is None:
            return
        if not self.is_chosen(bar.shift.id):
            self.select(bar.shift.id)
        menu = make_bar_menu(self, self.actions_on(bar), self.more)
        menu.popup(self.viewport().mapToGlobal(self.rect_of(bar).bottomLeft() if by_key else event.pos()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt: says in a tooltip all of a shift."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self.bar_at(event.pos())
            words = self.said(bar) if bar else self.name_at(event.pos())
            QToolTip.showText(event.globalPos(), escape_tooltip(words), self)
            return True
        return super().viewportEvent(event)

    def _part(self, bar: ShiftBar, point: QPoint) -> BarPart:
        rect = self.rect_of(bar)
        edge = min(max(self.scale.gap, 5), rect.width() // 4)
        if point.x() <= rect.left() + edge:
            return BarPart.START
        return BarPart.END if point.x() >= rect.right() - edge else BarPart.WHOLE

    def _point_at(self, point: QPoint) -> None:
        bar = self.bar_at(point)
        if bar is None or bar.shift.starts_at is None or not self.movable:
            self.viewport().unsetCursor()
        elif self._part(bar, point) is BarPart.WHOLE:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)

    def _hold(self, drag: Drag) -> None:
        if self.drag is not None and (drag.start, drag.end) == (self.drag.start, self.drag.end):
            return
        if drag.changed:
            start, end = self.plan.moment(drag.start), self.plan.moment(drag.end)
            drag = drag.told(self._check_change(drag.bar.shift.id, start, end))
        self.drag = drag
        self._make_room(drag)
        told = " ".join(in_words(finding) for finding in drag.findings) or "Nothing stands against it."
        words = f"{drag.words}. {told}"
        self.setAccessibleDescription(words)
        announce(self, words)
        self.viewport().update()

    def _minute_at(self, point: QPoint) -> float:
        return self.scale.minute_at(point.x() - self.body().left() + self.horizontalScrollBar().value())

    def _make_room(self, drag: Drag) -> None:
        """Lets the hours reach as far as a bar is moved, without moving what is in view."""
        first, last = self._reach or (drag.start, drag.end)
        self._reach = min(first, drag.start), max(last, drag.end)
        came = self.scale.grow(*self._reach)
        self._set_ranges()
        across = self.horizontalScrollBar()
        across.setValue(across.value() + came)
        if self._by_key:
            rect, area = self.rect_of(drag.bar, drag.start, drag.end), self.body()
            past = max(rect.right() + self.scale.gap - area.right(), 0)
            across.setValue(across.value() + past + min(rect.left() - self.scale.gap - area.left() - past, 0))

    def _scroll_at_edge(self, point: QPoint) -> None:
        """Goes on to earlier or later hours where a bar is dragged to an edge."""
        drag, area, edge, across = self.drag, self.body(), self.scale.lane, self.horizontalScrollBar()
        if drag is None:
            return
        rect = self.rect_of(drag.bar, drag.start, drag.end)
        if rect.right() > area.right() and point.x() > area.right() - edge:
            across.setValue(across.value() + edge)
        elif rect.left() < area.left() and point.x() < area.left() + edge:
            across.setValue(across.value() - edge)

    # People dragged here.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: takes people only."""
        if decode_assignee(event.mimeData()) is not None and self.movable:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Qt: lights the bar under the mouse and says what would stand against it."""
        point = event.position().toPoint()
        bar, who = self.bar_at(point), decode_assignee(event.mimeData())
        if bar is None or who is None:
            self._light(0)
            event.ignore()
            return
        if bar.shift.id != self.lit:
            self._light(bar.shift.id)
            against = [in_words(finding) for finding in self._check_put(bar.shift.id, who)]
            words = "\n".join([f"{who.name} on {bar.shift.role}", *(against or ["Free and suitable."])])
            QToolTip.showText(self.viewport().mapToGlobal(point), escape_tooltip(words), self)
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Qt: nothing is under the mouse any more."""
        self._light(0)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: puts whoever was dropped on the bar."""
        bar, who = self.bar_at(event.position().toPoint()), decode_assignee(event.mimeData())
        self._light(0)
        QToolTip.hideText()
        if bar is not None and who is not None:
            event.acceptProposedAction()
            self._choose(bar.shift.id)
            self.put.emit(bar.shift.id, who)

    def _light(self, shift_id: int) -> None:
        if shift_id != self.lit:
            self.lit = shift_id
            self.viewport().update()

    # The keyboard.

    def event(self, event: QEvent) -> bool:
        """Qt: keeps its own keys from the window's shortcuts while a bar is on its way."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            arrow = event.key() in _ARROWS and event.modifiers() & Qt.KeyboardModifier.AltModifier
            leaving = self.drag is not None or len(self.chosen_ids) > 1
            if arrow or (event.key() == Qt.Key.Key_Escape and leaving):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the arrows choose; with Alt they move, with Shift and Alt they stretch the chosen bar."""
        key = Qt.Key(event.key())
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if alt and key in _ARROWS:
            self._shift_by_key(BarPart.END if shift else BarPart.WHOLE, _ARROWS[key] * SNAP)
        elif key == Qt.Key.Key_Escape and self.drag is None and len(self.chosen_ids) > 1:
            self.select(self._chosen)
        elif control and key == Qt.Key.Key_Space and self.current is not None:
            self.pick(self._chosen, toggle=True)
        elif self.drag is not None and key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cancel() if key == Qt.Key.Key_Escape else self.drop()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current is not None:
            self._open(self.current) if control else self.entered.emit()
        elif not self._walk(key, whole_day=control, picking=shift):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Qt: letting Alt go sets the bar down."""
        if event.key() == Qt.Key.Key_Alt and self._by_key and self.drag is not None:
            self.drop()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard is on the chosen bar, not on the board at large."""
        super().focusInEvent(event)
        accessible.notify_focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: a bar moved with the keyboard goes back when the keyboard goes elsewhere."""
        if self._by_key:
            self.cancel()
        super().focusOutEvent(event)

    def _shift_by_key(self, part: BarPart, minutes: int) -> None:
        bar = self.current
        if len(self.chosen_ids) > 1 and self.movable:
            self.moved.emit(self.chosen_ids, minutes if part is BarPart.WHOLE else 0, minutes)
            return
        if bar is None or bar.shift.starts_at is None or not self.movable:
            return
        self._by_key = True
        self._hold((self.drag or start_drag(bar, part)).step(part, minutes))

    def _carry(self, shift_id: int, part: BarPart, minutes: int) -> None:
        """Moves or stretches a bar in one step, and asks what is to be asked."""
        bar = self.bar(shift_id)
        if bar is not None:
            self.select(shift_id)
            self.drag = start_drag(bar, part).step(part, minutes)
            self.drop()

    def _open(self, bar: ShiftBar) -> None:
        self.cancel()
        self.opened.emit(bar.shift.project_id)

    def _walk(self, key: Qt.Key, *, whole_day: bool, picking: bool) -> bool:
        page = max(self.body().height() // self.scale.lane, 1)
        wanted = find_next_bar(self.plan, self.current, key, page, whole_day=whole_day)
        return wanted is not None and (self.pick if picking else self.select)(wanted.shift.id)
