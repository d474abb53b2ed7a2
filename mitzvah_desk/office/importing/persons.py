"""What is written of the people of rows, and of their homes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mitzvah_desk.office.importing.existing_records import ExistingRecords, Row
from mitzvah_desk.office.importing.matcher import MatchEntry, Matcher
from mitzvah_desk.office.importing.people_read import PeopleRead, PersonRead
from mitzvah_desk.office.importing.plan import NEW, ChangeSet, Decision, MatchCandidate, format_match_reasons
from mitzvah_desk.office.importing.statements import Statements
from mitzvah_desk.rules.fields.registry import FIELDS, field_noun
from mitzvah_desk.rules.fields.tidying import add_missing_lines
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import Match, MatchConfidence, PersonToMatch, phone_key
from mitzvah_desk.rules.matching.skill_names import skill_stem
from mitzvah_desk.rules.people.addressing import address_lines
from mitzvah_desk.rules.people.age import find_age_on
from mitzvah_desk.rules.privacy.permissions import Statement

_PERSON = FIELDS["person"]


@dataclass(slots=True)
class Settled:
    """What came of a row's people.

    Attributes:
        ids: theirs, in order.
        new: whether any is new.
        changed: the fields that change.
        told: the fields of those who are new.
        kept: sentences of those who said no before, which stands.
        household: theirs.
    """

    ids: list[int] = field(default_factory=list)
    new: bool = False
    changed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    household: int | None = None


class People:
    """Writes people and their homes into a ledger.

    Args:
        known: what the office knows.
        ledger: takes the writes.
        today: the day of the import.
        source: where the list is from.
        numbered: the numbers of households that several people of the list have, with the household of the
            book in which one of them lives.
    """

    def __init__(
        self,
        known: ExistingRecords,
        ledger: ChangeSet,
        today: date,
        source: str,
        numbered: Mapping[str, int | None],
    ) -> None:
        self._known = known
        self.ledger = ledger
        self._today = today
        self._statements = Statements(known.statements, ledger, f"Imported from {source}")
        self._by_email: dict[str, list[int]] = {}
        for number, row in known.persons.items():
            self._by_email.setdefault(row["email"].casefold(), []).append(number)
        self._made: dict[int, int] = {}
        self._shared = frozenset(numbered)
        self._numbered = {number: home for number, home in numbered.items() if home is not None}
        self._number_of: dict[int, str] = {}
        self._homes: dict[tuple[str, str], list[int]] = {}
        """Households by name and postcode, empty where they have none, and by name and ``*`` all of them."""
        self._groups = {normalise_label(row["name"]): number for number, row in known.groups.items()}
        self._skills = dict(known.skills) | {skill_stem(name): n for name, n in known.skills.items()}
        self._linked: set[tuple[str, int, int]] = set()
        for number, home in known.households.items():
            self._remember(number, home)

    def open_question(
        self, entries: Sequence[MatchEntry], decision: Decision | None
    ) -> list[tuple[int, Match]]:
        """Whom the row may be, while nobody has decided."""
        if decision is not None:
            return []
        return [like for entry in entries if entry.target is None for like in entry.likes]

    def candidates(
        self, matcher: Matcher, entries: Sequence[MatchEntry], decision: Decision | None = None
    ) -> tuple[MatchCandidate, ...]:
        """Whom a row's people may be, for the user; whoever was decided for comes first."""
        asked = [entry for entry in entries if entry.likes]
        likes = {n: m for entry in asked for n, m in entry.likes}
        if not asked:
            likes = {number: Match(MatchConfidence.SURE) for entry in entries for number in entry.ids}
        found = [MatchCandidate(n, matcher.label(n), format_match_reasons(m)) for n, m in likes.items()]
        by_hand = self._find_by_hand(entries, decision)
        if by_hand is not None:
            found.insert(0, MatchCandidate(by_hand, matcher.label(by_hand), "chosen by hand"))
        return tuple(sorted(found, key=lambda each: each.id != decision))

    def doubtful_home(self, read: PeopleRead, entries: Sequence[MatchEntry]) -> str:
        """Why nobody can say which household a row means; empty where that is clear."""
        at_home = (self._made.get(n, n) for entry in entries for n in entry.ids)
        if not read.household or any(self.ledger.view("person", n).get("household_id") for n in at_home):
            return ""
        near = self._near(read.household, read)
        if len(near) < 2:
            return ""
        homes = (self.ledger.view("household", number) for number in near[:3])
        where = [home.get("postcode") or _flat(home.get("address", "")) or home["name"] for home in homes]
        return (
            f"There are {len(near)} households called {read.household} ({'; '.join(where)})."
            " Add the address or the postcode."
        )

    def settle(
        self, read: PeopleRead, entries: Sequence[MatchEntry], decision: Decision | None = None
    ) -> Settled:
        """Writes a row's people, their home and what belongs to them."""
        done = Settled()
        asked = any(entry.likes for entry in entries)
        by_hand = self._find_by_hand(entries, decision)
        for entry in entries:
            number = self._target(entry, decision if entry.likes or not asked else None)
            if by_hand is not None and entry is next((e for e in entries if e.likes), entries[0]):
                number = by_hand
            if number is None:
                number = self.ledger.add("person", dict(entry.read.values))
                done.new = True
                done.told += _told(entry.read.values)
                for other in entry.ids if decision == NEW else ():
                    self._apart(number, other if other > 0 else self._made.get(other))
            else:
                done.changed += self._update(number, entry.read)
            self._made[entry.key] = number
            done.ids.append(number)
        self._home(read, done)
        for number, entry in zip(done.ids, entries, strict=True):
            self._belongings(number, entry.read, read, done)
        if read.leads and done.ids:
            _, new, changed = self.group(read.group, {**read.heads, "leader_id": done.ids[0]})
            done.new = done.new or new
            done.changed += changed
        return done

    def made_of(self, entry: MatchEntry) -> int | None:
        """Who a person of a row is by now; None where the row stays out."""
        return self._made.get(entry.key)

    def fill_home(self, home: int, values: Mapping[str, Any]) -> list[str]:
        """Fills in what a household has not, or has otherwise; returns which fields."""
        return self._update_home(home, values)

    def _find_by_hand(self, entries: Sequence[MatchEntry], decision: Decision | None) -> int | None:
        """Whoever was chosen out of the whole book, and is none of those whom the row is like."""
        if isinstance(decision, int) and decision in self._known.persons:
            return None if any(decision in entry.ids for entry in entries) else decision
        return None

    def _target(self, entry: MatchEntry, decision: Decision | None) -> int | None:
        target = entry.target
        if decision == NEW:
            target = None
        elif isinstance(decision, int) and decision in entry.ids:
            target = decision
        if target is not None and target < 0:
            target = self._made.get(target)  # None where the earlier row stays out
        return target

    def _apart(self, one: int, other: int | None) -> None:
        """Keeps that somebody new is not ``other``; None is one of an earlier row that stays out."""
        if other is not None:
            self._link("different_people", {"person_id": one, "other_id": other}, frozenset())

    def _update(self, number: int, read: PersonRead) -> list[str]:
        now = self.ledger.view("person", number)
        home = self.ledger.view("household", now.get("household_id") or 0)
        told = dict(read.values)
        if _knows_age(now, told):
            told = {key: value for key, value in told.items() if key not in {"told_age", "told_on"}}
        have = {phone_key(n) for n in (now.get("phone"), now.get("mobile"), home.get("phone")) if n}
        values: dict[str, Any] = {}
        for key, value in told.items():
            was = now.get(key)
            if was and _PERSON[key].fills_only:
                continue
            if key == "email" and was and was.casefold() in {e.casefold() for e in read.who.emails}:
                continue
            if key in {"phone", "mobile"} and phone_key(value) in have:
                continue
            if was and _PERSON[key].adds_up:
                if all(line in was.casefold() for line in value.casefold().split("\n")):
                    continue
                value = add_missing_lines(was, value) if key == "note" else value  # noqa: PLW2901
            values[key] = value
        changed = [
            f"{field_noun('person', k)} {_shown(now.get(k))} → {_shown(v)}"
            if now.get(k)
            else f"{field_noun('person', k)} {_shown(v)}"
            for k, v in values.items()
            if now.get(k) != v and not (k == "is_child" and bool(now.get(k)) == v)
        ]
        self.ledger.set("person", number, values)
        return changed

    def _home(self, read: PeopleRead, done: Settled) -> None:
        """The household of a row's people: where they live, else one of that name or address, else new."""
        lives = [h for n in done.ids if (h := self.ledger.view("person", n).get("household_id")) is not None]
        if not lives and read.family_number in self._numbered:
            lives = [self._numbered[read.family_number]]
        family = read.household or (
            read.people[0].who.family or read.people[0].who.given if read.people else ""
        )
        if (
            not lives
            and not read.household
            and read.family_number not in self._shared
            and len(done.ids) < 2
            and not read.home.get("address")
            and not read.home.get("postcode")
        ):
            if read.home.get("phone") and done.ids:
                done.changed += self._update(
                    done.ids[0], PersonRead(PersonToMatch(), {"phone": read.home["phone"]})
                )
            return
        home = lives[0] if lives else self._found(family, read)
        if home is None:
            values = {"name": family, **read.home}
            home = self.ledger.add("household", values)
            self._remember(home, values)
            self._number_of[home] = read.family_number
            if not read.people:
                done.new = True
                done.told += [f"{field_noun('household', key)} {_shown(v)}" for key, v in read.home.items()]
        elif not (lives and any(h != home for h in lives)):
            done.changed += self._update_home(home, read.home)
        done.household = home
        if read.family_number:
            self._numbered.setdefault(read.family_number, home)
        for number in done.ids:
            if self.ledger.view("person", number).get("household_id") is None and self.ledger.set(
                "person", number, {"household_id": home}
            ):
                words = _home_words(self.ledger.view("household", home), new=home < 0)
                (done.told if number < 0 else done.changed).append(words)

    def _found(self, family: str, read: PeopleRead) -> int | None:
        near = self._near(family, read)
        return near[0] if len(near) == 1 else None

    def _near(self, family: str, read: PeopleRead) -> list[int]:
        """The households that a row may mean."""
        postcode, address = read.home.get("postcode", ""), read.home.get("address", "")
        named = self._homes.get((normalise_label(family), postcode), []) if postcode else []
        if not named:
            fits = self._homes.get((normalise_label(family), "" if postcode else "*"), [])
            if postcode:
                fits = [h for h in fits if not self.ledger.view("household", h).get("postcode")]
            named = fits if read.household else []  # a family name alone is no family's
        return [
            h
            for h in named
            if not (read.family_number and self._number_of.get(h, read.family_number) != read.family_number)
            if not address or _same_address(address, self.ledger.view("household", h).get("address", ""))
        ]

    def _update_home(self, home: int, values: Mapping[str, Any]) -> list[str]:
        now = self.ledger.view("household", home)
        other = {
            k: v
            for k, v in values.items()
            if not (k == "address" and _flat(v) == _flat(now.get(k, "")))
            and not (k == "phone" and phone_key(v) == phone_key(now.get(k, "")))
        }
        if other.get("note") and now.get("note"):
            other["note"] = add_missing_lines(now["note"], other["note"])
        changed = [field_noun("household", k) for k, v in other.items() if now.get(k) != v]
        self.ledger.set("household", home, other)
        return changed

    def _remember(self, number: int, home: Row) -> None:
        name = normalise_label(home["name"])
        for key in ("*", home.get("postcode") or ""):
            self._homes.setdefault((name, key), []).append(number)

    def _belongings(self, number: int, person: PersonRead, read: PeopleRead, done: Settled) -> None:
        for skill in person.skills:
            known = self._skills.get(skill.casefold()) or self._skills.get(skill_stem(skill))
            if known is None:
                known = self._skills[skill_stem(skill)] = self.ledger.add("skill", {"name": skill})
            values = {"person_id": number, "skill_id": known}
            if self._link("person_skill", values, self._known.person_skills):
                done.changed.append(f"skill {skill}")
        if read.group and not read.leads:
            values = {"group_id": self.group(read.group, {})[0], "person_id": number}
            if self._link("group_member", values, self._known.members):
                done.changed.append(f"group {read.group}")
        for purpose, given in person.permissions.items():
            told = Statement(given, read.said_on or self._today)
            if kept := self._statements.tell_kept_no(number, purpose, told):
                done.kept.append(kept)
            elif self._statements.add(number, purpose, told):
                done.changed.append(f"permission for {purpose}: {'yes' if given else 'no'}")

    def _link(self, record: str, values: dict[str, Any], known: frozenset[tuple[int, int]]) -> bool:
        one, other = values.values()
        if (one, other) in known or (record, one, other) in self._linked:
            return False
        self._linked.add((record, one, other))
        self.ledger.add(record, values)
        return True

    def unsubscribe(self, email: str, day: date) -> tuple[list[int], list[int]]:
        """Takes back the newsletter of everybody who has an e-mail address.

        Args:
            email: the address.
            day: when they took themselves off the list.

        Returns:
            Who has it, and of whom it was not known yet.
        """
        known = self._by_email.get(email.casefold(), []) if email else []
        return known, self._statements.unsubscribe(known, day)

    def group(self, name: str, values: Mapping[str, Any]) -> tuple[int, bool, list[str]]:
        """A group by its name: its id, whether it is new, and what changes."""
        number = self._groups.get(normalise_label(name))
        if number is None:
            number = self._groups[normalise_label(name)] = self.ledger.add("group", {"name": name, **values})
            return number, True, []
        now = self.ledger.view("group", number)
        other = {k: v for k, v in values.items() if now.get(k) != v}
        if other.get("note") and now.get("note"):
            other["note"] = add_missing_lines(now["note"], other["note"])
        changed = [
            "leader" if k == "leader_id" else f"{field_noun('group', k)} {_shown(now.get(k))} → {_shown(v)}"
            for k, v in other.items()
            if now.get(k) != v
        ]
        self.ledger.set("group", number, other)
        return number, False, changed


