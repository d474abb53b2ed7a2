"""A protected file: nothing of it can be read without its key, and every change of a byte is told."""

import hashlib
import random
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mitzvah_desk.office.core.backups import find_rescue, list_backups, restore_as_copy
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, Office
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import (
    CannotWriteError,
    DamagedFileError,
    InUseError,
    KeyNeededError,
    WorldError,
    WrongPassphraseError,
)
from mitzvah_desk.store.file_header import SCHEMA_VERSION, is_protected
from mitzvah_desk.store.file_key import FileKey
from mitzvah_desk.store.migrate import migrate
from mitzvah_desk.store.page_seals import PAGE_BYTES
from mitzvah_desk.store.protection import (
    change_passphrase,
    protect_file,
    recover_file_key,
    remove_backups,
    unprotect_file,
)

WORDS = "correct horse battery"
FLIPS = 500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "year.mitzvah"
    with closing(Office.new(file)) as office:
        for name in ("Annelise", "Benedict"):
            office.execute(Add("person", {"given": name}))
    return file


@pytest.fixture
def key(path: Path) -> FileKey:
    key = protect_file(path, WORDS).key
    assert key is not None
    return key


def names(path: Path, key: FileKey | None = None, passphrase: str = "") -> list[str]:
    with closing(Office.open(path, key=key, passphrase=passphrase)) as office:
        assert office.query(check_file) == []
        return office.query(lambda c: [row[0] for row in c.exec_driver_sql("SELECT given FROM person")])


def schema(path: Path, key: FileKey | None) -> list[tuple[object, ...]]:
    with closing(connect(path, key=key, read_only=True)) as file:
        rows = file.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2, 3").fetchall()
        facts = [file.execute(f"PRAGMA {fact}").fetchone() for fact in ("user_version", "application_id")]
    return [*rows, *facts]


def test_it_opens_with_its_passphrase_and_its_key_alone(path: Path) -> None:
    before = schema(path, None)
    done = protect_file(path, WORDS)
    assert is_protected(path)
    assert names(path, passphrase=WORDS) == names(path, key=done.key) == ["Annelise", "Benedict"]
    assert schema(path, done.key) == before
    for read_only in (False, True):
        with pytest.raises(KeyNeededError, match="protected by a passphrase, or damaged"):
            Office.open(path, read_only=read_only)
        with pytest.raises(WrongPassphraseError, match="does not open"):
            Office.open(path, passphrase="wrong horse battery", read_only=read_only)
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name], "nothing is left beside it"


def test_a_new_passphrase_a_recovery_and_the_way_back_keep_everything(path: Path, key: FileKey) -> None:
    before = schema(path, key)
    new = change_passphrase(path, key, "another passphrase").key
    assert new is not None
    assert new != key
    for old in (key, FileKey.derive(WORDS, new.salt)):
        with pytest.raises(WrongPassphraseError):
            Office.open(path, key=old)
    third = recover_file_key(path, new.recovery_text(), "a third passphrase").key
    assert third is not None
    with pytest.raises(WrongPassphraseError):
        recover_file_key(path, new.recovery_text(), "from an old sheet")
    assert schema(path, third) == before
    unprotect_file(path, third)
    assert schema(path, None) == before
    assert names(path) == ["Annelise", "Benedict"]
    with pytest.raises(KeyNeededError, match="no passphrase to change"):
        change_passphrase(path, third, "another passphrase")


