"""The Settings area: letterhead and signatory, the committee's own lists, this computer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.record_form import RecordForm
from mitzvah_desk.desk.session.colour_scheme import read_scheme, save_scheme
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.lock_minutes import MOST_MINUTES, read_lock_minutes, save_lock_minutes
from mitzvah_desk.desk.session.recent_files import read_reopening, save_reopening
from mitzvah_desk.desk.session.tasks import Progress, TaskBar
from mitzvah_desk.desk.settings.backup_places import BackupPlaces
from mitzvah_desk.desk.settings.label_sheets import OwnSheets
from mitzvah_desk.desk.settings.own_lists import LISTS, OwnList
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.colours import Scheme
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    NumberField,
    TextField,
)
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.office.core.settings import ChangeSetting, read_logo, read_settings
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.projects.start_year import ChangeTown
from mitzvah_desk.rules.jewish_calendar.calendar import ENDS
from mitzvah_desk.rules.jewish_calendar.towns import find_town
from mitzvah_desk.rules.privacy.retention import PERIODS

_OF_TOWNS = "Its name sets the degrees and the time zone, where it is a town that the program knows."
_SIZES = ((100, "100 %"), (125, "125 %"), (150, "150 %"), (175, "175 %"), (200, "200 %"))


class SettingsArea(AreaPage):
    """Settings of the file and of this computer."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.fields: dict[str, Field] = {}
        self._first = True
        self._runner = session.runner()
        self.campaign = self._campaign()
        self.forms = (self._letters(), self._computer(), self.campaign, self._calendar(), self._retention())
        self.lists: dict[str, OwnList] = {}
        self.sheets = OwnSheets(session)
        self.tabs = tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.campaign, "This campaign")
        tabs.addTab(self.forms[0], "Letterhead and letters")
        tabs.addTab(self.forms[3], "Rota and calendar")
        tabs.addTab(self.forms[4], "Keeping details")
        tabs.addTab(self._own_lists(), "Your own lists")
        tabs.addTab(self.sheets, "Sheets of labels")
        tabs.addTab(self.forms[1], "This computer")
        tabs.currentChanged.connect(lambda _: self._leave_tab())
        page = QWidget()
        em = self.fontMetrics().height()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addWidget(make_label("Settings", "title"))
        layout.addWidget(tabs, 1)
        self.addWidget(page)

    def reload(self) -> None:
        """Reads the settings and lists again."""
        ask = self.session.office.query
        settings = ask(read_settings)
        for key, field in self.fields.items():
            value = getattr(settings, key)
            (field.load if self._first else field.set_value)(
                f"{value:g}" if isinstance(value, float) else value
            )
        self._first = False
        self._logo_said.setText("A logo is set." if settings.logo else "No logo yet.")
        for own in self.lists.values():
            own.reload()
        self.sheets.reload()
        facts = self.session.campaign_id and ask(read_campaign, self.session.campaign_id)
        self.campaign.setEnabled(bool(facts))
        if facts:
            self.campaign.fill(facts.id, facts)

    def show_record(self, record: str, record_id: int) -> None:  # noqa: ARG002  # the letterhead only
        """Shows the letterhead and who signs."""
        if self.may_leave():
            self.tabs.setCurrentIndex(1)
            self.fields["organisation"].editor.setFocus()

    def flush(self) -> bool:
        """Commits what is typed."""
        kept = [form.flush() for form in (*self.forms, self.sheets.form)]
        return all([*kept, *[own.flush() for own in self.lists.values()]])

    def _leave_tab(self) -> None:
        # A click on a tab takes no focus, so the field that was typed in was not left.
        for field in self.findChildren(Field):
            field.leave()

    def _campaign(self) -> RecordForm:
        form = RecordForm(self.session, "campaign")
        form.section("This campaign", "Its name and day stand on every paper.")
        form.text("name", "Name")
        form.day("main_day", "Main day")
        form.text("theme", "Theme")
        form.money("target_pence", "Money hoped for")
        form.text(
            "day_phone",
            "Telephone on the day",
            "Stands on every paper for volunteers: whom to ring on the day.",
        )
        form.text(
            "sign_up_line",
            "How to say yes",
            "Stands on papers for everybody: “To help, ring 020 … or write to …”.",
        )
        form.long("note", "Note, for the committee only")
        return form

    def _letters(self) -> Form:
        form = Form()
        form.section("Letterhead", "It stands at the head of letters and rotas.")
        for key, label in (("organisation", "Name"), ("charity_number", "Charity number")):
            self._add(form, key, TextField(label, self._commit(key)))
        self._add(form, "address", LongTextField("Address", self._commit("address"), lines=3), wide=True)
        for key, label in (("phone", "Telephone"), ("email", "E-mail"), ("website", "Website")):
            self._add(form, key, TextField(label, self._commit(key)))
        logo = QWidget()
        row = QHBoxLayout(logo)
        row.setContentsMargins(0, 0, 0, 0)
        self._logo_said = make_label("", "muted")
        choose = QPushButton("Choose a logo…")
        choose.clicked.connect(self._choose_logo)
        drop = QPushButton("No logo")
        drop.clicked.connect(lambda _: self.session.execute(ChangeSetting("logo", ""), self))
        for widget in (choose, drop, self._logo_said):
            row.addWidget(widget)
        row.addStretch(1)
        form.add_widget(logo)
        form.add_widget(TaskBar(self._runner))
        form.section("Safeguarding", "The lead and their telephone stand on every emergency card.")
        for key, label in (
            ("safeguarding_name", "Safeguarding lead"),
            ("safeguarding_phone", "The lead’s telephone"),
        ):
            self._add(form, key, TextField(label, self._commit(key)))
        form.section("The end of every letter", "What letters say is written in Letters, under Words.")
        for key, label in (
            ("letter_farewell", "Farewell"),
            ("signatory_name", "Signed by"),
            ("signatory_role", "Who is"),
        ):
            self._add(form, key, TextField(label, self._commit(key)))
        form.section(
            "The end of every e-mail and newsletter",
            "It says how to get no more of them. Left empty, it asks them to reply with “stop”.",
        )
        stop = TextField("How to stop them", self._commit("stop_line"))
        self._add(form, "stop_line", stop, wide=True)
        return form

    def _calendar(self) -> Form:
        form = Form()
        form.section("Rota")
        self._number(form, "overlap_minutes", "Minutes that two shifts of one person may overlap")
        form.section(
            "Ways between places",
            "Minutes somebody needs from one shift to the next. Where you know better, say so at the place,"
            " in your own list of places.",
        )
        self._number(form, "travel_near_minutes", "Within a postcode district, such as NW11")
        self._number(form, "travel_area_minutes", "Between districts of one area: NW11 and NW7")
        self._number(form, "travel_far_minutes", "Between neighbouring areas; beyond, you are asked")
        self._add(
            form,
            "travel_neighbours",
            TextField("Postcode areas that are neighbours", self._commit("travel_neighbours")),
        )
        form.section(
            "Shabbat and festivals", "Their times are reckoned for your synagogue, without the internet."
        )
        self._add(form, "place_name", TextField("Town", self._commit_town, remark=_OF_TOWNS))
        for key, label in (
            ("time_zone", "Time zone"),
            ("latitude", "Degrees north"),
            ("longitude", "Degrees east (west is less than nothing)"),
        ):
            self._add(form, key, TextField(label, self._commit(key)))
        self._number(form, "candle_minutes", "Minutes before sunset that candles are lit")
        ends = [(word, f"{word} {'below the horizon' if 'deg' in word else 'after sunset'}") for word in ENDS]
        self._add(form, "shabbat_ends", ChoiceField("Shabbat ends", self._commit("shabbat_ends"), ends))
        return form

    def _retention(self) -> Form:
        form = Form()
        form.section(
            "How long details are kept",
            "Once a year Today proposes to tidy up what is kept for no purpose any more (UK GDPR, article"
            " 5(1)(e)). A time can be made shorter, but not longer than it is in a new file.",
        )
        for rule, period in PERIODS.items():
            form.section(period.title, period.purpose)
            self._number(form, f"keep_{rule}", period.label)
        return form

    def _number(self, form: Form, key: str, label: str) -> None:
        self._add(form, key, NumberField(label, self._commit(key), blank=False))

    def _computer(self) -> Form:
        form = Form()
        form.section("", "These belong to this computer, not to the file.")
        size = ChoiceField("Size of text", self._set_size, _SIZES)
        size.load(int(str(QSettings().value("text size", 100))))
        form.add(size)
        colours = ChoiceField(
            "Colours", self._set_scheme, [(each, str(each).capitalize()) for each in Scheme]
        )
        colours.load(read_scheme())
        form.add(colours)
        name = TextField("Your name, for the history", self._set_name)
        name.load(str(QSettings().value("user name", "")))
        form.add(name)
        self.lock_minutes = NumberField(
            "Lock a protected file after so many minutes",
            self._set_lock_minutes,
            blank=False,
            remark="While nobody touches the keyboard or the mouse; 0 for never.",
        )
        self.lock_minutes.load(read_lock_minutes())
        form.add(self.lock_minutes)
        self.reopens = CheckField("Open the last file when the program starts", self._set_reopening)
        self.reopens.load(read_reopening())
        form.add(self.reopens)
        self.backups = BackupPlaces(self.session)
        self.backups.add_to(form)
        return form

    def _own_lists(self) -> QTabWidget:
        tabs = QTabWidget()
        for record, title, new_name, read in LISTS:
            self.lists[record] = OwnList(self.session, record, title, new_name, read)
            tabs.addTab(self.lists[record], title)
        return tabs

    def _add(self, form: Form, key: str, field: Field, *, wide: bool = False) -> None:
        self.fields[key] = field
        form.add(field, wide=wide)

    def _commit(self, key: str) -> Callable[[Any], str]:
        return lambda value: self.session.commit(ChangeSetting(key, value), self)

    def _commit_town(self, town: str) -> str:
        refused = self.session.commit(ChangeTown(town), self)
        if town and not refused and find_town(town) is None:
            self.session.status_message.emit(
                f"“{town}” is not in the list of towns, so the degrees below are those of before. Check them."
            )
        return refused

    def _choose_logo(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a logo", "", "Pictures (*.png *.jpg *.jpeg)")
        if name:
            self.set_logo(Path(name))

    def set_logo(self, path: Path) -> None:
        """Takes a picture as the logo; says why where it cannot."""

        def work(progress: Progress) -> ChangeSetting | str:
            try:
                return ChangeSetting("logo", read_logo(path, progress.step))
            except UnreadableError as error:
                return str(error)

        def done(found: ChangeSetting | str) -> None:
            if isinstance(found, str):
                self.session.status_message.emit(f"{path.name}: {found}")
            else:
                self.session.execute(found, self)

        failed = partial(self.session.tell_world, parent=self)
        self._runner.run(f"Reading {path.name}", work, done, failed=failed)

    def _set_size(self, percent: int) -> str:
        QSettings().setValue("text size", percent)
        theme.set_text_scale(percent)
        return ""

    def _set_scheme(self, scheme: Scheme) -> str:
        save_scheme(scheme)
        theme.set_scheme(scheme)
        return ""

    def _set_lock_minutes(self, minutes: int) -> str:
        if not 0 <= minutes <= MOST_MINUTES:
            return f"Give a number from 0 to {MOST_MINUTES}."
        save_lock_minutes(minutes)
        self.session.lock_setting_changed.emit()
        return ""

    def _set_reopening(self, reopens: bool) -> str:  # noqa: FBT001  # a field's commit
        save_reopening(reopens)
        return ""

    def _set_name(self, name: str) -> str:
        QSettings().setValue("user name", name)
        return ""
