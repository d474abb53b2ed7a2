"""What a list tells of permissions: a statement of its own, dated, that never turns a no into a yes."""

from collections.abc import Iterable, Mapping
from datetime import date

from mitzvah_desk.model import Purpose
from mitzvah_desk.office.importing.plan import ChangeSet
from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.privacy.permissions import Statement, find_standing, is_refused_by_no, may_list_add

UNSUBSCRIBED = "unsubscribed"
"""How somebody said no who took themselves off the newsletter's list in the program that sends it."""


class Statements:
    """Writes what lists tell of permissions into a ledger.

    Args:
        known: what was said before, by person and purpose.
        ledger: takes the writes.
        how: how a list's statements came.
    """

    def __init__(
        self, known: Mapping[tuple[int, Purpose], tuple[Statement, ...]], ledger: ChangeSet, how: str
    ) -> None:
        self._said = dict(known)
        self._ledger = ledger
        self._how = how

    def add(self, person_id: int, purpose: Purpose, told: Statement, how: str = "") -> bool:
        """Writes down what a list tells of somebody, where it may.

        Args:
            person_id: whom; a number below nothing stands for somebody new.
            purpose: what for.
            told: the answer and its day.
            how: how they said it; that of the list where empty.

        Returns:
            Whether it was written down.
        """
        before = self._said.get((person_id, purpose), ())
        if not may_list_add(before, told):
            return False
        self._said[person_id, purpose] = (*before, told)
        values = {"given": told.given, "given_on": told.given_on, "how": how or self._how}
        self._ledger.add("permission", {"person_id": person_id, "purpose": purpose, **values})
        return True

    def tell_kept_no(self, person_id: int, purpose: Purpose, told: Statement) -> str:
        """What the preview says where a list's yes came too late for a no; empty where there is none."""
        before = self._said.get((person_id, purpose), ())
        standing = find_standing(before)
        if standing is None or not is_refused_by_no(before, told):
            return ""
        name = self._ledger.view("person", person_id).get("given") or "This person"
        return f"{name} said no on {format_date(standing.given_on)} ({purpose}): kept"

    def unsubscribe(self, person_ids: Iterable[int], day: date) -> list[int]:
        """Takes back the newsletter of some people; returns those of whom it was not known yet."""
        no = Statement(given=False, given_on=day)
        return [each for each in person_ids if self.add(each, Purpose.NEWSLETTER, no, UNSUBSCRIBED)]
