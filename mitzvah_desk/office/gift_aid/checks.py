"""Gifts that are marked for Gift Aid though no declaration covers them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection

from mitzvah_desk.model import MoneyGift
from mitzvah_desk.office.gift_aid.coverage import Donor, MarkedGift, list_marked_gifts
from mitzvah_desk.rules.fields.parsing import format_money
from mitzvah_desk.rules.findings import Finding, soft_finding
from mitzvah_desk.rules.plurals import count_noun


@dataclass(frozen=True, slots=True)
class UncoveredDonor:
    """A donor's gifts that are marked, and on which nothing may be claimed.

    Attributes:
        donor: what kind of donor and which; None for nobody.
        name: as it may be shown.
        gift_ids: the gifts.
        pence: how much together.
        reason: why, as part of a sentence.
    """

    donor: Donor
    name: str
    gift_ids: tuple[int, ...]
    pence: int
    reason: str

    @property
    def text(self) -> str:
        """The same in a sentence."""
        verb = "is" if len(self.gift_ids) == 1 else "are"
        many = f"{count_noun(len(self.gift_ids), 'gift')} of {format_money(self.pence)}"
        return f"{self.name}: {many} {verb} marked for Gift Aid, but {self.reason}."


def list_uncovered_donors(connection: Connection, *where: ColumnElement[bool]) -> list[UncoveredDonor]:
    """Donors with marked gifts that no declaration covers, by name.

    Args:
        connection: the file.
        where: only these gifts; all of the file without it.
    """
    found: dict[tuple[Donor, str, str], list[MarkedGift]] = defaultdict(list)
    for gift in list_marked_gifts(connection, *where):
        if gift.declaration is None:
            found[gift.donor, gift.donor_name, gift.reason].append(gift)
    donors = [
        UncoveredDonor(
            donor, name, tuple(gift.id for gift in gifts), sum(gift.amount_pence for gift in gifts), reason
        )
        for (donor, name, reason), gifts in found.items()
    ]
    return sorted(donors, key=lambda each: (each.name.casefold(), each.reason))


def list_uncovered_in_campaign(connection: Connection, campaign_id: int) -> Sequence[UncoveredDonor]:
    """As ``list_uncovered_donors``, of the gifts of one campaign."""
    return list_uncovered_donors(connection, MoneyGift.campaign_id == campaign_id)


def find_uncovered_marks(connection: Connection) -> list[Finding]:
    """A finding for each donor with a marked gift that no declaration covers."""
    do = "Write down their declaration on their page, or take the mark of Gift Aid away."
    return [
        soft_finding("gift_aid.not_covered", each.name, each.text, do)
        for each in list_uncovered_donors(connection)
    ]
