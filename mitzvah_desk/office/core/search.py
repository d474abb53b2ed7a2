"""Everything that Ctrl+K finds, as one list of names; the window narrows it as one types."""

from dataclasses import dataclass

from sqlalchemy import Connection, Select, String, cast, func, literal, not_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from mitzvah_desk.model import Base, Campaign, Group, Household, Item, Partner, Person, Place, Project
from mitzvah_desk.model.expressions import full_name, is_confidential, is_erased, partner_name, place_label
from mitzvah_desk.office.core.rows import fill_rows


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A record by its name.

    Attributes:
        id: the record's id.
        record: its noun: ``person``.
        label: its name.
        detail: what tells it from others.
        hidden: words by which it is found but which are not shown, such as an e-mail address.
    """

    id: int
    record: str
    label: str
    detail: str
    hidden: str


def list_searchable_records(connection: Connection) -> list[SearchResult]:
    """Every person, household, group, partner, project, item and place. Confidential ones by code name."""
    persons = _line(
        Person,
        "person",
        full_name(Person),
        func.coalesce(Household.name, Person.position),
        Person.known_as
        + " "
        + Person.hebrew_name
        + " "
        + Person.email
        + " "
        + Person.mobile
        + " "
        + Person.phone,
    ).outerjoin(Household, Household.id == Person.household_id)
    persons = persons.where(not_(is_erased(Person)))
    projects = _line(Project, "project", Project.title, Campaign.name).join(
        Campaign, Campaign.id == Project.campaign_id
    )
    elsewhere = is_confidential(Place.partner_id)
    places = _line(Place, "place", place_label(Place), "Place", Place.postcode + " " + Place.address)
    lines = [
        places.where(not_(elsewhere)),
        projects,
        persons,
        _line(Household, "household", Household.name, Household.postcode, Household.address),
        _line(Group, "group", Group.name, "Group"),
        _line(Partner, "partner", partner_name(Partner), Partner.what),
        _line(Item, "item", Item.name, "Goods"),
    ]
    rows = connection.execute(union_all(*lines))
    return fill_rows(SearchResult, rows)


def _line(
    model: type[Base],
    record: str,
    label: ColumnElement[str] | InstrumentedAttribute[str],
    detail: ColumnElement[str] | InstrumentedAttribute[str] | str,
    hidden: ColumnElement[str] | InstrumentedAttribute[str] | str = "",
) -> Select[int, str, str, str, str]:
    return select(
        model.id,
        literal(record).label("record"),
        cast(label, String).label("label"),
        cast(detail, String).label("detail"),
        cast(hidden, String).label("hidden"),
    )
