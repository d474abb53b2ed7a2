"""Asks what a new project is called and of which kind it is. It returns an action and saves nothing."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.field import accept_any
from mitzvah_desk.desk.widgets.fields import ChoiceField, TextField
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.projects.kind_work import AddProject
from mitzvah_desk.office.projects.kinds import describe_kind, read_kind

_EMPTY = "It begins empty. You can choose a kind for it later."


class NewProjectDialog(QDialog):
    """The title of a new project and its kind, with what a project of that kind begins with.

    Attributes:
        title: its title.
        kind: its kind; None for one without.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = session.office.query
        self.setWindowTitle("New project")
        self.title = TextField("Title", accept_any, hint="Such as Tea at Rubens House")
        kinds = [(option.id, option.label) for option in self._ask(lookup.list_kind_options)]
        self.kind = ChoiceField("Kind", self._show_kind, kinds, blank="No kind: it begins empty")
        self.kind.load(None)
        self._begins = make_label(_EMPTY, "muted", wraps=True)
        buttons = QDialogButtonBox()
        begin = buttons.addButton("Begin it", QDialogButtonBox.ButtonRole.AcceptRole)
        begin.setProperty("role", "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("New project", "heading"))
        for widget in (self.title, self.kind, self._begins, buttons):
            layout.addWidget(widget)
        layout.insertStretch(layout.indexOf(buttons), 1)
        metrics = self.fontMetrics()
        self.setMinimumWidth(metrics.averageCharWidth() * 64)
        self._begins.setMinimumHeight(metrics.lineSpacing() * 3)
        begin.setDefault(True)
        self.title.editor.setFocus()

    def action(self, campaign_id: int) -> AddProject:
        """Begins the project in a campaign."""
        return AddProject(campaign_id, self.title.value, self.kind.value)

    def _show_kind(self, kind_id: int | None) -> str:
        facts = None if kind_id is None else self._ask(read_kind, kind_id)
        if facts is None:
            self._begins.setText(_EMPTY)
            return ""
        begins = self._ask(describe_kind, facts.id)
        words = f"It begins with {begins}, to change as you like." if begins else ""
        self._begins.setText(f"{facts.summary} {words}".strip())
        return ""

    def _check(self) -> None:
        self.title.flush()
        self.kind.flush()
        if self.title.value:
            self.accept()
        else:
            self.title.refuse("What is the project called?")
