"""Whatever is done, undone and done again: the file is what it was, also after a restart."""

import shutil
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import AssignmentStatus, MovementKind, Purpose, ThankedHow
from mitzvah_desk.office.core.actions import Action, Done, RefusalError
from mitzvah_desk.office.core.crud import Add, Remove, SetField, SetFields
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settings import ChangeSetting
from mitzvah_desk.office.goods.donations import (
    AddDonationLine,
    CorrectQuantity,
    DonationEntry,
    Issue,
    Make,
    Receive,
)
from mitzvah_desk.office.health_check import check_file
from mitzvah_desk.office.rota.assignments import Assign, ChangeShift, SetStatus
from mitzvah_desk.office.thanks.thank_you_ledger import RecordThanks
from mitzvah_desk.store.journal import list_journalled_tables

DAY, TEN = date(2026, 11, 22), datetime(2026, 11, 22, 10)
REMOVED = ("person", "household", "group", "project", "shift", "donation", "partner", "campaign", "skill")
NAMES = [table.name for table in list_journalled_tables()]
Tables = dict[str, list[tuple[object, ...]]]


def tables(office: Office) -> Tables:
    """Every row of every table but the journal's own."""
    return office.query(
        lambda c: {
            name: [tuple(row) for row in c.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY id')]
            for name in NAMES
        }
    )


def ids(office: Office, table: str) -> list[int]:
    return office.query(lambda c: list(c.exec_driver_sql(f'SELECT id FROM "{table}" ORDER BY id').scalars()))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a few rows of most nouns."""
    path = tmp_path_factory.mktemp("journal") / "start.mitzvah"
    first: list[tuple[str, dict[str, Any]]] = [
        ("campaign", {"name": "Mitzvah Day 2026", "main_day": DAY}),
        ("household", {"name": "Cohen", "address": "1 Elm Road"}),
        ("person", {"given": "Ann", "family": "Cohen", "household_id": 1}),
        ("person", {"given": "Bea", "family": "Cohen", "household_id": 1, "is_child": True}),
        ("guardian", {"child_id": 2, "adult_id": 1}),
        ("partner", {"name": "Rubens House"}),
        ("partner", {"name": "Upstairs", "parent_id": 1}),
        ("group", {"name": "Scouts", "leader_id": 1, "adults": 2, "children": 9}),
        ("skill", {"name": "Driving"}),
        ("project", {"campaign_id": 1, "title": "Bulbs", "coordinator_id": 1}),
        ("project_partner", {"project_id": 1, "partner_id": 1}),
        ("role", {"name": "Planter"}),
        (
            "shift",
            {
                "project_id": 1,
                "role_id": 1,
                "starts_at": TEN,
                "ends_at": TEN + timedelta(hours=1),
                "maximum": 3,
            },
        ),
        ("item", {"name": "Rice"}),
    ]
    with closing(Office.new(path)) as office:
        for record, values in first:
            assert isinstance(office.execute(Add(record, values)), Done)
    return path


def actions(office: Office, kind: int, number: int, other: int) -> Action:
    """One of many kinds of action, on whichever records there are."""

    def one(table: str, which: int = number) -> int:
        there = ids(office, table)
        return there[which % len(there)] if there else 999

    names = ["Ann", "O'Brien & <b>Sons</b>", "רחל", "=1+1", "x" * 200, "🙂", ""]
    name = names[other % len(names)]
    at = TEN + timedelta(minutes=15 * other)
    line = DonationEntry(1 + number, item_name=("Rice", "Tins", "Hats")[other % 3])
    many: list[Action] = [
        Add("person", {"given": name, "family": f"Levy {number}", "household_id": one("household")}),
        Add("group_member", {"group_id": one("group"), "person_id": one("person", other)}),
        Add("person_skill", {"person_id": one("person"), "skill_id": one("skill")}),
        Add(
            "permission",
            {
                "person_id": one("person"),
                "purpose": list(Purpose)[other % 4],
                "given": number % 2 == 0,
                "given_on": DAY,
            },
        ),
        Add("unavailability", {"person_id": one("person"), "starts_at": at, "ends_at": at + timedelta(1)}),
        Add("guardian", {"child_id": one("person"), "adult_id": one("person", other)}),
        Add("partner_contact", {"person_id": one("person"), "partner_id": one("partner", other)}),
        SetField("person", one("person"), ("note", "given", "family", "diet")[other % 4], name),
        SetField("partner", one("partner"), "parent_id", one("partner", other)),
        SetFields("group", one("group"), {"leader_id": one("person", other), "adults": number}),
        Assign(one("shift"), (one("person", other),)),
        Assign(one("shift"), group_id=one("group", other)),
        ChangeShift(one("shift"), {"starts_at": at, "ends_at": at + timedelta(hours=1)}),
        SetStatus((one("assignment"),), list(AssignmentStatus)[other % 5]),
        Receive(one("campaign"), (line, line), TEN, donor=(("person", "household")[other % 2], 1)),
        AddDonationLine(one("donation"), line),
        CorrectQuantity(one("lot"), number),
        Issue(
            one("lot"), (MovementKind.USED, MovementKind.WRITTEN_OFF)[other % 2], number, TEN, reason="torn"
        ),
        Make(one("project"), line, TEN),
        RecordThanks(one("campaign"), (("person", one("person")),), ThankedHow.SPOKEN, DAY),
        ChangeSetting("organisation", name),
    ]
    if kind < len(many):
        return many[kind]
    return Remove(REMOVED[other % len(REMOVED)], (one(REMOVED[other % len(REMOVED)]),))


KINDS = 24
step = st.tuples(st.integers(0, KINDS), st.integers(0, 9), st.integers(0, 9))
moves = st.lists(
    st.tuples(st.just("do"), step)
    | st.tuples(st.just("do"), step)
    | st.tuples(st.sampled_from(("undo", "redo", "reopen", "batch")), step),
    min_size=1,
    max_size=14,
)


@settings(max_examples=15)
@given(moves)
def test_undo_and_redo_lead_through_the_same_states(start: Path, plan: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(start, Path(folder) / "year.mitzvah"))
        office = Office.open(path)
        now = tables(office)
        done: list[Tables] = []
        undone: list[Tables] = []
        for move, (kind, number, other) in plan:
            if move == "reopen":
                office.close()
                office = Office.open(path)
            elif move == "undo" and done:
                assert office.undo() is not None
                undone.append(now)
                now = done.pop()
            elif move == "redo":
                assert (office.redo() is not None) == bool(undone)
                if undone:
                    done.append(now)
                    now = undone.pop()
            elif _did(office, move, (kind, number, other)):
                done.append(now)
                undone.clear()
                now = tables(office)
            assert tables(office) == now
        office.close()
        office = Office.open(path)
        way_back = [*done, now]
        for then in reversed(done):
            assert office.undo() is not None
            assert tables(office) == then
        for then in way_back[1:]:
            assert office.redo() is not None
            assert tables(office) == then
        assert not [f for f in office.query(check_file) if f.rule.startswith("file.")]
        office.close()


def _did(office: Office, move: str, drawn: tuple[int, int, int]) -> bool:
    """Does one action, or several as one step; says whether there is a new step to undo."""
    kind, number, other = drawn
    if move != "batch":
        told = office.execute(actions(office, kind, number, other), "on purpose")
        return isinstance(told, Done) and told.step > 0
    last = office.query(lambda c: c.exec_driver_sql("SELECT max(id) FROM journal_step").scalar())
    chosen = [actions(office, (kind + n) % (KINDS + 1), number + n, other + n) for n in range(3)]
    try:
        with office.batch("Several things") as batch:
            for action in chosen:
                batch.execute(action, "on purpose")
    except RefusalError:
        return False
    return office.query(lambda c: c.exec_driver_sql("SELECT max(id) FROM journal_step").scalar()) != last
