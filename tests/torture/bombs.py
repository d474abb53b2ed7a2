"""Small files that want to become too much: each is refused in words, or read, and ends nothing."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from workbooks import packed, sheet_of, workbook

from mitzvah_desk.office.importing.source import UnreadableError, load_sheets
from tests.torture.trying import Report, try_each

SLOW = "slow"
MOST_SECONDS = 10

_A1 = '<row r="1"><c r="A1"><v>1</v></c>'
_DOC = '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">{}</office:document-content>'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)


def _cell(more: str) -> bytes:
    return workbook(f"{_A1}{more}</row>")


def _far(place: str) -> bytes:
    return _cell(f"<c r={place}><v>1</v></c>")


def _ods(body: str) -> bytes:
    return packed({"content.xml": _DOC.format(body)})


def _row(cell: str, times: int = 1) -> str:
    row = f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'
    return f"<table:table>{row}</table:table>"


def _zeros() -> bytes:
    return workbook(f"{_A1}</row>", more={"xl/media/a.bin": bytes(151_000_000)})


def _lies() -> bytes:
    """A part that says that it is small, and is not."""
    content = bytearray(workbook(f"{_A1}</row>", more={"xl/z.xml": bytes(60_000_000)}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def _doubled() -> bytes:
    out = io.BytesIO(workbook(f"{_A1}</row>"))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("xl/worksheets/Sheet1.xml", sheet_of(f"{_A1}<c r='XFD1048576'><v>1</v></c></row>"))
    return out.getvalue()


def _card(*lines: str) -> bytes:
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Ann", *lines, "END:VCARD", ""]).encode()


def _merged() -> bytes:
    merges = "".join(f'<mergeCell ref="A1:A{n}"/>' for n in range(20_000, 50_000))
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 50_001))
    return workbook(sheet_of(cells).replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>"))


def _shared(text: str, cells: int) -> bytes:
    return workbook(
        "<row>" + '<c t="s"><v>0</v></c>' * cells + "</row>",
        more={"xl/sharedStrings.xml": f"<sst><si><t>{text}</t></si></sst>"},
    )


BOMBS: dict[str, Callable[[], bytes]] = {
    "far, in single quotes": lambda: _far("'XFD1048576'"),
    "far, in small letters": lambda: _far('"xfd1048576"'),
    "far, on a line of its own": lambda: _far('\n"XFD1048576"\n'),
    "far, as a reference": lambda: _far('"&#88;FD1048576"'),
    "row twelve million": lambda: _far('"A12000000"'),
    "row of twenty digits": lambda: _far('"A99999999999999999999"'),
    "four letters": lambda: _far('"ZZZZ1"'),
    "no number": lambda: _far('"-1"'),
    "far, as text": lambda: _cell('<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>'),
    "far, as a formula": lambda: _cell('<c r="XFD1048576"><f>1</f></c>'),
    "far row, cells without places": lambda: workbook(
        '<row r="1048576">' + "<c><v>1</v></c>" * 16384 + "</row>"
    ),
    "row twelve million, cells without": lambda: workbook('<row r="12000000"><c><v>1</v></c></row>'),
    "far, elsewhere": lambda: workbook(f"{_A1}<c r='XFD1048576'><v>1</v></c></row>", "other/a.part"),
    "far, in UTF-16": lambda: workbook(
        sheet_of(f"{_A1}<c r='XFD1048576'><v>1</v></c></row>").encode("utf-16")
    ),
    "a wide dimension": lambda: workbook(
        sheet_of(f"{_A1}</row>").replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    ),
    "thirty thousand merges": _merged,
    "a long text, often": lambda: _shared("x" * 30_000, 20_000),
    "a text of 200 MB": lambda: _shared("x" * 200_000_000, 1),
    "a cell of 140 MB": lambda: _cell(f'<c t="inlineStr"><is><t>{"x" * 140_000_000}</t></is></c>'),
    "texts without end": lambda: workbook(
        f"{_A1}</row>", more={"xl/sharedStrings.xml": "<sst>" + "<si" * 300_000}
    ),
    "a text far down": lambda: _cell('<c t="s"><v>999999999</v></c>'),
    "six million cells": lambda: workbook("<row>" + "<c/>" * 6_000_000 + "</row>"),
    "deep": lambda: workbook(sheet_of("<row>" * 1_000_000)),
    "a billion laughs": lambda: workbook(f"{_LAUGHS}]><worksheet><sheetData>&a11;</sheetData></worksheet>"),
    "151 MB of nothing": _zeros,
    "a part that lies": _lies,
    "two parts of one name": _doubled,
    "six thousand parts": lambda: packed({f"xl/{n}.xml": "<a/>" for n in range(6000)}),
    "packed in itself": lambda: packed({"a.xlsx": workbook(f"{_A1}</row>")}),
    "no parts": lambda: b"PK\x05\x06" + bytes(18),
    "an open document, far": lambda: _ods(
        _row(
            '<table:table-cell table:number-columns-repeated="16384" office:string-value="x"/>',
            10**6,
        )
    ),
    "an open document, often long": lambda: _ods(
        _row(
            '<table:table-cell table:number-columns-repeated="400" office:string-value="'
            + "x" * 19_000
            + '"/>',
            9999,
        )
    ),
    "an open document, many sheets": lambda: _ods(
        _row('<table:table-cell office:string-value="x"/>', 900_000) * 60
    ),
    "an open document, deep": lambda: _ods("<table:table>" * 1_000_000),
    "an open document, laughing": lambda: packed({"content.xml": f"{_LAUGHS}]>" + _DOC.format("&a11;")}),
    "one endless line": lambda: b"x" * 49_000_000,
    "one endless row": lambda: b"x," * 24_000_000,
    "one endless cell": lambda: b'Name\n"' + b"x" * 40_000_000,
    "one row of many lines": lambda: b"Name\n" + b'"\n",' * 12_000_000,
    "empty lines": lambda: b"\n" * 49_000_000,
    "tiny cells": lambda: b"a,b\n" * 12_000_000,
    "nothing but NULs": lambda: bytes(49_000_000),
    "UTF-16 of NULs": lambda: b"\xff\xfe" + bytes(40_000_000),
    "cards that only begin": lambda: b"BEGIN:VCARD\n" * 1_000_000,
    "cards without number": lambda: _card() * 30_000,
    "a card of many lines": lambda: _card(*["NOTE:x"] * 1_000_000),
    "a card of one line": lambda: _card("NOTE:" + "x" * 40_000_000),
    "a card folded for ever": lambda: _card("NOTE:x", *[" x"] * 2_000_000),
    "a card quoted for ever": lambda: _card("NOTE;ENCODING=QUOTED-PRINTABLE:=", *["x="] * 2_000_000),
    "a card of commas": lambda: _card(
        "TEL;A" + "," * 19_000, "TEL;" + "A=,;" * 4_000, 'TEL;A="' + '","' * 5_000
    ),
}


def _mail(body: bytes, *headers: str) -> bytes:
    told = ("From: a@example.org", "To: b@example.org", "Subject: x", *headers)
    return "\n".join(told).encode() + b"\n\n" + body


_SIGN_UP = b"-----BEGIN MITZVAH DESK SIGN-UP-----\n"
BOMBS |= {
    "a mail of 49 MB": lambda: _mail(b"x" * 49_000_000),
    "a mail of endless headers": lambda: _mail(b"", *["X-A: b"] * 1_000_000),
    "a mail whose sender never ends": lambda: _mail(
        b"", "Sender: " + "(" * 100_000, "From: " + '"' * 100_000
    ),
    "a mail within mails": lambda: (
        _mail(b"", "Content-Type: message/rfc822") + b"Content-Type: message/rfc822\n\n" * 50_000
    ),
    "a mail of parts": lambda: _mail(
        b"".join(b"--%d\nContent-Type: multipart/mixed; boundary=%d\n\n" % (n, n + 1) for n in range(5_000)),
        "Content-Type: multipart/mixed; boundary=0",
    ),
    "a mail of empty parts": lambda: _mail(
        b"--a\n\n" * 2_000_000, "Content-Type: multipart/mixed; boundary=a"
    ),
    "a mail of tags": lambda: _mail(b"<a " * 3_000_000, "Content-Type: text/html"),
    "a mail of comments": lambda: _mail(b"<!--" * 3_000_000, "Content-Type: text/html"),
    "a mail of unknown letters": lambda: _mail(b"x", "Content-Type: text/plain; charset=idna\0zip"),
    "a mailbox of nothing": lambda: b"From a 2026\n\n" * 3_000_000,
    "sign-ups that only begin": lambda: _SIGN_UP * 100_000,
    "a sign-up without end": lambda: _SIGN_UP + b"1:00000000:" + b"A" * 40_000_000,
    "a sign-up of quotes": lambda: _SIGN_UP + b"> " * 20_000_000,
    "a sign-up of blanks": lambda: b"BEGIN" + b" " * 20_000_000 + b"MITZVAH DESK SIGN-UP",
}


def explode(names: tuple[str, ...] = tuple(BOMBS)) -> Report:
    """Reads each bomb through the importer's door."""
    return try_each("bombs", attempt, names, bad=(SLOW,), seconds=60)


def attempt(name: str) -> tuple[str, str]:
    """Reads one."""
    from time import perf_counter

    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        path.write_bytes(BOMBS[name]())
        began = perf_counter()
        try:
            load_sheets(path)
            kind, said = "read", ""
        except UnreadableError as error:
            kind, said = "told", str(error)
        seconds = perf_counter() - began
    return (SLOW if seconds > MOST_SECONDS else kind), f"{name}: {said} ({seconds:.1f} s)"
