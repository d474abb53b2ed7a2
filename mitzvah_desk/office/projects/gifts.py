"""Gifts of a project for recipients by name or room: each once, ticked off as wrapped and as given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from mitzvah_desk.model import GiftRecipient, Partner, PartnerRole, ProjectPartner
from mitzvah_desk.model.expressions import is_confidential, partner_name
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import not_found
from mitzvah_desk.office.core.guards import register_guard
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.goods.gift_list import Recipient, find_repeated_labels, natural_order
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GiftRow:
    """One gift: for whom, from whom, and how far it is."""

    id: int
    label: str
    wish: str
    giver: str
    partner_id: int | None
    partner: str
    confidential: bool
    wrapped: bool
    given: bool


def list_gifts(connection: Connection, project_id: int) -> list[GiftRow]:
    """The gifts of a project by partner and label, so that ``Room 2`` comes before ``Room 10``."""
    rows = connection.execute(
        select(
            GiftRecipient.id,
            GiftRecipient.label,
            GiftRecipient.wish,
            GiftRecipient.giver,
            GiftRecipient.partner_id,
            func.coalesce(partner_name(Partner), "").label("partner"),
            func.coalesce(is_confidential(Partner.id), False).label("confidential"),
            GiftRecipient.wrapped,
            GiftRecipient.given,
        )
        .outerjoin(Partner, Partner.id == GiftRecipient.partner_id)
        .where(GiftRecipient.project_id == project_id)
    )
    found = fill_rows(GiftRow, rows)
    return sorted(found, key=lambda row: (row.partner.casefold(), natural_order(row.label), row.id))


def find_only_beneficiary(connection: Connection, project_id: int) -> int | None:
    """The partner whom a project is for, where it is for one alone; None where it is for none or several."""
    found = connection.execute(
        select(ProjectPartner.partner_id).where(
            ProjectPartner.project_id == project_id, ProjectPartner.role == PartnerRole.BENEFICIARY
        )
    ).all()
    return found[0].partner_id if len(found) == 1 else None


def describe_progress(rows: Sequence[GiftRow]) -> str:
    """How far gifts are: ``18 of 24 wrapped, 3 given``; empty where there are none."""
    if not rows:
        return ""
    wrapped, given = sum(row.wrapped for row in rows), sum(row.given for row in rows)
    return f"{wrapped} of {len(rows)} wrapped, {given or 'none'} given"


@dataclass(frozen=True)
class AddGifts:
    """Adds many recipients to a project in one step.

    Attributes:
        project_id: the project.
        recipients: whom the gifts are for.
        partner_id: where they live; None where that is not said.
    """

    project_id: int
    recipients: tuple[Recipient, ...]
    partner_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """Refuses nobody at all, and a label that comes twice or is on the list."""
        if not self.recipients:
            text = "Nobody is named yet."
            return [hard_finding("gift.nobody", "Gifts", text, "Type names or rooms, one a line.")]
        there = _labels(work.connection, self.project_id, self.partner_id)
        return _repeated(find_repeated_labels((each.label for each in self.recipients), there))

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds them; the ids are in their order."""
        rows = [
            GiftRecipient(
                project_id=self.project_id, partner_id=self.partner_id, label=each.label, wish=each.wish
            )
            for each in self.recipients
        ]
        work.session.add_all(rows)
        work.session.flush()
        return Applied(f"Added {count_noun(len(rows), 'gift')}", tuple(row.id for row in rows))


@dataclass(frozen=True)
class TickGifts:
    """Ticks gifts off, or takes the tick away, in one step.

    Attributes:
        gift_ids: which gifts.
        column: ``wrapped`` or ``given``.
        done: whether they are.
    """

    gift_ids: tuple[int, ...]
    column: str
    done: bool

    def check(self, work: UnitOfWork) -> Sequence[Finding]:  # noqa: ARG002  # the protocol's
        """Refuses where none is chosen."""
        if self.gift_ids:
            return ()
        return [hard_finding("gift.none", "Gifts", "No gift is chosen.", "Choose the gifts first.")]

    def apply(self, work: UnitOfWork) -> Applied:
        """Sets the tick of every one of them."""
        rows = work.session.scalars(select(GiftRecipient).where(GiftRecipient.id.in_(self.gift_ids))).all()
        if not rows:
            raise RefusalError(not_found("gift"))
        for row in rows:
            setattr(row, self.column, self.done)
        how = self.column if self.done else f"not {self.column} yet"
        return Applied(f"{count_noun(len(rows), 'gift')}: {how}", self.gift_ids)


class GiftGuard:
    """Keeps every recipient on a project's list once."""

    def check_add(self, connection: Connection, record: str, values: Mapping[str, Any]) -> Sequence[Finding]:
        """Refuses a label that is on the list of this project and partner."""
        if record != "gift_recipient":
            return ()
        there = _labels(connection, values["project_id"], values.get("partner_id"))
        return _repeated(find_repeated_labels([str(values.get("label") or "")], there))

    def check_change(
        self, connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
    ) -> Sequence[Finding]:
        """Likewise of another label or partner."""
        if record != "gift_recipient" or not {"label", "partner_id"} & values.keys():
            return ()
        row = connection.execute(select(GiftRecipient.__table__).where(GiftRecipient.id == record_id)).first()
        if row is None:
            return ()
        partner = values.get("partner_id", row.partner_id)
        there = _labels(connection, row.project_id, partner, but=record_id)
        return _repeated(find_repeated_labels([str(values.get("label", row.label) or "")], there))

    def check_removal(
        self, connection: Connection, record: str, record_ids: Sequence[int]
    ) -> Sequence[Finding]:
        """Nothing hangs on a gift."""
        del connection, record, record_ids
        return ()

    def require_valid_replay(self, connection: Connection) -> None:
        """Nothing: what is brought back was on the list once."""


def _labels(connection: Connection, project_id: int, partner_id: int | None, but: int = 0) -> list[str]:
    query = select(GiftRecipient.label).where(
        GiftRecipient.project_id == project_id,
        GiftRecipient.partner_id.is_not_distinct_from(partner_id),
        GiftRecipient.id != but,
    )
    return list(connection.execute(query).scalars())


def _repeated(labels: Sequence[str]) -> list[Finding]:
    if not labels:
        return []
    more = f" and {len(labels) - 3} more" if len(labels) > 3 else ""
    text = f"Each gift is listed once, and this would be there twice: {', '.join(labels[:3])}{more}."
    do = "Tell them apart, such as “Room 12, Ann”, or leave one out."
    return [hard_finding("gift.twice", "Gifts", text, do, field="label")]


register_guard(GiftGuard())
