"""The day's rota on the wall: one axis of hours, a band for each project, under each bar who serves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.hour_bands import (
    BandNote,
    BarLane,
    DayShift,
    HourAxis,
    HourBand,
    HourScale,
    find_scale,
    share_lanes,
)
from mitzvah_desk.documents.layout.flow import Block, Row, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, Sheets, Styles
from mitzvah_desk.documents.layout.text import Style, isolate_text
from mitzvah_desk.rules.privacy.disclosure import Audience

__all__ = ["DayProject", "DayShift", "DayValues", "render_day_rota"]

_TYPE = 12.0
"""The least that may stand on paper; a wall has room for many words, not for large ones."""
_ROOMY = 15.0
"""In points: from here on it is large print."""
_BESIDE = 0.19
"""How much of the width the projects' names have."""


@dataclass(frozen=True, slots=True)
class DayProject:
    """One project of the day.

    Attributes:
        title: its title.
        place: where; empty where it is not told.
        ask: whom to ask there; empty where that is not told.
        shifts: with a time, in order of time.
        any_time: shifts without one, in words.
        reasons: why a shift or somebody on it stands in spite of a clash, a sentence each.
    """

    title: str
    place: str
    shifts: tuple[DayShift, ...]
    any_time: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    ask: str = ""


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


def render_day_rota(values: DayValues, paper: Paper) -> bytes:
    """The day's rota as a PDF; landscape shows it best."""
    sheets = Sheets(
        paper,
        title=f"Rota of the day: {values.date_line}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    styles = sheets.styles
    shifts = [shift for project in values.projects for shift in project.shifts]
    scale = find_scale(shifts)
    left = sheets.width * _BESIDE
    axis = VerticalSpace(0) if sheets.narrow else HourAxis(scale, _small(styles, Weight.MEDIUM), left)
    head = Stack(tuple(_head(values, styles, sheets.width, axis)))
    sheets.flow([head, *_blocks(values, sheets, scale, left)], head)
    return sheets.finish()


def _small(styles: Styles, weight: Weight = Weight.REGULAR) -> Style:
    """What a wall is written in: the least size, or large print."""
    size = styles.body.size if styles.body.size > _ROOMY else _TYPE
    return replace(styles.body, size=size, leading=size * 1.2, weight=weight)


def _head(values: DayValues, styles: Styles, width: float, axis: Block) -> Iterator[Block]:
    """The day and whose it is; with the hours where there are any."""
    day, _, hebrew = values.date_line.partition(" · ")
    parts = (values.letterhead.name, values.campaign, hebrew)
    about = " · ".join(isolate_text(part) for part in parts if part)
    title = Text(day, replace(styles.title, align="start"))
    told = Text(about, replace(styles.muted, align="right"))
    if width > styles.body.size * 60:
        drop = VerticalSpace(max(styles.title.leading - styles.muted.leading, 0.0) * 0.7)
        yield Row((title, Stack((drop, told))), (width * 0.45, width * 0.55 - 10))
    else:
        yield title
        yield Text(about, styles.muted)
    if any(project.shifts for project in values.projects):
        yield VerticalSpace(4)
        yield axis


def _blocks(values: DayValues, sheets: Sheets, scale: HourScale, left: float) -> Iterator[Block]:
    styles = sheets.styles
    for line in filter(None, (values.replaces, *values.dropped)):
        yield Text(line, replace(styles.strong, colour=ACCENT, align="start"))
    if not any(project.shifts or project.any_time for project in values.projects):
        yield VerticalSpace(styles.body.size)
        yield Text("Nothing is planned for this day yet.", styles.body)
        return
    small, strong = _small(styles), _small(styles, Weight.BOLD)
    muted = replace(small, colour=GREY)
    for project in values.projects:
        if not project.shifts and not project.any_time:
            continue
        title = isolate_text(project.title)
        about = [Text(project.place, muted)] if project.place else []
        about += [Text(f"Ask: {isolate_text(project.ask)}", muted)] if project.ask else []
        beside = Stack((Text(project.title, strong), *about))
        again = Stack((Text(f"{title} (continued)", strong), *about))
        wide = sheets.width - left
        lanes: list[BarLane | BandNote] = list(share_lanes(project.shifts, scale, wide, (strong, small)))
        if project.any_time:
            lanes.append(BandNote(Text("At any time: " + "; ".join(project.any_time), small)))
        if project.reasons:
            lanes.append(BandNote(Text("; ".join(project.reasons), muted)))
        band = HourBand(beside, again, tuple(lanes), scale, left)
        yield band.list_words() if sheets.narrow else band
        if sheets.narrow:
            yield VerticalSpace(styles.body.size)
