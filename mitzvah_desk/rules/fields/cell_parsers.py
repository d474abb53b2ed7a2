"""What the cells of a list say: names in one or two columns, telephone numbers, ages, yes and no.

Like ``rules.parsing`` each gives the value, None or an empty text where the cell is empty, and raises
ValueError with a sentence for what cannot be read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mitzvah_desk.rules.fields import parsing
from mitzvah_desk.rules.fields import tidying as fields

TITLES = (
    "mr", "mrs", "ms", "miss", "mx", "dr", "rabbi", "rev", "reverend", "prof", "professor", "sir", "dame",
    "lady", "lord", "cantor", "rebbetzin", "cllr", "revd", "chazan", "baroness", "judge", "sr", "sister",
    "fr", "father", "imam", "canon", "sheikh", "councillor",
)  # fmt: skip
_HONOURS = {
    "obe", "mbe", "cbe", "kbe", "dbe", "gbe", "bem", "kc", "qc", "mp", "jp", "dl", "cb", "ch", "om", "cvo",
    "lvo", "mvo", "phd", "dphil", "md", "ba", "bsc", "ma", "msc", "mba", "llb", "llm", "bed", "pgce", "frs",
    "fba", "frsa", "frcp", "frcs", "frcgp", "frcpsych", "mrcp", "mrcgp", "mbbs", "bds", "rgn", "aca", "fca",
    "acca", "esq", "mk",
}  # fmt: skip
"""Letters after a name, as the honours list, the courts and the royal colleges write them."""
_OLDEST = 1900
"""Nobody who is in a book of today was born before."""
_PARTICLES = {"de", "van", "von", "der", "den", "la", "le", "ben", "bat", "del", "di", "da", "ter", "st"}
_YES = {
    "yes", "y", "true", "t", "1", "x", "✓", "✔", "ok", "okay", "agreed", "agree", "i agree", "consent",
    "given", "opted in", "opt in", "subscribed", "on", "ja", "yes please", "granted", "☑", "✅", "yep",
    "sure",
}  # fmt: skip
_NO = {
    "no", "n", "false", "f", "0", "-", "none", "✗", "✘", "refused", "declined", "opted out", "opt out",
    "no thanks", "no thank you", "unsubscribed", "off", "withdrawn", "not given", "❌", "☐", "nope",
    "never", "cleaned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name: title (may be empty), first and family name, letters after it, name at birth."""

    title: str
    given: str
    family: str
    honours: str = ""
    born_as: str = ""


def parse_names(text: str) -> tuple[Name, ...]:
    """The people whom a cell names: ``Dr Ann Cohen``, ``Cohen, Ann``, ``Mr and Mrs B Levy``.

    A household without first names (``The Cohen family``) names nobody.
    """
    text = " ".join(text.split()).strip(" ,;&+/")
    if not _pieces(text) or parse_family_name(text):
        return ()
    bare, honours = _split_honours(text)
    if honours and "," in text[len(bare) :] and len(names := parse_names(bare)) == 1:  # Ann Cohen, OBE
        return (replace(names[0], honours=honours),)
    if text.count(",") == 1 and not re.search(r"&|\band\b", text.split(",")[0]):
        family, rest = (part.strip() for part in text.split(","))
        if parse_title(rest):
            return _names([f"{rest} {family}"])
        others = _pieces(rest)
        listed = len(others) > 1 and " " in others[-1]  # Ann, Bob and Zoe Cohen
        if family and rest and " " not in family and not listed:
            return tuple(
                replace(n, given=" ".join(filter(None, (n.given, n.family))), family=family)
                for n in _parts(rest)
            )
    pieces = _pieces(text)
    if len(pieces) == 2 and parse_title(pieces[0]):
        first, _, rest = pieces[1].partition(" ")
        if parse_title(first) == "Mrs" and rest.count(" ") == 1:  # Mr and Mrs B Levy: the letter is his
            pieces = [f"{pieces[0]} {rest}", f"{first} {rest.split()[1]}"]
    elif len(pieces) == 3 and parse_title(pieces[0]):
        second, _, given = pieces[1].partition(" ")
        if parse_title(second) and given:  # Mr & Mrs Bob and Ann Levy
            pieces = [f"{pieces[0]} {given} {_single(pieces[2]).family}", f"{second} {pieces[2]}"]
    return _names(pieces)


