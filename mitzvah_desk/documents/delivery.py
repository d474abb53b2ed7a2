"""The papers of a delivery: what to pick, the note that stays with the partner, the driver's own sheet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from mitzvah_desk.documents.layout.flow import Block, Row, Rule, Stack, Text, VerticalSpace
from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, LINE, Sheets, make_small_letterhead
from mitzvah_desk.documents.layout.tables import Blank, Cell, PaperColumn, ToTick, make_table
from mitzvah_desk.documents.layout.text import isolate_text, widest_text
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted


@dataclass(frozen=True, slots=True)
class Goods:
    """One line of goods.

    Attributes:
        what: the item, with its size.
        count: how many, with the unit.
        place: where it is picked.
        end: its use-by or best-before date in words; empty where there is none.
        about: what it contains, for the partner.
        packs: how many in the packs that it comes in: ``3 cases of 12``; empty where it comes in none.
        handling: how it is kept and with what it is eaten: ``FROZEN · MEATY``; empty where that is not known.
    """

    what: str
    count: str
    place: str = ""
    end: str = ""
    about: str = ""
    packs: str = ""
    handling: str = ""

    @property
    def how_many(self) -> str:
        """The number, and under it the packs."""
        return f"{self.count}\n{self.packs}" if self.packs else self.count


@dataclass(frozen=True, slots=True)
class DeliveryValues:
    """One delivery.

    Attributes:
        number: the delivery's, by which both sides can speak of it.
        to: the partner, as the audience may see it.
        when: the day and the times.
        driver: who drives.
        lines: what is brought.
        address: line by line; empty where it may not be told.
        phone: of the partner.
        rules: what to heed at the door.
        note: for the driver.
        stopped: what was on it and must not go out, each line with the reason.
        granted: the partner may be called by its code name, and the driver may know where it is.
    """

    to: str
    when: str
    driver: str
    lines: tuple[Goods, ...]
    address: tuple[str, ...] = ()
    phone: str = ""
    rules: str = ""
    note: str = ""
    stopped: tuple[str, ...] = ()
    granted: Granted = field(default_factory=Granted)
    number: int = 0


@dataclass(frozen=True, slots=True)
class DeliveryBatch:
    """What all papers of deliveries share.

    Attributes:
        deliveries: one after the other.
        audience: for whose eyes.
        printed_at: when it was printed, in local time.
        letterhead: whose paper it is.
    """

    deliveries: tuple[DeliveryValues, ...]
    audience: Audience
    printed_at: datetime
    letterhead: Letterhead


def render_pick_list(batch: DeliveryBatch, paper: Paper) -> bytes:
    """What to take from which shelf, a delivery a page, with a box to tick."""
    return _paper("Pick list", batch, paper, _picking)


def render_delivery_note(batch: DeliveryBatch, paper: Paper) -> bytes:
    """What was brought, with room for what was taken and a signature; it stays with the partner."""
    return _paper("Delivery note", batch, paper, _note)


def render_driver_sheet(batch: DeliveryBatch, paper: Paper) -> bytes:
    """A driver's stops in the order of their times, with address, telephone and what to heed."""
    sheets = _sheets("Delivery sheet", batch, paper)
    drivers: dict[str, list[DeliveryValues]] = {}
    for delivery in batch.deliveries:
        drivers.setdefault(delivery.driver, []).append(delivery)
    for driver, stops in drivers.items():
        sheets.flow(
            list(_stops(driver, stops, batch, sheets)), f"Delivery sheet · {driver or 'no driver yet'}"
        )
    if not drivers:
        _nothing(sheets)
    return sheets.finish()


def _sheets(title: str, batch: DeliveryBatch, paper: Paper) -> Sheets:
    head = replace(batch.letterhead, sign_up_line="")  # who gets goods is not asked to help
    return Sheets(paper, title=title, letterhead=head, audience=batch.audience, printed_at=batch.printed_at)


