"""Forms for permissions: which are out, and what was ticked on one that came back."""

from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, DateField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.model import Purpose
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.people.consent_forms import (
    FormPerson,
    FormRow,
    TakeFormBack,
    list_forms,
    list_people_on_form,
)
from mitzvah_desk.office.people.statements import Answer
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.privacy.permissions import PURPOSE_WORDS

_COLUMNS: tuple[Column[FormRow], ...] = (
    Column("name", "For", lambda r: r.name, width_chars=34),
    Column(
        "printed", "Printed on", lambda r: format_date(r.printed_on), lambda r: r.printed_on, width_chars=16
    ),
    Column(
        "returned",
        "Came back on",
        lambda r: format_date(r.returned_on) if r.returned_on else "still out",
        lambda r: (r.returned_on is not None, r.returned_on or r.printed_on),
        width_chars=16,
        icon=lambda r: "check" if r.returned_on else "",
    ),
)
_OFFERED = ("", "Yes", "No")
_HOW_TO = "Choose a form that came back and write down what was ticked. What was left empty stays empty."


def make_forms_action(session: FileSession, parent: QWidget) -> QAction:
    """What opens the list of forms, for a button.

    Args:
        session: the open file.
        parent: where the button is.
    """
    action = QAction(theme.load_icon("check"), "Permission forms that came back…", parent)
    action.setToolTip("Which forms are out, and what was ticked on those that came back")

    def show() -> None:
        dialog = ConsentFormsDialog(session, parent)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    action.triggered.connect(show)
    return action


class ConsentFormsDialog(QDialog):
    """The forms that went out; beneath them the answers of the one chosen.

    Attributes:
        forms: the list.
        boxes: the answer of each person to each purpose of the form chosen.
        signed: the day beside the signature.
        signer: who signed for the children.
        keep: the button that takes the form back.
    """

    def __init__(self, session: FileSession, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self._form: FormRow | None = None
        self.setWindowTitle("Permission forms")
        self.forms: SubTable[FormRow] = SubTable(
            "consent forms",
            "Forms that went out",
            _COLUMNS,
            session.memory,
            empty="None yet. Print them in Print, or from a household’s page.",
            on_remove=lambda ids: self._do(Remove("consent_form", tuple(ids))),
        )
        self.boxes: dict[tuple[int, Purpose], QComboBox] = {}
        self.signed = DateField("Signed on", lambda _: "")
        self.signer = ChoiceField("Signed for the children by", lambda _: "", (), blank="Nobody")
        self._fields = FieldRow(((self.signed, 24), (self.signer, 36)))
        self.keep = QPushButton(theme.load_icon("check"), "It came back: keep these answers")
        self.keep.setProperty("role", "primary")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(lambda _: self.take_back())
        self._holder = QVBoxLayout()
        answers = QWidget()
        inside = QVBoxLayout(answers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._holder)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.forms, 2)
        layout.addWidget(make_label(_HOW_TO, "muted", wraps=True))
        layout.addWidget(Scroller(answers), 3)
        layout.addWidget(self._fields)
        foot = QHBoxLayout()
        foot.addWidget(self.keep, 1)
        foot.addWidget(make_icon_button("&Close", "x", self.close))
        layout.addLayout(foot)
        self.resize(parent.window().size() * 0.85)
        self.forms.table.selected.connect(self._choose)
        self.reload()
        if self.forms.table.rows_model.total:
            self.forms.table.setFocus()  # and chooses none: its answers would be shown

    def reload(self) -> None:
        """Reads the forms again."""
        self.forms.set_rows(self._session.office.query(list_forms))
        self._choose()

    def take_back(self) -> None:
        """Keeps that the chosen form came back, with what is ticked in the window."""
        if self._form is None or not self._fields.flush():
            return
        words = {box: _OFFERED[box.currentIndex()] for box in self.boxes.values()}
        answers = tuple(
            Answer(person, purpose, words[box] == "Yes", self._guardian_of(person))
            for (person, purpose), box in self.boxes.items()
            if words[box]
        )
        today = date.today()
        self._do(TakeFormBack(self._form.id, self.signed.value or today, today, answers))

    def _do(self, action: TakeFormBack | Remove) -> None:
        if self._session.execute(action, self) is not None:
            self._form = None
            self.reload()

    def _guardian_of(self, person_id: int) -> int | None:
        guardian: int | None = self.signer.value if person_id in self._children else None
        return guardian

    def _choose(self) -> None:
        """Shows the boxes of the form chosen; those of the same form stay as they are."""
        ids = self.forms.table.selected_ids()
        rows = [row for row in self.forms.table.rows_model.rows() if ids == [row.id]]
        form = rows[0] if rows else None
        if form is not None and form == self._form:
            return
        self._form = form
        today = date.today()
        ask = self._session.office.query
        people = ask(list_people_on_form, form, today) if form is not None else []
        self._children = {person.id for person in people if person.child}
        adults = [(person.id, person.name) for person in people if not person.child]
        self.signer.set_options(adults)
        self.signer.load(adults[0][0] if adults else None)
        self.signer.setVisible(bool(self._children))
        self.signed.load(today)
        self._show_boxes(people)
        self._fields.setEnabled(form is not None)
        self.keep.setEnabled(form is not None)

    def _show_boxes(self, people: list[FormPerson]) -> None:
        while (item := self._holder.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.boxes.clear()
        grid_of = QWidget()
        grid = QGridLayout(grid_of)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, words in enumerate(PURPOSE_WORDS.values(), start=1):
            grid.addWidget(make_label(words.title if people else "", "muted"), 0, column)
        for line, person in enumerate(people, start=1):
            grid.addWidget(make_label(f"{person.name} (child)" if person.child else person.name), line, 0)
            for column, (purpose, words) in enumerate(PURPOSE_WORDS.items(), start=1):
                if person.child and not words.of_children:
                    grid.addWidget(make_label("–", "muted"), line, column)
                    continue
                box = self.boxes[person.id, purpose] = QComboBox()
                box.addItems(["not ticked", *_OFFERED[1:]])
                box.setAccessibleName(f"{person.name}: {words.title}")
                grid.addWidget(box, line, column)
        self._holder.addWidget(grid_of)
