"""Where this computer keeps backups: a switch, and a second place such as a stick."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mitzvah_desk.desk.session.backup_settings import read_backup_plan, save_backup_plan
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_folder
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import CheckField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.office.core.office import BackupPlan, default_backup_folder


class BackupPlaces:
    """The settings of backups on this computer.

    Args:
        session: the open file, which follows them at once.
    """

    def __init__(self, session: FileSession) -> None:
        self._session = session
        self.keeps = CheckField(
            "Keep backups on this computer",
            self._set_keeps,
            remark="After half an hour of work, before each import, merge, erasure and new year, and at "
            "closing. Whoever uses this computer may be able to read them.",
        )
        self._second = make_label("", "muted", wraps=True)
        self._none = QPushButton("No second place")
        self._none.clicked.connect(lambda _=False: self.set_second(None))
        self._show()

    def add_to(self, form: Form) -> None:
        """Puts them at the end of a form."""
        form.section(
            "Backups", "Copies of the file as it was. The newest stay, then one a day, week and month."
        )
        form.add(self.keeps)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        choose = QPushButton("A second place…")
        choose.clicked.connect(lambda _=False: self._choose())
        for button in (choose, self._none):
            line.addWidget(button)
        line.addWidget(self._second, 1)
        form.add_widget(row)

    def set_second(self, folder: Path | None) -> None:
        """Takes a second place for backups, or none."""
        self._keep(BackupPlan(read_backup_plan().folder, folder))

    def _choose(self) -> None:
        folder = ask_folder(
            self.keeps.window(),
            "A stick, or a folder that is copied elsewhere",
            FolderOf.BACKUPS,
            read_backup_plan().second,
        )
        if folder is not None:
            self.set_second(folder)

    def _set_keeps(self, keeps: bool) -> str:  # noqa: FBT001  # a field hands over its value
        self._keep(BackupPlan(default_backup_folder() if keeps else None, read_backup_plan().second))
        return ""

    def _keep(self, plan: BackupPlan) -> None:
        save_backup_plan(plan)
        self._session.office.backups = plan
        self._show()

    def _show(self) -> None:
        plan = read_backup_plan()
        self.keeps.load(plan.folder is not None)
        self._none.setEnabled(plan.second is not None)
        self._second.setText(f"Also in {plan.second}" if plan.second else "No second place is chosen.")
