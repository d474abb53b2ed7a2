"""The sample year for tests: made once, by the program itself, and copied wherever one is wanted."""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from filelock import FileLock

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.sample.loader import make_sample

SAMPLE_DAY = date(2026, 11, 22)
"""Its main day in every test, whenever they run."""
_FOLDERS: list[Path] = []


def share_sample(folder: Path) -> None:
    """Lets every process that names this folder use one and the same sample year."""
    _FOLDERS[:] = [folder]


@cache
def _own_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sample-year-")  # gone when the tests are


@cache
def _made() -> Path:
    folder = _FOLDERS[0] if _FOLDERS else Path(_own_folder().name)
    path = folder / "sample.mitzvah"
    with FileLock(folder / "sample.lock"):
        if not path.exists():
            part = folder / "part.mitzvah"
            part.unlink(missing_ok=True)  # of a process that was stopped at it
            make_sample(part, day=SAMPLE_DAY).close()
            part.replace(path)
    return path


def copy_sample(path: Path) -> Path:
    """A file of the sample year, closed; one may spoil it."""
    return Path(shutil.copyfile(_made(), path))


def sample_year(path: Path) -> Office:
    """A file of the sample year, open; one may spoil it."""
    return Office.open(copy_sample(path))