def _paper(
    title: str, batch: DeliveryBatch, paper: Paper, body: Callable[[DeliveryValues, Sheets], Iterator[Block]]
) -> bytes:
    sheets = _sheets(title, batch, paper)
    for delivery in batch.deliveries:
        blocks = [*_head(title, delivery, batch, sheets), *body(delivery, sheets)]
        sheets.flow(blocks, f"{title} · {isolate_text(delivery.to)}", bookmark=delivery.to)
    if not batch.deliveries:
        _nothing(sheets)
    return sheets.finish()


def _nothing(sheets: Sheets) -> None:
    sheets.flow([Text("There are no deliveries to print.", sheets.styles.body)], "")


def _head(title: str, delivery: DeliveryValues, batch: DeliveryBatch, sheets: Sheets) -> Iterator[Block]:
    styles, gap = sheets.styles, sheets.styles.body.size
    yield make_small_letterhead(batch.letterhead, styles, sheets.width)
    yield VerticalSpace(gap)
    yield Text(delivery.to, replace(styles.title, align="start"))
    who = f"driven by {isolate_text(delivery.driver)}" if delivery.driver else ""
    named = f"{title} {delivery.number}" if delivery.number else title
    yield Text(" · ".join(part for part in (named, delivery.when, who) if part), styles.muted)
    yield VerticalSpace(gap)


def _picking(delivery: DeliveryValues, sheets: Sheets) -> Iterator[Block]:
    tick, how_many = PaperColumn("Picked", 0), PaperColumn("How many", 0, right=True, strong=True)
    if sheets.narrow:
        columns: tuple[PaperColumn, ...] = (tick, PaperColumn("What and where", strong=True), how_many)
        rows: list[tuple[Cell, ...]] = [
            (ToTick(), _under(line.what, line.handling, line.end, line.place), line.how_many)
            for line in delivery.lines
        ]
    else:
        what = PaperColumn("What", 1.6, strong=True)
        columns = (tick, PaperColumn("From", 1.2), what, how_many, PaperColumn("Date on it", 0))
        rows = [
            (ToTick(), line.place or "—", _under(line.what, line.handling), line.how_many, line.end)
            for line in delivery.lines
        ]
    yield make_table(columns, rows, sheets.styles, sheets.width)
    if not rows:
        yield Text("Nothing is on this delivery yet.", sheets.styles.body)
    yield from _left_out(delivery, sheets)
    yield from _remark("Note", delivery.note, sheets)
    yield VerticalSpace(sheets.styles.body.size * 2)
    yield from _sign(("Picked by", "Time"), sheets)


def _note(delivery: DeliveryValues, sheets: Sheets) -> Iterator[Block]:
    styles, gap = sheets.styles, sheets.styles.body.size
    columns: tuple[PaperColumn, ...] = (
        PaperColumn("What", 1.5, strong=True),
        PaperColumn("Brought", 0, right=True, strong=True),
        PaperColumn("Taken", 0.8),
    )
    if sheets.narrow:
        rows: list[tuple[Cell, ...]] = [
            (_under(line.what, line.handling, line.end, line.about), line.how_many, Blank())
            for line in delivery.lines
        ]
    else:
        columns = (*columns, PaperColumn("Date on it, contains", 1.5))
        rows = [
            (_under(line.what, line.handling), line.how_many, Blank(), _under(line.end, line.about))
            for line in delivery.lines
        ]
    yield _parties(delivery, sheets)
    yield VerticalSpace(gap)
    thanks = Text("Received with thanks for everybody who gave:", styles.body)
    signed = (
        *_left_out(delivery, sheets),
        VerticalSpace(gap * 1.5),
        thanks,
        *_sign(("Name", "Signature", "Date and time"), sheets),
        VerticalSpace(gap * 0.5),
        *_sign(("Handed over by", "Signature"), sheets),
    )
    yield make_table(columns, rows, styles, sheets.width, dense=True, tail=Stack(signed, together=True))


