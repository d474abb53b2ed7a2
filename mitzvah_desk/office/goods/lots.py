"""What happens to lots in store: moved, sorted, repaired, recalled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import ItemCondition, Lot, LotState, Movement, MovementKind, RecallCall
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.stock_ledger import lot_name, on_hand
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.fields.tidying import tidy_text
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.cold_chain import freezing_problem
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class MoveLots:
    """Puts lots somewhere else."""

    lot_ids: tuple[int, ...]
    location_id: int
    at: datetime

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a place that is no longer in the file."""
        return (
            [] if record_name(work.connection, "storage_location", self.location_id) else [not_found("place")]
        )

    def apply(self, work: UnitOfWork) -> Applied:
        """Moves them, and notes it in the ledger."""
        moved = 0
        for lot in _lots(work, self.lot_ids):
            left = on_hand(work.connection, lot.id)
            if lot.location_id == self.location_id or not left:
                continue
            work.session.add(
                Movement(
                    lot_id=lot.id,
                    kind=MovementKind.MOVED,
                    quantity=left,
                    at=self.at,
                    from_location_id=lot.location_id,
                    to_location_id=self.location_id,
                )
            )
            lot.location_id = self.location_id
            moved += 1
        where = record_name(work.connection, "storage_location", self.location_id)
        return Applied(f"Moved {count_noun(moved, 'lot')} to {where}", self.lot_ids)


@dataclass(frozen=True)
class ChangeLots:
    """Says how lots are: sorted, ready, repaired, and the maker's lot number. What is None stays."""

    lot_ids: tuple[int, ...]
    state: LotState | None = None
    condition: ItemCondition | None = None
    batch: str | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Nothing stands against it."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it down of every one of the lots; who says how they are has looked at them."""
        for lot in _lots(work, self.lot_ids):
            lot.state = self.state or lot.state
            if self.condition is not None:
                lot.condition, lot.to_check = self.condition, ""
            if self.batch is not None:
                lot.batch = tidy_text(self.batch)
        number = None if self.batch is None else f"lot number {tidy_text(self.batch) or 'not known'}"
        words = ", ".join(str(word) for word in (self.state, self.condition, number) if word is not None)
        return Applied(f"{_some(work, self.lot_ids)}: {words}", self.lot_ids)


@dataclass(frozen=True)
class HoldLots:
    """Holds lots back until somebody has looked at them.

    Attributes:
        lot_ids: the lots.
        why: what is to be looked at, such as ``dented tins``; required.
    """

    lot_ids: tuple[int, ...]
    why: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses to hold anything back without saying why."""
        if tidy_text(self.why):
            return ()
        text = "Nobody said what is to be looked at."
        return [hard_finding("goods.no_reason", "Goods", text, "Type why, such as “dented tins”.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it on every one of them."""
        for lot in _lots(work, self.lot_ids):
            lot.to_check = tidy_text(self.why)
        return Applied(f"{_some(work, self.lot_ids)}: to check", self.lot_ids)


@dataclass(frozen=True)
class FreezeLots:
    """Writes down on which day lots were frozen; None where they were not.

    Attributes:
        lot_ids: the lots.
        on: the day.
    """

    lot_ids: tuple[int, ...]
    on: date | None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses a day after the use-by date of one of them."""
        sentences = (freezing_problem(lot.use_by, self.on) for lot in _lots(work, self.lot_ids))
        name = lot_name(work.connection, self.lot_ids[0])
        return [late_freezing(name, sentence) for sentence in dict.fromkeys(sentences) if sentence]

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes the day on every one of them."""
        for lot in _lots(work, self.lot_ids):
            lot.frozen_on = self.on
        words = f"frozen {format_date(self.on)}" if self.on else "not frozen"
        return Applied(f"{_some(work, self.lot_ids)}: {words}", self.lot_ids)


def late_freezing(subject: str, sentence: str) -> Finding:
    """Refuses what was frozen after its use-by date; ``sentence`` says so with both days."""
    do = "Correct the days; if they are right, it must not be eaten: write it off."
    return hard_finding("goods.frozen_late", subject, sentence, do, field="frozen_on")


def check_freezing(connection: Connection, lot_id: int, values: Mapping[str, Any]) -> list[Finding]:
    """Refuses dates of a lot by which it would have been frozen after its use-by date.

    Args:
        connection: the file.
        lot_id: the lot.
        values: what is set of it, by column.
    """
    if not {"use_by", "frozen_on"} & values.keys():
        return []
    row = connection.execute(select(Lot.use_by, Lot.frozen_on).where(Lot.id == lot_id)).first()
    kept = {"use_by": row.use_by, "frozen_on": row.frozen_on} if row is not None else {}
    now = {**kept, **values}
    sentence = freezing_problem(now.get("use_by"), now.get("frozen_on"))
    return [late_freezing(lot_name(connection, lot_id), sentence)] if sentence else []


@dataclass(frozen=True)
class Recall:
    """Stops lots from going out, with the reason; an empty reason lets them go out again.

    Attributes:
        lot_ids: the lots.
        reason_why: why, such as ``glass in a jar``.
    """

    lot_ids: tuple[int, ...]
    reason_why: str

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002
        """Refuses where no lot is chosen."""
        if self.lot_ids:
            return ()
        return [hard_finding("goods.nothing", "Goods", "Nothing is chosen.", "Choose the lots first.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Stops them, or lets them go again."""
        why = tidy_text(self.reason_why)
        for lot in _lots(work, self.lot_ids):
            lot.recalled = why
        if not why:  # another recall is another reason to ring
            for call in work.session.scalars(select(RecallCall).where(RecallCall.lot_id.in_(self.lot_ids))):
                work.session.delete(call)
        some = _some(work, self.lot_ids)
        return Applied(f"Stopped {some}: {why}" if why else f"May go out again: {some}", self.lot_ids)


def _lots(work: UnitOfWork, lot_ids: Sequence[int]) -> Sequence[Lot]:
    found = work.session.scalars(select(Lot).where(Lot.id.in_(lot_ids)).order_by(Lot.id)).all()
    if not found:
        raise RefusalError(not_found("lot"))
    return found


def _some(work: UnitOfWork, lot_ids: Sequence[int]) -> str:
    more = f" and {len(lot_ids) - 1} more lots" if len(lot_ids) > 1 else ""
    return f"{lot_name(work.connection, lot_ids[0])}{more}"
