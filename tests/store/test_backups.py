"""Backups: of one file each, by what they say of themselves, thinned by age, never the newest lost."""

import os
import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mitzvah_desk.office.core.backups import find_rescue, list_backups, list_file_backups, restore_as_copy
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupFileError, BackupPlan, CannotWriteError, Office
from mitzvah_desk.office.privacy.erase import ErasePerson
from mitzvah_desk.store.backup import Backup, back_up_file, list_folder_backups
from mitzvah_desk.store.backup_retention import NEWEST, backups_to_keep
from mitzvah_desk.store.data_file import DataFile

NOW = datetime(2026, 11, 20, 18, 0)


@pytest.fixture
def plan(tmp_path: Path) -> BackupPlan:
    return BackupPlan(tmp_path / "backups")


def keep(path: Path, plan: BackupPlan, at: datetime) -> None:
    with closing(DataFile.open(path)) as book:
        book.keep_backups(plan, now=at)


def test_a_file_whose_name_begins_alike_keeps_its_own(tmp_path: Path, plan: BackupPlan) -> None:
    one, other = tmp_path / "Mitzvah Day.mitzvah", tmp_path / "Mitzvah Day 2026.mitzvah"
    for path in (one, other):
        DataFile.new(path).close()
    keep(other, plan, NOW)
    for second in range(NEWEST + 3):
        keep(one, plan, NOW + timedelta(seconds=second))
    assert len(list_file_backups(plan, other)) == 1
    assert len(list_file_backups(plan, one)) == NEWEST


def test_a_copy_in_another_folder_has_a_pile_of_its_own(tmp_path: Path, plan: BackupPlan) -> None:
    first = tmp_path / "2025" / "Day.mitzvah"
    second = tmp_path / "2026" / "Day.mitzvah"
    for path in (first, second):
        path.parent.mkdir()
    DataFile.new(first).close()
    shutil.copy(first, second)
    keep(first, plan, NOW)
    for number in range(NEWEST + 3):
        keep(second, plan, NOW + timedelta(seconds=number + 1))
    assert [backup.of for backup in list_file_backups(plan, first)] == [str(first)]
    assert len(list_file_backups(plan, second)) == NEWEST


def test_after_a_clock_that_was_ahead_the_backup_just_made_stays(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    DataFile.new(path).close()
    for number in range(NEWEST + 2):
        keep(path, plan, NOW + timedelta(days=400, seconds=number))
    keep(path, plan, NOW)
    assert max(list_file_backups(plan, path), key=lambda backup: backup.number).at == NOW


def test_ten_closings_on_one_day_leave_yesterday(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    DataFile.new(path).close()
    keep(path, plan, NOW - timedelta(days=1))
    for minute in range(NEWEST + 3):
        keep(path, plan, NOW + timedelta(minutes=minute))
    assert NOW - timedelta(days=1) in {backup.at for backup in list_file_backups(plan, path)}


@given(st.lists(st.integers(0, 3 * 365 * 24), max_size=120, unique=True))
@example([*range(9), 1123, 1219])
def test_whatever_was_kept_the_newest_of_each_hour_day_week_and_month_stay(hours: list[int]) -> None:
    made = [
        Backup(Path(str(number)), "one", "of", number, NOW - timedelta(hours=ago), "", 1, 1)
        for number, ago in enumerate(sorted(hours, reverse=True), start=1)
    ]
    stays = backups_to_keep(made, now=NOW)
    assert set(made[-NEWEST:]) <= stays
    assert len(stays) <= NEWEST + 25 + 15 + 9 + 26
    for days, shape in ((1, "%j %H"), (14, "%j"), (50, "%G %V"), (700, "%Y %m")):
        young = [backup for backup in made if backup.at >= NOW - timedelta(days=days)]
        assert {f"{b.at:{shape}}" for b in young} <= {f"{b.at:{shape}}" for b in stays}


def test_a_name_of_many_letters_is_backed_up_and_one_too_long_is_told(
    tmp_path: Path, plan: BackupPlan
) -> None:
    path = tmp_path / f"{'ש' * 119}.mitzvah"
    with closing(Office.new(path, backups=plan)) as office:
        office.execute(Add("skill", {"name": "Bake"}))
        assert len(office.keep_backup()) == 1
    with pytest.raises(CannotWriteError, match="too long"):
        Office.new(tmp_path / f"{'x' * 245}.mitzvah")


def test_a_risky_step_keeps_a_backup_first_and_fails_with_it(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    with closing(Office.new(path, backups=plan)) as office:
        ann = office.execute(Add("person", {"given": "Ann"})).id  # type: ignore[union-attr]
        office.execute(ErasePerson(ann))
        assert [backup.why for backup in list_file_backups(plan, path)] == ["before somebody is erased"]
        office.backups = BackupPlan(None, tmp_path / "a stick that was drawn")
        bob = office.execute(Add("person", {"given": "Bob"})).id  # type: ignore[union-attr]
        with pytest.raises(CannotWriteError, match="second place"):
            office.execute(ErasePerson(bob))
        assert office.undo_label() == "Added Bob"
        assert not (tmp_path / "a stick that was drawn").exists()


def test_half_an_hour_of_work_makes_a_backup_due(tmp_path: Path, plan: BackupPlan) -> None:
    with closing(Office.new(tmp_path / "Day.mitzvah", backups=plan)) as office:
        later = datetime.now() + timedelta(minutes=31)
        assert not office.backup_is_due(now=later)
        office.execute(Add("skill", {"name": "Bake"}))
        assert office.backup_is_due(now=later)
        assert not office.backup_is_due(now=datetime.now())
        office.keep_backup()
        assert not office.backup_is_due(now=later)


def test_an_empty_or_cut_off_backup_is_marked_and_never_offered(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    with closing(Office.new(path, backups=plan)) as office:
        office.execute(Add("skill", {"name": "Bake"}))
        office.keep_backup()
        office.execute(Add("skill", {"name": "Sing"}))
        (newest,) = set(office.keep_backup())
        office.execute(Add("skill", {"name": "Drive"}))
    newest.write_bytes(newest.read_bytes()[:-4096])
    rows = list_backups(plan, path)
    assert [bool(row.problem) for row in rows] == [row.path == newest for row in rows]
    rescue = find_rescue(plan, path)
    assert rescue is not None
    assert rescue.missing == ("Added Drive", "Added Sing")
    again = restore_as_copy(rescue.backup.path, path, at=rescue.backup.at)
    with closing(Office.open(again)) as office:
        assert office.undo_label() == "Added Bake"
    newest.write_bytes(b"")
    assert newest not in {row.path for row in list_backups(plan, path) if not row.problem}


def test_a_backup_is_not_worked_in(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    DataFile.new(path).close()
    copy = back_up_file(path, tmp_path / "elsewhere", now=NOW)
    with pytest.raises(BackupFileError, match="18:00 on 20 November 2026"):
        Office.open(copy)
    Office.open(copy, read_only=True).close()


def test_half_copies_of_a_killed_program_are_swept(tmp_path: Path, plan: BackupPlan) -> None:
    path = tmp_path / "Day.mitzvah"
    DataFile.new(path).close()
    assert plan.folder is not None
    plan.folder.mkdir()
    stale, fresh = plan.folder / ".1-1.backup.part", plan.folder / ".2-2.backup.part"
    for file in (stale, fresh):
        file.write_bytes(b"half")
    os.utime(stale, (0, 0))
    keep(path, plan, NOW)
    assert not stale.exists()
    assert fresh.exists()
    assert len(list_folder_backups(plan.folder)) == 1
