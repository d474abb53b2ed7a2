"""A volunteer's own schedule: where to be, when, and whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class Engagement:
    """One shift of the person.

    Attributes:
        day_line: its day in full; empty for any time.
        times: ``10:00 to 12:00``, or ``Any time``.
        role: the job.
        project: whose.
        place: where, with its address; empty where it is not told.
        note: for those on it.
        ask: whom to ask, with a number where it may be told.
        status: a word where something is not settled: ``please say yes or no``.
    """

    day_line: str
    times: str
    role: str
    project: str
    place: Annotated[str, Needed("a place")] = ""
    note: str = ""
    ask: Annotated[str, Needed("whom to ask")] = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleValues:
    """One person's schedule.

    Attributes:
        name: whose it is.
        campaign: its name.
        engagements: in order of time.
        thanks: a closing line.
    """

    name: str
    campaign: str
    engagements: tuple[Engagement, ...]
    thanks: str = "Thank you for giving your time."


def render_schedules(
    people: Sequence[ScheduleValues],
    letterhead: Letterhead,
    paper: Paper,
    *,
    audience: Audience,
    printed_at: datetime,
) -> bytes:
    """Schedules, each beginning on a page of its own, as one PDF."""
    title = f"Schedule: {people[0].name}" if len(people) == 1 else "Schedules"
    sheets = Sheets(paper, title=title, letterhead=letterhead, audience=audience, printed_at=printed_at)
    for person in people:
        sheets.flow(list(_blocks(person, letterhead, sheets.styles, sheets.width)), isolate_text(person.name))
    if not people:
        sheets.flow([Text("Nobody is on a shift yet.", sheets.styles.body)], "")
    return sheets.finish()


def _blocks(person: ScheduleValues, letterhead: Letterhead, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text(person.name, replace(styles.title, align="start"))
    yield Text(
        f"Your shifts on {isolate_text(person.campaign)}" if person.campaign else "Your shifts", styles.muted
    )
    yield VerticalSpace(gap)
    if not person.engagements:
        yield Text("You are on no shift.", styles.body)
        return
    times = widest_text((e.times for e in person.engagements), styles.strong) + 6
    times = min(times, width * 0.35)
    day = ""
    for engagement in person.engagements:
        if engagement.day_line != day:
            day = engagement.day_line
            yield Text(day or "At any time", replace(styles.heading, colour=ACCENT))
            yield VerticalSpace(gap * 0.4)
        lines = [Text(engagement.role, styles.heading), Text(engagement.project, styles.strong)]
        more = (engagement.place, engagement.note, f"Ask: {engagement.ask}" if engagement.ask else "")
        lines += [Text(line, styles.body) for line in more if line.strip()]
        if engagement.status:
            lines.append(Text(engagement.status, styles.muted))
        when = Text(engagement.times, replace(styles.strong, colour=ACCENT))
        body = Row(
            (Stack((VerticalSpace(styles.heading.leading * 0.12), when)), Stack(tuple(lines))),
            (times, width - times - 14),
            14,
        )
        yield Stack((Rule(1, LINE), VerticalSpace(gap * 0.4), body, VerticalSpace(gap * 0.8)), together=True)
    yield VerticalSpace(gap * 0.5)
    yield Text(person.thanks, styles.body)
