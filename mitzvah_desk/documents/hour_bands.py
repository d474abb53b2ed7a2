"""Bars under an axis of hours: lanes, a project's band, and what stands beside it, as blocks of paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mitzvah_desk.documents.layout.flow import NOTHING, Block, FlowSection, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE
from mitzvah_desk.documents.layout.text import Style, isolate_text, layout_lines
from mitzvah_desk.rules.rota.shift_times import format_span

_HOUR = timedelta(hours=1)
_PALE = (0.84, 0.91, 0.895)
_WANTING = (1.0, 0.93, 0.82)
_AMBER = (0.72, 0.42, 0.05)
_WHITE = (1.0, 1.0, 1.0)
_EDGE = 2.0
_INSET = 4.0
_BETWEEN = 4.0
_TRIED = (14.0, 20.0, 28.0, 40.0)
"""How much room the words of a bar have at least, in type sizes: what makes a band lowest is taken."""


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
        notes: what is noted of it, for those on it.
    """

    role: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[str, ...]
    tally: str
    missing: int = 0
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HourScale:
    """Where a moment lies across the sheet."""

    first: datetime
    hours: int

    def x(self, moment: datetime, width: float) -> float:
        """How far across it lies, in points."""
        return width * ((moment - self.first) / (self.hours * _HOUR))


@dataclass(frozen=True, slots=True)
class HourAxis(Block):
    """The hours across, at the head of every page."""

    scale: HourScale
    style: Style
    left: float

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.style.leading + 5

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        for number in range(self.scale.hours):
            moment = self.scale.first + number * _HOUR
            at = self.left + self.scale.x(moment, width - self.left)
            pen.text(f"{moment:%H:%M}", self.style, 100, x=x + at + 2, top=top)
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
class BarLane(Block):
    """Bars that do not overlap, side by side in time; their words have the room up to the next bar."""

    bars: tuple[_Bar, ...]
    strong: Style
    body: Style

    def _head(self, bar: _Bar) -> str:
        shift = bar.shift
        return f"{isolate_text(shift.role)} · {format_span(shift.starts_at, shift.ends_at)} · {shift.tally}"

    def _lines(self, bar: _Bar) -> list[tuple[str, Style]]:
        shift = bar.shift
        lines = [(self._head(bar), self.strong)]
        lines += [(line, replace(self.strong, colour=ACCENT)) for line in shift.changes]
        lines += [(line, replace(self.body, colour=GREY)) for line in shift.notes]
        return lines + [(", ".join(map(isolate_text, shift.people)), self.body)] * bool(shift.people)

    def _wide(self, bar: _Bar) -> float:
        return bar.until - bar.words - 2 * _INSET - _EDGE

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""

        def tall(bar: _Bar) -> float:
            wide = self._wide(bar)
            return sum(len(layout_lines(text, s, wide)) * s.leading for text, s in self._lines(bar))

        return max(map(tall, self.bars)) + _INSET + _BETWEEN

    def list_words(self) -> Block:
        """Its words alone, which go on on the next page; no bar's head without some of what is under it."""
        told: list[Block] = []
        for bar in self.bars:
            head, *others = (Text(text, style) for text, style in self._lines(bar))
            told += [FlowSection(head, NOTHING, Stack(tuple(others))), VerticalSpace(_BETWEEN)]
        return Stack(tuple(told))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        tall = self.height(width) - _BETWEEN
        for bar in self.bars:
            left, right, wide = x + bar.left + 1, x + bar.right - 1, self._wide(bar)
            fill, edge = (_WANTING, _AMBER) if bar.shift.missing else (_PALE, ACCENT)
            high = len(layout_lines(self._head(bar), self.strong, wide)) * self.strong.leading + 2
            words = x + min(bar.words, bar.left)
            clear = tall + _BETWEEN  # no hours behind words, nor bits of them between
            far = max(line.width for text, s in self._lines(bar) for line in layout_lines(text, s, wide))
            end = max(right, x + bar.words + _INSET + _EDGE + far + _INSET)
            pen.box(words, top - clear, end - words, clear, fill=_WHITE)
            pen.box(left, top - high, right - left, high, fill=fill)
            pen.box(left, top - tall, _EDGE, tall, fill=edge)
            down = top - 1
            for text, style in self._lines(bar):
                pen.text(text, style, wide, x=x + bar.words + _INSET + _EDGE, top=down)
                down -= len(layout_lines(text, style, wide)) * style.leading


