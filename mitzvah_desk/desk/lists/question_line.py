"""One question of a list: what is asked, whether it is so, how it is compared, and about what."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField, Field, MoneyField, NumberField, TextField
from mitzvah_desk.model import PartnerLevel
from mitzvah_desk.rules.lists.definition import ListCondition, default_condition
from mitzvah_desk.rules.lists.measures import (
    BoundKind,
    Comparison,
    Measured,
    fit_measured,
    is_bound,
    list_bound_kinds,
    list_comparisons,
)
from mitzvah_desk.rules.lists.questions import (
    ANY_CAMPAIGN,
    PURPOSES,
    QUESTIONS,
    THIS_CAMPAIGN,
    Question,
    QuestionNeeds,
)
from mitzvah_desk.rules.lists.vocabulary import Subject

Names = Callable[[QuestionNeeds], Sequence[str]]
"""The names that may be chosen: of campaigns, projects, roles, skills, groups."""
_COMPARED = {
    Comparison.BETWEEN: "between … and …",
    Comparison.WITHIN: "within the last … months",
    Comparison.NOT_WITHIN: "not within the last … months",
}
_BOUND_NAMES = {
    BoundKind.NUMBER: "how many",
    BoundKind.PENCE: "how much",
    BoundKind.DAY: "day",
    BoundKind.MONTHS: "how many months",
}


class QuestionLine(QWidget):
    """One question, put together from words.

    Args:
        subject: what the list is of.
        condition: as it stands.
        names: what may be chosen.
        number: where it stands in the list: ``2``, or ``2.1`` within a group.

    Attributes:
        condition: as it stands now.
        question: the field that chooses the question.
        holds: the field that chooses between it and its opposite, or how it is compared.
        bounds: the fields for what it is compared with.
        value: the field that chooses what it is about; None where it needs nothing.
        gone: the button that takes it away.

    Signals:
        changed: something was chosen.
        placed: it has other fields now.
        removed: it is to go.
    """

    changed = Signal()
    placed = Signal()
    removed = Signal()

    def __init__(self, subject: Subject, condition: ListCondition, names: Names, number: str) -> None:
        super().__init__()
        self.condition = condition
        self._asked = QUESTIONS[subject]
        self._names = names
        self._number = number
        titles = [(key, each.title) for key, each in self._asked.items()]
        self.question = ChoiceField(f"Question {number}", self._choose, titles).without_label()
        self.question.load(condition.question)
        self.holds = ChoiceField(f"Question {number}: how", self._set_how, ()).without_label()
        self.bounds: list[Field] = []
        self.value: Field | None = None
        self.gone = gone = QToolButton()
        gone.setIcon(theme.load_icon("x"))
        gone.setProperty("role", "quiet")
        gone.setToolTip("Take this question away")
        gone.setAccessibleName(f"Take question {number} away")
        gone.clicked.connect(self.removed)
        self._place = QHBoxLayout()
        self._row: QWidget | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._place, 1)
        layout.addWidget(gone)
        self._show()

    def flush(self) -> bool:
        """Commits what is typed."""
        typed = [*self.bounds, *([self.value] if self.value is not None else [])]
        kept = [field.flush() for field in typed]  # every one, also after one that is refused
        return all(kept)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops in it, from left to right."""
        fields = (self.question, self.holds, *self.bounds, self.value)
        return [*(field.editor for field in fields if field is not None), self.gone]

    def _show(self) -> None:
        """Shows the fields that the question needs."""
        question = self._asked[self.condition.question]
        self._show_how(question)
        parts: list[tuple[QWidget, int]] = [(self.question, 18), (self.holds, 24 if question.measure else 30)]
        self.bounds = self._bound_fields(question)
        parts += [(field, 13) for field in self.bounds]
        shown = self.condition.value
        value = _value_field(question, self._names, self._set_value, shown)
        if value is not None:
            is_day = question.wanted is QuestionNeeds.DAY and bool(shown)
            value.load(date.fromisoformat(shown) if is_day else shown or None)
            parts.append((value, 24 if question.measure else 30))
        row = FieldRow(parts)
        if self._row is not None:
            self._place.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self.value, self._row = value, row
        self._place.addWidget(row, 1)
        self.placed.emit()

    def _show_how(self, question: Question) -> None:
        measured = self.condition.measured
        if question.measure is not None and measured is not None:
            offered = list_comparisons(question.measure, unknown=question.unknown is not None)
            self.holds.set_options([(each, self._word_comparison(question, each)) for each in offered])
            self.holds.load(measured.comparison)
            return
        blank = "" if question.wanted is QuestionNeeds.TEXT else "…"
        words = [(True, question.yes), (False, question.no)]
        self.holds.set_options([(holds, text.replace("{}", blank).strip()) for holds, text in words])
        self.holds.load(self.condition.holds)

    def _word_comparison(self, question: Question, comparison: Comparison) -> str:
        if comparison is Comparison.UNKNOWN and question.unknown is not None:
            return question.unknown[0 if self.condition.holds else 1]
        words = _COMPARED.get(comparison, str(comparison))
        return words if self.condition.holds else f"not {words}"

    def _bound_fields(self, question: Question) -> list[Field]:
        measured = self.condition.measured
        if question.measure is None or measured is None:
            return []
        kinds = list_bound_kinds(question.measure, measured.comparison)
        found = []
        for at, (kind, bound) in enumerate(zip(kinds, measured.bounds, strict=True)):
            ends = ("from", "to") if len(kinds) > 1 else (_BOUND_NAMES[kind],)
            found.append(
                _bound_field(kind, f"{question.title}: {ends[at]}", partial(self._set_bound, at, kind), bound)
            )
        return found

    def _choose(self, key: str) -> str:
        self.condition = default_condition(key, self._asked[key], holds=self._keeps_holds(key))
        QTimer.singleShot(0, self, self._again)
        self.changed.emit()
        return ""

    def _keeps_holds(self, key: str) -> bool:
        return self.condition.holds or self._asked[key].measure is not None

    def _again(self) -> None:
        self._show()
        self.question.editor.setFocus()

    def _set_how(self, how: bool | Comparison) -> str:  # noqa: FBT001  # a field's commit
        measure, measured = self._asked[self.condition.question].measure, self.condition.measured
        if isinstance(how, Comparison) and measure is not None and measured is not None:
            now = fit_measured(measure, how, measured.bounds)
            self._become(measured=now)
            QTimer.singleShot(0, self, self._show_bounds)
        else:
            self._become(holds=bool(how))
        return ""

    def _show_bounds(self) -> None:
        self._show()
        self.holds.editor.setFocus()

    def _set_bound(self, at: int, kind: BoundKind, value: Any) -> str:  # noqa: ANN401
        measured = self.condition.measured
        text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        if not is_bound(kind, text):
            return "Type a smaller number, of nought or more."
        if measured is not None:
            bounds = tuple(text if n == at else each for n, each in enumerate(measured.bounds))
            self._become(measured=Measured(measured.comparison, bounds))
        return ""

    def _set_value(self, value: Any) -> str:  # noqa: ANN401
        self._become(value="" if value is None else value if isinstance(value, str) else value.isoformat())
        return ""

    def _become(self, **parts: Any) -> None:  # noqa: ANN401
        self.condition = replace(self.condition, **parts)
        self.changed.emit()


def _bound_field(kind: BoundKind, label: str, commit: Callable[[Any], str], now: str) -> Field:
    field: Field
    if kind is BoundKind.DAY:
        field = DateField(label, commit)
        field.load(date.fromisoformat(now) if now else None)
    elif kind is BoundKind.PENCE:
        field = MoneyField(label, commit, hint="£")
        field.load(int(now) if now else None)
    else:
        field = NumberField(label, commit, hint="months" if kind is BoundKind.MONTHS else "number")
        field.load(int(now) if now else None)
    return field.without_label()


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
        known = [*_MEANT.get(wanted, ()), *names(wanted)]
        options = [(name, name) for name in known]
        if now and now not in known:
            options.append((now, f"{now} (not in this file)"))
    return ChoiceField(
        label, commit, options, blank="" if options else "None in this file yet"
    ).without_label()


_MEANT = {
    QuestionNeeds.CAMPAIGN: (THIS_CAMPAIGN, ANY_CAMPAIGN),
    QuestionNeeds.ONE_CAMPAIGN: (THIS_CAMPAIGN,),
}
"""What may be meant beside the names themselves."""
