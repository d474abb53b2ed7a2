"""What goods have to say before a record is added, changed or removed, or a step is replayed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mitzvah_desk.office.core.guards import register_guard
from mitzvah_desk.office.goods.catalogue import check_unit, find_made_kits, similar_item
from mitzvah_desk.office.goods.delete_guards import (
    check_locked_fields,
    check_protected_tables,
    find_delete_blockers,
)
from mitzvah_desk.office.goods.lots import check_freezing
from mitzvah_desk.office.goods.requests import check_request_quantity
from mitzvah_desk.office.goods.stock_ledger import require_non_negative_stock
from mitzvah_desk.rules.findings import Finding


class GoodsGuard:
    """Keeps stock a sum of what happened, and the catalogue without twins."""

    def check_add(self, connection: Connection, record: str, values: Mapping[str, Any]) -> Sequence[Finding]:
        """Refuses what only its own action writes; asks where an item is nearly called so already."""
        if record == "item":
            return similar_item(connection, values.get("name"))
        return check_protected_tables(record, values, new=True)

    def check_change(
        self, connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
    ) -> Sequence[Finding]:
        """Refuses what goods hang on; asks where another item is nearly called so, or numbers change."""
        if record == "item" and "name" in values:
            return similar_item(connection, values["name"], but=record_id)
        if record == "item" and "unit" in values:
            return check_unit(connection, record_id, str(values["unit"] or ""))
        asked = record == "request" and "quantity" in values
        return [
            *(check_request_quantity(connection, record_id, values["quantity"]) if asked else ()),
            *(check_freezing(connection, record_id, values) if record == "lot" else ()),
            *check_protected_tables(record, values),
            *check_locked_fields(connection, record, record_id, values),
        ]

    def check_removal(
        self, connection: Connection, record: str, record_ids: Sequence[int]
    ) -> Sequence[Finding]:
        """Refuses while goods hang on one of them."""
        made = find_made_kits(connection, record_ids) if record == "lot" else ()
        return [*check_protected_tables(record), *find_delete_blockers(connection, record, record_ids), *made]

    def require_valid_replay(self, connection: Connection) -> None:
        """Refuses a replay after which less than nothing would be there."""
        require_non_negative_stock(connection)


register_guard(GoodsGuard())
