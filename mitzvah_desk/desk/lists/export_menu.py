"""What can be made of a list: paper, files, a copy; letters and labels; and the list itself to share."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.records.list_output import KINDS, copy_list, show_list_paper
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.exchange.contact_shapes import SHAPES
from mitzvah_desk.exchange.csv_out import LETTERS, MARKED
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.lists.contacts import CARDS, ContactList, export_cards, export_for
from mitzvah_desk.office.lists.files import Shared, export_list, share_list
from mitzvah_desk.office.lists.reading import Listed, ListRow, list_audience
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.papers.kinds import LIST_PAPERS
from mitzvah_desk.office.papers.list_printout import make_list_job
from mitzvah_desk.rules.lists.vocabulary import Subject

KIND = "Lists of Mitzvah Desk (*.mitzvah-list)"
"""The files in which lists are shared."""
_CSV = "CSV (*.csv)"


class ListOutput:
    """Makes paper and files of a list, exactly as the table shows it.

    Args:
        session: the open file.
        table: whom the list finds, as the table shows them.
        kept: the list.
        found: whom and what it holds.
    """

    def __init__(self, session: FileSession, table: DataTable[ListRow], kept: Shared, found: Listed) -> None:
        self._session, self._table, self._kept, self._found = session, table, kept, found

    def offer(self, menu: QMenu) -> None:
        """Puts into a menu, which is empty, what can be made of it; nothing where nobody is on it."""
        self._add(menu, "Print this list…", "printer", self._print)
        for kind, words in KINDS:
            self._add(menu, f"Save as {words}…", "download", partial(self._save_table, kind))
        letters = menu.addMenu(theme.load_icon("download"), "Save as CSV in other letters")
        for each, words in LETTERS.items():
            if each != MARKED:
                self._add(letters, f"{words}…", "", partial(self._save_table, "csv", each))
        self._add(menu, "Copy this list", "copy", partial(copy_list, self._session, self._table))
        menu.addSeparator()
        self._add(menu, "Save as contacts (vCard)…", "users", self._save_cards)
        for program, shape in SHAPES.items():
            if self._kept.definition.subject is Subject.PEOPLE or shape.partners:
                self._add(menu, f"Save for {shape.title}…", "users", partial(self._save_for, program))
        menu.addSeparator()
        for key, words, icon in LIST_PAPERS:
            self._add(menu, words, icon, partial(self._open_paper, key))
        for action in menu.actions():
            action.setEnabled(bool(self._table.rows_model.count))
        menu.addSeparator()
        self._add(menu, "Share what this list asks…", "external-link", self._share)

    def _add(self, menu: QMenu, words: str, icon: str, slot: Callable[[], object]) -> None:
        action = menu.addAction(words)
        if icon:
            action.setIcon(theme.load_icon(icon))
        action.triggered.connect(lambda _=False: slot())

    def _shown(self) -> Listed:
        """The list as it is shown: the lines that the filter leaves, in their order."""
        return replace(self._found, rows=tuple(self._table.rows_model.rows()))

    def _asked(self) -> ContactList:
        of_people = self._kept.definition.subject is Subject.PEOPLE
        rows = self._table.rows_model.rows()
        only = [n for row in rows for n in (row.persons if of_people else (row.record_id,))]
        return ContactList(self._kept.name, self._kept.definition, self._session.campaign_id, tuple(only))

    def _print(self) -> None:
        use, shown = self._kept.definition.use, self._shown()
        job = make_list_job(
            self._session.office, self._kept.name, shown.titles, shown.cells, audience=list_audience(use)
        )
        show_list_paper(self._session, self._table, self._kept.name, job)

    def _save_table(self, kind: str, letters: str = "") -> None:
        use = self._kept.definition.use
        self._save(
            lambda: export_list(kind, self._kept.name, self._shown(), use, letters), kind, dict(KINDS)[kind]
        )

    def _save_cards(self) -> None:
        self._save(lambda: self._session.office.query(export_cards, self._asked()), CARDS, "Contacts (*.vcf)")

    def _save_for(self, program: str) -> None:
        asked, shape = self._asked(), SHAPES[program]
        saved = self._save(lambda: self._session.office.query(export_for, program, asked), "csv", _CSV)
        many = len(asked.only or ())
        if saved is not None and shape.sends_newsletter and saved.count < many:
            self._session.status_message.emit(
                f"Saved {saved.count:,} of {many:,} people: only adults who agreed to the newsletter"
                " and have an e-mail address"
            )

    def _save(self, make: Callable[[], Outgoing], ending: str, kind: str) -> Outgoing | None:
        """What was saved; None where it could not, or was thought better of."""
        try:
            made = make()
        except WorldError as error:
            self._session.tell_world(error, self._table)
            return None
        return made if save_as(self._session, self._table, made, ending, kind) else None

    def _open_paper(self, key: str) -> None:
        self._session.open_requested.emit(key, self._kept.id)

    def _share(self) -> None:
        shared = share_list(self._kept.name, self._kept.definition)
        save_as(self._session, self._table, shared, "mitzvah-list", KIND)
