"""Arrivals for those at the gate: by entrance and hour the names that are expected, with a box to tick."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, Tick, VerticalSpace
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import make_section
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_BETWEEN = 18.0
_INSET = 8.0


@dataclass(frozen=True, slots=True)
class ExpectedName:
    """Somebody, or a group, who is expected.

    Attributes:
        name: family name first, as the audience may see it.
        time: when they come; empty where that is not known.
        about: a group's heads, a guest of honour's office; empty where there is no more to tell.
    """

    name: str
    time: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ArrivalHour:
    """Who is expected within an hour.

    Attributes:
        title: ``From 10:00``.
        names: in order.
    """

    title: str
    names: tuple[ExpectedName, ...]


@dataclass(frozen=True, slots=True)
class Entrance:
    """Who is expected at one place.

    Attributes:
        name: the place, as the audience may see it.
        address: in one line; empty where it is not told.
        counted: how many people, in words.
        hours: one after the other.
    """

    name: str
    address: str
    counted: str
    hours: tuple[ArrivalHour, ...]


@dataclass(frozen=True, slots=True)
class ArrivalsValues:
    """Everything on the paper.

    Attributes:
        date_line: the day in full.
        entrances: each with sheets of its own.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    date_line: str
    entrances: tuple[Entrance, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_arrivals(values: ArrivalsValues, paper: Paper) -> bytes:
    """The paper as a PDF; each entrance begins on a sheet of its own, as no gate needs another's names."""
    sheets = Sheets(
        paper,
        title=f"Arrivals: {values.date_line}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    for entrance in values.entrances:
        name = isolate_text(entrance.name)
        running = f"Arrivals · {name} · {values.date_line}"
        sheets.flow(list(_blocks(entrance, values, sheets)), running, bookmark=entrance.name)
    if not values.entrances:
        sheets.flow([Text("Nobody is expected on this day yet.", sheets.styles.body)], "")
    return sheets.finish()


def _blocks(entrance: Entrance, values: ArrivalsValues, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap * 0.7)
    yield Text(f"Arrivals: {isolate_text(entrance.name)}", replace(styles.title, align="start"))
    if entrance.address:
        yield Text(entrance.address, styles.muted)
    yield Text(f"{values.date_line} · {entrance.counted} expected", styles.strong)
    loud = replace(styles, heading=replace(styles.heading, colour=ACCENT))
    across = 1 if sheets.narrow else 2
    for hour in entrance.hours:
        yield VerticalSpace(gap * 0.7)
        yield make_section(hour.title, _make_rows(hour, styles, width, across), loud)


def _make_rows(hour: ArrivalHour, styles: Styles, width: float, across: int) -> list[Block]:
    wide = (width - _BETWEEN * (across - 1)) / across
    times = widest_text((name.time for name in hour.names), styles.body)
    rows: list[Block] = []
    for first in range(0, len(hour.names), across):
        cells = [_make_cell(name, styles, wide, times) for name in hour.names[first : first + across]]
        row = Row(tuple(cells), (wide,) * len(cells), _BETWEEN)
        rows.append(Stack((VerticalSpace(2), row, Rule(3, LINE, 0.5)), together=True))
    return rows


def _make_cell(name: ExpectedName, styles: Styles, width: float, times: float) -> Block:
    tick = styles.body.size * 1.1
    told = [Text(name.name, replace(styles.body, weight=Weight.BOLD, align="start"))]
    told += [Text(name.about, replace(styles.body, colour=GREY))] if name.about else []
    cells: list[Block] = [Tick(styles.body), Text(name.time, styles.body), Stack(tuple(told))]
    widths = [tick, times + 1, width - tick - times - 1 - 2 * _INSET]
    if not times:
        del cells[1], widths[1]
        widths[-1] += _INSET + 1
    return Row(tuple(cells), tuple(widths), _INSET)
