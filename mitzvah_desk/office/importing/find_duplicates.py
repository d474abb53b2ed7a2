"""Who is in the book twice: pairs that look like one, and saying that they are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from mitzvah_desk.model import Base, DifferentPartners, DifferentPeople, Household, Partner, Person
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.model.person import ERASED_NAME
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.importing.existing_records import Row, organisation_to_match, person_to_match
from mitzvah_desk.rules.matching.matching import Index, Match, MatchConfidence, PersonToMatch, Step
from mitzvah_desk.rules.matching.partners import Organisation, PartnerIndex
from mitzvah_desk.rules.people.names import full_name


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records that may be one.

    Attributes:
        id: for lists.
        record: ``person`` or ``partner``.
        one: the older record's id.
        other: the other's.
        name: the older one's name.
        other_name: the other's.
        reasons: why: ``same name, same e-mail``.
        sure: whether it can hardly be otherwise.
    """

    id: int
    record: str
    one: int
    other: int
    name: str
    other_name: str
    reasons: str
    sure: bool

    def as_dict(self) -> dict[str, object]:
        """The pair as the command line prints it."""
        return {
            "record": self.record,
            "ids": [self.one, self.other],
            "names": [self.name, self.other_name],
            "reasons": self.reasons,
            "sure": self.sure,
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: entries with their names, and the pairs that a user said are two."""

    people: dict[int, tuple[str, PersonToMatch]]
    partners: dict[int, tuple[str, Organisation]]
    apart: frozenset[tuple[str, int, int]]


def read_comparison(connection: Connection) -> Compared:
    """Reads what is compared; comparing it takes a while and is done beside the window."""

    def rows(model: type[Base]) -> list[Row]:
        return [
            dict(row) for row in connection.execute(select(model.__table__).order_by(model.id)).mappings()
        ]

    homes = {row["id"]: row for row in rows(Household)}
    shown = dict(connection.execute(select(Partner.id, partner_name(Partner))).all())
    apart = {
        ("person", one, other)
        for one, other in connection.execute(select(DifferentPeople.person_id, DifferentPeople.other_id))
    } | {
        ("partner", one, other)
        for one, other in connection.execute(select(DifferentPartners.partner_id, DifferentPartners.other_id))
    }
    return Compared(
        {
            p["id"]: (full_name(p["given"], p["family"]), person_to_match(p, homes.get(p["household_id"])))
            for p in rows(Person)
            if p["family"] != ERASED_NAME
        },
        {p["id"]: (shown[p["id"]], organisation_to_match(p)) for p in rows(Partner)},
        frozenset(apart),
    )


def find_duplicates(given: Compared, step: Step | None = None) -> list[Duplicate]:
    """The pairs that may be one, the surest first.

    Args:
        given: what ``read_comparison`` read.
        step: hears how far it is, and may raise to stop it.
    """
    people = Index()
    for number, (_, who) in given.people.items():
        people.add(number, who)
    organisations = PartnerIndex()
    for number, (_, organisation) in given.partners.items():
        organisations.add(number, organisation)
    found: list[tuple[str, int, int, Match]] = [("person", *pair) for pair in people.pairs(step)]
    found += [("partner", *pair) for pair in organisations.pairs()]
    kept = [each for each in found if each[:3] not in given.apart]
    kept.sort(key=lambda each: (-each[3].likeness, -each[3].weight, each[:3]))
    return [_pair(number, given, each) for number, each in enumerate(kept, start=1)]


def _pair(number: int, given: Compared, found: tuple[str, int, int, Match]) -> Duplicate:
    record, one, other, match = found
    named: Mapping[int, tuple[str, object]] = given.people if record == "person" else given.partners
    sure = match.likeness is MatchConfidence.SURE
    reasons = ", ".join(match.reasons)
    return Duplicate(number, record, one, other, named[one][0], named[other][0], reasons, sure)


def dismiss_duplicate(record: str, ids: Sequence[int]) -> Add:
    """The action that remembers that two records are two."""
    one, other = sorted(ids)
    return Add(
        "different_people" if record == "person" else "different_partners",
        {f"{record}_id": one, "other_id": other},
    )
