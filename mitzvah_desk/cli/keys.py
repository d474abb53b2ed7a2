"""Opening a file for a command, with its passphrase where it is protected.

The passphrase is read from ``--passphrase-file``, from MITZVAH_PASSPHRASE, or asked for at the terminal, in
that order; it is never a word of the call, which others could see.
"""

import argparse
import codecs
import os
import sys
import time
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mitzvah_desk.cli.words import UsageError

if TYPE_CHECKING:
    from mitzvah_desk.office.core.office import BackupPlan, Office
    from mitzvah_desk.office.core.protection import FileKey

T = TypeVar("T")

PASSPHRASE, NEW_PASSPHRASE = "MITZVAH_PASSPHRASE", "MITZVAH_NEW_PASSPHRASE"
TRIES = 3


def open_office(
    arguments: argparse.Namespace, *, read_only: bool = False, backups: "BackupPlan | None" = None
) -> "Office":
    """Opens the file that a command names; see ``Office.open`` for what may be raised.

    Args:
        arguments: of the command; ``file`` and ``passphrase_file`` are read.
        read_only: every write is refused.
        backups: where backups are kept by themselves.
    """
    from mitzvah_desk.office.core.office import Office

    return with_key(
        arguments.file,
        arguments,
        lambda key: Office.open(arguments.file, read_only=read_only, backups=backups, key=key),
    )


def open_to_note(arguments: argparse.Namespace) -> "Office":
    """Opens the file so that what leaves can be written down in it, else for reading only.

    It is for reading only where somebody else has it open or it cannot be written; that is said once.
    """
    from mitzvah_desk.office.core.office import CannotWriteError, InUseError

    try:
        return open_office(arguments)
    except (CannotWriteError, InUseError) as error:
        print(f"{error.text} It is not noted there that this left.", file=sys.stderr)
        return open_office(arguments, read_only=True)


def with_key(path: Path, arguments: argparse.Namespace, work: "Callable[[FileKey | None], T]") -> T:
    """Does something with a file's key, and asks again where the passphrase that was typed is wrong.

    Args:
        path: the file; nothing is asked for where it is plain.
        arguments: of the command.
        work: is given the key, None for a plain file, and raises WrongPassphraseError where it does not fit.

    Returns:
        What the work returns.

    Raises:
        UsageError: the file is protected, and nobody can be asked.
        WorldError: of the work, and WrongPassphraseError after so many ``TRIES``.
    """
    from mitzvah_desk.office.core.protection import (
        PassphraseTries,
        WrongPassphraseError,
        derive_key,
        is_protected,
    )

    if not is_protected(path):
        return work(None)
    given = _given(arguments.passphrase_file, PASSPHRASE)
    if given is not None:
        return work(derive_key(path, given))
    tries = PassphraseTries()
    while True:
        time.sleep(tries.wait_seconds)
        try:
            return work(derive_key(path, _ask(f"Passphrase of {path.name}: ", PASSPHRASE)))
        except WrongPassphraseError as error:
            tries.note_wrong()
            if tries.wrong == TRIES:
                raise
            print(error.text, file=sys.stderr)


def read_new_passphrase(file: Path | None, variable: str) -> str:
    """The passphrase that a file is to have: from a file, the environment, or typed twice.

    Raises:
        UsageError: the two are not the same, or nobody can be asked.
    """
    given = _given(file, variable)
    if given is not None:
        return given
    typed = _ask("New passphrase: ", variable)
    if _ask("The same again: ", variable) != typed:
        raise UsageError("The two passphrases are not the same. Nothing was changed.")
    return typed


def read_recovery_text(file: Path | None) -> str:
    """What stands on the recovery sheet: from a file, or typed.

    Raises:
        UsageError: the file cannot be read, or nobody can be asked.
    """
    return _read(file) if file is not None else _ask("Recovery text: ", "")


def _given(file: Path | None, variable: str) -> str | None:
    return _read(file) if file is not None else os.environ.get(variable)


def _read(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # as PowerShell writes
    try:
        return content.decode("utf-16" if wide else "utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} cannot be read. Save it as UTF-8, and try again.") from error


def _ask(words: str, variable: str) -> str:
    if not sys.stdin.isatty():
        other = f", or set {variable}" if variable else ""
        raise UsageError(f"Nobody can be asked for it here. Name a file that holds it{other}.")
    return getpass(words)
