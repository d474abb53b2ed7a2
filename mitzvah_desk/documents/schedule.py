"""A volunteer's own schedule: where to be, when, and whom to ask; several share a sheet where one wants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.pieces import PiecePaper, draw_pieces
from mitzvah_desk.documents.layout.qr import QrCode
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_CODE = 84.0
"""The side of a code in points: 3 cm, which a telephone reads from a hand's breadth."""
_BETWEEN = 14.0
_ROOMY = 26
"""In sizes of the text: from here on a name stands as large as on a sheet of its own."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """One shift of the person.

    Attributes:
        day_line: its day in full, with the Hebrew date; empty for any time.
        times: ``10:00–12:00``, or ``Any time``.
        role: the job.
        project: whose.
        place: where, with its address; empty where it is not told.
        note: for those on it.
        ask: whom to ask, with a number where it may be told.
        status: a word where something is not settled: ``please say yes or no``.
        event: what a calendar takes in when it is scanned; empty where no code is wished.
    """

    day_line: str
    times: str
    role: str
    project: str
    place: Annotated[str, Needed("a place")] = ""
    note: str = ""
    ask: Annotated[str, Needed("whom to ask")] = ""
    status: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleValues:
    """One person's schedule.

    Attributes:
        name: whose it is.
        campaign: its name.
        engagements: in order of time.
        noted: what is known of their diet and needs, to be put right by them.
        thanks: a closing line.
    """

    name: str
    campaign: str
    engagements: tuple[Engagement, ...]
    noted: str = ""
    thanks: str = "Thank you for giving your time."


def render_schedules(
    people: Sequence[ScheduleValues],
    letterhead: Letterhead,
    paper: Paper,
    *,
    audience: Audience,
    printed_at: datetime,
    per_page: int = 1,
) -> bytes:
    """Schedules as one PDF.

    Args:
        people: whose, from first to last.
        letterhead: whose paper it is.
        paper: what it is printed on.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        per_page: how many at most share a sheet that is cut; a schedule that is too long takes more room.
    """
    title = f"Schedule: {people[0].name}" if len(people) == 1 else "Schedules"
    sheets = Sheets(paper, title=title, letterhead=letterhead, audience=audience, printed_at=printed_at)
    papers = [
        PiecePaper(
            f"For {isolate_text(person.name)}",
            partial(_make_blocks, person, letterhead, sheets),
            isolate_text(person.name),
        )
        for person in people
    ]
    draw_pieces(sheets, papers, per_page)
    if not people:
        sheets.flow([Text("Nobody is on a shift yet.", sheets.styles.body)], "")
    return sheets.finish()


def _make_blocks(person: ScheduleValues, letterhead: Letterhead, sheets: Sheets, width: float) -> list[Block]:
    piece = width < sheets.width
    return list(_blocks(person, letterhead, sheets.styles, width, piece=piece))


def _blocks(
    person: ScheduleValues, letterhead: Letterhead, styles: Styles, width: float, *, piece: bool
) -> Iterator[Block]:
    gap = styles.body.size * (0.5 if piece else 1)
    yield make_small_letterhead(letterhead, styles, width)
    yield VerticalSpace(gap)
    roomy = width > styles.body.size * _ROOMY
    name = styles.title if roomy else replace(styles.heading, colour=ACCENT)
    yield Text(person.name, replace(name, align="start"))
    yield Text(
        f"Your shifts on {isolate_text(person.campaign)}" if person.campaign else "Your shifts", styles.muted
    )
    if any(engagement.event for engagement in person.engagements):
        yield Text("Scan a code to put its shift into your calendar.", styles.muted)
    yield VerticalSpace(gap)
    if not person.engagements:
        yield Text("You are on no shift.", styles.body)
        return
    times = widest_text((e.times for e in person.engagements), styles.strong) + 6
    times = 0.0 if piece else min(times, width * 0.35)
    day = None
    for engagement in person.engagements:
        head: list[Block] = []
        if engagement.day_line != day:
            day = engagement.day_line
            style = styles.strong if piece else styles.heading
            head = [Text(day or "At any time", replace(style, colour=ACCENT)), VerticalSpace(gap * 0.4)]
        body = _engagement(engagement, styles, width, times)
        yield Stack((*head, Rule(1, LINE), VerticalSpace(gap * 0.4), body, VerticalSpace(gap * 0.8)), True)
    yield VerticalSpace(gap * 0.5)
    if person.noted:
        noted = f"We have noted of you: {isolate_text(person.noted)}. Please tell us if that is not so."
        yield Text(noted, styles.body)
        yield VerticalSpace(gap * 0.5)
    yield Text(person.thanks, styles.body)


def _engagement(engagement: Engagement, styles: Styles, width: float, times: float) -> Block:
    """A shift, with its time at the left where there is room for that, and its code at the right."""
    role = engagement.role if times else f"{engagement.times}  {isolate_text(engagement.role)}"
    lines = [Text(role, styles.heading), Text(engagement.project, styles.strong)]
    more = (engagement.place, engagement.note, f"Ask: {engagement.ask}" if engagement.ask else "")
    lines += [Text(line, styles.body) for line in more if line.strip()]
    if engagement.status:
        lines.append(Text(engagement.status, styles.muted))
    cells: list[Block] = [Stack(tuple(lines))]
    widths = [width]
    if times:
        when = Text(engagement.times, replace(styles.strong, colour=ACCENT))
        cells.insert(0, Stack((VerticalSpace(styles.heading.leading * 0.12), when)))
        widths = [times, width - times - _BETWEEN]
    if engagement.event:
        cells.append(QrCode(engagement.event, _CODE))
        widths = [*widths[:-1], widths[-1] - _CODE - _BETWEEN, _CODE]
    return Row(tuple(cells), tuple(widths), _BETWEEN)
