"""Who is still to be told that a shift was changed or called off: the ring list."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.messages.change_notes import TO_TELL_PAGE
from mitzvah_desk.office.messages.to_tell import MarkTold, ToTell, list_to_tell

_YES, _NO = AssignmentStatus.CONFIRMED, AssignmentStatus.DECLINED

_EMPTY = (
    "Who said yes, stood on a printed rota or got a calendar file is listed here as soon as their shift is"
    " changed or called off."
)

COLUMNS: tuple[Column[ToTell], ...] = (
    Column("name", "Who", lambda r: r.name, width_chars=24),
    Column("phone", "Telephone", lambda r: r.phone or "no number", lambda r: r.phone, width_chars=16),
    Column("what", "What is otherwise", lambda r: "; ".join(r.lines), width_chars=62),
    Column("instead", "Could do instead", lambda r: "; ".join(r.instead), width_chars=40),
    Column(
        "when",
        "When",
        lambda r: f"{r.when:%a} {r.when.day} {r.when:%b %H:%M}" if r.when else "",
        lambda r: r.when,
        width_chars=16,
        shown=False,
    ),
    Column("email", "E-mail", lambda r: r.email, width_chars=26, shown=False),
)


class ToTellPage(QWidget):
    """The list, with what each is to be told and a button for each answer.

    Args:
        session: the open file.
        clock: what time it is.
        parent: Qt's.

    Attributes:
        list: the list.
        about: what the chosen one is to be told, line by line.
        told: they know, and have still to say whether they can.
        yes: they know and said yes.
        no: they know and cannot come.

    Signals:
        left: the user goes back to the board.
    """

    left = Signal()

    def __init__(
        self,
        session: FileSession,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self._clock = session, clock
        self._rows: dict[int, ToTell] = {}
        self.list: ListPage[ToTell] = ListPage(
            "to-tell",
            TO_TELL_PAGE,
            COLUMNS,
            session.memory,
            noun=("person to tell", "people to tell"),
            empty=(
                "Everybody knows when and where they are expected.",
                _EMPTY,
            ),
        )
        self.about = make_label("", wraps=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAccessibleName("What to tell")
        back = self._action("arrow-left", "Board", self.left.emit)
        back.setToolTip("Back to the board (Esc)")
        self.told = self._action("check", "Told", lambda: self._mark(None))
        self.yes = self._action("circle-check", "Told, said yes", lambda: self._mark(_YES), primary=True)
        self.no = self._action("x", "Told, cannot come", lambda: self._mark(_NO))
        self.list.opened.connect(self._open)
        self.list.table.selected.connect(self._choose)
        self.list.table.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        em = self.fontMetrics().height()
        foot = QVBoxLayout()
        foot.setContentsMargins(em, 0, em, em)
        foot.addWidget(self.about)
        layout.addLayout(foot)

    def reload(self) -> None:
        """Reads the list again."""
        campaign, today = self.session.campaign_id, self._clock().date()
        rows = self._read(campaign, today) if campaign is not None else []
        self._rows = {row.id: row for row in rows}
        self.list.set_rows(rows)
        if rows and not self.list.table.selected_ids():
            self.list.table.select([rows[0].id])
        self._choose()

    def start(self) -> None:
        """Puts the keyboard on the list."""
        self.list.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Esc in the list goes back to the board."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _read(self, campaign: int, today: date) -> list[ToTell]:
        return self.session.office.query(list_to_tell, campaign, today)

    def _action(self, icon: str, words: str, slot: Callable[[], object], *, primary: bool = False) -> QAction:
        action = make_action(self, icon, words, slot)
        self.list.add_action(action, primary=primary, first=False)
        return action

    def _chosen(self) -> list[ToTell]:
        return [self._rows[number] for number in self.list.table.selected_ids() if number in self._rows]

    def _choose(self) -> None:
        rows, writing = self._chosen(), not self.session.office.read_only
        asked = any(row.asked for row in rows)
        self.told.setEnabled(bool(rows) and writing)
        for action in (self.yes, self.no):
            action.setEnabled(asked and writing)
        self.about.setText(_describe(rows[0]) if len(rows) == 1 else "")

    def _mark(self, answer: AssignmentStatus | None) -> None:
        rows = self._chosen()
        if rows:
            notices = tuple(number for row in rows for number in row.notice_ids)
            asked = tuple(number for row in rows for number in row.asked)
            self.session.execute(MarkTold(notices, asked, answer), self)

    def _open(self, number: int) -> None:
        row = self._rows.get(number)
        if row is not None:
            self.session.open_requested.emit(row.kind, row.who_id)


def _describe(row: ToTell) -> str:
    """All of a line, for the eye that is on the telephone."""
    lines = [f"{row.name}: {row.phone or row.email or 'no number and no e-mail is known'}", *row.lines]
    lines += [f"Could do instead: {each}" for each in row.instead]
    if row.asked:
        lines.append("They said yes to what was planned before: ask whether they can come now.")
    return "\n".join(lines)
