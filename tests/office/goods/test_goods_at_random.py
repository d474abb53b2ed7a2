"""The ledger of goods, whatever is done in whatever order: no unit is lost or invented."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest_goods import DAY, TEN
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import ItemCondition, LotState, MovementKind
from mitzvah_desk.model.goods import COMES_IN, GOES_OUT
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.catalogue import CountFiner
from mitzvah_desk.office.goods.deliveries import CallOff, HandOver, PlanDelivery, SetOff, TakeBack
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import (
    AddDonationLine,
    CorrectQuantity,
    DonationEntry,
    Issue,
    Make,
    Receive,
)
from mitzvah_desk.office.goods.lots import ChangeLots, MoveLots, Recall, SplitLot
from mitzvah_desk.office.goods.putting_right.delivery_lines import (
    AddToDelivery,
    ChangeDeliveryLine,
    ReleaseParts,
    TakeOffDelivery,
)
from mitzvah_desk.office.goods.putting_right.handover_corrections import CorrectHandOver
from mitzvah_desk.office.goods.putting_right.item_merging import MergeItems
from mitzvah_desk.office.goods.queries import list_stock
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.requests import Allocate, Release, propose_allocation
from mitzvah_desk.office.goods.stock_ledger import available, on_hand
from mitzvah_desk.office.goods.stocktaking.stocktake import (
    BeginStocktake,
    Count,
    FinishStocktake,
    GiveUpStocktake,
    RecordFoundGoods,
)
from mitzvah_desk.office.goods.stocktaking.stocktake_queries import list_stocktake_counts
from mitzvah_desk.store.errors import UndoConflictError

COUNTS = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {}), (SELECT count(*) FROM {})".format(
    "journal_step", "journal_row", "movement"
)
BY_KIND = "SELECT lot_id, kind, sum(quantity) FROM movement GROUP BY lot_id, kind"
TAKEN = "SELECT lot_id, coalesce(sum(delivered), 0) FROM delivery_line GROUP BY lot_id"
STRAY = (
    "SELECT count(*) FROM lot WHERE id NOT IN (SELECT lot_id FROM movement) AND id NOT IN (SELECT c.lot_id"
    " FROM stocktake_count c JOIN stocktake s ON s.id = c.stocktake_id WHERE s.finished_at IS NULL)"
)


@pytest.fixture(scope="module")
def start(goods_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with a project that makes hats, two places, and an open stocktake's worth of lots."""
    path = Path(shutil.copy(goods_start, tmp_path_factory.mktemp("random") / "start.mitzvah"))
    with closing(Office.open(path)) as office:
        done(office, Add("project", {"campaign_id": 1, "title": "Hats"}))
        done(office, Add("storage_location", {"name": "Shed"}))
        done(office, Add("storage_location", {"name": "Hall"}))
        done(office, SetField("item", 1, "unit", "kg"))
    return path


def read(office: Office, sql: str) -> list[tuple[Any, ...]]:
    return office.query(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])


def held(office: Office) -> dict[int, int]:
    """How many there are of each lot."""
    return {row[0]: office.query(on_hand, row[0]) for row in read(office, "SELECT id FROM lot")}


