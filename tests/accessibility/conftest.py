"""The program under a screen reader's bus. The screenless platform never reaches that code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_year import copy_sample
from seat import Seat, Sitting, missing

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


@pytest.fixture
def desk(seat: Seat, tmp_path: Path) -> Iterator[Sitting]:
    """The program on a copy of the sample year."""
    sitting = Sitting(seat, copy_sample(tmp_path / "sample.mitzvah"))
    yield sitting
    sitting.close()


@pytest.fixture
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """The program at its very first start, in a home of its own."""
    seat = Seat(tmp_path_factory.mktemp("newcomer"))
    sitting = Sitting(seat, None)
    yield sitting
    sitting.close()
    seat.close()
