"""Spreadsheets in: encodings, delimiters, kinds of cells, and files made to do harm."""

import contextlib
import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.exchange import limits, tables_in
from mitzvah_desk.exchange.tables_in import UnreadableError, read_sheets
from mitzvah_desk.exchange.tables_out import Cell, table_bytes

ROWS = [["Name", "Town"], ["Zoë O’Néill", "Köln, “Mitte”"]]


def cells(name: str, content: bytes) -> list[list[str]]:
    return [list(row) for _, row in read_sheets(name, content)[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    assert cells("list.csv", text.encode(encoding)) == ROWS


def test_hebrew_of_windows() -> None:
    assert cells("a.csv", "שם;עיר\nחיים;ירושלים\n".encode("cp1255")) == [["שם", "עיר"], ["חיים", "ירושלים"]]


def test_a_semicolon_list_with_commas_in_its_cells_and_excels_own_mark() -> None:
    assert cells("a.csv", b"sep=;\r\nName;Town\r\nCohen, Ann;a, b, c\r\n")[1] == ["Cohen, Ann", "a, b, c"]
    assert cells("a.csv", b"Name;Town\nCohen, Ann;x\nLevy, Bob;y\n")[1] == ["Cohen, Ann", "x"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_what_we_write_comes_back(kind: str) -> None:
    rows: list[list[Cell]] = [
        ["007", "=1+1", "'tis", "-", "+44", "@x", "a\nb", 2.5, date(2026, 4, 3), None, "'=x"]
    ]
    titles = [f"T{number}" for number in range(11)]
    back = cells(f"a.{kind}", table_bytes(kind, titles, rows))
    assert back == [
        titles,
        ["007", "=1+1", "'tis", "-", "+44", "@x", "a\nb", "2.5", "03/04/2026", "", "'=x"],
    ]


def test_excel_with_titles_merged_cells_formulas_times_and_hidden_sheets() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("Helpers")
    sheet.merge_range("A1:E1", "Helpers 2025")
    sheet.write_row("A3", ["Family", "First", "Day", "At", "Sum"])
    sheet.merge_range("A4:A5", "Cohen")
    day, clock = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
    sheet.write("B4", "Ann")
    sheet.write_datetime("C4", datetime(2026, 4, 3), day)
    sheet.write_number("D4", 9.5 / 24, clock)
    sheet.write_formula("E4", "=1+2", None, 3)
    sheet.write("B5", "Bob")
    sheet.write_boolean("C5", True)
    book.add_worksheet("Secret").hide()
    book.close()
    (found,) = read_sheets("x.xlsx", out.getvalue())
    assert found.rows[1] == (3, ("Family", "First", "Day", "At", "Sum"))
    assert found.rows[2] == (4, ("Cohen", "Ann", "03/04/2026", "09:30", "3"))
    assert found.rows[3] == (5, ("Cohen", "Bob", "yes", "", ""))


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><office:document>&b;</office:document>'
FAR = b'<worksheet><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></worksheet>'
MANY = (
    b'<office:document-content xmlns:office="o" xmlns:table="t"><table:table>'
    b'<table:table-row table:number-rows-repeated="1048576">'
    b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    b"</table:table-row></table:table></office:document-content>"
)
LONG_TEXT = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
OFTEN = b"<worksheet><sheetData><row>" + b'<c t="s"><v>0</v></c>' * 20_000 + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize(
    "content",
    [
        (",".join(["x"] * 100_000) + "\n").encode() * 3,
        (",".join(["x"] * 100_000) + "\n").encode() * 60,
        packed(content_xml=BOMB),
        packed(xl__worksheets__sheet1_xml=FAR),
        packed(content_xml=MANY),
        packed(xl__worksheets__sheet1_xml=b"x" * (limits.MOST_UNPACKED + 1)),
        b"PK\x03\x04" + b"rubbish" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        b'Name\n"' + b"x" * 200_000,
        b"Name,Town\n" + b"y" * 30_000 + b",x\n",
        b"%PDF-1.7 \n1 0 obj",
        b"",
        b"\n\n , , \n",
        b"\x00" * 40 + b"abc",
    ],
)
def test_files_made_to_do_harm_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableError) as told:
        read_sheets("list.xlsx", content)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/sharedStrings.xml": LONG_TEXT, "xl/worksheets/sheet1.xml": OFTEN}, "far too much"),
        ({"xl/worksheets/sheet1.xml": FAR}, "1,048,576 rows and 16,384 columns"),
        ({"content.xml": MANY}, "1,048,576 rows"),
        ({"content.xml": BOMB}, "to do harm"),
        ({"content.xml": b"<a/>", "META-INF/manifest.xml": b"<encryption-data/>"}, "has a password"),
        ({"content.xml": b"<a/>"}, "nothing in this file"),
        ({"content.xml": b"<a>"}, "is damaged"),
    ],
)
def test_the_reason_is_told(parts: dict[str, bytes], words: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    with pytest.raises(UnreadableError, match=words):
        read_sheets("list.xlsx", out.getvalue())


def test_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_in, "MOST_BYTES", 10)
    with pytest.raises(UnreadableError, match="larger"):
        read_sheets("a.csv", b"Name,Town\nAnn,Here\n")


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"Name,E-mail\n", b"BEGIN:VCARD\n", b"\xff\xfe"):
        try:
            sheets = read_sheets("a", start + content)
        except UnreadableError:
            continue
        assert all(len({len(row) for _, row in sheet.rows}) == 1 for sheet in sheets)


@given(st.integers(0, 3000), st.integers(0, 255), st.sampled_from(["xlsx", "ods"]))
def test_no_mutated_spreadsheet_makes_it_fall_over(at: int, byte: int, kind: str) -> None:
    content = bytearray(FILES[kind])
    content[at % len(content)] = byte
    with contextlib.suppress(UnreadableError):
        assert read_sheets("a", bytes(content))


FILES = {kind: table_bytes(kind, ["Name", "Day"], [["Ann", date(2026, 1, 2)]]) for kind in ("xlsx", "ods")}
