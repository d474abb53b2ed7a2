"""The ledger of goods, whatever is typed in whatever order: stock is what came less what went."""

import shutil
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import MovementKind
from mitzvah_desk.model.goods import GOES_OUT
from mitzvah_desk.office.actions import Action, Done
from mitzvah_desk.office.editing import Add
from mitzvah_desk.office.goods import AddLine, CorrectQuantity, Issue, Line, Make, Receive
from mitzvah_desk.office.ledger import on_hand
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries.goods import stock
from mitzvah_desk.store.errors import UndoConflictError

AT = datetime(2026, 11, 22, 10)
COUNTS = "SELECT (SELECT count(*) FROM {}), (SELECT count(*) FROM {}), (SELECT count(*) FROM {})".format(
    "journal_step", "journal_row", "movement"
)
BY_KIND = "SELECT kind, coalesce(sum(quantity), 0) FROM movement GROUP BY kind"

quantities = st.integers(-1, 12)
plans = st.lists(
    st.tuples(
        st.sampled_from(
            ("receive", "add", "correct", "correct", "make", "issue", "issue", "undo", "undo step")
        ),
        quantities,
        st.integers(0, 9),
    ),
    max_size=20,
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("goods") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        campaign = done(office, Add("campaign", {"name": "Day", "main_day": date(2026, 11, 22)})).id
        done(office, Add("project", {"campaign_id": campaign, "title": "Hats"}))
    return path


def read(office: Office, sql: str) -> list[tuple[Any, ...]]:
    return office.ask(lambda c: [tuple(row) for row in c.exec_driver_sql(sql)])


def action(office: Office, kind: str, quantity: int, number: int) -> Action:
    def one(table: str) -> int:
        there = [row[0] for row in read(office, f"SELECT id FROM {table} ORDER BY id")]
        return there[number % len(there)] if there else 999

    line = Line(quantity, item_name=("Rice", "Hats", "")[number % 3])
    if kind == "receive":
        return Receive(1, (line, Line(1, item_name="Soap")), AT)
    if kind == "add":
        return AddLine(one("donation"), line)
    if kind == "correct":
        return CorrectQuantity(one("lot"), quantity)
    if kind == "make":
        return Make(1, line, AT)
    out = GOES_OUT[number % len(GOES_OUT)]
    return Issue(one("lot"), out, quantity, AT, reason="torn" if number % 5 else "")


@settings(max_examples=25)
@given(plans)
def test_stock_is_what_came_less_what_went(start: Path, plan: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        office = Office.open(Path(shutil.copy(start, Path(folder) / "year.mitzvah")))
        for kind, quantity, number in plan:
            before = read(office, COUNTS)
            if kind == "undo" and office.undo_label() not in {"Added Hats", "Added Day"}:
                office.undo()
            elif kind == "undo step":
                take_back(office, number)
            elif kind != "undo" and not isinstance(office.do(action(office, kind, quantity, number)), Done):
                assert read(office, COUNTS) == before
            holds(office)
        office.close()


def take_back(office: Office, number: int) -> None:
    """One step of the History page by itself, which may be refused."""
    sql = "SELECT id FROM journal_step WHERE undone_at IS NULL AND id > 2"
    chosen = [row[0] for row in read(office, sql)]
    if chosen:
        with suppress(UndoConflictError):
            office.undo(chosen[number % len(chosen)])


def holds(office: Office) -> None:
    lots = [row[0] for row in read(office, "SELECT id FROM lot")]
    left = {lot: office.ask(on_hand, lot) for lot in lots}
    assert all(number >= 0 for number in left.values())
    sums = dict(read(office, BY_KIND))
    came = sums.get("received", 0) + sums.get("made", 0)
    assert came == sum(left.values()) + sum(sums.get(str(kind), 0) for kind in GOES_OUT)
    assert sum(row.left for row in office.ask(stock)) == sum(left.values())
    assert read(office, "SELECT count(*) FROM lot WHERE id NOT IN (SELECT lot_id FROM movement)") == [(0,)]


def test_a_correction_is_not_taken_back_once_the_goods_are_gone(start: Path, tmp_path: Path) -> None:
    office = Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))
    lot = done(office, Receive(1, (Line(5, item_name="Rice"),), AT)).ids[1]
    corrected = done(office, CorrectQuantity(lot, 10)).step
    done(office, Issue(lot, MovementKind.USED, 8, AT))
    with pytest.raises(UndoConflictError, match="below nothing"):
        office.undo(corrected)
    assert office.ask(on_hand, lot) == 2
    assert office.undo_label() == "Used: 8 Rice"
    office.close()
