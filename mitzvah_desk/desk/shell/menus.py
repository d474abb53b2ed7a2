"""The menus of the window, made from plain lines: words, key, what it does, whether it needs a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from mitzvah_desk.desk.session.undo_keys import UndoKeys
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.backup_commands import BackupCommands
from mitzvah_desk.desk.shell.command_window import CommandWindow
from mitzvah_desk.desk.shell.protection_commands import ProtectionCommands
from mitzvah_desk.desk.shell.record_commands import RecordCommands
from mitzvah_desk.desk.support.support_commands import SupportCommands

MenuLine = tuple[str, str, Callable[[], object] | QMenu | None, bool]
"""Its words, its key, what it does or opens (None for a line between), and whether it needs an open file."""
_BETWEEN: MenuLine = ("", "", None, False)


@dataclass(frozen=True)
class MenuTargets:
    """What the lines of the menus do.

    Attributes:
        records: what is done with all records at once.
        backups: backing up, restoring, checking.
        protection: passphrases.
        support: what the program is, and what is wrong.
        undo_keys: undo and redo.
        new: starts a new file.
        browse: opens a file.
        sample: opens the sample year.
        recent: the files opened lately.
        lock: locks a protected file.
        door: leaves only checking in and receiving goods.
        close: closes the file.
        quit: closes every window.
        back: goes back to where one came from.
        help: shows the help beside the page.
    """

    records: RecordCommands
    backups: BackupCommands
    protection: ProtectionCommands
    support: SupportCommands
    undo_keys: UndoKeys
    new: Callable[[], object]
    browse: Callable[[], object]
    sample: Callable[[], object]
    recent: QMenu
    lock: Callable[[], object]
    door: Callable[[], object]
    close: Callable[[], object]
    quit: Callable[[], object]
    back: Callable[[], object]
    help: Callable[[], object]


def make_menus(window: CommandWindow, to: MenuTargets) -> list[QAction]:
    """Makes the menus of the window; returns the actions that need an open file."""
    file: tuple[MenuLine, ...] = (
        ("&New year…", "Ctrl+N", to.new, False),
        ("&Open…", "Ctrl+O", to.browse, False),
        ("Recent &files", "", to.recent, False),
        ("Open the &sample year", "", to.sample, False),
        _BETWEEN,
        ("&Back up…", "", to.backups.back_up, True),
        ("Bac&kups…", "", to.backups.show_list, False),
        ("&Restore another backup…", "", to.backups.restore, False),
        ("C&heck this file…", "", to.backups.check, True),
        _BETWEEN,
        ("&Protect this file…", "", to.protection.protect, True),
        ("Take the passphrase a&way…", "", to.protection.unprotect, True),
        ("Recover&y sheet…", "", to.protection.print_sheet, True),
        ("&Lock", "Ctrl+L", to.lock, True),
        ("&Door mode…", "", to.door, True),
        _BETWEEN,
        ("&Import a list…", "Ctrl+Shift+I", to.records.take_in, True),
        ("Add se&veral people…", "", to.records.add_people, True),
        ("&Add a family…", "", to.records.add_family, True),
        ("Add s&everal partners…", "", to.records.add_partners, True),
        ("Add several ite&ms…", "", to.records.add_items, True),
        ("Find d&uplicates…", "", to.records.find_duplicates, True),
        ("&Tidy up…", "", to.records.tidy_up, True),
        ("Save the campai&gn's calendar…", "", to.records.save_calendar, True),
        _BETWEEN,
        ("&Close the file", "Ctrl+W", to.close, True),
        ("&Quit", "Ctrl+Q", to.quit, False),
    )
    edit: tuple[MenuLine, ...] = (
        ("&Undo", "Ctrl+Z", to.undo_keys.undo, True),
        ("&Redo", "Ctrl+Y", to.undo_keys.redo, True),
        ("&Paste people…\tCtrl+V in the list of people", "", to.records.paste_people, True),
        ("&Search everything…", "Ctrl+K", to.records.search, True),
        ("&History…", "Ctrl+H", to.records.show_history, True),
    )
    go: list[MenuLine] = [
        (entry.title, f"Ctrl+{number % 10}", partial(window.go_to, entry.key), True)
        for number, entry in enumerate(ENTRIES, start=1)
    ]
    go += [_BETWEEN, ("&Back to where you came from\tAlt+Left", "", to.back, True)]
    helping: tuple[MenuLine, ...] = (
        ("&Help beside the page", "F1", to.help, False),
        ("&Something is wrong…", "", to.support.report_problem, False),
        ("&About Mitzvah Desk…", "", to.support.show_about, False),
    )
    needing: list[QAction] = []
    for title, lines in (("&File", file), ("&Edit", edit), ("&Go", go), ("&Help", helping)):
        needing += _fill(window, title, lines)
    return needing


def _fill(window: CommandWindow, title: str, lines: Sequence[MenuLine]) -> list[QAction]:
    menu = window.menuBar().addMenu(title)
    needing: list[QAction] = []
    for text, key, slot, needs_file in lines:
        if slot is None:
            menu.addSeparator()
            continue
        if isinstance(slot, QMenu):
            slot.setTitle(text)
            menu.addMenu(slot)
            continue
        action = QAction(text, window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, slot=slot: slot())
        menu.addAction(action)
        if needs_file:
            needing.append(action)
    return needing
