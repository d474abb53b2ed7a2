"""The campaign chooser at the top left; everything follows it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.lookup import Option
from mitzvah_desk.rules.fields import parsing
from mitzvah_desk.rules.fields.day_hints import ask_day
from mitzvah_desk.rules.jewish_calendar.mitzvah_day import propose_mitzvah_day
from mitzvah_desk.rules.plurals import count_noun

_WHO_SETS_IT = (
    "The day proposed is the Sunday from 18 to 24 November, as it usually is."
    " The charity Mitzvah Day sets it each year: look at mitzvahday.org.uk."
)
_GAPS = (
    "Nobody is invited yet. Those who did the same last time are shown first beside each shift, and Fill gaps"
    " can invite them all in one step."
)


class CampaignChooser(QWidget):
    """Chooses the campaign, or starts another."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._combo = QComboBox()
        self._combo.setAccessibleName("Campaign")
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._combo.setMinimumContentsLength(12)
        self._combo.activated.connect(self._chosen)
        label = make_label("Campaign", "muted")
        label.setBuddy(self._combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 0, 6, 6)
        layout.setSpacing(2)
        layout.addWidget(label)
        layout.addWidget(self._combo)
        session.changed.connect(self._on_changed)
        session.open_requested.connect(self._on_wanted)
        self._ids: list[int] = []
        self.reload()

    def reload(self) -> None:
        """Reads the campaigns again; keeps the chosen one, or takes the newest."""
        options = self._session.office.query(lookup.list_campaign_options)
        self._ids = [option.id for option in options]
        self._combo.clear()
        self._combo.addItems([option.label for option in options])
        if not self._session.office.read_only:
            self._combo.addItem("Start another campaign…")
        for number, option in enumerate(options):
            told = escape_tooltip(f"{option.label}, {option.detail}")
            self._combo.setItemData(number, told, Qt.ItemDataRole.ToolTipRole)
        chosen = self._session.campaign_id
        if chosen not in self._ids:
            chosen = self._ids[0] if self._ids else None
            self._session.choose_campaign(chosen)
        self._combo.setCurrentIndex(self._ids.index(chosen) if chosen is not None else -1)

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "campaign" in tables:
            self.reload()

    def _on_wanted(self, record: str) -> None:
        if record == "next_year":
            self.start_campaign()

    def _chosen(self, number: int) -> None:
        if number < len(self._ids):
            self._session.choose_campaign(self._ids[number])
            return
        self.start_campaign()

    def start_campaign(self) -> None:
        """Asks for a name and a day, and starts a campaign: an empty one, or an older one rolled forward."""
        others = self._session.office.query(lookup.list_campaign_options)
        dialog = CampaignDialog(others, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            done = self._session.execute(dialog.action(), self)
            if done is not None and not others:
                self._session.settle(done)  # everything else stands on the first one
            if done is not None:
                self._session.choose_campaign(done.id)
                self._tell_missing(done)
        dialog.deleteLater()
        self.reload()

    def _tell_missing(self, done: Done) -> None:
        """Names the projects that are without a coordinator now."""
        missing = [finding.text for finding in done.findings if finding.rule == "project.coordinator"]
        if missing:
            text = f"{count_noun(len(missing), 'project')} to find a coordinator for."
            messages.show_message(self.window(), text, details="\n".join(missing))


class CampaignDialog(QDialog):
    """Asks for a campaign's name and main day, and what it begins with; it saves nothing itself.

    Args:
        campaigns: those that may be rolled forward.
        parent: Qt's.
    """

    def __init__(self, campaigns: Sequence[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Start a campaign")
        self.begins = QComboBox()
        self.begins.addItem("Nothing: an empty campaign", None)
        for each in campaigns:
            self.begins.addItem(f"{each.label}: its projects and shifts, moved to the new day", each.id)
        self.begins.setCurrentIndex(min(len(campaigns), 1))  # last year's, where there is one
        self.begins.currentIndexChanged.connect(lambda _: self._show_gaps())
        self.gaps = make_label(_GAPS, "muted", wraps=True)
        year, taken = date.today().year, {each.label for each in campaigns}
        if date.today() > propose_mitzvah_day(year) or f"Mitzvah Day {year}" in taken:
            year += 1
        self.name = QLineEdit(f"Mitzvah Day {year}")
        self.day = QLineEdit(parsing.format_date(propose_mitzvah_day(year)))
        self._problem = Refusal()
        buttons = QDialogButtonBox()
        buttons.addButton("Start it", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Start a campaign", "heading"))
        for text, box in (
            ("Its &name", self.name),
            ("Its &main day", self.day),
            ("It begins &with", self.begins),
        ):
            label = make_label(text, "muted")
            label.setBuddy(box)
            box.setAccessibleName(text.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(box)
        layout.addWidget(make_label(_WHO_SETS_IT, "muted", wraps=True))
        layout.addWidget(self.gaps)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        self._show_gaps()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)

    def action(self) -> Action:
        """What was asked for."""
        from mitzvah_desk.office.projects.roll_forward import RollForward

        day = parsing.parse_date(self.day.text(), today=date.today())
        name, old = self.name.text(), self.begins.currentData()
        if old is None or day is None:
            return Add("campaign", {"name": name, "main_day": day})
        return RollForward(old, name, day)

    def _show_gaps(self) -> None:
        self.gaps.setVisible(self.begins.currentData() is not None)

    def _check(self) -> None:
        try:
            day = parsing.parse_date(self.day.text(), today=date.today())
        except ValueError as error:
            self._refuse(self.day, str(error))
            return
        if not self.name.text().strip():
            self._refuse(self.name, "What is the campaign called? Such as Mitzvah Day.")
        elif day is None:
            self._refuse(self.day, ask_day("its main day", date.today()))
        else:
            self.accept()

    def _refuse(self, line: QLineEdit, sentence: str) -> None:
        self._problem.tell(sentence, line)
        line.setFocus()
