"""The Letters area: who is owed thanks, the letters themselves, who was thanked how, and the words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mitzvah_desk.desk.letters.addressee_list import AddresseeList
from mitzvah_desk.desk.letters.words import WordsPage
from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.records.gate_panel import release
from mitzvah_desk.desk.records.list_output import add_menu_button
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_dialogs import ask_folder
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import CheckField, ChoiceField
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.pages import PageTabs, RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ThankedHow
from mitzvah_desk.office.core.crud import Remove
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.core.settings import read_settings
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.outgoing.outgoing import Key
from mitzvah_desk.office.papers.kinds import KINDS, list_label_sheets
from mitzvah_desk.office.papers.pack import make_letter_pack
from mitzvah_desk.office.papers.print_request import LabelOptions, PrintRequest
from mitzvah_desk.office.thanks.email_drafts import make_mailto_link, write_drafts
from mitzvah_desk.office.thanks.letters import (
    ComposedLetter,
    LetterChoice,
    compose_campaign_letters,
    list_letter_words,
    make_thank_you_letters,
)
from mitzvah_desk.office.thanks.thank_you_ledger import (
    RecordThanks,
    Thanks,
    find_missing_addresses,
    list_thanks,
)
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.plurals import count_noun

_WITHOUT = "Without address"

COLUMNS: tuple[Column[Thanks], ...] = (
    Column("name", "Addressee", lambda t: t.name, width_chars=30),
    Column("why", "For", lambda t: "; ".join(t.reasons), width_chars=60),
    Column(
        "address",
        "Address",
        lambda t: ", ".join(t.address) or "no address",
        lambda t: not t.address,
        width_chars=22,
        icon=lambda t: "" if t.address else "alert-triangle",
    ),
    Column(
        "on",
        "Thanked",
        lambda t: format_date(t.thanked_on) or "not yet",
        lambda t: t.thanked_on,
        width_chars=12,
    ),
    Column("how", "How", lambda t: str(t.how or ""), width_chars=10),
)


class LettersArea(AreaPage):
    """The thank-you ledger of the chosen campaign.

    Attributes:
        list: the ledger.
        words: the page of the letters' words.
        paper: the page of the letters, as they will be printed.
        choice: which words the letters have.
        formal: whether they greet by title and family name.
        preview: the letters.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._lines: list[Thanks] = []
        self._shown = "all"
        self._wanted: tuple[Key, ...] | None = None
        self._in_preview: tuple[Key, ...] = ()
        self._previewed_in: int | None = None
        self.list: ListPage[Thanks] = ListPage(
            "letters",
            "Letters of thanks",
            COLUMNS,
            session.memory,
            noun=("addressee", "addressees"),
            empty=(
                "Nobody is owed thanks yet.",
                "Whoever serves or gives in this campaign appears here by themselves.",
            ),
        )
        self.list.opened.connect(self._open)
        add_menu_button(session, self.list)
        self._show = self.list.add_choice(
            "Show",
            [
                ("all", "All"),
                ("owed", "Still owed"),
                ("thanked", "Thanked"),
                ("no address", _WITHOUT),
            ],
            self._show_only,
        )
        self._make_actions()
        self.findings = FindingsBar()
        self.findings.chosen.connect(lambda _: self._show.setCurrentText(_WITHOUT))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.findings)
        layout.addWidget(self.list, 1)
        self.words = WordsPage(session)
        self.tabs = PageTabs()
        self.tabs.addTab(page, "Thanks")
        self.tabs.addTab(self.words, "Words")
        self.tabs.currentChanged.connect(self._on_tab)
        self._make_paper()
        self.addWidget(self.tabs)
        self.addWidget(self.paper)

    def reload(self) -> None:
        """Reads the ledger again, and the words where they are looked at."""
        campaign = self.session.campaign_id
        self._lines = self.session.office.query(list_thanks, campaign) if campaign is not None else []
        self.findings.set_findings(
            find_missing_addresses([line for line in self._lines if line.letter_id is None])
        )
        self._fill()
        if self.tabs.currentWidget() is self.words:
            self.words.reload()

    def flush(self) -> bool:
        """Commits what is typed among the words."""
        return self.words.flush()

    def preview_letters(self) -> None:
        """Shows the letters to everybody still owed one."""
        self._show_letters(None)

    def preview_chosen(self) -> None:
        """Shows the letters to the addressees chosen, thanked already or not."""
        self._show_letters(tuple(line.key for line in self._chosen()))

    def write_drafts(self, folder: Path) -> None:
        """Writes a draft of an e-mail to each addressee of the preview, and offers to note it."""
        letters, _ = self._composed()
        try:
            office = self.session.office
            written = write_drafts(office, letters, office.query(read_settings), folder)
        except WorldError as error:
            self.session.tell_world(error, self)
            return
        without = len(letters) - len(written)
        rest = f" {without} have no e-mail address." if without else ""
        self.session.status_message.emit(f"Wrote {len(written)} drafts into {folder}.{rest}")

    def write_with(self, labels: str, folder: Path) -> None:
        """Writes the letters of the preview, and envelopes or labels in their order, into a folder."""
        if self._previewed_in is not None:
            letters = self._letters(self._previewed_in)
            pack = make_letter_pack(
                self.session.office,
                letters,
                PrintRequest(self._previewed_in, labels=LabelOptions(sheet=labels)),
            )
            self.preview.write_pack(pack, folder)

    def mark(self, how: ThankedHow) -> None:
        """Writes down that the chosen addressees were thanked."""
        keys = tuple(line.key for line in self._chosen() if line.letter_id is None)
        self._record(self.session.campaign_id, keys, how)

    def back(self) -> bool:
        """Goes back to the ledger."""
        if self.currentWidget() is self.tabs:
            return False
        self.setCurrentWidget(self.tabs)
        self.list.start()
        return True

    def start(self) -> None:
        """Puts the keyboard into the list."""
        self.list.start()

    def _marker(self, how: ThankedHow) -> Callable[[], None]:
        return lambda: self.mark(how)

    def _record(self, campaign: int | None, keys: tuple[Key, ...], how: ThankedHow) -> None:
        if keys and campaign is not None:
            self.session.execute(RecordThanks(campaign, keys, how, date.today()), self)

    def _mark_previewed(self, how: ThankedHow) -> None:
        # The letters belong to the campaign they were drawn for, whichever is chosen by now.
        keys = self._in_preview
        if how is ThankedHow.EMAILED:
            reached = {letter.line.key for letter in self._composed()[0] if letter.line.to.email}
            keys = tuple(key for key in keys if key in reached)
        self._record(self._previewed_in, keys, how)
        self.back()

    def _take_back(self) -> None:
        ids = tuple(line.letter_id for line in self._chosen() if line.letter_id is not None)
        if ids:
            self.session.execute(Remove("letter", ids), self)

    def _make_actions(self) -> None:
        back = make_action(self, "x", "Not thanked after all", self._take_back)
        self.list.add_action(back)
        self.mark_action = make_action(
            self, "check", "Mark as thanked", lambda: self.mark(ThankedHow.PRINTED)
        )
        menu = QMenu(self)
        for how in ThankedHow:
            menu.addAction(str(how).capitalize()).triggered.connect(self._marker(how))
        self.mark_action.setMenu(menu)
        self.list.add_action(self.mark_action)
        self.mail_action = make_action(self, "mail", "E-mail", self._mail)
        self.mail_action.setToolTip("Opens a letter to the chosen addressee in your mail program")
        self.list.add_action(self.mail_action)
        self.chosen_action = make_action(self, "eye", "Only those chosen", self.preview_chosen)
        self.list.add_action(self.chosen_action)
        self.preview_action = make_action(self, "eye", "Preview the letters", self.preview_letters, "Ctrl+P")
        self.list.add_action(self.preview_action, primary=True)

    def _make_paper(self) -> None:
        self.preview = Preview(self.session)
        self.choice = ChoiceField("Words", self._redraw, ())
        self.formal = CheckField("Formal (Dear Mr and Mrs Cohen)", self._redraw)
        self.formal.load(False)
        self.addressees = AddresseeList(self.preview)
        left = QWidget()
        left.setFixedWidth(self.fontMetrics().averageCharWidth() * 36)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        column.addWidget(self.formal)
        column.addWidget(self.addressees, 1)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(left)
        layout.addWidget(self.preview, 1)
        self.paper = RecordPage("Letters")
        self.preview.share_keys(self.paper)
        self.paper.set_head("Letters of thanks")
        self.paper.add_tab("Preview", page)
        self.paper.tabs.tabBar().hide()  # the only one
        drafts = make_action(
            self, "mail", "E-mail drafts…", lambda: self._in_folder("drafts", self.write_drafts)
        )
        self.paper.add_action(drafts)
        covers = QAction(theme.load_icon("printer"), "Letters and envelopes", self)
        self._covers = QMenu(self)
        self._covers.aboutToShow.connect(self._offer_covers)
        covers.setMenu(self._covers)
        self.paper.add_action(covers)
        for how in (ThankedHow.EMAILED, ThankedHow.PRINTED):
            done = QAction(theme.load_icon("check"), f"Mark these as thanked ({how})", self)
            done.triggered.connect(lambda _=False, how=how: self._mark_previewed(how))
            self.paper.add_action(done)
        self.paper.left.connect(self.back)

    def _show_letters(self, wanted: tuple[Key, ...] | None) -> None:
        campaign = self.session.campaign_id
        if campaign is None or not self.flush():
            return
        self._wanted, self._previewed_in = wanted, campaign
        names = [words.name for words in self.session.office.query(list_letter_words)]
        self.choice.set_options([("", "Those that fit each addressee"), *((name, name) for name in names)])
        self.choice.load(self.choice.value if self.choice.value in names else "")
        if self._draw():
            self.setCurrentWidget(self.paper)

    def _choice(self) -> LetterChoice:
        return LetterChoice(self.choice.value or "", bool(self.formal.value))

    def _composed(self) -> tuple[list[ComposedLetter], list[Finding]]:
        campaign = self._previewed_in
        if campaign is None:
            return [], []
        return compose_campaign_letters(
            self.session.office, campaign, only=self._wanted, choice=self._choice()
        )

    def _draw(self) -> bool:
        """Draws the letters; returns whether there are any, or findings that say why not."""
        if self._previewed_in is None:
            return False
        job = self._letters(self._previewed_in)
        self._in_preview = job.keys
        if not job.count and not job.findings:
            self.session.status_message.emit("Everybody has been thanked already.")
            return False
        self.paper.set_head("Letters of thanks", count_noun(job.count, "letter"))
        self.preview.show_job(job)
        self.addressees.set_names([letter.line.name for letter in self._composed()[0]])
        return True

    def _letters(self, campaign: int) -> CheckedOutgoing:
        office, choice = self.session.office, self._choice()
        return self.session.check_outgoing(
            make_thank_you_letters(office, campaign, only=self._wanted, choice=choice)
        )

    def _offer_covers(self) -> None:
        self._covers.clear()
        kinds = (KINDS[key] for key in ("envelopes", "address-labels"))
        sheets = {
            sheet.key: sheet for kind in kinds for sheet in list_label_sheets(self.session.office, kind)
        }
        for sheet in sheets.values():
            action = self._covers.addAction(f"With {sheet.title}…")
            action.triggered.connect(self._writer_with(sheet.key))

    def _writer_with(self, labels: str) -> Callable[[], None]:
        return lambda: self._in_folder("letters", lambda folder: self.write_with(labels, folder))

    def _redraw(self, _: object) -> str:
        QTimer.singleShot(0, self, self._draw)  # once the field has taken its new value
        return ""

    def _in_folder(self, what: str, write: Callable[[Path], None]) -> None:
        folder = ask_folder(self, f"An empty folder for the {what}")
        if folder is not None:
            write(folder)

    def _mail(self) -> None:
        """Opens the chosen addressee's letter in the mail program."""
        self._previewed_in = self.session.campaign_id
        self._wanted = tuple(line.key for line in self._chosen()[:1])
        letters, findings = self._composed()
        if not letters or not letters[0].line.to.email:
            name = letters[0].line.name if letters else ""
            why = f"{name} has no e-mail address." if name else " ".join(each.text for each in findings[:1])
            self.session.status_message.emit(why or "Choose an addressee first.")
            return
        link = make_mailto_link(letters[0], self.session.office.query(read_settings))
        released = release(self.session, link, self)
        if released is not None:
            QDesktopServices.openUrl(QUrl(released.content.decode()))

    def show_record(self, record: str, record_id: int) -> None:  # noqa: ARG002  # the ledger only
        """Shows who is owed thanks."""
        if self.may_leave():
            self.tabs.setCurrentIndex(0)

    def _on_tab(self) -> None:
        if self.tabs.currentWidget() is self.words:
            self.words.reload()
        else:
            self.words.flush()

    def _chosen(self) -> list[Thanks]:
        ids = set(self.list.table.selected_ids())
        return [line for line in self._lines if line.id in ids]

    def _show_only(self, what: str) -> None:
        self._shown = what
        self._fill()

    def _fill(self) -> None:
        lines = {
            "all": self._lines,
            "owed": [line for line in self._lines if line.letter_id is None],
            "thanked": [line for line in self._lines if line.letter_id is not None],
            "no address": [line for line in self._lines if not line.address],
        }
        self.list.set_rows(lines[self._shown])

    def _open(self, number: int) -> None:
        line = next((line for line in self._lines if line.id == number), None)
        if line is not None:
            self.session.open_requested.emit(*line.key)
