"""The report of a campaign: what it has to show on a page or two, then every project and every figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import (
    Block,
    NewPage,
    Row,
    Stack,
    Text,
    VerticalSpace,
)
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, make_section, make_table
from mitzvah_desk.documents.layout.text import Style, isolate_text, layout_lines, widest_text
from mitzvah_desk.rules.figures import FigureLine
from mitzvah_desk.rules.privacy.disclosure import Audience

_MOST_BARS = 9
"""A chart shows so many; more of them are read in the table."""
_BESIDE = 14.0
_APART = 28.0
"""Between what stands in two columns, in points."""
_ROOMY = 32
"""On a sheet narrower than so many type sizes, labels stand above their bars."""


@dataclass(frozen=True, slots=True)
class ReportBar:
    """One line of a chart.

    Attributes:
        label: what it counts.
        value: how many.
        said: the value in words: ``1,000 bulbs``.
        aim: what was hoped for; 0 for nothing.
        other: of another sort, hatched, after the full part; 0 for nothing.
    """

    label: str
    value: float
    said: str
    aim: float = 0
    other: float = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title.

    Attributes:
        title: what they count.
        bars: from the longest to the shortest.
        hatched: what the hatched parts mean.
        tabled: the table of the projects shows all of them, so the chart may leave the shortest out.
    """

    title: str
    bars: tuple[ReportBar, ...]
    hatched: str = ""
    tabled: bool = False

    @property
    def has_aims(self) -> bool:
        """Whether a frame shows what was hoped for."""
        return any(bar.aim for bar in self.bars)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in the table of all of them.

    Attributes:
        title: its title.
        day: when it is, in words; empty where it has none.
        cells: its numbers, under ``ReportValues.columns``.
    """

    title: str
    day: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportValues:
    """Everything in a report.

    Attributes:
        campaign: its name.
        about: day and theme, in a line.
        highlights: what it has to show: a number, and what it counts.
        charts: in their order.
        columns: what the table of projects tells of each.
        projects: all of them.
        figures: of the campaign, with how each is counted; the return to the national charity too.
        outcomes: a project and what came of it.
        quotations: the words, and who said them as they may be named.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    campaign: str
    about: str
    highlights: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]
    columns: tuple[str, ...]
    projects: tuple[ProjectLine, ...]
    figures: tuple[FigureLine, ...]
    outcomes: tuple[tuple[str, str], ...]
    quotations: tuple[tuple[str, str], ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class _BarLine(Block):
    """A label, a bar to scale with a tick at its aim, and the value in words."""

    bar: ReportBar
    most: float
    label_width: float
    said_width: float
    style: Style

    def height(self, width: float) -> float:  # noqa: ARG002
        named = len(layout_lines(self.bar.label, self.style, self.label_width))
        told = len(layout_lines(self.bar.said, self.style, self.said_width))
        return max(named, told, 1) * self.style.leading + 2

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        pen.text(self.bar.label, self.style, self.label_width, x=x, top=top)
        left = x + self.label_width + 10
        room = width - self.label_width - self.said_width - 20
        tall = self.style.size * 0.9
        low = top - self.style.leading / 2 - tall / 2
        if self.most > 0:
            full = room * self.bar.value / self.most
            pen.box(left, low, full, tall, fill=ACCENT)
            pen.hatched(left + full, low, room * self.bar.other / self.most, tall, ACCENT)
            if self.bar.aim:
                pen.box(left, low, room * self.bar.aim / self.most, tall, edge=GREY)
        pen.box(left - 0.5, low - 2, 0.75, tall + 4, fill=LINE)
        said = replace(self.style, align="right")
        pen.text(self.bar.said, said, self.said_width, x=x + width - self.said_width, top=top)


@dataclass(frozen=True, slots=True)
class _Said(Block):
    """What somebody said, behind a bar at its side."""

    words: Block

    def height(self, width: float) -> float:
        return self.words.height(width - _BESIDE)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width)
        pen.box(x, top - tall, 2.5, tall, fill=ACCENT)
        self.words.draw(pen, x + _BESIDE, top, width - _BESIDE)


def render_campaign_report(values: ReportValues, paper: Paper) -> bytes:
    """The report as a PDF."""
    sheets = Sheets(
        paper,
        title=f"Report: {values.campaign}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(
        list(_blocks(values, sheets.styles, sheets.width)),
        f"{isolate_text(values.campaign)} · Report",
    )
    return sheets.finish()


