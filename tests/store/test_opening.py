import errno
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mitzvah_desk.store.backup import back_up_file, restore_backup
from mitzvah_desk.store.data_file import DataFile
from mitzvah_desk.store.driver import sqlite
from mitzvah_desk.store.engine import connect
from mitzvah_desk.store.errors import (
    CannotWriteError,
    DamagedFileError,
    InUseError,
    MissingFileError,
    NewerFileError,
    NotOurFileError,
    ReadOnlyError,
    WorldError,
)
from mitzvah_desk.store.file_header import is_interrupted
from mitzvah_desk.store.integrity import SCHEMA_FINGERPRINT, schema_fingerprint
from mitzvah_desk.store.journal import list_journalled_tables
from mitzvah_desk.store.lock import WriterLock
from mitzvah_desk.store.migrate import migrate


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "year.mitzvah"
    DataFile.new(file).close()
    return file


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(255, -1, -1)) * 40)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _newer(path: Path) -> None:
    connection = sqlite.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _other(path: Path) -> None:
    path.unlink()
    connection = sqlite.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()


def test_a_file_that_could_not_be_made_leaves_nothing_and_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "year.mitzvah"
    with monkeypatch.context() as patch:
        patch.setattr("mitzvah_desk.store.migrate.create_file", full)
        with pytest.raises(CannotWriteError, match="is full"):
            DataFile.new(file)
    assert list(tmp_path.iterdir()) == []
    DataFile.new(file).close()
    DataFile.open(file).close()


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (_cut, DamagedFileError),
        (_noise, NotOurFileError),
        (_empty, WorldError),
        (_newer, NewerFileError),
        (_other, NotOurFileError),
        (Path.unlink, MissingFileError),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_and_left(
    path: Path, spoil: Callable[[Path], None], kind: type[WorldError]
) -> None:
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(kind) as told:
        DataFile.open(path)
    assert told.value.text
    assert told.value.do
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_second_opening_says_who_has_it_and_may_read(path: Path) -> None:
    first = DataFile.open(path, user_name="Miriam")
    with pytest.raises(InUseError, match="Miriam"):
        DataFile.open(path, user_name="Joel")
    reader = DataFile.open(path, read_only=True)
    assert reader.read_one("SELECT count(*) FROM person") == 0
    with pytest.raises(ReadOnlyError), reader.unit_of_work("x"):
        pass
    reader.close()
    first.close()
    DataFile.open(path).close()


def test_who_reads_during_a_write_sees_what_was_before_and_takes_nothing_back(path: Path) -> None:
    with closing(DataFile.open(path)) as writer:
        with writer.unit_of_work("x") as work:
            work.connection.exec_driver_sql("INSERT INTO skill (name) VALUES ('drive')")
            assert is_interrupted(path)
            with closing(DataFile.open(path, read_only=True)) as reader:
                assert reader.read_one("SELECT count(*) FROM skill") == 0
        assert writer.read_one("SELECT count(*) FROM skill") == 1
    assert not is_interrupted(path)


@pytest.fixture
def half_written(path: Path, tmp_path: Path) -> Path:
    """What a program leaves that is killed while part of its change is in the file already."""
    copy = tmp_path / "killed.mitzvah"
    with closing(DataFile.open(path)) as writer, writer.unit_of_work("x") as work:
        run = work.connection.exec_driver_sql
        run("PRAGMA cache_size = 5")
        run("PRAGMA cache_spill = 1")
        run("INSERT INTO skill (name) VALUES (?)", ("x" * 200_000,))
        run("INSERT INTO skill (name) VALUES ('drive')")
        shutil.copy(path, copy)
        shutil.copy(f"{path}-journal", f"{copy}-journal")
    return copy


