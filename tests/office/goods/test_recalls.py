"""A recall: what is still here, what is set aside, where the rest went, who was rung, what the papers say."""

import re
from datetime import timedelta

import pytest
from conftest_goods import DAY, RICE_12, RICE_30, ROSE, RUBENS, TEN, planned, refused, row, stock, take
from conftest_office import done

from mitzvah_desk.cli import main
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import CallOff, HandOver, PlanDelivery, SetOff
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines, trace_partner_goods
from mitzvah_desk.office.goods.donations import Issue
from mitzvah_desk.office.goods.lots import ChangeLots, Recall
from mitzvah_desk.office.goods.putting_right.delivery_lines import (
    AddToDelivery,
    ChangeDeliveryLine,
    ReleaseParts,
    TakeOffDelivery,
)
from mitzvah_desk.office.goods.recall.recalled_lots import (
    RecallSearch,
    find_recall_lots,
    list_held_parts,
    list_recalled_lots,
)
from mitzvah_desk.office.goods.recall.recipients import NoteRung, RecallRecipient, list_recall_recipients
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import available
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.today.tasks import list_tasks
from mitzvah_desk.rules.privacy.disclosure import Audience

BOTH = (RICE_30, RICE_12)


@pytest.fixture
def gone(goods: Office) -> Office:
    """One lot is with Rubens House, some of another with a refuge, and some on a planned delivery."""
    done(goods, SetField("partner", RUBENS, "phone", "020 7946 0111"))
    done(goods, SetField("partner", ROSE, "phone", "020 7946 0999"))
    done(goods, ChangeLots((RICE_12,), batch="L 77-b"))
    done(goods, take(goods, planned(goods, (1, RICE_12, 12)), 12))
    done(goods, take(goods, planned(goods, (2, RICE_30, 5), partner=ROSE), 5))
    planned(goods, (1, RICE_30, 6))
    done(goods, Allocate(((2, RICE_30, 4),), DAY))
    return goods


def found(office: Office, search: RecallSearch) -> list[int]:
    return [lot.id for lot in office.query(find_recall_lots, search)]


def ring(office: Office, *lots: int) -> dict[str, RecallRecipient]:
    return {each.name: each for each in office.query(list_recall_recipients, lots)}


@pytest.mark.parametrize(
    ("search", "lots"),
    [
        (RecallSearch(item_id=1), [2, 1]),
        (RecallSearch(donor=("person", 1)), [3, 2, 1]),
        (RecallSearch(donor=("group", 1)), []),
        (RecallSearch(batch="l77-B"), [2]),
        (RecallSearch(batch="%"), []),
        (RecallSearch(since=DAY, until=DAY), [3, 2, 1]),
        (RecallSearch(since=DAY + timedelta(1)), []),
        (RecallSearch(until=DAY - timedelta(1)), []),
        (RecallSearch(item_id=1, batch="77"), [2]),
        (RecallSearch(lot_ids=(3,)), [3]),
    ],
)
def test_lots_are_found_whichever_way_one_comes(gone: Office, search: RecallSearch, lots: list[int]) -> None:
    """The lot of which nothing is left is found like the others."""
    assert found(gone, search) == lots


def test_it_says_what_is_here_set_aside_and_gone(gone: Office) -> None:
    rows = {lot.id: lot for lot in gone.query(find_recall_lots, RecallSearch(item_id=1))}
    told = {number: (lot.left, lot.aside, lot.gone) for number, lot in rows.items()}
    assert told == {RICE_30: (25, 10, 5), RICE_12: (0, 0, 12)}
    held = gone.query(list_held_parts, BOTH)
    assert [(part.partner, part.quantity, part.delivery_id) for part in held] == [
        ("Rubens House", 6, 3),
        ("Rose", 4, None),
    ]
    rung = ring(gone, *BOTH)
    assert (rung["Rubens House"].what, rung["Rubens House"].phone) == ("12 Rice (L 77-b)", "020 7946 0111")
    assert (rung["Rose"].phone, rung["Rose"].confidential) == ("", True)
    done(gone, Add("project", {"campaign_id": 1, "title": "Soup kitchen", "coordinator_id": 1}))
    done(gone, SetField("person", 1, "mobile", "07700 900111"))
    done(gone, Issue(RICE_30, MovementKind.USED, 3, TEN, 1))
    used = ring(gone, *BOTH)["Soup kitchen"]
    assert (used.what, used.phone, used.id) == ("3 Rice", "07700 900111", -1)


def test_one_step_stops_all_of_it_and_one_lets_it_go_again(gone: Office) -> None:
    done(gone, Recall(BOTH, "glass in a jar"))
    assert gone.query(list_recalled_lots) == BOTH
    assert {lot.stopped for lot in gone.query(find_recall_lots, RecallSearch(lot_ids=BOTH))} == {
        "recalled: glass in a jar"
    }
    done(gone, NoteRung(RUBENS, BOTH, TEN, "will look"))
    done(gone, Recall(BOTH, ""))
    assert gone.undo_label() == "May go out again: Rice and 1 more lot"
    assert gone.query(list_recalled_lots) == ()
    assert ring(gone, *BOTH)["Rubens House"].rung_at is None, "another recall is another call"
    gone.undo()
    assert ring(gone, *BOTH)["Rubens House"].note == "will look"


