"""The emergency card of a project: where we are, whom to ring, what to do. A page to pin to the wall."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import PaperColumn, make_table
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

STEPS = (
    "Make sure that nobody else is in danger.",
    "Ring 999 and say where we are, as it stands above.",
    "Fetch a first-aider, and stay with whoever is hurt.",
    "Tell the coordinator. Write down what happened, and when.",
    "If a child or an adult at risk may be harmed: tell the safeguarding lead at once, nobody else.",
)
"""After the Health and Safety Executive's "Basic advice on first aid at work" and the NSPCC's advice."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring.

    Attributes:
        what: what they are: ``Coordinator``.
        name: who it is.
        phone: their number, where the audience may see it.
    """

    what: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place at which the project is.

    Attributes:
        lines: its name and address, line by line, with the postcode that 999 asks for.
        access: how an ambulance gets in.
        emergency_department: the nearest one.
        here: who is host at this place, with a number where it may be told.
    """

    lines: tuple[str, ...]
    access: str = ""
    emergency_department: str = ""
    here: str = ""


@dataclass(frozen=True, slots=True)
class NextOfKin:
    """Whom to ring for one of those on shift.

    Attributes:
        name: who is on shift.
        shift: their job and its times.
        contact: whom to ring for them, as they told it, or a child's guardians with their numbers.
    """

    name: str
    shift: str
    contact: str


@dataclass(frozen=True, slots=True)
class EmergencyValues:
    """Everything on an emergency card.

    Attributes:
        project: its title.
        date_line: its day in full.
        sites: where it is, each place once; empty where it is not told.
        contacts: from first to last.
        heads: how many are expected, in words: ``24 adults and 12 children``.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
        next_of_kin: whom to ring for those on shift, on a page apart; for the coordinator alone.
    """

    project: str
    date_line: str
    sites: Annotated[tuple[Site, ...], Needed("the place")]
    contacts: Annotated[tuple[Contact, ...], Needed("whom to ring")]
    heads: str
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead
    next_of_kin: tuple[NextOfKin, ...] = ()


def render_emergency_card(values: EmergencyValues, paper: Paper) -> bytes:
    """The card as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"In an emergency: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
        reader="For the coordinator" if values.audience is Audience.COMMITTEE else "",
    )
    running = f"{isolate_text(title)} · In an emergency"
    sheets.flow(list(_blocks(values, title, sheets.styles, sheets.width)), running)
    if values.next_of_kin:
        sheets.flow(list(_kin_blocks(values, title, sheets.styles, sheets.width)), running)
    return sheets.finish()


def _blocks(values: EmergencyValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text("In an emergency ring 999", replace(styles.title, colour=(0.63, 0.17, 0.14)))
    yield Text(" · ".join(part for part in (title, values.date_line) if part), styles.muted)
    yield VerticalSpace(gap)
    for site in values.sites:
        yield Stack(tuple(_site(site, styles, many=len(values.sites) > 1)), together=True)
        yield VerticalSpace(gap)
    if values.contacts:
        yield Text("Whom to ring", styles.muted)
        label = min(widest_text((c.what for c in values.contacts), styles.body) + 4, width * 0.4)
        for contact in values.contacts:
            said = "  ·  ".join(isolate_text(part) for part in (contact.name, contact.phone) if part)
            row = Row(
                (Text(contact.what, styles.body), Text(said, styles.strong)), (label, width - label - 12), 12
            )
            yield Stack((VerticalSpace(gap * 0.2), row, Rule(4, LINE, 0.5)), together=True)
        yield VerticalSpace(gap)
    if values.heads:
        yield Text(f"Expected: {values.heads}", styles.body)
        yield VerticalSpace(gap)
    yield Text("What to do", styles.heading)
    number = styles.body.size * 1.4
    for count, step in enumerate(STEPS, start=1):
        sign = Text(str(count), replace(styles.strong, colour=ACCENT))
        yield Stack(
            (Row((sign, Text(step, styles.body)), (number, width - number - 8), 8), VerticalSpace(gap * 0.3))
        )


def _site(site: Site, styles: Styles, *, many: bool) -> Iterator[Block]:
    yield Text("One of our places" if many else "We are at", styles.muted)
    for number, line in enumerate(site.lines):
        yield Text(line, styles.strong if many and number else styles.heading)
    for label, said in (
        ("Way in", site.access),
        ("Nearest A&E", site.emergency_department),
        ("Host here", site.here),
    ):
        if said.strip():
            yield Text(f"{label}: {isolate_text(said)}", styles.body)


def _kin_blocks(values: EmergencyValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    """The page apart: it goes back to the coordinator, who destroys it."""
    yield Text("Whom to ring for those on shift", replace(styles.title, colour=ACCENT))
    yield Text(" · ".join(part for part in (title, values.date_line) if part), styles.muted)
    yield VerticalSpace(styles.body.size * 0.6)
    yield Text("For the coordinator alone. Keep it folded, and destroy it after the day.", styles.strong)
    yield VerticalSpace(styles.body.size)
    columns = (
        PaperColumn("Name", 1.3, strong=True),
        PaperColumn("Shift", 1.2),
        PaperColumn("Whom to ring", 2),
    )
    yield make_table(columns, [(k.name, k.shift, k.contact) for k in values.next_of_kin], styles, width)
