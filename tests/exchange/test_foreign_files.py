"""Files of strangers: whatever reading them does to its process, ours stays, and can stop it."""

import multiprocessing
import os
import sys
from pathlib import Path

import pytest
from stuck import never
from workbooks import packed, sheet_of, workbook

from mitzvah_desk.exchange import foreign_files
from mitzvah_desk.exchange.foreign_files import read_tables, run_isolated
from mitzvah_desk.exchange.limits import TOO_MUCH, UnreadableError
from mitzvah_desk.exchange.tables_in import read_sheets


def children() -> int:
    return len(multiprocessing.active_children())


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    content = b"Name;Town\nZo\xeb;\n\nBEGIN;\xa3\n"
    (tmp_path / "list.csv").write_bytes(content)
    assert read_tables(tmp_path / "list.csv") == read_sheets("list.csv", content)
    cards = b"BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
    (tmp_path / "a.vcf").write_bytes(cards)
    assert read_tables(tmp_path / "a.vcf") == read_sheets("a.vcf", cards)
    assert read_tables(tmp_path / "a.vcf")[0].problems


def test_an_end_of_its_process_is_told() -> None:
    with pytest.raises(UnreadableError, match="fell over"):
        run_isolated(os.abort)
    with pytest.raises(UnreadableError, match="fell over"):
        run_isolated(os._exit, 0)
    assert not children()


class EnoughError(Exception):
    pass


def test_what_never_comes_back_is_stopped_by_whoever_waits() -> None:
    looks: list[int] = []

    def step(done: int, total: int) -> None:
        assert (done, total) == (0, 0)
        looks.append(children())
        if len(looks) == 3:
            raise EnoughError

    with pytest.raises(EnoughError):
        run_isolated(never, step=step)
    assert looks == [1, 1, 1]
    assert not children()


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_files, "LONGEST_SECONDS", 0.1)
    with pytest.raises(UnreadableError, match="longer than 30 seconds"):
        run_isolated(never)
    assert not children()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limit")
def test_what_wants_all_memory_gets_none() -> None:
    with pytest.raises(UnreadableError) as told:
        run_isolated(bytes, foreign_files.MOST_MEMORY)
    assert str(told.value) == TOO_MUCH


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limit")
def test_it_writes_no_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UnreadableError):
        run_isolated(Path.write_text, tmp_path / "made.txt", "x" * 100)
    caplog.clear()
    assert not (tmp_path / "made.txt").exists() or not (tmp_path / "made.txt").stat().st_size


def test_an_answer_that_is_too_long_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_files, "_MOST_ANSWER", 100)
    with pytest.raises(UnreadableError):
        run_isolated(str.upper, "x" * 100)


def test_a_bug_is_logged_without_what_the_file_holds(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UnreadableError, match="fell over"):
        run_isolated(int, "Ann Cohen is ill")
    (line,) = caplog.messages
    caplog.clear()
    assert "ValueError" in line
    assert "Ann" not in line


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="a folder or a device"):
        read_tables(tmp_path)
    with pytest.raises(UnreadableError, match="could not be opened"):
        read_tables(tmp_path / "none.csv")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(UnreadableError, match="a folder or a device"):
            read_tables(tmp_path / "pipe.csv")


