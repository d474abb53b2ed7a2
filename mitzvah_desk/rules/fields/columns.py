"""What the columns of a spreadsheet mean: by their headings first, else by what stands beneath them.

The headings are those of Google Contacts, Outlook, Mailchimp, Google Forms, SignUpGenius, ChurchSuite and of
people who make their own.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from mitzvah_desk.model import ImportOf
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields.headings import guess_field

_LOOKED_AT = 15
_CONTENT_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class FieldOf:
    """Something that a column can tell.

    Attributes:
        key: its name for the program.
        words: its name on the screen.
        headings: other headings that mean it, as ``normalise_heading`` leaves them.
        many: several columns may tell it, and are joined.
    """

    key: str
    words: str
    headings: tuple[str, ...] = ()
    many: bool = False


def _f(key: str, words: str, headings: str = "", *, many: bool = False) -> FieldOf:
    return FieldOf(key, words, tuple(h.strip() for h in headings.split("|") if h.strip()), many)


_NAME = (
    _f("title", "Title", "name prefix|prefix|salutation|mr mrs"),
    _f("given", "First name", "firstname|first|forename|forenames|given name|given|christian name|"
       "first names|שם פרטי"),
    _f("middle", "Middle name", "additional name|middle|second name"),
    _f("family", "Family name", "last name|lastname|surname|last|family|second surname|שם משפחה"),
    _f("name", "Full name", "name|contact|contact name|your name|volunteer|volunteer name|display name|"
       "names|person|"
       "attendee|attendee name|participant|donor|donor name|given by|from|file as|your full name|"
       "signed up by|שם|שם מלא"),
    _f("known_as", "Known as", "nickname|preferred name|goes by|known name"),
)  # fmt: skip
_REACH = (
    _f("email", "E-mail", "email|e mail|email address|e mail address|e mail 1 value|email 1|mail|your email|"
       "contact email|home email|primary email|e mail 1|דוא ל|אימייל|מייל"),
    _f("email_2", "E-mail 2", "e mail 2 value|e mail 2 address|email 2|secondary email|work email|"
       "other email"),
    _f("mobile", "Mobile", "mobile phone|mobile number|mob|mob no|cell|cell phone|mobile tel|"
       "primary phone mobile|נייד|טלפון נייד"),
    _f("phone", "Telephone", "phone|tel|telephone number|phone number|home phone|phone 1 value|landline|"
       "contact number|primary phone|telephone home|home tel|home telephone|your phone number|tel no|"
       "contact phone|טלפון"),
    _f("phone_2", "Telephone 2", "phone 2 value|other phone|home phone 2|business phone|work phone|phone 2"),
    _f("address", "Address", "street|home street|address 1 street|address line 1|address 1|home address|"
       "street address|"
       "address 1 formatted|your address|address line 2|address 2|home street 2|address line 3|address 3|"
       "home street 3|city|town|home city|address 1 city|town city|county|home state|address 1 region|"
       "address 1 extended address|state|postal town|כתובת|עיר", many=True),
    _f("postcode", "Postcode", "post code|zip|zip code|postal code|home postal code|address 1 postal code|"
       "zip postal code|מיקוד"),
)  # fmt: skip
_PERSON = (
    *_NAME,
    _f("hebrew_name", "Hebrew name", "hebrew"),
    *_REACH,
    _f("household", "Household", "family unit|household name|family household"),
    _f("child", "Child", "is child|under 18|child or adult|adult child|adult or child"),
    _f("born", "Date of birth", "dob|birthday|birth date|birthdate|born|d o b"),
    _f("age", "Age", "age on the day|your age|how old are you"),
    _f("position", "Position", "job title|organization title|organisation title|office|"
       "role in the community|organization 1 title"),
    _f("skills", "Skills", "what can you do|talents|skill"),
    _f("drives", "Drives", "driver|has a car|car"),
    _f("diet", "Diet", "dietary requirements|dietary|dietary needs|allergies"),
    _f("access_needs", "Access needs", "access requirements|accessibility|mobility needs|medical"),
    _f("emergency_contact", "Emergency contact", "ice|emergency phone|emergency contact number"),
    _f("group", "Group", "groups|class|youth movement|congregation|group name"),
    _f("leader", "Group’s leader", "leader|group leader|leader name|led by|teacher"),
    _f("adults", "Adults", "number of adults|no of adults"),
    _f("children", "Children", "number of children|no of children"),
    _f("photo", "Permission: photo", "photo|photos|photo consent|photo permission|photographs"),
    _f("print", "Permission: name in print", "name in print|print|may we print your name"),
    _f("newsletter", "Permission: newsletter", "newsletter|mailing list|email consent|receive newsletter|"
       "subscribe|"
       "would you like our newsletter"),
    _f("keep", "Permission: keep my details", "keep my details|may we keep your details|gdpr|data consent"),
    _f("note", "Note", "notes|comment|comments|remarks|other information|anything else|הערות", many=True),
)  # fmt: skip
_SHIFT = (
    _f("heads", "How many come", "heads|head count|headcount|number attending|number coming|number of people|"
       "no of people|party size|group size|how many"),
    _f("project", "Project", "activity|event|sign up|signup|sign up title|project name|what"),
    _f("role", "Role", "item|slot|task|job|volunteer role|position role"),
    _f("day", "Day", "date|shift date|start date|start date time|date of shift"),
    _f("starts", "From", "start time|start|begins|time|shift|from time|shift time|which shift"),
    _f("ends", "Until", "end time|end|ends|to|to time"),
)  # fmt: skip

FIELDS: Mapping[ImportOf, tuple[FieldOf, ...]] = {
    ImportOf.PEOPLE: _PERSON,
    ImportOf.PARTNERS: (
        _f(
            "name",
            "Name",
            "partner|organisation|organization|charity|company|organization name|charity name|"
            "organisation name|company name",
        ),
        _f("what", "What it is", "type|kind|category|description|about"),
        _f("part_of", "Part of", "parent|parent organisation|umbrella"),
        *_REACH[-2:],
        _f(
            "phone",
            "Telephone",
            "phone|tel|telephone number|phone number|main phone|switchboard",
        ),
        _f("email", "E-mail", "email|email address|e mail address"),
        _f("website", "Website", "web|url|site|web site|web page|organization website"),
        _f("contact", "Contact", "contact name|contact person|main contact|key contact"),
        _f("contact_job", "Contact’s position", "contact position|job title|contact job title|position"),
        _f("contact_phone", "Contact’s telephone", "contact telephone|contact phone|contact mobile"),
        _f("contact_email", "Contact’s e-mail", "contact e mail|contact email"),
        _f("code_name", "Code name", "code name if confidential"),
        _f("note", "Note", "notes|comment|comments|remarks", many=True),
    ),
    ImportOf.DONATIONS: (
        *_NAME,
        *_REACH,
        _f("given_on", "Day", "date|received|date received|given on|donation date|on|timestamp|payment date"),
        _f("item", "What", "item|items|goods|thing|product|donated|description|what was given"),
        _f("quantity", "Quantity", "number|qty|how many|amount of items|count|no"),
        _f("size", "Size"),
        _f("condition", "Condition", "state"),
        _f("use_by", "Use by", "use by date|expiry|expires|expiry date"),
        _f("best_before", "Best before", "best before date|bbe"),
        _f("amount", "Amount", "money|gift|sum|donation amount|gbp|amount gbp|donation|value"),
        _f("method", "How given", "payment method|method|paid by|how"),
        _f("gift_aid", "Gift Aid", "giftaid|gift aided"),
        _f("project", "For", "project|towards|appeal|fund|campaign"),
        _f("note", "Note", "notes|comment|comments|remarks|message", many=True),
    ),
    ImportOf.SIGN_UPS: (*(f for f in _PERSON if f.key != "position"), *_SHIFT),
}
_NUMBERED = re.compile(r"@|[0-9]")
_TOTALS = re.compile(r"(grand |sub)?totals?\b|sum\b|number of rows|count\b", re.IGNORECASE)


def normalise_heading(heading: str) -> str:
    """A heading as it is compared: small letters, no signs: ``E-mail 1 - Value`` is ``e mail 1 value``."""
    text = re.sub(r"\(.*?\)|\[.*?\]", " ", heading.casefold().replace("&", " and ").replace("’", "'"))
    return " ".join(re.sub(r"[^\w]+", " ", text).replace("_", " ").split())


def unique_headings(headings: Sequence[str]) -> list[str]:
    """Headings as they are compared, each of its own: the second ``Notes`` of a file is ``notes 2``."""
    spelt: list[str] = []
    for heading in headings:
        word = name = normalise_heading(heading)
        number = 1
        while name in spelt:
            number += 1
            name = f"{word} {number}"
        spelt.append(name)
    return spelt


def match_headings(kind: ImportOf, headings: Sequence[str]) -> dict[int, str]:
    """What columns mean by their headings: column numbers from 0, each with a field's key."""
    known = {normalise_heading(each.words): each for each in FIELDS[kind]}
    for each in FIELDS[kind]:
        for heading in each.headings:
            known.setdefault(heading, each)
    matched: dict[int, str] = {}

    def take(number: int, each: FieldOf | None) -> None:
        if each is not None and number not in matched and (each.many or each.key not in matched.values()):
            matched[number] = each.key

    spelt = [normalise_heading(heading) for heading in headings]
    for number, heading in enumerate(spelt):
        take(number, known.get(heading))
    keys = {each.key: each for each in FIELDS[kind]}
    for number, heading in enumerate(headings):
        if number not in matched:
            whole = " ".join(re.sub(r"[^\w]+", " ", heading.casefold()).split())  # with what is in brackets
            take(number, keys.get(guess_field(spelt[number], keys) or guess_field(whole, keys)))
    return matched


