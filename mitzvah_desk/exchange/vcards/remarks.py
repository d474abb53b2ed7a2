"""What a card tells that no column holds, as lines of its note: a birthday without its year, relatives."""

import re
from collections.abc import Sequence
from datetime import date

from mitzvah_desk.exchange.vcards.facts import CardFacts
from mitzvah_desk.exchange.vcards.lines import CardRead, VcardLine
from mitzvah_desk.rules.fields.parsing import MONTHS
from mitzvah_desk.rules.fields.registry import CARD_FIELDS

_ANDROID = "X-ANDROID-CUSTOM"
_SPOUSES = ("X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME")
_DAYS = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY", "X-ABDATE")
_READ = frozenset(
    {
        *(
            "VERSION",
            "N",
            "FN",
            "EMAIL",
            "TEL",
            "ADR",
            "LABEL",
            "ORG",
            "KIND",
            "UID",
            "MEMBER",
            "ROLE",
            "URL",
        ),
        *("RELATED", "X-ABRELATEDNAMES", "CATEGORIES", "IMPP", "X-ABLABEL", _ANDROID),
        *(*_SPOUSES, *_DAYS),
        *(f"{before}{line.name}" for _, line in CARD_FIELDS for before in ("", "X-")),
    }
)
"""What is read by a rule of its own."""
_OF_PROGRAMS = re.compile(
    r"BEGIN|END|PRODID|REV|SOURCE|CLIENTPIDMAP|XML|MAILER|CLASS|SORT-STRING|TZ|GEO|LANG|NAME|PROFILE|AGENT"
    r"|CALADRURI|CALURI|FBURL|CREATED|X-AB(ADR|SHOWAS|UID|ORDER)|X-PHONETIC-.*|X-ADDRESSBOOKSERVER-.*"
    r"|X-EVOLUTION-(FILE-AS|BOOK|ID|UI|LIST|BLOG).*|X-FILE-AS|X-MS-(OL-.*|CARDPICTURE)|X-IMAGE.*"
    r"|X-MOZILLA-HTML|X-(RADICALE|NEXTCLOUD|SHARED|GOOGLE|LOTUS|APPLE)-.*|X-ACCOUNT",
    re.ASCII,
)
"""What programs write for themselves."""
_GOOGLE_GROUPS = {"mycontacts", "starred"}
_NO_YEAR = "1604"
"""What Apple writes for a year that nobody told."""
_URN = re.compile(r"urn:uuid:|mailto:", re.IGNORECASE)


def read_birthday(line: VcardLine, facts: CardFacts, column: str) -> None:
    """Puts a birthday into its column; one of which no year is known is told in the note."""
    whole, words = _read_day(line)
    if whole and facts.is_person and not facts.cells.get(column):
        facts.cells[column] = whole
    else:
        facts.tell("Birthday", words or whole)


def read_remarks(card: CardRead, facts: CardFacts) -> None:
    """Tells whatever else a card says, so that nothing is left out untold."""
    for name in _DAYS:
        for line in card.named(name):
            facts.tell(card.label(line) or "Anniversary", next(filter(None, _read_day(line)), ""))
    _read_relatives(card, facts)
    for line in card.named("CATEGORIES"):
        kept = [text for text in line.texts if text.strip().casefold() not in _GOOGLE_GROUPS]
        facts.tell("Categories", ", ".join(kept))
    for line in card.named("IMPP"):
        scheme, _, text = line.text.rpartition(":")
        facts.tell(line.params.get("X-SERVICE-TYPE", "") or scheme.capitalize() or "Messages", text)
    for line in card.named(_ANDROID):
        kind, *rest = (join_texts(part) for part in line.parts)
        facts.tell(kind.rpartition("/")[2].replace("_", " ").capitalize(), " ".join(rest[:1]))
    for line in card.lines:
        if line.name not in _READ and not _OF_PROGRAMS.fullmatch(line.name):
            words = re.sub(r"^X-(EVOLUTION-|MS-|MOZILLA-|KADDRESSBOOK-(X-)?)?", "", line.name)
            text = " ".join(filter(None, (join_texts(part) for part in line.parts)))
            facts.tell(card.label(line) or words.replace("-", " ").capitalize(), text)
    for stray in card.stray:
        facts.tell("Not understood", stray)


def _read_relatives(card: CardRead, facts: CardFacts) -> None:
    for name in ("RELATED", "X-ABRELATEDNAMES", *_SPOUSES):
        for line in card.named(name):
            said = "spouse" if name in _SPOUSES else card.label(line) or min(line.types, default="related")
            text = line.text.strip()
            if said.casefold() == "spouse" and facts.is_person and "Spouse" not in facts.cells:
                facts.cells["Spouse"] = text
            elif not _URN.match(text):  # which names another card, and nobody
                facts.tell(said.capitalize(), text)


def join_texts(texts: Sequence[str]) -> str:
    """Texts as one, without empty ones and needless blanks."""
    return " ".join(" ".join(text.split()) for text in texts if text.strip())


def bare_key(text: str) -> str:
    """What one card names another by, without its scheme."""
    return _URN.sub("", text.strip()).casefold()


def _read_day(line: VcardLine) -> tuple[str, str]:
    """A day as 1970-03-04, or as it was typed; else the words that say as much as is known of it."""
    text = line.text.strip()
    found = re.match(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])", text)
    if found and found[1] not in {_NO_YEAR, line.params.get("X-APPLE-OMIT-YEAR")}:
        return f"{found[1]}-{found[2]}-{found[3]}", ""
    yearless = re.match(r"--([0-9]{2})-?([0-9]{2})(?![0-9])", text)
    month, day = (found[2], found[3]) if found else yearless.groups() if yearless else ("0", "0")
    try:
        known = date(2000, int(month), int(day))  # a leap year
    except ValueError:
        typed = re.fullmatch(r"[0-9]{1,2}[ ./-]([0-9]{1,2}|[^\W\d]{3,9})[ ./-][0-9]{2,4}", text)
        return (text, "") if typed else ("", text)
    return "", f"{known.day} {MONTHS[known.month - 1]}"
