"""The ring list of a recall: whom to ring, what must be found on the shelves, what is set aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Blank, Cell, PaperColumn, ToTick, make_table
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted


@dataclass(frozen=True, slots=True)
class RingLine:
    """Somebody to ring.

    Attributes:
        name: who.
        phone: their number, or how they are reached.
        what: what they got.
        when: when the last of it was handed over.
        rung: when they were rung, and what they said; empty where they are still to be rung.
        granted: they may be called by their code name.
    """

    name: str
    phone: str
    what: str
    when: str
    rung: str
    granted: Granted = field(default_factory=Granted)


@dataclass(frozen=True, slots=True)
class RecallLine:
    """Goods that are still here.

    Attributes:
        what: the item, with its size.
        about: which of it: its lot and date; for whom, where it is set aside.
        count: how many.
        state: whether it is stopped; when it goes, where it is set aside.
        granted: whom it is for may be called by the code name.
    """

    what: str
    about: str
    count: str
    state: str
    granted: Granted = field(default_factory=Granted)


@dataclass(frozen=True, slots=True)
class RecallValues:
    """A recall.

    Attributes:
        things: what is recalled.
        why: the reason.
        rings: whom to ring.
        here: what is still here.
        held: what of it is set aside.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    things: str
    why: str
    rings: tuple[RingLine, ...]
    here: tuple[RecallLine, ...]
    held: tuple[RecallLine, ...]
    printed_at: datetime
    letterhead: Letterhead


def render_recall_list(values: RecallValues, paper: Paper, *, audience: Audience) -> bytes:
    """The ring list as a PDF."""
    sheets = Sheets(
        paper,
        title=f"Recall: {values.things}",
        letterhead=values.letterhead,
        audience=audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets)), "Recall")
    return sheets.finish()


def _blocks(values: RecallValues, sheets: Sheets) -> Iterator[Block]:
    styles, gap = sheets.styles, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, sheets.width)
    yield VerticalSpace(gap)
    yield Text(f"Recall: {values.things or 'nothing'}", replace(styles.title, align="start"))
    yield Text(values.why or "Nothing of it is stopped yet.", styles.muted)
    yield from _heading("Whom to ring", sheets)
    if values.rings:
        yield _ring_table(values, sheets)
    else:
        yield Text("None of it went out.", styles.body)
    yield from _heading("Still here", sheets)
    if values.here:
        shelves = (
            PaperColumn("Found", 0),
            PaperColumn("What", 1.4, strong=True),
            PaperColumn("Which", 1.4),
            PaperColumn("How many", 0, right=True, strong=True),
            PaperColumn("State", 1.4),
        )
        found = [(ToTick(), line.what, line.about, line.count, line.state) for line in values.here]
        yield make_table(shelves, found, styles, sheets.width)
    else:
        yield Text("None of it is here any more.", styles.body)
    if values.held:
        yield from _heading("Set aside: release it", sheets)
        columns = (
            PaperColumn("What", 1.4, strong=True),
            PaperColumn("For", 1.4),
            PaperColumn("How many", 0, right=True, strong=True),
            PaperColumn("Delivery", 1.4),
        )
        rows = [(line.what, line.about, line.count, line.state) for line in values.held]
        yield make_table(columns, rows, styles, sheets.width)


def _ring_table(values: RecallValues, sheets: Sheets) -> Block:
    if sheets.narrow:
        columns: tuple[PaperColumn, ...] = (PaperColumn("Who and what", 1.6), PaperColumn("Rung", 1))
        rows: list[tuple[Cell, ...]] = [
            (
                "\n".join(part for part in (line.name, line.phone, line.what, line.when) if part),
                line.rung or Blank(),
            )
            for line in values.rings
        ]
    else:
        columns = (
            PaperColumn("Who", 1.3, strong=True),
            PaperColumn("Telephone", 1.2, strong=True),
            PaperColumn("What they got", 1.4),
            PaperColumn("On", 0),
            PaperColumn("Rung, and what they said", 1.5),
        )
        rows = [(line.name, line.phone, line.what, line.when, line.rung or Blank()) for line in values.rings]
    return make_table(columns, rows, sheets.styles, sheets.width)


def _heading(words: str, sheets: Sheets) -> Iterator[Block]:
    yield VerticalSpace(sheets.styles.body.size)
    yield Text(words, replace(sheets.styles.heading, align="start"))
    yield VerticalSpace(sheets.styles.body.size * 0.4)