def test_a_half_written_change_is_left_to_the_writer_who_came_first(half_written: Path) -> None:
    files = half_written, Path(f"{half_written}-journal")
    before = [file.read_bytes() for file in files]
    lock = WriterLock(half_written)
    lock.take("Joel")
    with pytest.raises(WorldError):
        DataFile.open(half_written, read_only=True)
    assert [file.read_bytes() for file in files] == before
    lock.release()
    with closing(DataFile.open(half_written, read_only=True)) as reader:
        assert reader.read_one("SELECT count(*) FROM skill") == 0
    assert not is_interrupted(half_written)


def test_a_full_disk_is_told_and_loses_nothing(path: Path) -> None:
    book = DataFile.open(path)
    with book.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CannotWriteError, match="full"), book.unit_of_work("x") as work:
        work.connection.exec_driver_sql("INSERT INTO skill (name) VALUES (?)", ("x" * 900_000,))
    assert book.read_one("SELECT count(*) FROM skill") == 0
    book.close()


def test_nothing_is_written_outside_a_turn(path: Path) -> None:
    connection = sqlite.connect(path)
    with pytest.raises(sqlite.IntegrityError, match="outside a unit of work"):
        connection.execute("INSERT INTO skill (name) VALUES ('drive')")
    connection.close()


def test_every_table_keeps_its_images(path: Path) -> None:
    connection = sqlite.connect(path)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    connection.close()
    want = {f"journal_{t.name}_{e}" for t in list_journalled_tables() for e in ("insert", "update", "delete")}
    assert names == want


def test_the_migrated_schema_is_that_of_a_new_file(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "migrated.mitzvah"
    migrate(made, new=True)

    def tables(file: Path) -> dict[str, str]:
        connection = sqlite.connect(file)
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
        ).fetchall()
        connection.close()
        return {name: "".join(sql.split()) for name, sql in rows}

    assert tables(path) == tables(made)
    with closing(connect(path)) as new, closing(connect(made)) as migrated:
        assert schema_fingerprint(new) == schema_fingerprint(migrated) == SCHEMA_FINGERPRINT


def test_a_changed_backup_is_refused_and_nothing_is_overwritten(path: Path, tmp_path: Path) -> None:
    backup = back_up_file(path, tmp_path / "backups", now=datetime(2026, 11, 22, 18))
    restore_backup(backup, tmp_path / "again.mitzvah")
    DataFile.open(tmp_path / "again.mitzvah").close()
    with pytest.raises(CannotWriteError):
        restore_backup(backup, tmp_path / "again.mitzvah")
    content = bytearray(backup.read_bytes())
    content[-20] ^= 1
    backup.write_bytes(bytes(content))
    with pytest.raises(DamagedFileError):
        restore_backup(backup, tmp_path / "third.mitzvah")
    assert not (tmp_path / "third.mitzvah").exists()


def test_every_personal_column_has_a_retention_rule() -> None:
    persons = {"person", "household"}
    plain = {"INTEGER"}
    for table in list_journalled_tables():
        about = table.name in persons or any(
            key.column.table.name == "person" for key in table.foreign_keys if key.ondelete == "CASCADE"
        )
        for column in table.columns:
            if about and str(column.type) not in plain and not hasattr(column.type, "words"):
                assert "retention" in column.info, f"{table.name}.{column.name}"


def test_a_copy_of_an_open_file_is_whole(path: Path, tmp_path: Path) -> None:
    book = DataFile.open(path)
    with book.unit_of_work("x") as work:
        work.connection.exec_driver_sql("INSERT INTO skill (name) VALUES ('drive')")
    shutil.copy(path, tmp_path / "copy.mitzvah")
    copy = DataFile.open(tmp_path / "copy.mitzvah")
    assert copy.read_one("SELECT count(*) FROM skill") == 1
    copy.close()
    book.close()


def test_a_commit_waits_for_the_disk_and_leaves_nothing_of_what_it_took_away(path: Path) -> None:
    facts = {"synchronous": 2, "journal_mode": "delete", "secure_delete": 1, "foreign_keys": 1}
    with closing(connect(path)) as connection:
        for name, value in facts.items():
            assert connection.execute(f"PRAGMA {name}").fetchone()[0] == value, name
