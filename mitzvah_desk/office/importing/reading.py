"""One row of a file as values: the people it names, their home, and whatever else it says of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.model import Purpose
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.fields.registry import FIELDS, imported_fields
from mitzvah_desk.rules.matching.matching import PersonToMatch
from mitzvah_desk.rules.people.age import is_child_on

_NOTHING = {
    "n/a",
    "na",
    "none",
    "-",
    "--",
    "?",
    "unknown",
    "nil",
    "null",
    "tbc",
    "not known",
    "not given",
    "x",
    "0/0/00",
    "00/00/0000",
    "0000-00-00",
}
_OF_ITEMS = ("unit", "pack_name", "grams_each", "minimum_stock", "storage", "kosher_kind")
_MARKS = ("kosher", "kosher_for_pesach", "halal", "needs_use_by")
_PURPOSES = {
    "photo": Purpose.PHOTO,
    "print": Purpose.PRINT,
    "newsletter": Purpose.NEWSLETTER,
    "keep": Purpose.KEEP,
}
_MEANING = {*_PURPOSES, "child", "gift_aid", "drives", *_MARKS, "allergens"}
"""The columns in which such a word may be an answer; their kinds look at it themselves."""
_NO_ANSWER = {"-", "--", "–", "?"}
"""What stands in a cell where nobody answered."""
_STOPPED = {"unsubscribed", "do not contact", "do not email", "do not e-mail", "opted out", "opt out"}
"""What a list says of somebody who wants no more messages."""
_ASKED = {
    "said_on": "The day of the answers",
    "unsubscribed": "The day of unsubscribing",
    "photo": "Permission for photographs",
    "print": "Permission for the name in print",
    "newsletter": "Permission for the newsletter",
    "keep": "Permission to keep details",
    "child": "Whether a child",
    "gift_aid": "Gift Aid",
    **{key: FIELDS["item"][key].import_words for key in (*_MARKS, *_OF_ITEMS)},
}
"""What an answer is to, where that is not to be seen by itself."""
_TEXTS = tuple(imported_fields("person"))
"""What a row says in words that are kept as they are."""
_HERE = {"uk", "gb", "united kingdom", "great britain", "england"}
"""Countries that no address within the country names."""
_OF_ALL = frozenset(
    each.key for each in FIELDS["person"].values() if each.in_import is not None and each.in_import.of_all
)
"""What a row says of everybody whom it names; the rest is of the first."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\b", re.IGNORECASE)


def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing is known: ``n/a``, ``-``."""
    return text.casefold() in _NOTHING


class Cells:
    """A row's cells by what their columns mean. What cannot be read is remembered as a problem.

    Attributes:
        problems: a sentence for each.
        refused: the same by what the column means, where it is one cell's.
    """

    def __init__(self, matched: Mapping[int, str], cells: Sequence[str]) -> None:
        self.problems: list[str] = []
        self.refused: dict[str, str] = {}
        self._cells: dict[str, list[str]] = {}
        for number, key in sorted(matched.items()):
            text = cells[number] if number < len(cells) else ""
            if key == "address":  # Mailchimp parts its lines by two blanks
                text = re.sub(r"(?<=\S) {2,}(?=\S)", ", ", text)
            text = fields.tidy_text(text)
            if text and (key in _MEANING or not is_nothing(text)):
                self._cells.setdefault(key, []).append(text)

    def text(self, key: str) -> str:
        """A cell's text; empty where there is none."""
        return self._cells.get(key, [""])[0]

    def all(self, key: str) -> list[str]:
        """The texts of every column that tells the same."""
        return self._cells.get(key, [])

    def read(self, key: str, how: Callable[[str], Any]) -> Any:  # noqa: ANN401
        """A cell's value; None where it is empty or cannot be read."""
        text = self.text(key)
        if not text:
            return None
        try:
            return how(text)
        except ValueError as error:
            asked = _ASKED.get(key, "")
            self.refused[key] = f"{asked}: {error}" if asked else str(error)
            self.problems.append(self.refused[key])
            return None


@dataclass(slots=True)
class PersonRead:
    """One person of a row.

    Attributes:
        who: for matching.
        values: the person's own fields that the row tells.
    """

    who: PersonToMatch
    values: dict[str, Any]


