"""What can be made of a list: paper, files, a copy; and the list itself to share."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.records.list_output import add_output_actions
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.table import DataTable
from mitzvah_desk.office.lists.files import (
    Shared,
    export_cards,
    export_mailchimp,
    share_list,
)
from mitzvah_desk.office.lists.reading import ListRow
from mitzvah_desk.rules.lists.vocabulary import Subject

KIND = "Lists of Mitzvah Desk (*.mitzvah-list)"
"""The files in which lists are shared."""


def add_export_actions(menu: QMenu, session: FileSession, table: DataTable[ListRow], kept: Shared) -> None:
    """Puts into a menu what can be made of a list.

    Args:
        menu: the menu, empty.
        session: the open file.
        table: whom the list finds, as the table shows them.
        kept: the list.
    """
    add_output_actions(menu, session, table)
    if kept.definition.subject is Subject.PEOPLE:
        _add(menu, "Save as contacts (vCard)…", "users", partial(_save_cards, session, table, kept))
        _add(menu, "Save for Mailchimp…", "mail", partial(_save_mailchimp, session, table, kept))
    for action in menu.actions():
        action.setEnabled(bool(table.rows_model.count))
    menu.addSeparator()
    _add(menu, "Share what this list asks…", "external-link", partial(_share, session, table, kept))


def _add(menu: QMenu, words: str, icon: str, slot: Callable[[], object]) -> None:
    menu.addAction(theme.load_icon(icon), words).triggered.connect(lambda _=False: slot())


def _persons(table: DataTable[ListRow]) -> list[int]:
    """The persons for whom the lines shown stand, in their order."""
    return [person for row in table.rows_model.rows() for person in row.persons]


def _save_cards(session: FileSession, table: DataTable[ListRow], kept: Shared) -> None:
    cards = session.office.query(export_cards, _persons(table), kept.definition.use, kept.name)
    save_as(session, table, cards, "vcf", "Contacts (*.vcf)")


def _save_mailchimp(session: FileSession, table: DataTable[ListRow], kept: Shared) -> None:
    persons = _persons(table)
    made = session.office.query(export_mailchimp, persons, kept.name)
    count = made.count
    if save_as(session, table, made, "csv", "CSV (*.csv)") and count < len(persons):
        session.status_message.emit(
            f"Saved {count:,} of {len(persons):,} people: only adults who agreed to the newsletter"
            " and have an e-mail address"
        )


def _share(session: FileSession, table: DataTable[ListRow], kept: Shared) -> None:
    save_as(session, table, share_list(kept.name, kept.definition), "mitzvah-list", KIND)
