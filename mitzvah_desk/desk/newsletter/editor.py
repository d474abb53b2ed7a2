"""The words of one piece of the newsletter: its heading, its order, and its lines with chips."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.chips import WordsField, make_format_actions
from mitzvah_desk.desk.widgets.fields import ChoiceField, TextField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import escape_mnemonics, make_action, make_action_button, make_label
from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.office.newsletter.words import ChangeWords, NewsletterWords, ShippedWordsAgain
from mitzvah_desk.rules.templates.section_fields import CHIPS
from mitzvah_desk.rules.templates.sections import Order, Piece, Sort

_HELP = (
    "A line with a chip of a project is written once for each project, and so for every other sort. "
    "A sentence whose chip has nothing to say is left out."
)


class PieceEditor(QWidget):
    """The editor.

    Attributes:
        heading: above the piece.
        order: of what it tells.
        body: its lines.
        put_in: the menu of chips.
        back: goes back to the shipped words.

    Signals:
        typed: something in it changed, committed or not.
    """

    typed = Signal()

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._words: NewsletterWords | None = None
        self.heading = TextField("Heading", self._keep("heading"))
        self.order = ChoiceField(
            "In order", self._keep("order"), [(order, str(order).capitalize()) for order in Order]
        )
        self.body = WordsField("What it says", self._keep("words"))
        self.body.words.typed.connect(self.typed)
        self.heading.line.textChanged.connect(self.typed)
        self.put_in = QAction(theme.load_icon("plus"), "Put in a &chip", self)
        self._chips = QMenu(self)
        self.put_in.setMenu(self._chips)
        self.back = make_action(self, "arrow-back-up", "Shipped words a&gain", self._back)
        self._shapes = make_format_actions(self.body.words, self)
        self._lay_out()

    @property
    def kind(self) -> NewsletterKind | None:
        """The piece whose words are shown."""
        return self._words.kind if self._words else None

    @property
    def piece(self) -> Piece | None:
        """The words as they stand now, kept or not."""
        if self._words is None:
            return None
        kept, heading = self._words.piece, self.heading.line.text().strip()
        return Piece(heading or kept.heading, self.order.value or kept.order, self.body.words.words())

    def show_words(self, words: NewsletterWords) -> None:
        """Shows the words of a piece; what is typed in them and not kept yet stays."""
        other = words.kind is not self.kind
        self._words = words
        if other:
            self.body.words.fields = CHIPS[words.kind]
            self._fill_menu(words.kind)
        for field, value in (
            (self.heading, words.piece.heading),
            (self.order, words.piece.order),
            (self.body, words.piece.words),
        ):
            (field.load if other else field.set_value)(value)
        writing = not self.session.office.read_only
        self.body.words.setReadOnly(not writing)
        self.heading.line.setReadOnly(not writing)
        for action in (self.put_in, *self._shapes):
            action.setEnabled(writing)
        self.order.setEnabled(writing)
        self.back.setEnabled(words.own and writing)

    def flush(self) -> bool:
        """Commits what is typed; returns whether nothing is left uncommitted."""
        kept = [field.flush() for field in (self.heading, self.order, self.body)]
        return all(kept)

    def _lay_out(self) -> None:
        self.heading.setMinimumWidth(self.fontMetrics().height() * 7)
        top = FlowLayout()
        top.addWidget(self.heading)
        top.addWidget(self.order)
        buttons = FlowLayout()
        made = [make_action_button(action) for action in (self.put_in, *self._shapes, self.back)]
        for button in made:
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(buttons)
        layout.addWidget(self.body, 1)
        layout.addWidget(make_label(_HELP, "muted", wraps=True))

    def _fill_menu(self, kind: NewsletterKind) -> None:
        self._chips.clear()
        for sort in Sort:
            chips = [chip for chip in CHIPS[kind].values() if chip.sort is sort]
            if not chips:
                continue
            menu = self._chips.addMenu(f"Once for each {sort}" if sort else "For the whole piece")
            for chip in chips:
                menu.addAction(escape_mnemonics(chip.label)).triggered.connect(self._inserter(chip.key))

    def _inserter(self, key: str) -> Callable[[], None]:
        return lambda: self.body.words.insert_field(key)

    def _keep(self, part: str) -> Callable[[Any], str]:
        def keep(value: Any) -> str:  # noqa: ANN401
            words = self._words
            if words is None:
                return ""
            piece = replace(words.piece, **{part: value})
            sentence = self.session.commit(ChangeWords(words.kind, piece), self)
            if not sentence:
                self._words = replace(words, piece=piece, own=True)
            return sentence

        return keep

    def _back(self) -> None:
        if self._words is not None:
            self.body.restore()
            self.session.execute(ShippedWordsAgain(self._words.kind), self)
