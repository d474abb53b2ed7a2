"""After how many idle minutes a protected file is locked on this computer."""

from PySide6.QtCore import QSettings

MINUTES = 10
"""Where nothing else was set."""
MOST_MINUTES = 480
_KEPT = "lock minutes"


def read_lock_minutes() -> int:
    """The minutes; 0 where it is never locked by itself."""
    kept = str(QSettings().value(_KEPT, MINUTES))
    return int(kept) if kept.isdecimal() else MINUTES


def save_lock_minutes(minutes: int) -> None:
    """Keeps other minutes, or 0 for never."""
    QSettings().setValue(_KEPT, minutes)
