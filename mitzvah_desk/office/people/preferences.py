"""What Fill gaps heeds: a person's kinds of work and company, a place's minutes to others."""

from dataclasses import dataclass

from sqlalchemy import Connection, case, func, or_, select

from mitzvah_desk.model import Pairing, Person, Place, Project, ProjectKind, ProjectWish, TravelTime, Wish
from mitzvah_desk.model.expressions import full_name, place_label
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.people.queries import Link

RATHER_NOT, GLADLY = "rather not", "gladly"
APART, TOGETHER = "apart", "together"
CHOICES = ("First choice", "Second choice", "Third choice")


def list_work_preferences(connection: Connection, person_id: int) -> list[Link]:
    """The kinds of project a person would like to help with, or rather not."""
    said = case((Wish.rather_not, RATHER_NOT), else_=GLADLY).label("detail")
    rows = connection.execute(
        select(Wish.id, Wish.kind_id.label("other_id"), ProjectKind.name, said)
        .join(ProjectKind, ProjectKind.id == Wish.kind_id)
        .where(Wish.person_id == person_id)
        .order_by(func.lower(ProjectKind.name))
    )
    return fill_rows(Link, rows)


def list_project_choices(connection: Connection, person_id: int) -> list[Link]:
    """The projects that a person asked for, the first choice first."""
    said = case(
        *((ProjectWish.rank == rank, words.lower()) for rank, words in enumerate(CHOICES, start=1)),
        else_="later choice",
    ).label("detail")
    rows = connection.execute(
        select(ProjectWish.id, ProjectWish.project_id.label("other_id"), Project.title.label("name"), said)
        .join(Project, Project.id == ProjectWish.project_id)
        .where(ProjectWish.person_id == person_id)
        .order_by(ProjectWish.rank, func.lower(Project.title))
    )
    return fill_rows(Link, rows)


def list_company_preferences(connection: Connection, person_id: int) -> list[Link]:
    """With whom a person would serve together, or rather apart, whoever of the two said so."""
    other = Person.id != person_id
    said = case((Pairing.apart, APART), else_=TOGETHER).label("detail")
    rows = connection.execute(
        select(Pairing.id, Person.id.label("other_id"), full_name(Person).label("name"), said)
        .join(Person, or_(Person.id == Pairing.person_id, Person.id == Pairing.other_id))
        .where(or_(Pairing.person_id == person_id, Pairing.other_id == person_id), other)
        .order_by(func.lower(Person.family), func.lower(Person.given))
    )
    return fill_rows(Link, rows)


@dataclass(frozen=True, slots=True)
class TravelTimeRow:
    """The minutes from a place to another: its own id, the other place's id and name."""

    id: int
    other_id: int
    name: str
    minutes: int


def list_travel_times(connection: Connection, place_id: int) -> list[TravelTimeRow]:
    """Minutes from a place to others, where the committee knows better than the usual minutes."""
    rows = connection.execute(
        select(
            TravelTime.id,
            Place.id.label("other_id"),
            place_label(Place).label("name"),
            TravelTime.minutes,
        )
        .join(Place, or_(Place.id == TravelTime.place_id, Place.id == TravelTime.other_id))
        .where(or_(TravelTime.place_id == place_id, TravelTime.other_id == place_id), Place.id != place_id)
        .order_by(func.lower(place_label(Place)))
    )
    return fill_rows(TravelTimeRow, rows)
