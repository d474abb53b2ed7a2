"""The block with which an e-mail ends, read as a person: name, position, organisation, numbers, address.

Every text that it finds stands in the block; what it cannot place is left for the note. It guesses no
more than the order in which people sign: the name, what they are, where, and how they are reached.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields import tidying as fields

_MOST_LINES = 60
_LONGEST_LINE = 500
_PARTS = re.compile(r"\s*(?:[|·•●▪◆]|\t|\s[–—]\s|\s{3,})\s*")
_QUOTE = re.compile(r"^[>\s]+")
_CLOSING = re.compile(
    r"(?:(?:with |very |my )*(?:kind|best|warm(?:est)?|all good|many|good)? ?"
    r"(?:regards|wishes|thanks|thank you)(?: and .{1,20})?|yours(?: \w+){0,2}|sincerely|cheers|(?:b'?)?shalom"
    r"|sent from my .{1,30}|-{2,}|_{2,}|={2,}|\*{2,})[ ,.!]*",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:from|reply-to):\s*(.+)", re.IGNORECASE)
_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>,;:\"()|]+@[^\s<>,;:\"()|]+\.[^\s<>,;:\"()|]+)>?")
_SITE = re.compile(r"(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+])\+?\(?[0-9][0-9 ().\-‑–]{7,}[0-9](?![\w])")
_LABEL = re.compile(
    r"^\s*(?:direct(?: line| dial)?|d(?:dl?)?|office|switchboard|main|home|work|mobile|mob|cell|m|telephone"
    r"|tel|phone|ph|t|p|fax|f|e-?mail|e|web(?:site)?|w|address|a)\s*[.:]\s*|^\s*(?:direct|mobile|mob|telephone|tel"
    r"|phone|fax|e-?mail|web)\s*$",
    re.IGNORECASE,
)
_TAKEN = " | "
"""What stands where something was taken out of a line."""
_FAX = re.compile(r"\bfax\b|^\s*f\s*[.:]", re.IGNORECASE)
_HOUSE = re.compile(r"(?:(?:flat|unit|suite|floor|room)\b|[0-9]{1,4}[a-z]?\b)", re.IGNORECASE)
_LETTERS = r"(?:[A-Z][A-Za-z]{0,3}[A-Z]|PhD|Esq)"
_HONOURED = re.compile(rf"(.+?)[ ,]+({_LETTERS}(?:[ ,]+{_LETTERS})*)")
_ORGANISATION = re.compile(
    r"\b(synagogue|shul|trust|charity|charities|ltd|limited|plc|llp|cic|school|college|university|academy|care"
    r"|foundation|centre|center|council|church|mosque|temple|nhs|hospital|hospice|home|homes|house|association"
    r"|society|community|federation|project|foodbank|food bank|kitchen|shelter|library|group|company|& co"
    r"|partnership|services|scouts|guides|kehil\w+|congregation|museum|gallery|surgery|nursery)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\b(chair(?:man|woman)?|manager|rabbi|director|officer|co-?ordinator|head|secretary|treasurer|president"
    r"|trustee|assistant|administrator|warden|minister|cantor|teacher|leader?|volunteer|executive|ceo|founder"
    r"|editor|worker|consultant|associate|chaplain|organiser|member)\b",
    re.IGNORECASE,
)
_PARTICLES = {"de", "van", "von", "ben", "bat", "der", "la"}
_AT = re.compile(r"\s*(?:,|\s@|\bat)\s+", re.IGNORECASE)
_MOST_ADDRESS, _LONGEST_POSITION = 5, 8


@dataclass(slots=True)
class SignatureRead:
    """What a signature block says.

    Attributes:
        title: such as ``Rabbi``.
        given: first name.
        family: family name.
        honours: the letters after the name.
        position: what they are.
        organisation: where.
        emails: their addresses.
        mobiles: mobile numbers.
        phones: other numbers.
        address: line by line.
        postcode: its postcode.
        rest: whatever else stands there, line by line.
    """

    title: str = ""
    given: str = ""
    family: str = ""
    honours: str = ""
    position: str = ""
    organisation: str = ""
    emails: list[str] = field(default_factory=list)
    mobiles: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    address: str = ""
    postcode: str = ""
    rest: list[str] = field(default_factory=list)


def read_signature(text: str, is_known: Callable[[str], bool] = lambda _: False) -> SignatureRead:
    """Reads a signature block.

    Args:
        text: the block, as it is copied.
        is_known: whether a text is the name of an organisation that the committee knows.
    """
    found = SignatureRead()
    lines = _take_reach(_lines(text), found)
    lines = _take_address(lines, found)
    parts = [part for line in lines for piece in _PARTS.split(line) if (part := piece.strip(" ,;"))]
    parts = _take_name(parts, found)
    _take_work(parts, found, is_known)
    return found


def tells_of_work(line: str) -> bool:
    """Whether a line says what somebody is, or names an organisation: ``Head of Care``, ``Felix Project``."""
    return bool(_POSITION.search(line) or _ORGANISATION.search(line))


def _lines(text: str) -> list[str]:
    """The lines that say something, without greetings and signs of quotation."""
    tidied = "\n".join(line[:_LONGEST_LINE] for line in text.splitlines()[:_MOST_LINES])
    kept = []
    for raw in tidied.split("\n"):
        line = _QUOTE.sub("", raw.replace("\xa0", " ")).strip()
        header = _HEADER.fullmatch(line)
        line = header[1] if header else line
        if line and not _CLOSING.fullmatch(line):
            kept.append(line)
    return kept


def _take_reach(lines: list[str], found: SignatureRead) -> list[str]:
    """Takes e-mail addresses, websites and numbers out of lines; returns what is left of each."""
    left = []
    for line in lines:
        kept = []
        for piece in _PARTS.split(line):
            rest = _EMAIL.sub(lambda match: _take_email(match, found), piece)
            rest = _SITE.sub(lambda match: _take_site(match, found), rest)
            if _FAX.search(rest) and _PHONE.search(rest):
                found.rest.append(fields.tidy_text(rest))
                continue
            rest = _PHONE.sub(lambda match: _take_phone(match, found), rest)
            if rest == piece:
                kept.append(rest)
            else:  # what stood before a number and what stood behind it is not one text
                kept += [
                    _LABEL.sub("", _LABEL.sub("", part)).strip(" \"'<>,;:/") for part in rest.split(_TAKEN)
                ]
        words = _TAKEN.join(rest for rest in kept if rest.strip())
        if words:
            left.append(words)
    return left


def _strip_label(text: str) -> str:
    """A text without what says what stands behind it, ``Tel:``, and without the signs around it."""
    return _LABEL.sub("", _LABEL.sub("", text)).strip(" \"'<>,;:/")


def _take_email(match: re.Match[str], found: SignatureRead) -> str:
    try:
        email = fields.normalise_email(match[1].rstrip("."))
    except ValueError:
        return match[0]
    if email not in found.emails:
        found.emails.append(email)
    return _TAKEN


def _take_site(match: re.Match[str], found: SignatureRead) -> str:
    if match[0] not in found.rest:
        found.rest.append(match[0])
    return _TAKEN


def _take_phone(match: re.Match[str], found: SignatureRead) -> str:
    try:
        number = reading.parse_phone(re.sub(r"[.‑–]", " ", match[0]))
    except ValueError:
        return match[0]
    numbers = found.mobiles if number.startswith("07") else found.phones
    if number not in numbers:
        numbers.append(number)
    return _TAKEN


def _take_address(lines: list[str], found: SignatureRead) -> list[str]:
    """Takes the address out of lines: from the number of the house to the postcode."""
    end = next((n for n, line in enumerate(lines) if fields.POSTCODE.search(line)), None)
    if end is None:
        return lines
    code = fields.POSTCODE.search(lines[end])
    start = next(
        (n for n in range(end, max(end - _MOST_ADDRESS, -1), -1) if _HOUSE.match(_LABEL.sub("", lines[n]))),
        end,
    )
    before, _, after = lines[end].partition(code[1] if code else "")
    found.postcode = fields.normalise_postcode(code[1] if code else "")
    pieces = [*lines[start:end], before]
    parts = [part.strip(" ,;|") for line in pieces for part in re.split(r",\s+|\s\|\s", _LABEL.sub("", line))]
    found.address = "\n".join(fields.tidy_text(part) for part in parts if part)
    rest = [after.strip(" ,;|")] if after.strip(" ,;|.") else []
    return [*lines[:start], *rest, *lines[end + 1 :]]


def _take_name(parts: list[str], found: SignatureRead) -> list[str]:
    """Takes the first part that can be one person's name; returns the others."""
    for number, part in enumerate(parts):
        words, honours = part, ""
        after = _HONOURED.fullmatch(part)
        if after and len(after[1].split()) > 1 and not part.isupper():
            words, honours = after[1].strip(" ,"), after[2]
        if not _may_be_name(words):
            continue
        names = reading.parse_names(words)
        if len(names) == 1 and names[0].given:
            found.title, found.given, found.family = names[0].title, names[0].given, names[0].family
            found.honours = honours
            return [*parts[:number], *parts[number + 1 :]]
    return parts


