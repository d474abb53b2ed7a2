"""Whatever kills the program, and whenever: the file opens, is sound, and holds every edit reported."""

import random
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from processes import PROCESSES, killed_at_work

from mitzvah_desk.cli import main
from mitzvah_desk.model import Campaign, Person
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import AddDonationLine, DonationEntry, Receive
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.store.errors import CannotWriteError
from mitzvah_desk.store.file_header import is_interrupted

KILLS = 20
"""Enough to see that it holds; the torture run kills thousands of times."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "year.mitzvah"
    office = Office.new(file)
    office.execute(Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)}))
    office.close()
    return file


def edit(path: Path, first: int, reports: Connection) -> None:
    """Makes edits of two rows each, and reports each as soon as it is said to be committed."""
    office = Office.open(path)
    for number in range(first, first + 1000):
        with office.batch("Edited") as batch:
            batch.execute(Add("person", {"family": f"Person {number:04}"}))
            batch.execute(SetField("campaign", 1, "note", str(number)))
        reports.send(number)


def held(path: Path) -> tuple[int, list[str]]:
    """The number in the campaign's note, and everybody's name."""
    with closing(Office.open(path, read_only=True)) as office:
        note = office.query(lambda c: c.execute(Campaign.__table__.select()).one().note)
        names = office.query(lambda c: [row.family for row in c.execute(Person.__table__.select())])
    return int(note or 0), sorted(names)


def test_killed_at_any_moment_it_loses_no_edit_it_reported(path: Path) -> None:
    chance = random.Random(5787)
    last = 0
    for _ in range(KILLS):
        last = killed_at_work(edit, path, last + 1, chance)
        assert main(["check", str(path)]) == 0
        note, names = held(path)
        assert note in {last, last + 1}  # the newest may be on the disk though there was no time to report it
        assert names == [f"Person {number:04}" for number in range(1, note + 1)]
        last = note


LINES = 3


def receive(path: Path, first: int, reports: Connection) -> None:
    """Takes donations in line by line, as at the door, and reports each line once it is said to be kept."""
    office = Office.open(path)
    at = datetime(2026, 11, 22, 10)
    for number in range(first, first + 1000):
        line = DonationEntry(number, item_name=("Rice", "Soap", "Hats")[number % LINES])
        if number % LINES == 1:
            donation = done(office, Receive(1, (line,), at))
        else:
            done(office, AddDonationLine(donation, line))
        reports.send(number)


def done(office: Office, action: Action) -> int:
    result = office.execute(action)
    assert isinstance(result, Done), result
    return result.id


def received(path: Path) -> list[tuple[int, str, int]]:
    """Every line: how many came, of what, and the donation that it belongs to."""
    sql = (
        "SELECT m.quantity, i.name, l.donation_id FROM movement m JOIN lot l ON l.id = m.lot_id"
        " JOIN item i ON i.id = l.item_id JOIN donation d ON d.id = l.donation_id ORDER BY m.quantity"
    )
    with closing(Office.open(path, read_only=True)) as office:
        return office.query(lambda c: [(row[0], row[1], row[2]) for row in c.exec_driver_sql(sql)])


def test_killed_at_the_door_it_loses_no_line_it_reported(path: Path) -> None:
    chance = random.Random(5786)
    last = 0
    for _ in range(10):
        begin = last + 1 + (-last) % LINES  # the next donation
        last = killed_at_work(receive, path, begin, chance)
        assert main(["check", str(path)]) == 0
        rows = [row for row in received(path) if row[0] >= begin]
        assert [row[0] for row in rows] in [list(range(begin, last + 1)), list(range(begin, last + 2))]
        last = rows[-1][0]
        for number, item, donation in rows:
            assert item == ("Rice", "Soap", "Hats")[number % LINES]
            assert donation == rows[(number - begin) // LINES * LINES][2], "it is still in its donation"


if sys.platform != "win32":
    import resource

    def die_while_growing(path: Path) -> None:
        """Is killed by the system at the write that makes the file longer: half a commit is on the disk."""
        office = Office.open(path)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
        office.execute(SetField("campaign", 1, "note", "x" * 200_000))

    @pytest.fixture
    def half_written(path: Path) -> Path:
        child = PROCESSES.Process(target=die_while_growing, args=(path,))
        child.start()
        child.join()
        assert child.exitcode == -signal.SIGXFSZ
        assert is_interrupted(path)
        return path

    def _read(path: Path) -> None:
        assert held(path)[0] == 0

    def _write(path: Path) -> None:
        with closing(Office.open(path)) as office:
            office.execute(SetField("campaign", 1, "note", "7"))
        assert held(path)[0] == 7

    def _back_up(path: Path) -> None:
        assert main(["backup", str(path), "--to", str(path.parent / "backups")]) == 0
        (backup,) = (path.parent / "backups").glob("*.mitzvah")
        assert held(backup)[0] == 0

    @pytest.mark.parametrize("use", [_read, _write, _back_up])
    def test_half_a_commit_is_taken_back_by_whoever_comes_next(
        half_written: Path, use: Callable[[Path], None]
    ) -> None:
        use(half_written)
        with closing(Office.open(half_written)) as office:
            assert office.query(check_file) == []

    def test_a_disk_that_runs_full_within_a_commit_keeps_what_was_there(path: Path) -> None:
        office = Office.open(path)
        before = path.read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, limits[1]))
        try:
            with pytest.raises(CannotWriteError, match="has room") as told:
                office.execute(SetField("campaign", 1, "note", "x" * 200_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert told.value.do
        assert path.read_bytes() == before
        office.execute(
            SetField("campaign", 1, "note", "8")
        )  # there is room again, and the program stayed open
        office.close()
        assert held(path)[0] == 8
