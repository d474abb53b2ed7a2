"""Commands on a file's passphrase: protect, unprotect, change-passphrase, recover."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mitzvah_desk.cli.keys import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    read_new_passphrase,
    read_recovery_text,
    with_key,
)
from mitzvah_desk.cli.words import DONE, Commands, UsageError, add_command, add_file_argument

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import BackupPlan
    from mitzvah_desk.office.core.protection import FileKey, Rewritten


def add_to(commands: Commands) -> None:
    """Adds them."""
    protect = add_command(commands, "protect", _protect, "let a file be read with a passphrase only")
    unprotect = add_command(commands, "unprotect", _unprotect, "let a file be read without its passphrase")
    change = add_command(commands, "change-passphrase", _change, "give a protected file another passphrase")
    recover = add_command(
        commands, "recover", _recover, "give a file a new passphrase by its recovery text, if it is forgotten"
    )
    for parser in (protect, unprotect, change, recover):
        add_file_argument(parser)
        parser.add_argument(
            "--remove-backups", action="store_true", help="remove the backups that were made before"
        )
    for parser in (change, recover):
        parser.add_argument("--new-passphrase-file", type=Path, metavar="FILE")
    recover.add_argument("--recovery-file", type=Path, metavar="FILE")


def _protect(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.protection import is_protected, protect_file

    if is_protected(arguments.file):
        raise UsageError(f"{arguments.file.name} is protected already. See change-passphrase.")
    passphrase = read_new_passphrase(arguments.passphrase_file, PASSPHRASE)
    return _report(arguments, protect_file(arguments.file, passphrase, backups=_plan()))


def _unprotect(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.protection import unprotect_file

    def work(key: "FileKey | None") -> "Rewritten":
        return unprotect_file(arguments.file, _required(arguments.file, key), backups=_plan())

    return _report(arguments, with_key(arguments.file, arguments, work))


def _change(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.protection import change_passphrase, read_header

    new: list[str] = []

    def work(key: "FileKey | None") -> "Rewritten":
        read_header(arguments.file, key)  # before anything new is asked for
        if not new:
            new.append(read_new_passphrase(arguments.new_passphrase_file, NEW_PASSPHRASE))
        return change_passphrase(arguments.file, _required(arguments.file, key), new[0], backups=_plan())

    return _report(arguments, with_key(arguments.file, arguments, work))


def _recover(arguments: argparse.Namespace) -> int:
    from mitzvah_desk.office.core.protection import recover_file_key

    text = read_recovery_text(arguments.recovery_file)
    new = read_new_passphrase(arguments.new_passphrase_file, NEW_PASSPHRASE)
    return _report(arguments, recover_file_key(arguments.file, text, new, backups=_plan()))


def _required(path: Path, key: "FileKey | None") -> "FileKey":
    if key is None:
        raise UsageError(f"{path.name} is not protected.")
    return key


def _plan() -> "BackupPlan":
    from mitzvah_desk.office.core.office import BackupPlan, default_backup_folder

    return BackupPlan(default_backup_folder())


def _report(arguments: argparse.Namespace, done: "Rewritten") -> int:
    from mitzvah_desk.office.core.protection import remove_backups

    name = arguments.file.name
    if done.key is None:
        print(f"{name} can be read without a passphrase now.")
    else:
        print(f"{name} is protected. Who forgets the passphrase needs this recovery text; keep it on paper:")
        print(done.key.recovery_text())
    if done.older_backups and arguments.remove_backups:
        remove_backups(done.older_backups)
        print("These backups were removed:")
    elif done.older_backups:
        print("These backups were made before, and are read as before:")
    for path in done.older_backups:
        print(f"  {path}")
    return DONE
