"""What a project lacks of its kind, with a button that adds it; and the kind's safety points."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import IconSign, make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.office.projects.kind_work import AddKindWork, find_missing_work
from mitzvah_desk.office.projects.kinds import read_kind


class KindNotice(QFrame):
    """Offers to add what is missing, once a project was given another kind; it asks nothing.

    Attributes:
        add_button: adds what is missing.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._project_id = 0
        self._offered_for = 0
        self.setProperty("role", "card")
        self._words = make_label("", wraps=True)
        self.add_button = QPushButton(theme.load_icon("plus"), "Add them")
        self.add_button.clicked.connect(self._add)
        later = QPushButton("Not now")
        later.setProperty("role", "quiet")
        later.clicked.connect(self._dismiss)
        em = self.fontMetrics().height()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em // 2, em // 4, em // 2, em // 4)
        layout.addWidget(IconSign("info-circle"), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.add_button)
        layout.addWidget(later)
        self.hide()

    def offer(self) -> None:
        """Offers it for the project that is shown, whose kind was just chosen."""
        self._offered_for = self._project_id

    def show_project(self, project_id: int, kind_id: int | None) -> None:
        """Shows what a project lacks, where that was offered for it."""
        self._project_id = project_id
        if project_id != self._offered_for or kind_id is None:
            self.hide()
            return
        ask = self._session.office.query
        kind, missing = ask(read_kind, kind_id), ask(find_missing_work, project_id)
        words = f"{kind.name} usually has more: {missing.words}." if kind is not None and missing else ""
        if words and words != self._words.text():
            announce(self, words)
        self._words.setText(words)
        self.add_button.setAccessibleName(f"Add {missing.words}")
        self.setVisible(bool(words))

    def _add(self) -> None:
        self._session.execute(AddKindWork(self._project_id), self)

    def _dismiss(self) -> None:
        self._offered_for = 0
        self.hide()


class SafetyPoints(QWidget):
    """The safety points of a project's kind, with where each comes from."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._points = make_label("", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(make_label("Safety points of this kind", "heading"))
        layout.addWidget(self._points)
        self.hide()

    def show_kind(self, kind_id: int | None) -> None:
        """Shows those of a kind; nothing where it has none."""
        facts = None if kind_id is None else self._session.office.query(read_kind, kind_id)
        lines = [line for line in facts.safety.splitlines() if line.strip()] if facts is not None else []
        self._points.setText("\n".join(f"•  {line}" for line in lines))
        self.setVisible(bool(lines))
