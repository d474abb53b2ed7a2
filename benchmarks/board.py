"""The rota's board with 60 projects and 600 shifts: how long a paint and a step of a drag take."""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mitzvah_desk.desk.rota.board import Board
from mitzvah_desk.desk.rota.day_layout import layout_day
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.rota.queries import BoardRow, NameOnShift, ShiftRow

DAY = date(2026, 11, 22)
PROJECTS, SHIFTS = 60, 10
_SIZE = (1600, 900)
_STEPS = 60


def measure(size: int, line: Callable[[str, float, float], None]) -> None:
    """Prints a line for scrolling and one for dragging."""
    scrolling, dragging, bare = paints(size)
    line(f"paint of the board while scrolling, {size}x", scrolling, bare)
    line(f"a step of a drag on the board, {size}x", dragging, bare)


def rows(projects: int, shifts: int) -> list[BoardRow]:
    """Made-up projects, each with shifts of an hour or two that overlap here and there."""
    made = []
    for project in range(projects):
        own = []
        for number in range(shifts):
            start = datetime(2026, 11, 22, 8) + timedelta(minutes=45 * number + 15 * (project % 4))
            end = start + timedelta(hours=1 + number % 2)
            people = (project + number) % 6
            asked = number % 3 == 0
            names = tuple(
                NameOnShift(f"Given{n} Family{project}", f"Given{n} F.", asked) for n in range(people)
            )
            shift = ShiftRow(
                project * shifts + number + 1,
                project + 1,
                number,
                f"Role {number}",
                start,
                end,
                False,
                "",
                3,
                5,
                0 if asked else people,
                people if asked else 0,
                0,
                "",
                names,
            )
            own.append(shift)
        title = f"Project number {project} at the hall"
        made.append(BoardRow(project + 1, title, "Tea", ProjectStatus.PLANNED, "Hall", "Ann", tuple(own)))
    return made


def paints(size: int = 1) -> tuple[float, float, float]:
    """Medians in milliseconds: a paint while scrolling, a step of a drag, and the same drawn bare.

    Args:
        size: how many times 60 projects.
    """
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app)
    board = Board(layout_day(DAY, rows(PROJECTS * size, SHIFTS)), lambda *_: (), lambda *_: ())
    board.resize(*_SIZE)
    board.show()
    app.processEvents()
    bar = board.verticalScrollBar()
    scrolling = []
    for step in range(_STEPS):
        bar.setValue(bar.maximum() * step // _STEPS)
        scrolling.append(_timed(board.viewport().repaint))
    bar.setValue(0)
    point = board.rect_of(board.plan.bars()[0]).center()
    QTest.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=point)
    dragging = []
    for step in range(_STEPS):
        point.setX(point.x() + 12)

        def move() -> None:
            QTest.mouseMove(board.viewport(), point)
            board.viewport().repaint()

        dragging.append(_timed(move))
        if step % 20 == 19:
            point.setX(point.x() - 240)
    board.cancel()
    shown = [rect for each in board.plan.bars() if (rect := board.rect_of(each)).intersects(board.body())]
    pixmap = QPixmap(*_SIZE)
    bare = [_timed(lambda: _draw_bare(pixmap, shown)) for _ in range(_STEPS)]
    board.close()
    board.deleteLater()
    return statistics.median(scrolling), statistics.median(dragging), statistics.median(bare)


def _draw_bare(pixmap: QPixmap, rects: list[QRect]) -> None:
    """As many rounded boxes, each with a filled part and three texts, with nothing but QPainter."""
    pixmap.fill(QColor("white"))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font, strong = QFont(QApplication.font()), QFont(QApplication.font())
    strong.setWeight(QFont.Weight.Medium)
    for rect in rects:
        painter.setPen(QPen(QColor("#1f6b36"), 1))
        painter.setBrush(QColor("#d5e9e4"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(
            rect.left() + 1, rect.top() + 1, rect.width() // 2, rect.height() - 2, QColor("#bcd9d2")
        )
        painter.setPen(QColor("#1c2422"))
        painter.setFont(strong)
        painter.drawText(rect.left() + 6, rect.top() + 18, "Role 1")
        painter.setFont(font)
        painter.drawText(rect.left() + 60, rect.top() + 18, "Ann C., Dan L. +3")
        painter.setFont(strong)
        painter.drawText(rect.right() - 40, rect.top() + 18, "gap 1")
    painter.end()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
