"""Opening a file, and what is offered where that is not possible as it stands."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.shell.backups_dialog import age_text
from mitzvah_desk.desk.shell.passphrase_dialogs import ask_key
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.messages import show_error
from mitzvah_desk.office.core.backups import Rescue, find_rescue, restore_as_copy
from mitzvah_desk.office.core.office import (
    BackupFileError,
    BackupPlan,
    CannotWriteError,
    DamagedFileError,
    InUseError,
    Office,
    WorldError,
)
from mitzvah_desk.office.core.protection import (
    FileKey,
    KeyNeededError,
    PassphraseTries,
    WrongPassphraseError,
    read_header,
)
from mitzvah_desk.rules.plurals import count_noun

READ = "Open for reading only"
OPEN_ALL_THE_SAME = "It is not open there: open it"
RESTORE = "Restore the backup beside it"
RESTORE_THIS = "Restore this backup as a new file"
LEAVE = "Do not open it"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened.

    Attributes:
        office: the file.
        recovered: whether it was by its recovery sheet, so that a new passphrase is wanted.
    """

    office: Office
    recovered: bool = False


def open_office(
    parent: QWidget | None,
    path: Path,
    plan: BackupPlan,
    *,
    user_name: str,
    read_only: bool = False,
    key: FileKey | None = None,
) -> Opened | None:
    """Opens a file, or tells why not and does what the user chooses instead; None where nothing is open.

    Args:
        parent: the window.
        path: the file.
        plan: where backups are kept, and looked for where the file is damaged.
        user_name: who is at the desk.
        read_only: every write is refused.
        key: of a protected file, where it is known; else it is asked for.
    """
    take_over, recovered = False, False
    tries = PassphraseTries()
    restored: Path | None
    while True:
        try:
            office = Office.open(
                path, user_name=user_name, read_only=read_only, take_over=take_over, backups=plan, key=key
            )
            return Opened(office, recovered)
        except KeyNeededError:
            found = ask_key(parent, path, partial(try_key, path), tries)
            if found is None:
                return None
            key, recovered, restored = found.key, found.recovered, path
        except DamagedFileError as error:
            restored = _offer_rescue(parent, path, plan, error, key)
        except BackupFileError as error:
            restored = _offer_backup(parent, path, error, key)
            read_only = read_only or restored == path
        except (InUseError, CannotWriteError) as error:
            if read_only:
                show_error(parent, error)
                return None
            choices = (READ, OPEN_ALL_THE_SAME) if getattr(error, "elsewhere", False) else (READ,)
            chosen = messages.ask_choice(parent, error.text, error.do, choices=choices, leave=LEAVE)
            read_only, take_over = chosen == 0, chosen == 1
            restored = path if chosen is not None else None
        except WorldError as error:
            show_error(parent, error)
            return None
        if restored is None:
            return None
        path = restored


def try_key(path: Path, key: FileKey) -> str:
    """Why a key does not open a file; empty where it does, or where something else is wrong with the file."""
    try:
        read_header(path, key)
    except WrongPassphraseError as error:
        return f"{error.text} {error.do}".strip()
    except WorldError:
        return ""  # it is told when the file is opened
    return ""


def rescue_text(rescue: Rescue, now: datetime) -> str:
    """What a backup is and what it lacks, in words."""
    backup = rescue.backup
    said = f"The newest whole backup was made on {backup.at:%A %d %B at %H:%M}, {age_text(backup.at, now)}."
    if rescue.missing is None:
        return f"{said} What was done after that is not in it."
    if not rescue.missing:
        return f"{said} Nothing was done after it, so nothing is missing."
    number = len(rescue.missing)
    shown = "; ".join(rescue.missing[:_SHOWN]) + ("; and more" if number > _SHOWN else "")
    return f"{said} It lacks {count_noun(number, 'later change')}: {shown}."


def _offer_rescue(
    parent: QWidget | None, path: Path, plan: BackupPlan, error: DamagedFileError, key: FileKey | None
) -> Path | None:
    rescue = find_rescue(plan, path, key)
    if rescue is None:
        messages.show_message(
            parent,
            error.text,
            f"{error.do} No whole backup of it was found on this computer: look for one on a stick, or for a "
            "copy that you sent to somebody.",
            grave=True,
        )
        return None
    words = f"{rescue_text(rescue, datetime.now())} The damaged file stays as it is."
    chosen = messages.ask_choice(
        parent, error.text, words, choices=(RESTORE,), leave=LEAVE, likely=0, grave=True
    )
    return None if chosen is None else _restored(parent, rescue.backup.path, path, rescue.backup.at, key)


def _offer_backup(
    parent: QWidget | None, path: Path, error: BackupFileError, key: FileKey | None
) -> Path | None:
    """What is opened instead of a backup that was opened by itself: the same path, to read it as it is."""
    chosen = messages.ask_choice(parent, error.text, error.do, choices=(RESTORE_THIS, READ), leave=LEAVE)
    if chosen == 0:
        return _restored(parent, path, path, key=key)
    return path if chosen == 1 else None


def _restored(
    parent: QWidget | None,
    backup: Path,
    beside: Path,
    at: datetime | None = None,
    key: FileKey | None = None,
) -> Path | None:
    try:
        return restore_as_copy(backup, beside, at=at or datetime.now(), key=key)
    except WorldError as error:
        show_error(parent, error)
        return None
