"""What is weighed says so in every sentence, on every paper, in every list, letter and line of a terminal."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from ways_out import WAYS, WayOut
from weighed_store import FLOUR, TEN, bare_numbers, fill_store

from mitzvah_desk.cli import main
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core.history import list_steps
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.giving_on.donor_gifts import list_donor_gifts
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.papers.gifts import make_gift_sheet
from mitzvah_desk.office.papers.kinds import KINDS, PaperScope, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weighed") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        said = fill_store(office).said
        assert [each for each in said if bare_numbers(each)] == []
        assert "2.5 kg" in " ".join(said)
    return path


@pytest.fixture
def office(start: Path, tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "weighed.mitzvah")))) as opened:
        yield opened


def read_text(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return content.decode("utf-8-sig", "replace")
    return "\n".join(extract_page_text(content, page) for page in range(page_count(content)))


@pytest.mark.parametrize("text", ["2500 Flour", "Set 2,500 things aside", "7,700", "+2500", "Taken: 99,000."])
def test_a_bare_number_is_seen(text: str) -> None:
    assert bare_numbers(text)


@pytest.mark.parametrize("text", ["2.5 kg", "1,250 kg", "22 Nov 2026", "020 7946 0000", "24 × Peas"])
def test_what_says_its_measure_is_none(text: str) -> None:
    assert not bare_numbers(text.replace("7946 0000", ""))


def test_the_history_says_it(office: Office) -> None:
    steps = office.query(list_steps)
    assert [step.label for step in steps if bare_numbers(step.label)] == []


@pytest.mark.parametrize("key", list(KINDS))
def test_every_paper_says_it(office: Office, key: str) -> None:
    kind = KINDS[key]
    told = ""
    for audience in kind.audiences:
        for project in (1, None) if PaperScope.PROJECT not in kind.needs else (1,):
            asked = PrintRequest(1, PrintScope(project_id=project), audience, now=TEN)
            asked = replace(asked, sign=replace(asked.sign, words="Welcome"))
            job = make_print_job(office, key, asked)
            if job.findings and job.findings[0].rule.startswith("print."):
                continue
            told = read_text(job.release().content)
            assert bare_numbers(told) == [], key
    if key in {"pick-list", "delivery-note", "box-labels", "recall"}:
        assert " kg" in told


def test_the_sheet_for_a_donor_says_it(office: Office) -> None:
    for donor in (("household", 1), ("person", 2), ("partner", 1)):
        job = check_outgoing(office, make_gift_sheet(office, donor, office.query(list_donor_gifts, donor)))
        told = read_text(job.release().content)
        assert " kg" in told
        assert bare_numbers(told) == []


TOLD = ("about", "letters", "e-mail", "newsletter as html", "newsletter as txt", "partners")


@pytest.mark.parametrize("way", [way for way in WAYS if way.name.startswith(TOLD)], ids=str)
def test_every_other_way_out_says_it(office: Office, way: WayOut) -> None:
    for each in way.gather(office):
        told = unquote(read_text(each.release().content))
        assert bare_numbers(told) == []
        assert " kg" in told or way.name == "partners"


def test_the_command_line_says_it(office: Office, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "weighed.mitzvah"
    office.close()
    for words in (["stock"], ["stock", "--short"], ["recall", "--item", "Flour"]):
        assert main([words[0], str(path), *words[1:]]) == 0
        told = capsys.readouterr().out
        assert " kg" in told
        assert bare_numbers(told) == [], words
    for what in ("donations", "deliveries"):
        out = tmp_path / f"{what}.csv"
        assert main(["export", what, str(path), "--to", str(out)]) == 0
        told = out.read_text("utf-8-sig")
        assert " kg" in told
        assert bare_numbers(told.replace(",", " ; ")) == []
    assert FLOUR == 1
