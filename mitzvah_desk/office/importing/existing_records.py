"""What the file knows already, as plain values: everything that an import compares its rows with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select, union

from mitzvah_desk.model import (
    Assignment,
    Campaign,
    Donation,
    Group,
    GroupMember,
    Household,
    Item,
    ItemCategory,
    ItemCode,
    KitPart,
    Lot,
    MoneyGift,
    Movement,
    MovementKind,
    Partner,
    PartnerContact,
    Permission,
    Person,
    PersonSkill,
    Project,
    ProjectWish,
    Purpose,
    Request,
    Role,
    Shift,
    Skill,
)
from mitzvah_desk.model.expressions import partner_name
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.gift_aid.coverage import read_declarations
from mitzvah_desk.office.goods.donations import DONORS, donor_key
from mitzvah_desk.rules.goods.item_counting import ItemCounting
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.matching.matching import PersonToMatch
from mitzvah_desk.rules.matching.partners import Organisation
from mitzvah_desk.rules.people.age import is_child_on
from mitzvah_desk.rules.privacy.gift_aid import Declaration
from mitzvah_desk.rules.privacy.permissions import Statement

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ShiftKnown:
    """A shift as a sign-up sheet names it."""

    id: int
    project: str
    role: str
    starts: str
    ends: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ItemKnown:
    """How a thing is counted so far.

    Attributes:
        counting: in what.
        in_stock: some of it was received, so that a number of it is noted.
    """

    counting: ItemCounting
    in_stock: bool


@dataclass(frozen=True, slots=True)
class ExistingRecords:
    """The file, read once.

    ``items`` is how things are counted, by name in small letters; ``catalogue`` every item whole, of which
    numbers of those in ``counted_items`` stand elsewhere in the file too.
    """

    campaign_id: int | None
    campaign: str
    persons: Mapping[int, Row]
    households: Mapping[int, Row]
    groups: Mapping[int, Row]
    group_names: Mapping[str, int]
    partners: Mapping[int, Row]
    partner_labels: Mapping[int, str]
    skills: Mapping[str, int]
    members: frozenset[tuple[int, int]]
    person_skills: frozenset[tuple[int, int]]
    contacts: frozenset[tuple[int, int]]
    statements: Mapping[tuple[int, Purpose], tuple[Statement, ...]]
    shifts: tuple[ShiftKnown, ...]
    on_shift: frozenset[tuple[int, int]]
    groups_on: Mapping[tuple[int, int], tuple[int, int]]
    projects: Mapping[int, str]
    asked_for: frozenset[tuple[int, int, int]]
    goods: Mapping[tuple[Any, ...], int]
    money: Mapping[tuple[Any, ...], int]
    declarations: Mapping[int, Sequence[Declaration]]
    items: Mapping[str, ItemKnown]
    catalogue: Mapping[int, Row]
    counted_items: frozenset[int]
    item_codes: Mapping[str, int]
    item_categories: Mapping[int, str]


def read_existing_records(connection: Connection, campaign_id: int | None) -> ExistingRecords:
    """Reads it; shifts, projects and donations are those of one campaign."""

    def table(model: Any) -> dict[int, Row]:  # noqa: ANN401
        return {row["id"]: dict(row) for row in connection.execute(select(model.__table__)).mappings()}

    def pairs(*of: Any) -> frozenset[tuple[int, int]]:  # noqa: ANN401
        return frozenset((one, other) for one, other in connection.execute(select(*of)))

    assignments = select(Assignment.shift_id, Assignment.person_id).where(Assignment.person_id.is_not(None))
    groups_on = select(
        Assignment.shift_id, Assignment.group_id, Assignment.adults, Assignment.children
    ).where(Assignment.group_id.is_not(None))
    groups = table(Group)
    return ExistingRecords(
        campaign_id=campaign_id,
        campaign=connection.execute(select(Campaign.name).where(Campaign.id == campaign_id)).scalar() or "",
        persons=table(Person),
        households=table(Household),
        groups=groups,
        group_names={
            said: number for number, row in groups.items() if (said := normalise_label(row["name"]))
        },
        partners=table(Partner),
        partner_labels=dict(connection.execute(select(Partner.id, partner_name(Partner))).all()),
        skills={row.name.casefold(): row.id for row in connection.execute(select(Skill.name, Skill.id))},
        members=pairs(GroupMember.group_id, GroupMember.person_id),
        person_skills=pairs(PersonSkill.person_id, PersonSkill.skill_id),
        contacts=pairs(PartnerContact.partner_id, PartnerContact.person_id),
        statements=_statements(connection),
        shifts=_shifts(connection, campaign_id),
        on_shift=frozenset((shift, person or 0) for shift, person in connection.execute(assignments)),
        groups_on={
            (row.shift_id, row.group_id): (row.adults, row.children) for row in connection.execute(groups_on)
        },
        projects={
            row.id: row.title
            for row in connection.execute(
                select(Project.id, Project.title).where(Project.campaign_id == campaign_id)
            )
        },
        asked_for=frozenset(
            (row.person_id, row.project_id, row.rank)
            for row in connection.execute(
                select(ProjectWish.person_id, ProjectWish.project_id, ProjectWish.rank)
            )
        ),
        goods=_goods(connection, campaign_id),
        money=_money(connection, campaign_id),
        declarations=read_declarations(connection),
        items=_items(connection),
        catalogue=table(Item),
        counted_items=_counted_items(connection),
        item_codes=dict(connection.execute(select(ItemCode.code, ItemCode.item_id)).all()),
        item_categories=dict(connection.execute(select(ItemCategory.id, ItemCategory.name)).all()),
    )


def person_to_match(person: Row, home: Row | None) -> PersonToMatch:
    """A person of the file as matching sees one; who is no child may only be one of whom nobody said."""
    home = home or {}
    phones = (person["phone"], person["mobile"], home.get("phone", ""))
    return PersonToMatch(
        person["given"],
        person["family"],
        person["known_as"],
        emails=(person["email"],) if person["email"] else (),
        phones=tuple(number for number in phones if number),
        address=home.get("address", ""),
        postcode=home.get("postcode", ""),
        born=person["born"],
        child=is_child_on(date.today(), born=person["born"], marked=person["is_child"])
        or (False if person["title"] else None),
        title=person["title"],
    )


def organisation_to_match(partner: Row) -> Organisation:
    """A partner's fields as matching sees them."""
    return Organisation(
        *(partner.get(key) or "" for key in ("name", "phone", "email", "website", "postcode"))
    )


