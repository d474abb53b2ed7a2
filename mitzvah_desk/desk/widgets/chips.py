"""The editor of words of letters and the newsletter: lines, bullets, bold words, chips that stay whole."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.field import Commit, Field
from mitzvah_desk.rules.templates import markup as wording
from mitzvah_desk.rules.templates.markup import FIELDS, LineStyle

_CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_KEY = QTextFormat.Property.UserProperty.value + 1
_LABEL = _KEY + 1
_SIGN = "\ufffc"


class _Chip(QPyTextObject):
    """How a chip is measured and drawn."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002, ARG002, N803
        metrics = QFontMetricsF(doc.defaultFont())
        return QSizeF(metrics.horizontalAdvance(_label(format)) + metrics.height() * 0.8, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(doc.defaultFont())
        painter.setPen(QColor(theme.current_colours().accent))
        painter.setBrush(QColor(theme.current_colours().chosen))
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(theme.current_colours().text))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, _label(format))
        painter.restore()


class WordsEdit(QTextEdit):
    """Words with chips.

    Args:
        fields: those that may stand in it as chips.
        parent: Qt's.

    Signals:
        typed: something in it changed.
        entered: the keyboard came into it.
    """

    typed = Signal()
    entered = Signal()

    def __init__(
        self, fields: Mapping[str, wording.TemplateField] = FIELDS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.fields = fields
        self.setTabChangesFocus(True)
        self._chip = _Chip(self)
        self.document().documentLayout().registerHandler(_CHIP, self._chip)
        self.textChanged.connect(self.typed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: chips go where the keyboard was last."""
        super().focusInEvent(event)
        self.entered.emit()

    def words(self) -> str:
        """What stands in it, as ``rules.templates.markup`` reads it."""
        block, lines = self.document().begin(), []
        while block.isValid():
            said = [(_said(fragment), _is_bold(fragment)) for fragment in _fragments(block)]
            whole = all(bold for text, bold in said if text.strip())
            look = LineStyle.BULLET if _is_bullet(block) else LineStyle.BOLD if whole else LineStyle.PARAGRAPH
            text = (
                "".join(text for text, _ in said).strip()
                if look is LineStyle.BOLD
                else wording.format_runs(said)
            )
            lines.append(f"{look}{text}" if text else "")
            block = block.next()
        return "\n".join(lines).strip()

    def set_words(self, words: str) -> None:
        """Shows some words instead."""
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(QTextBlockFormat())
        cursor.setCharFormat(QTextCharFormat())
        for number, (look, text) in enumerate(wording.parse_lines(words)):
            if number:
                cursor.insertBlock(_spaced(), QTextCharFormat())
            else:
                cursor.setBlockFormat(_spaced())
            if look is LineStyle.BULLET:
                cursor.createList(QTextListFormat.Style.ListDisc)
            elif _is_bullet(cursor.block()):
                cursor.currentList().remove(cursor.block())
            self._insert(cursor, text, bold=look is LineStyle.BOLD)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_words(self, words: str, *, stays: bool) -> None:
        """Shows some words unless they stand here; where it ``stays``, the cursor keeps its place."""
        if words == self.words():
            return
        at = self.textCursor().position() if stays else 0
        self.set_words(words)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def insert_field(self, key: str) -> None:
        """Puts a chip where the cursor stands, and the keyboard behind it."""
        self._insert(self.textCursor(), f"{{{{ {key} }}}}")
        self.setFocus()

    def toggle_bullet(self) -> None:
        """Makes the line a bullet, or a paragraph again."""
        cursor = self.textCursor()
        if _is_bullet(cursor.block()):
            cursor.currentList().remove(cursor.block())
            cursor.setBlockFormat(_spaced())
        else:
            cursor.createList(QTextListFormat.Style.ListDisc)
        self.setFocus()

    def toggle_bold(self) -> None:
        """Makes what is selected bold, or plain again; the whole line where nothing is."""
        cursor = self.textCursor()
        bold = cursor.charFormat().fontWeight() >= QFont.Weight.Bold
        if not cursor.hasSelection():
            bold = any(map(_is_bold, _fragments(cursor.block())))
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        cursor.mergeCharFormat(shape)
        self.setFocus()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: what is pasted comes as plain words, its fields as chips."""
        cursor = self.textCursor()
        for number, line in enumerate(source.text().splitlines()):
            if number:
                cursor.insertBlock()
            self._insert(cursor, line)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: what is copied can be pasted with its chips."""
        whole, chosen = self.textCursor(), WordsEdit(self.fields)
        chosen.textCursor().insertFragment(whole.selection())
        data = QMimeData()
        data.setText(chosen.words())
        chosen.deleteLater()
        return data

    def _insert(self, cursor: QTextCursor, text: str, *, bold: bool = False) -> None:
        for piece, strong in wording.parse_runs(text, self.fields):
            shape = _shape(bold=bold or strong)
            if isinstance(piece, str):
                cursor.insertText(piece, shape)
                continue
            shape.setObjectType(_CHIP)
            shape.setProperty(_KEY, piece.key)
            shape.setProperty(_LABEL, piece.label)
            shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
            cursor.insertText(_SIGN, shape)
        self.setCurrentCharFormat(_shape(bold=bold))


class WordsLine(WordsEdit):
    """One line of words with chips, as high as any other field of a line.

    Signals:
        returned: Enter was pressed.
    """

    returned = Signal()

    def __init__(
        self, fields: Mapping[str, wording.TemplateField] = FIELDS, parent: QWidget | None = None
    ) -> None:
        super().__init__(fields, parent)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def set_words(self, words: str) -> None:
        """Shows some words instead, on one line."""
        self.clear()
        self._insert(self.textCursor(), " ".join(words.split()))
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter begins no line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: what is pasted comes on the one line."""
        self._insert(self.textCursor(), " ".join(source.text().split()))

    def changeEvent(self, event: QEvent) -> None:
        """Qt: its height follows the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        height = QLineEdit().sizeHint().height()
        room = height - 2 * self.frameWidth() - self.fontMetrics().lineSpacing()
        self.setFixedHeight(height)
        self.document().setDocumentMargin(max(room / 4, 1))


class WordsLineField(Field):
    """The field over one line of words; the value is a str with its fields in braces."""

    def __init__(self, label: str, commit: Commit, parent: QWidget | None = None) -> None:
        self.words = WordsLine()
        super().__init__(label, self.words, commit, parent=parent)
        self.words.returned.connect(self.flush)

    def _raw(self) -> object:
        return self.words.words()

    def _read(self) -> str:
        return wording.require_valid_markup(self.words.words(), self.words.fields)

    def _show(self, value: str | None) -> None:
        self.words.show_words(value or "", stays=self._committing)


class WordsField(Field):
    """The field over such an editor."""

    def __init__(
        self,
        label: str,
        commit: Commit,
        fields: Mapping[str, wording.TemplateField] = FIELDS,
        parent: QWidget | None = None,
    ) -> None:
        self.words = WordsEdit(fields)
        super().__init__(label, self.words, commit, parent=parent)
        self.words.setMinimumHeight(self.fontMetrics().height() * 10)
        layout = self.layout()
        if layout is not None:
            layout.setStretch(1, 1)  # type: ignore[attr-defined]  # it is a box
            layout.setStretch(layout.count() - 1, 0)  # type: ignore[attr-defined]

    def _raw(self) -> object:
        return self.words.words()

    def _read(self) -> str:
        return wording.require_valid_markup(self.words.words(), self.words.fields)

    def _show(self, value: str | None) -> None:
        self.words.show_words(value or "", stays=self._committing)


def _label(shape: QTextFormat) -> str:
    return str(shape.property(_LABEL) or "?")


def _is_bullet(block: QTextBlock) -> bool:
    return block.blockFormat().objectIndex() >= 0  # only lists are objects of a block


def _shape(*, bold: bool) -> QTextCharFormat:
    shape = QTextCharFormat()
    if bold:
        shape.setFontWeight(QFont.Weight.Bold)
    return shape


def _is_bold(fragment: Any) -> bool:  # noqa: ANN401  # Qt's iterators tell no types
    return bool(fragment.charFormat().fontWeight() >= QFont.Weight.Bold)


def _said(fragment: Any) -> str:  # noqa: ANN401
    """A fragment's text, a chip as its field."""
    shape = fragment.charFormat()
    key = shape.property(_KEY) if shape.objectType() == _CHIP else None
    text = str(fragment.text()).replace("\u2028", " ")
    return f"{{{{ {key} }}}}" * text.count(_SIGN) if key else text.replace(_SIGN, "")


def _spaced() -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setBottomMargin(6)
    return block


def _fragments(block: QTextBlock) -> Iterable[Any]:
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def make_format_actions(words: WordsEdit, parent: QWidget) -> list[QAction]:
    """Bold and Bullet, with their keys, for the page that an editor is on."""
    made = []
    for name, icon, keys, slot in (
        ("Bold", "pencil", "Ctrl+B", words.toggle_bold),
        ("Bullet", "list-check", "Ctrl+Shift+L", words.toggle_bullet),
    ):
        action = QAction(theme.load_icon(icon), name, parent)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, slot=slot: slot())
        words.addAction(action)
        made.append(action)
    return made


def show_letter(view: QTextEdit, greeting: str, parts: Iterable[wording.LetterLine]) -> None:
    """Shows a finished letter's words, as plain text in paragraphs, bullets and bold lines."""
    view.clear()
    cursor = view.textCursor()
    cursor.insertText(greeting, QTextCharFormat())
    for part in parts:
        cursor.insertBlock(_spaced(), QTextCharFormat())
        if part.look is LineStyle.BULLET:
            cursor.createList(QTextListFormat.Style.ListDisc)
        elif _is_bullet(cursor.block()):
            cursor.currentList().remove(cursor.block())
        for text, strong in part.runs or ((part.text, False),):
            cursor.insertText(text, _shape(bold=strong or part.look is LineStyle.BOLD))
    view.moveCursor(QTextCursor.MoveOperation.Start)
