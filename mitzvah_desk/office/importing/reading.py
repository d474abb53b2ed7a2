"""One row of a file as values: the people it names, their home, and whatever else it says of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mitzvah_desk.model import ContactStatus, Purpose
from mitzvah_desk.office.importing.people_read import PeopleRead, PersonRead
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.rules.fields import cell_parsers as reading
from mitzvah_desk.rules.fields import tidying as fields
from mitzvah_desk.rules.fields.registry import FIELDS, imported_fields
from mitzvah_desk.rules.fields.status_words import ToldStatus, join_statuses, parse_status
from mitzvah_desk.rules.fields.told_children import ToldAge, ToldChild, parse_children, parse_told_age
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import PersonToMatch
from mitzvah_desk.rules.people.age import ADULT, is_child_on

_PURPOSES = {
    "photo": Purpose.PHOTO,
    "print": Purpose.PRINT,
    "newsletter": Purpose.NEWSLETTER,
    "keep": Purpose.KEEP,
}
_OF_CHILDREN = (Purpose.PHOTO, Purpose.PRINT, Purpose.KEEP)
"""What an adult of a row answers for the children in it; a newsletter goes to no child."""
_NO_ANSWER = {"-", "--", "–", "?"}
"""What stands in a cell where nobody answered."""
_TEXTS = tuple(imported_fields("person"))
"""What a row says in words that are kept as they are."""
_HERE = {"uk", "gb", "united kingdom", "great britain", "england"}
"""Countries that no address within the country names."""
_OF_ALL = frozenset(
    each.key for each in FIELDS["person"].values() if each.in_import is not None and each.in_import.of_all
)
"""What a row says of everybody whom it names; the rest is of the first."""


def parse_people(cells: Cells, today: date) -> PeopleRead:
    """Reads whom a row names and what it says of them."""
    found = PeopleRead(problems=cells.problems)
    names = _names(cells)
    if cells.text("unsubscribed"):
        found.unsubscribed = cells.read("unsubscribed", lambda text: _parse_past_day(text, today))
        found.email = next(iter(cells.read("email", reading.parse_emails) or ()), "")
        return found
    told_on = cells.read("said_on", lambda text: _parse_past_day(text, today))
    whole = reading.parse_family_name(cells.text("name")) or reading.parse_family_name(cells.text("family"))
    household = cells.text("household")
    found.household = household or whole or (names[-1].family if len(names) > 1 else "")
    found.household = reading.parse_family_name(found.household) or found.household
    found.home = parse_address(cells)
    found.group = cells.text("group")
    if found.group and not names and cells.text("leader"):
        names = reading.parse_names(cells.text("leader"))[:1]
        found.leads = bool(names)
    reach = _Reach.of(cells)
    if reach.others and (len(names) > 1 or not names):
        found.home["phone"] = reach.others.pop(0)
    row = _Row(cells, found, today, told_on or today)
    found.people = row.read_people(cells, names, reach)
    if not names and found.household and not found.group:  # a household has no e-mail of its own
        found.home["note"] = "\n".join([*cells.all("note"), *reach.spare()])
    found.people += row.read_others()
    if len(found.people) > max(len(names), 1) and not found.household:
        found.household = next((p.who.family for p in found.people if p.who.family), "")
    found.family_number = _family_number(cells, found)
    if any(person.permissions for person in found.people):
        found.said_on = told_on
    found.not_coming = row.not_coming
    _group_facts(cells, found, about_group=bool(found.group) and (found.leads or not names))
    found.home = {key: value for key, value in found.home.items() if value}
    return found


def _family_number(cells: Cells, found: PeopleRead) -> str:
    """By what rows of one household are known: its number, or an order's with the same family name."""
    number, order = cells.text("family_number"), cells.text("order_number")
    if number:
        return f"household {number}"
    family = next((person.who.family for person in found.people if person.who.family), "")
    return f"order {order} {normalise_label(family)}" if order and family else ""


@dataclass(slots=True)
class _Reach:
    """How a row's people, or one of them, are reached."""

    emails: list[str]
    mobiles: list[str]
    others: list[str]

    @classmethod
    def of(cls, cells: Cells) -> "_Reach":
        told = (cells.read(key, reading.parse_phones) for key in ("mobile", "phone", "phone_2"))
        phones = list(dict.fromkeys(number for each in told for number in each or ()))
        emails = [e for key in ("email", "email_2") for e in cells.read(key, reading.parse_emails) or ()]
        mobiles = [number for number in phones if number.startswith("07")]
        return cls(list(dict.fromkeys(emails)), mobiles, [n for n in phones if n not in mobiles])

    @property
    def phones(self) -> list[str]:
        return [*self.mobiles, *self.others]

    def spare(self) -> list[str]:
        """What a home has no field for."""
        return [*(f"E-mail: {e}" for e in self.emails), *(f"Telephone: {n}" for n in self.phones)]