def match_columns(kind: ImportOf, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What columns mean, by their headings, else by what stands in them."""
    columns = [[row[number].strip() for row in rows if row[number]][:100] for number in range(len(headings))]
    matched = {
        number: key
        for number, key in match_headings(kind, headings).items()
        if key not in _YES_OR_NO or _mostly(columns[number], _is_answer)
    }
    known = {each.key for each in FIELDS[kind]}
    if {"given", "family", "name"} & set(matched.values()):
        known.discard("name")
    for number, cells in enumerate(columns):
        if number in matched or not cells:
            continue
        for key, looks in _LOOKS:
            if key in known and key not in matched.values() and _mostly(cells, looks.fullmatch):
                matched[number] = key
                break
    return matched


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    """Whether most cells are of a kind; of a column without cells nothing speaks against it."""
    return sum(bool(fits(cell)) for cell in cells) >= _CONTENT_SHARE * len(cells)


_YES_OR_NO = {"photo", "print", "newsletter", "keep", "child", "gift_aid", "drives"}
"""What only an answer can tell: a ``Photo`` may also be a picture's address."""


def _is_answer(cell: str) -> bool:
    try:
        reading.parse_child(cell, None)
    except ValueError:
        return False
    return True


_WORD = r"[^\W\d_][^\W\d_.'’-]*"
_LOOKS = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("postcode", re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")),
    ("mobile", re.compile(r"(\+?44 ?(\(0\))?|0)7[0-9 ]{9,12}")),
    ("phone", re.compile(r"(\+?44 ?(\(0\))?|\(?0)[1-9][0-9 ()]{8,13}")),
    ("amount", re.compile(r"£ ?[0-9,]+(\.[0-9]{2})?")),
    ("name", re.compile(rf"[^\W\d_a-z][\w.'’-]*,?( (&|and|{_WORD})){{0,3}} [^\W\d_a-z][\w.'’-]+")),
)


def find_header_row(
    kind: ImportOf, rows: Sequence[Sequence[str]], own: Collection[str] = frozenset()
) -> int | None:
    """Which of the first rows holds the headings, counted from 0; None where none does.

    Titles and remarks may stand above it, so it is the row in which the most headings are known; failing
    that, one that is full of words where numbers or addresses stand beneath.

    Args:
        kind: what the file tells of.
        rows: its cells.
        own: headings of a profile, as ``normalise_heading`` leaves them.
    """
    first = rows[:_LOOKED_AT]
    wide = max((sum(map(bool, row)) for row in rows), default=0)
    counts = [
        max(len(match_headings(kind, row)), sum(normalise_heading(cell) in own for cell in row if cell))
        for row in first
    ]
    best = max(counts, default=0)
    if best >= 2 or (best == 1 and (wide == 1 or own)):
        return counts.index(best)
    for number, row in enumerate(first):
        beneath = [cell for other in rows[number + 1 : number + _LOOKED_AT] for cell in other]
        if sum(map(bool, row)) == wide > 1 and not _NUMBERED.search(" ".join(row)):
            return number if best or any(map(_NUMBERED.search, beneath)) else None
    return None


def is_totals_row(cells: Sequence[str]) -> bool:
    """Whether a row only adds up those above it."""
    first = next((cell for cell in cells if cell), "")
    others = [cell for cell in cells if cell and cell != first]
    return bool(_TOTALS.match(first.strip())) and all(re.fullmatch(r"[£0-9.,\s]+", cell) for cell in others)


def guess_import_kind(rows: Sequence[Sequence[str]]) -> ImportOf:
    """What a file most likely tells of, by its headings."""

    def weight(kind: ImportOf) -> int:
        line = find_header_row(kind, rows)
        found = set(match_headings(kind, rows[line]).values()) if line is not None else set()
        telling = {
            ImportOf.DONATIONS: {"item", "quantity", "amount", "gift_aid", "given_on"},
            ImportOf.SIGN_UPS: {"project", "role", "day", "starts", "ends"},
            ImportOf.PARTNERS: {"what", "website", "part_of", "contact", "code_name"},
            ImportOf.PEOPLE: {"given", "family", "household", "born"},
        }[kind]
        return len(found) + len(found & telling)

    return max(ImportOf, key=weight)
