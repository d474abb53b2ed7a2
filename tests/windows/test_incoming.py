"""What comes in and is put right: lists of every kind, read by the helper process from a Hebrew folder."""

from contextlib import closing
from pathlib import Path

import pytest
from like_windows import Console

from mitzvah_desk.cli import main
from mitzvah_desk.exchange.tables_out import table_bytes
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.people.merge import Merge
from mitzvah_desk.office.people.queries import list_people

HEAD, ROWS = ["Name", "Email"], [["רחל כהן", "rachel@example.org"], ["Zoë Levy", ""], ["No mail", "nowhere"]]
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:כהן;רחל;;;\r\nFN:רחל כהן\r\nEND:VCARD\r\n"


def contents(kind: str) -> bytes:
    """A list of people as that kind of file."""
    if kind == "vcf":
        return CARD.encode()
    if kind == "csv-1252":  # as Excel saves "CSV" on an English Windows
        return "Name,Email\r\nZoë Levy,\r\nRachel Cohen,rachel@example.org\r\n".encode("cp1252")
    if kind == "csv-1255":
        return "Name,Email\r\nרחל כהן,rachel@example.org\r\n".encode("cp1255")
    if kind == "txt":  # "Unicode text"
        return "Name\tEmail\r\nרחל כהן\trachel@example.org\r\n".encode("utf-16")
    return table_bytes(kind, HEAD, ROWS)


@pytest.mark.parametrize("kind", ["csv", "csv-1252", "csv-1255", "txt", "xlsx", "ods", "vcf"])
def test_people_from_every_kind_of_file(kind: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, rejects = home / "Documents" / "שנה.mitzvah", home / "לא נקלטו.csv"
    Office.new(path).close()
    data = home / "רשימות" / f"list.{kind.partition('-')[0]}"
    data.parent.mkdir()
    data.write_bytes(contents(kind))
    console = Console(monkeypatch)
    with data.open("rb"):  # the spreadsheet has it open still
        assert main(["import", "people", str(path), str(data), "--rejects", str(rejects)]) in {0, 1}
    with closing(Office.open(path, read_only=True)) as office:
        found = {row.name for row in office.query(list_people)}
    assert found & {"רחל כהן", "Rachel Cohen"}, console.read()
    assert "�" not in console.read()
    data.unlink()


def test_the_other_lists(year: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    for kind, text in (
        ("partners", "Charity name,Website\r\nבית חם,felix.example.org\r\n"),
        ("donations", "Donor,Item,Qty,Date\r\nרחל כהן,Rice,2,3/4/2026\r\n"),
        ("items", "Product,Category\r\nמצות,Food\r\n"),
        ("signups", "Project,Name\r\nA thousand crocuses,רחל כהן\r\n"),
    ):
        data = home / f"{kind}.csv"
        data.write_bytes(text.encode("utf-8-sig"))
        assert main(["import", kind, str(year), str(data), "--campaign", "2026"]) in {0, 1}, console.read()
        assert f"{kind}.csv" not in [path.name for path in year.parent.iterdir()]
        data.unlink()


def test_merged_and_taken_back(year: Path) -> None:
    with closing(Office.open(year)) as office:
        ids: list[int] = []
        for given in ("שרה", "Sarah"):
            done = office.execute(Add("person", {"given": given, "family": "Levi-Cohen"}))
            assert isinstance(done, Done)
            ids += done.ids
        assert isinstance(office.execute(Merge("person", ids[0], ids[1], {})), Done)
        assert office.undo() is not None


def test_tidied_up(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch)
    assert main(["tidy", str(year), "--apply"]) in {0, 1}, console.read()
    assert [path.name for path in year.parent.iterdir()] == [year.name]