class _Row:
    """A row whose people are read."""

    def __init__(self, cells: Cells, found: PeopleRead, today: date, told_on: date) -> None:
        self._cells, self._found, self._today, self._told_on = cells, found, today, told_on
        self.not_coming = ""

    def read_people(self, cells: Cells, names: Sequence[reading.Name], reach: _Reach) -> list[PersonRead]:
        """Those whom one cell, or two, name together."""
        own, status = self._own(cells), self._status(cells)
        permissions, skills = dict(_permissions(cells, status)), _skills(cells)
        shared = {key: value for key, value in own.items() if key in _OF_ALL}
        emails, mobiles = reach.emails, reach.mobiles
        each_email = [[e] for e in emails] if len(emails) == len(names) > 1 else [emails] * len(names)
        each_mobile = (
            [[n] for n in mobiles] if len(mobiles) == len(names) > 1 else [mobiles, *[[]] * len(names)]
        )
        people = []
        for number, name in enumerate(names):
            values = _name_values(name)
            values |= own if number == 0 else shared
            values["honours"] = values.get("honours") or name.honours
            values["email"] = each_email[number][0] if each_email[number] else ""
            values["mobile"] = each_mobile[number][0] if each_mobile[number] else ""
            if number == 0:
                values["phone"] = reach.others[0] if reach.others else ""
                spare = [f"Other e-mail: {e}" for e in each_email[0][1:]]
                spare += [f"Other telephone: {n}" for n in (*each_mobile[0][1:], *reach.others[1:])]
                born_as = [f"Née {name}" for name in filter(None, (name.born_as, cells.text("born_as")))]
                if not self._found.leads:
                    values["note"] = "\n".join([*cells.all("note"), *spare, *dict.fromkeys(born_as)])
            values = {key: value for key, value in values.items() if value not in ("", None)}
            who = _who(values, each_email[number], reach.phones, self._found.home)
            if status.contact is not None:
                values["contact_status"] = status.contact
            people.append(PersonRead(who, values, dict(permissions), skills))
        return people

    def read_others(self) -> list[PersonRead]:
        """Those of whom columns of their own tell, and the children whom a cell names."""
        first = self._found.people[0] if self._found.people else None
        family = (first.who.family if first is not None else "") or self._found.household
        others: list[PersonRead] = []
        for member in self._cells.members:
            cells = self._cells.of(member)
            names = [replace(name, family=name.family or family) for name in _names(cells, lone_given=True)]
            people = self.read_people(cells, names, _Reach.of(cells))
            if member.startswith("child"):
                for person in people:
                    self._make_child(person, first)
            others += people
        for child in self._children():
            values = _name_values(replace(child.name, family=child.name.family or family))
            values |= self._ages(child.born, child.age, child=None)
            values = {key: value for key, value in values.items() if value not in ("", None)}
            person = PersonRead(_who(values, (), (), self._found.home), values)
            self._make_child(person, first)
            others.append(person)
        return others

    def _children(self) -> Sequence[ToldChild]:
        names = self._cells.text("children_names")
        if not names:
            return ()
        ages = self._cells.text("children_ages")
        told = self._cells.read("children_names", lambda text: parse_children(text, ages, self._told_on))
        return told or ()

    def _make_child(self, person: PersonRead, first: PersonRead | None) -> None:
        """Marks a child of the row, for whom an adult of it answers; who is grown up by now is none."""
        if person.values.get("born") is None and person.values.get("told_age") is None:
            person.values["is_child"] = True
            person.who = replace(person.who, child=True)
        if first is not None and person.values.get("is_child"):
            answered = {p: first.permissions[p] for p in _OF_CHILDREN if p in first.permissions}
            person.permissions = answered | person.permissions

    def _own(self, cells: Cells) -> dict[str, Any]:
        """What cells say of people, but for their names and how they are reached."""
        own: dict[str, Any] = {each.key: text for each in _TEXTS if (text := cells.text(each.import_key))}
        age = cells.read("age", lambda text: parse_told_age(text, self._told_on))
        year = cells.read("school_year", lambda text: parse_told_age(text, self._told_on))
        born = cells.read(
            "born", lambda text: reading.parse_birth_date(text, self._today), may_stay_out=self._is_grown
        )
        return own | self._ages(born, age or year, child=cells.read("child", reading.parse_child))

    def _ages(self, born: date | None, age: ToldAge | None, *, child: bool | None) -> dict[str, Any]:
        own: dict[str, Any] = {"born": born}
        if born is None and age is not None:
            own |= {"told_age": age.years, "told_on": age.on}
        if child is None and (born is not None or age is not None):
            child = is_child_on(
                self._today, born=born, told_age=age.years if age else None, told_on=age.on if age else None
            ) or (False if born is None else None)
        return own if child is None else own | {"is_child": child}

    def _is_grown(self, text: str) -> bool:
        """Whether a date of birth that cannot be read tells of no child: by its year, or for want of one."""
        if reading.is_yearless(text):
            return True
        years = [int(year) for year in re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)]
        return bool(years) and max(years) < self._today.year - ADULT

    def _status(self, cells: Cells) -> ToldStatus:
        read = cells.read_all("status", lambda text: (text, parse_status(text)))
        told: list[ToldStatus] = [status for _, status in read]
        said = (text for text, status in read if status.not_coming)
        self.not_coming = self.not_coming or next(said, "")
        if cells.read("deceased", lambda text: _parse_yes_or_day(text, self._today)):
            told.append(ToldStatus(ContactStatus.DIED))
        if cells.read("no_contact", reading.parse_yes_no):
            told.append(ToldStatus(ContactStatus.NO_CONTACT, no_newsletter=True))
        if cells.read("no_newsletter", lambda text: _parse_yes_or_day(text, self._today)):
            told.append(ToldStatus(no_newsletter=True))
        return join_statuses(told)


