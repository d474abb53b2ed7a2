"""Every command of the program in one list: menus, areas, papers, settings, and the page that is shown.

A command is declared where it is made: as an action of a menu or of a page, as an area's entry, as a kind of
paper. They are gathered here, so that Ctrl+K and the help offer and explain the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QTabWidget, QWidget

from mitzvah_desk.desk.records.area_page import AreaPage
from mitzvah_desk.desk.settings.own_lists import LISTS
from mitzvah_desk.desk.settings.tab_titles import SETTINGS_TABS
from mitzvah_desk.desk.shell.area_entries import ENTRIES, AreaCommand, AreaEntry
from mitzvah_desk.desk.shell.command_window import CommandWindow
from mitzvah_desk.desk.widgets.labels import ActionButton
from mitzvah_desk.office.papers.kinds import KINDS


@dataclass(frozen=True)
class Command:
    """Something that the program can do.

    Attributes:
        title: what it does, as its button or its line of a menu says it.
        where: the menu, area or page that has it.
        keys: the key that does it, in words; empty for none.
        words: what else it is looked for by.
        run: does it.
    """

    title: str
    where: str
    keys: str
    words: str
    run: Callable[[], object]


def gather_commands(window: CommandWindow) -> list[Command]:
    """All that can be done now: what the page shown offers first, then menus, areas, papers and settings."""
    found: dict[tuple[str, str], Command] = {}
    for command in (
        *_list_page_commands(window),
        *_list_menu_commands(window),
        *_list_area_commands(window),
        *_list_papers(window),
        *_list_settings(window),
    ):
        found.setdefault((command.title, command.where), command)
    return list(found.values())


def list_page_keys(page: QWidget) -> list[tuple[str, str]]:
    """The keys that work on a page now: each with what it does, in the page's own order."""
    found: dict[str, str] = {}
    for action in page.findChildren(QAction):
        keys = format_keys(action)
        if keys and action.isEnabled() and _is_within_reach(action):
            found.setdefault(keys, plain_text(action.text()))
    for shortcut in page.findChildren(QShortcut):
        holder, words = shortcut.parent(), shortcut.whatsThis()
        if words and isinstance(holder, QWidget) and holder.isVisible():
            found.setdefault(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText), words)
    return list(found.items())


def list_program_keys(window: CommandWindow) -> list[tuple[str, str]]:
    """Every key of the menus and of the areas' first pages, with what it does and where."""
    commands = [*_list_menu_commands(window), *_list_area_commands(window)]
    return [(each.keys, f"{each.title} ({each.where})") for each in commands if each.keys]


def plain_text(text: str) -> str:
    """The words of an action without its mnemonic and the key behind them."""
    return text.partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")


def format_keys(action: QAction) -> str:
    """The key of an action in words, also where its text alone tells it; empty for none."""
    own = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return own or action.text().partition("\t")[2]


def find_action(within: QWidget, title: str) -> QAction | None:
    """The action that a button or a menu calls so, whatever it counts behind; one to be seen comes first."""
    named = re.compile(rf"{re.escape(title)}($|[ :(])")
    alike = [action for action in within.findChildren(QAction) if named.match(plain_text(action.text()))]
    return next((action for action in alike if _is_within_reach(action)), alike[0] if alike else None)


def _is_within_reach(action: QAction) -> bool:
    """Whether a button that can be seen, or a page that can be seen, has it."""
    return any(isinstance(holder, QWidget) and holder.isVisible() for holder in action.associatedObjects())


def _list_page_commands(window: CommandWindow) -> Iterator[Command]:
    area = window.shown_area()
    if area is None:
        return
    for button in area.findChildren(ActionButton):
        action = button.action
        menu: object = button.menu()
        if button.isVisible() and action.isEnabled() and not isinstance(menu, QMenu):
            yield Command(
                plain_text(action.text()), area.accessibleName(), format_keys(action), "", action.trigger
            )
        elif button.isVisible() and isinstance(menu, QMenu):
            for each in menu.actions():
                if each.isEnabled() and each.text():
                    words = plain_text(action.text())
                    title = plain_text(each.text())
                    yield Command(title, area.accessibleName(), format_keys(each), words, each.trigger)


def _list_menu_commands(window: CommandWindow) -> Iterator[Command]:
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                if (
                    action.isEnabled()
                    and action.text()
                    and not action.isSeparator()
                    and action.menu() is None
                ):
                    where = f"menu {plain_text(top.text())}"
                    yield Command(plain_text(action.text()), where, format_keys(action), "", action.trigger)


def _list_area_commands(window: CommandWindow) -> Iterator[Command]:
    for entry in ENTRIES:
        for command in entry.commands:
            yield Command(
                command.title, entry.title, command.keys, command.words, _area_runner(window, entry, command)
            )


def _area_runner(window: CommandWindow, entry: AreaEntry, command: AreaCommand) -> Callable[[], None]:
    def run() -> None:
        area = _show_front(window, entry.key)
        if area is None:
            return
        if command.tab:
            show_tab(area, command.tab)
        action = find_action(area, command.title)
        if action is not None and action.isEnabled():
            action.trigger()
        elif action is not None:
            area.session.status_message.emit(f"“{command.title}” cannot be done just now.")

    return run


def _list_papers(window: CommandWindow) -> Iterator[Command]:
    def paper(key: str) -> Callable[[], None]:
        def run() -> None:
            area = _show_front(window, "print")
            if area is not None:
                area.show_record(key, 0)

        return run

    for kind in KINDS.values():
        yield Command(kind.title, "Print", "", "paper preview PDF", paper(kind.key))


def _list_settings(window: CommandWindow) -> Iterator[Command]:
    def tab(*titles: str) -> Callable[[], None]:
        def run() -> None:
            area = _show_front(window, "settings")
            if area is not None:
                for title in titles:
                    show_tab(area, title)

        return run

    for title, words in SETTINGS_TABS:
        yield Command(title, "Settings", "", words, tab(title))
    for _, title, *_rest in LISTS:
        yield Command(title, "Settings, your own lists", "", "", tab("Your own lists", title))


def show_tab(area: AreaPage, title: str) -> None:
    """Shows a tab of an area by its title."""
    for tabs in area.findChildren(QTabWidget):
        for number in range(tabs.count()):
            if plain_text(tabs.tabText(number)) == title:
                tabs.setCurrentIndex(number)
                return


def _show_front(window: CommandWindow, key: str) -> AreaPage | None:
    """Shows the first page of an area; None where the page that is open cannot be left."""
    window.go_to(key)
    area = window.shown_area()
    if area is None or area is not window.area(key) or not area.may_leave():
        return None
    while area.back():
        pass
    return area if window.shown_area() is area else None
