"""Clashes that were settled with a reason: told nowhere any more, until what they were judged by changes."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from mitzvah_desk.model import Person
from mitzvah_desk.model.expressions import is_erased
from mitzvah_desk.office.core.settled import SettleFinding, Settlement, digest_facts, read_settled
from mitzvah_desk.rules.findings import Severity
from mitzvah_desk.rules.rota.scope import Concern
from mitzvah_desk.store.unit_of_work import UnitOfWork


def make_settlement(concern: Concern) -> Settlement:
    """What settles a concern: its key is the subject; its words, weight, times and places are the facts.

    Whoever comes, goes or moves so that the clash is another makes other facts, and it is told again.
    """
    facts = (concern.weight, concern.finding.text, *map(_name, concern.facts))
    return Settlement(concern.finding.rule, _name(concern.key), digest_facts(facts))


def list_unsettled(connection: Connection, concerns: Iterable[Concern]) -> list[Concern]:
    """Concerns but for those that were settled as they are now, and those of somebody who was erased."""
    settled = read_settled(connection)
    erased = frozenset(connection.execute(select(Person.id).where(is_erased(Person))).scalars())
    left = [each for each in concerns if not (erased and _names_one(each.key, erased))]
    return [each for each in left if make_settlement(each) not in settled] if settled else left


def settle_concerns(work: UnitOfWork, concerns: Iterable[Concern], reason: str) -> None:
    """Settles what was overridden with a reason; what only tells or refuses is never settled."""
    for concern in concerns if reason else ():
        if concern.finding.severity is Severity.SOFT:
            SettleFinding(make_settlement(concern), reason, concern.finding.subject).apply(work)


def _names_one(part: object, people: frozenset[int]) -> bool:
    """Whether a part of a key names one of some people."""
    if not isinstance(part, (tuple, frozenset)):
        return False
    if isinstance(part, tuple) and part[:1] == ("person",):
        return part[-1] in people
    return any(_names_one(each, people) for each in part)


def _name(part: object) -> str:
    """A part of a key in words, the same whatever order a set has."""
    if isinstance(part, frozenset):
        return f"{{{', '.join(sorted(map(_name, part)))}}}"
    if isinstance(part, tuple):
        return f"({', '.join(map(_name, part))})"
    return str(part)
