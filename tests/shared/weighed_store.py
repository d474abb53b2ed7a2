"""A store in which nearly everything is weighed, and what no text of it may say: a bare number of grams."""

import re
from datetime import date, datetime
from pathlib import Path

from mitzvah_desk.model import ItemCondition, MovementKind
from mitzvah_desk.office.core.actions import Action, Done, Refused
from mitzvah_desk.office.core.crud import Add, Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.deliveries import HandOver, PlanDelivery, SetOff, TakeBack
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines
from mitzvah_desk.office.goods.donations import (
    AddDonationLine,
    CorrectQuantity,
    DonationEntry,
    Issue,
    Make,
    Receive,
)
from mitzvah_desk.office.goods.giving_on.send_on import SendOn
from mitzvah_desk.office.goods.lots import Recall, SplitLot
from mitzvah_desk.office.goods.putting_right.delivery_lines import (
    AddToDelivery,
    ChangeDeliveryLine,
    ReleaseParts,
    TakeOffDelivery,
)
from mitzvah_desk.office.goods.putting_right.handover_corrections import CorrectHandOver
from mitzvah_desk.office.goods.putting_right.item_merging import MergeItems
from mitzvah_desk.office.goods.recall.recipients import NoteRung
from mitzvah_desk.office.goods.requests import Allocate, CloseRequests, Release
from mitzvah_desk.office.goods.stocktaking.stocktake import (
    BeginStocktake,
    Count,
    FinishStocktake,
    RecordFoundGoods,
)

DAY, TEN = date(2026, 11, 8), datetime(2026, 11, 8, 10)
FLOUR, PEAS, OIL, BAG = 1, 2, 3, 4
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{4,6}"
_PHONES = "The Information Commissioner is at 0303 123 1113."
_NUMBER = re.compile(rf"(?<![\w.,:/+-])[+-]?({_DIGITS})(?!\w|[.,:/-]\w|\s?(?:kg|g|litres?|ml)\b)")


def bare_numbers(text: str) -> list[str]:
    """The numbers of a text that are bare grams; years and telephones, which begin with 0, are none."""
    found = [match[1] for match in _NUMBER.finditer(text) if not match[1].startswith("0")]
    return [
        each for each in found if not 1900 <= int(each.replace(",", "")) <= 2100 and f" {each}" not in _PHONES
    ]


