"""The gate: reads every text of what is about to leave, and lets it through or says what stands against it.

A secret of a confidential partner and a child's full name never reach anybody who may not see them, wherever
they were typed. The rest is told beside it: who did not agree to be named, what no typeface can draw, what
had to be set too small, what its reader will miss.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.settled import Settlement, digest_facts, read_settled
from mitzvah_desk.office.outgoing.legibility import list_illegible, list_lacking, write_legibly
from mitzvah_desk.office.outgoing.outgoing import (
    Key,
    Outgoing,
    OutgoingForm,
    Progress,
    RefusedOutgoingError,
    Released,
)
from mitzvah_desk.office.outgoing.protected import Protected, read_protected
from mitzvah_desk.office.outgoing.typed_places import (
    ReadPlaces,
    TypedPlace,
    describe_place,
    find_typed_places,
)
from mitzvah_desk.office.outgoing.walk import OutgoingText, read_value
from mitzvah_desk.office.printing.printed_words import file_name
from mitzvah_desk.rules.findings import Finding, Severity, hard_finding, soft_finding
from mitzvah_desk.rules.people.names import full_name
from mitzvah_desk.rules.privacy.confidential_places import ALIAS, SecretHit, Secrets
from mitzvah_desk.rules.privacy.disclosure import Audience
from mitzvah_desk.rules.privacy.unconsented_names import Hit, Private

SECRET, CHILD, CONSENT = "outgoing.secret", "outgoing.child", "outgoing.consent"
_MOST = 50
"""So many obstacles are told at once; what is left is found when they are put right."""
_READERS = {
    Audience.PUBLIC: "that everybody may read",
    Audience.VOLUNTEERS: "for volunteers",
    Audience.DRIVER: "for a driver",
    Audience.COMMITTEE: "for the committee",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What the gate found in one place.

    Attributes:
        finding: what it says; a hard one keeps all of it in.
        settlement: what to settle where it is a false alarm.
        place: where it was typed; None where it was typed for this paper alone.
        partner_id: the confidential partner of which it tells; 0 where it is about a name.
        person_id: the person whom it names; 0 where it is about a partner.
    """

    finding: Finding
    settlement: Settlement
    place: TypedPlace | None = None
    partner_id: int = 0
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class CheckedOutgoing:
    """What the gate has looked at. Only ``check_outgoing`` makes one.

    Attributes:
        outgoing: what wants to leave.
        obstacles: what was found in it, the grave ones first.
        findings: everything worth telling, also what its gatherer knew.
    """

    outgoing: Outgoing = field(repr=False)
    obstacles: tuple[Obstacle, ...]
    findings: tuple[Finding, ...]

    @property
    def refusals(self) -> tuple[Obstacle, ...]:
        """What keeps it in; empty where it may leave."""
        return tuple(each for each in self.obstacles if each.finding.severity is Severity.HARD)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.outgoing.title

    @property
    def name(self) -> str:
        """A name for its file, without its ending."""
        return self.outgoing.name

    @property
    def count(self) -> int:
        """How many letters or sheets or rows it holds."""
        return self.outgoing.count

    @property
    def keys(self) -> tuple[Key, ...]:
        """The addressees of a batch of letters."""
        return self.outgoing.keys

    @property
    def notes(self) -> tuple[Action | None, ...]:
        """What is written down in the file once it has left; one for each paper that is bound."""
        return (self.outgoing.note,)

    @property
    def parts(self) -> "tuple[CheckedOutgoing, ...]":
        """Itself, as of what is bound of several."""
        return (self,)

    def renamed(self, name: str) -> "CheckedOutgoing":
        """The same under another name for its file, made of names that were looked at."""
        return replace(self, outgoing=replace(self.outgoing, name=file_name(name)))

    def release(self, progress: Progress | None = None) -> Released:
        """Writes it.

        Args:
            progress: told how many of how many are done; returns False to stop.

        Raises:
            RefusedOutgoingError: it may not leave; nothing was written.
        """
        self._require_clear()
        content, told = write_legibly(self.outgoing, progress)
        return Released(content, (*self.findings, *told), self.name, self.outgoing.note)

    def hand_over(self) -> Any:  # noqa: ANN401  # whatever was gathered
        """The value itself, for what is no file: the clipboard.

        Raises:
            RefusedOutgoingError: it may not leave.
        """
        self._require_clear()
        return self.outgoing.value

    def _require_clear(self) -> None:
        if self.refusals:
            raise RefusedOutgoingError(self.title, tuple(each.finding for each in self.refusals))


def check_outgoing(office: Office, outgoing: Outgoing, protected: Protected | None = None) -> CheckedOutgoing:
    """Lets the gate look at what wants to leave.

    Args:
        office: the open file.
        outgoing: what was gathered.
        protected: from ``read_protected``, where many things leave together.
    """
    return office.query(check_within, outgoing, protected)