A1 = '<row r="1"><c r="A1"><v>1</v></c>'
FAR = "1,048,576 rows and 16,384 columns"
OUTSIDE = "lies outside any sheet"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (workbook(f"{A1}<c r='XFD1048576'><v>1</v></c></row>"), FAR),
        (workbook(f"{A1}<c r = 'xfd1048576' ><v>1</v></c></row>"), FAR),
        (workbook(f'{A1}<c  t="n"\n r="XFD1048576"\n><v >1</v></c></row>'), FAR),
        (workbook(f'{A1}<c r="&#88;FD1048576"><v>1</v></c></row>'), FAR),
        (workbook(f'{A1}</row><row r="1048576"><c r="XFD"><v>1</v></c></row>'), FAR),
        (workbook(f'{A1}<c r="A12000000"><v>1</v></c></row>'), OUTSIDE),
        (workbook(f'{A1}<c r="AAAA1"><v>1</v></c></row>'), OUTSIDE),
        (workbook(f'{A1}<c r="A99999999999999999999"><v>1</v></c></row>'), OUTSIDE),
        (workbook('<row r="12000000"><c r="A1"><v>1</v></c></row>'), OUTSIDE),
        (workbook(f'{A1}<c r="-1"><v>1</v></c></row>'), OUTSIDE),
        (workbook(f'{A1}<c r="XFD1048576"><v>1</v></c></row>', "elsewhere/first.part"), FAR),
        (
            workbook(
                sheet_of(f'{A1}<c r="XFD1048576"><v>1</v></c></row>')
                .replace("<", "<x:")
                .replace("<x:/", "</x:")
                .replace("xmlns=", "xmlns:x=")
            ),
            FAR,
        ),
        (workbook(sheet_of(f'{A1}<c r="XFD1048576"><v>1</v></c></row>').encode("utf-16")), FAR),
        (workbook(f'{A1}<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'), FAR),
        (workbook('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'), "harm"),
        (workbook("<row>" * 200_000), "damaged"),
        (packed({"word/document.xml": "<a/>"}), "document of Word"),
        (packed({"list.csv": "Name,Town"}), "Unpack it"),
        (b"<html><table><tr><td>Ann</td></tr></table>", "a web page"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"SQLite format 3\0" + b"\1" * 90, "a database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"a," * 600_000, "over a million letters"),
        (b"Name\n" + b'"\n",' * 300_000, "over a million letters"),
        (b"Name\n" + b'"x' * 200_000, "quotation mark"),
    ],
)
def test_a_file_made_to_do_harm_is_refused_by_its_fault(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(UnreadableError, match=words):
        read_tables(tmp_path / "list.xlsx")


def test_cells_that_only_look_like_something_reach_nowhere() -> None:
    sheet = f'{A1}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read_sheets("a", workbook(sheet))[0].rows == ((1, ("1",)),)
    wide = "".join(
        f'<row r="{row}">' + "".join("<c><v>1</v></c>" for _ in range(60)) + "</row>"
        for row in range(1, 2001)
    )
    assert len(read_sheets("a", workbook(wide))[0].rows) == 2000


def told(text: str) -> tuple[list[str], list[str]]:
    """The names of the cards that were read whole, and what is said of the others."""
    (sheet,) = read_sheets("a.vcf", text.encode())
    names = [cells[3] for line, cells in sheet.rows[1:] if line not in sheet.problems]
    return names, [f"{dict(sheet.rows)[line][3]}: {said}" for line, said in sheet.problems.items()]


def card(name: str, *lines: str) -> str:
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""])


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("BEGIN:VCARD\nFN:Bad\n", "Bad: This card has no end"),
        ("BEGIN:VCARD\n", "Card 2: This card has no end"),
        (card("Bad", "NOTE:" + "x" * 30_000), "Bad: Its line “NOTE:xxx"),
        (card("Bad", *["NOTE:x"] * 3000), "Bad: This card has thousands of lines"),
        (card("Bad", "NOTE;CHARSET=nothing;ENCODING=QUOTED-PRINTABLE:=FF"), "Bad: This card is damaged"),
    ],
)
def test_a_bad_card_is_told_and_the_others_are_read(bad: str, words: str) -> None:
    names, said = told(card("Ann") + bad + card("Cyd"))
    assert names == ["Ann", "Cyd"]
    assert len(said) == 1
    assert said[0].startswith(words)


def test_no_line_holds_a_card_up() -> None:
    lines = ["TEL;A" + "," * 5000, "TEL;" + "A=,;" * 3000, 'TEL;A="' + '","' * 5000, ":", ";:", "=" * 5000]
    names, said = told(card("Ann", *lines) + "BEGIN:VCARD\n" * 5000 + card("Cyd"))
    assert names == ["Ann", "Cyd"]
    assert len(said) == 5000
