"""Goods on the command line."""

import csv
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_stock


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.mitzvah"
    copy_sample(path)
    return path


def test_stock_is_listed_first_expiring_first(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stock", str(sample)]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert "Long-life milk, use by 20/12/2026, Hall cupboard 1, lot " in first
    assert first.endswith(" (0 free)")
    assert len(rest) > 100
    assert main(["stock", str(sample), "--json"]) == 0
    lots = json.loads(capsys.readouterr().out)
    assert len(lots) == len(rest) + 1
    assert {"lot", "item", "in_stock", "free", "use_by", "recalled"} <= lots[0].keys()
    assert lots[0]["use_by"] == "2026-12-20"


def test_whoever_reads_may_have_had_enough(sample: Path) -> None:
    words = [sys.executable, "-m", "mitzvah_desk", "stock", str(sample)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as stock:
        assert stock.stdout is not None
        assert stock.stderr is not None
        stock.stdout.close()
        assert (stock.stderr.read(), stock.wait()) == ("", 0)


def test_donations_are_exported_with_numbers_and_days(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "donations.xlsx"
    assert main(["export", "donations", str(sample), "--campaign", "2026", "--to", str(out)]) == 0
    rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["Received", "From", "For", "Item"]
    counted = [row[5] for row in rows[1:] if isinstance(row[5], (int, float))]
    weighed = [row[5] for row in rows[1:] if not isinstance(row[5], (int, float))]
    assert weighed == ["3.5 kg"], "what is counted is a number to add up, and what is weighed says so"
    assert min(counted) > 0


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_a_refuge_is_in_no_list_of_deliveries(sample: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"deliveries.{kind}"
    assert main(["export", "deliveries", str(sample), "--campaign", "2026", "--to", str(out)]) == 0
    if kind == "csv":
        cells = [cell for row in csv.reader(out.read_text("utf-8-sig").splitlines()) for cell in row]
    else:
        cells = [
            str(c) for row in CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python() for c in row
        ]
    assert "Partner Olive" in cells
    assert not any("Hope House" in cell or "N99" in cell for cell in cells)


@pytest.mark.parametrize(
    ("words", "code"), [(["--to", "list.txt"], 2), (["--campaign", "1999", "--to", "list.csv"], 2)]
)
def test_what_does_not_fit_is_told(
    sample: Path, words: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "deliveries", str(sample), *words]) == code
    assert capsys.readouterr().err.strip()


def test_what_is_short_is_told_with_who_waits(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Office.open(sample)) as office:
        tins = next(row for row in office.query(list_stock) if row.free > 0)
        office.execute(SetField("item", tins.id, "minimum_stock", tins.free + 1_000))
    assert main(["stock", str(sample), "--short"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if f" {tins.name} (" in line]
    assert f"keep {tins.free + 1_000:,}" in line
    assert main(["stock", str(sample), "--short", "--json"]) == 0
    (row,) = [row for row in json.loads(capsys.readouterr().out) if row["item"] == tins.name]
    assert (row["minimum"], row["short_by"] >= 1_000) == (tins.free + 1_000, True)
