"""How one lot is told from another of the same in a question, as it stands on the label of its box."""

from datetime import date

from mitzvah_desk.rules.goods.cold_chain import describe_date


def describe_lot(
    item: str,
    size: str,
    lot_id: int,
    *,
    use_by: date | None,
    best_before: date | None,
    frozen_on: date | None,
) -> str:
    """What a lot is: ``Rice, use by 3 Dec 2026, lot 12``."""
    parts = (item, size, describe_date(use_by, best_before, frozen_on), f"lot {lot_id}")
    return ", ".join(part for part in parts if part)
