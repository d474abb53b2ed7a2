"""Tables on paper: headings that come again on the next page, rows kept whole, lines to write on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mitzvah_desk.documents.layout.flow import (
    Block,
    Bookmark,
    FlowSection,
    Row,
    Rule,
    Stack,
    Text,
    Tick,
    VerticalSpace,
)
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Styles
from mitzvah_desk.documents.layout.text import isolate_text, widest_text

_BETWEEN = 10.0
_KEPT = 2
"""So many rows stay with what stands under a table."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column.

    Attributes:
        title: its heading.
        share: of the width that is left, against the other columns; 0 takes what its texts need.
        right: numbers stand at the right.
        strong: what one looks for.
    """

    title: str
    share: float = 1.0
    right: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell to write into by hand."""


@dataclass(frozen=True, slots=True)
class ToTick:
    """A cell with a square to tick."""


Cell = str | Blank | ToTick


def make_table(
    columns: Sequence[PaperColumn],
    rows: Sequence[Sequence[Cell]],
    styles: Styles,
    width: float,
    *,
    dense: bool = False,
    tail: Block | None = None,
    title: str = "",
) -> Block:
    """A table over any number of pages.

    Args:
        columns: from left to right.
        rows: their cells, as many as columns.
        styles: of the sheet.
        width: of the table, in points.
        dense: rows to write in are only as high as a hand needs, for a list that many sign.
        tail: what must not stand without the last rows, such as a signature under goods.
        title: a heading above it, which never stands without its first row.
    """
    widths = _widths(columns, rows, styles, width)
    by_hand = styles.body.leading * (1.5 if dense else 1.9)

    def cell(column: PaperColumn, value: Cell, above: float) -> Block:
        if isinstance(value, Blank):
            return Rule(by_hand, GREY)
        if isinstance(value, ToTick):
            return Stack((VerticalSpace(above), Tick(replace(styles.body, size=styles.body.size * 1.25))))
        style = styles.strong if column.strong else styles.body
        return Stack(
            (VerticalSpace(above), Text(value, replace(style, align="right") if column.right else style))
        )

    def line(row: Sequence[Cell]) -> Block:
        written = any(isinstance(value, Blank) for value in row)
        above = by_hand - styles.body.leading if written else 3
        cells = tuple(cell(column, value, above) for column, value in zip(columns, row, strict=True))
        end = VerticalSpace(2) if written else Rule(5, LINE, 0.5)
        return Stack((Row(cells, widths, _BETWEEN), end), together=True)

    heads = [
        Text(column.title, replace(styles.muted, align="right") if column.right else styles.muted)
        for column in columns
    ]
    heading = Stack((Row(tuple(heads), widths, _BETWEEN), Rule(4, GREY, 1.0)))
    lines = [line(row) for row in rows]
    if tail is not None:
        kept = lines[-_KEPT:]
        lines = [*lines[: len(lines) - len(kept)], Stack((*kept, tail), together=True)]
    titled = Stack((*_title(title, styles), heading)) if title else heading
    return FlowSection(titled, heading, Stack(tuple(lines)))


def make_section(
    title: str, rows: Sequence[Block], styles: Styles, *, ruled: bool = False, marked: bool = False
) -> Block:
    """Rows under a heading, which never stands without the first of them and comes again on the next page.

    Args:
        title: the heading.
        rows: from first to last.
        styles: of the sheet.
        ruled: a line parts it from what stands before.
        marked: its page is found by the heading in a reader's list of contents.
    """
    mark = (Bookmark(words=title),) if marked else ()
    rule = (Rule(1, LINE), VerticalSpace(styles.body.size * 0.5)) if ruled else ()
    again = Stack((Text(f"{isolate_text(title)} (continued)", styles.strong), VerticalSpace(4)))
    return FlowSection(Stack((*mark, *rule, *_title(title, styles))), again, Stack(tuple(rows)))


def make_ticks(items: Sequence[str], styles: Styles, width: float) -> list[Block]:
    """Things to be ticked, a row each."""
    beside = styles.body.size
    return [
        Row((Tick(styles.body), Text(item, styles.body)), (beside, width - beside - 8), 8)
        for item in items
        if item.strip()
    ]


def make_points(items: Sequence[str], styles: Styles, width: float) -> list[Block]:
    """Things to know, each behind a point."""
    point = Text("•", replace(styles.strong, colour=ACCENT))
    beside = styles.body.size
    return [
        Row((point, Text(item, styles.body)), (beside, width - beside), 0.0) for item in items if item.strip()
    ]


def _title(title: str, styles: Styles) -> tuple[Block, ...]:
    return Text(title, styles.heading), VerticalSpace(styles.body.size * 0.3)


def _widths(
    columns: Sequence[PaperColumn], rows: Sequence[Sequence[Cell]], styles: Styles, width: float
) -> tuple[float, ...]:
    """Columns without a share are as wide as their texts, up to a third; the others share the rest."""
    room = width - _BETWEEN * (len(columns) - 1)
    fixed = {}
    for number, column in enumerate(columns):
        if not column.share:
            texts = [value for row in rows if isinstance(value := row[number], str)]
            style = styles.strong if column.strong else styles.body
            need = max(widest_text(texts, style), widest_text((column.title,), styles.muted)) + 2
            fixed[number] = min(need, room / 3)
    shares = sum(column.share for column in columns) or 1.0
    left = room - sum(fixed.values())
    return tuple(fixed.get(n, left * column.share / shares) for n, column in enumerate(columns))
