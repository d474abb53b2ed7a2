"""Who sits at this desk: as it was set on this computer, or else the name of the account."""

from PySide6.QtCore import QSettings

from mitzvah_desk.systems import account_name


def read_user_name() -> str:
    """Who sits at the desk; empty where nobody knows."""
    kept = QSettings().value("user name", "")
    return kept if isinstance(kept, str) and kept else account_name()


def save_user_name(name: str) -> None:
    """Remembers who sits at this desk; an empty name leaves it to the account's."""
    QSettings().setValue("user name", name.strip())
