"""The brief of a project: all that whoever runs or hosts it must know, on a page or two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import (
    PaperColumn,
    make_points,
    make_section,
    make_table,
    make_ticks,
)
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class BriefValues:
    """Everything on a brief.

    Attributes:
        project: its title.
        about: kind and status, in a line.
        summary: a paragraph or more.
        facts: a label and its lines: when, where, coordinator, partners, guests of honour and others, rules.
        shifts: time, role, how many, in order of time.
        programme: time, what, by whom.
        safety: what keeps everybody safe, point by point.
        materials: what to bring.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    project: str
    about: str
    summary: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    shifts: tuple[tuple[str, str, str], ...]
    programme: tuple[tuple[str, str, str], ...]
    safety: tuple[str, ...]
    materials: tuple[str, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_project_brief(values: BriefValues, paper: Paper) -> bytes:
    """The brief as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"Brief: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, title, sheets.styles, sheets.width)), f"{isolate_text(title)} · Brief")
    return sheets.finish()


def _blocks(values: BriefValues, title: str, styles: Styles, width: float) -> Iterator[Block]:
    gap = styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text(title, replace(styles.title, align="start"))
    yield Text(" · ".join(part for part in ("Brief", values.about) if part), styles.muted)
    yield VerticalSpace(gap)
    if values.summary.strip():
        yield Text(values.summary, replace(styles.body, align="start"))
        yield VerticalSpace(gap)
    told = [(label, [line for line in lines if line.strip()]) for label, lines in values.facts]
    told = [(label, lines) for label, lines in told if lines]
    beside = min(widest_text((label for label, _ in told), styles.muted) + 4, width * 0.35)
    for label, lines in told:
        stack = Stack(tuple(Text(line, styles.body) for line in lines))
        yield Row((Text(label, styles.muted), stack), (beside, width - beside - 12), 12)
        yield VerticalSpace(gap * 0.3)
    yield VerticalSpace(gap * 0.7)
    yield from _listed("Shifts", ("When", "Role", "People"), values.shifts, styles, width)
    yield from _listed("Programme", ("When", "What", "By"), values.programme, styles, width)
    if values.safety:
        yield make_section("Keep everybody safe", make_points(values.safety, styles, width), styles)
        yield VerticalSpace(gap)
    if values.materials:
        yield make_section("To bring", make_ticks(values.materials, styles, width), styles)


def _listed(
    title: str,
    heads: tuple[str, str, str],
    rows: Sequence[tuple[str, str, str]],
    styles: Styles,
    width: float,
) -> Iterator[Block]:
    if not rows:
        return
    columns = (PaperColumn(heads[0], 0, strong=True), PaperColumn(heads[1], 2), PaperColumn(heads[2], 1.2))
    yield make_table(columns, rows, styles, width, title=title)
    yield VerticalSpace(styles.body.size)
