"""People and partners for other programs."""

from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
import vobject
from python_calamine import CalamineWorkbook

from mitzvah_desk.cli import main
from mitzvah_desk.office.editing import Add
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.sample import make_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "sample.mitzvah"
    with closing(make_sample(path)) as office:
        for name in ("O'Brien & <b>Sons</b>", "=1+1", "כהן"):
            office.do(Add("person", {"given": "Ann", "family": name, "phone": "020 7946 0999"}))
    return path


def read(path: Path) -> Any:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_people_as_a_spreadsheet_keep_their_texts(sample: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"people.{kind}"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    rows = read(out)
    families = [row[1] for row in rows]
    assert {"O'Brien & <b>Sons</b>", "=1+1", "כהן"} <= set(families)
    assert all(str(row[7]).startswith("0") for row in rows[1:] if row[7]), "leading noughts are kept"


def test_people_as_cards(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "people.vcf"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    cards = list(cast("Any", vobject).readComponents(out.read_text("utf-8")))
    with closing(Office.open(sample, read_only=True)) as office:
        people = office.ask(lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar())
    assert len(cards) == people
    names = {card.n.value.family for card in cards}
    assert {"O'Brien & <b>Sons</b>", "=1+1", "כהן"} <= names


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_confidential_partner_is_in_no_list(sample: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"partners.{kind}"
    assert main(["export", "partners", str(sample), "--to", str(out)]) == 0
    told = out.read_text("utf-8-sig") if kind == "csv" else str(read(out))
    assert "Warm Hands" in told
    for secret in ("Hope House", "Partner Olive", "N99 9ZZ"):
        assert secret not in told


def test_cards_that_come_back_change_nothing(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "people.vcf"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    capsys.readouterr()
    main(["import", "people", str(sample), str(out), "--dry-run"])
    told = capsys.readouterr().out
    assert " new" not in told.replace("0 new", ""), told


def test_another_kind_of_file_is_told(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "partners", str(sample), "--to", "partners.vcf"]) == 2
    assert "csv, xlsx, ods" in capsys.readouterr().err
