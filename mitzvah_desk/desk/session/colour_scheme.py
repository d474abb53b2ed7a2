"""Which colours somebody wants on this computer; it belongs to the computer, not to the file."""

from PySide6.QtCore import QSettings

from mitzvah_desk.desk.widgets.colours import Scheme

_KEY = "colours"


def read_scheme() -> Scheme:
    """The colours wanted; as the system has them where nothing, or nothing that is known, was chosen."""
    kept = str(QSettings().value(_KEY, ""))
    return Scheme(kept) if kept in set(Scheme) else Scheme.SYSTEM


def save_scheme(scheme: Scheme) -> None:
    """Keeps what was chosen."""
    QSettings().setValue(_KEY, str(scheme))