def test_who_was_rung_goes_to_the_end(gone: Office) -> None:
    assert list(ring(gone, *BOTH)) == ["Rose", "Rubens House"]
    done(gone, NoteRung(ROSE, BOTH, TEN, "ate it, all well"))
    assert list(ring(gone, *BOTH)) == ["Rubens House", "Rose"]
    rose = ring(gone, *BOTH)["Rose"]
    assert (rose.rung_at, rose.note) == (TEN, "ate it, all well")
    later = TEN + timedelta(hours=1)
    done(gone, NoteRung(ROSE, BOTH, later, "threw the rest away"))
    assert ring(gone, *BOTH)["Rose"].rung_at == later
    assert "got nothing" in refused(gone, NoteRung(RUBENS, (RICE_30,), TEN))
    assert "removed" in refused(gone, NoteRung(99, BOTH, TEN))
    gone.undo()
    assert ring(gone, *BOTH)["Rose"].note == "ate it, all well"


def test_a_partner_is_rung_about_all_of_it_or_is_still_to_be_rung(gone: Office) -> None:
    done(gone, NoteRung(RUBENS, (RICE_12,), TEN))
    done(gone, take(gone, 3, 6))
    assert ring(gone, *BOTH)["Rubens House"].rung_at is None
    assert ring(gone, *BOTH)["Rubens House"].what == "12 Rice (L 77-b), 6 Rice"
    assert ring(gone, RICE_12)["Rubens House"].rung_at == TEN


def test_today_names_who_is_still_to_be_rung(gone: Office) -> None:
    def waiting() -> list[tuple[str, str]]:
        tasks = gone.query(list_tasks, 1, TEN.date())
        return [(task.what, task.record) for task in tasks if "recalled" in task.what]

    assert waiting() == [], "nothing is recalled yet"
    done(gone, Recall(BOTH, "glass"))
    told = waiting()
    assert {record for _, record in told} == {"recall"}
    assert len(told) == 2
    assert "Hope House" not in str(told)
    for partner in (RUBENS, ROSE):
        done(gone, NoteRung(partner, BOTH, TEN))
    assert waiting() == []


def test_one_line_is_released_and_the_delivery_goes(gone: Office) -> None:
    done(gone, Allocate(((3, 3, 9),), DAY))
    done(gone, PlanDelivery(1, ROSE, (3,)))
    delivery = planned(gone, (1, RICE_30, 2))
    done(gone, Recall((RICE_30,), "moths"))
    assert "recalled: moths" in refused(gone, SetOff(delivery, TEN))
    parts = [part.id for part in gone.query(list_held_parts, (RICE_30,)) if part.delivery_id == delivery]
    done(gone, ReleaseParts(tuple(parts)))
    assert gone.query(list_delivery_lines, delivery) == []
    assert gone.query(available, RICE_30) == 25 - 10
    gone.undo()
    everything = tuple(part.id for part in gone.query(list_held_parts, (RICE_30,)))
    done(gone, ReleaseParts(everything))
    assert gone.query(list_held_parts, (RICE_30,)) == []
    assert "removed" in refused(gone, ReleaseParts(everything))


def test_what_is_on_its_way_is_released_and_stays_in_stock(gone: Office) -> None:
    done(gone, SetOff(3, TEN), "Ann drives")
    (part,) = (part.id for part in gone.query(list_held_parts, (RICE_30,)) if part.delivery_id == 3)
    done(gone, ReleaseParts((part,)))
    assert stock(gone)[RICE_30] == 25
    done(gone, CallOff((3,)))
    done(gone, Recall((RICE_30,), ""))
    delivery = planned(gone, (1, RICE_30, 2))
    (line,) = gone.query(list_delivery_lines, delivery)
    done(gone, HandOver(delivery, ((line.id, 2, ""),), TEN))
    assert line.allocation_id is not None
    assert "handed over already" in refused(gone, ReleaseParts((line.allocation_id,)))


def paper(office: Office, key: str, audience: Audience, **scope: object) -> str:
    asked = PrintRequest(1, scope=PrintScope(**scope), audience=audience, now=TEN)  # type: ignore[arg-type]
    pdf = make_print_job(office, key, asked).release().content
    return re.sub(r"\s+", " ", " ".join(extract_page_text(pdf, n) for n in range(page_count(pdf))))


