"""Starting a year: all that a new file is asked for, on one page; only the synagogue's name is needed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_open_path
from mitzvah_desk.desk.session.tasks import InlineRunner, Progress, Runner, TaskBar
from mitzvah_desk.desk.widgets.field import Field, accept_any
from mitzvah_desk.desk.widgets.fields import CheckField, DateField, TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import explain, make_label
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.core.settings import read_logo
from mitzvah_desk.office.projects.ready_kinds import list_ready_kinds
from mitzvah_desk.office.projects.start_year import StartYear, describe_main_day
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.jewish_calendar.mitzvah_day import propose_coming_mitzvah_day
from mitzvah_desk.rules.jewish_calendar.towns import find_town, list_towns

_WHO_SETS_IT = "The charity Mitzvah Day sets the day each year: look at mitzvahday.org.uk."
_OF_KINDS = (
    "Each brings along its usual shifts and roles, what to have to hand, what to do by when, and safety"
    " points. You can change all of it, and add kinds of your own."
)


class StartDialog(QDialog):
    """Asks for a new year; it makes no file itself.

    Args:
        parent: Qt's.
        runner: what reads the picture of a logo.
        today: the present day.

    Attributes:
        name: the synagogue's name.
        town: its town.
        degrees: how far north and east it is, asked for where the town is not known.
        day: the main day.
        kinds: whether each ready-made kind of project is wanted, by its name.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        runner: type[Runner] = InlineRunner,
        today: date | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Start our year")
        self._logo = ""
        self._runner = runner(self)
        self.name = TextField("Name of the synagogue", accept_any, hint="Such as Beit Chaverim Synagogue")
        self.town = TextField("Town, for the times of Shabbat", self._on_town, hint="London")
        self.town.line.setCompleter(_completer(self))
        self.degrees = [
            TextField("Degrees north", accept_any, hint="51.51"),
            TextField("Degrees east (west is less than nothing)", accept_any, hint="-0.13"),
        ]
        self.signatory = TextField("Who signs letters", accept_any)
        self.position = TextField("What they are", accept_any, hint="Such as Chair, social action committee")
        self.day = DateField("Main day", self._on_day, remark=_WHO_SETS_IT)
        self.day.load(propose_coming_mitzvah_day(today or date.today()))
        self._town_said = make_label("", "muted", wraps=True)
        self._day_said = make_label("", "muted", wraps=True)
        self.kinds = {
            kind.name: CheckField(kind.name, accept_any).without_label() for kind in list_ready_kinds()
        }
        self._form = Form()
        self._fill_form()
        self._problem = Refusal()
        buttons = QDialogButtonBox()
        start = buttons.addButton("Start our year…", QDialogButtonBox.ButtonRole.AcceptRole)
        start.setProperty("role", "primary")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(make_label("Start our year", "title"))
        words = "Only the name is needed. Everything else can be said later, in Settings."
        layout.addWidget(make_label(words, "muted", wraps=True))
        layout.addWidget(self._form, 1)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        start.setDefault(True)  # once it is within the dialog; before, another button would be
        self._say_day(self.day.value)
        resize_dialog(self, 110, 44)
        self.name.editor.setFocus()

    @property
    def year(self) -> StartYear:
        """What was asked for."""
        every = all(field.value for field in self.kinds.values())
        chosen = tuple(name for name, field in self.kinds.items() if field.value)
        return StartYear(
            self.name.value or "",
            self.town.value or "",
            self.signatory.value or "",
            self.position.value or "",
            self._logo,
            self.day.value,
            kinds=None if every else chosen,
        )

    @property
    def begun(self) -> StartYear:
        """What was asked for, with the degrees that were typed for a town that is not known."""
        north, east = (field.value or "" for field in self.degrees)
        return replace(self.year, degrees=(north, east)) if self._is_elsewhere() else self.year

    def set_logo(self, path: Path) -> None:
        """Takes a picture as the logo; says why where it cannot."""

        def work(progress: Progress) -> tuple[str, str]:
            try:
                return read_logo(path, progress.step), ""
            except UnreadableError as error:
                return "", str(error)

        def done(found: tuple[str, str]) -> None:
            self._logo, why = found
            self._logo_said.setText(f"{path.name}: {why}" if why else path.name)
            announce(self, self._logo_said.text())

        def failed(error: WorldError) -> None:
            show_error(self, error)

        self._runner.run(f"Reading {path.name}", work, done, failed=failed)

    def tell(self, findings: Sequence[Finding]) -> None:
        """Says what stands against starting it so; what was typed stays."""
        words = " ".join(f"{finding.text} {finding.do}".strip() for finding in findings)
        self._problem.tell(words)

    def done(self, result: int) -> None:
        """Qt: nothing is read any more once it is closed."""
        self._runner.close()
        super().done(result)

    def _fill_form(self) -> None:
        form = self._form
        form.section("Your synagogue")
        form.add(self.name, wide=True)
        form.add(self.town)
        for field in self.degrees:
            form.add(field)
            form.show_field(field, shown=False)
        form.add_widget(self._town_said)
        self._town_said.hide()
        form.section("")
        form.add(self.signatory)
        form.add(self.position)
        form.add_widget(self._logo_row())
        reading = TaskBar(self._runner)
        reading.button.setAutoDefault(False)
        form.add_widget(reading)
        form.section("Your Mitzvah Day")
        form.add(self.day)
        form.add_widget(self._day_said)
        form.section("What you do", _OF_KINDS)
        for kind in list_ready_kinds():
            tick = self.kinds[kind.name]
            tick.load(True)
            explain(tick.box, kind.summary)
            tick.box.setAccessibleDescription(kind.summary)
            form.add(tick)

    def _logo_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        choose = QPushButton("Choose a logo…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_logo)
        self._logo_said = make_label("No logo yet. It stands at the head of letters and rotas.", "muted")
        row.addWidget(choose)
        row.addWidget(self._logo_said)
        row.addStretch(1)
        return holder

    def _choose_logo(self) -> None:
        path = ask_open_path(self, "Choose a logo", "Pictures (*.png *.jpg *.jpeg)", FolderOf.PICTURES)
        if path is not None:
            self.set_logo(path)

    def _is_elsewhere(self) -> bool:
        return bool(self.town.value) and find_town(self.town.value) is None

    def _on_town(self, town: str) -> str:
        elsewhere = bool(town) and find_town(town) is None
        for field in self.degrees:
            self._form.show_field(field, shown=elsewhere)
        self._town_said.setText(
            f"“{town}” is not in the list of towns. Type its degrees, as a map shows them;"
            " until then the times are London’s."
            if elsewhere
            else ""
        )
        self._town_said.setVisible(elsewhere)
        self._say_day(self.day.value, town)
        return ""

    def _on_day(self, day: date | None) -> str:
        self._say_day(day)
        return ""

    def _say_day(self, day: date | None, town: str | None = None) -> None:
        if day is None:
            words, rests = "Without a day no campaign is begun yet.", False
        else:
            words, rests = describe_main_day(day, self.town.value or "" if town is None else town)
            words = f"{words} It will be called Mitzvah Day {day.year}."
        self._day_said.setProperty("role", "problem" if rests else "muted")
        self._day_said.style().unpolish(self._day_said)
        self._day_said.style().polish(self._day_said)
        self._day_said.setText(words)

    def _check(self) -> None:
        fields: list[Field] = [self.name, self.town, *self.degrees, self.signatory, self.position, self.day]
        kept = [field.flush() for field in fields]  # every one, also after one that is refused
        if not all(kept):
            return
        if self.name.value:
            self.accept()
        else:
            self.name.refuse("The synagogue’s name is missing. It stands at the head of every letter.")


def _completer(parent: QWidget) -> QCompleter:
    completer = QCompleter([town.name for town in list_towns()], parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
