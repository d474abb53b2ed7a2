"""The day's rota on the wall: projects and their shifts down the side, the hours across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mitzvah_desk.documents.layout.flow import Block, FlowSection, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import Style, isolate_text, layout_lines
from mitzvah_desk.rules.privacy.disclosure import Audience

_HOUR = timedelta(hours=1)
_PALE = (0.84, 0.91, 0.895)
_WANTING = (1.0, 0.93, 0.82)
_AMBER = (0.72, 0.42, 0.05)
_WHITE = (1.0, 1.0, 1.0)
_EDGE = 2.0
_INSET = 4.0
_LEAST_WIDE = 15.0
"""How much room the words of a bar have at least, in type sizes: enough for a role, its times and a name."""


@dataclass(frozen=True, slots=True)
class DayShift:
    """One bar.

    Attributes:
        role: the job.
        starts_at: its start.
        ends_at: its end.
        people: who is on it, as the audience may see them.
        tally: how it stands: ``3 of 5, needs 2 more``, or ``2 confirmed, 1 asked, gap 2``.
        missing: how many are still needed.
        changes: what is otherwise than on the rota that this one replaces, a line each.
    """

    role: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]
    tally: str
    missing: int = 0
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayProject:
    """One project of the day.

    Attributes:
        title: its title.
        place: where; empty where it is not told.
        shifts: with a time, in order of time.
        any_time: shifts without one, in words.
        reasons: why a shift or somebody on it stands in spite of a clash, a sentence each.
    """

    title: str
    place: str
    shifts: tuple[DayShift, ...]
    any_time: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


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
        replaces: which earlier print it replaces, in a sentence; empty where none.
        dropped: shifts of that one that are gone, a line each.
    """

    campaign: str
    date_line: str
    projects: tuple[DayProject, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead
    replaces: str = ""
    dropped: tuple[str, ...] = ()


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
class _Bar:
    """A shift in its lane, in points from the left.

    Attributes:
        shift: the shift.
        left: where it starts.
        right: where it ends.
        words: where its words start: with the bar, or sooner at the end of the day.
        until: where they have to end: at the next bar's words.
    """

    shift: DayShift
    left: float
    right: float
    words: float
    until: float


@dataclass(frozen=True, slots=True)
class _Lane(Block):
    """Bars that do not overlap, side by side in time; their words have the room up to the next bar."""

    bars: tuple[_Bar, ...]
    scale: _Scale
    strong: Style
    body: Style

    def _lines(self, bar: _Bar) -> list[tuple[str, Style]]:
        shift = bar.shift
        times = f"{shift.starts_at:%H:%M}–{shift.ends_at:%H:%M}"
        lines = [(f"{isolate_text(shift.role)} · {times} · {shift.tally}", self.strong)]
        lines += [(line, replace(self.strong, colour=ACCENT)) for line in shift.changes]
        return lines + [(", ".join(map(isolate_text, shift.people)), self.body)] * bool(shift.people)

    def _wide(self, bar: _Bar) -> float:
        return bar.until - bar.words - 2 * _INSET - _EDGE

    def height(self, width: float) -> float:  # noqa: ARG002
        def tall(bar: _Bar) -> float:
            lines = self._lines(bar)
            return sum(
                len(layout_lines(text, style, self._wide(bar))) * style.leading for text, style in lines
            )

        return max(map(tall, self.bars)) + 2 * _INSET + 3

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        tall = self.height(width) - 3
        for number in range(self.scale.hours + 1):
            at = x + self.scale.x(self.scale.first + number * _HOUR, width)
            pen.box(at, top - tall - 3, 0.4, tall + 3, fill=LINE)
        for bar in self.bars:
            left, right = x + bar.left + 1, x + bar.right - 1
            fill, edge = (_WANTING, _AMBER) if bar.shift.missing else (_PALE, ACCENT)
            pen.box(left, top - tall, x + bar.until - left, tall, fill=_WHITE)  # no hours behind words
            pen.box(left, top - tall, right - left, tall, fill=fill)
            pen.box(left, top - _EDGE, right - left, _EDGE, fill=edge)
            pen.box(left, top - tall, _EDGE, tall, fill=edge)
        for bar in self.bars:
            down = top - _INSET
            for text, style in self._lines(bar):
                pen.text(text, style, self._wide(bar), x=x + bar.words + _INSET + _EDGE, top=down)
                down -= len(layout_lines(text, style, self._wide(bar))) * style.leading


def render_day_rota(values: DayValues, paper: Paper) -> bytes:
    """The day's rota as a PDF; landscape shows it best."""
    sheets = Sheets(
        paper,
        title=f"Rota of the day: {values.date_line}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(
        list(_blocks(values, sheets.styles, sheets.width)),
        f"{isolate_text(values.campaign)} · {values.date_line}",
    )
    return sheets.finish()


def _blocks(values: DayValues, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap * 0.8)
    yield Text(values.campaign, replace(styles.title, align="start"))
    yield Text(f"Rota of the day · {values.date_line}", styles.muted)
    for line in filter(None, (values.replaces, *values.dropped)):
        yield Text(line, replace(styles.strong, colour=ACCENT, align="start"))
    yield VerticalSpace(gap)
    shifts = [shift for project in values.projects for shift in project.shifts]
    if not shifts and not any(project.any_time for project in values.projects):
        yield Text("Nothing is planned for this day yet.", styles.body)
        return
    scale = _scale(shifts)
    small = replace(styles.body, leading=styles.body.size * 1.2)
    strong = replace(small, weight=Weight.BOLD)
    for project in values.projects:
        about = Text(
            f"{isolate_text(project.title)}  ·  {isolate_text(project.place)}"
            if project.place
            else project.title,
            replace(styles.heading, colour=ACCENT),
        )
        again = Text(f"{isolate_text(project.title)} (continued)", styles.strong)
        hours = _Hours(scale, replace(styles.muted, weight=Weight.MEDIUM))
        lanes: list[Block] = [
            _Lane(lane, scale, strong, small) for lane in _lanes(project.shifts, scale, width, strong)
        ]
        if project.any_time:
            lanes.append(Text("At any time: " + "; ".join(project.any_time), styles.body))
        lanes += [Text(line, styles.muted) for line in project.reasons]
        heads = (hours,) if project.shifts else ()
        yield FlowSection(Stack((about, *heads)), Stack((again, *heads)), Stack(tuple(lanes)))
        yield VerticalSpace(gap)


def _scale(shifts: Sequence[DayShift]) -> _Scale:
    """Whole hours from the first start to the last end."""
    if not shifts:
        return _Scale(datetime(2000, 1, 1), 1)
    first = min(shift.starts_at for shift in shifts).replace(minute=0, second=0)
    last = max(shift.ends_at for shift in shifts)
    return _Scale(first, max(-((first - last) // _HOUR), 1))


def _lanes(
    shifts: Sequence[DayShift], scale: _Scale, width: float, style: Style
) -> Iterator[tuple[_Bar, ...]]:
    """Shares shifts among lanes so that no bar or words cover others, the earliest first."""
    least = min(style.size * _LEAST_WIDE, width)
    lanes: list[list[_Bar]] = []
    for shift in sorted(shifts, key=lambda s: (s.starts_at, s.ends_at)):
        left = max(scale.x(shift.starts_at, width), 0.0)
        right = min(max(scale.x(shift.ends_at, width), left + _INSET), width)
        words = min(left, width - least)
        bar = _Bar(shift, left, right, words, max(right, words + least))
        lane = next((lane for lane in lanes if lane[-1].until <= words + 0.5), None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    for lane in lanes:
        ends = [*(bar.words for bar in lane[1:]), width]
        yield tuple(replace(bar, until=end) for bar, end in zip(lane, ends, strict=True))