class Play:
    """One file, and what its stock must be after each step."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.undos: list[dict[int, int]] = []
        self.redos: list[dict[int, int]] = []

    def one(self, table: str, number: int, where: str = "1") -> int:
        there = [row[0] for row in read(self.office, f"SELECT id FROM {table} WHERE {where} ORDER BY id")]
        return there[number % len(there)] if there else 999

    def total(self) -> int:
        return sum(held(self.office).values())

    def step(self, what: str, a: int, b: int) -> None:
        if what in {"undo", "redo", "undo one"}:
            self.replay(what, a)
            return
        action, more = MOVES[what](self, a, b)
        before, was = read(self.office, COUNTS), held(self.office)
        result = self.office.execute(action, "on purpose" if (a + b) % 4 else "")
        if not isinstance(result, Done):
            assert read(self.office, COUNTS) == before, "a failed action leaves nothing behind"
            return
        assert self.total() - sum(was.values()) == more, what
        if result.step:
            self.undos.append(was)
            self.redos.clear()

    def replay(self, what: str, number: int) -> None:
        now = held(self.office)
        if what == "undo one":
            chosen = self.one("journal_step", number, "undone_at IS NULL AND id > 12")
            with suppress(UndoConflictError):  # what builds on it may stand against it
                self.office.undo(chosen if chosen != 999 else None)
            self.undos.clear()
            self.redos.clear()
        elif what == "undo" and self.undos:
            assert self.office.undo() is not None
            assert held(self.office) == self.undos.pop()
            self.redos.append(now)
        elif what == "redo" and self.redos:
            assert self.office.redo() is not None
            assert held(self.office) == self.redos.pop()
            self.undos.append(now)

    def holds(self) -> None:
        """What is true of the ledger at every step, lot by lot."""
        sums: dict[tuple[int, str], int] = {(row[0], row[1]): row[2] for row in read(self.office, BY_KIND)}
        taken = dict(read(self.office, TAKEN))
        left = held(self.office)
        for lot, there in left.items():
            came = sum(sums.get((lot, str(kind)), 0) for kind in COMES_IN)
            went = sum(sums.get((lot, str(kind)), 0) for kind in GOES_OUT)
            assert came == there + went
            has = sums.get((lot, "delivered"), 0) - sums.get((lot, "returned"), 0)
            assert has == taken.get(lot, 0), "what partners have is what the lines say they took"
            assert 0 <= self.office.query(available, lot) <= there
        for row in self.office.query(list_requests):
            assert min(row.aside, row.on_delivery, row.delivered) >= 0
            assert row.open is None or row.open == max(0, (row.asked or 0) - row.delivered - row.aside)
        assert sum(many for (_, kind), many in sums.items() if kind == "split off") == sum(
            many for (_, kind), many in sums.items() if kind == "split in"
        )
        assert sum(row.left for row in self.office.query(list_stock)) == sum(left.values())
        assert read(self.office, STRAY) == [(0,)]


Move = tuple[Action, int]


def line_of(a: int, b: int) -> DonationEntry:
    return DonationEntry(b, item_name=("Rice", "Hats", "Rices", "Soap", "")[a % 5])


def put_right(play: Play, a: int, b: int) -> Move:
    lot = play.one("lot", a)
    came = "CASE WHEN kind IN ('received', 'made', 'counted more', 'split in') THEN quantity"
    came += " WHEN kind = 'split off' THEN -quantity ELSE 0 END"
    before = read(play.office, f"SELECT sum({came}) FROM movement WHERE lot_id = {lot}")
    return CorrectQuantity(lot, b), b - (before[0][0] or 0)


def hand_over(play: Play, a: int, b: int) -> Move:
    delivery = play.one("delivery", a, "status <> 'delivered'")
    there = play.office.query(list_delivery_lines, delivery)
    taken = [(row.id, max(-1, row.quantity + (b + n) % 5 - 3), "") for n, row in enumerate(there)]
    good = tuple(line for line, _, _ in taken if (a + line) % 2)
    return HandOver(delivery, tuple(taken), TEN, "Grace", good), -sum(many for _, many, _ in taken)


def put_handover_right(play: Play, a: int, b: int) -> Move:
    delivery = play.one("delivery", a, "status = 'delivered'")
    there = play.office.query(list_delivery_lines, delivery)
    taken = tuple((row.id, max(-1, row.quantity + (b + n) % 4 - 2), "") for n, row in enumerate(there))
    had = sum(row.delivered or 0 for row in there)
    good = tuple(line for line, _, _ in taken if (a + line) % 3)
    told = HandOver(delivery, taken, TEN, "Grace", good)
    return CorrectHandOver(told, TEN), had - sum(many for _, many, _ in taken)


def remove(record: str) -> Callable[[Play, int, int], Move]:
    def move(play: Play, a: int, b: int) -> Move:
        number = play.one(record, a)
        mine = f"SELECT id FROM lot WHERE {'id' if record == 'lot' else 'donation_id'} = {number}"
        lots = [row[0] for row in read(play.office, mine)] if record != "request" else []
        return Remove(record, (number,)), -sum(play.office.query(on_hand, lot) for lot in lots)

    return move


def finish(play: Play, a: int, b: int) -> Move:
    stocktake = play.one("stocktake", 0, "finished_at IS NULL")
    differ = [row.difference or 0 for row in play.office.query(list_stocktake_counts, stocktake)]
    return FinishStocktake(stocktake, TEN, uncounted_is_none=False), sum(differ)


def merge(play: Play, a: int, b: int) -> Move:
    return MergeItems(play.one("item", a), play.one("item", b)), 0


def finer(play: Play, a: int, b: int) -> Move:
    """Rice is counted in kilos at first; in grams all of it is a thousand times as many."""
    item = play.one("item", a, "unit = 'kg'")
    own = read(play.office, f"SELECT id FROM lot WHERE item_id = {item}")
    return CountFiner(item), 999 * sum(play.office.query(on_hand, lot) for (lot,) in own)


def share(play: Play, a: int, b: int) -> Move:
    parts = tuple(
        (each.request_id, each.lot_id, each.quantity) for each in play.office.query(propose_allocation, DAY)
    )
    return Allocate(parts, DAY), 0


def split(play: Play, a: int, b: int) -> Move:
    place = play.one("storage_location", b) if b % 2 else None
    torn = ItemCondition.TO_REPAIR if a % 2 else None
    return SplitLot(
        play.one("lot", a),
        b,
        TEN,
        torn,
        to_check="damp" if a % 3 else "",
        location_id=place,
        with_aside=a % 4 == 0,
    ), 0


def issue(kind: MovementKind) -> Callable[[Play, int, int], Move]:
    return lambda p, a, b: (Issue(p.one("lot", a), kind, b, TEN, reason="torn" if a % 5 else ""), -b)


OPEN = "stocktake_id IN (SELECT id FROM stocktake WHERE finished_at IS NULL)"
MOVES: dict[str, Callable[[Play, int, int], Move]] = {
    "receive": lambda p, a, b: (Receive(1, (line_of(a, b), DonationEntry(1, item_name="Soap")), TEN), b + 1),
    "add": lambda p, a, b: (AddDonationLine(p.one("donation", a), line_of(b, a)), a),
    "make": lambda p, a, b: (Make(1, line_of(a, b), TEN), b),
    "correct": put_right,
    "use": issue(MovementKind.USED),
    "write off": issue(MovementKind.WRITTEN_OFF),
    "share": share,
    "set aside": lambda p, a, b: (Allocate(((p.one("request", a), p.one("lot", b), 1 + a % 9),), DAY), 0),
    "release": lambda p, a, b: (Release((p.one("request", a),)), 0),
    "plan": lambda p, a, b: (PlanDelivery(1, a % 2 + 1, (p.one("request", b),) if b % 2 else None), 0),
    "set off": lambda p, a, b: (SetOff(p.one("delivery", a), TEN), 0),
    "hand over": hand_over,
    "correct hand-over": put_handover_right,
    "take back": lambda p, a, b: (
        TakeBack((p.one("delivery_line", a, "delivered > 0"),), 1 + b % 4, TEN, "too many", bool(a % 2)),
        1 + b % 4,
    ),
    "call off": lambda p, a, b: (CallOff((p.one("delivery", a),)), 0),
    "begin": lambda p, a, b: (BeginStocktake(TEN, p.one("storage_location", a) if b % 3 == 0 else None), 0),
    "count": lambda p, a, b: (Count(p.one("stocktake_count", a, OPEN), b - 1 if b else None), 0),
    "found": lambda p, a, b: (
        RecordFoundGoods(p.one("stocktake", 0, "finished_at IS NULL"), p.one("item", a), b),
        0,
    ),
    "finish": finish,
    "give up": lambda p, a, b: (GiveUpStocktake(p.one("stocktake", 0, "finished_at IS NULL")), 0),
    "move": lambda p, a, b: (MoveLots((p.one("lot", a),), p.one("storage_location", b), TEN), 0),
    "sort": lambda p, a, b: (ChangeLots((p.one("lot", a),), state=LotState.SORTED), 0),
    "recall": lambda p, a, b: (Recall((p.one("lot", a),), "glass" if b % 2 else ""), 0),
    "split": split,
    "change line": lambda p, a, b: (ChangeDeliveryLine(p.one("delivery_line", a), b), 0),
    "take off": lambda p, a, b: (TakeOffDelivery((p.one("delivery_line", a),)), 0),
    "put on": lambda p, a, b: (AddToDelivery(p.one("delivery", a)), 0),
    "release part": lambda p, a, b: (ReleaseParts((p.one("allocation", a),)), 0),
    "merge": merge,
    "finer": finer,
    "remove donation": remove("donation"),
    "remove lot": remove("lot"),
    "remove request": remove("request"),
}
OFTEN = (
    "finer",
    "undo",
    "redo",
    "share",
    "plan",
    "hand over",
    "hand over",
    "correct hand-over",
    "take back",
    "count",
    "finish",
    "split",
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from((*MOVES, *OFTEN, "undo one", "set off")), st.integers(0, 12), st.integers(-1, 12)
    ),
    max_size=25,
)
A_DAY = (
    ("share", 1, 0), ("plan", 0, 0), ("set off", 0, 1), ("begin", 1, 1), ("count", 2, 12), ("split", 1, 3),
    ("hand over", 0, 1), ("correct hand-over", 0, 1), ("take back", 1, 2), ("receive", 1, 6),
    ("share", 1, 0), ("plan", 1, 0), ("hand over", 0, 8), ("finer", 0, 0), ("merge", 1, 2), ("found", 1, 4),
    ("make", 1, 7), ("finish", 1, 0), ("move", 0, 1), ("remove donation", 0, 1), ("write off", 6, 1),
    ("remove donation", 1, 2),
)  # fmt: skip


def play(start: Path, plan: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(start, Path(folder) / "year.mitzvah"))
        with closing(Office.open(path)) as office:
            game = Play(office)
            for what, a, b in plan:
                game.step(what, a, b)
                game.holds()


@settings(max_examples=25)
@given(STEPS)
def test_no_unit_is_lost_or_invented(start: Path, plan: list[tuple[str, int, int]]) -> None:
    play(start, plan)


@settings(max_examples=10)
@given(STEPS)
def test_nor_in_the_middle_of_a_day(start: Path, plan: list[tuple[str, int, int]]) -> None:
    """The same from where deliveries are out and a stocktake is open, which chance alone seldom reaches."""
    play(start, [*A_DAY[: 4 + len(plan) % 16], *plan])


def test_each_step_of_a_day_is_undone_and_done_again(start: Path, tmp_path: Path) -> None:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))) as office:
        game = Play(office)
        for what, a, b in A_DAY:
            game.step(what, a, b)
            game.holds()
        done_steps = len(game.undos)
        assert done_steps >= 14, "the day goes as written"
        for back in ("undo", "redo", "undo"):
            for _ in range(done_steps):
                game.step(back, 0, 0)
                game.holds()
        assert not game.undos


def test_a_correction_is_not_taken_back_once_the_goods_are_gone(start: Path, tmp_path: Path) -> None:
    office = Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))
    lot = done(office, Receive(1, (DonationEntry(5, item_name="Rice"),), datetime(2026, 11, 22, 10))).ids[1]
    corrected = done(office, CorrectQuantity(lot, 10)).step
    done(office, Issue(lot, MovementKind.USED, 8, TEN))
    with pytest.raises(UndoConflictError, match="below nothing"):
        office.undo(corrected)
    assert office.query(on_hand, lot) == 2
    assert office.undo_label() == "Used: 8 kg Rice"
    office.close()