@dataclass(slots=True)
class PeopleRead:
    """The people of a row, their home, and what belongs to them.

    Attributes:
        people: whom it names; nobody for a household or a group as a whole.
        home: the fields of their household that it tells.
        household: the household's name, where it says one.
        permissions: what they allow, by purpose.
        said_on: the day on which they said so, where the row names one.
        unsubscribed: the day on which they took themselves off the newsletter; the row tells nothing else.
        email: their address, of whoever took themselves off.
        skills: what they can do.
        group: a group that they belong to, or that the row is about.
        leads: whether the person leads the group, and the row is about it.
        heads: the group's own fields: its adults and children, its note.
        problems: sentences about what cannot be read.
    """

    people: list[PersonRead] = field(default_factory=list)
    home: dict[str, Any] = field(default_factory=dict)
    household: str = ""
    permissions: dict[Purpose, bool] = field(default_factory=dict)
    said_on: date | None = None
    unsubscribed: date | None = None
    email: str = ""
    skills: tuple[str, ...] = ()
    group: str = ""
    leads: bool = False
    heads: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def format_name(who: PersonToMatch) -> str:
    """A person's name; with the title where there is no first name: ``Mrs Levy``."""
    return " ".join(filter(None, (who.given or who.title, who.family)))


def parse_people(cells: Cells, today: date) -> PeopleRead:
    """Reads whom a row names and what it says of them."""
    found = PeopleRead(problems=cells.problems)
    if cells.text("unsubscribed"):
        found.unsubscribed = cells.read("unsubscribed", lambda text: _parse_past_day(text, today))
        found.email = next(iter(cells.read("email", reading.parse_emails) or ()), "")
        return found
    names = _names(cells)
    whole = reading.parse_family_name(cells.text("name")) or reading.parse_family_name(cells.text("family"))
    found.household = cells.text("household") or whole or (names[-1].family if len(names) > 1 else "")
    found.household = reading.parse_family_name(found.household) or found.household
    found.home = parse_address(cells)
    found.group = cells.text("group")
    if found.group and not names and cells.text("leader"):
        names = reading.parse_names(cells.text("leader"))[:1]
        found.leads = bool(names)
    phones = [
        n for key in ("mobile", "phone", "phone_2") for n in cells.read(key, reading.parse_phones) or ()
    ]
    phones = list(dict.fromkeys(phones))
    mobiles = [n for n in phones if n.startswith("07")]
    others = [n for n in phones if not n.startswith("07")]
    if others and (len(names) > 1 or not names):
        found.home["phone"] = others.pop(0)
    emails = [e for key in ("email", "email_2") for e in cells.read(key, reading.parse_emails) or ()]
    emails = list(dict.fromkeys(emails))
    own = _own(cells, today)
    shared = {key: value for key, value in own.items() if key in _OF_ALL}
    each_email = [[e] for e in emails] if len(emails) == len(names) > 1 else [emails] * len(names)
    each_mobile = [[n] for n in mobiles] if len(mobiles) == len(names) > 1 else [mobiles, *[[]] * len(names)]
    spare: list[str] = []
    for number, name in enumerate(names):
        values: dict[str, Any] = {"title": name.title, "given": name.given, "family": name.family}
        values |= own if number == 0 else shared
        values["email"] = each_email[number][0] if each_email[number] else ""
        values["mobile"] = each_mobile[number][0] if each_mobile[number] else ""
        if number == 0:
            values["phone"] = others[0] if others else ""
            spare = [f"Other e-mail: {e}" for e in each_email[0][1:]]
            spare += [f"Other telephone: {n}" for n in (*each_mobile[0][1:], *others[1:])]
            if not found.leads:
                values["note"] = "\n".join([*cells.all("note"), *spare])
        values = {key: value for key, value in values.items() if value not in ("", None)}
        found.people.append(PersonRead(_who(values, each_email[number], phones, found.home), values))
    if not names and found.household and not found.group:  # a household has no e-mail of its own
        spare = [*(f"E-mail: {e}" for e in emails), *(f"Telephone: {n}" for n in (*mobiles, *others))]
        found.home["note"] = "\n".join([*cells.all("note"), *spare])
    found.permissions = dict(_permissions(cells))
    if found.permissions:
        found.said_on = cells.read("said_on", lambda text: _parse_past_day(text, today))
    _belongings(cells, found, about_group=bool(found.group) and (found.leads or not names))
    found.home = {key: value for key, value in found.home.items() if value}
    return found


def _parse_past_day(text: str, today: date) -> date | None:
    """The day of an answer; one that is still to come is today, since nobody can have answered then."""
    day = reading.parse_day(text, today)
    return min(day, today) if day is not None else None


