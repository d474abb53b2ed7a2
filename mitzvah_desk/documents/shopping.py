"""What to buy and bring: what is still missing in all, then everything project by project, to tick."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, Tick, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import GREY, LINE, Sheets, Styles, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Cell, PaperColumn, ToTick, make_section, make_table
from mitzvah_desk.documents.layout.text import widest_text
from mitzvah_desk.rules.privacy.disclosure import Audience

_INSET = 10.0
_BUY, _BRING = "To buy or find", "To bring, project by project"
_ALL_READY = "Nothing is left to buy: everything is marked as ready."
_NOTHING = "No project has any materials yet."


@dataclass(frozen=True, slots=True)
class BuyLine:
    """One thing to buy.

    Attributes:
        amount: how many in all.
        item: what.
        projects: for which; with how many for each where there are several.
    """

    amount: str
    item: str
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BringLine:
    """One thing that a project needs.

    Attributes:
        amount: how many.
        item: what.
        ready: it is there already.
    """

    amount: str
    item: str
    ready: bool


@dataclass(frozen=True, slots=True)
class BringList:
    """What one project needs.

    Attributes:
        project: its title.
        about: when and where it is, and who runs it.
        lines: in the order in which they were typed.
    """

    project: str
    about: str
    lines: tuple[BringLine, ...]


@dataclass(frozen=True, slots=True)
class ShoppingValues:
    """Everything on the list.

    Attributes:
        about: of which campaign or day.
        buy: what is not ready, the same things added up, by name.
        bring: project by project, in order of time.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    about: str
    buy: tuple[BuyLine, ...]
    bring: tuple[BringList, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_shopping_list(values: ShoppingValues, paper: Paper) -> bytes:
    """The list as a PDF."""
    sheets = Sheets(
        paper,
        title=f"What to buy and bring: {values.about}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, sheets)), "What to buy and bring")
    return sheets.finish()


def _blocks(values: ShoppingValues, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text("What to buy and bring", styles.title)
    yield Text(values.about, styles.muted)
    yield VerticalSpace(gap)
    if not values.bring:
        yield Text(_NOTHING, styles.body)
        return
    if values.buy:
        columns: tuple[PaperColumn, ...] = (
            PaperColumn("", 0.12),
            PaperColumn("How many", 0.5, right=True),
            PaperColumn("What", 1.2, strong=True),
            PaperColumn("For", 1.5),
        )
        rows: list[tuple[Cell, ...]] = [
            (ToTick(), line.amount, line.item, "\n".join(line.projects)) for line in values.buy
        ]
        if sheets.narrow:
            columns = (PaperColumn("", 0.15), columns[1], PaperColumn("What, and for which", 1.4))
            rows = [(ToTick(), line.amount, "\n".join((line.item, *line.projects))) for line in values.buy]
        yield make_table(columns, rows, styles, width, title=_BUY)
    else:
        yield Text(_BUY, styles.heading)
        yield Text(_ALL_READY, styles.body)
    yield VerticalSpace(gap * 1.2)
    lines = [line for each in values.bring for line in each.lines]
    amounts = min(widest_text((line.amount for line in lines), styles.body) + 2, width * 0.3)
    first, *others = (_make_project(each, styles, width, amounts) for each in values.bring)
    yield make_section(_BRING, [*first], styles)
    for rows_of_one in others:
        yield VerticalSpace(gap * 0.8)
        yield Stack(rows_of_one)


def _make_project(each: BringList, styles: Styles, width: float, amounts: float) -> tuple[Block, ...]:
    """A project's head with its first line, then the others."""
    head = (Text(each.project, replace(styles.strong, align="start")), Text(each.about, styles.muted))
    tick = styles.body.size
    rest = width - tick - amounts - 2 * _INSET
    rows = []
    for line in each.lines:
        words = f"{line.item} (ready)" if line.ready else line.item
        style = replace(styles.body, colour=GREY) if line.ready else styles.body
        cells = (Tick(styles.body), Text(line.amount, replace(style, align="right")), Text(words, style))
        row = Row(cells, (tick, amounts, rest), _INSET)
        rows.append(Stack((VerticalSpace(2), row, Rule(3, LINE, 0.5)), together=True))
    return (Stack((*head, *rows[:1]), together=True), *rows[1:])
