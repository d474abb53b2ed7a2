"""Puts a code name, or a child's short name, in the place of what must not leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.outgoing.protected import Protected, read_protected
from mitzvah_desk.office.outgoing.typed_places import TypedPlace, describe_place
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.people.names import full_name
from mitzvah_desk.rules.privacy.confidential_places import (
    Secret,
    Secrets,
    find_phone_numbers,
    normalise_words,
    secret_words,
)
from mitzvah_desk.rules.privacy.replacing import replace_words
from mitzvah_desk.store.unit_of_work import UnitOfWork

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class PutCodeName:
    """Writes a field anew without what tells of a confidential partner, or with a child's name made short.

    Attributes:
        place: the field, as it was when it was found.
        partner_id: the partner; 0 where it is about a child.
        person_id: the child; 0 where it is about a partner.
    """

    place: TypedPlace
    partner_id: int = 0
    person_id: int = 0

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002  # the protocol's
        """Nothing stands against it before it is tried."""
        return ()

    def apply(self, work: UnitOfWork) -> Applied:
        """Writes it, or refuses where something would still tell."""
        place, table = self.place, RECORDS[self.place.record].table
        where = describe_place(work.connection, place)
        column = table.c[place.column]
        text = work.connection.execute(select(column).where(table.c.id == place.record_id)).scalar()
        if text is None:
            raise RefusalError(_by_hand(where, place))
        known = read_protected(work.connection)
        made = self._without_partner(text, known) if self.partner_id else self._without_name(text, known)
        if made is None or made == text:
            raise RefusalError(_by_hand(where, place))
        work.session.execute(
            update(RECORDS[place.record].model)
            .where(table.c.id == place.record_id)
            .values({column.name: made})
        )
        return Applied(f"Took out of {where[0].lower()}{where[1:]} what may not leave", (place.record_id,))

    def _without_partner(self, text: str, known: Protected) -> str | None:
        theirs: list[Secret] = [
            each
            for each in (*known.of_partners, *known.of_workers.values())
            if known.is_granted(each.partner_id, (self.partner_id,))
        ]
        instead = {word: to for each in theirs for word, to in secret_words(each).items()}
        numbers = tuple(
            number[-_DIGITS:] for each in theirs for p in each.phones for number in find_phone_numbers(p)
        )
        made = replace_words(text, instead, numbers)
        return None if Secrets(theirs).in_text(made) else made

    def _without_name(self, text: str, known: Protected) -> str | None:
        person = known.people.get(self.person_id)
        if person is None:
            return None
        short = full_name(person.known_as or person.given, f"{person.family[:1]}.")
        closed = {normalise_words(name).replace(" ", ""): short for name in person.whole_names}
        return replace_words(text, closed)


def _by_hand(where: str, place: TypedPlace) -> Finding:
    text = f"{where} could not be put right by itself."
    return hard_finding("outgoing.by_hand", where, text, "Please take it out by hand.", field=place.column)
