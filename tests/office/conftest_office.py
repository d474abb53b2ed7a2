from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.new(tmp_path / "year.mitzvah", user_name="Miriam")
    yield office
    office.close()


@pytest.fixture
def campaign(office: Office) -> int:
    return done(office, Add("campaign", {"name": "Mitzvah Day 2026", "main_day": date(2026, 11, 22)})).id


def done(office: Office, action: Action, reason: str = "") -> Done:
    result = office.execute(action, reason)
    assert isinstance(result, Done), result
    return result
