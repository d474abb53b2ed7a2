"""The command tidy: what is due, keep somebody, take it out, erase it for good."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from mitzvah_desk.cli import main
from mitzvah_desk.cli.words import DONE, FINDINGS, USAGE
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settle_history import Settle

OLD = date.today() - timedelta(days=1200)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "year.mitzvah"
    with closing(Office.new(path)) as office:
        for record, values in (
            ("campaign", {"name": "Day", "main_day": OLD}),
            ("person", {"given": "Ann", "family": "Quince"}),
            ("person", {"given": "Bob", "family": "Quillet"}),
            ("money_gift", {"campaign_id": 1, "donor_person_id": 1, "amount_pence": 5, "on_day": OLD}),
            ("money_gift", {"campaign_id": 1, "donor_person_id": 2, "amount_pence": 5, "on_day": OLD}),
        ):
            done = office.execute(Add(record, values))
            assert isinstance(done, Done)
            office.execute(Settle(done.step))  # as if it had been there for years
    return path


def tidy(file: Path, *words: str) -> int:
    return main(["tidy", str(file), *words])


def test_it_lists_by_rule_and_says_that_something_is_due(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tidy(file) == FINDINGS
    told = capsys.readouterr()
    assert "People whom nobody has seen:\n  Bob Quillet. Last seen" in told.out
    assert "2 people have not been seen for two years." in told.err


def test_keep_apply_and_confirm(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tidy(file, "--keep", "Bob", "--because", "he sings") == DONE
    assert tidy(file, "--apply") == DONE
    assert "Tidied up 1 person." in capsys.readouterr().out
    assert tidy(file) == DONE
    assert b"Quince" in file.read_bytes()
    assert tidy(file, "--confirm") == DONE
    assert b"Quince" not in file.read_bytes()
    assert b"Quillet" in file.read_bytes()
    assert tidy(file, "--confirm") == FINDINGS
    assert "No tidy-up waits" in capsys.readouterr().err


def test_keep_needs_a_reason(file: Path) -> None:
    assert tidy(file, "--keep", "Bob") == USAGE
    assert tidy(file, "--because", "he sings") == USAGE
