"""Files that want to do something by themselves: fetch, write, run, show as another. None may act."""

import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from PIL import Image, PngImagePlugin
from workbooks import packed, sheet_of, workbook

from mitzvah_desk.documents.layout.logo import is_logo
from mitzvah_desk.exchange.csv_out import csv_bytes
from mitzvah_desk.exchange.tables_in import UnreadableError, read_sheets
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.lists.files import parse_shared_list
from mitzvah_desk.store.driver import sqlite
from tests.torture.trying import Report, try_each

ACTED = "acted"
_TELLING = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
)
CANARY = "canary.txt"
SONG = "the canary sings"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file and what is done with it.

    Attributes:
        use: takes the folder it lies in and its bytes; returns what it shows.
        make: makes its bytes; is given the address of the canary.
    """

    use: Callable[[Path, bytes], str]
    make: Callable[[str], bytes]


def _list(_folder: Path, content: bytes) -> str:
    sheets = read_sheets("list", content)
    rows = [cells for sheet in sheets for _, cells in sheet.rows]
    out = csv_bytes(rows[0], rows[1:]).decode("utf-8-sig")
    if any(
        cell.lstrip('"').startswith(("=", "@", "+")) for line in out.splitlines() for cell in line.split(",")
    ):
        return "a formula went out"
    return repr(sheets)


def _logo(_folder: Path, content: bytes) -> str:
    return str(is_logo(content))


def _definition(_folder: Path, content: bytes) -> str:
    try:
        return repr(parse_shared_list(content))
    except ValueError as error:
        return str(error)


def _entity(canary: str, body: str = "&x;", doctype: str = "") -> str:
    return (
        doctype
        or f'<!DOCTYPE a [<!ENTITY x SYSTEM "{canary}">]><worksheet><sheetData>{body}</sheetData></worksheet>'
    )


def _text_cell(text: str) -> str:
    return f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row><row><c><v>1</v></c></row>'


def _png() -> bytes:
    out, more = BytesIO(), PngImagePlugin.PngInfo()
    more.add_text("note", "x" * 50_000_000, zip=True)
    Image.new("RGB", (9, 9)).save(out, "PNG", pnginfo=more)
    return out.getvalue()


def _slip(canary: str) -> bytes:
    out = BytesIO(workbook(_text_cell("x")))
    with ZipFile(out, "a") as file:
        file.writestr("../" * 9 + canary.removeprefix("file:///"), "gone")
        file.writestr(
            "xl/externalLinks/externalLink1.xml", f'<externalLink><a href="{canary}"/></externalLink>'
        )
    return out.getvalue()


def _open_document(canary: str, before: str = "") -> bytes:
    body = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:xlink="l">'
        "<table:table>"
        f'<table:table-row><table:table-cell><text:p>Name<text:a xlink:href="{canary}">x</text:a></text:p>'
        "</table:table-cell></table:table-row></table:table></office:document-content>"
    )
    return packed({"content.xml": before + body, "Basic/Standard/Module1.xml": f'Shell("{canary}")'})


LISTS: dict[str, Callable[[str], bytes]] = {
    "formulas in CSV": lambda c: (
        f'Name,Town\n"=HYPERLINK(""{c}"")",@SUM(1)\n=cmd|\' /C calc\'!A0,+1\n'.encode()
    ),
    "markup in CSV": lambda c: f'Name,Town\n<img src="{c}">,<script>x</script>\n'.encode(),
    "an outer entity": lambda c: workbook(_entity(c)),
    "an outer document type": lambda c: workbook(f'<!DOCTYPE a SYSTEM "{c}">' + sheet_of(_text_cell("x"))),
    "a parameter entity": lambda c: workbook(
        f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{c}">%x;]>' + sheet_of(_text_cell("x"))
    ),
    "a style sheet": lambda c: workbook(f'<?xml-stylesheet href="{c}"?>' + sheet_of(_text_cell("x"))),
    "an include": lambda c: workbook(
        sheet_of(
            f'<row><x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{c}"/><c><v>1</v></c></row>'
        )
    ),
    "a formula that asks the web": lambda c: workbook(f'<row><c><f>WEBSERVICE("{c}")</f><v>1</v></c></row>'),
    "names that climb out": _slip,
    "an open document with a program": _open_document,
    "an open document with an entity": lambda c: _open_document(
        c, f'<!DOCTYPE a [<!ENTITY x SYSTEM "{c}">]>'
    ),
    "a card with its picture elsewhere": lambda c: (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nPHOTO;VALUE=uri:{c}\nURL:javascript:x\nSOURCE:{c}\nEND:VCARD\n"
    ).encode(),
}
OTHERS = {
    "a picture that is a program": Hostile(
        _logo, lambda c: f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n({c}) (w) file\n".encode()
    ),
    "a picture that is much": Hostile(_logo, lambda _: _png()),
    "a picture that is a drawing": Hostile(_logo, lambda c: f'<svg><image href="{c}"/></svg>'.encode()),
    "a list that is deep": Hostile(_definition, lambda _: b"[" * 900_000),
    "a list with markup": Hostile(
        _definition, lambda c: f'{{"mitzvah_desk_list": "<img src={c}>", "asks": [], "format": 1}}'.encode()
    ),
}
GROWS = "INSERT INTO setting (key, value) VALUES (hex(randomblob(9)), hex(randomblob(2000000)))"
YEARS: dict[str, str] = {
    "a year that grows": f"CREATE TRIGGER more AFTER UPDATE ON person BEGIN {GROWS}; END",
    "a year that forgets": "DROP TRIGGER journal_person_update",
    "a year that keeps nothing": (
        "CREATE TRIGGER none BEFORE UPDATE ON person BEGIN SELECT RAISE(IGNORE); END"
    ),
    "a year that changes others": (
        "CREATE TRIGGER others AFTER UPDATE ON person"
        " BEGIN UPDATE person SET note = 'changed' WHERE id = 2; END"
    ),
}


def read_hostile() -> Report:
    """Reads each hostile list, picture and definition."""
    return try_each("hostile lists", attempt_list, [*LISTS, *OTHERS], bad=(ACTED,))


def open_hostile() -> Report:
    """Opens each hostile year, and edits it where it opens."""
    return try_each("hostile years", attempt_year, list(YEARS), bad=(ACTED,))


def attempt_list(name: str) -> tuple[str, str]:
    """Reads one, and listens for whatever it makes this process do."""
    told: list[str] = []
    known = OTHERS.get(name) or Hostile(_list, LISTS[name])
    with TemporaryDirectory() as folder:
        canary = Path(folder) / CANARY
        canary.write_text(SONG)
        content = known.make(canary.as_uri())
        before = sorted(Path(folder).iterdir())
        sys.addaudithook(partial(hear, told, str(canary)))
        try:
            shown, kind = known.use(Path(folder), content), "read"
        except UnreadableError as error:
            shown, kind = str(error), "told"
        heard = list(told)
        if heard or SONG in shown or "went out" in shown:
            return ACTED, f"{name}: {heard} {shown[:200]}"
        if sorted(Path(folder).iterdir()) != before or canary.read_text() != SONG:
            return ACTED, f"{name}: a file was changed"
    return kind, name


def hear(told: list[str], canary: str, event: str, given: tuple[object, ...]) -> None:
    """Audit hook: notes what reaches out of the process, or for the canary."""
    if event.startswith(_TELLING) or (event == "open" and str(given[0]) == canary):
        told.append(f"{event} {str(given)[:80]}")


def attempt_year(name: str) -> tuple[str, str]:
    """Opens one and changes somebody in it: nothing but that may be changed, and it can be undone."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "year.mitzvah"
        with closing(Office.new(path)) as office:
            for family in ("Levy", "Cohen"):
                office.execute(Add("person", {"given": "Ann", "family": family, "note": "kept"}))
        with closing(sqlite.connect(path)) as file:
            file.execute(YEARS[name])
            file.commit()
        size = path.stat().st_size
        try:
            office = Office.open(path)
        except WorldError as error:
            return "told", f"{name}: {error}"
        with closing(office), suppress(WorldError):
            office.execute(SetField("person", 1, "note", "new"))
            undo = office.undo_label()
            sql = "SELECT note FROM person ORDER BY id"
            notes = office.query(lambda c: list(c.exec_driver_sql(sql).scalars()))
            if notes != ["new", "kept"] or path.stat().st_size > size + 1_000_000:
                return ACTED, f"{name}: {notes}, {path.stat().st_size - size:,} bytes more"
            office.undo()
            notes = office.query(lambda c: list(c.exec_driver_sql(sql).scalars()))
            if notes != ["kept", "kept"]:
                return ACTED, f"{name}: not undone ({undo})"
    return "harmless", name
