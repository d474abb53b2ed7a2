"""Why somebody is kept longer than the rules say, in a line of their page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.privacy.tidy import read_hold
from mitzvah_desk.rules.fields.parsing import format_date


class HoldLine(QFrame):
    """The reason and its day, with a button that takes it back; hidden where there is none.

    Args:
        session: the open file.

    Attributes:
        text: the line.
        button: takes the reason back.
    """

    def __init__(self, session: FileSession) -> None:
        super().__init__()
        self._session, self._hold = session, 0
        self.text = make_label("", "muted", wraps=True)
        self.button = QPushButton(theme.load_icon("x"), "Keep no longer")
        self.button.clicked.connect(self._take_back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.button)
        self.hide()

    def show_person(self, person_id: int) -> bool:
        """Shows why a person is kept; returns whether there is a reason."""
        hold = self._session.office.query(read_hold, person_id)
        self.setVisible(hold is not None)
        if hold is not None:
            self._hold = hold.id
            self.text.setText(f"Kept because: {hold.reason} (decided on {format_date(hold.decided_on)})")
            self.button.setAccessibleName(f"Keep no longer: {hold.reason}")
        return hold is not None

    def _take_back(self) -> None:
        self._session.execute(Remove("retention_hold", (self._hold,)), self)
