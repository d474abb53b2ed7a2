"""Workbooks made by hand, part by part, as nobody's program would write them."""

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Parts as one packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def sheet_of(data: str) -> str:
    """A sheet's part around what stands in its ``sheetData``."""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'


def workbook(
    sheet: bytes | str, place: str = "worksheets/sheet1.xml", more: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A whole workbook of one sheet.

    Args:
        sheet: the sheet's part, or what stands in its ``sheetData`` where it begins with a row.
        place: where the part lies beneath ``xl/``.
        more: other parts.
    """
    if isinstance(sheet, str) and sheet.startswith("<row"):
        sheet = sheet_of(sheet)
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        '"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    links = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="List" sheetId="1" r:id="r1"/>'
    shared = (
        f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        if "xl/sharedStrings.xml" in (more or {})
        else ""
    )
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": f'{links}<Relationship Id="r0" Type="{_OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f"{book}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'{links}<Relationship Id="r1" Type="{_OFFICE}/worksheet"'
            f' Target="{place}"/>{shared}</Relationships>',
            f"xl/{place}": sheet,
            **(more or {}),
        }
    )
