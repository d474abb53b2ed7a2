"""Who is counted in the newsletter and not named, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.newsletter.public import Unnamed

COLUMNS: tuple[Column[Unnamed], ...] = (
    Column("name", "Name", lambda r: r.name, width_chars=30),
    Column("why", "Why", lambda r: r.why, width_chars=34),
    Column("roles", "Counted as", lambda r: r.roles, width_chars=30),
)


class UnnamedDialog(QDialog):
    """The people; opening one leads to their page, where a permission is noted.

    Attributes:
        list: the people.
    """

    def __init__(
        self, session: FileSession, people: Sequence[Unnamed], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("Counted, not named")
        self.list: ListPage[Unnamed] = ListPage(
            "unnamed",
            "Counted, not named",
            COLUMNS,
            session.memory,
            noun=("person", "people"),
            empty=("Everybody is named.", "All of them have agreed."),
        )
        self.list.set_rows(people)
        self.list.opened.connect(self._open)
        closing = QPushButton(theme.load_icon("x"), "&Close")
        closing.setAutoDefault(False)
        closing.clicked.connect(self.close)
        em = self.fontMetrics().height()
        foot = QHBoxLayout()
        foot.setContentsMargins(em, 0, em, 0)
        words = "Enter opens a person's page: note there whether their name may be printed."
        foot.addWidget(make_label(words, "muted", wraps=True), 1)
        foot.addWidget(closing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em // 2, 0, em)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(parent.window().size() * 0.8 if parent is not None else self.sizeHint())
        self.list.start()

    def _open(self, person_id: int) -> None:
        self.close()
        self._session.open_requested.emit("person", person_id)
