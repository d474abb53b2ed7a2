"""A small campaign for the tests of the Rota area, and hands for its board."""

from datetime import date, datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from small_book import Book

from mitzvah_desk.desk.rota.area import RotaArea
from mitzvah_desk.desk.rota.assignee import Assignee, encode_assignee
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.office.rota.queries import AssignedRow, ShiftRow, list_board_rows, list_shift_assignments

DAY = date(2026, 11, 22)
SECRET = "Hope House, 7 Secret Lane"


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the day."""
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute)


class RotaBook(Book):
    """A tea with bakers and a welcome, a food drive at the same time, and a visit to a refuge."""

    def __init__(self, session: FileSession) -> None:
        super().__init__(session)
        self.household = self.add("household", name="Cohen")
        self.ann = self.add("person", given="Ann", family="Cohen", household_id=self.household)
        self.dan = self.add("person", given="Dan", family="Cohen", household_id=self.household)
        self.ruth = self.add("person", given="Ruth", family="Levy")
        self.group = self.add("group", name="Third Hendon Scouts", adults=4, children=24)
        self.campaign = self.add("campaign", name="Mitzvah Day 2026", main_day=DAY)
        self.tea = self.project("Tea & <b>cake</b>")
        self.drive = self.project("Food drive")
        self.bakers = self.shift_of(self.tea, "Bakers", 10, 12, 3, 5)
        self.welcome = self.shift_of(self.tea, "Welcome", 10, 11, 1, 2)
        self.pair = self.shift_of(self.drive, "Pair", 11, 13, 1, 2)
        knitters = {"project_id": self.tea, "role_id": self.role("Knitters"), "open_ended": True}
        self.knitters = self.add("shift", **knitters, minimum=0, maximum=30)
        refuge = self.add("partner", name="Hope House", confidential=True, code_name="Rose")
        place = self.add("place", name=SECRET, address=SECRET, partner_id=refuge)
        self.refuge = self.project("Gifts for Rose", place_id=place)
        self.wrappers = self.shift_of(self.refuge, "Wrappers", 14, 15, 1, 2)
        session.choose_campaign(self.campaign)

    def project(self, title: str, **values: object) -> int:
        """Adds a project to the campaign."""
        return self.add("project", campaign_id=self.campaign, title=title, **values)

    def role(self, name: str) -> int:
        """Adds a role."""
        return self.add("role", name=name)

    def shift_of(self, project: int, role: str, start: int, end: int, least: int, most: int) -> int:
        """Adds a shift on the day, from one full hour to another."""
        return self.add(
            "shift",
            project_id=project,
            role_id=self.role(role),
            starts_at=at(start),
            ends_at=at(end),
            minimum=least,
            maximum=most,
        )

    def on(self, shift_id: int) -> list[AssignedRow]:
        """Who is on a shift."""
        return self.session.office.query(list_shift_assignments, shift_id)

    def names(self, shift_id: int) -> list[str]:
        """Who is on a shift, in words."""
        return [row.name for row in self.on(shift_id)]

    def row(self, shift_id: int) -> ShiftRow | None:
        """A shift as the board shows it; None where it is gone."""
        rows = self.session.office.query(list_board_rows, self.campaign, DAY)
        return next((shift for row in rows for shift in row.shifts if shift.id == shift_id), None)


def middle(area: RotaArea, shift_id: int) -> QPoint:
    """The middle of a bar, in the viewport's coordinates."""
    area.board.select(shift_id)
    bar = area.board.bar(shift_id)
    assert bar is not None
    return area.board.rect_of(bar).center()


def drop(area: RotaArea, who: Assignee, shift_id: int) -> None:
    """Drags somebody over a bar and drops them there."""
    point = middle(area, shift_id)
    data, move, left = encode_assignee(who), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    board = area.board.viewport()
    enter = QDragEnterEvent(point, move, data, left, none)
    QApplication.sendEvent(board, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(board, QDragMoveEvent(point, move, data, left, none))
    QApplication.sendEvent(board, QDropEvent(QPointF(point), move, data, left, none))


def drag(area: RotaArea, start: QPoint, minutes: int, *, release: bool = True) -> None:
    """Drags with the mouse from a point of the board, so many minutes along."""
    view = area.board.viewport()
    end = start + QPoint(round(minutes * area.board.scale.per_minute), 0)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for point in ((start + end) / 2, end):
        QTest.mouseMove(view, point)
    if release:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def tooltip(area: RotaArea, shift_id: int) -> None:
    """Lets the mouse rest on a bar."""
    point = middle(area, shift_id)
    view = area.board.viewport()
    QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point)))
