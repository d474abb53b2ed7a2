"""Where the program keeps what is its own: settings, backups made by themselves, the log.

That is the system's usual place, unless it runs from a stick: then it lies beside the program, and a
computer that was lent keeps nothing.
"""

import os
import sys
from pathlib import Path

from platformdirs import user_data_path, user_documents_path, user_log_path

from mitzvah_desk.frozen import is_built

OWN_FOLDER = "MITZVAH_DESK_FOLDER"
"""Names another folder for all that the program keeps; whoever looks after many computers may set it."""
PORTABLE = "Kept by Mitzvah Desk"
"""A folder of this name beside the built program makes it one that keeps everything there."""
_NAME = "Mitzvah Desk"


def find_own_folder() -> Path | None:
    """The one folder for all that the program keeps; None where it keeps it in the system's usual places."""
    named = os.environ.get(OWN_FOLDER)
    return Path(named) if named else _find_portable_folder()


def _find_portable_folder() -> Path | None:
    beside = Path(sys.executable).parent / PORTABLE
    return beside if is_built() and beside.is_dir() else None


def find_data_folder() -> Path:
    """Where backups go that are made by themselves."""
    return find_own_folder() or user_data_path(_NAME, appauthor=False)


def find_log_folder(*, make: bool = False) -> Path:
    """Where the log is.

    Args:
        make: whether it is made where there is none.

    Raises:
        OSError: it cannot be made.
    """
    own = find_own_folder()
    if own is None:
        return user_log_path(_NAME, appauthor=False, ensure_exists=make)
    if make:
        own.mkdir(parents=True, exist_ok=True)
    return own


def find_documents_folder() -> Path:
    """Where files are looked for and proposed: Documents, or the stick that the program is on; else home."""
    portable = _find_portable_folder()
    folder = user_documents_path() if portable is None else portable.parent.parent
    return folder if folder.is_dir() else Path.home()
