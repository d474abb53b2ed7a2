"""People, households and groups: their lists and pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, literal, not_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from mitzvah_desk.model import (
    Group,
    GroupMember,
    Guardian,
    Household,
    LawfulBasis,
    Partner,
    PartnerContact,
    Permission,
    Person,
    PersonSkill,
    Purpose,
    Skill,
    SkillLevel,
    Unavailability,
    expressions,
)
from mitzvah_desk.model.expressions import (
    best_phone,
    is_child_on,
    is_confidential,
    is_erased,
    is_known_only_there,
    partner_name,
)
from mitzvah_desk.office.core.rows import RecordValues, fill_rows, read_values
from mitzvah_desk.rules.people.names import full_name


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list of people."""

    id: int
    given: str
    family: str
    known_as: str
    household: str
    child: bool
    phone: str
    email: str
    position: str
    skills: str

    @property
    def name(self) -> str:
        """First and family name."""
        return full_name(self.given, self.family)


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A line of the list of households."""

    id: int
    name: str
    address: str
    postcode: str
    phone: str
    members: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the list of groups."""

    id: int
    name: str
    leader: str
    organisation: str
    adults: int
    children: int
    ages: str


@dataclass(frozen=True, slots=True)
class Link:
    """A child record of a page: its own id, the other record's id, a name and a word about it."""

    id: int
    other_id: int
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AwayRow:
    """A time when a person cannot serve."""

    id: int
    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """What a person said about one purpose, or for a child a guardian; no id where nobody was ever asked."""

    purpose: Purpose
    id: int | None = None
    given: bool = False
    given_on: date | None = None
    how: str = ""
    basis: LawfulBasis = LawfulBasis.CONSENT
    guardian: str = ""
    stands: bool = False


_NAME = expressions.full_name(Person).label("name")


def list_people(connection: Connection) -> list[PersonRow]:
    """Everybody in the book."""
    skills = (
        select(PersonSkill.person_id, func.group_concat(Skill.name, ", ").label("names"))
        .join(Skill, Skill.id == PersonSkill.skill_id)
        .group_by(PersonSkill.person_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            Person.id,
            Person.given,
            Person.family,
            Person.known_as,
            func.coalesce(Household.name, "").label("household"),
            is_child_on(date.today(), Person).label("child"),
            _unless_hidden(best_phone(Person)).label("phone"),
            _unless_hidden(Person.email).label("email"),
            _unless_hidden(Person.position).label("position"),
            func.coalesce(skills.c.names, "").label("skills"),
        )
        .outerjoin(Household, Household.id == Person.household_id)
        .outerjoin(skills, skills.c.person_id == Person.id)
        .where(not_(is_erased(Person)))
    )
    return fill_rows(PersonRow, rows)


