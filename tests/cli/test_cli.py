import json
import shutil
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.cli import main
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mitzvah"
    copy_sample(path)
    return path


@pytest.fixture
def clashing(sample: Path, tmp_path: Path) -> Path:
    """The sample year with a shift that lasts longer than when its clashes were settled."""
    path = Path(shutil.copy(sample, tmp_path / "clashing.mitzvah"))
    asked = """
        SELECT s.id FROM shift s JOIN role r ON r.id = s.role_id JOIN project p ON p.id = s.project_id
        WHERE r.name = 'Steward' AND p.title = 'Ringing round'
    """
    with closing(Office.open(path)) as office:
        shift = office.query(lambda c: c.exec_driver_sql(asked).scalar_one())
        office.execute(SetField("shift", shift, "ends_at", datetime(2026, 11, 22, 11, 15)))
    return path


def test_check_lists_findings_in_their_one_shape(clashing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(clashing), "--json"]) == 1
    told = capsys.readouterr()
    findings = json.loads(told.out)
    assert {"severity", "rule", "subject", "text", "do"} == set(findings[0])
    assert told.err.strip().count("\n") == 0


def test_the_rota_is_printed(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "rota.pdf"
    assert main(["print", "rota", str(sample), "--project", "thousand crocuses", "--to", str(out)]) == 0
    text = extract_page_text(out.read_bytes(), 0)
    assert "1st Finchley Scouts" in text


@pytest.mark.parametrize("audience", ["public", "volunteers", "committee"])
def test_a_refuge_is_on_no_rota(sample: Path, tmp_path: Path, audience: str) -> None:
    out = tmp_path / "rota.pdf"
    words = ["--project", "Five faiths", "--audience", audience, "--to", str(out)]
    assert main(["print", "rota", str(sample), *words]) == 0
    pdf = out.read_bytes()
    text = "".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
    assert "Hope House" not in text
    assert "N99 9ZZ" not in text
    assert ("Partner Olive" in text) == (audience != "public")


def test_letters_list_who_has_no_address(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "letters.pdf"
    assert main(["print", "thank-you", str(sample), "--campaign", "2026", "--to", str(out)]) == 1
    assert "have no address" in capsys.readouterr().err
    assert page_count(out.read_bytes()) >= 100


def test_people_are_exported_without_formulas(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    assert main(["export", "people", str(sample), "--to", str(out)]) == 0
    text = out.read_text("utf-8-sig")
    assert "רחל" in text
    assert "O'Brien" in text


def test_backup_and_restore(sample: Path, tmp_path: Path) -> None:
    assert main(["backup", str(sample), "--to", str(tmp_path / "b")]) == 0
    (backup,) = (tmp_path / "b").glob("*.mitzvah")
    assert main(["restore", str(backup), "--to", str(tmp_path / "r.mitzvah")]) == 0
    assert main(["restore", str(backup), "--to", str(tmp_path / "r.mitzvah")]) == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["print"], 2),
        (["frobnicate", "x"], 2),
        (["check", "nowhere.mitzvah"], 3),
    ],
)
def test_exit_codes(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == code
    assert code == 0 or capsys.readouterr().err


def test_an_unclear_name_lists_what_it_fits(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["print", "rota", str(sample), "--project", "bulbs", "--to", str(tmp_path / "x.pdf")]
    assert main(words) == 2
    assert "Bulbs 2025" in capsys.readouterr().err


def test_clashes_of_a_campaign_are_listed(
    sample: Path, clashing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clashes", str(sample), "--campaign", "2026"]) == 0  # all of it is settled
    capsys.readouterr()
    assert main(["clashes", str(clashing), "--campaign", "2026", "--json"]) == 1
    told = capsys.readouterr()
    findings = json.loads(told.out)
    assert {"clash.overlap", "food.diets"} <= {f["rule"] for f in findings}
    assert "findings in clashing.mitzvah" in told.err
    assert main(["clashes", str(sample), "--campaign", "1999"]) == 2


def test_a_campaign_without_clashes_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.mitzvah"
    with closing(Office.new(path)) as office:
        office.execute(Add("campaign", {"name": "Mitzvah Day", "main_day": date(2026, 11, 22)}))
    assert main(["clashes", str(path), "--campaign", "day"]) == 0
    assert capsys.readouterr().out == "All is well.\n"
