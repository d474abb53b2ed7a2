"""One row of a file as values: the people it names, their home, and whatever else it says of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.model import Purpose
from mitzvah_desk.rules import fields, reading
from mitzvah_desk.rules.matching import Who

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
}
_PURPOSES = {
    "photo": Purpose.PHOTO,
    "print": Purpose.PRINT,
    "newsletter": Purpose.NEWSLETTER,
    "keep": Purpose.KEEP,
}
_TEXTS = ("hebrew_name", "position", "diet", "access_needs", "emergency_contact")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\b", re.IGNORECASE)


class Cells:
    """A row's cells by what their columns mean. What cannot be read is remembered as a problem."""

    def __init__(self, matched: Mapping[int, str], cells: Sequence[str]) -> None:
        self.problems: list[str] = []
        self._cells: dict[str, list[str]] = {}
        for number, key in sorted(matched.items()):
            text = fields.tidy(cells[number]) if number < len(cells) else ""
            if text and (text.casefold() not in _NOTHING or key in {*_PURPOSES, "child", "gift_aid"}):
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
            self.problems.append(str(error))
            return None


@dataclass(slots=True)
class PersonRead:
    """One person of a row.

    Attributes:
        who: for matching.
        values: the person's own fields that the row tells.
    """

    who: Who
    values: dict[str, Any]


@dataclass(slots=True)
class PeopleRead:
    """The people of a row, their home, and what belongs to them.

    Attributes:
        people: whom it names; nobody for a household or a group as a whole.
        home: the fields of their household that it tells.
        household: the household's name, where it says one.
        permissions: what they allow, by purpose.
        skills: what they can do.
        group: a group that they belong to, or that the row is about.
        heads: the group's adults and children.
        problems: sentences about what cannot be read.
    """

    people: list[PersonRead] = field(default_factory=list)
    home: dict[str, Any] = field(default_factory=dict)
    household: str = ""
    permissions: dict[Purpose, bool] = field(default_factory=dict)
    skills: tuple[str, ...] = ()
    group: str = ""
    heads: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_people(cells: Cells, today: date) -> PeopleRead:
    """Reads whom a row names and what it says of them."""
    found = PeopleRead(problems=cells.problems)
    names = _names(cells)
    whole = reading.family_name(cells.text("name")) or reading.family_name(cells.text("family"))
    found.household = cells.text("household") or whole or (names[-1].family if len(names) > 1 else "")
    found.household = reading.family_name(found.household) or found.household
    found.home = read_home(cells)
    phones = [n for key in ("mobile", "phone", "phone_2") if (n := cells.read(key, reading.read_phone))]
    phones = list(dict.fromkeys(phones))
    mobiles = [n for n in phones if n.startswith("07")]
    others = [n for n in phones if not n.startswith("07")]
    if others and (len(names) > 1 or not names):
        found.home["phone"] = others.pop(0)
    email, second = cells.read("email", reading.read_email), cells.read("email_2", reading.read_email)
    age = cells.read("age", reading.read_age)
    own: dict[str, Any] = {key: text for key in _TEXTS if (text := cells.text(key))}
    own["known_as"] = cells.text("known_as")
    own["born"] = cells.read("born", lambda text: reading.read_born(text, today))
    child = cells.read("child", lambda text: reading.read_child(text, age))
    born = own["born"]
    if child is None and born is not None and (today - born).days < 18 * 365.25:
        child = True
    own["is_child"] = child if child is not None or age is None else age < 18
    own["phone"] = others[0] if others else ""
    own["mobile"] = mobiles[0] if mobiles else ""
    own["note"] = "\n".join(cells.all("note"))
    for number, name in enumerate(names):
        first: dict[str, Any] = {
            "title": name.title,
            "given": name.given,
            "family": name.family,
            "email": email or second or "",
        }
        values = first | own if number == 0 else first
        values = {key: value for key, value in values.items() if value not in ("", None)}
        known = tuple(n for n in (*phones, found.home.get("phone", "")) if n)
        who = Who(
            name.given,
            name.family,
            values.get("known_as", ""),
            emails=tuple(e for e in (email, second) if e),
            phones=known,
            address=found.home.get("address", ""),
            postcode=found.home.get("postcode", ""),
            born=values.get("born"),
            child=values.get("is_child"),
            title=name.title,
        )
        found.people.append(PersonRead(who, values))
    for key, purpose in _PURPOSES.items():
        said = cells.read(key, reading.read_yes_no)
        if said is not None:
            found.permissions[purpose] = said
    found.skills = tuple(
        dict.fromkeys(s for part in re.split(r"[,;/\n|]", cells.text("skills")) if (s := part.strip()))
    )
    found.group = cells.text("group")
    for key in ("adults", "children"):
        heads = cells.read(key, reading.read_count)
        if heads is not None:
            found.heads[key] = heads
    return found


def _names(cells: Cells) -> tuple[reading.Name, ...]:
    given = " ".join(part for part in (cells.text("given"), cells.text("middle")) if part)
    family, title = cells.text("family"), cells.text("title")
    if not given and not (family and title) and cells.text("name"):
        names = reading.split_name(cells.text("name"))
    elif re.search(r"&|\band\b|[,/+]", given, re.IGNORECASE):
        names = reading.split_name(f"{given} {family}")
    elif reading.family_name(family) and not given:
        names = ()
    else:
        names = (reading.Name("", given, family),) if given or family else ()
    titled = reading.plain_title(title) or title
    return tuple(
        reading.Name(
            name.title or (titled if number == 0 and len(titled) < 15 else ""), name.given, name.family
        )
        for number, name in enumerate(names)
    )


def read_home(cells: Cells) -> dict[str, Any]:
    """Address and postcode; the postcode may stand at the end of the address."""
    parts: list[str] = []
    postcode = fields.postcode(cells.text("postcode"))
    for text in cells.all("address"):
        for piece in re.split(r"\n|, ", text):
            bare = piece.strip(" ,")
            found = _POSTCODE.search(bare)
            if found and not postcode:
                postcode = fields.postcode(found[1])
            if found and fields.postcode(found[1]) == postcode:
                bare = _POSTCODE.sub("", bare).strip(" ,")
            if bare and bare.casefold() not in {p.casefold() for p in parts}:
                parts.append(bare)
    home = {"address": "\n".join(parts), "postcode": postcode}
    return {key: text for key, text in home.items() if text}
