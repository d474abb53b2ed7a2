"""Rows are filled by name, and a SELECT that does not fit its class is noticed at once."""

from dataclasses import dataclass

import pytest
from conftest_office import done
from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from mitzvah_desk.model import Person
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.core.rows import fill_rows
from mitzvah_desk.office.people.queries import read_person


@dataclass(frozen=True, slots=True)
class Name:
    given: str
    family: str


def read_names(connection: Connection, *columns: InstrumentedAttribute[str]) -> list[Name]:
    return fill_rows(Name, connection.execute(select(*columns)))


def test_a_row_takes_each_column_by_its_name(office: Office) -> None:
    done(office, Add("person", {"given": "Ann", "family": "Cohen"}))
    for columns in ((Person.given, Person.family), (Person.family, Person.given)):
        assert office.query(read_names, *columns) == [Name("Ann", "Cohen")]


@pytest.mark.parametrize(
    "columns", [(Person.given,), (Person.given, Person.family, Person.title), (Person.given, Person.title)]
)
def test_a_select_that_lacks_a_field_or_has_another_is_a_bug(
    office: Office, columns: tuple[InstrumentedAttribute[str], ...]
) -> None:
    with pytest.raises(TypeError, match="Name and its SELECT differ in"):
        office.query(read_names, *columns)


@dataclass(frozen=True, slots=True)
class Letter:
    family: str
    shown: str
    called: str


def test_a_field_may_be_worked_out_of_columns(office: Office) -> None:
    done(office, Add("person", {"given": "Ann", "family": "Cohen"}))

    def read(connection: Connection) -> list[Letter]:
        return fill_rows(
            Letter,
            connection.execute(select(Person.given, Person.family)),
            shown=("{1}, {0}".format, "given", "family"),
            called=(str.lower, "given"),
        )

    assert office.query(read) == [Letter("Cohen", "Cohen, Ann", "ann")]


@pytest.mark.parametrize(
    "columns", [(Person.family,), (Person.given,), (Person.given, Person.family, Person.title)]
)
def test_a_select_must_have_what_a_field_is_worked_out_of_and_no_more(
    office: Office, columns: tuple[InstrumentedAttribute[str], ...]
) -> None:
    def read(connection: Connection) -> list[Name]:
        return fill_rows(Name, connection.execute(select(*columns)), given=(str.lower, "given"))

    with pytest.raises(TypeError, match="Name and its SELECT differ in"):
        office.query(read)


def test_a_field_that_a_class_lacks_cannot_be_worked_out(office: Office) -> None:
    def read(connection: Connection) -> list[Name]:
        found = connection.execute(select(Person.given, Person.family))
        return fill_rows(Name, found, nickname=(str.lower, "given"))

    with pytest.raises(TypeError, match="nickname"):
        office.query(read)


def test_a_record_has_its_columns_and_what_is_worked_out_as_attributes_and_no_other(office: Office) -> None:
    number = done(office, Add("person", {"given": "Ann", "pronouns": "she/her"})).id
    ann = office.query(read_person, number)
    assert ann is not None
    assert (ann.id, ann.given, ann.pronouns) == (number, "Ann", "she/her")
    assert set(ann.values) == {column.name for column in Person.__table__.columns} | {
        "name",
        "child",
        "erased",
    }
    with pytest.raises(AttributeError, match="shoe_size"):
        _ = ann.shoe_size
    assert office.query(read_person, number + 1) is None
