"""No gift of money is marked for Gift Aid without a declaration, and no donor goes whom HMRC may ask for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from mitzvah_desk.model import MoneyGift
from mitzvah_desk.office.core.guards import register_guard
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.gift_aid.coverage import explain_no_gift_aid, list_marked_gifts
from mitzvah_desk.office.goods.donations import DONORS, donor_key
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.privacy.gift_aid import NO_DONOR, NOT_A_PERSON, REASON, keep_gift_aid_until

_DECIDING = frozenset({"gift_aid", "on_day", *(f"donor_{kind}_id" for kind in DONORS)})
"""The fields of a gift by which a declaration covers it or does not."""


class GiftAidGuard:
    """Keeps the mark of Gift Aid to gifts that a declaration covers."""

    def check_add(self, connection: Connection, record: str, values: Mapping[str, Any]) -> Sequence[Finding]:
        """Refuses a marked gift that no declaration covers."""
        return _check_mark(connection, values) if record == "money_gift" else ()

    def check_change(
        self, connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
    ) -> Sequence[Finding]:
        """Refuses the mark, or another donor or day of a marked gift, likewise."""
        if record != "money_gift" or not _DECIDING & values.keys():
            return ()
        query = select(MoneyGift.__table__).where(MoneyGift.id == record_id)
        row = connection.execute(query).mappings().first()
        return _check_mark(connection, {**row, **values}) if row is not None else ()

    def check_removal(
        self, connection: Connection, record: str, record_ids: Sequence[int]
    ) -> Sequence[Finding]:
        """Refuses a person under whose declaration a gift is that HMRC may still ask about."""
        if record != "person":
            return ()
        gifts = list_marked_gifts(connection, MoneyGift.donor_person_id.in_(record_ids))
        until: dict[int, date] = {}
        for gift in gifts:
            last = keep_gift_aid_until(gift.on_day)
            if gift.declaration is not None and last >= date.today():
                person = gift.declaration.person_id
                until[person] = max(last, until.get(person, last))
        return [_needed(record_name(connection, "person", each), last) for each, last in until.items()]

    def require_valid_replay(self, connection: Connection) -> None:
        """Nothing: a mark that lost its declaration is told, and left out of the schedule."""


def _check_mark(connection: Connection, values: Mapping[str, Any]) -> list[Finding]:
    day = values.get("on_day")
    if not values.get("gift_aid") or day is None:
        return []
    donor = donor_key(values)
    reason = explain_no_gift_aid(connection, donor, day)
    if not reason:
        return []
    name = record_name(connection, *donor) if donor is not None else ""
    do = "Write down their declaration first, or take the mark of Gift Aid away."
    if reason in (NO_DONOR, NOT_A_PERSON):
        do = "Choose the one person who gave it, or take the mark of Gift Aid away."
    text = f"This gift{f' of {name}' if name else ''} cannot be marked for Gift Aid: {reason}."
    return [hard_finding("gift_aid.not_covered", name or "Gift of money", text, do, field="gift_aid")]


def _needed(name: str, until: date) -> Finding:
    text = f"{name} declared Gift Aid, and it must be known who gave until {format_date(until)}: {REASON}."
    do = "Choose “Erase for good…” on their page: it keeps the declaration and takes all else."
    return hard_finding("gift_aid.needed", name, text, do)


register_guard(GiftAidGuard())