@pytest.mark.parametrize("key", ["pick-list", "delivery-note"])
def test_papers_printed_afterwards_leave_it_out_and_say_so(gone: Office, key: str) -> None:
    done(gone, Add("request", {"partner_id": RUBENS, "item_id": 2}))
    delivery = planned(gone, (4, 3, 5), (1, RICE_30, 1))
    before = paper(gone, key, Audience.VOLUNTEERS, delivery_id=delivery)
    assert "Rice" in before
    assert "stopped" not in before
    done(gone, Recall((RICE_30,), "glass in a jar"))
    for audience in (Audience.VOLUNTEERS, Audience.COMMITTEE):
        said = paper(gone, key, audience, delivery_id=delivery)
        assert "1 line is stopped and left out: Rice, 1 (recalled: glass in a jar)" in said
        assert said.count("Rice") == 1
        assert "Soap" in said
    done(gone, take(gone, delivery, 5, 1), "They had it before we knew.")
    assert "stopped" not in paper(gone, key, Audience.VOLUNTEERS, delivery_id=delivery), "it happened"


def test_what_was_said_at_a_door_is_for_the_committee(gone: Office) -> None:
    done(gone, SetField("lot", RICE_30, "to_check", "refused, mice seen"))
    assert "Rice, 6 (to check)" in paper(gone, "pick-list", Audience.VOLUNTEERS, delivery_id=3)
    assert "mice" not in paper(gone, "pick-list", Audience.VOLUNTEERS, delivery_id=3)
    assert "mice seen" in paper(gone, "pick-list", Audience.COMMITTEE, delivery_id=3)


def test_the_ring_list_has_telephones_and_no_refuge(gone: Office) -> None:
    done(gone, Recall(BOTH, "glass in a jar"))
    said = paper(gone, "recall", Audience.COMMITTEE)
    for words in ("Recall: Rice", "glass in a jar", "020 7946 0111", "12 Rice", "Rose", "L 77-b", "25"):
        assert words in said, words
    for secret in ("020 7946 0999", "Hope House", "Secret Lane"):
        assert secret not in said
    done(gone, NoteRung(RUBENS, BOTH, TEN, "will look"))
    assert "will look" in paper(gone, "recall", Audience.COMMITTEE, lot_ids=BOTH)
    assert "12 Rice" not in paper(gone, "recall", Audience.COMMITTEE, lot_ids=(RICE_30,))


def test_the_command_line_lists_the_same(gone: Office, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(gone.path)
    assert main(["recall", path, "--item", "rice"]) == 0
    said = capsys.readouterr().out
    for words in ("lot 2", "L 77-b", "25 here", "12 with partners", "Rubens House", "020 7946 0111", "Rose"):
        assert words in said, words
    assert "0999" not in said
    assert main(["recall", path, "--batch", "L77"]) == 0
    assert "lot 1" not in capsys.readouterr().out
    assert main(["recall", path, "--donor", "Ann"]) == 0
    assert "Soap" in capsys.readouterr().out
    assert main(["recall", path, "--batch", "none such"]) == 0
    assert "Nothing" in capsys.readouterr().out
    assert main(["recall", path]) == 2
    assert main(["recall", path, "--from", "22/11/2026", "--until", "22/11/2026", "--json"]) == 0
    assert '"lot": 1' in capsys.readouterr().out


def test_a_planned_delivery_is_put_right_line_by_line(goods: Office) -> None:
    delivery = planned(goods, (1, RICE_30, 5))
    (line,) = goods.query(list_delivery_lines, delivery)
    for number, says in ((0, "at least 1"), (31, "Only 25 more Rice"), (25, "still wants 15")):
        assert says in refused(goods, ChangeDeliveryLine(line.id, number))
    done(goods, ChangeDeliveryLine(line.id, 8))
    assert (row(goods, 1).aside, goods.query(available, RICE_30)) == (8, 22)
    done(goods, ChangeDeliveryLine(line.id, 3))
    assert (row(goods, 1).aside, goods.query(available, RICE_30)) == (3, 27)
    done(goods, Allocate(((1, RICE_12, 4),), DAY))
    done(goods, AddToDelivery(delivery))
    assert [each.quantity for each in goods.query(list_delivery_lines, delivery)] == [4, 3]
    assert "Nothing is set aside" in refused(goods, AddToDelivery(delivery))
    done(goods, TakeOffDelivery((line.id,)))
    assert [each.quantity for each in goods.query(list_delivery_lines, delivery)] == [4]
    assert row(goods, 1).aside == 7, "it is still set aside for them"
    goods.undo()
    done(goods, SetOff(delivery, TEN), "Ann drives")
    for action in (ChangeDeliveryLine(line.id, 2), TakeOffDelivery((line.id,)), AddToDelivery(delivery)):
        assert "on its way already" in refused(goods, action)
    for action in (ChangeDeliveryLine(99, 2), TakeOffDelivery((99,)), AddToDelivery(99)):
        assert "removed" in refused(goods, action)


def test_what_they_got_says_when_it_was_handed_over(gone: Office) -> None:
    assert [trace.on for trace in gone.query(trace_partner_goods, RUBENS)] == [TEN]
