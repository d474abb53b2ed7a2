"""The thank-you sheet of a donor: each gift, and where it went."""

from collections.abc import Sequence
from datetime import datetime

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.records import record_name
from mitzvah_desk.office.goods.giving_on.donor_gifts import DonorGiftRow, DonorKey
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.office.printing.letterhead import read_letterhead
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.goods.weights import format_amount_of
from mitzvah_desk.rules.privacy.disclosure import Audience

_PRIVATE = "to people whose place we keep private"


def make_gift_sheet(
    office: Office,
    donor: DonorKey,
    gifts: Sequence[DonorGiftRow],
    *,
    paper: Paper | None = None,
    now: datetime | None = None,
) -> Outgoing:
    """A sheet for a donor to keep or to put up.

    Args:
        office: the open file.
        donor: of whom it speaks.
        gifts: what they gave, as ``list_donor_gifts`` has it.
        paper: what it is printed on.
        now: the time of printing.
    """
    from mitzvah_desk.documents.gift_sheet import GiftLine, render_gift_sheet

    name = office.query(record_name, *donor)
    moment = now or datetime.now()
    lines = [
        GiftLine(
            format_date(gift.given_at.date()),
            format_amount_of(gift.quantity, gift.unit, gift.item),
            _went(gift),
        )
        for gift in gifts
    ]
    return Outgoing(
        "Thank-you sheet",
        Audience.PUBLIC,
        (name, lines, read_letterhead(office)[0]),
        lambda values, _: render_gift_sheet(
            values[0],
            values[1],
            values[2],
            paper or Paper(),
            audience=Audience.PUBLIC,
            printed_at=moment,
        ),
        file_name(f"Thank you {name}"),
    )


def _went(gift: DonorGiftRow) -> str:
    where = _PRIVATE if gift.private else gift.went
    return f"{where}, {format_date(gift.went_at.date())}" if gift.went_at else where
