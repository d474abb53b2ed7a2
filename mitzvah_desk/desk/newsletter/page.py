"""The newsletter: its pieces and their words at the left, how it reads at the right, and ways out of here."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.newsletter.contents import Contents
from mitzvah_desk.desk.newsletter.editor import PieceEditor
from mitzvah_desk.desk.newsletter.sign_up_dialog import SignUpDialog
from mitzvah_desk.desk.newsletter.unconsented_names import UnnamedDialog
from mitzvah_desk.desk.records.copying import copy_page
from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import CheckField, DateField
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.following_area import FollowingArea
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.turning_splitter import TurningSplitter
from mitzvah_desk.exchange.newsletter_out import html_body
from mitzvah_desk.model import NewsletterKind
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.newsletter.compose import (
    ComposedNewsletter,
    Gathered,
    NewsletterChoice,
    export_newsletter,
    gather_newsletter,
    write_newsletter,
)
from mitzvah_desk.office.newsletter.sign_up_form import list_projects_needing_people
from mitzvah_desk.office.newsletter.words import list_newsletter_words
from mitzvah_desk.rules.findings import Finding

_FORMS = (
    ("docx", "Word", "Ctrl+S", "Word documents (*.docx)"),
    ("html", "HTML", "", "Web pages (*.html)"),
    ("md", "Markdown", "", "Markdown (*.md)"),
    ("txt", "plain text", "", "Plain text (*.txt)"),
)
_PAUSE = 250
"""Milliseconds without a key after which the preview follows what is typed."""


class NewsletterPage(QWidget):
    """The page. It needs nothing but a bridge: whoever holds it calls ``read`` and ``flush``.

    Attributes:
        contents: which pieces, in which order.
        venues: whether it is said where projects are.
        day: when it appears.
        editor: the words of the piece chosen.
        shown: how it reads.
        findings: what was left out, and who is only counted.
        save_actions: saves it, by the ending of the file.
        unnamed_action: shows who is counted and not named.
        sign_up_action: makes a form on which people sign up for what the newsletter says is needed.
        copy_action: copies it, for Word, Mailchimp and plain text alike.
        empty: what to do first, where there is nothing to tell.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._composed: ComposedNewsletter | None = None
        self._gathered: Gathered | None = None
        self.contents = Contents(session.memory)
        self.venues = CheckField("Say where (venues)", self._redraw)
        self.venues.load(value=False)
        self.day = DateField("Appears on", self._redraw)
        self.day.load(date.today())
        self.editor = PieceEditor(session)
        self.shown = QTextBrowser(openLinks=False)
        self.shown.setAccessibleName("How the newsletter reads")
        self.empty = make_label("", "muted", wraps=True)
        self.findings = FindingsBar()
        self.findings.chosen.connect(self._on_finding)
        self.save_actions = {form: self._saver(form, name, keys) for form, name, keys, _ in _FORMS}
        self.copy_action = make_action(self, "copy", "Copy", self.copy, "Ctrl+Shift+C")
        self.unnamed_action = make_action(self, "users", "Not named…", self.show_unnamed, "Ctrl+Shift+U")
        self.unnamed_action.setToolTip("Who is counted and not named, and why")
        self.sign_up_action = make_action(self, "user-plus", "Sign-up form…", self.make_sign_up_form)
        self.sign_up_action.setToolTip("A page on which people sign up for the shifts that need them")
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.draw)
        self.contents.changed.connect(self.draw)
        self.contents.chosen.connect(self._choose)
        self.editor.typed.connect(self._soon.start)
        self._lay_out()

    def read(self) -> None:
        """Reads the words and the facts again."""
        self._gathered = None
        words = self.session.office.query(list_newsletter_words)
        self.editor.show_words(words[self.editor.kind or self.contents.current])
        self.draw()

    def flush(self) -> bool:
        """Commits what is typed among the words; returns whether nothing is left uncommitted."""
        return self.editor.flush()

    def start(self) -> None:
        """Puts the keyboard into the list of pieces."""
        self.contents.list.setFocus()

    def draw(self) -> None:
        """Shows the newsletter with what is typed at this moment."""
        self._soon.stop()
        self._composed = self._compose()
        told = self._composed is not None and bool(self._composed.newsletter.sections)
        for action in (*self.save_actions.values(), self.copy_action):
            action.setEnabled(told)
        self.unnamed_action.setEnabled(bool(self._composed and self._composed.unnamed))
        bar = self.shown.verticalScrollBar()
        at = bar.value()
        self.shown.setHtml(html_body(self._composed.newsletter) if self._composed and told else "")
        bar.setValue(at)
        self.shown.setVisible(told)
        self.empty.setText("" if told else self._first())
        self.empty.setVisible(not told)
        self.findings.set_findings(self._composed.findings if self._composed else ())

    def copy(self) -> None:
        """Puts it on the clipboard, with its headings and as plain text."""
        if self._ready() and self._composed is not None:
            newsletter = self._composed.newsletter
            if copy_page(
                self.session, self, *(export_newsletter(newsletter, each) for each in ("body", "txt"))
            ):
                self.session.status_message.emit("Copied the newsletter")

    def save(self, form: str) -> None:
        """Asks where it shall lie, and saves it.

        Args:
            form: the ending of the file: ``docx``.
        """
        if self._ready() and self._composed is not None:
            newsletter = self._composed.newsletter
            kind = next(kind for ending, _, _, kind in _FORMS if ending == form)
            save_as(self.session, self, export_newsletter(newsletter, form), form, kind)

    def show_unnamed(self) -> UnnamedDialog:
        """Opens the list of who is counted and not named."""
        dialog = UnnamedDialog(self.session, self._composed.unnamed if self._composed else (), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def make_sign_up_form(self) -> SignUpDialog | None:
        """Asks what a form to sign up on offers, and saves it; says so where nobody is needed."""
        campaign, today = self.session.campaign_id, date.today()
        needing = self.session.office.query(list_projects_needing_people, campaign, today) if campaign else []
        if not needing:
            self.session.status_message.emit("No shift needs people now, so there is nothing to sign up for")
            return None
        dialog = SignUpDialog(self.session, needing, today, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _ready(self) -> bool:
        """Whether all that is typed is kept, so that what is written is what is shown."""
        if not self.flush():
            return False
        self.draw()
        return self._composed is not None

    def _compose(self) -> ComposedNewsletter | None:
        campaign = self.session.campaign_id
        if campaign is None:
            return None
        typed = self.editor.piece
        words = {self.editor.kind: typed} if self.editor.kind and typed else {}
        choice = NewsletterChoice(self.contents.kinds, bool(self.venues.value), words)
        today, known = self.day.value or date.today(), self._gathered
        if known is None or not known.serves(choice, campaign, today):
            try:
                known = self._gathered = self.session.office.query(gather_newsletter, campaign, choice, today)
            except WorldError:  # the campaign was removed, and another is not chosen yet
                return None
        return write_newsletter(known, choice)

    def _first(self) -> str:
        if self._composed is None:
            return "A newsletter tells of a campaign. Make one first, at the top left."
        if not self.contents.kinds:
            return "Tick a piece at the left to see it here."
        told = " ".join(f"{each.text} {each.do}" for each in self._composed.findings)
        return f"There is nothing to tell yet. {told}"

    def _choose(self, kind: NewsletterKind) -> None:
        if kind is self.editor.kind or self.editor.kind is None:
            return
        if may_leave(self.editor, self.editor.flush):
            self.editor.show_words(self.session.office.query(list_newsletter_words)[kind])
            return
        rows = range(self.contents.list.count())
        back = next(row for row in rows if self.contents.kind_at(row) is self.editor.kind)
        QTimer.singleShot(0, self, lambda: self.contents.list.setCurrentRow(back))

    def _redraw(self, _: object) -> str:
        QTimer.singleShot(0, self, self.draw)  # once the field has taken its new value
        return ""

    def _on_finding(self, finding: Finding) -> None:
        if finding.rule == "newsletter.unnamed":
            self.show_unnamed()

    def _saver(self, form: str, name: str, keys: str) -> QAction:
        return make_action(self, "download", f"Save as {name}…", lambda: self.save(form), keys)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        head = QHBoxLayout()
        head.addWidget(ElidedLabel("Newsletter", "title"), 0, Qt.AlignmentFlag.AlignTop)
        buttons = FlowLayout(at_right=True)
        shown = (self.sign_up_action, self.unnamed_action, self.copy_action)
        made = [make_action_button(action) for action in shown]
        others = QAction(theme.load_icon("download"), "Save in another form", self)
        menu = QMenu(self)
        menu.addActions([self.save_actions[form] for form, *_ in _FORMS[1:]])
        others.setMenu(menu)
        made += [
            make_action_button(others),
            make_action_button(self.save_actions[_FORMS[0][0]], primary=True),
        ]
        for button in made:
            buttons.addWidget(button)
        head.addLayout(buttons, 1)
        asked = FlowLayout()
        asked.addWidget(self.day)
        asked.addWidget(self.venues)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, em // 2, 0)
        column.addWidget(self.contents)
        column.addLayout(asked)
        column.addWidget(self.editor, 1)
        scroll = FollowingArea()
        scroll.setWidget(left)
        bar = scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(left.minimumSizeHint().width() + bar + em // 2)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.empty)
        beside.addWidget(self.shown, 1)
        beside.addStretch(0)
        whole = TurningSplitter([scroll, right], [520, 640])
        whole.setMinimumHeight(
            em * 18
        )  # with large text the page scrolls; what is typed and read stays in sight
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em // 2)
        layout.addLayout(head)
        layout.addWidget(whole, 1)
        layout.addWidget(self.findings)
