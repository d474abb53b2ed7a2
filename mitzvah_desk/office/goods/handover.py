"""What a partner took of a delivery, line by line, and what came back.

Only what was handed over leaves the stock. What was refused comes back, and the request stays open for it.
What came back is a lot of its own, which somebody must look at before it goes out again; it goes straight
back to the others only where it is told to be as it was.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mitzvah_desk.model import (
    Delivery,
    DeliveryLine,
    DeliveryStatus,
    Lot,
    Movement,
    MovementKind,
    Outcome,
    Partner,
)
from mitzvah_desk.model.expressions import is_confidential
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.delivery_checks import (
    already_dispatched,
    find_blocked_lines,
    load_delivery_lines,
)
from mitzvah_desk.office.goods.lots import split_off
from mitzvah_desk.office.goods.stock_ledger import (
    available,
    lot_amount,
    lot_name,
    lot_quantity,
    sum_of_lots,
)
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding, soft_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class HandOver:
    """Notes what a partner took of a delivery, line by line.

    Attributes:
        delivery_id: the delivery.
        taken: a line's id, how many were taken (fewer, none, or more than were brought), and a note.
        at: when.
        received_by: who took it.
        as_it_was: the lines of which what came back is as it was, and need not be looked at.
    """

    delivery_id: int
    taken: tuple[tuple[int, int, str], ...]
    at: datetime
    received_by: str = ""
    as_it_was: tuple[int, ...] = ()

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where it is over, a line is not told of, or more was taken than there is of a lot.

        It tells what happened, so what should not have been handed over is asked about, and not refused.
        """
        delivery = work.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        if delivery.status is DeliveryStatus.DELIVERED:
            return [already_dispatched(work, delivery)]
        return self.check_taken(work, lambda lot: available(work.connection, lot))

    def check_taken(self, work: UnitOfWork, unbound: Callable[[int], int]) -> list[Finding]:
        """What stands against what was taken, whatever became of the delivery so far.

        Args:
            work: the step.
            unbound: how many of a lot are free while nothing of this delivery is handed over.
        """
        lines = {line.id: line for line in load_delivery_lines(work, self.delivery_id)}
        if sorted(lines) != sorted(number for number, _, _ in self.taken):
            return [not_found("line of the delivery")]
        if any(count < 0 for _, count, _ in self.taken):
            text = "Nobody can take less than nothing."
            return [hard_finding("delivery.negative", "Delivery", text, "Type 0 or more.", field="taken")]
        do = "Take it back, or say why it was given."
        barred = self._barred(work, lines.values())
        return [
            *self._too_many(work, lines, unbound),
            *(
                soft_finding("delivery.stopped", "Delivery", text, do)
                for text in dict.fromkeys(barred.values())
            ),
        ]

    def apply(self, work: UnitOfWork) -> Applied:
        """Notes it, and takes what was taken out of the stock; a reason is kept with the lines it is for."""
        delivery = work.session.get_one(Delivery, self.delivery_id)
        lines = {line.id: line for line in load_delivery_lines(work, delivery.id)}
        barred = self._barred(work, lines.values())
        for number, count, note in self.taken:
            line = lines[number]
            why = (barred[number], work.reason) if number in barred else ()
            told = [note, *(each for each in why if each not in note)]
            line.delivered, line.outcome = count, line_outcome(count, line.quantity)
            line.note = tidy_text(" ".join(part for part in told if part))
            self._write(work, line, count, note)
        delivery.status, delivery.received_by = DeliveryStatus.DELIVERED, tidy_text(self.received_by)
        work.session.flush()
        things = sum_of_lots(work.connection, [(lines[n].lot_id, count) for n, count, _ in self.taken])
        name = record_name(work.connection, "partner", delivery.partner_id)
        return Applied(f"Delivered {things} to {name}", (delivery.id,))

    def _barred(self, work: UnitOfWork, lines: Iterable[DeliveryLine]) -> dict[int, str]:
        given = {number for number, count, _ in self.taken if count}
        return find_blocked_lines(work, [line for line in lines if line.id in given], self.at.date())

    def _too_many(
        self, work: UnitOfWork, lines: Mapping[int, DeliveryLine], unbound: Callable[[int], int]
    ) -> list[Finding]:
        """Refuses more of a lot than was set aside for these lines and is free besides.

        What comes back to be looked at becomes a lot of its own, so nobody else could have taken it.
        """
        more: dict[int, int] = {}
        for number, count, _ in self.taken:
            line = lines[number]
            bound = line.quantity if line.allocation_id is not None else 0
            beyond = count - bound
            if beyond < 0 and line.id not in self.as_it_was:
                beyond = 0
            more[line.lot_id] = more.get(line.lot_id, 0) + beyond
        found = []
        for lot, count in more.items():
            free = unbound(lot)
            if count > free:
                name = lot_name(work.connection, lot)
                more_of, there = (lot_quantity(work.connection, lot, n) for n in (count, max(free, 0)))
                text = f"{more_of} more {name} than were brought were taken, but only {there} are free."
                do = "Correct the number, or count what is in stock first."
                found.append(hard_finding("delivery.too_many", name, text, do, field="taken"))
        return found

    def _write(self, work: UnitOfWork, line: DeliveryLine, count: int, note: str) -> None:
        """Writes what was brought, or taken where they took more, and what of it came back."""
        brought = max(count, line.quantity)
        work.session.add(make_movement(line, MovementKind.DELIVERED, brought, self.at))
        if count < brought:
            why = None if line.id in self.as_it_was else ("refused", note)
            back = make_movement(line, MovementKind.RETURNED, brought - count, self.at, line.note)
            _come_back(work, back, line, why)