def parse_family_name(text: str) -> str:
    """The name of a family that is named as a whole: ``Cohen`` for ``The Cohen Family``; else empty."""
    found = re.fullmatch(r"(?:the )?(.+?)(?:[’']s|s[’'])? (?:family|household)", text.strip(), re.IGNORECASE)
    return found[1] if found else ""


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: it has letters, and is no address of the internet."""
    return bool(re.search(r"[^\W\d_]", text)) and not re.search(r"@|://|\bwww\.", text)


def parse_title(word: str) -> str:
    """A title as it is kept, ``Dr`` for ``dr.``; empty where the word is none."""
    bare = word.rstrip(".").casefold()
    if bare not in TITLES:
        return ""
    return {"reverend": "Rev", "revd": "Rev", "professor": "Prof"}.get(bare, bare.capitalize())


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(r"\s*(?:&|\+|/|,|;|\band\b)\s*", text, flags=re.IGNORECASE) if piece]


def _parts(text: str) -> list[Name]:
    return [_single(piece) for piece in _pieces(text)]


def _names(pieces: Sequence[str]) -> tuple[Name, ...]:
    """Names of which the last carries the family's for those before it that have none of their own."""
    found = [_single(piece) for piece in pieces]
    if not found:
        return ()
    last = found[-1]
    family = last.family
    whole = [replace(name, family=name.family or (family if name is not last else "")) for name in found]
    return tuple(name for name in whole if name.given or name.family)


def _split_honours(text: str) -> tuple[str, str]:
    """A name without the letters after it, and those: ``Ann Cohen``, ``OBE JP`` of ``Ann Cohen, OBE JP``."""
    words = text.replace(",", " , ").split()
    kept: list[str] = []
    while len([word for word in words if word != ","]) > 2 or (kept and words and words[-1] == ","):
        word = words[-1]
        letters = word.replace(".", "")
        if word != "," and not (letters.casefold() in _HONOURS and letters != letters.capitalize()):
            break
        kept += [letters] if word != "," else []
        words.pop()
    if not kept or not any(char.islower() for char in "".join(words)):  # YO-YO MA is no Master of Arts
        return text, ""
    return " ".join(words).replace(" ,", ",").strip(" ,"), " ".join(reversed(kept))


def _single(text: str) -> Name:
    found = re.search(r"\(?\bn(?:é|e)e\b:? ([^()]+?)\)?$", text, re.IGNORECASE)
    if found and found.start():
        return replace(_single(text[: found.start()].strip(" ,")), born_as=found[1].strip())
    text, honours = _split_honours(text)
    if honours:
        return replace(_single(text), honours=honours)
    words = text.split()
    titles = []
    while words and parse_title(words[0]):
        titles.append(parse_title(words.pop(0)))
    title = " ".join(titles)
    if not words:
        return Name(title, "", "")
    if len(words) == 1:
        return (
            Name(title, "", words[0]) if title and title not in {"Sir", "Dame"} else Name(title, words[0], "")
        )
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return Name(title, " ".join(words[:at]), " ".join(words[at:]))


def parse_phone(text: str) -> str:
    """A telephone number; one whose first 0 a spreadsheet dropped has it again, and a remark beside it goes.

    Raises:
        ValueError: it is none.
    """
    typed = re.split(r"[;/]|\bor\b|\bext\b", text, maxsplit=1)[0].strip().strip("'p:")
    typed = re.sub(r"^\+?44\s*\(0\)", "+44", typed)
    digits = re.sub(r"\D", "", typed)
    if len(digits) == 10 and digits[0] in "1237" and not typed.startswith("+"):
        typed = f"0{digits}"
    elif len(digits) == 12 and digits.startswith("44"):
        typed = f"+{digits}"
    return fields.normalise_phone(re.sub(r"[^0-9+ ()-]", " ", typed) if digits else text)


def parse_phones(text: str) -> list[str]:
    """Every telephone number of a cell: ``020 7946 0001 / 07700 900123``; Google Contacts parts them by :::.

    Raises:
        ValueError: one of them is none.
    """
    pieces = re.split(r"\s*(?:[;/,:&\n]+|\bor\b|\band\b)\s*", text)
    whole = [piece for piece in pieces if len(re.sub(r"\D", "", piece)) >= 9]
    found = (parse_phone(piece) for piece in whole or [text])
    return list(dict.fromkeys(number for number in found if number))


