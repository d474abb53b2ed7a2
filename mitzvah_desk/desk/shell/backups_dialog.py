"""The backups there are, each with its age and whether it is whole, and the way back to one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.tasks import Runner, TaskBar
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.labels import make_action, make_label
from mitzvah_desk.desk.widgets.pages import resize_dialog
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.backups import BackupRow, list_backups, restore_as_copy
from mitzvah_desk.office.core.office import BackupPlan, WorldError
from mitzvah_desk.office.core.protection import FileKey
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.user_folders import find_documents_folder

_UNITS = ((60, "minute"), (3600, "hour"), (86400, "day"), (7 * 86400, "week"))


def age_text(at: datetime, now: datetime) -> str:
    """How long ago something was: ``3 days ago``."""
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return "by a clock that was ahead"
    words = "just now"
    for length, unit in _UNITS:
        number = int(seconds // length)
        if number:
            words = f"{count_noun(number, unit)} ago"
    return words


def size_text(size: int) -> str:
    """Bytes for the eye: ``1.9 MB``."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"


def _newest_first(row: BackupRow) -> float:
    return -row.at.timestamp()


def _state(row: BackupRow) -> str:
    return f"Not usable: {row.problem}" if row.problem else "Whole"


COLUMNS: tuple[Column[BackupRow], ...] = (
    Column("at", "Made", lambda r: f"{r.at:%a %d %b %Y %H:%M}", sort=_newest_first, width_chars=22),
    Column("age", "Age", lambda r: age_text(r.at, datetime.now()), sort=_newest_first),
    Column("of", "Of", lambda r: Path(r.of).stem, tooltip=lambda r: r.of, width_chars=24),
    Column("why", "Why", lambda r: r.why or "kept by itself", width_chars=24),
    Column("size", "Size", lambda r: size_text(r.size), sort=lambda r: r.size, align_right=True),
    Column("state", "State", _state, tooltip=_state, width_chars=24),
    Column("where", "Where", lambda r: str(r.path.parent), shown=False, width_chars=30),
)


class BackupsDialog(QDialog):
    """Lists the backups of one file, or of all, and restores one under another name.

    Args:
        runner: what checks them, beside the window.
        plan: where they lie.
        path: the open file; every file's backups are shown where None.
        parent: Qt's.
        key: of the open file, where it is protected.

    Signals:
        restored: the path of a file that was made from a backup, and its key; it is to be opened.
    """

    restored = Signal(Path, object)

    def __init__(
        self,
        runner: Runner,
        plan: BackupPlan,
        path: Path | None = None,
        parent: QWidget | None = None,
        key: FileKey | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._plan, self._path, self._key = runner, plan, path, key
        self._rows: dict[int, BackupRow] = {}
        self.setWindowTitle(f"Backups of {path.stem}" if path else "Backups")
        self.list: SubTable[BackupRow] = SubTable(
            "backups",
            "Backups",
            COLUMNS,
            empty="No backup was kept yet. One is made after half an hour of work, before every import, "
            "merge and erasure, and whenever a changed file is closed.",
            on_open=lambda _: self.restore(),
        )
        self.list.table.selected.connect(self._offer)
        self._restore = make_action(self, "history", "Restore as a new file", self.restore)
        self._folder = make_action(self, "folder-open", "Show the folder", self._show_folder)
        for action in (self._restore, self._folder):
            self.list.add_action(action)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(TaskBar(runner))
        layout.addWidget(
            make_label(
                "A backup is restored beside the file it is of, under another name; nothing is overwritten.",
                wraps=True,
            )
        )
        layout.addWidget(make_icon_button("&Close", "x", self.close), 0, Qt.AlignmentFlag.AlignRight)
        resize_dialog(self, 120, 26)
        self.reload()

    def reload(self) -> None:
        """Lists and checks them again, beside the window."""
        self._offer()
        self._runner.run(
            "Checking the backups",
            lambda progress: list_backups(self._plan, self._path, progress.step, self._key),
            self._show,
            failed=lambda error: messages.show_error(self, error),
        )

    def restore(self) -> None:
        """Restores the chosen backup beside its file."""
        row = self._chosen()
        if row is None or row.problem:
            return
        beside = Path(row.of)
        if not beside.parent.is_dir():
            beside = find_documents_folder() / beside.name
        try:
            made = restore_as_copy(row.path, beside, at=row.at, key=self._key)
        except WorldError as error:
            messages.show_error(self, error)
            return
        self.accept()
        self.restored.emit(made, self._key)

    def done(self, result: int) -> None:
        """Qt: checking stops with the window."""
        self._runner.close()
        super().done(result)

    def _show(self, rows: list[BackupRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self.list.set_rows(rows)
        self._offer()
        if rows:
            self.list.table.start()

    def _chosen(self) -> BackupRow | None:
        ids = self.list.table.selected_ids()
        return self._rows.get(ids[0]) if len(ids) == 1 else None

    def _offer(self) -> None:
        row = self._chosen()
        self._restore.setEnabled(row is not None and not row.problem)
        self._folder.setEnabled(row is not None)

    def _show_folder(self) -> None:
        row = self._chosen()
        if row is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.path.parent)))
