"""The Gift Aid schedule: a line for each gift that may be claimed, and why the others are not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from mitzvah_desk.model import MoneyGift
from mitzvah_desk.office.gift_aid.coverage import MarkedGift, list_marked_gifts
from mitzvah_desk.rules.fields.parsing import format_date, format_money
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.rules.privacy.gift_aid import claim_gift_aid_until, tax_to_claim
from mitzvah_desk.rules.privacy.gift_aid_schedule import find_missing, make_line


@dataclass(frozen=True, slots=True)
class GiftAidSchedule:
    """What a treasurer claims with.

    Attributes:
        rows: the cells of each gift, under ``gift_aid_schedule.TITLES``.
        pence: the gifts together.
        left_out: each gift that is marked and not on it, with the reason, in a sentence.
    """

    rows: tuple[Sequence[str | date | float], ...]
    pence: int
    left_out: tuple[str, ...]

    @property
    def claim_pence(self) -> int:
        """What may be claimed on them."""
        return tax_to_claim(self.pence)

    @property
    def totals(self) -> str:
        """How many gifts, how much, and what may be claimed, in a sentence."""
        gifts, pence = count_noun(len(self.rows), "gift"), format_money(self.pence)
        return f"{gifts}, {pence} together: {format_money(self.claim_pence)} may be claimed."


def read_schedule(connection: Connection, start: date, until: date, today: date) -> GiftAidSchedule:
    """The schedule of the gifts given in a time.

    Args:
        connection: the file.
        start: the first day of it.
        until: the last day of it.
        today: gifts of which the time for a claim is over then are left out.
    """
    rows, pence, left_out = [], 0, []
    for gift in list_marked_gifts(connection, MoneyGift.on_day.between(start, until)):
        reason = _find_reason(gift, today)
        if reason or gift.declaration is None:
            amount = format_money(gift.amount_pence)
            left_out.append(f"{amount} of {gift.donor_name} on {format_date(gift.on_day)}: {reason}.")
            continue
        rows.append(make_line(gift.declaration, gift.on_day, gift.amount_pence))
        pence += gift.amount_pence
    return GiftAidSchedule(tuple(rows), pence, tuple(left_out))


def _find_reason(gift: MarkedGift, today: date) -> str:
    if gift.declaration is None:
        return gift.reason
    last = claim_gift_aid_until(gift.on_day)
    if last < today:
        return f"it could be claimed until {format_date(last)} only"
    return find_missing(gift.declaration)
