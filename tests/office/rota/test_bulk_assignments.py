"""Many assignments at once are what they would be one by one."""

import random
from typing import Any

import pytest
from conftest_rota import SURE, Year, at
from sqlalchemy import text

from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.office.rota.bulk_assignments import AssignMany

KEPT = (
    "SELECT shift_id, person_id, group_id, adults, children, status, reserve, override_reason"
    " FROM assignment ORDER BY id"
)


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def kept(office: Office) -> list[tuple[Any, ...]]:
    return office.query(lambda connection: [tuple(row) for row in connection.execute(text(KEPT))])


def parts_of(year: Year) -> list[tuple[Assign, str]]:
    """Shifts that overlap, a child whose father may come before her or after, and a group too large."""
    project = year.project()
    first, second = year.shift(project, maximum=3), year.shift(project, at(10, 30), at(12))
    father, child, other = (
        year.person("Dan Levy"),
        year.person("Maya Levy", is_child=True),
        year.person("Ann Cohen"),
    )
    year.add("guardian", child_id=child, adult_id=father)
    year.add("unavailability", person_id=other, starts_at=at(9), ends_at=at(10, 15))
    group = year.add("group", name="Class", adults=1, children=14, ages="7-8")
    return [
        *((Assign(first, (person,), status=SURE), "told us so") for person in (father, child, other)),
        *((Assign(second, (person,)), "") for person in (father, child, other)),
        (Assign(first, group_id=group), ""),
        (Assign(second, group_id=group, adults=2, children=3, reserve=True), "a try"),
    ]


@pytest.mark.parametrize("seed", range(6))
def test_many_are_kept_as_one_by_one(year: Year, seed: int) -> None:
    parts = parts_of(year)
    random.Random(seed).shuffle(parts)
    with year.office.batch("One by one") as batch:
        for action, reason in parts:
            batch.execute(action, reason or "all of them")
    one_by_one = kept(year.office)
    assert len(one_by_one) == 8
    assert len({row[-1] for row in one_by_one}) > 2  # with reasons of both kinds, and without
    year.office.undo()
    done = year.execute(AssignMany(tuple(parts)), "all of them")
    assert kept(year.office) == one_by_one
    assert list(done.ids) == sorted(done.ids)
    year.office.undo()
    assert kept(year.office) == []


def test_what_stands_against_one_of_many_is_told_before_anything_is_kept(year: Year) -> None:
    shift = year.shift(year.project())
    child, adult = year.person("Maya Levy", is_child=True), year.person("Ann Cohen")
    both = AssignMany(((Assign(shift, (adult,)), ""), (Assign(shift, (child,)), "")))
    assert year.told(both) == ["child.alone"]
    for gone in (Assign(shift, (99,)), Assign(99, (adult,)), Assign(shift, group_id=99)):
        assert year.told(AssignMany(((gone, ""),)), "on purpose") == ["file.gone"]
    assert kept(year.office) == []
