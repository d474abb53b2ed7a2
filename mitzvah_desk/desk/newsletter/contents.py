"""Which pieces a newsletter has, and in which order; remembered on this computer."""

import json
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import make_action, make_action_button, make_label
from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.rules.templates.section_fields import HEADINGS

_KEY = "newsletter"


class VenueMemory(Protocol):
    """What this computer remembers."""

    def get(self, key: str) -> str | None:
        """What was remembered."""

    def set(self, key: str, value: str) -> None:
        """Remembers something."""


class _Short(QListWidget):
    """As high as its lines."""

    def sizeHint(self) -> QSize:
        height = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth() + 2)


class Contents(QWidget):
    """The pieces with a tick each.

    Attributes:
        list: the pieces, in order.

    Signals:
        changed: other pieces, or another order.
        chosen: a piece was chosen (``NewsletterKind``).
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, memory: VenueMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.list = _Short()
        self.list.setAccessibleName("Pieces of the newsletter")
        self.list.setSizePolicy(self.list.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        for kind, ticked in _remembered(memory.get(_KEY)):
            item = QListWidgetItem(HEADINGS[kind])
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(self._keep)
        self.list.currentItemChanged.connect(lambda: self.chosen.emit(self.current))
        self.earlier = self._mover("Earlier", "chevron-up", "Ctrl+Shift+Up", -1)
        self.later = self._mover("Later", "chevron-down", "Ctrl+Shift+Down", 1)
        row = FlowLayout()
        row.addWidget(self.list)
        made = [make_action_button(action) for action in (self.earlier, self.later)]
        for button in made:
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make_label("Pieces", "label"))
        layout.addLayout(row)
        self.list.setCurrentRow(0)

    @property
    def kinds(self) -> tuple[NewsletterKind, ...]:
        """The pieces ticked, in order."""
        return tuple(kind for kind, ticked in self._all() if ticked)

    @property
    def current(self) -> NewsletterKind:
        """The piece chosen."""
        return self.kind_at(max(self.list.currentRow(), 0))

    def tick(self, kind: NewsletterKind, *, ticked: bool) -> None:
        """Puts a piece in, or leaves it out."""
        row = next(row for row in range(self.list.count()) if self.kind_at(row) is kind)
        self.list.item(row).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _mover(self, words: str, icon: str, keys: str, step: int) -> QAction:
        return make_action(self, icon, words, lambda: self._move(step), keys)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.blockSignals(True)
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)
            self.list.blockSignals(False)
            self._keep()

    def _keep(self) -> None:
        kept = [[str(kind), ticked] for kind, ticked in self._all()]
        self._memory.set(_KEY, json.dumps(kept))
        self.changed.emit()

    def kind_at(self, row: int) -> NewsletterKind:
        """The piece in a line of the list."""
        return NewsletterKind(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _all(self) -> list[tuple[NewsletterKind, bool]]:
        rows = range(self.list.count())
        return [(self.kind_at(r), self.list.item(r).checkState() is Qt.CheckState.Checked) for r in rows]


def _remembered(text: str | None) -> list[tuple[NewsletterKind, bool]]:
    """The pieces as they were left; all of them at first, and where what is remembered cannot be read."""
    try:
        found = [(NewsletterKind(kind), bool(ticked)) for kind, ticked in json.loads(text or "[]")]
    except (ValueError, TypeError):
        found = []
    known = dict(found)
    return [*known.items(), *((kind, True) for kind in NewsletterKind if kind not in known)]
