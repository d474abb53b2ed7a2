"""From a partner's request to the hand-over, part of it and more of it, and back again."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest_office import done
from hypothesis import given, settings
from hypothesis import strategies as st

from mitzvah_desk.model import Condition, DeliveryStatus, MovementKind
from mitzvah_desk.office.actions import Action, Refused
from mitzvah_desk.office.deliveries import CallOff, ChangeDelivery, HandOver, PlanDelivery, SetOff
from mitzvah_desk.office.editing import Add, Remove, SetField
from mitzvah_desk.office.goods import CorrectQuantity, Issue, Line, Receive
from mitzvah_desk.office.ledger import on_hand
from mitzvah_desk.office.lots import Recall
from mitzvah_desk.office.office import Office
from mitzvah_desk.office.queries.deliveries import deliveries, got_by, lines, went_from
from mitzvah_desk.office.queries.requests import RequestRow, lots_for, requests
from mitzvah_desk.office.requests import Allocate, Release, proposal

DAY, TEN = date(2026, 11, 22), datetime(2026, 11, 22, 10)
RUBENS, ROSE = 1, 2
RICE_30, RICE_12, SOAP_9 = 1, 2, 3

START: list[Action] = [
    Add("campaign", {"name": "Day", "main_day": DAY}),
    Add("person", {"given": "Ann", "family": "Cohen"}),
    Add("partner", {"name": "Rubens House", "visiting_from": "09:00", "visiting_until": "17:00"}),
    Add(
        "partner", {"name": "Hope House", "confidential": True, "code_name": "Rose", "address": "Secret Lane"}
    ),
    Receive(
        1,
        (
            Line(30, item_name="Rice"),
            Line(12, item_name="Rice", use_by=DAY + timedelta(3)),
            Line(9, item_name="Soap"),
        ),
        TEN,
        donor=("person", 1),
    ),
    Add("request", {"partner_id": RUBENS, "item_id": 1, "quantity": 20}),
    Add("request", {"partner_id": ROSE, "item_id": 1, "quantity": 40}),
    Add("request", {"partner_id": ROSE, "item_id": 2}),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        for action in START:
            done(office, action)
    return path


@pytest.fixture
def office(start: Path, tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "year.mitzvah")))) as book:
        yield book


def row(office: Office, number: int) -> RequestRow:
    return next(each for each in office.ask(requests) if each.id == number)


def share_out(office: Office) -> None:
    parts = tuple((s.request_id, s.lot_id, s.quantity) for s in office.ask(proposal, DAY))
    done(office, Allocate(parts, DAY))


def stock(office: Office) -> dict[int, int]:
    return {lot: office.ask(on_hand, lot) for lot in (RICE_30, RICE_12, SOAP_9)}


def take(office: Office, delivery: int, *counts: int) -> HandOver:
    numbers = sorted(line.id for line in office.ask(lines, delivery))
    return HandOver(delivery, tuple((n, c, "") for n, c in zip(numbers, counts, strict=True)), TEN, "Grace")


def refused(office: Office, action: Action) -> str:
    answer = office.do(action)
    assert isinstance(answer, Refused)
    return answer.text


def test_goods_are_shared_out_in_proportion_first_expiring_first(office: Office) -> None:
    share_out(office)
    assert [row(office, n).aside for n in (1, 2, 3)] == [14, 28, 9]
    assert [row(office, n).open for n in (1, 2, 3)] == [6, 12, None]
    assert office.ask(proposal, DAY) == ()
    assert office.ask(lots_for, 1, DAY) == []
    office.undo()
    assert [row(office, n).aside for n in (1, 2, 3)] == [0, 0, 0]
    assert [lot.id for lot in office.ask(lots_for, 1, DAY)] == [RICE_12, RICE_30]


def test_no_more_is_set_aside_than_is_free_or_fits(office: Office) -> None:
    assert "Only 12 Rice" in refused(office, Allocate(((1, RICE_12, 13),), DAY))
    done(office, Allocate(((1, RICE_12, 10),), DAY))
    assert "Only 2 Rice" in refused(office, Allocate(((2, RICE_12, 3),), DAY))
    assert "did not ask for Soap" in refused(office, Allocate(((1, SOAP_9, 1),), DAY))
    late = DAY + timedelta(9)
    assert "past its use-by date" in refused(office, Allocate(((1, RICE_12, 1),), late))
    done(office, SetField("lot", RICE_30, "condition", Condition.UNFIT))
    assert "unfit" in refused(office, Allocate(((1, RICE_30, 1),), DAY))
    done(office, SetField("partner", ROSE, "kosher_only", True))
    done(office, SetField("lot", RICE_30, "condition", Condition.NEW))
    assert "kosher" in refused(office, Allocate(((2, RICE_12, 1),), DAY))


def test_past_best_before_asks_for_a_reason(office: Office) -> None:
    done(office, SetField("lot", RICE_30, "best_before", DAY - timedelta(1)))
    action = Allocate(((1, RICE_30, 5),), DAY)
    assert "best-before" in refused(office, action)
    done(office, action, "dry rice keeps")


def test_part_is_taken_and_the_rest_stays_open(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    assert row(office, 1).state == "on a delivery"
    done(office, SetOff(delivery, TEN), "Ann drives")
    before = stock(office)
    counts = [line.quantity for line in sorted(office.ask(lines, delivery), key=lambda each: each.id)]
    done(office, take(office, delivery, 1, *counts[1:]))
    assert row(office, 1).delivered == 1 + sum(counts[1:])
    assert row(office, 1).open == 20 - 1 - sum(counts[1:])
    assert sum(before.values()) - sum(stock(office).values()) == 1 + sum(counts[1:])
    (told,) = office.ask(deliveries, 1)
    assert (told.status, told.received_by) == (DeliveryStatus.DELIVERED, "Grace")
    office.undo()
    assert stock(office) == before
    assert row(office, 1).delivered == 0


def test_what_was_refused_is_free_again_and_two_deliveries_meet_one_request(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 12),), DAY))
    first = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, first, 0))
    assert stock(office)[RICE_30] == 30
    assert (row(office, 1).open, row(office, 1).aside) == (20, 0)
    done(office, Allocate(((1, RICE_30, 20),), DAY))
    second = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, second, 20))
    assert row(office, 1).state == "met"
    assert stock(office)[RICE_30] == 10


def test_more_than_was_brought_only_as_far_as_it_is_free(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5), (2, RICE_12, 4)), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    assert "only 3 are free" in refused(office, take(office, delivery, 9))
    assert stock(office)[RICE_12] == 12
    done(office, take(office, delivery, 8))
    assert stock(office)[RICE_12] == 4
    assert "handed over already" in refused(office, take(office, delivery, 1))


def test_a_delivery_outside_the_houses_hours_or_on_shabbat_asks_why(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    evening = datetime(2026, 11, 22, 18)
    assert "open from 09:00 to 17:00" in refused(
        office, ChangeDelivery(delivery, evening, evening + timedelta(hours=1))
    )
    shabbat = datetime(2026, 11, 21, 11)
    assert "Shabbat" in refused(office, ChangeDelivery(delivery, shabbat, shabbat + timedelta(hours=1)))
    assert "after the start" in refused(office, ChangeDelivery(delivery, TEN, TEN))
    done(office, ChangeDelivery(delivery, TEN, TEN + timedelta(hours=1), driver_id=1))
    (told,) = office.ask(deliveries, 1)
    assert (told.driver, told.from_at) == ("Ann Cohen", TEN)


def test_a_driver_who_serves_elsewhere_is_told(office: Office) -> None:
    done(office, Add("project", {"campaign_id": 1, "title": "Tea"}))
    done(office, Add("role", {"name": "Baker"}))
    times = {"starts_at": TEN, "ends_at": TEN + timedelta(hours=2)}
    done(office, Add("shift", {"project_id": 1, "role_id": 1, **times}))
    done(office, Add("assignment", {"shift_id": 1, "person_id": 1}))
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    half = TEN + timedelta(minutes=30)
    said = refused(office, ChangeDelivery(delivery, half, half + timedelta(hours=1), driver_id=1))
    assert "Ann Cohen is baker in Tea from 10:00" in said


def test_a_donation_that_was_part_delivered_cannot_go(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    done(office, take(office, delivery, 5))
    assert "was delivered" in refused(office, Remove("donation", (1,)))
    assert "was delivered" in refused(office, Remove("lot", (RICE_30,)))
    assert "have gone out" in refused(office, CorrectQuantity(RICE_30, 4))
    office.undo()
    assert "set aside" in refused(office, Remove("donation", (1,)))


def test_what_is_set_aside_is_neither_used_nor_written_off(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 10),), DAY))
    used = Issue(RICE_12, MovementKind.USED, 3, TEN)
    assert "set aside" in refused(office, used)
    done(office, Issue(RICE_12, MovementKind.USED, 2, TEN))


def test_what_was_stopped_since_it_was_set_aside_does_not_set_off(office: Office) -> None:
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    done(office, Recall((RICE_12,), "moths"))
    assert "recalled, moths" in refused(office, SetOff(delivery, TEN))
    done(office, Recall((RICE_12,), ""))
    late = TEN + timedelta(days=9)
    assert "past its use-by date" in refused(
        office, ChangeDelivery(delivery, late, late + timedelta(hours=1))
    )
    done(office, SetField("partner", RUBENS, "avoids", "rice"))
    assert "must not be given rice" in refused(office, SetOff(delivery, TEN))


def test_what_tells_where_goods_went_stays(office: Office) -> None:
    done(office, Allocate(((1, RICE_30, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    twice = take(office, delivery, 5)
    assert isinstance(office.do(HandOver(delivery, twice.taken * 2, TEN)), Refused)
    done(office, twice)
    assert "handed over" in refused(office, Remove("request", (1,)))
    assert "handed over" in refused(office, Remove("delivery", (delivery,)))
    assert "delivered to Rubens House" in refused(office, Remove("donation", (1,)))
    done(office, Remove("request", (2,)))


def test_called_off_and_released(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, ROSE)).id
    assert "on no delivery" in refused(office, Release((2, 3)))
    done(office, SetOff(delivery, TEN), "Ann drives")
    done(office, CallOff((delivery,)))
    assert row(office, 2).state == "set aside"
    done(office, Release((2, 3)))
    assert row(office, 2).state == "open"
    assert "Nothing is set aside for Rose" in refused(office, PlanDelivery(1, ROSE))


def test_gifts_are_traced_both_ways_by_code_name(office: Office) -> None:
    share_out(office)
    delivery = done(office, PlanDelivery(1, ROSE)).id
    counts = [line.quantity for line in sorted(office.ask(lines, delivery), key=lambda each: each.id)]
    done(office, take(office, delivery, *counts))
    went = office.ask(went_from, person_id=1)
    assert {trace.partner for trace in went} == {"Rose"}
    assert {trace.donor for trace in office.ask(got_by, ROSE)} == {"Ann Cohen"}
    assert sum(trace.quantity for trace in went) == sum(counts)
    assert "Hope House" not in str(office.ask(requests)) + str(office.ask(deliveries, 1)) + str(went)


WHAT = "share allocate release plan set-off hand-over call-off use receive undo redo"
NUMBER = st.integers(0, 40)
STEPS = st.lists(st.tuples(st.sampled_from(WHAT.split()), NUMBER, NUMBER, NUMBER), max_size=14)


def action_of(office: Office, what: str, a: int, b: int, c: int) -> Action | None:
    going = office.ask(deliveries, 1)
    one = going[a % len(going)].id if going else 0
    counts = ((line.id, (b + n * c) % 15, "") for n, line in enumerate(office.ask(lines, one)))
    shares = office.ask(proposal, DAY) if what == "share" else ()
    known: dict[str, Action] = {
        "share": Allocate(tuple((s.request_id, s.lot_id, s.quantity) for s in shares), DAY),
        "allocate": Allocate(((a % 3 + 1, b % 3 + 1, c),), DAY),
        "release": Release((a % 3 + 1,)),
        "plan": PlanDelivery(1, a % 2 + 1),
        "set-off": SetOff(one, TEN),
        "hand-over": HandOver(one, tuple(counts), TEN),
        "call-off": CallOff((one,)),
        "use": Issue(a % 3 + 1, MovementKind.USED, b, TEN),
        "receive": Receive(1, (Line(b, item_id=a % 2 + 1),), TEN),
    }
    return known.get(what)


def act(office: Office, what: str, a: int, b: int, c: int) -> None:
    action = action_of(office, what, a, b, c)
    if action is not None:
        office.do(action, "x")
    elif what == "undo":
        office.undo()
    else:
        office.redo()


@settings(max_examples=25)
@given(STEPS)
def test_no_unit_is_lost_or_invented(start: Path, plan: list[tuple[str, int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(start, Path(folder) / "year.mitzvah"))
        with closing(Office.open(path)) as office:
            for what, a, b, c in plan:
                act(office, what, a, b, c)
                holds(office)


def holds(office: Office) -> None:
    def rows(sql: str) -> list[tuple[int, ...]]:
        return office.ask(lambda connection: [tuple(r) for r in connection.exec_driver_sql(sql)])

    came = "sum(CASE WHEN m.kind = 'received' THEN m.quantity ELSE 0 END)"
    went = "sum(CASE WHEN m.kind IN ('delivered','used') THEN m.quantity ELSE 0 END)"
    given_out = "coalesce((SELECT sum(delivered) FROM delivery_line WHERE lot_id = m.lot_id), 0)"
    used = "sum(CASE WHEN m.kind = 'used' THEN m.quantity ELSE 0 END)"
    aside = (
        "coalesce((SELECT sum(a.quantity) FROM allocation a WHERE a.lot_id = m.lot_id AND NOT EXISTS"
        " (SELECT 1 FROM delivery_line l WHERE l.allocation_id = a.id AND l.outcome <> 'planned')), 0)"
    )
    sql = f"SELECT m.lot_id, {came}, {went}, {given_out}, {used}, {aside} FROM movement m GROUP BY m.lot_id"
    for lot, inn, out, delivered, spent, set_apart in rows(sql):
        left = office.ask(on_hand, lot)
        assert inn == left + out
        assert out == delivered + spent
        assert left >= set_apart, "what is set aside must be there"
