"""Nobody who died, moved away or wants no contact is asked to serve, written to or on a list that leaves."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest_office import done
from sqlalchemy import select

from mitzvah_desk.model import AssignmentStatus, ContactStatus, Person, Purpose
from mitzvah_desk.model.expressions import may_be_asked
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.lists.reading import read_list
from mitzvah_desk.office.thanks.thank_you_ledger import list_thanks
from mitzvah_desk.rules.lists.definition import ListDefinition
from mitzvah_desk.rules.lists.vocabulary import RowFor, Subject, Use

DAY, NOW = date(2025, 11, 23), datetime(2025, 11, 30, 9)
GONE = [status for status in ContactStatus if status is not ContactStatus.IN_TOUCH]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.new(tmp_path / "book.mitzvah")) as office:
        yield office


def add(book: Office, record: str, **values: Any) -> int:
    return done(book, Add(record, values)).ids[0]


def helper(book: Office, given: str, household: int | None, shift: int) -> int:
    """Somebody who agreed to everything, and served."""
    person = add(
        book, "person", given=given, family="Cohen", household_id=household, email=f"{given}@example.org"
    )
    for purpose in (Purpose.NEWSLETTER, Purpose.PRINT):
        add(book, "permission", person_id=person, purpose=purpose, given=True, given_on=date(2025, 1, 1))
    status = AssignmentStatus.CONFIRMED
    add(
        book,
        "assignment",
        shift_id=shift,
        person_id=person,
        status=status,
        arrived_at=datetime(2025, 11, 23, 10),
    )
    return person


def shift(book: Office) -> tuple[int, int]:
    campaign = add(book, "campaign", name="Day", main_day=DAY)
    project = add(book, "project", campaign_id=campaign, title="Bulbs", status="planned")
    role = add(book, "role", name="Planter")
    starts, ends = datetime(2025, 11, 23, 10), datetime(2025, 11, 23, 12)
    number = add(book, "shift", project_id=project, role_id=role, starts_at=starts, ends_at=ends)
    return campaign, number


def listed(book: Office, use: Use, row_for: RowFor) -> list[str]:
    definition = ListDefinition(Subject.PEOPLE, columns=("given",), use=use, row_for=row_for)
    return [str(row.cells["given"]) for row in book.query(read_list, definition).rows]


@pytest.mark.parametrize("status", GONE)
def test_who_is_not_in_touch_is_left_in_peace(book: Office, status: ContactStatus) -> None:
    campaign, number = shift(book)
    home = add(book, "household", name="Cohen", address="1 Elm Road", postcode="NW11 8QZ")
    lone = add(book, "household", name="Cohen", address="9 Oak Lane", postcode="NW4 1AB")
    ann, bob = helper(book, "Ann", home, number), helper(book, "Bob", home, number)
    cy, di = helper(book, "Cy", None, number), helper(book, "Di", lone, number)
    assert {line.name for line in book.query(list_thanks, campaign, NOW)} == {
        "Ann and Bob Cohen",
        "Cy Cohen",
        "Di Cohen",
    }
    for person in (bob, cy, di):
        done(book, SetField("person", person, "contact_status", status))
    (line,) = book.query(list_thanks, campaign, NOW)
    assert (line.name, line.greeting) == ("Ann Cohen", "Dear Ann")
    for use in (Use.NEWSLETTER, Use.PRINT):
        for row_for in RowFor:
            assert listed(book, use, row_for) == ["Ann"]
    assert len(listed(book, Use.COMMITTEE, RowFor.PERSON)) == 4, "the committee still finds them"
    asked = book.query(lambda c: list(c.execute(select(Person.id).where(may_be_asked(Person))).scalars()))
    assert asked == [ann]
