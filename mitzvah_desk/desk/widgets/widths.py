"""How wide the columns of a table are at first: as wide as what stands in them, where there is room."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QFontMetrics

from mitzvah_desk.desk.widgets.rows import Column, Row, RowsModel

LOOKED_AT = 400
"""Rows that are looked at; a longer text further down is cut, and its tooltip shows it whole."""
WIDEST_CHARS = 80
SLACK_OF_DAYS = 3
"""By so many characters another day may be longer than those looked at: ``22 Nov`` than ``1 Jul``."""
LONGEST = 3
"""Only the texts with the most letters are measured; in a proportional face one of them is the widest."""


def measure_column(
    model: RowsModel[Row], column: Column[Row], metrics: QFontMetrics, head: QFontMetrics
) -> tuple[int, int]:
    """The least and the best width of a column, in pixels.

    Args:
        model: the rows.
        column: the column.
        metrics: of the cells' font.
        head: of the headings' font.

    Returns:
        The column's own ``width_chars`` or what its texts take, whichever is less; and what they take. A day
        is never cut, since half of one is another: its column always takes what its texts do.
    """
    pad = round(metrics.height() * 1.3)
    rows = [model.row(line) for line in range(min(model.count, LOOKED_AT))]
    days = column.sort is not None and any(isinstance(column.sort(row), date) for row in rows)
    texts = sorted({column.text(row) for row in rows}, key=len)
    measured = texts if days else texts[-LONGEST:]
    best = max((metrics.horizontalAdvance(text) for text in measured), default=0) + pad
    if column.icon is not None:
        best += round(metrics.height() * 1.3)
    arrow_of_sorting = round(pad * 1.6)
    heading = head.horizontalAdvance(column.title) + arrow_of_sorting
    best = max(min(best, WIDEST_CHARS * metrics.averageCharWidth()), heading)
    if days:
        best += SLACK_OF_DAYS * metrics.averageCharWidth()
        return best, best
    return min(best, max(column.width_chars * metrics.averageCharWidth(), heading)), best


def share_width(wants: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Shares ``room`` among columns: each its best where all fit, else each at least its least.

    Args:
        wants: the least and the best width of each column, in pixels.
        room: the width of the table, in pixels.
    """
    least = sum(want[0] for want in wants)
    wish = sum(want[1] - want[0] for want in wants)
    part = min(max((room - least) / wish, 0.0), 1.0) if wish else 0.0
    return [round(low + (best - low) * part) for low, best in wants]
