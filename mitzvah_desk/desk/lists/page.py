"""The committee's lists: choose one, say what it asks for, see whom it finds, and make a file of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.lists.export_menu import KIND, ListOutput
from mitzvah_desk.desk.lists.questions import Questions
from mitzvah_desk.desk.lists.result import ListMemory, make_result_page, tell_nobody
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_open_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages, theme
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, TextField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.desk.widgets.turning_splitter import TurningSplitter
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.lists.files import Shared, list_saved_lists, read_shared_list
from mitzvah_desk.office.lists.names import list_condition_names
from mitzvah_desk.office.lists.reading import Listed, ListRow, read_list
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.kept_text import format_definition
from mitzvah_desk.rules.lists.presets import READY
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use
from mitzvah_desk.rules.lists.wording import describe_list


class ListsPage(QWidget):
    """The page.

    Attributes:
        table: the lists by name.
        name: the chosen one's name.
        subject: what it is of.
        use: what it is used for.
        row_for: what a line stands for.
        words: what it asks for, in a sentence.
        questions: what it asks for, to change.
        result: whom it finds; None while no list is chosen.
    """

    def __init__(self, session: FileSession, open_record: Callable[[str, int], object]) -> None:
        super().__init__()
        self.session = session
        self._open_record = open_record
        self._list: Shared | None = None
        self._filling = False
        self._memory: ListMemory | None = None
        self._rows: dict[int, ListRow] = {}
        self._found = Listed((), (), ())
        self.result: ListPage[ListRow] | None = None
        self.table: SubTable[Shared] = SubTable(
            "saved lists",
            "Lists",
            (Column("name", "List", lambda row: row.name, width_chars=24),),
            session.memory,
            empty="No lists yet. Press New list: what committees ask for most is ready-made there.",
        )
        self.table.table.selected.connect(self._chosen)
        self.table.table.delete_wanted.connect(self._remove)
        self.new = QAction(theme.load_icon("plus"), "New list", self)
        self.new.setMenu(self._new_menu())
        self.new.setEnabled(not session.office.read_only)
        self.table.add_action(self.new)
        self.remove = make_action(
            self, "trash", "Remove", lambda: self._remove(self.table.table.selected_ids())
        )
        self.table.add_action(self.remove)
        self.name = TextField("Name", self._rename)
        self.subject = ChoiceField("A list of", self._set_subject, [(each, str(each)) for each in Subject])
        self.use = ChoiceField("Use", self._setter("use"), [(each, each.words) for each in Use])
        self.row_for = ChoiceField(
            "A line for each", self._setter("row_for"), [(each, str(each)) for each in RowFor]
        )
        self.title = ElidedLabel("", "title")
        self.words = make_label("", wraps=True)
        self.findings = FindingsBar()
        self.questions = Questions(lambda wanted: session.office.query(list_condition_names, wanted))
        self.questions.changed.connect(self._keep)
        self.toggle = QAction(theme.load_icon("filter"), "Change what it asks", self)
        self.toggle.setShortcut(QKeySequence("Ctrl+E"))
        self.toggle.setCheckable(True)
        self.toggle.setEnabled(not session.office.read_only)
        self.toggle.toggled.connect(self._show_editor)
        self.out = QAction(theme.load_icon("download"), "Save, print or copy", self)
        self._outs = QMenu(self)
        self._outs.aboutToShow.connect(self._offer)
        self.out.setMenu(self._outs)
        self._lay_out()

    def read(self) -> None:
        """Reads the lists again, and whom the chosen one finds."""
        lists = self.session.office.query(list_saved_lists)
        self._filling = True
        self.table.set_rows(lists)
        chosen = self._list.id if self._list is not None else 0
        now = next((each for each in lists if each.id == chosen), lists[0] if lists else None)
        if now is not None:
            self.table.table.select_id(now.id)
        self._filling = False
        self._show(now)

    def flush(self) -> bool:
        """Commits what is typed."""
        return all([self.name.flush(), self.questions.flush()])

    def start(self) -> None:
        """Puts the keyboard into the lists."""
        self.table.table.start()

    def new_list(self, name: str, definition: ListDefinition) -> None:
        """Makes a list and shows it."""
        if not self.flush():
            return
        taken = {each.name.casefold() for each in self.session.office.query(list_saved_lists)}
        numbered = (name if n == 1 else f"{name} {n}" for n in range(1, 1000))
        free = next(each for each in numbered if each.casefold() not in taken)
        done = self.session.execute(
            Add("saved_list", {"name": free, "definition": format_definition(definition)}), self
        )
        if done is not None:
            self.table.table.select_id(done.id)
            self.toggle.setChecked(not definition.conditions)
            if self.toggle.isChecked():
                self.name.editor.setFocus()
                self.name.line.selectAll()
            else:
                self.table.table.start()  # the name stands in what is hidden

    def take_in(self, path: Path) -> None:
        """Takes in a list that was shared as a file."""
        try:
            name, definition = read_shared_list(path)
        except ValueError as error:
            self._tell(f"{path.name}: {error}")
        else:
            self.new_list(name, definition)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        self._editor = QWidget()
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FieldRow([(self.name, 30), (self.subject, 14), (self.row_for, 14), (self.use, 24)]))
        column.addWidget(self.questions)
        self._editor.hide()
        self._holder = QStackedWidget()
        self._right = QWidget()
        layout = QVBoxLayout(self._right)
        layout.setContentsMargins(em, em // 2, 0, 0)
        layout.setSpacing(em // 2)
        buttons = FlowLayout(at_right=True)
        asks = make_action_button(self.toggle)
        asks.setCheckable(True)
        self.toggle.toggled.connect(asks.setChecked)
        for button in (asks, make_action_button(self.out, primary=True)):
            buttons.addWidget(button)
        top = QHBoxLayout()
        top.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(buttons, 1)
        layout.addLayout(top)
        layout.addWidget(self.words)
        layout.addWidget(self._editor)
        layout.addWidget(self.findings)
        layout.addWidget(self._holder, 1)
        whole = TurningSplitter([self.table, self._right], [280, 860])
        whole.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(em, em // 2, em, em // 2)
        outer.addWidget(whole)
        self.addAction(self.toggle)
        self.toggle.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("New list")
        for subject in Subject:
            action = menu.addAction(f"An empty list of {subject}")
            action.triggered.connect(
                partial(self.new_list, f"New list of {subject}", ListDefinition(subject))
            )
        menu.addSection("Ready-made")
        for name, definition in READY:
            menu.addAction(name).triggered.connect(partial(self.new_list, name, definition))
        menu.addSeparator()
        menu.addAction("A copy of the list that is shown").triggered.connect(self._copy)
        menu.addAction("Take in a shared list…").triggered.connect(self._browse)
        return menu

    def _show(self, now: Shared | None) -> None:
        other = now is None or self._list is None or now.id != self._list.id
        self._list = now
        self._right.setVisible(now is not None)
        self.remove.setEnabled(now is not None and not self.session.office.read_only)
        if now is None:
            self.result = None
            return
        definition = now.definition
        for field, value in (
            (self.name, now.name),
            (self.subject, definition.subject),
            (self.use, definition.use),
            (self.row_for, definition.row_for),
        ):
            (field.load if other else field.set_value)(value)
        self.row_for.setHidden(definition.subject is Subject.PARTNERS)
        self.questions.show_definition(definition)
        self.title.setText(now.name)
        self.words.setText(now.problem or describe_list(definition))
        whole = not now.problem
        self.out.setEnabled(whole)
        self.toggle.setEnabled(whole and not self.session.office.read_only)
        self._editor.setVisible(whole and self.toggle.isChecked())
        self._holder.setVisible(whole)
        if whole:
            self._find(now, other=other)
        else:
            self.result = None
            self.findings.set_findings(())

    def _find(self, now: Shared, *, other: bool) -> None:
        """Reads whom the list finds, into its table; another list has a table of its own."""
        before, keyboard = self.result, QApplication.focusWidget()
        within = before is not None and keyboard is not None and before.isAncestorOf(keyboard)
        found = self.session.office.query(read_list, now.definition, self.session.campaign_id)
        self.findings.set_findings(found.findings)
        self._found = found
        self._rows = {row.id: row for row in found.rows}
        was = self._memory.definition if self._memory is not None else None
        if other or self.result is None or was is None or _made_for(was) != _made_for(now.definition):
            self._make_result(now)
        elif was != now.definition and self._memory is not None:
            self._memory.definition = now.definition
            if (was.columns, was.sort) != (now.definition.columns, now.definition.sort):
                self.result.table.look_again()  # undone: columns or order are as they were
        if self.result is not None:
            self.result.rename(now.name)
            self.result.set_empty_words(*tell_nobody(now.definition, found))
            self.result.set_rows(found.rows)
            if within and self.result is not before:
                self.result.start()  # the keyboard stays in what is found

    def _make_result(self, now: Shared) -> None:
        self._memory = ListMemory(self.session, now.id, now.definition, self._keep_table)
        page = make_result_page(self._memory, now.name)
        page.without_title()
        page.opened.connect(self._open)
        old = self.result
        self.result = page
        self._holder.addWidget(page)
        self._holder.setCurrentWidget(page)
        if old is not None:
            self._holder.removeWidget(old)
            old.deleteLater()

    def _offer(self) -> None:
        """What can be made of the list that is shown."""
        self._outs.clear()
        if self.result is not None and self._list is not None:
            ListOutput(self.session, self.result.table, self._list, self._found).offer(self._outs)

    def _open(self, number: int) -> None:
        row = self._rows.get(number)
        if row is not None:
            self._open_record(row.record, row.record_id)

    def _chosen(self) -> None:
        ids = self.table.table.selected_ids()
        if self._filling or len(ids) != 1 or (self._list is not None and ids[0] == self._list.id):
            return
        if may_leave(self, self.flush):
            lists = self.session.office.query(list_saved_lists)
            self._show(next((each for each in lists if each.id == ids[0]), None))
        elif self._list is not None:
            self.table.table.select_id(self._list.id)

    def _show_editor(self, shown: bool) -> None:  # noqa: FBT001  # Qt's signal
        self._editor.setVisible(shown)
        if shown:
            self.name.editor.setFocus()

    def _keep(self, definition: ListDefinition) -> None:
        if self._list is None or definition == self._list.definition:
            return
        if self.session.office.read_only:  # it may be looked at in another way, for as long as it is shown
            self._show(replace(self._list, definition=definition))
        else:
            change = SetField("saved_list", self._list.id, "definition", format_definition(definition))
            if self.session.execute(change, self) is None:
                self._show(self._list)  # as it is still

    def _keep_table(self, definition: ListDefinition) -> None:
        """The columns or the order are others now; what is asked may have changed meanwhile."""
        if self._list is not None:
            self._keep(replace(self._list.definition, columns=definition.columns, sort=definition.sort))

    def _setter(self, part: str) -> Callable[[Any], str]:
        def keep(value: Any) -> str:  # noqa: ANN401
            if self._list is None:
                return ""
            changed: dict[str, Any] = {part: value}
            return self._commit("definition", format_definition(replace(self._list.definition, **changed)))

        return keep

    def _set_subject(self, subject: Subject) -> str:
        if self._list is None:
            return ""
        return self._commit("definition", format_definition(self._list.definition.about(subject)))

    def _rename(self, name: str) -> str:
        return self._commit("name", name)

    def _commit(self, column: str, value: str) -> str:
        if self._list is None:
            return ""
        return self.session.commit(SetField("saved_list", self._list.id, column, value), self)

    def _remove(self, ids: list[int]) -> None:
        self.session.execute(Remove("saved_list", tuple(ids)), self)

    def _copy(self) -> None:
        if self._list is not None and self._list.problem:
            self._tell(self._list.problem)
        elif self._list is not None:
            self.new_list(self._list.name, self._list.definition)

    def _browse(self) -> None:
        path = ask_open_path(self, "Take in a shared list", KIND, FolderOf.LISTS)
        if path is not None:
            self.take_in(path)

    def _tell(self, text: str) -> None:
        messages.show_message(self, text)


def _made_for(definition: ListDefinition) -> tuple[Subject, Use, RowFor]:
    """What a table of a list is made for; anything else changes within it."""
    return definition.subject, definition.use, definition.row_for
