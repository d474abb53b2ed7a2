"""The key of a protected file: derived as SQLCipher does, hidden, and copied on paper without a mistake."""

import pickle
from contextlib import closing
from pathlib import Path

import pytest

from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.errors import PassphraseTooShortError, RecoveryTextError
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.protection import PassphraseTries

KEY = FileKey(bytes(range(32)), bytes(range(100, 116)))
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_sqlcipher_derives_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "made by sqlcipher.db"
    with closing(sqlite.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA key = 'correct horse'")
        file.execute("CREATE TABLE word (text)")
    key = FileKey.derive("correct horse", path.read_bytes()[:16])
    with closing(sqlite.connect(path)) as file:
        file.execute(f'PRAGMA key = "{key.literal}"')
        assert file.execute("SELECT name FROM sqlite_schema").fetchall() == [("word",)]


def test_a_letter_with_an_accent_is_the_same_on_every_keyboard() -> None:
    salt = bytes(16)
    assert FileKey.derive("caf\u00e9 au lait", salt) == FileKey.derive("cafe\u0301 au lait", salt)


def test_a_key_shows_nothing_and_is_written_nowhere() -> None:
    assert repr(KEY) == str(KEY) == "FileKey()"
    with pytest.raises(TypeError, match="not written"):
        pickle.dumps(KEY)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PassphraseTooShortError, match="at least 8 letters"):
        FileKey.for_new_file("seven77")


def test_the_recovery_text_brings_the_key_back_however_it_is_typed() -> None:
    text = KEY.recovery_text()
    assert [len(group) for group in text.split()] == [8] * 13
    for typed in (text, text.lower(), text.replace(" ", ""), text.replace(" ", "\n"), text.replace(" ", "-")):
        assert FileKey.from_recovery_text(typed) == KEY
    misread = text.replace("0", "O").replace("1", "l")
    assert FileKey.from_recovery_text(misread) == KEY


def test_every_single_wrong_letter_is_told_with_its_group() -> None:
    groups = KEY.recovery_text().split()
    for number, group in enumerate(groups, start=1):
        for at, right in enumerate(group):
            for letter in set(LETTERS) - {right}:
                wrong = [*groups]
                wrong[number - 1] = group[:at] + letter + group[at + 1 :]
                with pytest.raises(RecoveryTextError) as told:
                    FileKey.from_recovery_text(" ".join(wrong))
                assert told.value.groups == (number,)


def test_two_groups_in_the_wrong_order_are_told() -> None:
    groups = KEY.recovery_text().split()
    groups[2], groups[6] = groups[6], groups[2]
    with pytest.raises(RecoveryTextError, match="look at group 3, 7"):
        FileKey.from_recovery_text(" ".join(groups))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda groups: groups[:-1], "these are 12"),
        (lambda groups: [*groups, groups[0]], "these are 14"),
        (lambda groups: [groups[0][:-1], *groups[1:]], "look at group 1"),
        (lambda groups: ["UUUUUUUU", *groups[1:]], "look at group 1"),
        (lambda _groups: [], "these are 0"),
    ],
)
def test_what_cannot_be_a_recovery_text_is_told(spoil: object, says: str) -> None:
    assert callable(spoil)
    with pytest.raises(RecoveryTextError, match=says):
        FileKey.from_recovery_text(" ".join(spoil(KEY.recovery_text().split())))


def test_every_wrong_try_makes_the_next_wait_longer() -> None:
    tries, waits = PassphraseTries(), []
    for _ in range(9):
        waits.append(tries.wait_seconds)
        tries.note_wrong()
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60]
