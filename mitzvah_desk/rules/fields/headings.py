"""What the headings of a list mean that no program has fixed: the questions of forms, and people's own words.

``Can we take your photograph?`` asks for a permission; ``Contact role`` is the contact's position. The first
pattern that fits wins, so what is particular stands before what is general.
"""

import re
from collections.abc import Collection

_NONE_OF_OURS = re.compile(
    r"\b(label|type|phonetic|yomi|company|file|user|school|child s name|name of (your )?(child|school)|"
    r"assistant|manager|spouse|fax|pager|web|url|ip|id|country|tags?|timestamp|time zone|created|updated)\b"
)
_HINTS = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("emergency_contact", r"emergency|next of kin|in case of"),
        ("declared_on", r"(declaration|gift ?aid)\b.*\bdate\b|\bdate\b.*\bdeclaration\b"),
        ("gift_aid", r"gift ?aid"),
        ("contact_job", r"\bcontact.*\b(role|position|job|title)\b"),
        ("contact_email", r"\bcontact.*\be ?mail\b"),
        ("contact_phone", r"\bcontact.*\b(phone|tel|telephone|mobile)\b"),
        ("photo", r"\bphotos?\b|photograph|picture"),
        ("newsletter", r"newsletter|mailing list|hear from us|keep in touch|stay in touch|updates"),
        ("keep", r"(keep|store|hold|retain)\b.*\b(detail|data|information)|\bgdpr\b|data protection"),
        ("print", r"(print|publish)\b.*\bname|name\b.*\b(print|publish)"),
        ("child", r"\b(under|over) (18|16)\b|\bunder eighteen\b|child or adult|adult or child|is a child"),
        ("born", r"date of birth|\bd ?o ?b\b|birthday"),
        ("age", r"\bhow old\b|\bage\b"),
        ("diet", r"\bdiet|allerg|food (need|requirement)"),
        ("access_needs", r"\baccess|mobility|disabilit|medical"),
        ("drives", r"\bdrive\b|\bdriver\b|\bdriving\b|\ba car\b"),
        ("skills", r"\bskills?\b|\btalents?\b|what can you do"),
        ("leader", r"\bleader\b|group contact|led by"),
        ("adults", r"(how many|number of|no of) .*(adults|grown ups)"),
        ("children", r"(how many|number of|no of) .*(children|kids|young people)"),
        (
            "heads",
            r"(how many|number of|no of) .*(people|attend|com(e|ing)\b|helpers|volunteers)|head ?count",
        ),
        ("method", r"\bcash\b|\bcheque\b|how .*(paid|given|pay)|payment"),
        ("amount", r"\bamount\b|how much"),
        ("best_before", r"best before"),
        ("use_by", r"use by|expir"),
        ("quantity", r"how many|\bquantity\b|\bqty\b"),
        ("item", r"what .*(giv|donat|bring)|\bitems?\b"),
        ("starts", r"(which|what) (times?|shifts?|slots?)\b|time ?slot|\bshift\b"),
        ("day", r"(which|what) (days?|dates?)\b"),
        ("role", r"(which|what) (role|job|task)\b|how .*(like|want) to help"),
        ("project", r"(which|what) (activit|project|event|session)|what .*(like|want) to (do|help)"),
        ("given", r"\b(first|given) name|\bforenames?\b"),
        ("family", r"\b(last|family) name|\bsurname\b"),
        (
            "name",
            r"\b(your|full|volunteer s?|helper s?) (full )?name\b|^(the )?names?( in full)?$|^helpers?$",
        ),
        ("email", r"\be ?mail\b"),
        ("mobile", r"\bmobile\b|\bmob\b|\bcell\b"),
        ("phone", r"\b(phone|telephone|tel)\b|contact number"),
        ("postcode", r"\bpost ?code\b"),
        ("address", r"\baddress\b"),
        ("what", r"\b(type|kind|category) of\b"),
        ("note", r"anything else|any other|further (information|comments)|\bcomments?\b|tell us"),
    )
)
_AMERICAN = re.compile(r"\bm{1,2}[/. -]d{1,2}\b", re.IGNORECASE)


def guess_field(heading: str, known: Collection[str]) -> str:
    """What a heading most likely means; empty where it says nothing.

    Args:
        heading: as ``columns.normalise_heading`` leaves it.
        known: the fields that there are.
    """
    if _NONE_OF_OURS.search(heading) and not heading.startswith(("type of", "kind of", "category of")):
        return ""
    return next((key for key, pattern in _HINTS if key in known and pattern.search(heading)), "")


def is_month_first(heading: str) -> bool:
    """Whether the days beneath a heading are month first, because it says so: ``Start Date (mm/dd/yyyy)``."""
    return bool(_AMERICAN.search(heading))


def to_day_first(text: str) -> str:
    """A cell beneath such a heading with its day first: ``11/22/2026 10:00am`` is 22/11/2026 10:00am."""
    return re.sub(r"^\s*([0-9]{1,2})([/.-])([0-9]{1,2})\b", r"\3\2\1", text)


MEASURED = frozenset({"grams_each", "pack_size", "minimum_stock", "quantity"})
"""The columns whose headings may say in what their numbers are."""
_MEASURES = re.compile(r"\b(kgs?|kilos?|kilograms?|g|gms?|grams?|oz|lbs?|ml|litres?)\b", re.IGNORECASE)


def find_measure(heading: str) -> str:
    """In what numbers beneath a heading are, because it says so: ``kg`` of ``Weight (kg)``; else empty."""
    said = {found.casefold() for found in _MEASURES.findall(heading)}
    return said.pop() if len(said) == 1 else ""


def add_measure(text: str, measure: str) -> str:
    """A cell beneath such a heading with its measure: ``0.4`` is 0.4 kg; what is no bare number stays."""
    return f"{text} {measure}" if re.fullmatch(r"\s*[0-9][0-9.,]*\s*", text) else text
