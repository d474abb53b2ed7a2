"""Donations as they come through the door, line by line, each on the disk as soon as it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from mitzvah_desk.model import Donation, Item, ItemCondition, Lot, Movement, MovementKind
from mitzvah_desk.model.goods import BROUGHT_IN
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.catalogue import (
    check_kit_parts,
    find_item_by_name,
    find_made_kits,
    similar_item,
    take_kit_parts,
)
from mitzvah_desk.office.goods.delivery_advice import check_meal
from mitzvah_desk.office.goods.lots import late_freezing
from mitzvah_desk.office.goods.requests import list_supplies
from mitzvah_desk.office.goods.stock_ledger import (
    allocated_partner_names,
    available,
    check_available,
    lot_amount,
    lot_name,
    quantity_of_line,
)
from mitzvah_desk.office.goods.stocktaking.stocktake import adjust_counts
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.rules.goods.allocation import barred_reason
from mitzvah_desk.rules.goods.cold_chain import freezing_problem
from mitzvah_desk.rules.goods.item_counting import ItemCounting
from mitzvah_desk.store.unit_of_work import UnitOfWork

DONORS = ("person", "household", "group", "partner")


def donor_key(values: Mapping[Any, Any]) -> tuple[str, int] | None:
    """The donor by the fields of a donation or a gift of money: ``("household", 7)``; None for nobody."""
    found = ((kind, values.get(f"donor_{kind}_id")) for kind in DONORS)
    return next(((kind, number) for kind, number in found if number is not None), None)


@dataclass(frozen=True)
class DonationEntry:
    """One line of a donation.

    Attributes:
        quantity: how many, 1 or more.
        item_id: the catalogue's item, or None for a new one.
        item_name: the new item's name; an item of that very name is used where there is one.
        condition: the state that it is in.
        size: such as ``newborn``.
        use_by: never to be eaten after it.
        best_before: better eaten before it.
        frozen_on: the day on which it was frozen.
        location_id: where it was put.
        note: anything else.
        batch: the maker's own lot number.
        counting: how the item is counted from now on; as the catalogue has it where None.
    """

    quantity: int
    item_id: int | None = None
    item_name: str = ""
    condition: ItemCondition = ItemCondition.NEW
    size: str = ""
    use_by: date | None = None
    best_before: date | None = None
    frozen_on: date | None = None
    location_id: int | None = None
    note: str = ""
    batch: str = ""
    counting: ItemCounting | None = None


@dataclass(frozen=True)
class Receive:
    """Takes in a donation with its first lines.

    Attributes:
        campaign_id: the campaign it counts for.
        lines: what was given.
        donor: such as ``("household", 7)``; None for an anonymous gift.
        project_id: the project that collected it.
        received_at: when; the present minute where the desk does not say otherwise.
        note: anything else.
    """

    campaign_id: int
    lines: tuple[DonationEntry, ...]
    received_at: datetime
    donor: tuple[str, int] | None = None
    project_id: int | None = None
    note: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a donor who is gone and a line without a quantity or item; asks of new items' names."""
        findings = [finding for line in self.lines for finding in _against(line)]
        findings += _twins(work, self.lines)
        if self.donor is not None and not record_name(work.connection, *self.donor):
            findings.append(not_found(self.donor[0]))
        return findings

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes it in; the ids are the donation's and its lots'."""
        donation = Donation(
            campaign_id=self.campaign_id,
            project_id=self.project_id,
            received_at=self.received_at,
            note=tidy_text(self.note),
        )
        if self.donor is not None:
            setattr(donation, f"donor_{self.donor[0]}_id", self.donor[1])
        work.session.add(donation)
        work.session.flush()
        lots = [_take_in(work, line, self.received_at, donation_id=donation.id) for line in self.lines]
        giver = record_name(work.connection, *self.donor) if self.donor else "somebody anonymous"
        return Applied(f"Received a donation from {giver}", (donation.id, *lots))


@dataclass(frozen=True)
class AddDonationLine:
    """Adds a line to a donation."""

    donation_id: int
    line: DonationEntry

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where the donation is gone, or the line lacks a quantity or item; asks of a new name."""
        findings = [*_against(self.line), *_twins(work, (self.line,))]
        if work.session.get(Donation, self.donation_id) is None:
            findings.append(not_found("donation"))
        return findings

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it; the id is the lot's."""
        donation = work.session.get_one(Donation, self.donation_id)
        lot = _take_in(work, self.line, donation.received_at, donation_id=donation.id)
        return Applied(f"Received {lot_amount(work.connection, lot, self.line.quantity)}", (lot,))


