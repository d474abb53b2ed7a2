"""The first page of an import: which file, what it tells of, and what each of its columns means."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.importing.meaning_table import MeaningTable
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.exchange.tables_in import LETTERS, TableSheet
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.importing.source import (
    Source,
    find_profile,
    find_sheet,
    list_other_sheets,
    list_profiles,
    open_sheet,
    profile_action,
    tell_of_organisations,
    with_header,
)
from mitzvah_desk.rules.people.addressing import join_words
from mitzvah_desk.rules.plurals import count_noun

_KINDS = {
    ImportOf.PEOPLE: "People, households, groups",
    ImportOf.PARTNERS: "Partners",
    ImportOf.DONATIONS: "Donations",
    ImportOf.SIGN_UPS: "Sign-ups for shifts",
    ImportOf.ITEMS: "Goods: the catalogue",
}
_BY_ITSELF = "Found by the headings"
_FEW = 4
_LOOKED_AT = 15


def _tell_columns(source: Source) -> Iterator[str]:
    """What is told of a file's columns, in sentences."""
    if source.program:
        yield f"This looks like a file of {source.program}."
    books = [source.headings[number] for number in sorted(source.bookkeeping)]
    if books:
        few = join_words(books[:_FEW]) if len(books) <= _FEW else f"{', '.join(books[:_FEW])} and others"
        yield f"Passed over, as they are that program’s own books: {few}."
    told = count_noun(len(source.matched), "column")
    yield f"{told} of {len(source.headings)} {'is' if len(source.matched) == 1 else 'are'} understood."
    unused = [column.heading for column in source.unused]
    if unused:
        them = "it means, or pass over it" if len(unused) == 1 else "they mean, or pass over them"
        yield f"Not understood: {join_words(unused)}. Say what {them}."


