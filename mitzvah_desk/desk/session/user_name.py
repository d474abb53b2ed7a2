"""Who sits at this desk: as it was set on this computer, or else the name of the account."""

import getpass

from PySide6.QtCore import QSettings


def read_user_name() -> str:
    """Who sits at the desk; empty where nobody knows."""
    kept = QSettings().value("user name", "")
    if isinstance(kept, str) and kept:
        return kept
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def save_user_name(name: str) -> None:
    """Remembers who sits at this desk; an empty name leaves it to the account's."""
    QSettings().setValue("user name", name.strip())
