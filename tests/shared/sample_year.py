"""The sample year for tests: made once, by the program itself, and copied wherever one is wanted."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.sample.loader import make_sample

_KEPT = tempfile.TemporaryDirectory(prefix="sample-year-")  # gone when the tests are


@cache
def _made() -> Path:
    path = Path(_KEPT.name) / "sample.mitzvah"
    make_sample(path).close()
    return path


def sample_year(path: Path) -> Office:
    """A file of the sample year, open; one may spoil it."""
    shutil.copyfile(_made(), path)
    return Office.open(path)
