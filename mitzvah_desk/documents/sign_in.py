"""The sign-in sheet of a project: who is expected, who came and went, with lines for walk-ins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from mitzvah_desk.documents.layout.flow import Block, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Blank, Cell, PaperColumn, make_section, make_table
from mitzvah_desk.documents.layout.text import isolate_text
from mitzvah_desk.rules.privacy.disclosure import Audience


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody, or a group, who is expected.

    Attributes:
        number: of the line, by which what was signed is typed in.
        name: as the audience may see it.
        shift: the job and its times.
        child: signed out by an adult.
        group: a group, whose heads are counted when it comes.
        care: what the desk must know: ``nut allergy``; for the committee only.
    """

    number: int
    name: str
    shift: str
    child: bool = False
    group: bool = False
    care: str = ""


@dataclass(frozen=True, slots=True)
class SignInValues:
    """Everything on a sign-in sheet.

    Attributes:
        project: its title.
        date_line: its day in full.
        place: where; empty where it is not told.
        expected: in the order in which they are listed.
        walk_ins: empty lines for those who come unannounced.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
        guests: how many are expected at each session, a line each; never names.
        sheet: whom this sheet knows, in a word to be typed with it.
        notes: what to tell the helpers of a shift as they come, a line each.
    """

    project: str
    date_line: str
    place: Annotated[str, Needed("the place")]
    expected: tuple[Expected, ...]
    walk_ins: int
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead
    guests: tuple[str, ...] = ()
    sheet: str = ""
    notes: tuple[str, ...] = ()


def render_sign_in_sheet(values: SignInValues, paper: Paper) -> bytes:
    """The sheet as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"Sign-in sheet: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, title, sheets)), f"{isolate_text(title)} · Sign-in sheet")
    return sheets.finish()


def _blocks(values: SignInValues, title: str, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap * 0.6)
    yield Text(title, replace(styles.title, align="start"))
    about = " · ".join(
        part for part in ("Sign-in sheet", values.date_line, values.place, values.sheet) if part
    )
    yield Text(about, styles.muted)
    yield VerticalSpace(gap * 0.6)
    if values.notes:
        lines = [Text(line, styles.body) for line in values.notes]
        yield make_section("To tell helpers as they come", lines, styles)
        yield VerticalSpace(gap * 0.6)
    adults = [p for p in values.expected if not p.child and not p.group]
    groups = [p for p in values.expected if p.group]
    children = [p for p in values.expected if p.child and not p.group]
    columns = (
        PaperColumn("No.", 0, right=True),
        *_name_columns("Name", sheets),
        PaperColumn("Came"),
        PaperColumn("Left"),
    )
    rows: list[tuple[Cell, ...]] = [(str(p.number), *_named(p, sheets), Blank(), Blank()) for p in adults]
    if rows or not (children or groups):
        yield make_table(columns, rows, styles, width, dense=True)
        yield VerticalSpace(gap)
    yield from _groups(groups, sheets)
    yield from _children(children, sheets)
    if values.guests:
        booked = [Text(line, styles.body) for line in values.guests]
        yield make_section("Guests who have booked", booked, styles)
        yield VerticalSpace(gap)
    if values.walk_ins:
        fresh = (
            PaperColumn("Name", 2),
            PaperColumn("Telephone or e-mail", 1.8),
            PaperColumn("Under 18? Who answers for you", 2),
            PaperColumn("Came", 0.8),
            PaperColumn("Left", 0.8),
        )
        empty = [tuple(Blank() for _ in fresh)] * values.walk_ins
        welcome = Text("Not on the list? Welcome! Please write yourself in.", styles.heading)
        to_sign = make_table(fresh, empty, styles, width, dense=True)
        yield Stack((welcome, VerticalSpace(gap * 0.3), to_sign), together=True)


def _groups(groups: Sequence[Expected], sheets: Sheets) -> Iterator[Block]:
    """Groups, with room for how many of them came."""
    if not groups:
        return
    styles, gap = sheets.styles, sheets.styles.body.size
    columns = (
        PaperColumn("No.", 0, right=True),
        *_name_columns("Group", sheets),
        PaperColumn("Children came", 1.1),
        PaperColumn("Adults came", 1),
        PaperColumn("Left", 0.8),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(p.number), *_named(p, sheets), Blank(), Blank(), Blank()) for p in groups
    ]
    title = "Groups: please count who is here"
    yield make_table(columns, rows, styles, sheets.width, dense=True, title=title)
    yield VerticalSpace(gap)


def _children(children: Sequence[Expected], sheets: Sheets) -> Iterator[Block]:
    """Children, with who collects them."""
    if not children:
        return
    styles, gap = sheets.styles, sheets.styles.body.size
    narrowest = 0 if sheets.narrow else 0.8  # never narrower than the heading
    out = (
        PaperColumn("No.", 0, right=True),
        *_name_columns("Name", sheets),
        PaperColumn("Came", narrowest),
        PaperColumn("Left", narrowest),
        PaperColumn("Collected by (name and signature)", 2.4),
    )
    signed: list[tuple[Cell, ...]] = [
        (str(p.number), *_named(p, sheets), Blank(), Blank(), Blank()) for p in children
    ]
    title = "Children: an adult signs for every child who leaves"
    yield make_table(out, signed, styles, sheets.width, dense=True, title=title)
    yield VerticalSpace(gap)


def _name_columns(what: str, sheets: Sheets) -> tuple[PaperColumn, ...]:
    """The columns of who and which shift; on a narrow sheet they are one."""
    if sheets.narrow:
        return (PaperColumn(f"{what} and shift", 2.4, strong=True),)
    return PaperColumn(what, 2, strong=True), PaperColumn("Shift", 1.8)


def _named(expected: Expected, sheets: Sheets) -> tuple[str, ...]:
    """Who and which shift, under ``_name_columns``; below a child's name what the desk must know of it."""
    care = (expected.care,) if expected.care else ()
    if sheets.narrow:
        return ("\n".join((expected.name, expected.shift, *care)),)
    return "\n".join((expected.name, *care)), expected.shift