@dataclass(frozen=True)
class CorrectQuantity:
    """Puts right how many of a lot were received, when it was mistyped."""

    lot_id: int
    quantity: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses nothing or less, and fewer than have gone out since or are set aside."""
        if self.quantity < 1:
            return _against(DonationEntry(self.quantity, item_id=1))
        first = _first(work, self.lot_id)
        if first is None:
            return [not_found("line")]
        if first.kind is MovementKind.SPLIT_IN:
            these = lot_amount(work.connection, self.lot_id, first.quantity)
            text = f"These {these} were split off a line."
            do = "Correct that line instead, or count these and write off what is not there."
            return [hard_finding("goods.split", "Donation", text, do, field="quantity")]
        if kits := find_made_kits(work.connection, (self.lot_id,)):
            return kits
        came = _came(work, self.lot_id)
        name = lot_name(work.connection, self.lot_id)
        if self.quantity <= came - first.quantity:
            found = lot_amount(work.connection, self.lot_id, came - first.quantity)
            text = f"{found} of this line were found when counting."
            do = f"Type more than {found}."
            return [hard_finding("goods.counted", name, text, do, field="quantity")]
        least = came - available(work.connection, self.lot_id)
        if self.quantity >= least:
            return []
        gone = lot_amount(work.connection, self.lot_id, least)
        if allocated_partner_names(work.connection, self.lot_id):
            text = f"{gone} of this line have gone out already, or are set aside."
            do = f"Type {gone} or more, or release them first."
            return [hard_finding("goods.set_aside", name, text, do, field="quantity")]
        text = f"{gone} of this line have gone out already."
        return [hard_finding("goods.gone_out", name, text, f"Type {gone} or more.", field="quantity")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Corrects the movement by which it came in."""
        first = _first(work, self.lot_id)
        if first is None:
            raise RefusalError(not_found("line"))
        more = self.quantity - _came(work, self.lot_id)
        adjust_counts(work, self.lot_id, more)
        first.quantity += more
        amount = lot_amount(work.connection, self.lot_id, self.quantity)
        return Applied(f"Corrected to {amount}", (self.lot_id,))


@dataclass(frozen=True)
class Make:
    """Takes into stock what a project made on the day: 300 cards. The parts of a kit leave it."""

    project_id: int
    line: DonationEntry
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a line without a quantity or item, and a kit without its parts; asks of a new name."""
        kit = self.line.item_id or find_item_by_name(work.connection, self.line.item_name)
        short = check_kit_parts(work.connection, kit, self.line.quantity, self.at) if kit else []
        return [*_against(self.line), *_twins(work, (self.line,)), *short]

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes it in, and the parts of a kit out; the id is the lot's."""
        lot = _take_in(work, self.line, self.at, project_id=self.project_id, kind=MovementKind.MADE)
        take_kit_parts(work, lot, self.line.quantity, self.at, self.project_id)
        return Applied(f"Made {lot_amount(work.connection, lot, self.line.quantity)}", (lot,))


@dataclass(frozen=True)
class Issue:
    """Takes goods of a lot out of stock: used by a project, or written off with a reason."""

    lot_id: int
    kind: MovementKind
    quantity: int
    at: datetime
    project_id: int | None = None
    reason: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses more than there is, and a write-off without a reason; asks where nobody may have it."""
        name = lot_name(work.connection, self.lot_id)
        findings = _against(DonationEntry(self.quantity, item_id=1))
        if self.kind not in {MovementKind.USED, MovementKind.WRITTEN_OFF}:
            text = f"Goods are not {self.kind} this way."
            findings.append(hard_finding("goods.own_action", name, text, "Use the Goods page that does it."))
        if (found := check_available(work.connection, self.lot_id, self.quantity)) is not None:
            findings.append(found)
        if self.kind is MovementKind.USED:
            findings += self._barred(work)
            findings += check_meal(work.connection, self.project_id, (self.lot_id,))
        if self.kind is MovementKind.WRITTEN_OFF and not self.reason.strip():
            text = "A write-off needs its reason."
            findings.append(
                hard_finding("goods.no_reason", name, text, "Type why, such as “torn”.", field="reason")
            )
        return findings

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes it out; why it was used all the same is kept in the ledger."""
        work.session.add(
            Movement(
                lot_id=self.lot_id,
                kind=self.kind,
                quantity=self.quantity,
                at=self.at,
                project_id=self.project_id,
                reason=tidy_text(self.reason or work.reason),
            )
        )
        work.session.flush()
        amount = lot_amount(work.connection, self.lot_id, self.quantity)
        return Applied(f"{str(self.kind).capitalize()}: {amount}", (self.lot_id,))

    def _barred(self, work: UnitOfWork) -> list[Finding]:
        """Asks of what was recalled, is unfit or past its use-by date, which a project may have used."""
        sentences = [
            barred_reason(each, self.at.date()) for each in list_supplies(work.connection, {self.lot_id})
        ]
        do = "Write it off instead, or say why it was used."
        name = lot_name(work.connection, self.lot_id)
        return [soft_finding("goods.barred", name, sentence, do) for sentence in sentences if sentence]


