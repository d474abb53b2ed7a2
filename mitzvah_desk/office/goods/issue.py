"""Goods that leave the store without a delivery: used up by a project, or written off, lots at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mitzvah_desk.model import MovementKind
from mitzvah_desk.office.core.actions import Applied
from mitzvah_desk.office.goods.delivery_advice import check_meal
from mitzvah_desk.office.goods.donations import Issue
from mitzvah_desk.office.goods.stock_ledger import lot_amount, lot_name
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class IssueLots:
    """Takes goods of several lots out of stock, as one step; see ``Issue`` for each.

    Attributes:
        parts: a lot and how many of it.
        kind: used, or written off.
        at: when.
        project_id: the project that used them.
        reason: why they are written off.
    """

    parts: tuple[tuple[int, int], ...]
    kind: MovementKind
    at: datetime
    project_id: int | None = None
    reason: str = ""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses nothing at all, and whatever stands against one of them."""
        if not self.parts:
            return [hard_finding("goods.nothing", "Goods", "Nothing is chosen.", "Say how many of what.")]
        found = {finding.text: finding for part in self._each() for finding in part.check(work)}
        if self.kind is MovementKind.USED and "goods.meat_and_milk" not in {f.rule for f in found.values()}:
            meal = check_meal(work.connection, self.project_id, [lot for lot, _ in self.parts])
            found |= {finding.text: finding for finding in meal}
        return list(found.values())

    def apply(self, work: UnitOfWork) -> Applied:
        """Takes them out; the ids are the lots'."""
        for part in self._each():
            part.apply(work)
        lots: dict[str, int] = {}
        sums: dict[str, int] = defaultdict(int)
        for lot, count in self.parts:
            name = lot_name(work.connection, lot)
            lots[name] = lot
            sums[name] += count
        said = [lot_amount(work.connection, lots[name], count) for name, count in sums.items()]
        things = ", ".join(said[:2])
        more = f" and {len(said) - 2} more" if len(said) > 2 else ""
        return Applied(f"{str(self.kind).capitalize()}: {things}{more}", tuple(lot for lot, _ in self.parts))

    def _each(self) -> list[Issue]:
        return [
            Issue(lot, self.kind, count, self.at, self.project_id, self.reason) for lot, count in self.parts
        ]