class ColumnsPage(QWidget):
    """Shows a file's columns and lets one correct what they mean.

    Signals:
        wanted: another file is to be chosen.
        lettered: the file is to be read with this code page.
        changed: the source is another now.
    """

    wanted = Signal()
    lettered = Signal(str)
    changed = Signal()

    def __init__(self, session: FileSession, kind: ImportOf | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wished = kind
        self._sheets: Sequence[TableSheet] = ()
        self._name = ""
        self.source: Source | None = None
        self.choose = QPushButton(theme.load_icon("folder-open"), "Choose a &file…")
        self.choose.clicked.connect(self.wanted)
        self._file = ElidedLabel(
            "No file yet. CSV, Excel, OpenDocument, vCard and e-mails of our sign-up form can be read.",
            "muted",
        )
        self.kind = self._combo("It tells of", list(_KINDS.values()))
        self.kind.setCurrentIndex(list(_KINDS).index(kind or ImportOf.PEOPLE))
        self.sheet = self._combo("Sheet", [])
        self.sheet.activated.disconnect()
        self.sheet.activated.connect(self.choose_sheet)
        self.profile = self._combo("Columns", [_BY_ITSELF])
        self.header = self._combo("Headings", [])
        self.header.setMinimumContentsLength(36)
        self.header.activated.disconnect()
        self.header.activated.connect(self._set_header)
        self.letters = self._combo("Letters", list(LETTERS.values()))
        self.letters.setToolTip("This file does not tell its letters. If names look wrong, choose others.")
        self.letters.activated.disconnect()
        self.letters.activated.connect(lambda at: self.lettered.emit(list(LETTERS)[at]))
        self._first = make_label(
            "Choose a file, or drop one here. Nothing is changed before you accept it.", "muted"
        )
        self._first.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.problem = Refusal()
        self._said = make_label("", "muted", wraps=True)
        self.others = make_label("", wraps=True)
        self.table = MeaningTable()
        self.table.meant.connect(self._match)
        char = self.fontMetrics().averageCharWidth()
        self.name = QLineEdit(placeholderText="Such as: Our sign-up form")
        self.name.setAccessibleName("Remember these columns as")
        self.name.setMinimumWidth(char * 30)
        self.keep = QPushButton(theme.load_icon("device-floppy"), "&Remember these columns")
        self.keep.clicked.connect(self._remember)
        self._assemble()
        self._show()

    def _combo(self, label: str, options: list[str]) -> QComboBox:
        combo = QComboBox()
        combo.addItems(options)
        combo.setAccessibleName(label)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.activated.connect(self._chosen)
        combo.setProperty("label", label)
        return combo

    def _assemble(self) -> None:
        em = self.fontMetrics().height()
        top = FlowLayout()
        top.addWidget(self.choose)
        self._pairs: list[QWidget] = []
        for combo in (self.kind, self.sheet, self.profile, self.header, self.letters):
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            words = make_label(str(combo.property("label")), "muted")
            words.setBuddy(combo)
            line.addWidget(words)
            line.addWidget(combo)
            top.addWidget(pair)
            self._pairs.append(pair)
        below = QHBoxLayout()
        below.addWidget(self.name)
        below.addWidget(self.keep)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em // 2)
        layout.addLayout(top)
        layout.addWidget(self._file)
        layout.addWidget(self.problem)
        layout.addWidget(self._said)
        layout.addWidget(self.others)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._first, 1)
        layout.addLayout(below)

    def show_file(self, name: str, sheets: Sequence[TableSheet]) -> None:
        """Shows a file that was read."""
        self._sheets, self._name = sheets, name
        self.problem.clear()
        self.sheet.clear()
        self.sheet.addItems([sheet.name for sheet in sheets])
        self.choose_sheet(find_sheet(sheets, self._wished))
        if self.source is not None:  # the same form again is read as it was the last time
            kept = find_profile(self._session.office.query(list_profiles, self.source.kind), self.source)
            if kept:
                self._open(self.source.kind, kept)

    def choose_sheet(self, at: int) -> None:
        """Shows another sheet of the file; what tells of what it is itself is read so."""
        self.sheet.setCurrentIndex(at)
        told = self._sheets[at].tells_of
        self._open(ImportOf(told) if told else self._wished)

    def find_next_sheet(self) -> tuple[int, str] | None:
        """The number of a sheet of another kind that this file has too, and a sentence about it."""
        if self.source is None:
            return None
        found = self._list_others()
        return (self._sheets.index(found[0]), tell_of_organisations(found[0])) if found else None

    def _list_others(self) -> list[TableSheet]:
        if self.source is None or self.source.kind is not ImportOf.PEOPLE:
            return []
        return list_other_sheets(self._sheets, self.source.sheet)

    def show_problem(self, sentence: str) -> None:
        """Says why a file cannot be read."""
        self.problem.tell(sentence)
        self._show()

    def _open(self, kind: ImportOf | None, profile: str = "") -> None:
        sheet = self._sheets[max(self.sheet.currentIndex(), 0)]
        self.source = open_sheet(self._name, sheet, kind, profile)
        known = self._session.office.query(list_profiles, self.source.kind)
        chosen = next((name for name, text in known.items() if text == profile), _BY_ITSELF)
        self.profile.clear()
        self.profile.addItems([_BY_ITSELF, *known])
        self.profile.setCurrentText(chosen)
        self.kind.setCurrentIndex(list(_KINDS).index(self.source.kind))
        self._show()
        self.changed.emit()

    def _chosen(self) -> None:
        if not self._sheets:
            self._wished = list(_KINDS)[self.kind.currentIndex()]
            return
        kind = list(_KINDS)[self.kind.currentIndex()]
        known = self._session.office.query(list_profiles, kind)
        self._wished = kind
        self._open(kind, known.get(self.profile.currentText(), ""))

    def _set_header(self, at: int) -> None:
        if self.source is not None:
            self.source = with_header(self.source, at - 1 if at else None)
            self._show()
            self.changed.emit()

    def _show_headers(self, source: Source) -> None:
        """The first rows, of which one holds the headings."""
        self.header.clear()
        self.header.addItem("No row holds headings")
        for line, cells in source.sheet.rows[:_LOOKED_AT]:
            words = " · ".join(" ".join(cell.split()) for cell in cells if cell)
            self.header.addItem(f"Row {line}: {words[:40]}{'…' if len(words) > 40 else ''}")
        self.header.setCurrentIndex(0 if source.header is None else source.header + 1)

    def _show(self) -> None:
        source = self.source
        for widget in (self.table, self.name, self.keep, self._said, *self._pairs[1:]):
            widget.setVisible(source is not None)
        self._first.setVisible(source is None)
        others = self.find_next_sheet()
        self.others.setText(f"{others[1]} Choose them beside “Sheet”, or after these." if others else "")
        self.others.setVisible(others is not None)
        if source is None:
            return
        self._pairs[1].setVisible(len(self._sheets) > 1)
        self._pairs[2].setVisible(self.profile.count() > 1)
        self._pairs[3].setVisible(source.sheet.row_noun == "row")  # the headings of cards are our own
        guessed = source.sheet.letters
        self._pairs[4].setVisible(bool(guessed))
        self.letters.setCurrentText(LETTERS.get(guessed, ""))
        self._file.setText(self._name)
        rows = source.rows
        self._show_headers(source)
        if source.sheet.row_noun == "row":
            count = f"{len(rows):,} {'row follows' if len(rows) == 1 else 'rows follow'} the headings."
        else:
            count = f"{count_noun(len(rows), source.sheet.row_noun)}."
        self._said.setText(" ".join((count, *_tell_columns(source))))
        self.table.show_source(source)

    def meaning(self, number: int) -> Any:  # noqa: ANN401
        """The choice beside a column."""
        return self.table.meaning(number)

    def _match(self, number: int, key: str) -> None:
        if self.source is not None:
            self.source = self.source.matching(number, key)
            self._show()
            self.meaning(number).setFocus()
            self.changed.emit()

    def _remember(self) -> None:
        name = " ".join(self.name.text().split())
        if self.source is None or not name:
            self.name.setFocus()
            self.name.setPlaceholderText("Type a name first")
            return
        action = self._session.office.query(profile_action, self.source, name)
        if self._session.execute(action, self) is not None:
            known = self._session.office.query(list_profiles, self.source.kind)
            self._open(self.source.kind, known[name])
            self.name.clear()
