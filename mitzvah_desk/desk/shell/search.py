"""Ctrl+K: one box that finds everything by any part of its name, and every command of the menus."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.command_window import CommandWindow
from mitzvah_desk.desk.shell.commands import Command, gather_commands
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.labels import escape_tooltip, make_label
from mitzvah_desk.desk.widgets.notice import announce
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.office.core.search import SearchResult, list_searchable_records
from mitzvah_desk.office.rota.asking.duties import list_people_with_duties
from mitzvah_desk.rules.matching.folding import fold_text

MOST = 40
_HINT = "A name, a place, or what you want to do: print badges, fill gaps"
CANNOT_COME = "cannot_come"
COMMAND = "command"
_ONLY_TYPED = {CANNOT_COME, COMMAND}
"""What is found by what is typed, and not listed before."""
_ICONS = {
    "person": "users",
    "household": "home",
    "group": "users-group",
    "partner": "building-community",
    "project": "calendar-event",
    "item": "box",
    "place": "map-pin",
    CANNOT_COME: "phone",
    COMMAND: "keyboard",
}


class SearchDialog(QDialog):
    """The search. The file is read once when it opens; every letter then narrows what was read."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Search everything")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._found = _with_ringing_off(session, session.office.query(list_searchable_records))
        self._commands = gather_commands(parent) if isinstance(parent, CommandWindow) else []
        self._found += [
            SearchResult(number, COMMAND, each.title, _where(each), each.words)
            for number, each in enumerate(self._commands)
        ]
        self._keys = [fold_text(f"{f.label} {f.detail} {f.hidden}") for f in self._found]
        self._names = [fold_text(f.label) for f in self._found]
        self._shown: list[int] = []
        self.box = QLineEdit(placeholderText=_HINT)
        self.box.setAccessibleName("Search everything")
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.itemActivated.connect(self._open)
        self.list.currentItemChanged.connect(self._say)
        self._count = make_label("", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._count)
        resize_dialog(self, 80, 26)
        self._narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrow keys walk the list while one types; Enter opens."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._open(item)
                return True
        return super().eventFilter(watched, event)

    def _say(self, item: QListWidgetItem | None) -> None:
        """The keyboard stays in the box, so a screen reader is told which line Enter opens."""
        if item is not None:
            announce(self.box, f"{item.text()}, {self.list.row(item) + 1} of {self.list.count()}")

    def _narrow(self, text: str) -> None:
        words = fold_text(text).split()
        found = [n for n, hit in enumerate(self._found) if words or hit.record not in _ONLY_TYPED]
        for word in words:
            found = [n for n in found if word in self._keys[n]]
        if words:
            first = words[0]
            found.sort(key=lambda n: (not self._names[n].startswith(first), first not in self._names[n]))
        self._shown = found[:MOST]
        self.list.clear()
        for number in self._shown:
            hit = self._found[number]
            detail = f"    {hit.detail}" if hit.detail else ""
            item = QListWidgetItem(theme.load_icon(_ICONS.get(hit.record, "search")), f"{hit.label}{detail}")
            item.setToolTip(escape_tooltip(hit.record.replace("_", " ").capitalize()))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not found:
            self._count.setText("Nothing is called that. Try a part of the name.")
            announce(self.box, self._count.text())
        elif len(found) > MOST:
            self._count.setText(f"The first {MOST} of {len(found):,}. Type more to narrow it down.")
        else:
            self._count.setText(f"{len(found)} found")

    def _open(self, item: QListWidgetItem) -> None:
        hit = self._found[self._shown[self.list.row(item)]]
        self.accept()
        if hit.record == COMMAND:
            self._commands[hit.id].run()
            return
        self._session.open_requested.emit(hit.record, hit.id)


def _where(command: Command) -> str:
    """In which menu or area a command stands, and its key."""
    return ", ".join(filter(None, (command.where, command.keys)))


def _with_ringing_off(session: FileSession, found: Sequence[SearchResult]) -> list[SearchResult]:
    """What is found, and below each who does something in the campaign, that they cannot come."""
    if session.campaign_id is None or session.office.read_only:
        return list(found)
    busy = session.office.query(list_people_with_duties, session.campaign_id)
    lines = []
    for hit in found:
        lines.append(hit)
        if hit.record == "person" and hit.id in busy:
            lines.append(replace(hit, record=CANNOT_COME, detail="Cannot come…"))
    return lines
