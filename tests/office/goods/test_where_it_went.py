"""Where gifts went, for donors of every kind, and a gift that is sent on whole."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest_office import done

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Issue, Receive
from mitzvah_desk.office.goods.giving_on.donor_gifts import DonorKey, list_donor_gifts
from mitzvah_desk.office.goods.giving_on.send_on import SendOn
from mitzvah_desk.office.goods.request_queries import list_requests
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_ledger import available
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.papers.gifts import make_gift_sheet

TEN = datetime(2026, 11, 22, 10)
DAY = TEN.date()
RUBENS, ROSE, SHOP = 1, 2, 3
DONORS: tuple[DonorKey, ...] = (("person", 1), ("household", 1), ("group", 1), ("partner", SHOP))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "year.mitzvah")) as made:
        for action in (
            Add("campaign", {"name": "Day", "main_day": DAY}),
            Add("project", {"campaign_id": 1, "title": "Tea"}),
            Add("partner", {"name": "Rubens House"}),
            Add("partner", {"name": "Hope House", "confidential": True, "code_name": "Rose"}),
            Add("partner", {"name": "Corner Shop"}),
            Add("person", {"given": "Ann", "family": "Cohen"}),
            Add("household", {"name": "Levy"}),
            Add("group", {"name": "Meadow Primary School"}),
        ):
            done(made, action)
        lines = (DonationEntry(30, item_name="Blanket", size="single"), DonationEntry(9, item_name="Soap"))
        for donor in DONORS:
            done(made, Receive(1, lines, TEN, donor=donor))
        yield made


def send(office: Office, donation: int, partner: int = RUBENS) -> SendOn:
    return SendOn(donation, partner, 1, DAY)


def hand_over(office: Office, delivery: int, less: int = 0) -> None:
    lines = office.query(list_delivery_lines, delivery)
    taken = tuple((line.id, line.quantity - less, "") for line in lines)
    done(office, HandOver(delivery, taken, TEN, as_it_was=tuple(line.id for line in lines)))


@pytest.mark.parametrize(("donation", "donor"), list(enumerate(DONORS, start=1)))
def test_every_kind_of_donor_sees_where_each_gift_went(
    office: Office, donation: int, donor: DonorKey
) -> None:
    blankets, soap = 2 * donation - 1, 2 * donation
    done(office, Issue(soap, MovementKind.USED, 2, TEN, 1))
    done(office, Issue(soap, MovementKind.WRITTEN_OFF, 1, TEN, reason="torn"))
    hand_over(office, done(office, send(office, donation, ROSE)).id, less=5)
    found = [(gift.item, gift.quantity, gift.went) for gift in office.query(list_donor_gifts, donor)]
    assert sorted(found) == [
        ("Blanket, single", 5, "still with us"),
        ("Blanket, single", 25, "Rose"),
        ("Soap", 1, "Rose"),
        ("Soap", 1, "could not be given on"),
        ("Soap", 2, "used by “Tea”"),
        ("Soap", 5, "still with us"),
    ]
    assert office.query(available, blankets) == 5


def test_the_sheet_of_a_school_names_partners_as_they_may_be_shown(office: Office) -> None:
    hand_over(office, done(office, send(office, 3, ROSE)).id, less=1)
    hand_over(office, done(office, send(office, 3, RUBENS)).id)
    gifts = office.query(list_donor_gifts, ("group", 1))
    sheet = check_outgoing(office, make_gift_sheet(office, ("group", 1), gifts, now=TEN)).release()
    text = " ".join(extract_page_text(sheet.content, 0).split())
    assert "Thank you, Meadow Primary School" in text
    assert "29 Blanket, single" in text
    assert "Rubens House, 22 Nov 2026" in text
    assert "people whose place we keep private, 22 Nov 2026" in text
    assert "Hope House" not in text
    assert "Rose" not in text


def test_a_gift_is_sent_on_whole_in_one_step(office: Office) -> None:
    before = office.query(list_requests)
    delivery = done(office, send(office, 1)).id
    lines = {(line.item, line.quantity) for line in office.query(list_delivery_lines, delivery)}
    assert lines == {("Blanket", 30), ("Soap", 9)}
    rows = office.query(list_requests)
    assert {(row.item, row.size, row.asked, row.open) for row in rows} == {
        ("Blanket", "single", 30, 0),
        ("Soap", "", 9, 0),
    }
    assert [office.query(available, lot) for lot in (1, 2)] == [0, 0]
    office.undo()
    assert office.query(list_requests) == before
    assert [office.query(available, lot) for lot in (1, 2)] == [30, 9]


def test_what_they_asked_for_already_counts_as_given(office: Office) -> None:
    done(office, Add("request", {"partner_id": RUBENS, "item_id": 1, "quantity": 12, "campaign_id": 1}))
    done(office, send(office, 1))
    blankets = [(row.asked, row.open) for row in office.query(list_requests) if row.item == "Blanket"]
    assert sorted(blankets) == [(12, 0), (18, 0)]


def test_what_they_must_not_have_is_not_sent_on(office: Office) -> None:
    done(office, SetField("lot", 2, "use_by", date(2026, 11, 1)))
    answer = office.execute(send(office, 1))
    assert isinstance(answer, Refused)
    assert "Soap is past its use-by date" in answer.text
    assert office.query(list_requests) == []


def test_what_is_set_aside_for_others_stays_behind_and_is_told(office: Office) -> None:
    done(office, Add("request", {"partner_id": ROSE, "item_id": 2, "quantity": 9}))
    done(office, Allocate(((1, 2, 9),), DAY))
    asked = office.execute(send(office, 1))
    assert isinstance(asked, Refused)
    assert "Soap of this donation is set aside for others or gone" in asked.text
    delivery = done(office, send(office, 1), "they need the blankets").id
    assert [line.item for line in office.query(list_delivery_lines, delivery)] == ["Blanket"]
    again = office.execute(send(office, 1))
    assert isinstance(again, Refused)
    assert "Nothing of this donation is free any more" in again.text
