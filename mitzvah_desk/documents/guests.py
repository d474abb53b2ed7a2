"""The guests of honour of a day: who comes when, how to address them, and who looks after them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.text import widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_NO_TIME = "Time not known"


@dataclass(frozen=True, slots=True)
class HonouredGuest:
    """A guest of honour.

    Attributes:
        arrives: when they come; empty where that is not known.
        name: as on an envelope.
        position: their office.
        address: how one speaks to them: ``Mr Mayor``.
        project: what they come to.
        place: where, with its address; empty where it is not told.
        host: who looks after them, with a number where it may be told.
        note: what is expected of them; empty where that is not told.
    """

    arrives: str
    name: str
    position: str
    address: str
    project: str
    place: str
    host: Annotated[str, Needed("who looks after them")] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GuestListValues:
    """Everything on the paper.

    Attributes:
        date_line: the day in full, with the Hebrew date.
        guests: in the order in which they come.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    date_line: str
    guests: tuple[HonouredGuest, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_guest_list(values: GuestListValues, paper: Paper) -> bytes:
    """The paper as a PDF."""
    sheets = Sheets(
        paper,
        title=f"Guests of honour: {values.date_line}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets)), f"Guests of honour · {values.date_line}")
    return sheets.finish()


def _blocks(values: GuestListValues, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text("Guests of honour", styles.title)
    yield Text(values.date_line, styles.muted)
    yield VerticalSpace(gap)
    if not values.guests:
        yield Text("No guest of honour comes on this day.", styles.body)
        return
    times = widest_text((guest.arrives or _NO_TIME for guest in values.guests), styles.heading) + 6
    times = min(times, width * 0.3)
    for guest in values.guests:
        when = Text(guest.arrives or _NO_TIME, replace(styles.heading, colour=ACCENT))
        told = Stack(tuple(_guest(guest, styles, width - times - 14)))
        body = Row((when, told), (times, width - times - 14), 14)
        yield Stack((Rule(1, LINE), VerticalSpace(gap * 0.4), body, VerticalSpace(gap * 0.9)), together=True)


def _guest(guest: HonouredGuest, styles: Styles, width: float) -> Iterator[Block]:
    yield Text(guest.name, replace(styles.heading, align="start"))
    if guest.position:
        yield Text(guest.position, styles.strong)
    yield VerticalSpace(styles.body.size * 0.2)
    facts = (
        ("Say", guest.address, styles.strong),
        ("Comes to", guest.project, styles.body),
        ("Where", guest.place, styles.body),
        ("Host", guest.host or "nobody yet", styles.body),
        ("Expected", guest.note, styles.body),
    )
    label = widest_text((name for name, *_ in facts), styles.muted) + 4
    for name, text, style in facts:
        if text:
            yield Row((Text(name, styles.muted), Text(text, style)), (label, width - label - 12), 12)
