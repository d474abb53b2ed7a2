"""Fields side by side under a list; those for which there is no room go on in the next line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mitzvah_desk.desk.widgets.field import Field
from mitzvah_desk.desk.widgets.line_fields import LineField
from mitzvah_desk.desk.widgets.pick_field import PickField


class FieldRow(QWidget):
    """Lays out widgets in lines, each line filled from side to side.

    It places them itself: nested layouts forget to ask again for the height of a sentence that wraps.

    Args:
        parts: the widgets in their order, each with the room that it needs, in average characters.

    Attributes:
        fields: those of the widgets that are fields.

    Signals:
        entered: Enter was pressed in this field, or something was chosen from its list.
    """

    entered = Signal(object)

    def __init__(self, parts: Sequence[tuple[QWidget, int]]) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self.fields = [widget for widget, _ in self._parts if isinstance(widget, Field)]
        for widget, _ in self._parts:
            widget.setParent(self)
        for field in self.fields:
            if isinstance(field, LineField | PickField):
                field.line.returnPressed.connect(lambda field=field: self.entered.emit(field))
            if isinstance(field, PickField):
                field.picked.connect(lambda field=field: self.entered.emit(field))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def flush(self) -> bool:
        """Commits every field; returns whether nothing is left uncommitted, else goes to it."""
        kept = [field.flush() for field in self.fields]  # every one, also after one that is refused
        if not all(kept):
            next(field for field in self.fields if field.touched).editor.setFocus()
        return all(kept)

    def hasHeightForWidth(self) -> bool:
        """Qt: the narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height of its lines at this width."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Qt: as high as its lines are at this width."""
        return QSize(self.minimumSizeHint().width() * 2, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Qt: no wider than the widest widget, since the lines follow the width."""
        widest = max(widget.minimumSizeHint().width() for widget, _ in self._parts)
        return QSize(widest, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many in a line as there is room for."""
        super().resizeEvent(event)
        self._place(event.size().width(), move=True)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Qt: a widget in it wants another size, as when its sentence appears."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _place(self, width: int, *, move: bool) -> int:
        """Places the widgets for a width, or only reckons; returns the height that they take."""
        gap = self.fontMetrics().height() // 3
        top = 0
        for line in self._lines(width):
            chars = sum(part[1] for part in line)
            room = width - gap * (len(line) - 1)
            spans = [max(room * part[1] // chars, 1) for part in line]
            heights = [_height(part[0], span) for part, span in zip(line, spans, strict=True)]
            left = 0
            for (widget, _), span, height in zip(line, spans, heights, strict=True):
                if move:
                    widget.setGeometry(left, top, span, height)
                left += span + gap
            top += max(heights) + gap
        return max(top - gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QWidget, int]]]:
        room = width // max(self.fontMetrics().averageCharWidth(), 1)
        lines: list[list[tuple[QWidget, int]]] = []
        used = room
        for widget, chars in self._parts:
            if widget.isHidden():
                continue
            if not lines or used + chars > room:
                lines.append([])
                used = 0
            lines[-1].append((widget, chars))
            used += chars
        return lines


def _height(widget: QWidget, width: int) -> int:
    least = widget.minimumSizeHint().height()
    return max(widget.heightForWidth(width), least) if widget.hasHeightForWidth() else least
