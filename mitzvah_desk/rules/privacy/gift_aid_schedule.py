"""A line of HMRC's Gift Aid schedule, as Charities Online takes it.

GOV.UK, *Schedule spreadsheet to claim back tax on Gift Aid donations*: what to include.
"""

import re
from datetime import date

from mitzvah_desk.rules.privacy.gift_aid import Declaration

TITLES = (
    "Title",
    "First name or initial",
    "Last name",
    "House name or number",
    "Postcode",
    "Aggregated donations",
    "Sponsored event",
    "Donation date (DD/MM/YY)",
    "Amount",
)
ABROAD = "X"
"""What stands for the postcode of a donor who lives outside the United Kingdom."""
_TITLE, _NAME, _HOUSE = 4, 35, 40
"""The most letters that the schedule takes."""
_UK = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_NUMBERED = re.compile(r"\d+[A-Za-z]?(?:\s?[-–/]\s?\d+[A-Za-z]?)?(?=[\s,]|$)")


def find_missing(declaration: Declaration) -> str:
    """What a declaration lacks for the schedule, as part of a sentence; empty where it lacks nothing."""
    if not declaration.given.strip():
        return "the declaration has no first name or initial"
    if not declaration.postcode.strip():
        return f"the declaration has no postcode (“{ABROAD}” for a home abroad)"
    if declaration.postcode != ABROAD and not _UK.fullmatch(declaration.postcode):
        return f"“{declaration.postcode}” is no postcode of the United Kingdom (“{ABROAD}” for a home abroad)"
    return ""


def make_line(
    declaration: Declaration, given_on: date, pence: int
) -> tuple[str, str, str, str, str, str, str, date, float]:
    """The cells under ``TITLES`` for one gift; neither an aggregated donation nor of a sponsored event.

    Args:
        declaration: the one that covers it and lacks nothing.
        given_on: the day of the gift.
        pence: its amount.
    """
    title = declaration.title.rstrip(".")
    return (
        title if len(title) <= _TITLE else "",
        declaration.given[:_NAME].strip(),
        re.sub(r"\s*[-–‐‑]\s*", " ", declaration.family)[:_NAME].strip(),
        house_of(declaration.address, abroad=declaration.postcode == ABROAD),
        declaration.postcode,
        "",
        "",
        given_on,
        pence / 100,
    )


def propose_home(address: str, postcode: str, country: str) -> tuple[str, str]:
    """A household's address and postcode as a declaration has them; a country is named only of one abroad."""
    if not country:
        return address, postcode
    return "\n".join(filter(None, (address, postcode, country))), ABROAD


def house_of(address: str, *, abroad: bool = False) -> str:
    """The house's number or name; abroad as much of the address as there is room for.

    Args:
        address: a home's, in lines.
        abroad: whether it is outside the United Kingdom.
    """
    lines = [line.strip(" ,") for line in address.splitlines() if line.strip(" ,")]
    if abroad:
        return ", ".join(lines)[:_HOUSE].strip(" ,")
    first = lines[0] if lines else ""
    numbered = _NUMBERED.match(first)
    return numbered[0] if numbered else first[:_HOUSE].strip(" ,")
