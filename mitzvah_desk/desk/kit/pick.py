"""Choosing one record of many by typing any part of its name."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from mitzvah_desk.desk.kit.fields import Commit, Field
from mitzvah_desk.desk.kit.table import folded

MOST = 30
"""How many matches are offered at once; typing another letter narrows them."""


class Choice(Protocol):
    """A record to choose."""

    @property
    def id(self) -> Any:  # noqa: ANN401
        """Its id: any value that tells it from the others."""

    @property
    def label(self) -> str:
        """Its name."""

    @property
    def detail(self) -> str:
        """What tells it from others of that name."""


class PickBox(QLineEdit):
    """A line that finds a record as its name is typed; Down and Enter choose.

    The text that stands there and the record chosen never differ: text that is no record's is told apart by
    ``chosen`` being None.
    """

    def __init__(self, hint: str = "Type a name", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self._choices: Sequence[Choice] = ()
        self._keys: list[str] = []
        self._shown: list[Choice] = []
        self._words: list[str] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._completer)
        self.textEdited.connect(self._narrow)
        self.chosen: Choice | None = None
        self._completer.activated.connect(self._took)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offers other records."""
        self._choices = choices
        self._keys = [folded(f"{choice.label} {choice.detail}") for choice in choices]

    def choose(self, record_id: object) -> None:
        """Shows the record with this id, or nothing."""
        self.chosen = next((c for c in self._choices if c.id == record_id), None) if record_id else None
        self.setText(self.chosen.label if self.chosen else "")
        self.setCursorPosition(0)

    def settle(self) -> None:
        """Takes the record whose name is typed, or the only one that matches."""
        text = self.text().strip()
        if self.chosen is not None and self.chosen.label == text:
            return
        same = [c for c in self._choices if folded(c.label) == folded(text)]
        matching = same if len(same) == 1 else self.matches(text) if text else []
        self.chosen = matching[0] if len(matching) == 1 else None
        if self.chosen:
            self.setText(self.chosen.label)

    def matches(self, text: str) -> list[Choice]:
        """The records in which every typed word occurs; those whose name begins with it come first."""
        words = folded(text).split()
        found = [n for n, key in enumerate(self._keys) if all(word in key for word in words)]
        if words:
            found.sort(key=lambda n: not self._keys[n].startswith(words[0]))
        return [self._choices[n] for n in found]

    def _narrow(self, text: str) -> None:
        self.chosen = None
        self._shown = self.matches(text)[:MOST]
        self._words = [f"{c.label}   {c.detail}".rstrip() for c in self._shown]
        self._model.setStringList(self._words)
        if text.strip() and self._shown:
            self._completer.complete()

    def _took(self, words: str) -> None:
        if words in self._words:
            self.chosen = self._shown[self._words.index(words)]
            self.setText(self.chosen.label)


class PickField(Field):
    """A field whose value is the id of a record, or None.

    Args:
        label: its label.
        commit: takes the new id.
        choices: reads the records to choose from, each time the field is shown anew.
        add: makes a new record of what was typed and returns its id; None where that is not offered.
    """

    def __init__(
        self,
        label: str,
        commit: Commit,
        choices: Callable[[], Sequence[Choice]],
        *,
        add: Callable[[str], int | None] | None = None,
        hint: str = "Type a name",
        parent: QWidget | None = None,
    ) -> None:
        self._box = PickBox(hint)
        self._box.setMinimumWidth(self._box.fontMetrics().averageCharWidth() * 12)
        super().__init__(label, self._box, commit, parent)
        self._choices = choices
        self._add = add
        self._box.returnPressed.connect(self.commit)

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Shows the record with this id."""
        self._box.set_choices(self._choices())
        super().set_value(value)

    def _read(self) -> Any:  # noqa: ANN401
        text = self._box.text().strip()
        if not text:
            return None
        self._box.settle()
        if self._box.chosen is not None:
            return self._box.chosen.id
        raise ValueError(f"“{text}” is not known here. Choose from the list as you type.")

    def commit(self) -> bool:
        """Keeps the record chosen; makes a new one of an unknown name where that is offered."""
        text = self._box.text().strip()
        self._box.settle()
        if text and self._add and self._box.chosen is None and not self._box.matches(text):
            made = self._add(text)
            self._box.set_choices(self._choices())
            if made is not None:
                self._box.choose(made)
        return super().commit()

    def _show(self, value: Any) -> None:  # noqa: ANN401
        self._box.choose(value)
