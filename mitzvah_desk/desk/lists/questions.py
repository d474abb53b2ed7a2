"""What a list asks for: one line a question, put together from words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, Field, TextField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.model import PartnerLevel
from mitzvah_desk.rules.lists.definition import ListCondition, ListDefinition, default_value
from mitzvah_desk.rules.lists.vocabulary import (
    ANY_CAMPAIGN,
    PURPOSES,
    QUESTIONS,
    THIS_CAMPAIGN,
    Question,
    QuestionNeeds,
    Subject,
)

Names = Callable[[QuestionNeeds], Sequence[str]]
"""The names that may be chosen: of campaigns, projects, roles, skills, groups."""


class Questions(QWidget):
    """The questions of one list.

    Args:
        names: what may be chosen.
        parent: Qt's.

    Attributes:
        lines: the questions, each with its fields.
        every: whether all of them must hold, or any one.

    Signals:
        changed: the definition as it is now (``ListDefinition``).
    """

    changed = Signal(object)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._definition = ListDefinition()
        self.lines: list[QuestionLine] = []
        self.every = ChoiceField(
            "How the questions go together",
            self._set_every,
            [(True, "all of these"), (False, "any one of these")],
        ).without_label()
        self.add = QPushButton(theme.load_icon("plus"), "Add a question")
        self.add.clicked.connect(self._add)
        self._head = make_label("", "muted")
        em = self.fontMetrics().height()
        head = FlowLayout()
        head.addWidget(self._head)
        head.addWidget(self.every)
        head.addWidget(self.add)
        self._column = QVBoxLayout()
        self._column.setSpacing(em // 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em // 3)
        layout.addLayout(head)
        layout.addLayout(self._column)

    def show_definition(self, definition: ListDefinition) -> None:
        """Shows what a list asks for; what is shown already stays as it is, with the keyboard in it."""
        if definition == self._definition and len(self.lines) == len(definition.conditions):
            return
        same = (definition.subject, definition.conditions) == (
            self._definition.subject,
            tuple(line.condition for line in self.lines),
        )
        self._definition = definition
        self.every.load(definition.every)
        if not same:
            self._rebuild()
        self._tell()

    def flush(self) -> bool:
        """Commits what is typed, at once: the list may go from the screen before anything else happens."""
        kept = [line.flush() for line in self.lines]  # every one, also after one that is refused
        self._collect()
        return all(kept)

    def _rebuild(self) -> None:
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for number, condition in enumerate(self._definition.conditions):
            line = QuestionLine(self._definition.subject, condition, self._names, number)
            line.changed.connect(self._on_changed)
            line.removed.connect(self._remove)
            line.placed.connect(self._put_in_turn)
            self.lines.append(line)
            self._column.addWidget(line)
            line.show()
        self._put_in_turn()

    def _put_in_turn(self) -> None:
        """Lets Tab go through the questions as they stand; Qt puts what is new behind everything else."""
        last: QWidget = self.add
        for stop in (stop for line in self.lines for stop in line.stops()):
            QWidget.setTabOrder(last, stop)
            last = stop

    def _tell(self) -> None:
        noun = "People who match" if self._definition.subject is Subject.PEOPLE else "Partners that match"
        many, some = len(self.lines) > 1, bool(self.lines)
        self._head.setText(noun if some else "Everybody: no question is asked yet.")
        self.every.setVisible(many)

    def _add(self) -> None:
        self._collect()
        key, question = next(iter(QUESTIONS[self._definition.subject].items()))
        new = ListCondition(key, value=default_value(question))
        self._take(self._definition.having((*self._definition.conditions, new)))
        if self.lines:
            self.lines[-1].question.editor.setFocus()

    def _remove(self, number: int) -> None:
        self._collect()
        kept = [each for n, each in enumerate(self._definition.conditions) if n != number]
        self._take(self._definition.having(tuple(kept)))
        (self.lines[min(number, len(self.lines) - 1)].question.editor if self.lines else self.add).setFocus()

    def _on_changed(self) -> None:
        # Later: a field that is being left may stand in a line that is about to go.
        QTimer.singleShot(0, self, self._collect)

    def _collect(self) -> None:
        now = self._definition.having(tuple(line.condition for line in self.lines))
        if now != self._definition:
            self._definition = now
            self.changed.emit(now)

    def _set_every(self, every: bool) -> str:  # noqa: FBT001  # a field's commit
        self._definition = replace(self._definition, every=every)
        self.changed.emit(self._definition)
        return ""

    def _take(self, definition: ListDefinition) -> None:
        self._definition = definition
        self._rebuild()
        self._tell()
        self.changed.emit(definition)


class QuestionLine(QWidget):
    """One question: what is asked, whether it is so, and about what.

    Attributes:
        condition: as it stands.
        question: the field that chooses the question.
        holds: the field that chooses between it and its opposite.
        value: the field that chooses what it is about; None where it needs nothing.
        gone: the button that takes it away.

    Signals:
        changed: something was chosen.
        placed: it has other fields now.
        removed: it is to go; its number.
    """

    changed = Signal()
    placed = Signal()
    removed = Signal(int)

    def __init__(self, subject: Subject, condition: ListCondition, names: Names, number: int) -> None:
        super().__init__()
        self.condition = condition
        self._asked = QUESTIONS[subject]
        self._names = names
        titles = [(key, each.title) for key, each in self._asked.items()]
        self.question = ChoiceField(f"Question {number + 1}", self._choose, titles).without_label()
        self.question.load(condition.question)
        self.holds = ChoiceField(f"Question {number + 1}: how", self._set_holds, ()).without_label()
        self.value: Field | None = None
        self.gone = gone = QToolButton()
        gone.setIcon(theme.load_icon("x"))
        gone.setProperty("role", "quiet")
        gone.setToolTip("Take this question away")
        gone.setAccessibleName(f"Take question {number + 1} away")
        gone.clicked.connect(lambda: self.removed.emit(number))
        self._place = QHBoxLayout()
        self._row: QWidget | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._place, 1)
        layout.addWidget(gone)
        self._show()

    def flush(self) -> bool:
        """Commits what is typed."""
        return self.value is None or self.value.flush()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops in it, from left to right."""
        fields = (self.question, self.holds, self.value)
        return [*(field.editor for field in fields if field is not None), self.gone]

    def _show(self) -> None:
        """Shows the fields that the question needs."""
        question = self._asked[self.condition.question]
        blank = "" if question.wanted is QuestionNeeds.TEXT else "…"
        words = [(True, question.yes), (False, question.no)]
        self.holds.set_options([(holds, text.replace("{}", blank).strip()) for holds, text in words])
        self.holds.load(self.condition.holds)
        shown = self.condition.value
        value = _value_field(question, self._names, self._set_value, shown)
        parts: list[tuple[QWidget, int]] = [(self.question, 18), (self.holds, 30)]
        if value is not None:
            is_day = question.wanted is QuestionNeeds.DAY and bool(shown)
            value.load(date.fromisoformat(shown) if is_day else shown or None)
            parts.append((value, 30))
        row = FieldRow(parts)
        if self._row is not None:
            self._place.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self.value, self._row = value, row
        self._place.addWidget(row, 1)
        self.placed.emit()

    def _choose(self, key: str) -> str:
        self.condition = ListCondition(key, self.condition.holds, default_value(self._asked[key]))
        QTimer.singleShot(0, self, self._again)
        self.changed.emit()
        return ""

    def _again(self) -> None:
        self._show()
        self.question.editor.setFocus()

    def _set_holds(self, holds: bool) -> str:  # noqa: FBT001  # a field's commit
        self.condition = ListCondition(self.condition.question, holds, self.condition.value)
        self.changed.emit()
        return ""

    def _set_value(self, value: Any) -> str:  # noqa: ANN401
        said = "" if value is None else value if isinstance(value, str) else value.isoformat()
        self.condition = ListCondition(self.condition.question, self.condition.holds, said)
        self.changed.emit()
        return ""


def _value_field(question: Question, names: Names, commit: Callable[[Any], str], now: str) -> Field | None:
    label, wanted = f"{question.title}: which", question.wanted
    if wanted is QuestionNeeds.NOTHING:
        return None
    if wanted is QuestionNeeds.TEXT:
        return TextField(label, commit, hint="Type it").without_label()
    if wanted is QuestionNeeds.DAY:
        return DateField(label, commit).without_label()
    if wanted is QuestionNeeds.PURPOSE:
        options = [(str(purpose), words) for purpose, words in PURPOSES.items()]
    elif wanted is QuestionNeeds.LEVEL:
        options = [(str(level), str(level)) for level in PartnerLevel]
    else:
        known = [*((THIS_CAMPAIGN, ANY_CAMPAIGN) if wanted is QuestionNeeds.CAMPAIGN else ()), *names(wanted)]
        options = [(name, name) for name in known]
        if now and now not in known:
            options.append((now, f"{now} (not in this file)"))
    return ChoiceField(
        label, commit, options, blank="" if options else "None in this file yet"
    ).without_label()
