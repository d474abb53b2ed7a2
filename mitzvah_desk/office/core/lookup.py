"""Short lists to choose from: what a picker or a choice shows."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, not_, select
from sqlalchemy.orm import InstrumentedAttribute

from mitzvah_desk.model import (
    Base,
    Campaign,
    Group,
    Household,
    Item,
    ItemCategory,
    Partner,
    Person,
    Place,
    Project,
    ProjectKind,
    Role,
    SavedList,
    Skill,
    StorageLocation,
)
from mitzvah_desk.model.expressions import full_name, is_confidential, is_erased, partner_name, place_label
from mitzvah_desk.office.core.rows import fill_rows

Text = ColumnElement[str] | InstrumentedAttribute[str]


@dataclass(frozen=True, slots=True)
class Option:
    """One record to choose: its id, its name, and what tells it from others of that name."""

    id: int
    label: str
    detail: str = ""


def _select(model: type[Base], label: Text, detail: Text | None = None) -> Select[int, str, str]:
    told = literal("") if detail is None else detail
    return select(model.id, label.label("label"), told.label("detail"))


def _options(connection: Connection, query: Select[int, str, str]) -> list[Option]:
    return fill_rows(Option, connection.execute(query))


def list_person_options(connection: Connection) -> list[Option]:
    """Everybody, by family name; households tell namesakes apart."""
    name = full_name(Person)
    detail = func.coalesce(Household.name, Person.position)
    return _options(
        connection,
        _select(Person, name, detail)
        .outerjoin(Household, Household.id == Person.household_id)
        .where(not_(is_erased(Person)))
        .order_by(func.lower(Person.family), func.lower(Person.given)),
    )


def list_household_options(connection: Connection) -> list[Option]:
    """Every household, by name; its postcode tells namesakes apart."""
    query = _select(Household, Household.name, Household.postcode).order_by(func.lower(Household.name))
    return _options(connection, query)


def list_group_options(connection: Connection) -> list[Option]:
    """Every group, with its usual head count."""
    heads = func.printf("%d adults, %d children", Group.adults, Group.children)
    return _options(connection, _select(Group, Group.name, heads).order_by(func.lower(Group.name)))


def list_partner_options(connection: Connection) -> list[Option]:
    """Every partner; a confidential one by its code name."""
    rows = connection.execute(select(Partner.id, partner_name(Partner).label("name"), Partner.level))
    shown = [Option(row.id, row.name, str(row.level)) for row in rows]
    return sorted(shown, key=lambda option: option.label.casefold())


def list_campaign_options(connection: Connection) -> list[Option]:
    """Every campaign with its main day, the newest first."""
    rows = connection.execute(
        select(Campaign.id, Campaign.name, Campaign.main_day).order_by(Campaign.main_day.desc())
    )
    return [Option(r.id, r.name, f"{r.main_day.day} {r.main_day:%B %Y}") for r in rows]


def list_project_options(connection: Connection, campaign_id: int) -> list[Option]:
    """The projects of a campaign with their kind, by title."""
    return _options(
        connection,
        _select(Project, Project.title, func.coalesce(ProjectKind.name, ""))
        .outerjoin(ProjectKind, ProjectKind.id == Project.kind_id)
        .where(Project.campaign_id == campaign_id)
        .order_by(func.lower(Project.title)),
    )


def list_kind_options(connection: Connection) -> list[Option]:
    """The committee's kinds of project, by name."""
    return _options(connection, _select(ProjectKind, ProjectKind.name).order_by(ProjectKind.name))


def list_place_options(connection: Connection) -> list[Option]:
    """Every place; one of a confidential partner says so instead of its name and address."""
    detail = case((is_confidential(Place.partner_id), "confidential"), else_=Place.postcode)
    return _options(
        connection, _select(Place, place_label(Place), detail).order_by(func.lower(place_label(Place)))
    )


def list_role_options(connection: Connection) -> list[Option]:
    """Every role that a shift may have, by name."""
    return _options(connection, _select(Role, Role.name).order_by(func.lower(Role.name)))


def list_skill_options(connection: Connection) -> list[Option]:
    """The committee's list of skills, by name."""
    return _options(connection, _select(Skill, Skill.name).order_by(func.lower(Skill.name)))


def list_item_options(connection: Connection) -> list[Option]:
    """Every item of the catalogue with its category, by name."""
    query = (
        _select(Item, Item.name, func.coalesce(ItemCategory.name, ""))
        .outerjoin(ItemCategory, ItemCategory.id == Item.category_id)
        .order_by(func.lower(Item.name))
    )
    return _options(connection, query)


def list_category_options(connection: Connection) -> list[Option]:
    """The categories of the catalogue, by name."""
    query = _select(ItemCategory, ItemCategory.name).order_by(func.lower(ItemCategory.name))
    return _options(connection, query)


def list_location_options(connection: Connection) -> list[Option]:
    """The places where goods are kept, by name."""
    query = _select(StorageLocation, StorageLocation.name).order_by(func.lower(StorageLocation.name))
    return _options(connection, query)


def list_saved_list_options(connection: Connection) -> list[Option]:
    """The committee's saved lists, by name."""
    return _options(connection, _select(SavedList, SavedList.name).order_by(func.lower(SavedList.name)))


def list_all_project_options(connection: Connection) -> list[Option]:
    """The projects of every campaign, the newest campaign first; the campaign tells namesakes apart."""
    return _options(
        connection,
        _select(Project, Project.title, Campaign.name)
        .join(Campaign, Campaign.id == Project.campaign_id)
        .order_by(Campaign.main_day.desc(), func.lower(Project.title)),
    )
