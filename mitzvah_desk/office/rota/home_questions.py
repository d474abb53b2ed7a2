"""Whether a place is a partner's home where nobody said so: guessed by its name or its host, and asked.

Only partners that ask something of visitors are asked about. A confidential one never is: the question itself
would tell whose place it is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select, true

from mitzvah_desk.model import Partner, PartnerRole, Place, Project, ProjectPartner, ProjectStatus, Shift
from mitzvah_desk.model.expressions import is_confidential, shift_place_id
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.settled import SettleFinding, Settlement, digest_facts, read_settled
from mitzvah_desk.rules.matching.partners import core_name

_RULE = "place.home"
_UNCLAIMED = select(Place.id, Place.name).where(Place.partner_id.is_(None))


@dataclass(frozen=True, slots=True)
class HomeQuestion:
    """Whether a place is a partner's.

    Attributes:
        place_id: the place.
        place: its name.
        partner_id: whose it may be.
        partner: its name.
    """

    place_id: int
    place: str
    partner_id: int
    partner: str

    @property
    def text(self) -> str:
        """The question: ``Is this place Rubens House?``, with the place where it is called otherwise."""
        if self.place == self.partner:
            return f"Is the place “{self.place}” the partner {self.partner}, with its visiting rules?"
        return f"Is the place “{self.place}” {self.partner}, with its visiting rules?"

    @property
    def yes(self) -> Action:
        """Says that it is: the place becomes the partner's."""
        return SetField("place", self.place_id, "partner_id", self.partner_id)

    @property
    def no(self) -> Action:
        """Says that it is not; it is asked again where one of the two is renamed."""
        reason = f"“{self.place}” is not {self.partner}."
        return SettleFinding(self.settlement, reason, self.place)

    @property
    def settlement(self) -> Settlement:
        """What a no settles."""
        subject = f"place {self.place_id} partner {self.partner_id}"
        return Settlement(_RULE, subject, digest_facts((self.place, self.partner)))


class HomeGuesses:
    """The guesses of a file, looked up by place and project.

    Attributes:
        places: the places about which there is any guess.
    """

    def __init__(
        self, by_name: Mapping[int, HomeQuestion], by_host: Mapping[tuple[int, int], HomeQuestion]
    ) -> None:
        self._by_name, self._by_host = by_name, by_host
        self.places = {*by_name, *(place for place, _ in by_host)}

    def find(self, place_id: int | None, project_id: int) -> HomeQuestion | None:
        """Whose home a place may be that is nobody's yet; None where nothing says so, or it was denied."""
        if place_id is None:
            return None
        return self._by_name.get(place_id) or self._by_host.get((place_id, project_id))


def load_home_guesses(connection: Connection) -> HomeGuesses:
    """The guesses about all places of the file that are nobody's."""
    places = {row.id: row.name for row in connection.execute(_UNCLAIMED)}
    if not places:
        return HomeGuesses({}, {})
    homes = _read_homes(connection)
    named: dict[str, list[int]] = defaultdict(list)
    for partner_id, name in homes.items():
        named[core_name(name)].append(partner_id)
    denied = read_settled(connection)

    def ask(place_id: int, partner_id: int) -> HomeQuestion | None:
        question = HomeQuestion(place_id, places[place_id], partner_id, homes[partner_id])
        return None if question.settlement in denied else question

    by_name = {
        place_id: question
        for place_id, name in places.items()
        if len(same := named.get(core_name(name), [])) == 1 and (question := ask(place_id, same[0]))
    }
    hosts: dict[tuple[int, int], set[int]] = defaultdict(set)
    rows = connection.execute(
        select(Project.id, shift_place_id().label("place_id"), ProjectPartner.partner_id)
        .join_from(Project, ProjectPartner, ProjectPartner.project_id == Project.id)
        .outerjoin(Shift, Shift.project_id == Project.id)
        .where(ProjectPartner.role == PartnerRole.HOST)
        .distinct()
    )
    for row in rows:
        if row.place_id in places:
            hosts[row.place_id, row.id].add(row.partner_id)
    by_host = {
        key: question
        for key, partners in hosts.items()
        if len(partners) == 1 and (host := min(partners)) in homes and (question := ask(key[0], host))
    }
    return HomeGuesses(by_name, by_host)


def list_home_questions(
    connection: Connection, campaign_id: int | None = None, project_id: int | None = None
) -> Sequence[HomeQuestion]:
    """What is to be asked about the places of a campaign's or a project's shifts, each once."""
    guesses = load_home_guesses(connection)
    if not guesses.places:
        return ()
    used = connection.execute(
        select(shift_place_id().label("place_id"), Project.id)
        .join_from(Project, Shift, Shift.project_id == Project.id)
        .where(
            Project.status != ProjectStatus.CANCELLED,
            true() if campaign_id is None else Project.campaign_id == campaign_id,
            true() if project_id is None else Project.id == project_id,
        )
        .distinct()
    )
    found = {question for row in used if (question := guesses.find(row.place_id, row.id))}
    return sorted(found, key=lambda each: (each.place.casefold(), each.partner.casefold(), each.place_id))


def _read_homes(connection: Connection) -> dict[int, str]:
    """The names of the partners that ask something of visitors, themselves or by what is above them."""
    rows = connection.execute(
        select(
            Partner.id,
            Partner.name,
            Partner.parent_id,
            is_confidential(Partner.id).label("confidential"),
            or_(
                Partner.visitor_limit.is_not(None),
                Partner.visiting_from.is_not(None),
                Partner.visiting_until.is_not(None),
                Partner.minimum_age.is_not(None),
            ).label("asks"),
        )
    ).all()
    parents = {row.id: row.parent_id for row in rows}
    asking = {row.id for row in rows if row.asks}

    def asks(partner_id: int | None) -> bool:
        seen: set[int] = set()
        while partner_id is not None and partner_id not in seen:
            if partner_id in asking:
                return True
            seen.add(partner_id)
            partner_id = parents.get(partner_id)
        return False

    return {row.id: row.name for row in rows if not row.confidential and asks(row.id)}
