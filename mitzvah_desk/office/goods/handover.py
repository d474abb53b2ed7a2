"""What a partner took of a delivery, line by line, and what came back.

Only what was handed over leaves the stock. What was refused comes back, and the request stays open for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mitzvah_desk.model import Delivery, DeliveryLine, DeliveryStatus, Movement, MovementKind, Outcome
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.delivery_checks import (
    already_dispatched,
    find_blocked_lines,
    load_delivery_lines,
)
from mitzvah_desk.office.goods.stock_ledger import available, lot_name
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
    """

    delivery_id: int
    taken: tuple[tuple[int, int, str], ...]
    at: datetime
    received_by: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses where it is over, a line is not told of, or more was taken than there is of a lot.

        It tells what happened, so what should not have been handed over is asked about, and not refused.
        """
        delivery = work.session.get(Delivery, self.delivery_id)
        if delivery is None:
            return [not_found("delivery")]
        if delivery.status is DeliveryStatus.DELIVERED:
            return [already_dispatched(work, delivery)]
        lines = {line.id: line for line in load_delivery_lines(work, delivery.id)}
        if sorted(lines) != sorted(number for number, _, _ in self.taken):
            return [not_found("line of the delivery")]
        if any(count < 0 for _, count, _ in self.taken):
            text = "Nobody can take less than nothing."
            return [hard_finding("delivery.negative", "Delivery", text, "Type 0 or more.", field="taken")]
        do = "Take it back, or say why it was given."
        barred = self._barred(work, lines.values())
        return [
            *self._too_many(work, lines),
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
            told = (note, barred.get(number, ""), work.reason if number in barred else "")
            line.delivered, line.outcome = count, line_outcome(count, line.quantity)
            line.note = tidy_text(" ".join(part for part in told if part))
            work.session.add_all(self._movements(line, count))
        delivery.status, delivery.received_by = DeliveryStatus.DELIVERED, tidy_text(self.received_by)
        work.session.flush()
        things = sum(count for _, count, _ in self.taken)
        name = record_name(work.connection, "partner", delivery.partner_id)
        return Applied(f"Delivered {things:,} things to {name}", (delivery.id,))

    def _barred(self, work: UnitOfWork, lines: Iterable[DeliveryLine]) -> dict[int, str]:
        given = {number for number, count, _ in self.taken if count}
        return find_blocked_lines(work, [line for line in lines if line.id in given], self.at.date())

    def _too_many(self, work: UnitOfWork, lines: Mapping[int, DeliveryLine]) -> list[Finding]:
        """Refuses more of a lot than was set aside for these lines and is free besides."""
        more: dict[int, int] = {}
        for number, count, _ in self.taken:
            line = lines[number]
            bound = line.quantity if line.allocation_id is not None else 0
            more[line.lot_id] = more.get(line.lot_id, 0) + count - bound
        found = []
        for lot, count in more.items():
            unbound = available(work.connection, lot)
            if count > unbound:
                name = lot_name(work.connection, lot)
                text = (
                    f"{count} more {name} than were brought were taken, but only {max(unbound, 0)} are free."
                )
                do = "Correct the number, or count what is in stock first."
                found.append(hard_finding("delivery.too_many", name, text, do, field="taken"))
        return found

    def _movements(self, line: DeliveryLine, count: int) -> Iterator[Movement]:
        """What was brought, or taken where they took more, and what of it came back."""
        brought = max(count, line.quantity)
        yield make_movement(line, MovementKind.DELIVERED, brought, self.at)
        if count < brought:
            yield make_movement(line, MovementKind.RETURNED, brought - count, self.at, line.note)


@dataclass(frozen=True)
class TakeBack:
    """Takes back what a partner was given and gave back later: they rang, and six tins came back.

    Attributes:
        line_ids: the line of the delivery, or the lines that its note shows as one; each gives back what was
            taken of it before the next does.
        quantity: how many came back of them in all.
        at: when.
        note: why; kept with the lines and in the ledger.
    """

    line_ids: tuple[int, ...]
    quantity: int
    at: datetime
    note: str = ""

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
        text = f"They were given {given:,} {name} on this delivery."
        do = f"Type a number from 1 to {given:,}." if given else "There is nothing to take back."
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
                work.session.add(make_movement(line, MovementKind.RETURNED, back, self.at, self.note))
                rest -= back
        work.session.flush()
        delivery = work.session.get_one(Delivery, lines[0].delivery_id)
        name = record_name(work.connection, "partner", delivery.partner_id)
        words = f"Took {self.quantity:,} {lot_name(work.connection, lines[0].lot_id)} back from {name}"
        return Applied(words, self.line_ids)


def line_outcome(taken: int, brought: int) -> Outcome:
    """How a line ended of which so many were taken."""
    return Outcome.REFUSED if taken == 0 else Outcome.PART if taken < brought else Outcome.ALL


def make_movement(line: DeliveryLine, kind: MovementKind, many: int, at: datetime, why: str = "") -> Movement:
    """A movement of a line's goods."""
    return Movement(
        lot_id=line.lot_id, kind=kind, quantity=many, at=at, delivery_line_id=line.id, reason=tidy_text(why)
    )
