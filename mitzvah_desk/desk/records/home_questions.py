"""Questions whether a place is a partner's home, each answered with Yes or No where it is asked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.rota.home_questions import HomeQuestion


class HomeQuestions(QFrame):
    """The open questions of a page; hidden while there are none.

    Args:
        session: where the answers are kept.
        parent: Qt's.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._questions: tuple[HomeQuestion, ...] = ()
        self._lines: list[QWidget] = []
        self.setAccessibleName("Questions about places")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self.fontMetrics().height() // 4)
        self.hide()

    def set_questions(self, questions: Sequence[HomeQuestion]) -> None:
        """Asks these instead; what is asked already stays as it is, with the keyboard where it was."""
        if tuple(questions) == self._questions:
            return
        self._questions = tuple(questions)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(question) for question in self._questions]
        for line in self._lines:
            self._layout.addWidget(line)
        self.setVisible(bool(self._lines))

    def button(self, number: int, words: str) -> QPushButton:
        """The button with which a question is answered, by its place in the list and its word."""
        found = self._lines[number].findChildren(QPushButton)
        return next(button for button in found if button.text() == words)

    def texts(self) -> list[str]:
        """What is asked."""
        return [question.text for question in self._questions]

    def _line(self, question: HomeQuestion) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(make_label(question.text, wraps=True), 1)
        for words, action in (("Yes", question.yes), ("No", question.no)):
            button = QPushButton(words)
            button.setAccessibleName(f"{words}: {question.text}")
            button.clicked.connect(lambda _=False, action=action: self._answer(action))
            row.addWidget(button)
        return line

    def _answer(self, action: Action) -> None:
        self._session.execute(action, self)
