"""The words of letters: choose a set, change it, and see it as a real addressee would read it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.chips import (
    WordsEdit,
    WordsField,
    WordsLineField,
    make_format_actions,
    show_letter,
)
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import ChoiceField, TextField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.desk.widgets.turning_splitter import TurningSplitter
from mitzvah_desk.model import LetterFor
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.thanks.letters import (
    LetterChoice,
    LetterWords,
    compose_letters,
    default_letter_words,
    list_letter_words,
    sample_addressee,
)
from mitzvah_desk.office.thanks.thank_you_ledger import Thanks, list_thanks
from mitzvah_desk.rules.templates.markup import FIELDS


class WordsPage(QWidget):
    """The page.

    Attributes:
        table: the sets of words.
        name: the chosen one's name.
        for_whom: whom it is for.
        subject: of an e-mail.
        body: its words.
        shown: the letter as the next addressee would read it.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._words: LetterWords | None = None
        self._at = 0
        self._lines: list[Thanks] = []
        self._filling = False
        self.table: SubTable[LetterWords] = SubTable(
            "words",
            "Words of letters",
            (
                Column("name", "LetterWords", lambda row: row.name, width_chars=22),
                Column("own", "", lambda row: "yours" if row.id > 0 else "shipped", width_chars=9),
            ),
            session.memory,
            empty="",
            on_add=self._add,
        )
        self.table.table.selected.connect(self._choose)
        self.name = TextField("Name", self._keep("name"))
        self.for_whom = ChoiceField(
            "For", self._keep("for_whom"), [(kind, str(kind).capitalize()) for kind in LetterFor]
        )
        self.subject = WordsLineField("Subject of an e-mail", self._keep("subject"))
        self.body = WordsField("What it says, after “Dear …” and before the farewell", self._keep("body"))
        self.body.words.typed.connect(self._preview)
        self._typing: WordsEdit = self.body.words
        for field in (self.subject, self.body):
            field.words.entered.connect(partial(self._enter, field.words))
        self.shown = QTextEdit(readOnly=True)
        self.shown.setAccessibleName("As the addressee reads it")
        self.who = ElidedLabel("", "muted")
        self._lay_out()

    def reload(self) -> None:
        """Reads the words and the addressees again."""
        ask, chosen = self.session.office.query, self.session.campaign_id
        self._lines = ask(list_thanks, chosen) if chosen is not None else []
        kept = self._words.name if self._words else ""
        rows = ask(list_letter_words)
        self._filling = True
        self.table.set_rows(rows)
        self._filling = False
        words = next((words for words in rows if words.name == kept), rows[0])
        self.table.table.select_id(words.id)
        self._show(words)

    def flush(self) -> bool:
        """Commits what is typed."""
        kept = [field.flush() for field in (self.name, self.for_whom, self.subject, self.body)]
        return all(kept)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        top = FieldRow([(self.name, 14), (self.for_whom, 14), (self.subject, 30)])
        buttons: list[QPushButton] = []
        chips = FlowLayout()
        chips.addWidget(make_label("Put in", "muted"))
        for key, each in FIELDS.items():
            button = QPushButton(each.label)
            button.setProperty("role", "chip")
            button.setAccessibleName(f"Put in: {each.label}")
            button.clicked.connect(self._inserter(key))
            chips.addWidget(button)
        buttons += [make_action_button(action) for action in make_format_actions(self.body.words, self)]
        self.back = make_action(self, "arrow-back-up", "Back to the shipped words", self._remove)
        buttons.append(make_action_button(self.back))
        for button in buttons:
            chips.addWidget(button)
        before = QPushButton(theme.load_icon("chevron-left"), "Before")
        after = QPushButton(theme.load_icon("chevron-right"), "Next")
        before.setAccessibleName("The addressee before")
        after.setAccessibleName("The next addressee")
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        line = QHBoxLayout()
        line.addWidget(self.who, 1)
        line.addWidget(before)
        line.addWidget(after)
        editor, reader = _Tall(), QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(top)
        column.addLayout(chips)
        column.addWidget(self.body, 1)
        beside = QVBoxLayout(reader)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(line)
        beside.addWidget(self.shown, 1)
        right = TurningSplitter([editor, reader], [600, 400])
        whole = TurningSplitter([self.table, right], [250, 900])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em // 2, em, em // 2)
        layout.addWidget(whole)

    def _inserter(self, key: str) -> Callable[[], None]:
        return lambda: self._typing.insert_field(key)

    def _enter(self, words: WordsEdit) -> None:
        """Chips go where one types: into the letter, or into the subject."""
        self._typing = words

    def _choose(self) -> None:
        chosen = self.table.table.selected_ids()
        if self._filling or len(chosen) != 1:
            return
        shown = self._words.id if self._words is not None else 0
        if chosen[0] != shown and not may_leave(self, self.flush):
            self._filling = True
            self.table.table.select_id(shown)
            self._filling = False
        elif self.flush():
            rows = self.session.office.query(
                list_letter_words
            )  # again: what was typed may have made words of our own
            words = next((words for words in rows if words.id == chosen[0]), None)
            if words is not None:
                self._show(words)

    def _show(self, words: LetterWords) -> None:
        other = self._words is None or words.name != self._words.name
        self._words = words
        for field, value in (
            (self.name, words.name),
            (self.for_whom, words.for_whom),
            (self.subject, words.subject),
            (self.body, words.body),
        ):
            (field.load if other else field.set_value)(value)
        shipped = {each.name for each in default_letter_words()}
        self.back.setText("Back to the shipped words" if words.name in shipped else "Remove these words")
        self.back.setEnabled(words.id > 0 and not self.session.office.read_only)
        self._preview()

    def _keep(self, column: str) -> Callable[[Any], str]:
        """Commits a field: into the committee's own words, which are made of the shipped ones at first."""

        def keep(value: Any) -> str:  # noqa: ANN401
            words = self._words
            if words is None:
                return ""
            if words.id > 0:
                sentence = self.session.commit(SetField("letter_template", words.id, column, value), self)
            else:
                first = {"name": words.name, "for_whom": words.for_whom}
                first |= {"subject": words.subject, "body": words.body}
                sentence = self.session.commit(Add("letter_template", first | {column: value}), self)
            if not sentence and column == "name":
                self._words = next(
                    (w for w in self.session.office.query(list_letter_words) if w.name == value), words
                )
                self.reload()
            return sentence

        return keep

    def _add(self) -> None:
        if not self.flush():
            return
        taken = {words.name for words in self.table.table.rows_model.rows()}
        name = next(
            name for n in range(1, 999) if (name := f"New words {n}" if n > 1 else "New words") not in taken
        )
        values = {"name": name, "subject": name, "body": default_letter_words()[0].body}
        done = self.session.execute(Add("letter_template", values), self)
        if done is not None:
            self.table.table.select_id(done.id)
            self.name.editor.setFocus()

    def _remove(self) -> None:
        if self._words is not None and self._words.id > 0:
            self.session.execute(Remove("letter_template", (self._words.id,)), self)

    def _turn(self, step: int) -> None:
        self._at += step
        self._preview()

    def _preview(self) -> None:
        """The letter as the next addressee reads it, with what is typed at this moment."""
        words, ask, number = self._words, self.session.office.query, self.session.campaign_id
        facts = ask(read_campaign, number) if number is not None else None
        if words is None or facts is None:
            self.who.setText("Choose a campaign to see a letter.")
            return
        now = LetterWords(words.id, words.name, words.for_whom, words.subject, self.body.words.words())
        anybody = words.for_whom is LetterFor.ANYBODY
        fitting = [line for line in self._lines if anybody or line.for_whom is words.for_whom]
        line = fitting[self._at % len(fitting)] if fitting else sample_addressee(now)
        letters, findings = compose_letters([line], [now], facts, ask(read_settings), LetterChoice(now.name))
        self.who.setText(f"To {line.name}" if fitting else "To somebody made up: no such addressee yet")
        if letters:
            show_letter(self.shown, letters[0].greeting, letters[0].parts)
        else:
            self.shown.setPlainText(f"{findings[0].text} {findings[0].do}")


class _Tall(QWidget):
    """Never lower than its chips need where they flow over many lines: a splitter does not ask for that."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))
