"""What of the file the public may read: whom print may name, which partners, and which sentences.

Nothing goes into a newsletter but through here.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection, select

from mitzvah_desk.model import Partner
from mitzvah_desk.office.outgoing.protected import one_line, read_protected
from mitzvah_desk.rules.findings import Finding, info_finding, soft_finding
from mitzvah_desk.rules.privacy import confidential_places as secrecy
from mitzvah_desk.rules.privacy import naming
from mitzvah_desk.rules.privacy.disclosure import Audience, Fact, may_see

_FEW = 3


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody who is counted and not named.

    Attributes:
        id: the person.
        name: for the committee's eyes only.
        why: ``was never asked``.
        roles: as what they are counted: ``volunteer, donor``.
    """

    id: int
    name: str
    why: str
    roles: str


class Public:
    """The file as the public may know it. It keeps in mind who was only counted and what was left out.

    Attributes:
        people: everybody, by id.
        confidential: the partners that no newsletter knows, those below a confidential one too.
    """

    def __init__(self, connection: Connection, day: date) -> None:
        known = read_protected(connection, day)
        self.confidential, self.people = known.confidential, known.people
        secrets, named = known.secrets(Audience.PUBLIC), known.unagreed
        self._is_secret, self._find = cache(secrets.in_text), cache(named.find)  # the same texts come again
        self._partners = {row.id: row.name for row in connection.execute(select(Partner.id, Partner.name))}
        self._unnamed: dict[int, dict[str, None]] = {}
        self._children: dict[int, None] = {}
        self._findings: dict[str, Finding] = {}

    def fork(self) -> "Public":
        """The same, with what it keeps in mind from now on apart."""
        other = copy(self)
        other._findings = dict(self._findings)
        return other

    @property
    def unnamed(self) -> tuple[Unnamed, ...]:
        """Who was only counted so far, by name."""
        known = ((self.people[number], roles) for number, roles in self._unnamed.items())
        found = (
            Unnamed(person.id, person.full, person.why or "bears a confidential name", ", ".join(roles))
            for person, roles in known
        )
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was left out, and who was only counted."""
        return (*self._findings.values(), *_counted(self.unnamed), *self._of_children())

    def name(self, person_id: int | None, role: str) -> str:
        """A person's name as it may be printed; empty where it may not, which is kept in mind.

        Args:
            person_id: the person.
            role: as what they would be named: ``volunteer``.
        """
        person = self.people.get(person_id or 0)
        if person is None:
            return ""
        name = "" if self._is_secret(person.name) else person.name
        if not name:
            self._unnamed.setdefault(person.id, {})[role] = None
        elif person.child:
            self._children[person.id] = None
        return name

    def names(self, person_ids: Iterable[int], one: str, more: str) -> str:
        """Some people as a sentence lists them: those who agreed by name, the others by their number.

        Args:
            person_ids: the people, each told once.
            one: what one of them is: ``volunteer``.
            more: what several are.
        """
        people = [self.people[each] for each in dict.fromkeys(person_ids) if each in self.people]
        people.sort(key=lambda each: ("" if each.child else each.family.casefold(), each.name.casefold()))
        named = [name for each in people if (name := self.name(each.id, one))]
        return naming.format_names(named, len(people) - len(named), one, more)

    def guests(self, person_ids: Iterable[int]) -> str:
        """Guests of honour as a sentence lists them, with what they are: ``Ann Cohen (Mayor)``."""
        ids = [each for each in dict.fromkeys(person_ids) if each in self.people]
        named = []
        for each in ids:
            person, name = self.people[each], self.name(each, "guest of honour")
            if name:
                where = f"The position of {person.full}"
                post = "" if person.child else self.title(person.position, where)
                named.append(f"{name} ({post})" if post else name)
        return naming.format_names(named, len(ids) - len(named), "guest of honour", "guests of honour")

    def partner(self, partner_id: int | None) -> str:
        """A partner's name; empty for a confidential one."""
        hidden = partner_id in self.confidential
        if not may_see(Audience.PUBLIC, Fact.PARTNER_NAME, confidential=hidden):
            return ""
        name = one_line(self._partners.get(partner_id or 0, ""))
        return "" if self._is_secret(name) else name

    def partners(self, partner_ids: Iterable[int]) -> tuple[str, ...]:
        """The names of some partners, each once, without the confidential ones."""
        names = dict.fromkeys(self.partner(each) for each in partner_ids)
        return tuple(sorted(filter(None, names), key=str.casefold))

    def text(self, text: str, where: str) -> str:
        """A text without the sentences that the public may not read.

        Args:
            text: as somebody typed it.
            where: where it stands, for the finding: ``The summary of “Bulbs”``.
        """
        return " ".join(one_line(each) for each in secrecy.split_sentences(text) if self.allows(each, where))

    def title(self, text: str, where: str) -> str:
        """A text that stands whole or not at all."""
        return one_line(text) if self.allows(text, where) else ""

    def keeps(self, text: str, where: str) -> bool:
        """Whether a finished line tells nothing of a confidential partner; else a finding says so."""
        if not self._is_secret(text):
            return True
        self._hide(where)
        return False

    def allows(self, text: str, where: str) -> bool:
        """Whether a text may stand: it tells of no confidential partner and names nobody who did not agree.

        Args:
            text: the text.
            where: where it stands, for the finding where it may not.
        """
        if not self.keeps(text, where):
            return False
        hit = self._find(text)
        if hit is None:
            return True
        who, why = hit.person.full, hit.person.why or "is a child"
        what = f"names {who}" if hit.named else f"tells how to reach {who}"
        do = "Take the name out, or ask them." if hit.named else "Take it out, or ask them."
        self.tell(
            soft_finding("newsletter.name", who, f"{where} {what}, who {why}. That part is left out.", do)
        )
        return False

    def tell(self, finding: Finding) -> None:
        """Keeps a finding, each sentence once."""
        self._findings.setdefault(finding.text, finding)

    def _hide(self, where: str) -> None:
        text = f"{where} tells of a confidential partner. That part is left out."
        do = "Say it without the partner's name, code name, address and number."
        self.tell(soft_finding("newsletter.confidential", where, text, do))

    def _of_children(self) -> tuple[Finding, ...]:
        if not self._children:
            return ()
        text = "Children are named by first name alone, as agreed. There is no photograph in the newsletter."
        return (
            info_finding("newsletter.children", "Children", text, "Never put one beside a child's name."),
        )


def _counted(unnamed: tuple[Unnamed, ...]) -> tuple[Finding, ...]:
    if not unnamed:
        return ()
    who = "1 person is" if len(unnamed) == 1 else f"{len(unnamed):,} people are"
    text = f"{who} counted, not named: they have not agreed to be named in print."
    few = "; ".join(each.name for each in unnamed[:_FEW])
    return (
        info_finding(
            "newsletter.unnamed", few, text, "Look who they are, ask them, and note it on their page."
        ),
    )
