"""The key of a protected file: made from a passphrase, or from the recovery text that holds it.

The file's format is SQLCipher 4's own (https://www.zetetic.net/sqlcipher/design/): its first 16 bytes are the
salt, and the key is PBKDF2-HMAC-SHA512 of the passphrase.
"""

import hashlib
import hmac
import secrets
import unicodedata
from typing import NoReturn

from mitzvah_desk.store.errors import PassphraseTooShortError, RecoveryTextError

KEY_BYTES, SALT_BYTES = 32, 16
ROUNDS = 256_000
SHORTEST_PASSPHRASE = 8

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://www.crockford.com/base32.html): no letter that looks like another."""
_MISREAD = str.maketrans("OIL", "011", "-")
_GROUP_BYTES, _GROUP_LETTERS = 4, 8
_GROUPS = (KEY_BYTES + SALT_BYTES) // _GROUP_BYTES
_CHECK_BYTES = 5


class FileKey:
    """What opens one protected file; it is held in memory only and does not show what it is."""

    __slots__ = ("_key", "salt")

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        self.salt = salt

    @classmethod
    def derive(cls, passphrase: str, salt: bytes) -> "FileKey":
        """The key that a passphrase gives with a file's salt; takes a tenth of a second on purpose."""
        typed = unicodedata.normalize("NFC", passphrase).encode()
        return cls(hashlib.pbkdf2_hmac("sha512", typed, salt, ROUNDS, KEY_BYTES), salt)

    @classmethod
    def for_new_file(cls, passphrase: str) -> "FileKey":
        """The key that a passphrase gives with a salt made at random.

        Raises:
            PassphraseTooShortError: it has fewer than ``SHORTEST_PASSPHRASE`` letters.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise PassphraseTooShortError(
                f"A passphrase has at least {SHORTEST_PASSPHRASE} letters.",
                "Choose a longer one; several words are easier to remember than signs.",
            )
        return cls.derive(passphrase, secrets.token_bytes(SALT_BYTES))

    @property
    def literal(self) -> str:
        """The key as SQLCipher takes it where nothing is to be derived any more."""
        return f"x'{(self._key + self.salt).hex()}'"

    def seal_key(self) -> bytes:
        """The key with which SQLCipher seals each page."""
        return hashlib.pbkdf2_hmac(
            "sha512", self._key, bytes(byte ^ 0x3A for byte in self.salt), 2, KEY_BYTES
        )

    def recovery_text(self) -> str:
        """The key for paper: groups of letters, of which each tells when it was copied wrongly."""
        content = self._key + self.salt
        groups = [
            _write_group(number, content[number * _GROUP_BYTES : (number + 1) * _GROUP_BYTES])
            for number in range(_GROUPS)
        ]
        return " ".join((*groups, _letters(_check_of(content))))

    @classmethod
    def from_recovery_text(cls, text: str) -> "FileKey":
        """The key that ``recovery_text`` wrote, typed in any case and with any gaps.

        Raises:
            RecoveryTextError: it was copied wrongly; the sentence names the groups, counted from one.
        """
        groups = [group.translate(_MISREAD) for group in text.upper().split()]
        if len(groups) != _GROUPS + 1:
            joined = "".join(groups)
            groups = [joined[at : at + _GROUP_LETTERS] for at in range(0, len(joined), _GROUP_LETTERS)]
        if len(groups) != _GROUPS + 1:
            raise RecoveryTextError(
                f"The recovery text has {_GROUPS + 1} groups of {_GROUP_LETTERS} letters; these are"
                f" {len(groups)}.",
                "Look for a group that was left out or typed twice.",
            )
        read = [_read_group(number, group) for number, group in enumerate(groups[:-1])]
        wrong = tuple(number for number, part in enumerate(read, start=1) if part is None)
        content = b"".join(part for part in read if part is not None)
        if not wrong and groups[-1] != _letters(_check_of(content)):
            wrong = (_GROUPS + 1,)
        if wrong:
            names = ", ".join(str(number) for number in wrong)
            raise RecoveryTextError(
                f"The recovery text is not copied rightly: look at group {names}.",
                "Compare it letter by letter with the paper. Where only the last is named, it may be any.",
                wrong,
            )
        return cls(content[:KEY_BYTES], content[KEY_BYTES:])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileKey) and hmac.compare_digest(self.literal, other.literal)

    __hash__ = None  # type: ignore[assignment]  # nothing is looked up by a key

    def __repr__(self) -> str:
        return "FileKey()"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A key is not written anywhere.")


def _write_group(number: int, part: bytes) -> str:
    return _letters(part + bytes((_crc8(bytes((number,)) + part),)))


def _read_group(number: int, group: str) -> bytes | None:
    if len(group) != _GROUP_LETTERS or any(letter not in _LETTERS for letter in group):
        return None
    value = 0
    for letter in group:
        value = value * 32 + _LETTERS.index(letter)
    part = value.to_bytes(_CHECK_BYTES)
    return part[:-1] if part[-1] == _crc8(bytes((number,)) + part[:-1]) else None


def _letters(five: bytes) -> str:
    value = int.from_bytes(five)
    return "".join(_LETTERS[value >> shift & 31] for shift in range(35, -1, -5))


def _check_of(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_CHECK_BYTES]


def _crc8(content: bytes) -> int:
    """Sees every single wrong letter, which is a burst of at most five bits, and groups in another order."""
    value = 0
    for byte in content:
        value ^= byte
        for _ in range(8):
            value = (value << 1 ^ 0x07) & 0xFF if value & 0x80 else value << 1
    return value