def test_a_new_file_may_be_protected_from_its_beginning(tmp_path: Path) -> None:
    path, key = tmp_path / "new.mitzvah", FileKey.for_new_file(WORDS)
    DataFile.new(path, key=key).close()
    DataFile.new(tmp_path / "plain.mitzvah").close()
    assert schema(path, key) == schema(tmp_path / "plain.mitzvah", None)
    assert names(path, passphrase=WORDS) == []


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_file_of_an_older_version_is_brought_up_to_date_first(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.mitzvah"
    migrate(path, to=version, new=True)
    done = protect_file(path, WORDS)
    assert names(path, key=done.key) == []
    (backup,) = done.older_backups or list(tmp_path.glob("old *.mitzvah"))
    assert not is_protected(backup)


def test_an_open_file_is_not_rewritten(path: Path, key: FileKey) -> None:
    with closing(Office.open(path, key=key)), pytest.raises(InUseError):
        unprotect_file(path, key)
    assert is_protected(path)


if sys.platform != "win32":  # there is no such limit there

    @pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.99])
    def test_a_full_disk_leaves_the_file_as_it_was(path: Path, part: float) -> None:
        import resource

        before = path.read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(int(len(before) * part), 500), limits[1]))
        try:
            with pytest.raises(CannotWriteError, match="has room"):
                protect_file(path, WORDS)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert path.read_bytes() == before
        assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_link_stays_one_and_the_rights_of_the_file_stay(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.mitzvah")
    link.symlink_to(path)
    protect_file(link, WORDS)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert names(path, passphrase=WORDS) == names(link, passphrase=WORDS) == ["Annelise", "Benedict"]


def test_backups_are_as_their_file_and_older_ones_are_told(path: Path, tmp_path: Path) -> None:
    plan = BackupPlan(tmp_path / "backups")
    with closing(Office.open(path, backups=plan)) as office:
        (plain,) = office.keep_backup(why="before it is protected")
    done = protect_file(path, WORDS, backups=plan)
    assert done.older_backups == (plain,)
    with closing(Office.open(path, key=done.key, backups=plan)) as office:
        office.execute(Add("person", {"given": "Clementine"}))
        (sealed,) = office.keep_backup()
    assert is_protected(sealed)
    rows = {row.path: row.problem for row in list_backups(plan, path, key=done.key)}
    assert rows == {sealed: "", plain: ""}
    assert "protected" in {row.path: row.problem for row in list_backups(plan, path)}[sealed]
    rescue = find_rescue(plan, path, done.key)
    assert rescue is not None
    assert (rescue.backup.path, rescue.backup.number, rescue.missing) == (sealed, 2, ())
    again = restore_as_copy(sealed, path, at=datetime(2026, 11, 22), key=done.key)
    assert names(again, passphrase=WORDS) == ["Annelise", "Benedict", "Clementine"]
    remove_backups(done.older_backups)
    assert sorted(file.name for file in plan.folders[0].iterdir()) == [sealed.name, f"{sealed.name}.sha256"]


def test_one_opening_derives_one_key(path: Path, key: FileKey, monkeypatch: pytest.MonkeyPatch) -> None:
    del key
    made = []
    derive = hashlib.pbkdf2_hmac

    def count(name: str, password: bytes, salt: bytes, rounds: int, length: int) -> bytes:
        if rounds > 2:
            made.append(rounds)
        return derive(name, password, salt, rounds, length)

    monkeypatch.setattr("hashlib.pbkdf2_hmac", count)
    with closing(Office.open(path, passphrase=WORDS)) as office:
        office.execute(Add("person", {"given": "Clementine"}))
        office.back_up(path.parent / "backups")
    assert made == [256_000]


def flips(size: int) -> Iterator[tuple[int, int]]:
    """Places and bits: each kind of byte of a page, and places at random."""
    chance = random.Random(5787)
    for at in (0, 15, 16, 100, PAGE_BYTES - 81, PAGE_BYTES - 80, PAGE_BYTES - 64, PAGE_BYTES - 1, size - 1):
        yield at, chance.randrange(8)
    for _ in range(FLIPS - 9):
        yield chance.randrange(size), chance.randrange(8)


def test_every_flipped_bit_is_told(path: Path, key: FileKey, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    spoilt = tmp_path / "spoilt.mitzvah"
    for at, bit in flips(len(content)):
        content[at] ^= 1 << bit
        spoilt.write_bytes(content)
        content[at] ^= 1 << bit
        with pytest.raises(DamagedFileError):
            DataFile.open(spoilt, key=key, read_only=True)
    spoilt.write_bytes(content)
    DataFile.open(spoilt, key=key, read_only=True).close()


@pytest.mark.parametrize("at", [0, 15])
def test_damage_of_the_salt_cannot_be_told_from_a_wrong_passphrase(path: Path, key: FileKey, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(WrongPassphraseError, match="beginning is damaged"):
        Office.open(path, passphrase=WORDS)
    with pytest.raises(DamagedFileError):
        Office.open(path, key=key)


@pytest.mark.parametrize("size", [PAGE_BYTES * 3, PAGE_BYTES * 3 + 100, PAGE_BYTES])
def test_a_file_cut_short_is_damaged_and_not_strange(path: Path, key: FileKey, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(DamagedFileError):
        Office.open(path, key=key)


def test_a_damaged_file_makes_no_backup(path: Path, key: FileKey, tmp_path: Path) -> None:
    """Copied page by page, a page that does not fit its seal would come out empty and sealed anew."""
    with closing(Office.open(path, key=key)) as office:
        content = bytearray(path.read_bytes())
        content[-100] ^= 1
        path.write_bytes(content)
        with pytest.raises(WorldError, match="damaged"):
            office.back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
