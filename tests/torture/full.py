"""Lets the disk run full in the middle of what the office does: nothing may be lost, no sentence untrue.

As root on Linux the disk is a small one in memory; elsewhere a limit on the size of files stands in for it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from mitzvah_desk.exchange.tables_in import read_sheets
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.importing.accept import Import
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import open_sheet
from mitzvah_desk.office.privacy.erase import ErasePerson
from tests.torture.damage import contents
from tests.torture.trying import Report, try_each

LOST, UNTRUE = "lost", "untrue"
DISK_MB = 24


def _import(office: Office) -> None:
    rows = "".join(f"Ann{chr(97 + n // 26)}{chr(97 + n % 26)},Cohen,{'x' * 300}\n" for n in range(300))
    (sheet,) = read_sheets("a.csv", f"First name,Family name,Note\n{rows}".encode())
    prepared = prepare_import(
        open_sheet("a.csv", sheet), office.query(read_existing_records, None), today=date(2026, 11, 1)
    )
    office.execute(Import(compose_plan(prepared, {})))


DEEDS: dict[str, Callable[[Office], object]] = {
    "add": lambda office: office.execute(Add("skill", {"name": "Bake"})),
    "change": lambda office: office.execute(SetField("person", 1, "note", "y" * 150_000)),
    "import": _import,
    "erase": lambda office: office.execute(ErasePerson(1)),
    "undo": lambda office: office.undo(),
    "back up": lambda office: office.back_up(office.path.parent / "backups"),
    "new file": lambda office: Office.new(office.path.with_name("other.mitzvah")).close(),
}
ROOMS = (0, 9_000, 70_000)
PLACES = [(deed, room) for deed in DEEDS for room in ROOMS][:20]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the disk runs full.

    Attributes:
        deed: while the office does what.
        room: how many bytes there were.
        disk: a small disk, if there is one.
    """

    deed: str
    room: int
    disk: Path | None


def fill(disk: Path | None) -> Report:
    """Lets the disk run full in twenty places.

    Args:
        disk: a small disk; a limit on the size of files where None.
    """
    places = [Place(deed, room, disk) for deed, room in PLACES]
    return try_each(f"full {'disk' if disk else 'by limit'}", attempt, places, bad=(LOST, UNTRUE))


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A small disk in memory; None where this computer lets nobody make one."""
    with TemporaryDirectory() as name:
        made = (
            sys.platform == "linux"
            and os.geteuid() == 0
            and _run("mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", name)
        )
        try:
            yield Path(name) if made else None
        finally:
            if made:
                _run("umount", name)


def _run(*words: str) -> bool:
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def attempt(place: Place) -> tuple[str, str]:
    """Does the deed on a disk that runs full, and looks what is left."""
    with TemporaryDirectory(dir=place.disk) as name:
        path = Path(name) / "year.mitzvah"
        with closing(Office.new(path)) as office:
            for family in ("Levy", "Cohen"):
                office.execute(Add("person", {"given": "Ann", "family": family, "note": "x" * 100_000}))
        office = Office.open(path)
        before, said = contents(path), ""
        with _full(place, path):
            try:
                DEEDS[place.deed](office)
            except WorldError as error:
                said = str(error)
                if not (error.text and error.do):
                    return UNTRUE, "it says nothing"
        after = contents(path)
        office.execute(Add("skill", {"name": "There is room again"}))
        office.close()
        with closing(Office.open(path)) as office:
            if office.query(check_file) or contents(path)["skill"] == after["skill"]:
                return LOST, said
        if not said:
            return "done", ""
        if before != after and "was not kept" in said:
            return UNTRUE, said
        return "told", said


@contextmanager
def _full(place: Place, path: Path) -> Iterator[None]:
    if place.disk is not None:
        filler = place.disk / "filler"
        free = shutil.disk_usage(place.disk).free
        filler.write_bytes(b"x" * max(free - place.room, 0))
        try:
            yield
        finally:
            filler.unlink()
    elif sys.platform != "win32":
        import resource

        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (path.stat().st_size * (place.deed != "back up") + place.room, limits[1])
        )
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    else:
        yield
