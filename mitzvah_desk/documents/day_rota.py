"""The day's rota on the wall: projects and their shifts down the side, the hours across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mitzvah_desk.documents.flow import Block, Gap, Section, Stack, Text
from mitzvah_desk.documents.fonts import Weight
from mitzvah_desk.documents.pen import Pen
from mitzvah_desk.documents.skeleton import (
    ACCENT,
    GREY,
    LINE,
    Letterhead,
    Paper,
    Sheets,
    Styles,
    small_letterhead,
)
from mitzvah_desk.documents.text import Style, isolated, laid
from mitzvah_desk.rules.disclosure import Audience

_HOUR = timedelta(hours=1)
_PALE = (0.84, 0.91, 0.895)
_WANTING = (1.0, 0.95, 0.87)
_INSET = 4.0
_LEAST_WIDE = 6.0
"""How wide the shortest bar is, in type sizes: wide enough for its times."""


@dataclass(frozen=True, slots=True)
class DayShift:
    """One bar.

    Attributes:
        role: the job.
        starts_at: its start.
        ends_at: its end.
        people: who is on it, as the audience may see them.
        tally: ``3 of 5``.
        missing: how many are still needed.
    """

    role: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]
    tally: str
    missing: int = 0


@dataclass(frozen=True, slots=True)
class DayProject:
    """One project of the day.

    Attributes:
        title: its title.
        place: where; empty where it is not told.
        shifts: with a time, in order of time.
        any_time: shifts without one, in words.
    """

    title: str
    place: str
    shifts: tuple[DayShift, ...]
    any_time: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayValues:
    """Everything on a day's rota.

    Attributes:
        campaign: its name.
        date_line: the day in full, with the Hebrew date.
        projects: in order of time.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    campaign: str
    date_line: str
    projects: tuple[DayProject, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a moment lies across the sheet."""

    first: datetime
    hours: int

    def x(self, moment: datetime, width: float) -> float:
        return width * ((moment - self.first) / (self.hours * _HOUR))


@dataclass(frozen=True, slots=True)
class _Hours(Block):
    """The hours across."""

    scale: _Scale
    style: Style

    def height(self, width: float) -> float:  # noqa: ARG002
        return self.style.leading + 4

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for number in range(self.scale.hours):
            moment = self.scale.first + number * _HOUR
            pen.text(f"{moment:%H:%M}", self.style, 100, x=x + self.scale.x(moment, width) + 2, top=top)
        pen.rule(x, top - self.height(width) + 1, width, GREY, 1.0)


@dataclass(frozen=True, slots=True)
class _Lane(Block):
    """Bars that do not overlap, side by side in time; each as tall as the tallest needs."""

    shifts: tuple[DayShift, ...]
    scale: _Scale
    strong: Style
    body: Style

    def _lines(self, shift: DayShift) -> tuple[tuple[str, Style], ...]:
        times = f"{shift.starts_at:%H:%M}–{shift.ends_at:%H:%M}"
        tally = f"{shift.tally}, needs {shift.missing} more" if shift.missing else shift.tally
        people = ", ".join(isolated(name) for name in shift.people)
        return ((isolated(shift.role), self.strong), (f"{times}  {tally}", self.body), (people, self.body))

    def _box(self, shift: DayShift, width: float) -> tuple[float, float]:
        left = max(self.scale.x(shift.starts_at, width), 0.0)
        right = min(self.scale.x(shift.ends_at, width), width)
        return left, max(right - left, self.body.size * _LEAST_WIDE)

    def height(self, width: float) -> float:
        tall = 0.0
        for shift in self.shifts:
            wide = self._box(shift, width)[1] - 2 * _INSET - 2
            lines = sum(
                len(laid(text, style, wide)) * style.leading for text, style in self._lines(shift) if text
            )
            tall = max(tall, lines)
        return tall + 2 * _INSET + 3

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width) - 3
        for number in range(self.scale.hours + 1):
            at = x + self.scale.x(self.scale.first + number * _HOUR, width)
            pen.box(at, top - tall - 3, 0.4, tall + 3, fill=LINE)
        for shift in self.shifts:
            left, wide = self._box(shift, width)
            fill = _WANTING if shift.missing else _PALE
            pen.box(
                x + left + 1, top - tall, wide - 2, tall, fill=fill, edge=GREY if shift.missing else ACCENT
            )
            down = top - _INSET
            for text, style in self._lines(shift):
                if text:
                    inner = wide - 2 * _INSET - 2
                    pen.text(text, style, inner, x=x + left + 1 + _INSET, top=down)
                    down -= len(laid(text, style, inner)) * style.leading


def day_rota(values: DayValues, paper: Paper) -> bytes:
    """The day's rota as a PDF; landscape shows it best."""
    sheets = Sheets(
        paper,
        title=f"Rota of the day: {values.date_line}",
        author=values.letterhead.name,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets.styles, sheets.width)), f"{values.campaign} · {values.date_line}")
    return sheets.finish()


def _blocks(values: DayValues, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield small_letterhead(values.letterhead, styles, width)
    yield Gap(gap * 0.8)
    yield Text(values.campaign, replace(styles.title, align="start"))
    yield Text(f"Rota of the day · {values.date_line}", styles.muted)
    yield Gap(gap)
    shifts = [shift for project in values.projects for shift in project.shifts]
    if not shifts and not any(project.any_time for project in values.projects):
        yield Text("Nothing is planned for this day yet.", styles.body)
        return
    scale = _scale(shifts)
    small = replace(styles.body, leading=styles.body.size * 1.2)
    strong = replace(small, weight=Weight.BOLD)
    for project in values.projects:
        about = Text(
            f"{isolated(project.title)}  ·  {isolated(project.place)}" if project.place else project.title,
            replace(styles.heading, colour=ACCENT),
        )
        again = Text(f"{isolated(project.title)} (continued)", styles.strong)
        hours = _Hours(scale, replace(styles.muted, weight=Weight.MEDIUM))
        lanes: list[Block] = [
            _Lane(lane, scale, strong, small) for lane in _lanes(project.shifts, scale, width, strong)
        ]
        if project.any_time:
            lanes.append(
                Text("At any time: " + "; ".join(isolated(line) for line in project.any_time), styles.body)
            )
        heads = (hours,) if project.shifts else ()
        yield Section(Stack((about, *heads)), Stack((again, *heads)), Stack(tuple(lanes)))
        yield Gap(gap)


def _scale(shifts: Sequence[DayShift]) -> _Scale:
    """Whole hours from the first start to the last end."""
    if not shifts:
        return _Scale(datetime(2000, 1, 1), 1)
    first = min(shift.starts_at for shift in shifts).replace(minute=0, second=0)
    last = max(shift.ends_at for shift in shifts)
    return _Scale(first, max(-((first - last) // _HOUR), 1))


def _lanes(
    shifts: Sequence[DayShift], scale: _Scale, width: float, style: Style
) -> Iterator[tuple[DayShift, ...]]:
    """Shares shifts among lanes so that none covers another, the earliest first."""
    least = style.size * _LEAST_WIDE
    lanes: list[tuple[float, list[DayShift]]] = []
    for shift in sorted(shifts, key=lambda s: (s.starts_at, s.ends_at)):
        left = scale.x(shift.starts_at, width)
        right = max(scale.x(shift.ends_at, width), left + least)
        place = next((number for number, (end, _) in enumerate(lanes) if end <= left + 0.5), None)
        if place is None:
            lanes.append((right, [shift]))
        else:
            lanes[place] = (right, [*lanes[place][1], shift])
    yield from (tuple(lane) for _, lane in lanes)