def check_within(
    connection: Connection, outgoing: Outgoing, protected: Protected | None = None
) -> CheckedOutgoing:
    """As ``check_outgoing``, for whoever has the file open for reading already."""
    known = protected if protected is not None else read_protected(connection, audience=outgoing.audience)
    texts, lacking = read_value((outgoing.value, outgoing.name, outgoing.title), outgoing.granted)
    found = list(islice(_Looking(connection, outgoing, known).look(texts), _MOST))
    found.sort(key=lambda each: each.finding.severity is not Severity.HARD)
    told: list[Finding] = [*(each.finding for each in found), *outgoing.findings]
    if outgoing.form is OutgoingForm.PAPER:
        told += list_illegible(texts)
    told += list_lacking(outgoing, lacking)
    return CheckedOutgoing(outgoing, tuple(found), tuple(dict.fromkeys(told)))


class _Looking:
    """One look through some texts."""

    def __init__(self, connection: Connection, outgoing: Outgoing, known: Protected) -> None:
        self._connection, self._outgoing, self._known = connection, outgoing, known
        self._settled = read_settled(connection)
        self._readers = _READERS[outgoing.audience]
        self._typed: dict[str, ReadPlaces] = {}

    def look(self, texts: Sequence[OutgoingText]) -> Iterator[Obstacle]:
        """What stands against them, each thing in each place once."""
        secrets = self._known.secrets(self._outgoing.audience)
        whole = "\n".join(each.text for each in texts)
        seen: set[Settlement] = set()
        for each in texts if secrets.in_text(whole) else ():
            for hit in secrets.find(each.text):
                may = each.granted.code_names if hit.what == ALIAS else each.granted.partners
                if not self._known.is_granted(hit.secret.partner_id, may):
                    yield from self._new(seen, self._of_secret(each, hit))
        for names in self._known.names(self._outgoing.audience):
            for each in texts:
                named = names.find(each.text, each.granted.persons)
                if named is not None:
                    yield from self._new(seen, self._of_name(each, named, names))

    def _new(self, seen: set[Settlement], obstacles: Iterator[Obstacle]) -> Iterator[Obstacle]:
        for each in obstacles:
            if each.settlement not in seen and each.settlement not in self._settled:
                seen.add(each.settlement)
                yield each

    def _of_secret(self, told: OutgoingText, hit: SecretHit) -> Iterator[Obstacle]:
        alone = Secrets([hit.secret])
        own = [("partner", number) for number in self._known.confidential]
        own += [("place", number) for number in self._known.hidden_places]
        own += [("person", number) for number in self._known.of_workers]

        def holds(text: str) -> bool:
            return any(found.words == hit.words for found in alone.find(text))

        shown = hit.secret.code_name
        for where, place in self._places(f"secret {hit.words}", told, holds, own):
            said = f"{where} tells {hit.what} of {shown}, a confidential partner."
            text = f"{said} Nothing {self._readers} may hold that."
            do = "Take it out there, or put the code name in its place." if place else "Take it out."
            finding = hard_finding(SECRET, where, text, do, field=place.column if place else "")
            about = f"partner {hit.secret.partner_id} {hit.what}"
            yield Obstacle(finding, _settlement(SECRET, told, place, about), place, hit.secret.partner_id)

    def _of_name(self, told: OutgoingText, hit: Hit, names: Private) -> Iterator[Obstacle]:
        person = hit.person

        def holds(text: str) -> bool:
            found = names.find(text)
            return found is not None and found.person.id == person.id

        for where, place in self._places(f"person {person.id}", told, holds, [("person", person.id)]):
            column = place.column if place else ""
            what = f"names {person.full}" if hit.named else f"tells how to reach {person.full}"
            if person.child:
                short = full_name(person.known_as or person.given, f"{person.family[:1]}.")
                text = f"{where} {what}, who is a child, and this is {self._readers}."
                finding = hard_finding(CHILD, where, text, f"Write “{short}” there.", field=column)
            else:
                text = f"{where} {what}, who {person.why or 'did not agree'}, and this is {self._readers}."
                finding = soft_finding(CONSENT, where, text, "Take it out, or ask them.", field=column)
            about = _settlement(finding.rule, told, place, f"person {person.id}")
            yield Obstacle(finding, about, place, person_id=person.id)

    def _places(
        self, of: str, told: OutgoingText, holds: Callable[[str], bool], own: Sequence[tuple[str, int]]
    ) -> Iterator[tuple[str, TypedPlace | None]]:
        """Where a text was typed, each place as the head of a sentence; ``of`` is what was found in it."""
        if of not in self._typed:
            self._typed[of] = ReadPlaces(find_typed_places(self._connection, holds, own=own))
        places = self._typed[of].list_likeliest(told.text)
        if not places:
            yield f"What was typed for “{self._outgoing.title}”", None
        for place in places:
            yield describe_place(self._connection, place), place


def _settlement(rule: str, told: OutgoingText, place: TypedPlace | None, about: str) -> Settlement:
    """What is settled where it is a false alarm: this text in this place, until the text is another."""
    if place is None:
        return Settlement(rule, f"typed {digest_facts([told.text])} {about}", digest_facts([told.text]))
    where = f"{place.record} {place.record_id} {place.column} {about}"
    return Settlement(rule, where, digest_facts([place.text]))
