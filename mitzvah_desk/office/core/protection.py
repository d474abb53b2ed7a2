"""A file's passphrase, for the window and the command line; see ``store.protection``."""

from mitzvah_desk.store.errors import KeyNeededError, RecoveryTextError, WrongPassphraseError
from mitzvah_desk.store.file_header import is_protected, read_header
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.protection import (
    PassphraseTries,
    Rewritten,
    change_passphrase,
    derive_key,
    protect_file,
    recover_file_key,
    remove_backups,
    unprotect_file,
)

__all__ = [
    "FileKey",
    "KeyNeededError",
    "PassphraseTries",
    "RecoveryTextError",
    "Rewritten",
    "WrongPassphraseError",
    "change_passphrase",
    "derive_key",
    "is_protected",
    "protect_file",
    "read_header",
    "recover_file_key",
    "remove_backups",
    "unprotect_file",
]
