"""Which gifts of money a Gift Aid declaration covers, what may be claimed, and how long both must be kept.

HMRC, *Charities: detailed guidance notes on how the tax system operates*, chapter 3 (Gift Aid).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mitzvah_desk.model import DeclarationScope

KEPT_YEARS = 6
CLAIM_YEARS = 4
BACK_YEARS = 4
REASON = "HMRC may ask a charity for six years who gave it (Gift Aid: keeping records)"
NO_DONOR = "nobody is named as the donor"
NOT_A_PERSON = "Gift Aid is only for a gift of one person, not of a household, group or organisation"
NO_DECLARATION = "there is no Gift Aid declaration of theirs"
CANCELLED = "their Gift Aid declaration was cancelled before"
OTHER_DAY = "their Gift Aid declaration is not for that day"
_DONORS = ("household", "group", "partner")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A donor's Gift Aid declaration.

    Attributes:
        id: its record.
        person_id: who made it; an erased person's record stays for as long as this must.
        title: as declared.
        given: the first names, as declared.
        family: the family name, as declared.
        address: of their home, as declared.
        postcode: of it; ``X`` for a home abroad.
        made_on: the day on which it was made.
        scope: which gifts it is for.
        how: how it was made, in words.
        cancelled_on: from this day on it covers nothing; None where it stands.
    """

    id: int
    person_id: int
    title: str
    given: str
    family: str
    address: str
    postcode: str
    made_on: date
    scope: DeclarationScope
    how: str
    cancelled_on: date | None

    def covers(self, given_on: date) -> bool:
        """Whether it covers a gift of a day (HMRC, chapter 3: enduring declarations, cancellation)."""
        if self.cancelled_on is not None and given_on >= self.cancelled_on:
            return False
        return self.reaches(given_on)

    def reaches(self, given_on: date) -> bool:
        """Whether it is for gifts of a day, had nobody cancelled it."""
        match self.scope:
            case DeclarationScope.ONE_GIFT:
                return given_on == self.made_on
            case DeclarationScope.FROM_NOW:
                return given_on >= self.made_on
            case DeclarationScope.FOUR_YEARS_BACK:
                return given_on >= _years_before(self.made_on, BACK_YEARS)


def find_covering(declarations: Iterable[Declaration], given_on: date) -> Declaration | None:
    """The newest of a donor's declarations that covers a gift of a day; None where none does."""
    covering = [each for each in declarations if each.covers(given_on)]
    return max(covering, key=lambda each: (each.made_on, each.id), default=None)


def explain_uncovered(
    donor: tuple[str, int] | None, declarations: Sequence[Declaration], given_on: date
) -> str:
    """Why no Gift Aid can be claimed on a gift, as part of a sentence; empty where a declaration covers it.

    Args:
        donor: what kind of donor, such as ``("person", 7)``; None where nobody is named.
        declarations: the donor's.
        given_on: the day of the gift.
    """
    if donor is None:
        return NO_DONOR
    if donor[0] in _DONORS:
        return NOT_A_PERSON
    if find_covering(declarations, given_on) is not None:
        return ""
    if any(each.reaches(given_on) for each in declarations):
        return CANCELLED
    return OTHER_DAY if declarations else NO_DECLARATION


def tax_to_claim(pence: int) -> int:
    """What a charity may claim on gifts, in whole pence: 20/80 of them, the basic rate of tax (HMRC)."""
    return pence * 20 // 80


def keep_gift_aid_until(given_on: date) -> date:
    """The last day on which donor, address and gift must be known: six years after the gift's tax year.

    HMRC, chapter 3: keeping Gift Aid records.

    Args:
        given_on: the day of the gift.
    """
    return _tax_year_end(given_on, KEPT_YEARS)


def claim_gift_aid_until(given_on: date) -> date:
    """The last day on which Gift Aid may be claimed: four years after the gift's tax year.

    GOV.UK, *Claiming Gift Aid as a charity or CASC*: deadlines, for a charity that is a trust.

    Args:
        given_on: the day of the gift.
    """
    return _tax_year_end(given_on, CLAIM_YEARS)


def tax_year_of(day: date) -> tuple[date, date]:
    """The first and the last day of the tax year that a day is in: 6 April to 5 April."""
    last = _tax_year_end(day, 0)
    return date(last.year - 1, 4, 6), last


def _tax_year_end(day: date, years: int) -> date:
    """The 5 April that ends the tax year of a day, so many years later."""
    ends = day.year + (1 if (day.month, day.day) > (4, 5) else 0)
    return date(ends + years, 4, 5)


def _years_before(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29) and not _is_leap_year(day.year - years)
    return date(day.year - years, 3, 1) if leap_day else day.replace(year=day.year - years)


def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
