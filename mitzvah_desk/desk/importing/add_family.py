"""A family on one form: name, address and numbers once, and beneath them a line for each member."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from mitzvah_desk.desk.importing.add_several import AddSeveralDialog, Lines, Look
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import Field, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.composer import Prepared
from mitzvah_desk.office.importing.existing_records import ExistingRecords
from mitzvah_desk.office.importing.family import (
    MEMBER_COLUMNS,
    FamilyLook,
    FamilyTyped,
    look_at_family,
)
from mitzvah_desk.office.importing.plan import NEW, Decision, ImportPlan

_HOW = (
    "Type what the family has in common once, then a line for each member. Enter goes on to the next field"
    " and the next line; Ctrl+Enter adds the family as one step."
)
_FIELDS = (
    ("name", "Family name", 22),
    ("address", "Address", 40),
    ("postcode", "Postcode", 12),
    ("phone", "Home telephone", 20),
    ("email", "E-mail, kept with the first", 28),
)


class AddFamilyDialog(AddSeveralDialog):
    """The form. Members who are in the book already are recognised, and so is their household.

    Args:
        session: the desk's view of the office.
        parent: Qt's.

    Attributes:
        fields: what the family has in common, by name.
        household: which household they are, where that is to be decided.
        guardians: whether the adults of the form answer for its children.
    """

    _looked = Signal(object)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        self._typed = FamilyTyped(guardians=True)
        super().__init__(
            session, ImportOf.PEOPLE, parent, title="Add a family", begin=MEMBER_COLUMNS, how=_HOW
        )
        self.fields: dict[str, Field] = {
            name: TextField(label, partial(self._set, name)) for name, label, _ in _FIELDS
        }
        self._row = FieldRow([(self.fields[name], chars) for name, _, chars in _FIELDS])
        self._row.entered.connect(self._next_field)
        # It has words from the beginning, so that the grid does not move under the mouse when it tells.
        self._home_says = make_label("Their household is found by its name, or made anew.", wraps=True)
        self.household = QComboBox()
        self.household.setAccessibleName("Which household they are")
        self.household.setMinimumContentsLength(30)
        self.household.activated.connect(self._choose_household)
        self.household.hide()
        home = QHBoxLayout()
        home.addWidget(self.household)
        home.addWidget(self._home_says, 1)
        self.guardians = QCheckBox("The adults here are the children’s &parents or guardians")
        self.guardians.setChecked(True)
        self.guardians.toggled.connect(self._answer_for)
        self._above.addWidget(self._row)
        self._above.addWidget(self.guardians)
        self._above.addLayout(home)
        self._looked.connect(self._show_home)
        editors = [field.editor for field in self.fields.values()]
        order = [*editors, self.guardians, self.household, self.grid]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def start(self) -> None:
        """Puts the keyboard into the family name."""
        self.fields["name"].editor.setFocus()

    def make_look(self, lines: Lines, decisions: dict[int, Decision]) -> Look:
        """What looks at the family, with nothing but values."""
        typed, keys, looked = self._typed, list(self.grid.cells.keys), self._looked

        def look(known: ExistingRecords, progress: Progress) -> tuple[Prepared, ImportPlan]:
            found = look_at_family(typed, keys, lines, known, decisions, step=progress.step)
            looked.emit(found)  # crosses to the window's own thread by itself
            return found.prepared, found.plan

        return look

    def can_add(self, plan: ImportPlan) -> int:
        """How many lines can be added: none while something about the home is open."""
        return super().can_add(plan) if plan.writes else 0

    def take(self) -> None:
        """Adds the family; what is typed of it is taken first."""
        if self._row.flush():
            super().take()

    def may_drop(self) -> bool:
        """See ``SeveralDialog``; the fields of the home alone are dropped unasked."""
        self._row.flush()
        return super().may_drop()

    def _set(self, name: str, value: Any) -> str:  # noqa: ANN401
        changed: dict[str, Any] = {name: value or ""}
        if name in {"name", "postcode"}:
            changed["household"] = None  # that was decided about another
        self._typed = replace(self._typed, **changed)
        self.check()
        return ""

    def _answer_for(self, yes: bool) -> None:  # noqa: FBT001  # a signal's
        self._typed = replace(self._typed, guardians=yes)
        self.check()

    def _next_field(self, field: Field) -> None:
        if not field.flush():
            return
        names = list(self.fields)
        at = next(n for n, name in enumerate(names) if self.fields[name] is field) + 1
        if at < len(names):
            self.fields[names[at]].editor.setFocus()
        else:
            self.grid.setFocus()

    def _show_home(self, look: FamilyLook) -> None:
        self._home_says.setText(look.problem or look.home)
        choices: list[tuple[str, Decision | None]] = [("Which is it?", None)]
        choices += [(each.label, each.id) for each in look.households]
        choices += [("A new household", NEW)]
        asked = bool(look.households)
        if asked:
            self.household.clear()
            for words, decision in choices:
                self.household.addItem(words, decision)
        self.household.setVisible(asked or self._typed.household is not None)

    def _choose_household(self, at: int) -> None:
        self._typed = replace(self._typed, household=self.household.itemData(at))
        self.check()