def _blocks(values: ReportValues, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text(values.campaign, replace(styles.title, align="start"))
    yield Text(values.about, styles.muted)
    yield VerticalSpace(gap)
    yield from _highlights(values.highlights, styles, width)
    told = [chart for chart in values.charts if chart.bars]
    framed = next((chart for chart in told if chart.has_aims), None)
    for charts in _pair(told, styles, width):
        wide = (width - _APART) / len(charts) if len(charts) > 1 else width
        cells = tuple(_chart(chart, styles, wide, explained=chart is framed) for chart in charts)
        yield Stack((Row(cells, (wide,) * len(cells), _APART),), together=True)
        yield VerticalSpace(gap * 0.75)
    if values.quotations:
        yield make_section(
            "What was said", tuple(_said(values.quotations, styles, width)), styles, marked=True
        )
    yield NewPage()
    yield from _projects(values, styles, width)
    yield from _told("What came of it", values.outcomes, styles)
    figures = _figures(values.figures, styles, width)
    yield make_section("How each figure is counted", (figures,), styles, marked=True)


def _highlights(told: Sequence[tuple[str, str]], styles: Styles, width: float) -> Iterator[Block]:
    """Large numbers beside each other, each over what it counts."""
    across = 2 if width < styles.body.size * _ROOMY else 4
    wide = (width - _BESIDE * (across - 1)) / across
    large = replace(styles.title, align="start")
    for start in range(0, len(told), across):
        cells = tuple(
            Stack((Text(number, large), Text(what, styles.body)))
            for number, what in told[start : start + across]
        )
        yield Stack((Row(cells, (wide,) * len(cells), _BESIDE), VerticalSpace(styles.body.size)))
    yield VerticalSpace(styles.body.size * 0.5)


def _pair(charts: Sequence[Chart], styles: Styles, width: float) -> Iterator[tuple[Chart, ...]]:
    """Charts one by one; two that follow each other and are slim enough stand side by side."""
    waiting = list(charts)
    while waiting:
        pair = all(_is_slim(chart, styles, (width - _APART) / 2) for chart in waiting[:2])
        taken = 2 if pair and width >= styles.body.size * _ROOMY else 1
        yield tuple(waiting[:taken])
        del waiting[:taken]


def _is_slim(chart: Chart, styles: Styles, width: float) -> bool:
    """Whether a third of its width is left to its bars when no words are broken."""
    words = ((bar.label for bar in chart.bars), (bar.said for bar in chart.bars))
    written = sum(widest_text(each, styles.body) for each in words)
    return written < width * 2 / 3 and widest_text((chart.title,), styles.heading) < width


def _said(quotations: Sequence[tuple[str, str]], styles: Styles, width: float) -> Iterator[Block]:
    """Two beside each other where a sheet is wide enough."""
    size = styles.body.size
    across = 1 if width < size * _ROOMY else 2
    wide = (width - _APART * (across - 1)) / across
    told = [
        _Said(Stack((Text(f"“{words}”", styles.body), *([Text(who, styles.muted)] if who else []))))
        for words, who in quotations
    ]
    for start in range(0, len(told), across):
        cells = tuple(told[start : start + across])
        yield Stack((Row(cells, (wide,) * len(cells), _APART), VerticalSpace(size * 0.6)))


def _projects(values: ReportValues, styles: Styles, width: float) -> Iterator[Block]:
    """Every project with its numbers; on a narrow sheet they stand beneath its title."""
    if not values.projects:
        return
    rows: list[tuple[str, ...]]
    columns: tuple[PaperColumn, ...]
    if width < styles.body.size * _ROOMY:
        columns = (PaperColumn("Project", 1),)
        rows = [
            ("\n".join(filter(None, (line.title, line.day, _spell(values.columns, line.cells)))),)
            for line in values.projects
        ]
    else:
        numbers = tuple(PaperColumn(words, 0, right=True) for words in values.columns)
        columns = (PaperColumn("Day", 0), PaperColumn("Project", 1, strong=True), *numbers)
        rows = [(line.day, line.title, *line.cells) for line in values.projects]
    yield make_section("Every project", (make_table(columns, rows, styles, width),), styles, marked=True)
    yield VerticalSpace(styles.body.size)


def _spell(columns: Sequence[str], cells: Sequence[str]) -> str:
    return ", ".join(f"{words} {cell}" for words, cell in zip(columns, cells, strict=True) if cell)


def _figures(figures: Sequence[FigureLine], styles: Styles, width: float) -> Block:
    """A row for each: the number, what it counts, and how it is counted."""
    number = PaperColumn("", 0, right=True, strong=True)
    if width < styles.body.size * _ROOMY:
        columns = (number, PaperColumn("What, and how it is counted"))
        return make_table(columns, [(f.number, f"{f.what}\n{f.how}") for f in figures], styles, width)
    wide = (number, PaperColumn("What", 1, strong=True), PaperColumn("How it is counted", 2))
    return make_table(wide, [(f.number, f.what, f.how) for f in figures], styles, width)


def _chart(chart: Chart, styles: Styles, width: float, *, explained: bool) -> Block:
    """A chart; the first with frames explains what they mean."""
    small = replace(styles.body, leading=styles.body.size * 1.2)
    shown = chart.bars[:_MOST_BARS] if chart.tabled and len(chart.bars) > _MOST_BARS + 1 else chart.bars
    most = max(max(bar.value + bar.other, bar.aim) for bar in shown)
    label = min(widest_text((bar.label for bar in shown), styles.body) + 2, width * 0.4)
    slim = _is_slim(chart, styles, width)
    said = min(widest_text((bar.said for bar in shown), styles.body) + 2, width * (0.5 if slim else 0.3))
    lines: tuple[Block, ...]
    if width < styles.body.size * _ROOMY and not slim:
        bare = [_BarLine(replace(bar, label=""), most, 0, said, small) for bar in shown]
        lines = tuple(
            Stack((Text(bar.label, small), line), together=True)
            for bar, line in zip(shown, bare, strict=True)
        )
    else:
        lines = tuple(_BarLine(bar, most, label, said, small) for bar in shown)
    left = len(chart.bars) - len(shown)
    notes = (
        "The frame shows what was hoped for." if explained else chart.hatched,
        f"And {left} more, each in the table of projects." if left else "",
    )
    note = " ".join(filter(None, notes))
    rows = (*lines[:-1], Stack((lines[-1], Text(note, styles.muted)), together=True)) if note else lines
    return make_section(chart.title, rows, styles, marked=True)


def _told(title: str, lines: Sequence[tuple[str, str]], styles: Styles) -> Iterator[Block]:
    if not lines:
        return
    rows: list[Block] = []
    for first, second in lines:
        parts = [Text(first, replace(styles.strong, align="start"))]
        if second.strip():
            parts.append(Text(second, replace(styles.body, align="start")))
        rows.append(Stack((*parts, VerticalSpace(styles.body.size * 0.5)), together=True))
    yield make_section(title, rows, styles, marked=True)
    yield VerticalSpace(styles.body.size * 0.5)