def _knows_age(now: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a record says already how old somebody was when it was told."""
    if told.get("told_age") is None:
        return False
    known = find_age_on(
        told["told_on"], born=now.get("born"), told_age=now.get("told_age"), told_on=now.get("told_on")
    )
    return now.get("born") is not None or known == told["told_age"]


def _home_words(home: Mapping[str, Any], *, new: bool) -> str:
    """A household that somebody comes to, with where it is where that is new too."""
    where = ", ".join(address_lines(home.get("address", ""), home.get("postcode", "")))
    return f"household {home['name']}" + (f" ({where})" if where and new else "")


def _told(values: Mapping[str, Any]) -> list[str]:
    """What is told of somebody new, besides the name."""
    passed = {"title", "given", "family", "told_on", *(() if values.get("is_child") else ("is_child",))}
    return [
        "the mark of a child" if key == "is_child" else f"{field_noun('person', key)} {_shown(value)}"
        for key, value in values.items()
        if key not in passed
    ]


def _flat(address: str) -> str:
    return re.sub(r"[\s,.]+", " ", address).strip().casefold()


def _same_address(one: str, other: str) -> bool:
    return not other or _flat(one).split(" ")[:2] == _flat(other).split(" ")[:2]


def _shown(value: object) -> str:
    from mitzvah_desk.rules.fields.parsing import format_date

    if isinstance(value, bool):
        return "yes" if value else "no"
    text = format_date(value) if isinstance(value, date) else str(value or "")
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
