"""Many records of one noun at once are what they would be one by one."""

from typing import Any

import pytest
from conftest_office import done

from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.crud import Add, AddMany
from mitzvah_desk.office.core.office import Office

PEOPLE: tuple[dict[str, Any], ...] = (
    {"given": " Ann ", "family": "Cohen", "email": "ANN@Example.org"},
    {"given": "Dan", "family": "Levy"},
    {"given": "Maya", "family": "Levy", "is_child": True, "mobile": "07700900123"},
)


def people(office: Office) -> list[tuple[Any, ...]]:
    sql = "SELECT given, family, email, mobile, is_child FROM person ORDER BY id"
    return office.query(lambda connection: [tuple(row) for row in connection.exec_driver_sql(sql)])


def test_many_are_kept_as_one_by_one(office: Office) -> None:
    for values in PEOPLE:
        done(office, Add("person", values))
    one_by_one = people(office)
    for _ in PEOPLE:
        office.undo()
    added = done(office, AddMany("person", PEOPLE))
    assert people(office) == one_by_one
    assert len(added.ids) == len(PEOPLE)
    assert list(added.ids) == sorted(added.ids)
    office.undo()
    assert people(office) == []


@pytest.mark.parametrize(
    ("record", "values", "rule"),
    [
        ("person", {"email": "ann at home"}, "field.email"),
        ("movement", {"quantity": 3}, "goods.own_action"),
    ],
)
def test_one_that_may_not_stand_lets_none_in(
    office: Office, record: str, values: dict[str, Any], rule: str
) -> None:
    before = PEOPLE[0] if record == "person" else values
    refused = office.execute(AddMany(record, (before, values)), "so")
    assert isinstance(refused, Refused)
    assert [finding.rule for finding in refused.findings] == [rule]
    assert people(office) == []
