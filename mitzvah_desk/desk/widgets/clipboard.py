"""Rows on the clipboard: a table for Word and Excel, and plain text for everything else."""

import html
import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData


def table_mime_data(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Lines of cells, the headings first."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_as_cell(text) for text in line) for line in lines))
    # A spreadsheet takes the cells as text, never as formulas.
    style = "mso-number-format:'\\@'"
    body = "".join(
        "<tr>" + "".join(f'<td style="{style}">{html.escape(text)}</td>' for text in line) + "</tr>"
        for line in lines
    )
    data.setHtml(f"<table>{body}</table>")
    return data


def _as_cell(text: str) -> str:
    """One cell of copied text: on one line, and never a formula in a spreadsheet."""
    cell = " ".join(text.split())
    return f"'{cell}" if re.match(r"[=@]|[+-](?![0-9][0-9.,]*$)", cell) else cell