def _first(work: UnitOfWork, lot_id: int) -> Movement | None:
    """The movement by which a lot came in, or was made of another."""
    kinds = (*BROUGHT_IN, MovementKind.SPLIT_IN)
    came = select(Movement).where(Movement.lot_id == lot_id, Movement.kind.in_(kinds))
    return work.session.execute(came.order_by(Movement.id).limit(1)).scalar_one_or_none()


def _came(work: UnitOfWork, lot_id: int) -> int:
    """How many of a lot came in, with what was found of it when counting, less what was split off it."""
    came = select(func.sum(quantity_of_line())).where(Movement.lot_id == lot_id)
    return work.connection.execute(came).scalar() or 0


def _against(line: DonationEntry) -> list[Finding]:
    findings = []
    if line.quantity < 1:
        text = "The quantity must be at least 1."
        findings.append(
            hard_finding("goods.quantity", "Donation", text, "Type a whole number.", field="quantity")
        )
    if line.item_id is None and not tidy_text(line.item_name):
        text = "This line does not say what was given."
        findings.append(
            hard_finding("goods.no_item", "Donation", text, "Type the item's name.", field="item")
        )
    if sentence := freezing_problem(line.use_by, line.frozen_on):
        findings.append(late_freezing("Donation", sentence))
    return findings


def _twins(work: UnitOfWork, lines: Sequence[DonationEntry]) -> list[Finding]:
    """Asks of every new name that is nearly that of an item there already, or of a line before it."""
    names = (tidy_text(line.item_name) for line in lines if line.item_id is None)
    new = {name.lower(): name for name in names if name and find_item_by_name(work.connection, name) is None}
    before = list(new.values())
    return [each for n, name in enumerate(before) for each in similar_item(work.connection, name, before[:n])]


def _take_in(
    work: UnitOfWork,
    line: DonationEntry,
    at: datetime,
    *,
    donation_id: int | None = None,
    project_id: int | None = None,
    kind: MovementKind = MovementKind.RECEIVED,
) -> int:
    item_id = line.item_id or _item(work, tidy_text(line.item_name))
    if line.counting is not None:
        _learn_counting(work, item_id, line.counting)
    lot = Lot(
        item_id=item_id,
        donation_id=donation_id,
        project_id=project_id,
        location_id=line.location_id,
        condition=line.condition,
        size=tidy_text(line.size),
        use_by=line.use_by,
        best_before=line.best_before,
        frozen_on=line.frozen_on,
        note=tidy_text(line.note),
        batch=tidy_text(line.batch),
    )
    work.session.add(lot)
    work.session.flush()
    work.session.add(
        Movement(
            lot_id=lot.id,
            kind=kind,
            quantity=line.quantity,
            at=at,
            to_location_id=line.location_id,
            project_id=project_id,
        )
    )
    work.session.flush()
    return lot.id


def _learn_counting(work: UnitOfWork, item_id: int, counting: ItemCounting) -> None:
    """Keeps of how an item is counted what the catalogue does not know yet."""
    item = work.session.get_one(Item, item_id)
    for column, value in asdict(counting).items():
        if value and getattr(item, column) != value:
            setattr(item, column, value)


def _item(work: UnitOfWork, name: str) -> int:
    """The catalogue's item of this name, whatever its capitals; a new one where there is none."""
    found = find_item_by_name(work.connection, name)
    if found is not None:
        return found
    item = Item(name=name)
    work.session.add(item)
    work.session.flush()
    return item.id
