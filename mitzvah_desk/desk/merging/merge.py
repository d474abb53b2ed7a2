"""Two records side by side: field by field, which of the two is kept."""

from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import escape_mnemonics, explain, make_label
from mitzvah_desk.desk.widgets.pages import Scroller, resize_dialog
from mitzvah_desk.office.goods.putting_right.item_merging import MergeItems
from mitzvah_desk.office.people.emptied_household import EmptiedHousehold, find_emptied_household
from mitzvah_desk.office.people.merge import FieldPair, Merge, compare_fields, list_record_names
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import count_noun

_LONGEST = 60
_WITH = {
    "item": "Lots, requests and whatever else belongs to",
    "household": "People, gifts, letters and whatever else belongs to",
    "skill": "Whoever can do either, and the roles that need",
    "project_kind": "Projects, wishes and what is usual of",
    "role": "Shifts of",
    "place": "Projects, shifts, shelves and ways of",
    "item_category": "Goods of",
    "storage_location": "Goods and stocktakes of",
}
"""What goes with the one, by the record."""


def describe_emptied_household(found: EmptiedHousehold) -> str:
    """That a household would be left with nobody in it, and what it is thanked for."""
    had = [count_noun(number, noun) for number, noun in ((found.gifts, "gift"), (found.letters, "letter"))]
    had = [words for words in had if not words.startswith("0 ")]
    says = f"Nobody would be left in the household {found.name}"
    says += f", which has {join_words(had)}." if had else "."
    if found.thanked_apart and found.into is not None:
        when = join_words(list(found.thanked_apart))
        says += f" Only one of the two households was thanked in {when}: together they count as thanked."
    return says


class MergeDialog(QDialog):
    """Asks of every field that differs which value is kept, and merges.

    Attributes:
        choices: by field, the buttons of the one and of the other value, and of both where there is one.
        joins: of two people, the answer that a household that is left empty goes into the other.
        stays: the answer that it stays with nobody in it.
        go: the button that merges.
    """

    def __init__(
        self, session: FileSession, record: str, one: int, other: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = record, one, other
        self.setWindowTitle("Merge")
        names = session.office.query(list_record_names, record, one, other)
        self._pairs = [
            pair for pair in session.office.query(compare_fields, record, one, other) if pair.differs
        ]
        self.choices: dict[str, list[QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        grid = QGridLayout()
        em = self.fontMetrics().height()
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(em // 2)
        for column, name in enumerate(names, start=1):
            grid.addWidget(make_label(name, "heading"), 0, column)
            grid.setColumnStretch(column, 1)
        for line, pair in enumerate(self._pairs, start=1):
            self._add(grid, line, pair)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(grid)
        self._emptied = self._make_emptied()
        inside.addWidget(self._emptied)
        inside.addStretch(1)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton("Make them one", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._merge)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addWidget(make_label(f"Make one of {names[0]} and {names[1]}", "title", wraps=True))
        what = _WITH.get(record, "Shifts, gifts, letters, permissions and whatever else belongs to")
        says = f"{what} either go with the one."
        layout.addWidget(make_label(says, "muted", wraps=True))
        if not self._pairs:
            layout.addWidget(make_label("All their fields are the same.", wraps=True))
        layout.addWidget(Scroller(body), 1)
        layout.addWidget(buttons)
        resize_dialog(self, 120, 16 + 3 * min(len(self._pairs), 9))
        self._ask_of_household()

    def _add(self, grid: QGridLayout, line: int, pair: FieldPair) -> None:
        label = pair.label[:1].upper() + pair.label[1:]
        grid.addWidget(make_label(label, "muted"), line, 0)
        group = QButtonGroup(self)
        made = []
        for column, words in enumerate((pair.kept_words, pair.other_words), start=1):
            short = " ".join(words.split())
            short = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
            button = QRadioButton(escape_mnemonics(short) or "(nothing)")
            button.setAccessibleName(f"{label}: {short or 'nothing'}")
            explain(button, words)
            group.addButton(button)
            grid.addWidget(button, line, column)
            made.append(button)
        if pair.both:
            both = QRadioButton("Both")
            both.setAccessibleName(f"{label}: both")
            explain(both, pair.both)
            both.setChecked(True)
            group.addButton(both)
            grid.addWidget(both, line, 3)
            made.append(both)
        else:
            made[1 if pair.takes_other else 0].setChecked(True)
        self.choices[pair.column] = made
        self._groups.append(group)
        if pair.column == "household_id":
            group.buttonToggled.connect(lambda *_: self._ask_of_household())

    def _make_emptied(self) -> QWidget:
        """What is asked where a household would be left with nobody in it."""
        self._household_says = make_label("", wraps=True)
        self.joins, self.stays = QRadioButton(), QRadioButton("It stays in the book with nobody in it")
        asked = QWidget()
        inside = QVBoxLayout(asked)
        inside.setContentsMargins(0, self.fontMetrics().height(), 0, 0)
        for widget in (self._household_says, self.joins, self.stays):
            inside.addWidget(widget)
        self.joins.setChecked(True)
        return asked

    def _ask_of_household(self) -> None:
        """Asks which household is thanked, where the merge would leave nobody in one of the two."""
        record, one, other = self._ids
        pair = next((pair for pair in self._pairs if pair.column == "household_id"), None)
        found = None
        if record == "person" and pair is not None:
            home = pair.other if self.choices[pair.column][1].isChecked() else pair.kept
            found = self._session.office.query(find_emptied_household, one, other, home)
        self._emptied.setVisible(found is not None)
        if found is None:
            return
        self._household_says.setText(describe_emptied_household(found))
        self.joins.setVisible(found.into is not None)
        self.joins.setText(escape_mnemonics(f"What it gave, and its thanks, go to {found.into_name}"))
        if found.into is None:
            self.stays.setChecked(True)

    def _merge(self) -> None:
        record, one, other = self._ids
        values: dict[str, Any] = {}
        for pair in self._pairs:
            _, other_one, *both = self.choices[pair.column]
            if other_one.isChecked():
                values[pair.column] = pair.other
            elif both and both[0].isChecked():
                values[pair.column] = pair.both
        items = record == "item"
        joins = self.joins.isChecked()
        action = MergeItems(one, other, values) if items else Merge(record, one, other, values, joins)
        if self._session.execute(action, self) is not None:
            self.accept()
