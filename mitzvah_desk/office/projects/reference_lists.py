"""The committee's own lists, an entry at a time: kinds, roles, skills, places; and the campaign itself."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, not_, select

from mitzvah_desk.model import Campaign, DbsLevel, Place, Role
from mitzvah_desk.model.expressions import is_confidential
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.core.rows import fill_row


@dataclass(frozen=True, slots=True)
class NameFacts:
    """An entry that is nothing but a name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A job on a shift, and what it asks of a person."""

    id: int
    name: str
    minimum_age: int | None
    skill_id: int | None
    dbs_level: DbsLevel
    deed: str


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """Where something happens."""

    id: int
    name: str
    address: str
    postcode: str
    access: str
    permission_note: str
    partner_id: int | None
    emergency_department: str


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign."""

    id: int
    name: str
    main_day: date
    theme: str
    target_pence: int | None
    note: str
    day_phone: str
    sign_up_line: str


def read_list_entry(connection: Connection, record: str, record_id: int) -> NameFacts | None:
    """An entry of a list that holds names only; ``record`` is its table, such as ``skill``."""
    table = RECORDS[record].table
    query = select(table.c.id, table.c.name).where(table.c.id == record_id)
    return fill_row(NameFacts, connection.execute(query))


def read_role(connection: Connection, role_id: int) -> RoleFacts | None:
    """A role with what it asks of a person; None where it is gone."""
    columns = (Role.id, Role.name, Role.minimum_age, Role.skill_id, Role.dbs_level, Role.deed)
    return fill_row(RoleFacts, connection.execute(select(*columns).where(Role.id == role_id)))


def read_place(connection: Connection, place_id: int) -> PlaceDetails | None:
    """A place; None also for that of a confidential partner, whose address is shown on no list."""
    query = select(Place.__table__).where(Place.id == place_id, not_(is_confidential(Place.partner_id)))
    return fill_row(PlaceDetails, connection.execute(query))


def read_campaign(connection: Connection, campaign_id: int) -> CampaignFacts | None:
    """A campaign's own fields; None where it is gone."""
    query = select(Campaign.__table__).where(Campaign.id == campaign_id)
    return fill_row(CampaignFacts, connection.execute(query))
