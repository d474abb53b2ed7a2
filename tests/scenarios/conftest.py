"""The sample year, made once."""

from collections.abc import Callable, Iterator

import pytest
from sample_year import sample_year
from sqlalchemy import Connection

from mitzvah_desk.office.core.office import Office

Look = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = sample_year(tmp_path_factory.mktemp("year") / "sample.mitzvah")
    yield office
    office.close()


@pytest.fixture
def look(sample: Office) -> Look:
    """Looks something up in the sample year."""

    def read(connection: Connection, sql: str, *values: object) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(sql, values)]

    return lambda sql, *values: sample.query(read, sql, *values)
