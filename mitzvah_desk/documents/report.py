"""The report of a campaign: its figures, charts that need no colour, and what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, FlowSection, Row, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import Style, isolate_text, layout_lines, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

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
    """Bars under a title; ``hatched`` says what the hatched parts mean."""

    title: str
    bars: tuple[ReportBar, ...]
    hatched: str = ""


@dataclass(frozen=True, slots=True)
class ReportValues:
    """Everything in a report.

    Attributes:
        campaign: its name.
        about: day and theme, in a line.
        figures: a number and what it counts.
        charts: in their order.
        outcomes: a project and what came of it.
        quotations: the words, and who said them as they may be named.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    campaign: str
    about: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]
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
        return (
            max(len(layout_lines(self.bar.label, self.style, self.label_width)), 1) * self.style.leading + 4
        )

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


def render_campaign_report(values: ReportValues, paper: Paper) -> bytes:
    """The report as a PDF."""
    sheets = Sheets(
        paper,
        title=f"Report: {values.campaign}",
        author=values.letterhead.name,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(
        list(_blocks(values, sheets.styles, sheets.width)), f"{isolate_text(values.campaign)} · Report"
    )
    return sheets.finish()


def _blocks(values: ReportValues, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text(values.campaign, replace(styles.title, align="start"))
    yield Text(values.about, styles.muted)
    yield VerticalSpace(gap)
    yield from _figures(values.figures, styles, width)
    for chart in values.charts:
        if chart.bars:
            yield _chart(chart, styles, width)
            yield VerticalSpace(gap)
    yield from _told("What came of it", values.outcomes, styles)
    yield from _told("What was said", [(f"“{words}”", who) for words, who in values.quotations], styles)


def _figures(figures: Sequence[tuple[str, str]], styles: Styles, width: float) -> Iterator[Block]:
    across = 3 if width > 380 else 2
    wide = (width - 14 * (across - 1)) / across
    for first in range(0, len(figures), across):
        cells: list[Block] = [
            Stack((Text(number, replace(styles.heading, colour=ACCENT)), Text(words, styles.muted)))
            for number, words in figures[first : first + across]
        ]
        cells += [VerticalSpace(0)] * (across - len(cells))
        yield Stack((Row(tuple(cells), (wide,) * across, 14), VerticalSpace(styles.body.size)), together=True)


def _chart(chart: Chart, styles: Styles, width: float) -> FlowSection:
    most = max(max(bar.value + bar.other, bar.aim) for bar in chart.bars)
    label = min(widest_text((bar.label for bar in chart.bars), styles.body) + 2, width * 0.4)
    said = min(widest_text((bar.said for bar in chart.bars), styles.body) + 2, width * 0.25)
    lines: tuple[Block, ...]
    if width < styles.body.size * _ROOMY:
        bare = [_BarLine(replace(bar, label=""), most, 0, said, styles.body) for bar in chart.bars]
        lines = tuple(
            Stack((Text(bar.label, styles.body), line)) for bar, line in zip(chart.bars, bare, strict=True)
        )
    else:
        lines = tuple(_BarLine(bar, most, label, said, styles.body) for bar in chart.bars)
    hoped = any(bar.aim for bar in chart.bars)
    note = "The frame shows what was hoped for." if hoped else chart.hatched
    heading = Stack((Text(chart.title, styles.heading), VerticalSpace(4)))
    again = Stack((Text(f"{isolate_text(chart.title)} (continued)", styles.strong), VerticalSpace(4)))
    return FlowSection(heading, again, Stack((*lines, *((Text(note, styles.muted),) if note else ()))))


def _told(title: str, lines: Sequence[tuple[str, str]], styles: Styles) -> Iterator[Block]:
    if not lines:
        return
    yield Text(title, styles.heading)
    yield VerticalSpace(4)
    for first, second in lines:
        parts = [Text(first, replace(styles.strong, align="start"))]
        if second.strip():
            parts.append(Text(second, replace(styles.body, align="start")))
        yield Stack((*parts, VerticalSpace(styles.body.size * 0.5)))
    yield VerticalSpace(styles.body.size * 0.5)
