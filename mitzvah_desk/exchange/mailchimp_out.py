"""Addresses for Mailchimp: one line an e-mail address, in the columns that its import knows by itself.

Source: mailchimp.com/help, “Format guidelines for your import file”.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mitzvah_desk.exchange.csv_out import csv_bytes

COLUMNS = ("Email Address", "First Name", "Last Name", "Tags")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody to whom the newsletter goes.

    Attributes:
        email: the address.
        given: first name.
        family: family name.
    """

    email: str
    given: str
    family: str


def mailchimp_csv(subscribers: Iterable[Subscriber], tag: str) -> bytes:
    """A file that Mailchimp takes in.

    Args:
        subscribers: whoever agreed; those who share an address are one subscriber, by the first one's name.
        tag: what Mailchimp tags them with; a comma would part it in two, so it becomes a blank.
    """
    first: dict[str, Subscriber] = {}
    for each in subscribers:
        first.setdefault(each.email.casefold(), each)
    tag = " ".join(tag.replace(",", " ").split())
    rows = [(each.email, each.given, each.family, tag) for address, each in first.items() if address]
    # Mailchimp would read the mark that Excel wants as a part of the first heading.
    return csv_bytes(COLUMNS, rows).removeprefix(_MARK)