@dataclass(frozen=True)
class TakeBack:
    """Takes back what a partner was given and gave back later: they rang, and six tins came back.

    Attributes:
        line_ids: the line of the delivery, or the lines that its note shows as one; each gives back what was
            taken of it before the next does.
        quantity: how many came back of them in all.
        at: when.
        note: why; kept with the lines and in the ledger.
        as_it_was: it is as it was, and need not be looked at.
    """

    line_ids: tuple[int, ...]
    quantity: int
    at: datetime
    note: str = ""
    as_it_was: bool = False

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses more than they were given, and what was not handed over yet."""
        lines = [work.session.get(DeliveryLine, number) for number in self.line_ids]
        there = [line for line in lines if line is not None]
        if len(set(there)) < len(lines) or len({line.delivery_id for line in there}) != 1:
            return [not_found("line of the delivery")]
        name = lot_name(work.connection, there[0].lot_id)
        if any(line.delivered is None for line in there):
            text = f"{name} of this delivery was not handed over yet."
            return [
                hard_finding(
                    "delivery.not_over", name, text, "Hand it over first, and say how many were taken."
                )
            ]
        given = sum(line.delivered or 0 for line in there)
        if 1 <= self.quantity <= given:
            return []
        lot = there[0].lot_id
        text = f"They were given {lot_amount(work.connection, lot, given)} on this delivery."
        least, most = (lot_quantity(work.connection, lot, many) for many in (1, given))
        do = f"Type a number from {least} to {most}." if given else "There is nothing to take back."
        return [hard_finding("delivery.too_many_back", name, text, do, field="quantity")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes it into the stock again; their request is open for as many."""
        lines = [work.session.get_one(DeliveryLine, number) for number in self.line_ids]
        rest = self.quantity
        for line in lines:
            had = line.delivered or 0
            back = min(rest, had)
            if back:
                line.delivered, line.outcome = had - back, line_outcome(had - back, line.quantity)
                line.note = tidy_text(" ".join(part for part in (line.note, self.note) if part))
                why = None if self.as_it_was else ("came back", self.note)
                returned = make_movement(line, MovementKind.RETURNED, back, self.at, self.note)
                _come_back(work, returned, line, why)
                rest -= back
        work.session.flush()
        delivery = work.session.get_one(Delivery, lines[0].delivery_id)
        name = record_name(work.connection, "partner", delivery.partner_id)
        back_again = lot_amount(work.connection, lines[0].lot_id, self.quantity)
        words = f"Took {back_again} back from {name}"
        return Applied(words, self.line_ids)


def _come_back(
    work: UnitOfWork, returned: Movement, line: DeliveryLine, check: tuple[str, str] | None = None
) -> None:
    """Takes goods of a line into the stock again.

    Args:
        work: the step.
        returned: how many came back, and when.
        line: from which.
        check: what happened, and why in the user's words, where somebody must look at them first.
    """
    work.session.add(returned)
    if check is not None:
        hidden = select(is_confidential(Partner.id)).join(Delivery, Delivery.partner_id == Partner.id)
        secret = work.connection.execute(hidden.where(Delivery.id == line.delivery_id)).scalar_one()
        what, why = check  # what was said at a refuge's door is not for the label on a shelf
        lot = work.session.get_one(Lot, line.lot_id)
        told = what if secret or not why.strip() else f"{what}, {why}"
        split_off(work, lot, returned.quantity, returned.at, to_check=told, line_id=line.id)


def line_outcome(taken: int, brought: int) -> Outcome:
    """How a line ended of which so many were taken."""
    return Outcome.REFUSED if taken == 0 else Outcome.PART if taken < brought else Outcome.ALL


def make_movement(line: DeliveryLine, kind: MovementKind, many: int, at: datetime, why: str = "") -> Movement:
    """A movement of a line's goods."""
    return Movement(
        lot_id=line.lot_id, kind=kind, quantity=many, at=at, delivery_line_id=line.id, reason=tidy_text(why)
    )
