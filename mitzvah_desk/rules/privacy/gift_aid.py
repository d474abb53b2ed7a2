"""How long the law wants a gift with a Gift Aid declaration to be kept."""

from datetime import date

YEARS = 6
REASON = "HMRC may ask a charity for six years who gave it (Gift Aid: keeping records)"


def keep_gift_aid_until(given_on: date) -> date:
    """The last day on which donor, address and gift must be known: six years after the gift's tax year.

    HMRC, *Charities: detailed guidance notes on how the tax system operates*, chapter 3 (Gift Aid).

    Args:
        given_on: the day of the gift.
    """
    ends = given_on.year + (1 if (given_on.month, given_on.day) > (4, 5) else 0)
    return date(ends + YEARS, 4, 5)
