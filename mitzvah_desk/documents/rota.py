"""The rota of one project: when, what, who, and where there is still room to write a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import (
    Block,
    Pill,
    Row,
    Stack,
    Text,
    VerticalSpace,
)
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import make_section, make_ticks
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.documents.rota_shifts import RotaShift, list_shift_blocks
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One act: when, what, by whom."""

    time: str
    title: str
    performer: str = ""


@dataclass(frozen=True, slots=True)
class RotaValues:
    """Everything on a project's rota, as its audience may see it.

    Attributes:
        project: its title.
        kind: of project.
        status: idea, planned, confirmed, done or cancelled.
        date_line: its day in full.
        hebrew_date: the same day in the Jewish calendar.
        place: where; empty where it is not told.
        coordinator: who runs it.
        coordinator_phone: their number.
        partners: with their part in brackets.
        summary: a paragraph or more.
        shifts: in order of time.
        programme: in order of time.
        materials: what to bring.
        findings: sentences on what is still to be settled.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
        replaces: which earlier print it replaces, in a sentence; empty where none.
        dropped: shifts of that one that are gone, a line each.
    """

    project: str
    kind: str
    status: str
    date_line: str
    hebrew_date: str | None
    place: Annotated[str, Needed("the place")]
    coordinator: Annotated[str, Needed("whom to ask")]
    coordinator_phone: str | None
    partners: tuple[str, ...]
    summary: str
    shifts: tuple[RotaShift, ...]
    programme: tuple[ProgrammeLine, ...]
    materials: tuple[str, ...]
    findings: tuple[str, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead
    replaces: str = ""
    dropped: tuple[str, ...] = ()


def render_project_rota(values: RotaValues, paper: Paper) -> bytes:
    """The rota as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"Rota: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    styles, width = sheets.styles, sheets.width
    blocks = [
        *_head(values, title, styles, width),
        *list_shift_blocks(values.shifts, styles, width),
        *_list("No longer planned", values.dropped, styles, width, ticks=False),
        *_programme(values.programme, styles, width),
        *_list("To bring", values.materials, styles, width, ticks=True),
        *_list("Still to settle", values.findings, styles, width, ticks=False),
    ]
    running = " · ".join(part for part in (title, values.date_line) if part)
    sheets.flow(blocks, running)
    return sheets.finish()


def _head(values: RotaValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    if values.status == "cancelled":
        yield Pill("Cancelled", styles.heading, filled=True)
        yield VerticalSpace(gap * 0.5)
    status = "" if values.status == "cancelled" else values.status
    about = " · ".join(part for part in ("Rota", isolate_text(values.kind), status) if part)
    yield Text(title, replace(styles.title, align="start"))
    yield Text(about, styles.muted)
    if values.replaces:
        yield Text(values.replaces, replace(styles.strong, colour=ACCENT, align="start"))
    yield VerticalSpace(gap * 0.8)
    when = values.date_line
    if values.hebrew_date:
        when = f"{when}  ·  {isolate_text(values.hebrew_date)}" if when else values.hebrew_date
    runs_it = "  ·  ".join(
        isolate_text(part) for part in (values.coordinator, values.coordinator_phone) if part
    )
    facts = (
        ("When", (when,), styles.strong),
        ("Where", (values.place,), styles.body),
        ("Coordinator", (runs_it,), styles.body),
        ("Partners", values.partners, styles.body),
    )
    label = widest_text((fact[0] for fact in facts), styles.muted) + 4
    for name, lines, style in facts:
        stack = Stack(tuple(Text(line, style) for line in lines if line))
        if stack.blocks:
            yield Row((Text(name, styles.muted), stack), (label, width - label - 12), 12)
            yield VerticalSpace(gap * 0.2)
    if values.summary.strip():
        yield VerticalSpace(gap * 0.5)
        yield Text(values.summary, replace(styles.body, align="start"))
    yield VerticalSpace(gap * 1.2)


def _programme(programme: Sequence[ProgrammeLine], styles: Styles, width: float) -> Iterator[Block]:
    if not programme:
        return
    times = widest_text((line.time for line in programme), styles.strong) + 4
    rows = []
    for line in programme:
        what = [Text(line.title, styles.body)]
        what += [Text(line.performer, styles.muted)] if line.performer else []
        cells = (Text(line.time, replace(styles.strong, colour=ACCENT)), Stack((*what, VerticalSpace(4))))
        rows.append(Row(cells, (times, width - times - 14), 14) if times > 4 else cells[1])
    yield from _titled("Programme", rows, styles)


def _list(title: str, items: Sequence[str], styles: Styles, width: float, *, ticks: bool) -> Iterator[Block]:
    if not items:
        return
    beside = styles.body.size
    rows = make_ticks(items, styles, width)
    if not ticks:
        sign = Text("•", styles.strong)
        rows = [Row((sign, Text(item, styles.body)), (beside, width - beside - 8), 8) for item in items]
    yield from _titled(title, rows, styles)


def _titled(title: str, rows: Sequence[Block], styles: Styles) -> Iterator[Block]:
    yield make_section(title, rows, styles, ruled=True)
    yield VerticalSpace(styles.body.size)
