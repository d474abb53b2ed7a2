"""What a list asks for: questions in groups, a card each, and groups within groups as cards within cards."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.lists.question_line import Names, QuestionLine
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import ChoiceField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.rules.lists.definition import (
    ConditionGroup,
    GroupMatch,
    ListDefinition,
    Part,
    default_condition,
)
from mitzvah_desk.rules.lists.kept_text import DEEPEST
from mitzvah_desk.rules.lists.questions import QUESTIONS
from mitzvah_desk.rules.lists.vocabulary import Subject

_MATCHES = [
    (GroupMatch.ALL, "all of these"),
    (GroupMatch.ANY, "any one of these"),
    (GroupMatch.NONE, "none of these"),
]


_MOST = 34
"""So many hundredths of the window's height the questions take; the people found are to be seen below."""


class GroupCard(QFrame):
    """One group of questions.

    Args:
        subject: what the list is of.
        group: as it stands.
        names: what may be chosen.
        number: where it stands in the list: ``2``; empty for all of the list.

    Attributes:
        match: how its parts go together.
        parts: its questions and groups, in their order.
        add: the button for another question.
        add_group: the button for a group within it.
        gone: the button that takes it away; None for all of the list.

    Signals:
        changed: something was chosen in it, or in a group within it.
        placed: a question in it has other fields now.
        rebuilt: it is to be another group than it was, and the keyboard to stand on one of its parts.
        removed: it is to go.
    """

    changed = Signal()
    placed = Signal()
    rebuilt = Signal(object, object, int)
    removed = Signal()

    def __init__(self, subject: Subject, group: ConditionGroup, names: Names, number: str = "") -> None:
        super().__init__()
        self._subject, self._group, self._number = subject, group, number
        self.parts: list[QuestionLine | GroupCard] = []
        whose = f"group {number}" if number else "the list"
        self.setAccessibleName(f"Group {number} of questions" if number else "Questions")
        self.match = ChoiceField(
            f"How the questions of {whose} go together" if number else "How the questions go together",
            self._set_match,
            _MATCHES,
        ).without_label()
        self.match.load(group.match)
        self.head = make_label("", "muted")
        self.add = QPushButton(theme.load_icon("plus"), "Add a question")
        self.add.setAccessibleName(f"Add a question to {whose}")
        self.add.clicked.connect(self._add_question)
        self.add_group = QPushButton(theme.load_icon("plus"), "Add a group")
        self.add_group.setAccessibleName(f"Add a group of questions to {whose}")
        self.add_group.setToolTip("Questions of which any one is enough, or none may hold")
        self.add_group.clicked.connect(self._add_group)
        self.add_group.setVisible(self._depth < DEEPEST)
        self.gone: QToolButton | None = None
        self._lay_out(names)

    @property
    def asked(self) -> ConditionGroup:
        """The group as it is now, with what is chosen in it."""
        return ConditionGroup(self._group.match, tuple(_asked(part) for part in self.parts))

    def lines(self) -> Iterator[QuestionLine]:
        """Its questions and those of the groups in it, in their order."""
        for part in self.parts:
            if isinstance(part, GroupCard):
                yield from part.lines()
            else:
                yield part

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops in it, in order."""
        own = [self.match.editor, self.add, self.add_group, *([self.gone] if self.gone else [])]
        return [*own, *(stop for part in self.parts for stop in part.stops())]

    def take_keyboard(self, at: int) -> QWidget:
        """Puts the keyboard on one of its parts, or on its first button where it has none; returns where."""
        place: QWidget = self.add
        if self.parts:
            part = self.parts[min(at, len(self.parts) - 1)]
            place = (part.match if isinstance(part, GroupCard) else part.question).editor
        place.setFocus()
        return place

    @property
    def _depth(self) -> int:
        return self._number.count(".") + 2 if self._number else 1

    def _lay_out(self, names: Names) -> None:
        em = self.fontMetrics().height()
        top = FlowLayout()
        for widget in (self.head, self.match, self.add, self.add_group):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if self._number:
            self.setProperty("role", "card")
            layout.setContentsMargins(em // 2, em // 3, em // 2, em // 2)
            self.gone = QToolButton()
            self.gone.setIcon(theme.load_icon("x"))
            self.gone.setProperty("role", "quiet")
            self.gone.setToolTip("Take this group and its questions away")
            self.gone.setAccessibleName(f"Take group {self._number} away")
            self.gone.clicked.connect(self.removed)
            top.addWidget(self.gone)
        layout.setSpacing(em // 4)
        layout.addLayout(top)
        for at, part in enumerate(self._group.conditions):
            number = f"{self._number}.{at + 1}" if self._number else f"{at + 1}"
            made = self._make(part, names, number)
            made.changed.connect(self.changed)
            made.placed.connect(self.placed)
            made.removed.connect(lambda at=at: self._remove(at))
            self.parts.append(made)
            layout.addWidget(made)
        self._tell()

    def _make(self, part: Part, names: Names, number: str) -> "QuestionLine | GroupCard":
        if not isinstance(part, ConditionGroup):
            return QuestionLine(self._subject, part, names, number)
        card = GroupCard(self._subject, part, names, number)
        card.rebuilt.connect(self.rebuilt)
        return card

    def _tell(self) -> None:
        some = bool(self.parts)
        if self._number:
            self.head.setText("Group:" if some else "This group asks nothing yet.")
        else:
            noun = "People who match" if self._subject is Subject.PEOPLE else "Partners that match"
            self.head.setText(noun if some else "Everybody: no question is asked yet.")
        # One question needs no word for how it goes together with others, unless it must not hold.
        several = len(self.parts) > 1 or (some and self._group.match is not GroupMatch.ALL)
        self.match.setVisible(several or bool(self._number))

    def _set_match(self, match: GroupMatch) -> str:
        self._group = ConditionGroup(match, self._group.conditions)
        self.changed.emit()
        return ""

    def _add_question(self) -> None:
        key, question = next(iter(QUESTIONS[self._subject].items()))
        self._become((*self.asked.conditions, default_condition(key, question)), len(self.parts))

    def _add_group(self) -> None:
        key, question = next(iter(QUESTIONS[self._subject].items()))
        group = ConditionGroup(GroupMatch.ANY, (default_condition(key, question),))
        self._become((*self.asked.conditions, group), len(self.parts))

    def _remove(self, at: int) -> None:
        kept = self.asked.conditions
        self._become((*kept[:at], *kept[at + 1 :]), at)

    def _become(self, conditions: tuple[Part, ...], at: int) -> None:
        self.rebuilt.emit(self, ConditionGroup(self._group.match, conditions), at)


class Questions(QScrollArea):
    """The questions of one list, as high as they need, up to a part of the window.

    Args:
        names: what may be chosen.
        parent: Qt's.

    Attributes:
        card: all of them, as one group.

    Signals:
        changed: the definition as it is now (``ListDefinition``).
    """

    changed = Signal(object)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._definition = ListDefinition()
        self.setAccessibleName("What the list asks")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card = self._make_card()

    @property
    def lines(self) -> list[QuestionLine]:
        """The questions, in their order."""
        return list(self.card.lines())

    def show_definition(self, definition: ListDefinition) -> None:
        """Shows what a list asks for; what is shown already stays as it is, with the keyboard in it."""
        same = (definition.subject, definition.asked) == (self._definition.subject, self.card.asked)
        self._definition = definition
        if not same:
            self._rebuild()

    def flush(self) -> bool:
        """Commits what is typed, at once: the list may go from the screen before anything else happens."""
        kept = [line.flush() for line in self.lines]  # every one, also after one that is refused
        self._collect()
        return all(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: fields flow otherwise."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a field tells something beneath it, or is another one."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Nothing is pressed together: what there is no room for is scrolled to."""
        high = self.card.heightForWidth(self.viewport().width())
        self.card.setMinimumHeight(high)
        self.setFixedHeight(
            min(high, max(self.window().height() * _MOST // 100, self.fontMetrics().height() * 8))
        )

    def _make_card(self) -> GroupCard:
        card = GroupCard(self._definition.subject, self._definition.asked, self._names)
        card.changed.connect(self._on_changed)
        card.placed.connect(self._put_in_turn)
        card.rebuilt.connect(self._become)
        self.setWidget(card)
        return card

    def _rebuild(self) -> None:
        before, keyboard = self.card, QApplication.focusWidget()
        within = keyboard is not None and before.isAncestorOf(keyboard)
        self.takeWidget()
        before.hide()
        before.deleteLater()  # later: one of its buttons may be why
        self.card = self._make_card()
        self.card.show()
        self._fit()
        self._put_in_turn()
        if within:
            self.card.take_keyboard(0)

    def _put_in_turn(self) -> None:
        """Lets Tab go through the questions as they stand; Qt puts what is new behind everything else."""
        stops = self.card.stops()
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _become(self, card: GroupCard, group: ConditionGroup, at: int) -> None:
        """One of the groups is another now: the list is what it was but for that."""
        path = _find_path(self.card, card)
        self._definition = self._definition.asking(_put_group(self.card.asked, path, group))
        self._rebuild()
        now = self.card
        for step in path:
            inner = now.parts[step]
            now = inner if isinstance(inner, GroupCard) else now
        place, card_now = now.take_keyboard(at), self.card
        self.changed.emit(self._definition)

        def show() -> None:
            if self.card is card_now:  # else another one has come meanwhile, and this one has gone
                self.ensureWidgetVisible(place)

        QTimer.singleShot(0, self, show)  # once all has its place

    def _on_changed(self) -> None:
        # Later: a field that is being left may stand in a line that is about to go.
        QTimer.singleShot(0, self, self._collect)

    def _collect(self) -> None:
        now = self._definition.asking(self.card.asked)
        if now != self._definition:
            self._definition = now
            self.changed.emit(now)


def _asked(part: QuestionLine | GroupCard) -> Part:
    return part.asked if isinstance(part, GroupCard) else part.condition


def _find_path(card: GroupCard, wanted: GroupCard) -> tuple[int, ...]:
    """How one comes to a group within a group: the number of its part at each step."""
    for at, part in enumerate(card.parts):
        if isinstance(part, GroupCard):
            if part is wanted:
                return (at,)
            if path := _find_path(part, wanted):
                return (at, *path)
    return ()


def _put_group(whole: ConditionGroup, path: tuple[int, ...], group: ConditionGroup) -> ConditionGroup:
    """A group with another one in the place of a group within it; that one itself at the end of the way."""
    if not path:
        return group
    inner = whole.conditions[path[0]]
    now = _put_group(inner, path[1:], group) if isinstance(inner, ConditionGroup) else inner
    return ConditionGroup(whole.match, (*whole.conditions[: path[0]], now, *whole.conditions[path[0] + 1 :]))