def _own(cells: Cells, today: date) -> dict[str, Any]:
    """What a row says of its people, but for their names and how they are reached."""
    age = cells.read("age", reading.parse_age)
    own: dict[str, Any] = {each.key: text for each in _TEXTS if (text := cells.text(each.import_key))}
    own["born"] = born = cells.read("born", lambda text: reading.parse_birth_date(text, today))
    child = cells.read("child", reading.parse_child)
    if child is None and (born is not None or age is not None):
        child = is_child_on(today, born=born, told_age=age, told_on=today) or (
            False if born is None else None
        )
    if child is not None:
        own["is_child"] = child
    return own


def _who(
    values: Mapping[str, Any], emails: Sequence[str], phones: Sequence[str], home: Mapping[str, Any]
) -> PersonToMatch:
    """A person of a row as matching sees one."""
    return PersonToMatch(
        values.get("given", ""),
        values.get("family", ""),
        values.get("known_as", ""),
        emails=tuple(emails),
        phones=tuple(number for number in (*phones, home.get("phone", "")) if number),
        address=home.get("address", ""),
        postcode=home.get("postcode", ""),
        born=values.get("born"),
        child=values.get("is_child"),
        title=values.get("title", ""),
    )


def _belongings(cells: Cells, found: PeopleRead, *, about_group: bool) -> None:
    """Permissions, skills, and what a row says of its group."""
    skills = [s for part in re.split(r"[,;/\n|]", cells.text("skills")) if (s := part.strip())]
    if _drives(cells.text("drives")):
        skills.append("Drive")
    found.skills = tuple(dict.fromkeys(skills))
    for key in ("adults", "children"):
        heads = cells.read(key, reading.parse_count)
        if heads is not None:
            found.heads[key] = heads
    if about_group:
        texts = {each.key: cells.text(each.import_key) for each in _TEXTS if each.key in FIELDS["group"]}
        texts["note"] = "\n".join(cells.all("note"))
        found.heads |= {key: text for key, text in texts.items() if text}
        for person in found.people:
            for key in texts:
                person.values.pop(key, None)


def _permissions(cells: Cells) -> Iterator[tuple[Purpose, bool]]:
    """What a row says of what they allow; an empty cell says nothing."""
    for key, purpose in _PURPOSES.items():
        said = cells.read(key, reading.parse_yes_no) if cells.text(key) not in _NO_ANSWER else None
        if said is not None:
            yield purpose, said
    if cells.text("status").casefold() in _STOPPED:
        yield Purpose.NEWSLETTER, False


def _drives(text: str) -> bool:
    """Whether somebody surely drives; “maybe” is no reason to leave a person out."""
    try:
        return bool(reading.parse_yes_no(text))
    except ValueError:
        return False


def _names(cells: Cells) -> tuple[reading.Name, ...]:
    given = " ".join(part for part in (cells.text("given"), cells.text("middle")) if part)
    family, title = cells.text("family"), cells.text("title")
    if not given and not (family and title) and cells.text("name"):
        names = reading.parse_names(cells.text("name"))
    elif re.search(r"&|\band\b|[,/+]", given, re.IGNORECASE):
        names = reading.parse_names(f"{given} {family}")
    elif reading.parse_family_name(family) and not given:
        names = ()
    else:
        names = (reading.Name("", given, family),) if given or family else ()
    said = " ".join(filter(None, (given, family))) or cells.text("name")
    if not all(reading.is_name(part) for name in names for part in (name.given, name.family) if part):
        cells.problems.append(f"“{said}” is not a name.")
        cells.refused["given" if given else "family" if family else "name"] = cells.problems[-1]
        return ()
    titled = reading.parse_title(title) or title
    return tuple(
        reading.Name(
            name.title or (titled if number == 0 and len(titled) < 15 else ""), name.given, name.family
        )
        for number, name in enumerate(names)
    )


def parse_address(cells: Cells) -> dict[str, Any]:
    """Address and postcode; the postcode may stand at the end of the address."""
    parts: list[str] = []
    postcode = fields.normalise_postcode(cells.text("postcode"))
    for text in cells.all("address"):
        for piece in re.split(r"\n|, ", text):
            bare = piece.strip(" ,")
            found = _POSTCODE.search(bare)
            if found and not postcode:
                postcode = fields.normalise_postcode(found[1])
            if found and fields.normalise_postcode(found[1]) == postcode:
                bare = _POSTCODE.sub("", bare).strip(" ,")
            if bare and bare.casefold() not in {*_HERE, *(p.casefold() for p in parts)}:
                parts.append(bare)
    home = {"address": "\n".join(parts), "postcode": postcode}
    return {key: text for key, text in home.items() if text}