def parse_emails(text: str) -> list[str]:
    """Every e-mail address of a cell, also out of ``Ann Cohen <ann@example.org>``.

    Raises:
        ValueError: one of them is none.
    """
    found = re.findall(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", text) or [text]
    return list(dict.fromkeys(e for each in found if (e := fields.normalise_email(each.removesuffix(".")))))


def parse_yes_no(text: str) -> bool | None:
    """Yes or no as people write it; None where nobody was asked.

    Raises:
        ValueError: it is neither.
    """
    said = " ".join(text.casefold().replace(".", "").split())
    if not said or said == "not asked":
        return None
    if said in _YES or re.match(r"(yes|i (do |give )?(agree|consent)|ticked)\b", said):
        return True
    if said in _NO or re.match(r"(no|do not|i do not|don[’']t|please do not)\b", said):
        return False
    raise ValueError(f"“{text}” is neither yes nor no.")


def parse_child(text: str) -> bool | None:
    """Whether somebody is a child, by a yes or no, or by the word."""
    said = text.casefold().strip()
    if said in {"child", "c", "under 18", "u18", "minor", "junior"}:
        return True
    if said in {"adult", "a", "over 18", "18+"}:
        return False
    return parse_yes_no(text)


def parse_age(text: str) -> int | None:
    """An age in years; ``9 years`` and ``18+`` too.

    Raises:
        ValueError: it is none.
    """
    if not text.strip():
        return None
    found = re.fullmatch(
        r"(?:aged?:? ?)?([0-9]{1,3})(?:\.[0-9]+)?\s*(?:\+|y(?:ea)?rs?\.?(?: old)?|yo)?",
        text.strip().casefold(),
    )
    if found is None or int(found[1]) > 120:
        raise ValueError(f"“{text}” is not an age. Type it like 9.")
    return int(found[1])


def parse_day(text: str, today: date) -> date | None:
    """A day in British order; a time beside it is passed over. 03/04 is 3 April, never 4 March.

    Raises:
        ValueError: it is none.
    """
    bare = re.sub(
        r"[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?[ap]m)?( ?(GMT|BST|UTC|Z)([+-][0-9:]+)?)?$",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    if is_yearless(bare):
        bare = f"{bare} {today.year}" if bare[-1].isalpha() else f"{bare}/{today.year}"
    slashed = re.fullmatch(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})", bare)
    return parsing.parse_date(bare.replace("/", "-") if slashed else bare, today=today)


def parse_expiry(text: str, today: date) -> date | None:
    """The date on food or medicine: a day, or a month as its last day; see ``parsing.parse_expiry_date``.

    Raises:
        ValueError: it is neither.
    """
    return parsing.parse_month_end(text) or parse_day(text, today)


def is_yearless(text: str) -> bool:
    """Whether a day says no year: ``3/4``, ``4 April``."""
    return bool(re.fullmatch(r"[0-9]{1,2}([/.][0-9]{1,2}|(st|nd|rd|th)?[ -][A-Za-z]{3,9})", text.strip()))


def parse_birth_date(text: str, today: date) -> date | None:
    """A date of birth: a day that is not ahead; 3/4/70 is of 1970.

    Raises:
        ValueError: it is none, has no year, lies ahead, or is before 1900.
    """
    if is_yearless(text):
        raise ValueError(f"“{text}” has no year, so it tells no age.")
    day = parse_day(text, today)
    if (
        day is not None
        and day > today
        and day.year > today.year - 100
        and re.search(r"\D[0-9]{2}$", text.strip())
    ):
        day = (
            day.replace(year=day.year - 100)
            if (day.month, day.day) != (2, 29)
            else date(day.year - 100, 2, 28)
        )
    if day is not None and day > today:
        raise ValueError(f"{parsing.format_date(day)} lies ahead, so nobody was born then.")
    if day is not None and day.year < _OLDEST:
        raise ValueError(f"{parsing.format_date(day)} is before {_OLDEST}. Is the year right?")
    return day


def parse_times(text: str) -> tuple[str | None, str | None]:
    """A time, or a span as sign-up sheets write it: ``10:00``, ``10am - 11.30am``, ``10:00 to 11:00``.

    Raises:
        ValueError: it is none.
    """
    span = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", text.strip(), maxsplit=1)
    ends = parsing.parse_time(_clock(span[1])) if len(span) == 2 else None
    return parsing.parse_time(_clock(span[0])), ends


def _clock(text: str) -> str:
    return re.sub(
        r"^([0-9]{1,2}:[0-9]{2}):[0-9]{2}", r"\1", re.sub(r"^.*[0-9]{4}[ T]+(?=[0-9])", "", text.strip())
    )


def parse_count(text: str) -> int | None:
    """How many, 0 or more: ``24``, ``24 tins``, ``x 6``.

    Raises:
        ValueError: it is no number.
    """
    found = re.fullmatch(r"(?:x ?)?([0-9][0-9,]*)(?:\.0+)?(?: ?[^\W\d]+\.?| ?x)?", text.strip().casefold())
    return parsing.parse_number(found[1] if found else text)
