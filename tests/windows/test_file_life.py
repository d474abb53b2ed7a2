"""A file from its making to its restoring, as it goes on Windows."""

import multiprocessing
import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from like_windows import Console, LikeWindows
from processes import killed_at_work

from mitzvah_desk.cli import keys, main
from mitzvah_desk.office.core.backups import find_rescue, list_backups, restore_as_copy
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import BackupPlan, CannotWriteError, InUseError, Office
from mitzvah_desk.office.core.protection import is_protected, protect_file
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.store.backup import list_folder_backups
from mitzvah_desk.store.backup_retention import default_backup_folder
from mitzvah_desk.store.file_header import SCHEMA_VERSION, read_header
from mitzvah_desk.store.lock import WriterLock
from mitzvah_desk.store.migrate import migrate

WORDS = "correct horse battery"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program has a file open."""
    with path.open("rb"):
        yield


def names_beside(path: Path) -> list[str]:
    """What else lies in the folder of a file."""
    return sorted(each.name for each in path.parent.iterdir() if each != path)


def names(path: Path, passphrase: str = "") -> set[str]:
    with closing(Office.open(path, read_only=True, passphrase=passphrase)) as office:
        return {row.name for row in office.query(list_people)}


def test_made_edited_undone_and_closed(home: Path) -> None:
    path = home / "Documents" / "שנה #1 100% & more.mitzvah"
    with closing(Office.new(path)) as office:
        office.execute(Add("person", {"given": "שרה", "family": "לוי"}))
        office.execute(Add("person", {"given": "Ann"}))
        assert office.undo() is not None
        assert office.redo() is not None
        assert office.undo() is not None
    assert names(path) == {"שרה לוי"}
    assert names_beside(path) == []


def test_a_file_that_is_open_is_open_under_its_name_in_other_case_too(year: Path) -> None:
    other = year.with_name(year.name.replace("mitzvah", "MITZVAH"))
    with closing(Office.open(year)):
        with pytest.raises(InUseError, match="already open by"):
            Office.open(other)
        with closing(Office.open(other, read_only=True)) as reader:
            assert reader.query(list_people)
    assert names_beside(year) == []


def test_a_file_whose_ending_is_in_capitals_is_one_of_ours(year: Path) -> None:
    other = year.with_name("YEAR.MITZVAH")
    year.rename(other)
    assert protect_file(other, WORDS).key is not None
    assert is_protected(other)
    assert names(other, WORDS)


def test_backups_of_one_file_are_one_pile_however_its_path_was_written(year: Path, home: Path) -> None:
    plan = BackupPlan(default_backup_folder(), home / "Stick")
    (home / "Stick").mkdir()
    for number, path in enumerate((year, Path(str(year).replace("Documents", "DOCUMENTS")), year)):
        with closing(Office.open(path, backups=plan)) as office:
            office.execute(Add("person", {"given": f"Person {number}"}))
            assert len(office.keep_backup()) == 2
    for path in (year, Path(str(year).replace("Documents", "documents"))):
        rows = list_backups(plan, path)
        assert len(rows) == 6
        assert not any(row.problem for row in rows)
    backups = list_folder_backups(home / "Stick")
    assert [backup.number for backup in backups] == [3, 2, 1]
    assert len({backup.pile for backup in backups}) == 1


def test_two_backups_in_one_tick_of_the_clock_have_two_names(year: Path, home: Path) -> None:
    with closing(Office.open(year)) as office:
        now = datetime(2026, 11, 22, 18)
        made = {office._book.back_up(home / "Stick", now=now).name for _ in range(3)}
    assert len(made) == 3
    assert not [path for path in (home / "Stick").iterdir() if path.name.startswith(".")]


def test_an_old_backup_that_is_open_elsewhere_hinders_no_new_one(year: Path, home: Path) -> None:
    plan, now = BackupPlan(home / "Backups"), datetime(2026, 1, 1, 10)
    with closing(Office.open(year)) as office:
        first, *_ = (
            office._book.keep_backups(plan, now=now + timedelta(minutes=number))[0] for number in range(10)
        )
        with held(first):
            for number in range(10, 13):
                assert office._book.keep_backups(plan, now=now + timedelta(days=number))
            assert first.exists()
        office._book.keep_backups(plan, now=now + timedelta(days=800))
    assert not first.exists()


def test_restored_beside_the_file_and_as_a_new_file(year: Path, home: Path) -> None:
    plan = BackupPlan(home / "Backups")
    with closing(Office.open(year, backups=plan)) as office:
        office.execute(Add("person", {"given": "Zahava"}))
        backup = office.back_up(home / "Backups")
        copy = restore_as_copy(backup, year, at=datetime(2026, 11, 22, 18))
        again = restore_as_copy(backup, year, at=datetime(2026, 11, 22, 18))
    assert names(copy) == names(again) == names(year)
    assert main(["restore", str(backup), "--to", str(home / "Restored.mitzvah")]) == 0
    assert names(home / "Restored.mitzvah") == names(year)
    year.write_bytes(year.read_bytes()[:5000])
    rescue = find_rescue(plan, year)
    assert rescue is not None
    assert rescue.backup.path == backup


def test_protected_changed_recovered_and_made_plain(
    year: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(year)
    console = Console(monkeypatch)
    monkeypatch.setenv(keys.PASSPHRASE, WORDS)
    monkeypatch.setenv(keys.NEW_PASSPHRASE, "another battery horse")
    assert main(["protect", str(year)]) == 0
    text = console.read().splitlines()[1]
    assert is_protected(year)
    assert main(["backup", str(year), "--to", str(home / "Backups")]) == 0
    (home / "sheet.txt").write_text(text, "utf-16")  # as PowerShell writes what is sent to a file
    assert main(["recover", str(year), "--recovery-file", str(home / "sheet.txt")]) == 0
    assert names(year, "another battery horse") == before
    monkeypatch.setenv(keys.PASSPHRASE, "another battery horse")
    monkeypatch.setenv(keys.NEW_PASSPHRASE, WORDS)
    assert main(["change-passphrase", str(year)]) == 0
    monkeypatch.setenv(keys.PASSPHRASE, WORDS)
    assert main(["unprotect", str(year), "--remove-backups"]) == 0
    assert names(year) == before
    assert names_beside(year) == []


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_passphrase_in_a_file_as_notepad_and_powershell_write_it(
    year: Path, home: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = home / "passphrase.txt"
    mark = "\ufeff" if code == "utf-16-le" else ""
    file.write_text(f"{mark}סיסמה ארוכה מאוד\n", code, newline="\r\n")
    assert main(["protect", str(year), "--passphrase-file", str(file)]) == 0
    assert names(year, "סיסמה ארוכה מאוד")
    assert main(["unprotect", str(year), "--passphrase-file", str(file)]) == 0


def test_a_passphrase_is_not_put_on_a_file_that_another_program_holds(
    year: Path, windows: LikeWindows
) -> None:
    before = year.read_bytes()
    with held(year), pytest.raises(CannotWriteError) as told:
        protect_file(year, WORDS)
    assert "is open in another program" in told.value.text
    assert "it is as it was" in told.value.text
    assert "other name" not in told.value.do
    assert year.read_bytes() == before
    assert names_beside(year) == []
    assert 0.2 < sum(windows.waits) < 2, "a scanner that looks at a new file is waited for"


def test_a_scanner_that_looks_for_a_moment_is_waited_for(
    year: Path, windows: LikeWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking = year.open("rb")

    def wait(seconds: float) -> None:
        windows.waits.append(seconds)
        if len(windows.waits) == 3:
            looking.close()

    monkeypatch.setattr("time.sleep", wait)
    protect_file(year, WORDS)
    assert is_protected(year)
    assert len(windows.waits) == 3


@pytest.mark.parametrize("version", [1, 6, SCHEMA_VERSION - 1])
def test_a_file_of_an_older_version_is_brought_up_to_date(home: Path, version: int) -> None:
    path = home / "Documents" / "ישן.mitzvah"
    migrate(path, to=version, new=True)
    with closing(Office.open(path)) as office:
        assert office.query(check_file) == []
    assert read_header(path).version == SCHEMA_VERSION
    assert len(names_beside(path)) == 2, "the backup and its checksum"


def work(path: Path, number: int, said: "multiprocessing.connection.Connection[int, None]") -> None:
    """In a child: adds one person after the other."""
    with closing(Office.open(path)) as office:
        while True:
            office.execute(Add("skill", {"name": f"Skill {number}"}))
            said.send(number)
            number += 1


def test_what_a_killed_program_left_is_put_right(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("processes.PROCESSES", multiprocessing.get_context("spawn"))
    last = killed_at_work(work, year, 1, random.Random(7))
    with closing(Office.open(year)) as office:
        found = office.query(lambda c: c.exec_driver_sql("SELECT name FROM skill").scalars().all())
        assert f"Skill {last}" in found
        office.execute(Add("skill", {"name": "Another"}))
    assert names_beside(year) == []


def test_a_file_is_closed_while_somebody_looks_who_has_it(year: Path) -> None:
    office = Office.open(year)
    holder = Path(f"{year}.in-use")
    with held(holder):  # a copy to another computer, or a scan
        office.close()
        with closing(Office.open(year)) as again:
            assert again.query(list_people)
    Office.open(year).close()
    assert names_beside(year) == []


def test_a_file_with_no_number_on_its_share_shares_no_lock(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python: ``st_ino`` tells files apart if it is not zero."""
    real = os.stat

    def stat(path: Path, **more: bool) -> os.stat_result:
        facts = real(path, **more)
        return os.stat_result([facts[0], 0, 1, *facts[3:10]]) if path in paths else facts

    paths = [home / "one.mitzvah", home / "two.mitzvah"]
    for path in paths:
        Office.new(path).close()
    monkeypatch.setattr(Path, "stat", stat)
    locks = [WriterLock(path) for path in paths]
    for lock in locks:
        lock.take("Ann")
    for lock in locks:
        lock.release()


def test_an_account_without_a_name_opens_its_files(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    with closing(Office.open(year)) as office:
        assert office.query(list_people)
