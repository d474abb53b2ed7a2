"""What leaves the program as files: every paper and list, twice, while the first is open elsewhere."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from like_windows import Console, is_refused_name

from mitzvah_desk.cli import main
from mitzvah_desk.office.outgoing.write_all import write_all
from mitzvah_desk.office.papers.kinds import KINDS, PaperScope
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.paper_kinds import PAPERS

OPEN_ELSEWHERE = "is open in another program"

TWICE = {"rota", "thank-you", "badges"}
"""The papers that are written again while the first is open; all are written by the same hand."""

LISTS: dict[str, Sequence[str]] = {
    "people.csv": ("people",),
    "people.xlsx": ("people",),
    "people.ods": ("people",),
    "people.vcf": ("people",),
    "partners.xlsx": ("partners",),
    "partners.csv": ("partners", "--letters", "windows-1252"),
    "donations.xlsx": ("donations",),
    "deliveries.ods": ("deliveries",),
    "news.docx": ("newsletter",),
    "news.html": ("newsletter",),
    "news.md": ("newsletter",),
    "news.txt": ("newsletter",),
    "year.ics": ("calendar",),
}


def write_twice(run: Callable[[], int], out: Path, console: Console) -> None:
    """Writes a file, and once more while somebody reads it, and once more when they have closed it."""
    assert run() in {0, 1}, console.read()
    first = out.read_bytes()
    with out.open("rb"):
        assert run() == 3
    assert OPEN_ELSEWHERE in console.read()
    assert "Close it there and try again" in console.read()
    assert out.read_bytes() == first
    assert run() in {0, 1}
    assert [each.name for each in out.parent.iterdir()] == [out.name], "nothing half written is left"


@pytest.mark.parametrize("key", PAPERS)
def test_a_paper(key: str, year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = home / "ניירות" / "paper.pdf"
    out.parent.mkdir()
    some = (
        ["--project", "family by family" if key.startswith("gift") else "thousand crocuses"]
        if PaperScope.PROJECT in KINDS[key].needs
        else ["--campaign", "2026"]
    )
    some += ["--words", "שלום"] if key == "signs" else []
    some += ["--person", "Sophie Azoulay"] if key == "delivery-sheet" else []
    words, console = ["print", key, str(year), *some, "--to", str(out)], Console(monkeypatch)
    if key in TWICE:
        write_twice(lambda: main(words), out, console)
    else:
        assert main(words) in {0, 1}, console.read()
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", LISTS)
def test_a_list(name: str, year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = home / "רשימות" / name
    out.parent.mkdir()
    kind, *more = LISTS[name]
    write_twice(lambda: main(["export", kind, str(year), *more, "--to", str(out)]), out, Console(monkeypatch))


def test_the_day_pack(year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    folder = home / "Papers of the day"
    assert main(["print", "day-pack", str(year), "--to", str(folder)]) in {0, 1}
    written = [path.name for path in folder.iterdir()]
    assert written
    assert not [name for name in written if is_refused_name(name)]
    assert "Wrote" in console.read()


def test_about_somebody_and_gift_aid(year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    assert main(["about", str(year), "--person", "Sophie Azoulay", "--to", str(home / "About")]) in {0, 1}
    assert len(list((home / "About").iterdir())) == 2, console.read()
    when = ["--from", "6/4/2026", "--until", "5/4/2027"]
    assert main(["gift-aid", str(year), *when, "--to", str(home / "Gift Aid.ods")]) in {0, 1, 2}


@pytest.mark.parametrize("words", ["Con", "nul", "Aux. committee", "COM1", "prn", "LPT9.x", "Com²"])
def test_a_name_that_windows_keeps_for_a_device_is_made_another(words: str, home: Path) -> None:
    name = file_name(words)
    assert not is_refused_name(f"{name}.pdf"), name
    assert words.partition(".")[0] in name
    (home / f"{name}.pdf").write_bytes(b"")


@pytest.mark.parametrize("words", ["Console", "Aux team", "Conference", "a. b", "שרה"])
def test_other_names_stay_as_they_are(words: str) -> None:
    assert file_name(words) == words


def test_names_that_differ_in_case_alone_are_two_files(home: Path) -> None:
    class Sheet:
        refusals = ()

        def __init__(self, name: str) -> None:
            self.name = name

        def release(self) -> object:
            from mitzvah_desk.office.outgoing.outgoing import Released

            return Released(self.name.encode(), (), self.name)

    written = write_all([Sheet("Ann"), Sheet("ANN"), Sheet("ann")], home / "Drafts", "eml")  # type: ignore[list-item]
    assert len({path.read_bytes() for path in written}) == 3


def test_a_name_that_windows_does_not_take_is_told(
    year: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(monkeypatch)
    for name in ("list:1.csv", "who?.csv", "CON.csv"):
        assert main(["export", "people", str(year), "--to", str(home / name)]) == 3
        assert f"Windows takes no file of the name {name}" in console.read()
    for name in ("year:2026.mitzvah", "aux.mitzvah"):
        assert main(["new", str(home / name), "--synagogue", "Beit"]) == 3
        assert f"Windows takes no file of the name {name}" in console.read()
    assert sorted(path.name for path in home.iterdir()) == ["AppData", "Documents"]


def test_a_path_that_is_too_long_is_told(year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    folder = home
    while len(str(folder)) < 225:
        folder /= "deep"
        folder.mkdir()
    long = folder / f"{'x' * (250 - len(str(folder)))}.csv"
    assert main(["export", "people", str(year), "--to", str(long)]) == 3
    assert "too long" in console.read()
    file = folder / f"{'x' * (245 - len(str(folder)))}.mitzvah"
    assert main(["new", str(file), "--synagogue", "Beit"]) == 3
    assert console.read().count("too long") == 2
    assert main(["backup", str(year), "--to", str(folder)]) == 3
    assert console.read().count("too long") == 3
    assert "not there any more" not in console.read()
    assert not list(folder.iterdir())
