"""What may stand in a field: each function tidies a value or raises ValueError with one plain sentence."""

import re
import unicodedata
from functools import lru_cache


def tidy_text(text: str) -> str:
    """Text without stray blanks and control characters; line breaks stay.

    Names keep every other character: apostrophes, angle brackets, Hebrew with niqqud.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    return unicodedata.normalize("NFC", "\n".join(lines).strip())


def add_missing_lines(was: str, lines: str) -> str:
    """A note with those of some lines that it does not have yet, whatever their capitals."""
    more = (line for line in lines.split("\n") if line.casefold() not in was.casefold())
    return "\n".join((was, *more)) if was else lines


def normalise_email(text: str) -> str:
    """An e-mail address in its usual form; empty stays empty."""
    text = tidy_text(text)
    if not text:
        return ""
    plain = _PLAIN_EMAIL.fullmatch(text)
    if plain is not None:
        domain = _find_domain(plain["domain"])
        if domain:
            return f"{plain['name']}@{domain}"
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError(
            f"“{text}” is not a whole e-mail address. It should look like name@example.org."
        ) from None


_PLAIN_EMAIL = re.compile(r"(?P<name>[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*)@(?P<domain>[^@\s]+)", re.ASCII)
_LONGEST_DOMAIN = 100
"""In letters; with a name of at most 64 such an address is never too long."""


@lru_cache(maxsize=4096)
def _find_domain(text: str) -> str:
    """A domain in its usual form, looked at once; empty where the whole address has to be looked at."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(f"a@{text}", check_deliverability=False).domain
    except EmailNotValidError:
        return ""
    return found if len(found) < _LONGEST_DOMAIN else ""


_MOBILE = re.compile(r"07 ?[45789](?: ?[0-9]){8}", re.ASCII)


def normalise_phone(text: str) -> str:
    """A telephone number in its national form, or the international one outside Britain; empty stays empty.

    A number of Ofcom's drama ranges counts as a possible one.
    """
    text = tidy_text(text)
    if not text:
        return ""
    if _MOBILE.fullmatch(text):  # most of a list's; the library takes ten times as long to say the same
        digits = text.replace(" ", "")
        return f"{digits[:5]} {digits[5:]}"
    import phonenumbers

    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        number = None
    if number is not None and phonenumbers.is_possible_number(number):
        style = phonenumbers.PhoneNumberFormat
        home = number.country_code == phonenumbers.country_code_for_region("GB")
        told = phonenumbers.format_number(number, style.NATIONAL if home else style.INTERNATIONAL)
        missing = home and text.startswith("0") and not told.startswith("0")  # no number is so long
        if not missing:
            return str(told)
    raise ValueError(f"“{text}” is not a whole telephone number. Check its digits, such as 020 7946 0000.")


POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\b", re.IGNORECASE)
"""A British postcode within a text."""


def normalise_postcode(text: str) -> str:
    """A postcode in capitals with its blank in place (BS 7666); other countries' codes stay as typed."""
    text = tidy_text(text).upper()
    compact = text.replace(" ", "")
    if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", compact):
        return f"{compact[:-3]} {compact[-3:]}"
    return text


def require_non_negative(number: int | None) -> int | None:
    """A whole number from 0 up, or none."""
    if number is not None and number < 0:
        raise ValueError("This number cannot be less than nothing. Type 0 or more.")
    return number