class WeighedStore:
    """Makes the file, and keeps every sentence that it was told on the way.

    Attributes:
        said: the sentences: of what was done, and of what was refused or asked.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.said: list[str] = []

    def do(self, action: Action, reason: str = "on purpose") -> tuple[int, ...]:
        """Does it, also where something is asked about."""
        done = self.office.execute(action)
        if isinstance(done, Refused):
            self._hear(done)
            done = self.office.execute(action, reason)
        assert isinstance(done, Done), (action, done)
        self.said.append(done.label)
        return done.ids

    def refuse(self, action: Action) -> None:
        """Is refused, or asked about."""
        found = self.office.execute(action)
        assert isinstance(found, Refused), (action, found)
        self._hear(found)

    def _hear(self, refused: Refused) -> None:
        for finding in refused.findings:
            self.said += [finding.text, finding.do]


def fill_store(office: Office) -> WeighedStore:
    """Everything that can be done with goods, done with flour and oil, and much of it refused first."""
    store = WeighedStore(office)
    do, refuse = store.do, store.refuse
    do(Add("campaign", {"name": "Day", "main_day": DAY}))
    do(Add("household", {"name": "Cohen", "address": "1 Elm Road"}))
    do(Add("person", {"given": "Dan", "family": "Levy"}))
    do(Add("person", {"given": "Ann", "family": "Cohen", "household_id": 1, "email": "ann@example.org"}))
    for name in ("Rubens House", "Warm Hands"):
        do(Add("partner", {"name": name}))
    category = do(Add("item_category", {"name": "Food"}))[0]
    for name, unit in (("Flour", "g"), ("Peas", "tins"), ("Oil", "ml"), ("Baking bag", "")):
        do(Add("item", {"name": name, "unit": unit, "category_id": category}))
    do(SetField("item", FLOUR, "minimum_stock", 90_900))
    do(Add("storage_location", {"name": "Shed"}))
    project = do(
        Add("project", {"campaign_id": 1, "title": "Baking", "target_count": 5, "target_unit": "kg of flour"})
    )[0]
    do(Add("project_partner", {"project_id": project, "partner_id": 1}))
    lines = (
        DonationEntry(7700, FLOUR, use_by=date(2026, 12, 20), location_id=1),
        DonationEntry(24, PEAS),
        DonationEntry(3300, OIL),
    )
    do(Receive(1, lines, TEN, ("household", 1), project))
    refuse(CorrectQuantity(1, 0))
    do(AddDonationLine(1, DonationEntry(8800, FLOUR)))
    do(CorrectQuantity(4, 9900))
    do(Receive(1, (DonationEntry(5500, FLOUR),), TEN, ("person", 2)))
    for item, many in ((FLOUR, 6600), (PEAS, 12), (OIL, 1700)):
        do(Add("request", {"partner_id": 1, "campaign_id": 1, "item_id": item, "quantity": many}))
    do(Add("request", {"partner_id": 2, "campaign_id": 1, "item_id": FLOUR, "quantity": 44_000}))
    refuse(Allocate(((1, 1, 8800),), DAY))
    refuse(Allocate(((1, 1, 7700),), DAY))
    do(Allocate(((1, 1, 6600), (2, 2, 12), (3, 3, 1700)), DAY))
    refuse(SetField("request", 1, "quantity", 3300))
    refuse(CloseRequests((1,)))
    do(Release((3,)))
    do(Allocate(((3, 3, 1600),), DAY))
    delivery = do(PlanDelivery(1, 1, (1, 2)))[0]
    do(AddToDelivery(delivery))
    flour, *_ = (row.id for row in office.query(list_delivery_lines, delivery) if row.item == "Flour")
    refuse(ChangeDeliveryLine(flour, 44_000))
    refuse(ChangeDeliveryLine(flour, 7600))
    do(ChangeDeliveryLine(flour, 5500))
    do(TakeOffDelivery((flour,)))
    do(AddToDelivery(delivery))
    refuse(Remove("lot", (1,)))
    refuse(Issue(1, MovementKind.WRITTEN_OFF, 7700, TEN, reason="damp"))
    refuse(SplitLot(1, 6600, TEN))
    refuse(SplitLot(1, 7700, TEN))
    do(SplitLot(1, 3300, TEN, note="torn", with_aside=True))
    do(SetOff(delivery, TEN))
    rows = office.query(list_delivery_lines, delivery)
    refuse(HandOver(delivery, tuple((row.id, row.quantity + 999, "") for row in rows), TEN))
    taken = tuple(
        (row.id, row.quantity - (1100 if row.unit == "g" and row.quantity > 1100 else 0), "") for row in rows
    )
    do(HandOver(delivery, taken, TEN, "Grace"))
    flours = [row.id for row in rows if row.item == "Flour"]
    refuse(TakeBack((flours[0],), 99_999, TEN))
    do(CorrectHandOver(HandOver(delivery, tuple((n, many, "") for n, many, _ in taken), TEN, "Rose"), TEN))
    do(TakeBack((flours[0],), 1000, TEN, "too much"))
    for record, number in (("lot", 1), ("donation", 1), ("request", 1), ("campaign", 1), ("delivery", 1)):
        refuse(Remove(record, (number,)))
    do(Issue(4, MovementKind.USED, 2200, TEN, project))
    refuse(Issue(4, MovementKind.USED, 99_000, TEN, project))
    do(Issue(4, MovementKind.WRITTEN_OFF, 1200, TEN, reason="damp"))
    refuse(CorrectQuantity(4, 1100))
    do(Add("kit_part", {"kit_id": BAG, "item_id": FLOUR, "quantity": 1500}))
    refuse(Make(project, DonationEntry(40, BAG), TEN))
    do(Make(project, DonationEntry(1, BAG), TEN))
    do(Make(project, DonationEntry(2500, FLOUR), TEN))
    refuse(MergeItems(FLOUR, PEAS))
    refuse(SetField("item", FLOUR, "unit", "kg"))
    do(Allocate(((4, 5, 2600),), DAY))
    do(PlanDelivery(1, 2))
    do(Receive(1, (DonationEntry(4400, FLOUR), DonationEntry(7, PEAS)), TEN, ("partner", 1)))
    stocktake = do(BeginStocktake(TEN))[0]
    counts = office.query(lambda c: c.exec_driver_sql("SELECT id, lot_id FROM stocktake_count").all())
    do(Count(next(number for number, lot in counts if lot == 5), 1700))
    do(RecordFoundGoods(stocktake, FLOUR, 1250))
    refuse(FinishStocktake(stocktake, TEN, uncounted_is_none=False))
    last = office.query(lambda c: c.exec_driver_sql("SELECT max(id) FROM donation").scalar())
    do(SendOn(last or 0, 2, 1, DAY))
    do(Recall((1,), "weevils"))
    do(NoteRung(1, (1,), TEN))
    part = office.query(
        lambda c: c.exec_driver_sql("SELECT max(id) FROM allocation WHERE lot_id <> 5").scalar()
    )
    do(ReleaseParts((part or 0,)))
    torn = DonationEntry(3600, FLOUR, condition=ItemCondition.TO_REPAIR)
    do(Receive(1, (torn,), TEN))
    return store


def make_store(path: Path) -> WeighedStore:
    """A file of its own; the caller closes its office."""
    return fill_store(Office.new(path))