def _may_be_name(text: str) -> bool:
    """Whether a text looks like a name: a few words, each with a capital or a script that has none."""
    words = text.split()
    return (
        1 < len(words) <= 6
        and reading.is_name(text)
        and not re.search(r"[0-9:/]", text)
        and not _ORGANISATION.search(text)
        and all(not word[0].islower() or word.split("-")[0] in _PARTICLES for word in words)
    )


def _take_work(parts: list[str], found: SignatureRead, is_known: Callable[[str], bool]) -> None:
    """Takes what they are and where; the rest is left as it stands."""
    left: list[str] = []
    for part in (fields.tidy_text(part) for part in parts):
        pieces = _AT.split(part, maxsplit=1)
        whole = len(pieces) == 1 and not _POSITION.search(part)
        if not found.organisation and (is_known(part) or (whole and _ORGANISATION.search(part))):
            found.organisation = part
        elif (
            len(pieces) == 2  # Chair, Jewish Care
            and not (found.organisation or found.position)
            and all(pieces)
            and (is_known(pieces[1]) or _ORGANISATION.search(pieces[1]))
        ):
            found.position, found.organisation = pieces
        else:
            left.append(part)
    signed = bool(found.given or found.family)
    if left and signed and not found.position and len(left[0].split()) <= _LONGEST_POSITION:
        found.position = left.pop(0)
    found.rest += [part for part in left if part]
