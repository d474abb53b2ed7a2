"""Every paper as a picture, grouped by what it is for: arrows, a letter or the mouse choose one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.print.paper_card import PaperCard
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.rules.paper_kinds import PAPERS, PaperGroup, find_papers, list_group
from mitzvah_desk.rules.plurals import count_noun

_USED = "papers used"
_MOST_USED = 2
_LAST = "Used last"


def list_used_papers() -> list[str]:
    """The papers opened on this computer, the last one first."""
    kept = QSettings().value(_USED, [])
    keys = kept if isinstance(kept, list) else [kept]
    return [str(key) for key in keys if str(key) in PAPERS]


def add_used_paper(key: str) -> None:
    """Remembers that a paper was opened."""
    others = [other for other in list_used_papers() if other != key]
    QSettings().setValue(_USED, [key, *others][:_MOST_USED])


class PaperGallery(QWidget):
    """Every paper to choose from.

    Attributes:
        search: finds papers by a letter or a part of their names.
        cards: what is shown, in the order in which one goes through it.

    Signals:
        chosen: a paper was chosen, by its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = self.fontMetrics().height()
        self.cards: list[PaperCard] = []
        self._current: PaperCard | None = None
        self._columns = 0
        self._sections: list[tuple[QLabel, list[PaperCard]]] = []
        self.search = QLineEdit()
        self.search.setAccessibleName("Find a paper")
        self.search.setPlaceholderText("Find a paper: type its letter, or a part of its name")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, em // 2, em)
        self._grid.setSpacing(em // 2)
        self._none = make_label("No paper is called that. Esc shows all of them again.", wraps=True)
        self._scroller = Scroller(self._sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self._none)
        layout.addWidget(self._scroller, 1)
        self._none.hide()
        self.reload()

    def reload(self) -> None:
        """Shows all papers, those used last before the others."""
        if self.search.text():
            self.search.clear()  # shows them all
            return
        groups = [(_LAST, list_used_papers())]
        groups += [(str(group), list_group(group)) for group in PaperGroup]
        self._show([(title, keys) for title, keys in groups if keys])

    def start(self) -> None:
        """Shows all papers and puts the keyboard on the first: the one used last."""
        self.reload()
        self.cards[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: from the search, Enter opens the first that was found, Down goes to it, Esc shows all."""
        if watched is self.search and isinstance(event, QKeyEvent) and self._search_key(event):
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many beside each other as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.start()
            return True
        if event.type() != QEvent.Type.KeyPress or not self.cards:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.cards[0].key)
            return True
        if event.key() == Qt.Key.Key_Down:
            self.cards[0].setFocus()
            return True
        return False

    def _find(self, text: str) -> None:
        if not text.strip():
            self.reload()
            return
        found = find_papers(text)
        self._show([("Papers found", found)] if found else [])
        self._none.setHidden(bool(found))
        told = f"{count_noun(len(found), 'paper')}. Enter opens {PAPERS[found[0]].title}" if found else ""
        announce(self.search, told or self._none.text())

    def _show(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        for title, cards in self._sections:
            for old in (title, *cards):
                old.hide()
                self._grid.removeWidget(old)
                old.deleteLater()
        self._none.hide()
        self._sections = [
            (make_label(title, "heading"), [self._card(key) for key in keys]) for title, keys in groups
        ]
        for heading, cards in self._sections:
            for card in cards if heading.text() == _LAST else ():  # it stands in its own group too
                card.setAccessibleName(f"{_LAST}: {card.accessibleName()}")
        self.cards = [card for _, cards in self._sections for card in cards]
        self._current = None
        self._columns = 0
        if self.cards:
            self._enter(self.cards[0])
        self._place()

    def _card(self, key: str) -> PaperCard:
        card = PaperCard(key, self._sheet)
        card.clicked.connect(lambda: self.chosen.emit(key))
        card.stepped.connect(lambda pressed: self._step(card, pressed))
        card.typed.connect(self._type)
        card.entered.connect(lambda: self._enter(card))
        return card

    def _enter(self, card: PaperCard) -> None:
        """Tab stops at this one alone; the arrows go to the others."""
        if self._current is not None and self._current is not card:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._current = card

    def _type(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _place(self) -> None:
        if not self.cards:
            return
        gap = self._grid.horizontalSpacing()
        room = self.width() - self._scroller.verticalScrollBar().sizeHint().width() - gap
        columns = max(1, min(room // (self.cards[0].narrowest() + gap), 6))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._columns = columns
        row = 0
        for title, cards in self._sections:
            self._grid.addWidget(title, row, 0, 1, columns)
            title.show()
            for number, card in enumerate(cards):
                self._grid.addWidget(card, row + 1 + number // columns, number % columns)
                card.show()
            row += 1 + -(-len(cards) // columns)
        self._grid.setRowStretch(row, 1)

    def _step(self, card: PaperCard, key: int) -> None:
        at = self.cards.index(card)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at += 1 if key == Qt.Key.Key_Right else -1
            to = self.cards[at] if 0 <= at < len(self.cards) else None
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            to = self.cards[0 if key == Qt.Key.Key_Home else -1]
        else:
            to = self._beside(card, 1 if key == Qt.Key.Key_Down else -1)
            if to is None and key == Qt.Key.Key_Up:
                self.search.setFocus()
        if to is not None:
            to.setFocus()

    def _beside(self, card: PaperCard, way: int) -> PaperCard | None:
        """The card in the next row above or below that is nearest to the same column."""
        rows: dict[int, list[PaperCard]] = {}
        for each in self.cards:
            rows.setdefault(self._cell(each)[0], []).append(each)
        order = sorted(rows)
        row, column = self._cell(card)
        at = order.index(row) + way
        if not 0 <= at < len(order):
            return None
        return min(rows[order[at]], key=lambda each: abs(self._cell(each)[1] - column))

    def _cell(self, card: PaperCard) -> tuple[int, int]:
        place: Any = self._grid.getItemPosition(self._grid.indexOf(card))  # Qt's stubs say otherwise
        return int(place[0]), int(place[1])
