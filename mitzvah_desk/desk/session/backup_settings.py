"""Where this computer keeps backups by themselves."""

from pathlib import Path

from PySide6.QtCore import QSettings

from mitzvah_desk.office.core.office import BackupPlan, default_backup_folder

_KEEP, _SECOND = "backups/keep", "backups/second place"


def read_backup_plan() -> BackupPlan:
    """Where this computer keeps backups by themselves."""
    settings = QSettings()
    second = str(settings.value(_SECOND, "") or "")
    keeps = str(settings.value(_KEEP, "true")).lower() == "true"
    return BackupPlan(default_backup_folder() if keeps else None, Path(second) if second else None)


def save_backup_plan(plan: BackupPlan) -> None:
    """Remembers where this computer keeps backups."""
    QSettings().setValue(_KEEP, "true" if plan.folder else "false")
    QSettings().setValue(_SECOND, str(plan.second or ""))