def _unless_hidden(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    """A column, but empty for whoever is in the book for a confidential partner alone."""
    return case((is_known_only_there(Person), ""), else_=column)


def list_households(connection: Connection) -> list[HouseholdRow]:
    """Every household with its number of members."""
    rows = connection.execute(
        select(
            Household.id,
            Household.name,
            Household.address,
            Household.postcode,
            Household.phone,
            func.count(Person.id).label("members"),
        )
        .outerjoin(Person, Person.household_id == Household.id)
        .group_by(Household.id)
    )
    return fill_rows(HouseholdRow, rows)


def list_groups(connection: Connection) -> list[GroupRow]:
    """Every group."""
    rows = connection.execute(
        select(
            Group.id,
            Group.name,
            func.coalesce(expressions.full_name(Person), "").label("leader"),
            func.coalesce(partner_name(Partner), "").label("organisation"),
            Group.adults,
            Group.children,
            Group.ages,
        )
        .outerjoin(Person, Person.id == Group.leader_id)
        .outerjoin(Partner, Partner.id == Group.partner_id)
    )
    return fill_rows(GroupRow, rows)


def read_person(connection: Connection, person_id: int) -> RecordValues | None:
    """A person's own fields; None where the person is gone, or erased."""
    child, erased = is_child_on(date.today(), Person).label("child"), is_erased(Person).label("erased")
    found = read_values(connection, Person, person_id, _NAME, child, erased)
    return None if found is None or found.erased else found


def read_confidential_partner(connection: Connection, person_id: int) -> int | None:
    """The confidential partner for which alone a person is in the book; None for everybody else."""
    contact = select(func.min(PartnerContact.partner_id)).where(
        PartnerContact.person_id == Person.id, is_confidential(PartnerContact.partner_id)
    )
    own = case((is_confidential(Person.partner_id), Person.partner_id))
    partner = func.coalesce(own, contact.correlate(Person).scalar_subquery())
    found = select(partner).where(Person.id == person_id, is_known_only_there(Person))
    return connection.execute(found).scalar()


def read_household(connection: Connection, household_id: int) -> RecordValues | None:
    """A household's own fields; None where it is gone."""
    return read_values(connection, Household, household_id)


def read_group(connection: Connection, group_id: int) -> RecordValues | None:
    """A group's own fields; None where it is gone."""
    return read_values(connection, Group, group_id)


def list_household_members(connection: Connection, household_id: int) -> list[Link]:
    """Who lives in a household, adults first."""
    child = is_child_on(date.today(), Person)
    return _links(
        connection,
        select(
            Person.id,
            Person.id.label("other_id"),
            _NAME,
            case((child, "child"), else_="").label("detail"),
        )
        .where(Person.household_id == household_id)
        .order_by(child, Person.id),
    )


def list_group_members(connection: Connection, group_id: int) -> list[Link]:
    """The persons of a group who are in the book."""
    return _links(
        connection,
        select(GroupMember.id, Person.id.label("other_id"), _NAME, literal("").label("detail"))
        .join(Person, Person.id == GroupMember.person_id)
        .where(GroupMember.group_id == group_id, not_(is_erased(Person)))
        .order_by(Person.family, Person.given),
    )


def list_person_groups(connection: Connection, person_id: int) -> list[Link]:
    """The groups a person belongs to, by name."""
    return _links(
        connection,
        select(GroupMember.id, Group.id.label("other_id"), Group.name, literal("").label("detail"))
        .join(Group, Group.id == GroupMember.group_id)
        .where(GroupMember.person_id == person_id)
        .order_by(Group.name),
    )


def list_person_skills(connection: Connection, person_id: int) -> list[Link]:
    """A person's skills, by name; the word about one says whether they can teach it."""
    teaches = case((PersonSkill.level == SkillLevel.TEACHES, "can teach it"), else_="").label("detail")
    return _links(
        connection,
        select(PersonSkill.id, PersonSkill.skill_id.label("other_id"), Skill.name, teaches)
        .join(Skill, Skill.id == PersonSkill.skill_id)
        .where(PersonSkill.person_id == person_id)
        .order_by(Skill.name),
    )


def list_guardians(connection: Connection, child_id: int) -> list[Link]:
    """The guardians of a child; the word about one is how they are related."""
    return _links(
        connection,
        select(Guardian.id, Person.id.label("other_id"), _NAME, Guardian.relation.label("detail"))
        .join(Person, Person.id == Guardian.adult_id)
        .where(Guardian.child_id == child_id),
    )


def list_children(connection: Connection, adult_id: int) -> list[Link]:
    """The children for whom an adult answers; the word about one is how they are related."""
    return _links(
        connection,
        select(Guardian.id, Person.id.label("other_id"), _NAME, Guardian.relation.label("detail"))
        .join(Person, Person.id == Guardian.child_id)
        .where(Guardian.adult_id == adult_id),
    )


def list_absences(connection: Connection, person_id: int) -> list[AwayRow]:
    """When a person cannot serve."""
    rows = connection.execute(
        select(Unavailability.id, Unavailability.starts_at, Unavailability.ends_at, Unavailability.reason)
        .where(Unavailability.person_id == person_id)
        .order_by(Unavailability.starts_at)
    )
    return fill_rows(AwayRow, rows)


def list_permissions(connection: Connection, person_id: int) -> list[PermissionRow]:
    """What a person allows by the statement that stands, one row a purpose; never asked means no."""
    said = {row.purpose: row for row in list_statements(connection, person_id) if row.stands}
    return [said.get(purpose, PermissionRow(purpose)) for purpose in Purpose]


def list_statements(connection: Connection, person_id: int) -> list[PermissionRow]:
    """Everything that was ever said of what a person allows, the newest first."""
    guardian = aliased(Person)
    rows = connection.execute(
        select(
            Permission.purpose,
            Permission.id,
            Permission.given,
            Permission.given_on,
            Permission.how,
            Permission.basis,
            func.coalesce(expressions.full_name(guardian), "").label("guardian"),
            expressions.stands(Permission).label("stands"),
        )
        .outerjoin(guardian, guardian.id == Permission.guardian_id)
        .where(Permission.person_id == person_id)
        .order_by(Permission.given_on.desc(), Permission.id.desc())
    )
    return fill_rows(PermissionRow, rows)


def _links(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[Link]:
    return fill_rows(Link, connection.execute(query))
