"""Who is still here: the list that is read out when the alarm goes, place by place, children first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, ToTick, make_table
from mitzvah_desk.documents.layout.text import isolate_text
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class PresentChild:
    """A child who is here.

    Attributes:
        name: in words.
        since: when it came.
        duty: the job and the project.
        guardians: who answers for it, each with the number to ring.
    """

    name: str
    since: str
    duty: str
    guardians: str


@dataclass(frozen=True, slots=True)
class PresentAdult:
    """An adult, or a group, who is here.

    Attributes:
        name: in words.
        heads: of a group, how many.
        since: when they came.
        duty: the job and the project.
        phone: the number to ring.
    """

    name: str
    heads: str
    since: str
    duty: str
    phone: str


@dataclass(frozen=True, slots=True)
class PlacePresence:
    """Who is here at one place.

    Attributes:
        name: the place, as the audience may see it.
        counted: how many, in words.
        children: by name.
        adults: by name, groups last.
    """

    name: str
    counted: str
    children: tuple[PresentChild, ...]
    adults: tuple[PresentAdult, ...]


@dataclass(frozen=True, slots=True)
class StillHereValues:
    """Everything on the list.

    Attributes:
        date_line: the day in full, with the time of counting.
        counted: how many at all places together, in words.
        places: one after the other.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    date_line: str
    counted: str
    places: tuple[PlacePresence, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_still_here(values: StillHereValues, paper: Paper) -> bytes:
    """The list as a PDF."""
    sheets = Sheets(
        paper,
        title="Who is still here",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets)), "Who is still here")
    return sheets.finish()


def _blocks(values: StillHereValues, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text("Who is still here", styles.title)
    yield Text(values.date_line, styles.muted)
    yield Text(values.counted, styles.heading)
    for place in values.places:
        yield VerticalSpace(gap)
        yield Text(f"{isolate_text(place.name)}: {place.counted}", styles.heading)
        yield VerticalSpace(gap * 0.4)
        if place.children:
            columns = (
                PaperColumn("", 0.3),
                PaperColumn("Child", 1.6, strong=True),
                PaperColumn("Since", 0.6),
                PaperColumn("What", 2.1),
                PaperColumn("Guardian, telephone", 2),
            )
            rows = [(ToTick(), c.name, c.since, c.duty, c.guardians) for c in place.children]
            yield make_table(columns, rows, styles, width)
            yield VerticalSpace(gap * 0.6)
        if place.adults:
            grown = (
                PaperColumn("", 0.3),
                PaperColumn("Adult or group", 1.6, strong=True),
                PaperColumn("Since", 0.6),
                PaperColumn("What", 2.1),
                PaperColumn("Heads, telephone", 2),
            )
            lines = [
                (ToTick(), a.name, a.since, a.duty, "\n".join(part for part in (a.heads, a.phone) if part))
                for a in place.adults
            ]
            yield make_table(grown, lines, styles, width)