def _parse_yes_or_day(text: str, today: date) -> bool:
    """A yes, or the day on which it became one."""
    try:
        return bool(reading.parse_yes_no(text))
    except ValueError:
        return reading.parse_day(text, today) is not None


def _parse_past_day(text: str, today: date) -> date | None:
    """The day of an answer; one that is still to come is today, since nobody can have answered then."""
    day = reading.parse_day(text, today)
    return min(day, today) if day is not None else None


def _name_values(name: reading.Name) -> dict[str, Any]:
    return {"title": name.title, "given": name.given, "family": name.family, "honours": name.honours}


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


def _group_facts(cells: Cells, found: PeopleRead, *, about_group: bool) -> None:
    """What a row says of its group."""
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


def _skills(cells: Cells) -> tuple[str, ...]:
    skills = [s for part in re.split(r"[,;/\n|]", cells.text("skills")) if (s := part.strip())]
    if _drives(cells.text("drives")):
        skills.append("Drive")
    return tuple(dict.fromkeys(skills))


def _permissions(cells: Cells, status: ToldStatus) -> Iterator[tuple[Purpose, bool]]:
    """What a row says of what they allow; an empty cell says nothing."""
    for key, purpose in _PURPOSES.items():
        said = cells.read(key, _parse_answer) if cells.text(key) not in _NO_ANSWER else None
        if said is not None:
            yield purpose, said
    if status.no_newsletter:
        yield Purpose.NEWSLETTER, False


def _parse_answer(text: str) -> bool | None:
    """A yes or no to what is asked; a cross may be either."""
    if text.casefold() == "x":
        raise ValueError("“x” may be a tick or a cross. Write yes or no.")
    return reading.parse_yes_no(text)


def _drives(text: str) -> bool:
    """Whether somebody surely drives; “maybe” is no reason to leave a person out."""
    try:
        return bool(reading.parse_yes_no(text))
    except ValueError:
        return False


def _names(cells: Cells, *, lone_given: bool = False) -> tuple[reading.Name, ...]:
    """Whom cells name; a single word is a first name where ``lone_given``."""
    given = " ".join(part for part in (cells.text("given"), cells.text("middle")) if part)
    family, title, whole = cells.text("family"), cells.text("title"), cells.text("name")
    if not given and not (family and title) and whole:
        names = reading.parse_names(whole)
        if lone_given:
            names = tuple(n if n.given or n.title else replace(n, given=n.family, family="") for n in names)
        if family and len(names) == 1 and not names[0].family:
            names = (replace(names[0], family=family),)
    elif re.search(r"&|\band\b|[,/+]", given, re.IGNORECASE):
        names = reading.parse_names(f"{given} {family}")
    elif reading.parse_family_name(family) and not given:
        names = ()
    else:
        names = (reading.Name("", given, family),) if given or family else ()
    said = " ".join(filter(None, (given, family))) or cells.text("name")
    if not all(reading.is_name(part) for name in names for part in (name.given, name.family) if part):
        cells.refuse("given" if given else "family" if family else "name", f"“{said}” is not a name.")
        return ()
    titled = reading.parse_title(title) or title
    return tuple(
        replace(name, title=name.title or (titled if number == 0 and len(titled) < 15 else ""))
        for number, name in enumerate(names)
    )


def parse_address(cells: Cells) -> dict[str, Any]:
    """Address and postcode; the postcode may stand at the end of the address."""
    parts: list[str] = []
    postcode = fields.normalise_postcode(cells.text("postcode"))
    for text in cells.all("address"):
        for piece in re.split(r"\n|, ", text):
            bare = piece.strip(" ,")
            found = fields.POSTCODE.search(bare)
            if found and not postcode:
                postcode = fields.normalise_postcode(found[1])
            if found and fields.normalise_postcode(found[1]) == postcode:
                bare = fields.POSTCODE.sub("", bare).strip(" ,")
            if bare and bare.casefold() not in {*_HERE, *(p.casefold() for p in parts)}:
                parts.append(bare)
    home = {"address": "\n".join(parts), "postcode": postcode}
    return {key: text for key, text in home.items() if text}
