"""The program under a screen reader's bus. The screenless platform never reaches that code."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from seat import ROOT, Seat, Sitting, missing

LACKS = missing()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves these tests out where the computer cannot hold them, and says why."""
    if LACKS:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=LACKS))


@pytest.fixture(scope="session")
def seat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """A screen and the buses."""
    made = Seat(tmp_path_factory.mktemp("home"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample year, to be copied."""
    path = tmp_path_factory.mktemp("year") / "sample.mitzvah"
    subprocess.run([sys.executable, "-m", "mitzvah_desk", "sample", str(path)], cwd=ROOT, check=True)
    return path


@pytest.fixture
def desk(seat: Seat, year: Path, tmp_path: Path) -> Iterator[Sitting]:
    """The program on a copy of the sample year."""
    sitting = Sitting(seat, Path(shutil.copy(year, tmp_path / "sample.mitzvah")))
    yield sitting
    sitting.close()