def _parties(delivery: DeliveryValues, sheets: Sheets) -> Block:
    """From whom and to whom, side by side, each with a number to ring."""
    styles, head = sheets.styles, sheets.letterhead
    giver = [Text("From", styles.muted), Text(head.name, styles.strong)]
    phone = head.phone if sheets.audience is Audience.PUBLIC else head.day_phone or head.phone
    giver += [Text(line, styles.body) for line in (*head.address, phone) if line]
    taker = [Text("To", styles.muted), Text(delivery.to, styles.strong)]
    taker += [Text(line, styles.body) for line in (*delivery.address, delivery.phone) if line]
    if sheets.narrow:
        return Stack((*giver, VerticalSpace(styles.body.size * 0.5), *taker))
    half = (sheets.width - 20) / 2
    return Row((Stack(tuple(giver)), Stack(tuple(taker))), (half, half), 20)


def _left_out(delivery: DeliveryValues, sheets: Sheets) -> Iterator[Block]:
    """Says what is not on the paper although it is on the delivery, and why."""
    if delivery.stopped:
        many = len(delivery.stopped)
        yield VerticalSpace(sheets.styles.body.size)
        head = f"{count_noun(many, 'line')} {'is' if many == 1 else 'are'} stopped and left out:"
        said = (Text(head, sheets.styles.strong), *(Text(w, sheets.styles.body) for w in delivery.stopped))
        yield Stack(said, together=True)


def _under(*parts: str) -> str:
    """What stands under each other in one cell."""
    return "\n".join(part for part in parts if part)


def _sign(titles: Sequence[str], sheets: Sheets) -> Iterator[Block]:
    """Lines to write on, a title under each."""
    wide = (sheets.width - 20 * (len(titles) - 1)) / len(titles)
    line = Rule(sheets.styles.body.leading * 2.4, GREY)
    cells = tuple(Stack((line, VerticalSpace(3), Text(words, sheets.styles.muted))) for words in titles)
    yield Stack((Row(cells, (wide,) * len(titles), 20),), together=True)


def _stops(
    driver: str, stops: Sequence[DeliveryValues], batch: DeliveryBatch, sheets: Sheets
) -> Iterator[Block]:
    styles, gap = sheets.styles, sheets.styles.body.size
    yield make_small_letterhead(batch.letterhead, styles, sheets.width)
    yield VerticalSpace(gap)
    yield Text(driver or "Nobody drives these yet", replace(styles.title, align="start"))
    yield Text(f"Delivery sheet · {count_noun(len(stops), 'stop')}", styles.muted)
    yield VerticalSpace(gap)
    beside = max(widest_text((str(len(stops)),), styles.title) + 6, gap * 2)
    wide = sheets.width - beside - 10
    for number, stop in enumerate(stops, start=1):
        said: list[Block] = [
            Text(stop.to, replace(styles.heading, align="start")),
            Text(stop.when, replace(styles.strong, colour=ACCENT)),
        ]
        said += [Text(line, styles.strong) for line in stop.address]
        said += [Text(stop.phone, styles.strong)] if stop.phone else []
        said += [Text(words, styles.body) for words in (stop.rules, stop.note) if words.strip()]
        goods = "; ".join(_load(line) for line in stop.lines)
        said.append(Text(goods, styles.muted))
        said += [Text(f"Not to be taken along: {words}", styles.strong) for words in stop.stopped]
        line = Rule(styles.body.leading * 1.8, GREY)
        said.append(Row((Text("Handed to", styles.muted), line), (wide * 0.2, wide * 0.5), 8))
        marked = Text(str(number), replace(styles.title, colour=ACCENT))
        yield Stack(
            (Rule(1, LINE), VerticalSpace(gap * 0.5), Row((marked, Stack(tuple(said))), (beside, wide), 10)),
            together=True,
        )
        yield VerticalSpace(gap)


def _load(line: Goods) -> str:
    """A line as the driver carries it: ``Soup (FROZEN): 12``."""
    handling = f" ({line.handling})" if line.handling else ""
    return f"{isolate_text(line.what)}{handling}: {line.count}"


def _remark(title: str, words: str, sheets: Sheets) -> Iterator[Block]:
    if words.strip():
        yield VerticalSpace(sheets.styles.body.size)
        yield Text(title, sheets.styles.strong)
        yield Text(words, replace(sheets.styles.body, align="start"))
