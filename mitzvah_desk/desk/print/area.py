"""The Print area: all papers as pictures; then the one chosen, for whom and how, with itself beside it."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mitzvah_desk.desk.print.choices import (
    ARROWS,
    AUDIENCES,
    CHOSEN,
    ON_PAPER,
    PER_PAGE,
)
from mitzvah_desk.desk.print.gallery import PaperGallery, add_used_paper
from mitzvah_desk.desk.print.label_choices import LabelChoices
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.consent_forms import make_forms_action
from mitzvah_desk.desk.records.picking import make_search
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_dialogs import ask_folder
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import TaskBar
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    NumberField,
    PickField,
    TextField,
)
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.leaving import go_back_along
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.papers.kinds import (
    KINDS,
    LIST_PAPERS,
    PaperKind,
    PaperScope,
    list_label_sheets,
    make_print_job,
)
from mitzvah_desk.office.papers.pack import make_day_pack
from mitzvah_desk.office.papers.print_request import (
    LetterOptions,
    PrintRequest,
    PrintScope,
    ScheduleOptions,
    SignOptions,
)
from mitzvah_desk.office.projects.reference_lists import read_campaign
from mitzvah_desk.office.thanks.letters import list_letter_words
from mitzvah_desk.rules.paper_kinds import PAPERS

_WHOSE = {"schedule": PaperScope.PERSON} | {key: PaperScope.LIST for key, *_ in LIST_PAPERS}
"""Whose paper is opened by its key and a record's id; else a project's."""
_MOST_BLANKS = 500


class PrintArea(AreaPage):
    """Papers with their preview."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        ask = session.office.query
        self.document = ChoiceField("Paper", self._other, [(k.key, k.title) for k in KINDS.values()])
        self.project = RecordField(session, "project", "Project", self._changed, only_known=ON_PAPER)
        self.person = RecordField(
            session, "person", "Person", self._changed, only_known=ON_PAPER, hint="Everybody"
        )
        self.partner = RecordField(
            session, "partner", "Partner", self._changed, only_known=ON_PAPER, hint="Every partner"
        )
        self.day = DateField("Day", self._changed)
        self.people_list = PickField(
            "People of a list",
            self._changed,
            make_search(lambda: ask(lookup.list_saved_list_options)),
            add_new="Lists are made under Lists.",
            hint="No list",
        )
        self.words = LongTextField(
            "Words",
            self._changed,
            hint="The first line is the loudest. After an empty line a new sign begins.",
        )
        self.arrow = ChoiceField("Arrow", self._changed, ARROWS)
        self.code = TextField("Link to scan", self._changed)
        self.letter = ChoiceField("Words", self._changed, ())
        self.formal = CheckField("Formal (Dear Mr and Mrs Cohen)", self._changed)
        self.pronouns = CheckField("With pronouns", self._changed, remark="Of those who told theirs.")
        self.blanks = NumberField(
            "Blank badges", self._check_blanks, blank=False, remark="For those who come unexpected."
        )
        self.audience = ChoiceField("For", self._changed, list(AUDIENCES.items()))
        self.label_choices = LabelChoices(self._changed)
        self.labels, self.begin = self.label_choices.sheet, self.label_choices.begin
        self.per_page = ChoiceField("On each sheet", self._other_cut, PER_PAGE)
        self.codes = CheckField("With codes to scan", self._changed, remark="For a telephone’s calendar.")
        self.paper_size = ChoiceField("Size", self._changed, [(size, size) for size in ("A4", "A3", "A5")])
        self.landscape = CheckField("Landscape", self._changed)
        self.large = CheckField("Large print (18 point)", self._changed)
        for field, value in (
            (self.document, "rota"),
            (self.arrow, "none"),
            (self.formal, False),
            (self.pronouns, False),
            (self.blanks, 0),
            (self.per_page, 1),
            (self.codes, False),
            (self.paper_size, "A4"),
            (self.landscape, False),
            (self.large, False),
        ):
            field.load(value)
        self.preview = Preview(session)
        self.preview.share_keys(self)
        self.pack_action = make_action(self, "package", "Day pack…", self._pack)
        self.pack_action.setToolTip("All the papers of a day, into one folder")
        self.forms_action = make_forms_action(session, self)
        self.gallery = PaperGallery()
        self.gallery.chosen.connect(self.open_paper)
        self._head = ElidedLabel("", "title")
        self._purpose = make_label("", "muted", wraps=True)
        self._paper_page = QWidget()
        self.addWidget(self._make_first_page())
        self._assemble()
        self._offer(KINDS["rota"])

    def _assemble(self) -> None:
        em = self.fontMetrics().height()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, em // 2, 0)
        for field in self._fields():
            column.addWidget(field)
        column.addStretch(1)
        choices: QScrollArea = Scroller(left)
        choices.setFixedWidth(self.fontMetrics().averageCharWidth() * 40)
        body = QHBoxLayout()
        body.setSpacing(em // 2)
        body.addWidget(choices)
        body.addWidget(self.preview, 1)
        self._back = back = QPushButton(theme.load_icon("arrow-left"), "All papers")
        back.setProperty("role", "quiet")
        back.setToolTip("Back (Esc)")
        back.clicked.connect(self.back)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(self._head, 1)
        top.addWidget(make_action_button(self.forms_action))
        top.addWidget(make_action_button(self.pack_action))
        layout = QVBoxLayout(self._paper_page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addLayout(top)
        layout.addWidget(self._purpose)
        layout.addLayout(body, 1)
        self.addWidget(self._paper_page)
        QShortcut(
            QKeySequence("Esc"),
            self._paper_page,
            self._go_back_along,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _make_first_page(self) -> QWidget:
        em = self.fontMetrics().height()
        top = QHBoxLayout()
        top.addWidget(make_label("Print", "title"))
        top.addStretch(1)
        top.addWidget(make_action_button(self.pack_action))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addLayout(top)
        layout.addWidget(TaskBar(self.preview.writer))
        layout.addWidget(self.gallery, 1)
        return page

    def _fields(self) -> tuple[Field, ...]:
        return (
            self.document,
            self.project,
            self.person,
            self.partner,
            self.day,
            self.people_list,
            self.words,
            self.arrow,
            self.code,
            self.letter,
            self.formal,
            self.pronouns,
            self.blanks,
            self.audience,
            *self.label_choices.fields,
            self.per_page,
            self.codes,
            self.paper_size,
            self.landscape,
            self.large,
        )

    @property
    def kind(self) -> PaperKind:
        """The kind of paper chosen."""
        return KINDS[str(self.document.value)]

    def reload(self) -> None:
        """Draws the chosen paper again; nothing is read while one chooses."""
        if self.currentWidget() is not self._paper_page:
            return
        self._offer_labels(self.kind)
        campaign = self.session.campaign_id
        facts = self.session.office.query(read_campaign, campaign) if campaign is not None else None
        main_day = facts.main_day if facts and self.kind.of_main_day else None
        self.day.tell_meant(main_day, "the main day" if main_day else "every day")
        try:
            self.preview.show_job(self._job())
        except WorldError:
            self.project.load(None)
            self.preview.show_job(None)
        except ValueError as error:  # something is still to be chosen
            self.preview.ask_for(str(error))

    def open_paper(self, key: str) -> None:
        """Shows a paper with its choices and its preview; the keyboard is on the first choice."""
        self.people_list.load(None)  # a list chosen for another paper is not meant here
        self.show_record(key, 0)
        first = next((field for field in self._fields()[1:] if not field.isHidden()), self.document)
        first.setFocus()

    def show_record(self, record: str, record_id: int) -> None:
        """Shows a paper by its key, such as a project's rota."""
        if self.document.value != record:
            self.document.load(record)
            self._offer(self.kind)
        of = _WHOSE.get(record, PaperScope.PROJECT)
        if record_id and of in {*self.kind.needs, *self.kind.takes}:
            getattr(self, CHOSEN[of]).load(record_id)
        add_used_paper(record)
        self.setCurrentWidget(self._paper_page)
        self.refresh()

    def _go_back_along(self) -> None:
        """To where one came from, else from a paper to all of them."""
        if self.may_leave() and not go_back_along(self):
            self.back()

    def back(self) -> bool:
        """Goes back to all papers; returns whether a paper was shown."""
        if self.currentWidget() is not self._paper_page:
            return False
        self.start()
        return True

    def start(self) -> None:
        """Shows all papers, with the keyboard on the one used last."""
        self.setCurrentIndex(0)
        self.gallery.start()

    def write_pack(self, folder: Path) -> None:
        """Writes the day pack into a folder; says why where it cannot."""
        if self.session.campaign_id is None:
            return
        shown = self.currentWidget() is self._paper_page and not self.day.isHidden()
        day = self.day.value if shown else None
        try:
            pack = make_day_pack(self.session.office, self.session.campaign_id, day, asked=self._asked())
        except WorldError as error:
            self.session.tell_world(error, self)
            return
        if any(each.refusals for each in pack):
            self.setCurrentWidget(self._paper_page)  # what keeps it in is told there, and put right
        self.preview.write_pack(pack, folder)

    def _pack(self) -> None:
        folder = ask_folder(self, "An empty folder for the day pack")
        if folder is not None:
            self.write_pack(folder)

    def _on_campaign(self) -> None:
        self.project.load(None)  # it belongs to the campaign before
        super()._on_campaign()

    def _other(self, key: object) -> str:
        self._offer(KINDS[str(key)])
        return self._changed(key)

    def _offer(self, kind: PaperKind) -> None:
        """Shows the choices that a kind of paper has."""
        self._head.setText(kind.title)
        self._purpose.setText(PAPERS[kind.key].purpose)
        for scope, name in CHOSEN.items():
            field: Field = getattr(self, name)
            field.setVisible(scope in kind.needs or scope in kind.takes)
        for field in (self.words, self.arrow, self.code):
            field.setVisible(kind.has_words)
        for field in (self.letter, self.formal):
            field.setVisible(kind.is_letter)
        for field in (self.pronouns, self.blanks):
            field.setVisible(kind.is_badge)
        self.forms_action.setVisible(kind.key == "consent-forms")
        if kind.is_letter:
            names = [words.name for words in self.session.office.query(list_letter_words)]
            fitting = ("", "Those that fit each addressee")
            self.letter.set_options([fitting, *((name, name) for name in names)])
            self.letter.load(self.letter.value if self.letter.value in names else "")
        labels = bool(kind.labels)
        for field in self.label_choices.fields:
            field.setVisible(labels)
        for field in (self.per_page, self.codes):
            field.setVisible(kind.has_pieces)
        for field in (self.paper_size, self.landscape, self.large):
            field.setVisible(not labels)
        kept = self.audience.value
        self.audience.set_options([(a, AUDIENCES[a]) for a in kind.audiences])
        self.audience.load(kept if kept in kind.audiences else kind.audiences[0])
        self.audience.setVisible(len(kind.audiences) > 1)
        self._offer_labels(kind)
        self.landscape.load(kind.landscape)
        self._offer_landscape(kind, self.per_page.value)

    def _offer_labels(self, kind: PaperKind) -> None:
        self.label_choices.offer(list_label_sheets(self.session.office, kind))

    def _offer_landscape(self, kind: PaperKind, per_page: int) -> None:
        """A sheet that is cut lies as its pieces want it."""
        self.landscape.setVisible(not kind.labels and not (kind.has_pieces and per_page > 1))

    def _other_cut(self, per_page: int) -> str:
        self._offer_landscape(self.kind, per_page)
        return self._changed(per_page)

    def _changed(self, _: object) -> str:
        QTimer.singleShot(0, self, self.reload)  # once the field has taken its new value
        return ""

    def _check_blanks(self, number: int) -> str:
        if not 0 <= number <= _MOST_BLANKS:
            return f"Blank badges are 0 to {_MOST_BLANKS}."
        return self._changed(number)

    def _asked(self) -> PrintRequest:
        kind = self.kind
        taken = {*kind.needs, *kind.takes}
        return PrintRequest(
            self.session.campaign_id or 0,
            scope=PrintScope(
                project_id=self.project.value if PaperScope.PROJECT in taken else None,
                person_id=self.person.value if PaperScope.PERSON in taken else None,
                partner_id=self.partner.value if PaperScope.PARTNER in taken else None,
                day=self.day.value if PaperScope.DAY in taken else None,
                list_id=self.people_list.value if PaperScope.LIST in taken else None,
            ),
            audience=self.audience.value,
            paper=Paper(self.paper_size.value, bool(self.landscape.value), bool(self.large.value)),
            labels=self.label_choices.options(
                labels=bool(kind.labels),
                pronouns=kind.is_badge and bool(self.pronouns.value),
                blanks=self.blanks.value if kind.is_badge else 0,
            ),
            schedule=ScheduleOptions(self.per_page.value, bool(self.codes.value)),
            sign=SignOptions(
                words=self.words.value or "", arrow=self.arrow.value, code=self.code.value or ""
            ),
            letters=LetterOptions(
                template=(self.letter.value or "") if kind.is_letter else "",
                formal=kind.is_letter and bool(self.formal.value),
            ),
        )

    def _job(self) -> CheckedOutgoing | None:
        asked = self._asked()
        missing = (
            scope in self.kind.needs and getattr(self, name).value is None for scope, name in CHOSEN.items()
        )
        if self.session.campaign_id is None or any(missing):
            return None
        if self.kind.has_words and not (asked.sign.words or asked.sign.code):
            return None
        return make_print_job(self.session.office, self.kind.key, asked)
