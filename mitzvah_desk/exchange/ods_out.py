"""A list as an OpenDocument spreadsheet (ISO/IEC 26300): its few parts, written as plain text.

A library that builds an element for each cell takes ten times as long.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from mitzvah_desk.exchange.cells import Cell, as_day, as_number, format_cell

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{_KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
_CLOCK = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_NAMES} office:version="1.2"><office:automatic-styles>\
<number:date-style style:name="D">{_DAY}</number:date-style>\
<number:date-style style:name="M">{_DAY}{_CLOCK}</number:date-style>\
<style:style style:name="Day" style:family="table-cell" style:data-style-name="D"/>\
<style:style style:name="Moment" style:family="table-cell" style:data-style-name="M"/>\
<style:style style:name="Heading" style:family="table-cell">\
<style:text-properties fo:font-weight="bold"/></style:style>\
</office:automatic-styles><office:body><office:spreadsheet>"""
_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods_bytes(titles: Sequence[str], rows: Sequence[Sequence[Cell]], name: str) -> bytes:
    """A list as a file.

    Args:
        titles: the headings.
        rows: the cells, as many in each row as there are headings.
        name: the sheet's.
    """
    parts = [_HEAD, f"<table:table table:name={quoteattr(name)}>"]
    parts.append(_row("".join(_text_cell(title, ' table:style-name="Heading"') for title in titles)))
    parts += (_row("".join(map(_cell, row))) for row in rows)
    parts.append(_FOOT)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr(
            "mimetype", _KIND, ZIP_STORED
        )  # first and bare, so that the kind can be seen from outside
        file.writestr("META-INF/manifest.xml", _MANIFEST)
        file.writestr("content.xml", "".join(parts))
    return out.getvalue()


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(cell: Cell) -> str:
    day, number = as_day(cell), as_number(cell)
    if day is not None:
        look = "Moment" if isinstance(day, datetime) else "Day"
        value = f'table:style-name="{look}" office:value-type="date" office:date-value="{day.isoformat()}"'
    elif number is not None:
        value = f'office:value-type="float" office:value="{number}"'
    else:
        return _text_cell(format_cell(cell))
    return f"<table:table-cell {value}><text:p>{escape(format_cell(cell))}</text:p></table:table-cell>"


def _text_cell(text: str, look: str = "") -> str:
    if not text:
        return "<table:table-cell/>"
    text = format_cell(text)
    lines = "".join(f"<text:p>{_marked(line)}</text:p>" for line in text.split("\n"))
    # LibreOffice passes over the mark of a tab, but takes the text from here.
    value = f" office:string-value={quoteattr(text)}" if "\t" in text else ""
    return f'<table:table-cell{look} office:value-type="string"{value}>{lines}</table:table-cell>'


def _marked(line: str) -> str:
    """A line with marks for what would be lost: tabs, and blanks at its ends or side by side (6.1.2)."""
    plain = escape(line)
    if "\t" not in plain and "  " not in plain and plain[:1] != " " and plain[-1:] != " ":
        return plain
    plain = re.sub(r"^ +|(?<= ) +| +$", lambda found: f'<text:s text:c="{len(found[0])}"/>', plain)
    return plain.replace("\t", "<text:tab/>")
