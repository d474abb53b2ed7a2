"""Every paper from the command line, and the day pack."""

from contextlib import closing
from pathlib import Path

import pytest
from sample_year import SAMPLE_DAY

from mitzvah_desk.cli import main
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count, page_size_points
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, PaperScope
from mitzvah_desk.office.people.consent_forms import list_forms
from mitzvah_desk.rules.paper_kinds import PAPERS


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("printing") / "year.mitzvah"
    assert main(["sample", str(path), "--day", str(SAMPLE_DAY)]) == 0
    return path


def words(key: str, file: Path, out: Path) -> list[str]:
    some = (
        ["--project", "family by family" if key.startswith("gift") else "thousand crocuses"]
        if PaperScope.PROJECT in KINDS[key].needs
        else ["--campaign", "2026"]
    )
    said = ["--words", "Welcome", "--arrow", "left"] if key == "signs" else []
    said += ["--person", "Sophie Azoulay"] if key == "delivery-sheet" else []
    return ["print", key, str(file), *some, *said, "--to", str(out)]


def test_the_commands_are_the_papers_there_are() -> None:
    assert set(PAPERS) == set(KINDS)


@pytest.mark.parametrize("key", PAPERS)
def test_it_is_written(key: str, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    assert main(words(key, file, out)) in {0, 1}
    assert extract_page_text(out.read_bytes(), 0).strip()


@pytest.mark.parametrize("key", ["rota", "schedule", "report", "certificates", "signs"])
def test_large_print_and_another_paper(key: str, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    assert main([*words(key, file, out), "--large-print", "--paper", "A3"]) in {0, 1}
    assert sorted(page_size_points(out.read_bytes(), 0)) == pytest.approx([841.89, 1190.55], abs=1)


@pytest.mark.parametrize(
    ("key", "more", "said"),
    [
        ("sign-in", [], "Choose a project"),
        ("delivery-sheet", ["--campaign", "2026"], "Choose a driver"),
        ("thank-you", ["--audience", "public"], "not for public"),
        ("badges", ["--labels", "L7160"], "L7418 or L4785"),
        ("badges", ["--start", "40"], "labels 1 to 8"),
        ("schedule", ["--day", "some day"], ""),
        ("schedule", ["--person", "Nobody At All"], "No person is called"),
    ],
)
def test_what_cannot_be_printed_gets_a_sentence_and_exit_2(
    key: str, more: list[str], said: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "paper.pdf"
    assert main(["print", key, str(file), *more, "--to", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_one_persons_schedule_is_theirs_alone(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    assert main(["print", "schedule", str(file), "--person", "Irit Adler", "--to", str(out)]) == 0
    assert page_count(out.read_bytes()) == 1
    assert "Irit Adler" in extract_page_text(out.read_bytes(), 0)


def test_a_family_s_permission_form_is_kept_as_gone_out(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    assert main(["print", "consent-forms", str(file), "--person", "Noa Feldman", "--to", str(out)]) == 0
    text = extract_page_text(out.read_bytes(), 0)
    assert all(f"{name} Feldman" in text for name in ("Miriam", "Joel", "Noa", "Eitan"))
    with closing(Office.open(file)) as office:
        assert [form.name for form in office.query(list_forms)] == ["Feldman"]


def test_the_day_pack_goes_into_an_empty_folder_only(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack"
    call = ["print", "day-pack", str(file), "--campaign", "2026", "--day", "22/11/2026", "--to", str(pack)]
    assert main(call) == 0
    made = sorted(path.name for path in pack.iterdir())
    assert made[0] == "1 Hall.pdf"
    assert made[1].startswith("2-01 08.00 ")
    assert made[-1].startswith("3 Driver ")
    assert main(call) == 3
    assert "empty folder" in capsys.readouterr().err


def test_schedules_share_a_sheet(file: Path, tmp_path: Path) -> None:
    pages = {}
    for many in ("1", "4"):
        out = tmp_path / f"{many}.pdf"
        call = [*words("schedule", file, out), "--per-page", many, "--calendar-codes"]
        assert main(call) in {0, 1}
        pages[many] = page_count(out.read_bytes())
    assert pages["4"] < pages["1"] / 2


def test_labels_for_those_on_a_list(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "labels.pdf"
    words = ["print", "address-labels", str(file), "--list", "Newsletter by post", "--to", str(out)]
    assert main(words) == 0
    text = extract_page_text(out.read_bytes(), 0)
    post = tmp_path / "post.csv"
    assert main(["export", "list", "Newsletter by post", str(file), "--to", str(post)]) == 0
    first = post.read_text("utf-8-sig").splitlines()[1].split(",")[0]
    assert first in text
    capsys.readouterr()
    words = ["print", "letters", str(file), "--list", "Donors of this", "--to", str(tmp_path / "l.pdf")]
    assert main(words) in {0, 1}
    assert "letters to" in capsys.readouterr().out
    assert "Dear " in extract_page_text((tmp_path / "l.pdf").read_bytes(), 0)
