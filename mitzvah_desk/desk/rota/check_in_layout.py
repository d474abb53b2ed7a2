"""How the check-in is laid out: what is typed, what is asked, three lists; behind them two more pages."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.rota.door_question import DoorQuestion
from mitzvah_desk.desk.rota.door_steps import DoorSteps
from mitzvah_desk.desk.rota.entry_list import EntryList
from mitzvah_desk.desk.rota.sheet_entry import SheetEntry
from mitzvah_desk.desk.rota.still_here import StillHerePage
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import PageStack
from mitzvah_desk.desk.widgets.turning_splitter import TurningSplitter


class CheckInParts(Protocol):
    """What a check-in is made of, and what its buttons do."""

    search: QLineEdit
    question: DoorQuestion
    where: QComboBox
    shift: QComboBox
    first: EntryList
    late: EntryList
    here: EntryList
    still_here: StillHerePage
    sheets: SheetEntry
    steps: DoorSteps

    def start(self) -> None:
        """Puts the keyboard where one types a name."""

    def go_back(self) -> None:
        """Goes back to the board."""

    def take_back(self) -> None:
        """Takes back what was done here last."""

    def take_current(self) -> None:
        """Lets whoever is chosen in the first list be here."""

    def mark_absent(self) -> None:
        """Marks whoever is chosen among those who have not arrived as absent."""

    def leave_current(self) -> None:
        """Asks when whoever is chosen among those who are here left."""

    def not_here(self) -> None:
        """Takes back that somebody is here."""


class CheckInLayout(QVBoxLayout):
    """The layout of a check-in, with the buttons that need nothing but it.

    Args:
        page: the check-in.
        parts: its lists and lines.
        at_door: there is no way back to the board.

    Attributes:
        title: the name of the page.
        heads: the heading over each list.
        pages: the lists, who is still here, the sheets of paper.
        to_still_here: goes to who is still here, and back.
        to_sheets: goes to the sheets of paper, and back.
        back_step: takes back what was done last.
    """

    def __init__(self, page: QWidget, parts: CheckInParts, *, at_door: bool) -> None:
        super().__init__(page)
        self._page = parts
        em = page.fontMetrics().height()
        self.title = ElidedLabel("Check in", "title")
        self._says = make_label("", "muted", wraps=True)
        self.heads = {each: ElidedLabel("", "heading") for each in (parts.first, parts.late, parts.here)}
        self.pages = PageStack()
        self.to_still_here = self._button("", "users", lambda: self._switch(1))
        self.to_sheets = self._button("", "file-text", lambda: self._switch(2))
        self.to_sheets.setHidden(at_door)
        self.back_step = self._button("Take back", "arrow-back-up", parts.take_back)
        self.back_step.setHidden(not at_door)
        self._where = self._choice("E&xpected at", parts.where)
        parts.steps.changed.connect(self._offer_back)
        self.setContentsMargins(em, em // 2, em, em // 2)
        self.setSpacing(em // 2)
        self.addLayout(self._top(at_door=at_door))
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 2)
        column.addWidget(parts.search)
        column.addWidget(parts.question)
        beneath = self._beneath()
        parts.question.asking.connect(beneath.setHidden)
        column.addWidget(beneath)
        column.addWidget(self._lists(em), 1)
        self.pages.addWidget(lists)
        self.pages.addWidget(parts.still_here)
        self.pages.addWidget(parts.sheets)
        self.addWidget(self.pages, 1)
        self._offer_back()
        self._name_pages()

    @property
    def behind(self) -> StillHerePage | SheetEntry | None:
        """The page that is shown instead of the lists; None while they are."""
        page = self.pages.currentWidget()
        return page if isinstance(page, StillHerePage | SheetEntry) else None

    def show_page(self, number: int) -> None:
        """Shows the lists, who is still here, or the sheets of paper."""
        self.pages.setCurrentIndex(number)
        self._name_pages()
        self._page.start()

    def say(self, words: str) -> None:
        """Says something beneath the line in which one types."""
        if words != self._says.text():
            self._says.setText(words)
            announce(self._says, words)

    def _switch(self, number: int) -> None:
        self.show_page(0 if self.pages.currentIndex() == number else number)

    def _name_pages(self) -> None:
        at = self.pages.currentIndex()
        self.to_still_here.setText("Arrivals" if at == 1 else "Who is still here")
        self.to_sheets.setText("Arrivals" if at == 2 else "From paper sheets")
        self._where.setHidden(at == 2)  # a sheet is chosen by its project

    def _top(self, *, at_door: bool) -> QHBoxLayout:
        back = self._button("Board", "arrow-left", self._page.go_back)
        back.setProperty("role", "quiet")
        back.setAccessibleName("Back to the board")
        back.setHidden(at_door)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(self.title, 1)
        tools = FlowLayout(at_right=True)
        for widget in (self._where, self.back_step, self.to_still_here, self.to_sheets):
            tools.addWidget(widget)
        top.addLayout(tools, 2)
        return top

    def _beneath(self) -> QWidget:
        around = QWidget()
        beneath = QHBoxLayout(around)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.addWidget(self._says, 1)
        beneath.addWidget(self._choice("&Walk-ins are put on", self._page.shift))
        return around

    def _choice(self, words: str, combo: QComboBox) -> QWidget:
        label = make_label(words, "muted")
        label.setBuddy(combo)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(combo)
        return both

    def _lists(self, em: int) -> QWidget:
        page = self._page
        columns: list[QWidget] = []
        for each, *buttons in (
            (page.first, self._button("Here", "circle-check", page.take_current)),
            (page.late, self._button("Absent", "circle-x", page.mark_absent)),
            (
                page.here,
                self._button("Left…", "clock", page.leave_current),
                self._button("Not here", "arrow-back-up", page.not_here),
            ),
        ):
            columns.append(QWidget())
            column, row = QVBoxLayout(columns[-1]), QHBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.heads[each])
            column.addWidget(each, 1)
            for button in buttons:
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            row.addStretch(1)
            column.addLayout(row)
        around = TurningSplitter(columns, [1] * len(columns))
        around.setHandleWidth(em // 2)
        # what is asked takes the room of the lists, however large the text
        page.question.asking.connect(lambda asking: around.setMinimumHeight(em if asking else 0))
        return around

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(theme.load_icon(icon), words)
        button.clicked.connect(lambda _=False: slot())
        return button

    def _offer_back(self) -> None:
        last = self._page.steps.last
        self.back_step.setEnabled(bool(last))
        self.back_step.setAccessibleName(f"Take back: {last}" if last else "Take back")