def _statements(connection: Connection) -> dict[tuple[int, Purpose], tuple[Statement, ...]]:
    """Everything that people said, for each person and purpose in the order in which it was written down."""
    columns = (Permission.person_id, Permission.purpose, Permission.given, Permission.given_on)
    rows = connection.execute(select(*columns).order_by(Permission.id))
    said: dict[tuple[int, Purpose], tuple[Statement, ...]] = {}
    for row in rows:
        key = (row.person_id, row.purpose)
        said[key] = (*said.get(key, ()), Statement(row.given, row.given_on))
    return said


def _shifts(connection: Connection, campaign_id: int | None) -> tuple[ShiftKnown, ...]:
    rows = connection.execute(
        select(
            Shift.id,
            Project.title.label("project"),
            Role.name.label("role"),
            Shift.starts_at,
            Shift.ends_at,
        )
        .join(Project, Project.id == Shift.project_id)
        .join(Role, Role.id == Shift.role_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(Shift.starts_at, Shift.id)
    )
    known = fill_rows(
        ShiftKnown,
        rows,
        starts=(_clock_time, "starts_at"),
        ends=(_clock_time, "ends_at"),
        day=(lambda starts: starts and starts.date(), "starts_at"),
    )
    return tuple(known)


def _items(connection: Connection) -> dict[str, ItemKnown]:
    """How the things of the catalogue are counted, by name in small letters."""
    lots = select(Lot.id).where(Lot.item_id == Item.id)
    columns = (Item.unit, Item.pack_name, Item.pack_size, Item.grams_each)
    rows = connection.execute(select(Item.name, *columns, lots.exists().label("there")).order_by(Item.id))
    found: dict[str, ItemKnown] = {}
    for row in rows:
        counting = ItemCounting(row.unit, row.pack_name, row.pack_size, row.grams_each)
        found.setdefault(row.name.casefold(), ItemKnown(counting, in_stock=bool(row.there)))
    return found


def _counted_items(connection: Connection) -> frozenset[int]:
    """The items of which a number is noted: something came in, is asked for, or is a part of a kit."""
    noted = (
        select(Lot.item_id),
        select(Request.item_id).where(Request.quantity.is_not(None)),
        select(KitPart.item_id),
    )
    return frozenset(connection.execute(union(*noted)).scalars())


def _clock_time(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _goods(connection: Connection, campaign_id: int | None) -> dict[tuple[Any, ...], int]:
    """How many lines each donor gave of each thing on each day, by donor, day, thing and quantity."""
    counted: dict[tuple[Any, ...], int] = {}
    donors = [getattr(Donation, f"donor_{noun}_id") for noun in DONORS]
    rows = connection.execute(
        select(*donors, Donation.received_at, Item.name, func.sum(Movement.quantity).label("quantity"))
        .join(Lot, Lot.donation_id == Donation.id)
        .join(Item, Item.id == Lot.item_id)
        .join(Movement, Movement.lot_id == Lot.id)
        .where(
            Donation.campaign_id == campaign_id,
            Movement.kind == MovementKind.RECEIVED,
        )
        .group_by(Lot.id)
    )
    for row in rows.mappings():
        key = (donor_key(row), row["received_at"].date(), row["name"].casefold(), row["quantity"])
        counted[key] = counted.get(key, 0) + 1
    return counted


def _money(connection: Connection, campaign_id: int | None) -> dict[tuple[Any, ...], int]:
    counted: dict[tuple[Any, ...], int] = {}
    rows = connection.execute(select(MoneyGift.__table__).where(MoneyGift.campaign_id == campaign_id))
    for row in rows.mappings():
        key = (donor_key(row), row["on_day"], row["amount_pence"])
        counted[key] = counted.get(key, 0) + 1
    return counted
