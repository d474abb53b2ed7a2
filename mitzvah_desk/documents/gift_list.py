"""The list of gifts of a project: for whom each is, with boxes to tick when it is wrapped and given."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Cell, PaperColumn, ToTick, make_table
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift.

    Attributes:
        label: whom it is for.
        wish: what it shall be.
        giver: who gives it; empty where the audience may not see it.
        wrapped: whether it is wrapped already.
        given: whether it is given already.
    """

    label: str
    wish: str = ""
    giver: str = ""
    wrapped: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class GiftGroup:
    """The gifts for one partner.

    Attributes:
        partner: as the audience may see it; empty where none is told.
        gifts: in the order in which they are handed out.
        granted: the partner may be called by its code name.
    """

    partner: str
    gifts: tuple[Gift, ...]
    granted: Granted = field(default_factory=Granted)


@dataclass(frozen=True, slots=True)
class GiftListValues:
    """Everything on a gift list.

    Attributes:
        project: its title.
        about: its day, and how far the gifts are.
        groups: the gifts by partner.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    project: str
    about: str
    groups: tuple[GiftGroup, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_gift_list(values: GiftListValues, paper: Paper) -> bytes:
    """The list as a PDF."""
    title = values.project.strip() or "A project without a title"
    sheets = Sheets(
        paper,
        title=f"Gift list: {title}",
        letterhead=values.letterhead,
        audience=values.audience,
        printed_at=values.printed_at,
    )
    sheets.flow(list(_blocks(values, title, sheets)), f"{title} · Gift list")
    return sheets.finish()


def _blocks(values: GiftListValues, title: str, sheets: Sheets) -> Iterator[Block]:
    styles, width, gap = sheets.styles, sheets.width, sheets.styles.body.size
    yield make_small_letterhead(values.letterhead, styles, width)
    yield VerticalSpace(gap)
    yield Text(title, replace(styles.title, align="start"))
    yield Text(" · ".join(part for part in ("Gift list", values.about) if part), styles.muted)
    yield VerticalSpace(gap)
    for group in values.groups:
        if group.partner:
            yield Text(group.partner, styles.heading)
            yield VerticalSpace(gap * 0.3)
        yield _table(group, sheets)
        yield VerticalSpace(gap)
    if not values.groups:
        yield Text("Nobody is on the list of gifts yet.", styles.body)


def _table(group: GiftGroup, sheets: Sheets) -> Block:
    ticks = (PaperColumn("Wrapped", 0), PaperColumn("Given", 0))
    if sheets.narrow or not any(gift.giver for gift in group.gifts):
        columns: tuple[PaperColumn, ...] = (
            *ticks,
            PaperColumn("For", 1, strong=True),
            PaperColumn("What", 1.4),
        )
        rows: list[tuple[Cell, ...]] = [
            (
                _box(gift.wrapped),
                _box(gift.given),
                gift.label,
                "\n".join(filter(None, (gift.wish, gift.giver))),
            )
            for gift in group.gifts
        ]
    else:
        columns = (
            *ticks,
            PaperColumn("For", 1, strong=True),
            PaperColumn("What", 1.4),
            PaperColumn("From", 1),
        )
        rows = [
            (_box(gift.wrapped), _box(gift.given), gift.label, gift.wish, gift.giver) for gift in group.gifts
        ]
    return make_table(columns, rows, sheets.styles, sheets.width)


def _box(done: bool) -> Cell:  # noqa: FBT001  # the one value of a cell
    return "done" if done else ToTick()
