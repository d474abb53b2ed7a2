"""What people are expected at beside shifts: deliveries they drive, guests of honour they host or are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    func,
    literal,
    null,
    select,
    true,
)

from mitzvah_desk.model import (
    Delivery,
    DeliveryStatus,
    GuestOfHonour,
    Partner,
    Person,
    Place,
    Project,
    ProjectStatus,
)
from mitzvah_desk.model.expressions import full_name, partner_name
from mitzvah_desk.rules.rota.commitments import GUEST_STAYS
from mitzvah_desk.rules.rota.facts import Errand

_MANY = 5000
"""More ids than this are not listed in a query: everything is read, and what is not wanted passed over."""


def match_ids(column: Any, ids: Collection[int] | None) -> ColumnElement[bool]:  # noqa: ANN401
    """Whether a column is one of these; of all where None, or where they are too many to be listed."""
    return true() if ids is None or len(ids) > _MANY else column.in_(ids)


def list_errands(
    connection: Connection, people: Collection[int] | None = None, campaign_id: int | None = None
) -> Mapping[int, list[Errand]]:
    """What people are expected at beside shifts, at a set time, by person.

    Deliveries are those still to be made; guests are those of projects that are not cancelled.

    Args:
        connection: the file.
        people: only theirs; everybody's where None.
        campaign_id: only of this campaign.
    """
    listed = people is not None and len(people) <= _MANY
    bound: dict[str, Any] = {"people": list(people or ())} if listed else {}
    bound |= {} if campaign_id is None else {"campaign": campaign_id}
    found: dict[int, list[Errand]] = defaultdict(list)
    rows: Iterable[Any] = connection.execute(_select_errands(listed, campaign_id is not None), bound)
    for row in rows:
        until = row.ends_at if row.kind == "delivery" else row.starts_at + GUEST_STAYS
        where = (row.project_id, row.place_id, row.postcode)
        found[row.person_id].append(Errand(row.kind, row.id, row.what, row.starts_at, until, *where))
    return found


@cache
def _select_errands(of_people: bool, of_campaign: bool) -> CompoundSelect[*tuple[Any, ...]]:  # noqa: FBT001  # one of four
    """The query, made once for each way in which it is narrowed."""

    def matches(column: Any, campaign: Any) -> ColumnElement[bool]:  # noqa: ANN401
        of_them: ColumnElement[bool] = column.is_not(None)
        if of_people:
            of_them = column.in_(bindparam("people", expanding=True))
        return of_them & (campaign == bindparam("campaign")) if of_campaign else of_them

    drives = (
        select(
            Delivery.driver_id.label("person_id"),
            literal("delivery").label("kind"),
            Delivery.id,
            (literal("drives to ") + partner_name(Partner)).label("what"),
            Delivery.from_at.label("starts_at"),
            Delivery.until_at.label("ends_at"),
            null().label("project_id"),
            null().label("place_id"),
            literal("").label("postcode"),
        )
        .join(Partner, Partner.id == Delivery.partner_id)
        .where(
            matches(Delivery.driver_id, Delivery.campaign_id),
            Delivery.status != DeliveryStatus.DELIVERED,
            Delivery.from_at < Delivery.until_at,
        )
    )
    host, guest = GuestOfHonour.host_id, GuestOfHonour.person_id
    hosts = _guests("host", host, literal("hosts ") + full_name(Person) + " at ")
    comes = _guests("honour", guest, literal("is a guest of honour at "))
    return drives.union_all(
        hosts.where(matches(host, Project.campaign_id)), comes.where(matches(guest, Project.campaign_id))
    )


def _guests(kind: str, whose: Any, what: ColumnElement[str]) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    """The guests of honour as errands of one kind, of projects that are not cancelled."""
    return (
        select(
            whose.label("person_id"),
            literal(kind).label("kind"),
            GuestOfHonour.id,
            (what + Project.title).label("what"),
            GuestOfHonour.arrives_at.label("starts_at"),
            GuestOfHonour.arrives_at.label("ends_at"),
            GuestOfHonour.project_id,
            Project.place_id,
            func.coalesce(Place.postcode, "").label("postcode"),
        )
        .join(Project, Project.id == GuestOfHonour.project_id)
        .join(Person, Person.id == GuestOfHonour.person_id)
        .outerjoin(Place, Place.id == Project.place_id)
        .where(Project.status != ProjectStatus.CANCELLED, GuestOfHonour.arrives_at.is_not(None))
    )