@dataclass(frozen=True, slots=True)
class HourBand(Block):
    """A project: its name, place and whom to ask at the left, its lanes under the hours.

    Attributes:
        beside: what stands at the left.
        again: the same on a further page.
        lanes: what stands under the hours.
        scale: of the hours.
        left: how much of the width the names have, in points.
    """

    beside: Block
    again: Block
    lanes: "tuple[BarLane | BandNote, ...]"
    scale: HourScale
    left: float

    def _tall(self, width: float) -> float:
        return sum(lane.height(width - self.left) for lane in self.lanes)

    def height(self, width: float) -> float:
        """How much it needs."""
        return max(self.beside.height(self.left - 12), self._tall(width)) + 2 * _INSET

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits, and the rest."""
        if self.beside.height(self.left - 12) + 2 * _INSET > room:
            return None
        used, fitting = 2 * _INSET, 0
        for lane in self.lanes:
            used += lane.height(width - self.left)
            if used > room:
                break
            fitting += 1
        if not 0 < fitting < len(self.lanes):
            return None
        rest = replace(self, beside=self.again, lanes=self.lanes[fitting:])
        return replace(self, lanes=self.lanes[:fitting]), rest

    def loosened(self) -> Block:
        """Its first lane, which no page holds, as words below its name; the hours go on after it."""
        first = replace(self, lanes=self.lanes[:1]).list_words()
        if len(self.lanes) < 2:
            return first
        return Stack((first, replace(self, beside=self.again, lanes=self.lanes[1:])))

    def list_words(self) -> Block:
        """All of it below its name, without the hours."""
        head, again = (Stack((name, VerticalSpace(_INSET))) for name in (self.beside, self.again))
        return FlowSection(head, again, Stack(tuple(lane.list_words() for lane in self.lanes)))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        tall, wide = self.height(width), width - self.left
        for number in range(self.scale.hours + 1):
            at = x + self.left + self.scale.x(self.scale.first + number * _HOUR, wide)
            pen.box(at, top - tall, 0.4, tall, fill=LINE)
        self.beside.draw(pen, x, top - _INSET, self.left - 12)
        down = top - _INSET
        for lane in self.lanes:
            lane.draw(pen, x + self.left, down, wide)
            down -= lane.height(wide)
        pen.rule(x, top - tall, width, LINE, 0.75)


@dataclass(frozen=True, slots=True)
class BandNote(Block):
    """A text under the hours that belongs to no hour; the hours do not run through it."""

    text: Text

    def list_words(self) -> Block:
        """The text alone."""
        return self.text

    def height(self, width: float) -> float:
        """How much it needs."""
        return self.text.height(width - 2 * _INSET) + _BETWEEN

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        tall = self.height(width) - _BETWEEN
        pen.box(x + 1, top - tall, width - 2, tall, fill=_WHITE)
        self.text.draw(pen, x + _INSET, top, width - 2 * _INSET)


def find_scale(shifts: Sequence[DayShift]) -> HourScale:
    """Whole hours from the first start to the last end, at midnight the latest."""
    if not shifts:
        return HourScale(datetime(2000, 1, 1), 1)
    first = min(shift.starts_at for shift in shifts).replace(minute=0, second=0)
    midnight = first.replace(hour=0) + timedelta(days=1)
    last = min(max(shift.ends_at for shift in shifts), midnight)
    return HourScale(first, max(-((first - last) // _HOUR), 1))


def share_lanes(
    shifts: Sequence[DayShift], scale: HourScale, width: float, styles: tuple[Style, Style]
) -> tuple[BarLane, ...]:
    """Shares shifts among lanes in the way that is lowest on paper."""
    strong, body = styles
    tried = (
        tuple(BarLane(bars, strong, body) for bars in _share(shifts, scale, width, body.size * ems))
        for ems in _TRIED
    )
    return min(tried, key=lambda lanes: sum(lane.height(width) for lane in lanes))


def _share(
    shifts: Sequence[DayShift], scale: HourScale, width: float, least: float
) -> Iterator[tuple[_Bar, ...]]:
    """Shares shifts among lanes so that no bar or words cover others, the earliest first."""
    least = min(least, width)
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
