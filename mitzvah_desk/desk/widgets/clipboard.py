"""Rows on the clipboard: a table for Word and Excel, and plain text for everything else."""

import html
import re
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

Lines = Sequence[Sequence[str]]


@runtime_checkable
class LinesCopier(Protocol):
    """A page or window that may let rows onto the clipboard."""

    def copy_lines(self, title: str, lines: Lines) -> None:
        """Copies lines of cells, the headings first, where they may leave."""


def copy_lines(widget: QWidget, title: str, lines: Lines) -> None:
    """Has the page or window around a widget copy some rows; alone, a widget copies nothing.

    Args:
        widget: the list.
        title: what it is called.
        lines: its cells, the headings first.
    """
    around = widget.parentWidget()
    while around is not None and not isinstance(around, LinesCopier):
        around = around.parentWidget()
    if around is not None:
        around.copy_lines(title, lines)


def table_mime_data(lines: Lines) -> QMimeData:
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
