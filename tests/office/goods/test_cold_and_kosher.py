"""Goods that are frozen, cold or kosher: at the door, set aside, on a delivery, in a meal, on paper."""

from datetime import date, datetime, timedelta

import pytest
from conftest_goods import DAY, RICE_12, RICE_30, ROSE, RUBENS, TEN, refused
from conftest_office import done

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.model import KosherKind, MovementKind, Storage
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import ChangeDelivery, PlanDelivery, SetOff
from mitzvah_desk.office.goods.delivery_advice import list_delivery_advice
from mitzvah_desk.office.goods.donations import AddDonationLine, DonationEntry
from mitzvah_desk.office.goods.issue import IssueLots
from mitzvah_desk.office.goods.lots import FreezeLots
from mitzvah_desk.office.goods.requests import Allocate
from mitzvah_desk.office.goods.stock_queries import list_lots, list_usable_lots
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience

USE_BY = DAY + timedelta(3)
LATE = USE_BY + timedelta(4)


@pytest.fixture
def office(goods: Office) -> Office:
    return goods


def test_what_was_frozen_in_time_goes_out_after_its_use_by_date(office: Office) -> None:
    assert "past its use-by" in refused(office, Allocate(((1, RICE_12, 5),), LATE))
    assert RICE_12 not in [lot.id for lot in office.query(list_usable_lots, 1, LATE)]
    done(office, FreezeLots((RICE_12,), USE_BY))
    assert RICE_12 in [lot.id for lot in office.query(list_usable_lots, 1, LATE)]
    told = done(office, Allocate(((1, RICE_12, 5),), LATE)).findings
    assert any("24 hours" in finding.do for finding in told)
    (lot,) = [lot for lot in office.query(list_lots) if lot.id == RICE_12]
    assert (lot.kept, lot.warning(LATE)) == ("frozen", "")


def test_nothing_is_frozen_after_its_use_by_date(office: Office) -> None:
    assert "after its use-by date" in refused(office, FreezeLots((RICE_30, RICE_12), USE_BY + timedelta(1)))
    done(office, FreezeLots((RICE_12,), USE_BY))
    assert "after its use-by" in refused(office, SetField("lot", RICE_12, "use_by", USE_BY - timedelta(1)))
    late = DonationEntry(3, item_name="Soup", use_by=DAY, frozen_on=DAY + timedelta(1))
    assert "after its use-by" in refused(office, AddDonationLine(1, late))
    done(office, AddDonationLine(1, DonationEntry(3, item_name="Soup", use_by=DAY, frozen_on=DAY)))
    done(office, FreezeLots((RICE_12,), None))


def test_a_delivery_says_what_is_cold_and_asks_what_is_not_known(office: Office) -> None:
    done(office, SetField("item", 1, "storage", Storage.CHILLED))
    done(office, Allocate(((1, RICE_30, 5), (1, RICE_12, 2)), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    (cold,) = office.query(list_delivery_advice, delivery)
    assert "2 chilled lines" in cold.text
    done(office, SetField("partner", RUBENS, "avoids", "milk"))
    assert any(
        "allergens of Rice" in finding.text for finding in office.query(list_delivery_advice, delivery)
    )
    done(office, SetField("item", 1, "allergens", "none"))
    assert office.query(list_delivery_advice, delivery) == [cold]


def test_food_for_pesach_is_asked_about_once(office: Office) -> None:
    """Pesach 5787 begins on the evening of 21 April 2027 (hebcal)."""
    done(office, SetField("partner", ROSE, "kosher_only", True))
    done(office, SetField("item", 1, "kosher", True))
    done(office, Allocate(((2, RICE_30, 5),), DAY))
    delivery = done(office, PlanDelivery(1, ROSE)).id
    start = datetime(2027, 4, 11, 10)
    change = ChangeDelivery(delivery, start, start + timedelta(hours=1))
    assert "not known to be kosher for Pesach: Rice" in refused(office, change)
    done(office, change, "They keep it apart until after Pesach")
    assert "Pesach" not in refused(office, SetOff(delivery, start))  # only that nobody drives
    done(office, SetField("item", 1, "kosher_for_pesach", True))
    assert office.query(list_delivery_advice, delivery) == []


def test_meat_and_milk_in_one_meal_need_a_reason(office: Office) -> None:
    project = done(office, Add("project", {"campaign_id": 1, "title": "Lunch", "serves_food": True})).id
    done(office, AddDonationLine(1, DonationEntry(4, item_name="Cheese")))
    cheese = max(lot.id for lot in office.query(list_lots))
    done(office, SetField("item", 3, "kosher_kind", KosherKind.MILKY))
    done(office, SetField("item", 1, "kosher_kind", KosherKind.MEATY))
    both = IssueLots(((cheese, 1), (RICE_30, 1)), MovementKind.USED, TEN, project)
    assert refused(office, both).count("is milky") == 1
    done(office, IssueLots(((cheese, 1),), MovementKind.USED, TEN, project))
    assert "Rice is meaty, and Cheese is milky" in refused(
        office, IssueLots(((RICE_30, 1),), MovementKind.USED, TEN, project)
    )
    done(office, SetField("project", project, "serves_food", False))
    done(office, both)


def test_papers_say_how_goods_are_kept_and_eaten(office: Office) -> None:
    done(office, SetField("item", 1, "kosher_kind", KosherKind.MEATY))
    done(office, SetField("item", 1, "storage", Storage.CHILLED))
    done(office, FreezeLots((RICE_12,), DAY))
    done(office, Allocate(((1, RICE_12, 5),), DAY))
    delivery = done(office, PlanDelivery(1, RUBENS)).id
    now = datetime(2026, 11, 21, 9)
    told = {
        key: extract_page_text(
            make_print_job(
                office,
                key,
                PrintRequest(1, scope=PrintScope(delivery_id=delivery), audience=audience, now=now),
            )
            .release()
            .content,
            0,
        )
        for key, audience in (
            ("pick-list", Audience.COMMITTEE),
            ("delivery-note", Audience.VOLUNTEERS),
            ("delivery-sheet", Audience.DRIVER),
            ("box-labels", Audience.VOLUNTEERS),
        )
    }
    for text in told.values():
        assert "FROZEN · MEATY" in " ".join(text.split())
    assert "24 hours" in " ".join(told["delivery-note"].split())
    assert "CHILLED · MEATY" in " ".join(told["box-labels"].split())
    assert f"frozen {date(2026, 11, 22).day} Nov 2026" in " ".join(told["pick-list"].split())
