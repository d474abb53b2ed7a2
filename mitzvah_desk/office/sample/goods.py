"""The goods of the sample year: donations, money, what was used, how far things are, requests, deliveries."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mitzvah_desk.model import ItemCondition, LotState, MovementKind
from mitzvah_desk.office.core.crud import AddMany
from mitzvah_desk.office.core.office import ActionBatch
from mitzvah_desk.office.gift_aid.coverage import read_home
from mitzvah_desk.office.goods.deliveries import ChangeDelivery, HandOver, PlanDelivery
from mitzvah_desk.office.goods.delivery_queries import DeliveryLineRow
from mitzvah_desk.office.goods.delivery_queries import list_delivery_lines as delivery_lines
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.goods.issue import IssueLots
from mitzvah_desk.office.goods.lots import ChangeLots, HoldLots, Recall
from mitzvah_desk.office.goods.requests import Allocate, propose_allocation
from mitzvah_desk.office.goods.stock_queries import LotRow, list_lots, pick_first_expiring

KEPT = "Kept on purpose in the sample year"
Entry = Mapping[str, Any]


class GoodsLoader:
    """Turns the entries about goods into actions.

    Args:
        batch: the one step in which the year is loaded.
        identify: the id of a record by its noun and name.
        shelf_of: where each item is kept, by its name.
    """

    def __init__(
        self, batch: ActionBatch, identify: Callable[[str, str], int], shelf_of: Mapping[str, int | None]
    ) -> None:
        self._batch = batch
        self._id = identify
        self._shelf_of = shelf_of
        self._data: Entry = {}
        self._served: set[int] = set()

    def load(self, data: Entry) -> None:
        """Loads everything about goods; people, partners, items and projects are there already."""
        self._data = data
        doing: tuple[tuple[str, Callable[[Entry], None]], ...] = (
            ("donation", self._donation),
            ("use", self._use),
            ("state", self._state),
        )
        for key, load in doing:
            for entry in data[key]:
                load(entry)
        declared = [self._declaration(entry) for entry in data["money"] if "declared_on" in entry]
        self._batch.execute(AddMany("gift_aid_declaration", tuple(declared)))
        self._batch.execute(AddMany("money_gift", tuple(self._money(entry) for entry in data["money"])))
        self._requests(data["request"])
        for entry in data["delivery"]:
            self._delivery(entry)

    def _donation(self, entry: Entry) -> None:
        lines = tuple(
            DonationEntry(
                line["quantity"],
                item_id=self._id("item", line["item"]),
                size=line.get("size", ""),
                use_by=line.get("use_by"),
                best_before=line.get("best_before"),
                condition=ItemCondition(line.get("condition", "new")),
                location_id=self._shelf_of[line["item"]],
            )
            for line in entry["lines"]
        )
        self._batch.execute(
            Receive(
                self._id("campaign", entry["campaign"]),
                lines,
                entry["at"],
                donor=self._donor(entry),
                project_id=self._id("project", entry["project"]),
            )
        )

    def _money(self, entry: Entry) -> Entry:
        donor = self._donor(entry)
        values = {k: entry[k] for k in ("amount_pence", "on_day", "method", "gift_aid") if k in entry}
        values["campaign_id"] = self._id("campaign", entry["campaign"])
        for key in ("project", "partner"):
            if f"for_{key}" in entry:
                values[f"{key}_id"] = self._id(key, entry[f"for_{key}"])
        if donor is not None:
            values[f"donor_{donor[0]}_id"] = donor[1]
        return values

    def _declaration(self, entry: Entry) -> Entry:
        """What a donor declared, from the address of their household."""
        person = self._id("person", entry["person"])
        home = self._batch.query(read_home, person)
        values = {key: getattr(home, key) for key in ("title", "given", "family", "address", "postcode")}
        return {**values, "person_id": person, "made_on": entry["declared_on"], "how": "on the form"}

    def _use(self, entry: Entry) -> None:
        """Takes from the lots of an item, first expiring first, what was used of it or written off."""
        parts = pick_first_expiring(self._lots(entry, project=False), entry["quantity"])
        project = self._id("project", entry["project"])
        kind = MovementKind(entry["kind"])
        self._batch.execute(IssueLots(parts, kind, entry["at"], project, entry.get("reason", "")))

    def _state(self, entry: Entry) -> None:
        found = tuple(lot.id for lot in self._lots(entry))
        if not found:
            return  # not made yet
        state = LotState(entry["state"]) if "state" in entry else None
        condition = ItemCondition(entry["condition"]) if "condition" in entry else None
        if "recalled" in entry:
            self._batch.execute(Recall(found, entry["recalled"]))
        elif "to_check" in entry:
            self._batch.execute(HoldLots(found, entry["to_check"]))
        else:
            self._batch.execute(ChangeLots(found, state, condition))

    def _lots(self, entry: Entry, *, project: bool = True) -> list[LotRow]:
        """The lots of an item, a donor, and the project that made or collected them."""
        wanted = {key: entry[key] for key in ("item", "donor") if key in entry}
        if project and "project" in entry:
            wanted["project"] = entry["project"]
        return [
            lot
            for lot in self._batch.query(list_lots)
            if all(getattr(lot, key) == value for key, value in wanted.items())
        ]

    def _requests(self, entries: Sequence[Entry]) -> None:
        campaign = self._id("campaign", self._data["campaign"][0]["name"])
        wishes = [
            {k: v for k, v in wish.items() if k != "item"}
            | {
                "partner_id": self._id("partner", entry["partner"]),
                "campaign_id": campaign,
                "item_id": self._id("item", wish["item"]),
            }
            for entry in entries
            for wish in entry["wants"]
        ]
        made = self._batch.execute(AddMany("request", tuple(wishes)))
        partner_of = {number: wish["partner_id"] for number, wish in zip(made, wishes, strict=True)}
        today = self._data["campaign"][0]["main_day"]
        shares = self._batch.query(propose_allocation, today)
        self._served = {partner_of[share.request_id] for share in shares}
        self._batch.execute(
            Allocate(tuple((s.request_id, s.lot_id, s.quantity) for s in shares), today), KEPT
        )

    def _delivery(self, entry: Entry) -> None:
        campaign = self._id("campaign", self._data["campaign"][0]["name"])
        partner = self._id("partner", entry["partner"])
        if partner not in self._served:
            return  # what it is to bring is not made yet
        (number,) = self._batch.execute(PlanDelivery(campaign, partner))
        driver = self._id("person", entry["driver"]) if "driver" in entry else None
        times = (entry["from_at"], entry["until_at"])
        courier, note = entry.get("by_courier", False), entry.get("note", "")
        self._batch.execute(ChangeDelivery(number, *times, driver, by_courier=courier, note=note), KEPT)
        if "received_by" in entry:
            taken = _taken(self._batch.query(delivery_lines, number), entry.get("short", ()))
            self._batch.execute(
                HandOver(
                    number,
                    taken,
                    entry["until_at"],
                    entry["received_by"],
                    as_it_was=tuple(line for line, _, _ in taken),
                )
            )

    def _donor(self, entry: Entry) -> tuple[str, int] | None:
        for kind in ("person", "household", "group", "partner"):
            if kind in entry:
                return kind, self._id(kind, entry[kind])
        return None


def _taken(lines: Sequence[DeliveryLineRow], short: Sequence[Entry]) -> tuple[tuple[int, int, str], ...]:
    """What was taken of each line: everything, but for what is said of an item's first line."""
    left = {each["item"]: each for each in short}
    taken = []
    for line in lines:
        less = left.pop(line.item, None)
        if less is None:
            taken.append((line.id, line.quantity, ""))
        else:
            taken.append((line.id, max(line.quantity - less["by"], 0), less["note"]))
    return tuple(taken)
