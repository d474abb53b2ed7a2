"""Somebody rings off: what they do that day, who stands in, the waiting list, swapping."""

from datetime import time

import pytest
from conftest_rota import DAY, SURE, Year, at

from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Refused
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.rota.asking.candidates import list_candidates
from mitzvah_desk.office.rota.asking.duties import (
    list_days_of,
    list_duties,
    list_people_with_duties,
)
from mitzvah_desk.office.rota.asking.ringing_off import AnswerStandIn, CannotCome, Swap
from mitzvah_desk.office.rota.asking.stand_ins import list_stand_ins, list_swap_partners
from mitzvah_desk.office.rota.assignments import Substitute
from mitzvah_desk.office.rota.reserves import SetReserve

INVITED, DECLINED = AssignmentStatus.INVITED, AssignmentStatus.DECLINED


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    return Year(office, campaign)


def statuses(year: Year, shift: int) -> dict[str, tuple[AssignmentStatus, bool]]:
    return {name: (row.status, row.reserve) for name, row in year.on(shift).items()}


def names(year: Year, assignment: int) -> list[str]:
    return [each.name for each in year.office.query(list_stand_ins, assignment)]


def full_day(year: Year) -> tuple[int, list[int]]:
    """Somebody with two shifts, a group, a guest, a delivery and a project on one day."""
    ann = year.person("Ann Cohen")
    tea = year.project("Tea", coordinator_id=ann)
    shifts = [year.shift(tea, at(9), at(10)), year.shift(tea, at(13), at(14))]
    for shift in shifts:
        year.put(shift, ann)
    scouts = year.add("group", name="Scouts", adults=2, leader_id=ann)
    year.put(year.shift(year.project("Bulbs"), at(15), at(16)), group_id=scouts)
    guest = year.person("Gus Guest")
    year.add("guest_of_honour", project_id=tea, person_id=guest, host_id=ann, arrives_at=at(10))
    home = year.add("partner", name="Rubens House")
    times = {"from_at": at(11), "until_at": at(12)}
    year.add("delivery", campaign_id=year.campaign, partner_id=home, driver_id=ann, **times)
    return ann, shifts


def test_a_day_names_everything_in_whatever_capacity(year: Year) -> None:
    ann, _ = full_day(year)
    duties = year.office.query(list_duties, ann, DAY)
    assert [(duty.kind, duty.what, duty.when) for duty in duties] == [
        ("shift", "Baker in Tea", "09:00–10:00"),
        ("host", "hosts Gus Guest at Tea", "10:00–10:30"),
        ("delivery", "drives to Rubens House", "11:00–12:00"),
        ("shift", "Baker in Tea", "13:00–14:00"),
        ("group", "leads Scouts on Baker in Bulbs", "15:00–16:00"),
        ("coordinator", "coordinates Tea", "at any time"),
    ]
    assert duties[2].also == "Also drives to Rubens House 11:00–12:00: choose another driver."
    assert year.office.query(list_days_of, ann, year.campaign) == [DAY]
    everybody = year.office.query(list_people_with_duties, year.campaign)
    assert ann in everybody
    assert year.person("Bob Free") not in everybody


def test_who_cannot_come_that_day_is_off_every_shift_and_asked_for_none(year: Year) -> None:
    ann, shifts = full_day(year)
    other = year.shift(year.project("Cards"), at(17), at(18))
    done = year.execute(CannotCome(ann, DAY))
    assert done.label == "Noted that Ann Cohen cannot come on 22 November"
    assert [statuses(year, shift)["Ann Cohen"][0] for shift in shifts] == [DECLINED, DECLINED]
    told = [finding.text for finding in done.findings if finding.rule == "rota.also"]
    assert told == [
        "Ann Cohen also hosts Gus Guest at Tea 10:00–10:30.",
        "Ann Cohen also drives to Rubens House 11:00–12:00.",
        "Ann Cohen also leads Scouts on Baker in Bulbs 15:00–16:00.",
        "Ann Cohen also coordinates Tea at any time.",
    ]
    rows = {row.name: row for row in year.office.query(list_candidates, other)}
    assert any(reason.startswith("Away ") for reason in rows["Ann Cohen"].reasons)
    year.office.undo()
    assert [statuses(year, shift)["Ann Cohen"][0] for shift in shifts] == [SURE, SURE]


def test_who_cannot_come_from_a_time_keeps_what_is_over_by_then(year: Year) -> None:
    ann, (early, late) = full_day(year)
    done = year.execute(CannotCome(ann, DAY, since=time(10, 30)))
    assert done.label.endswith("on 22 November from 10:30")
    assert statuses(year, early)["Ann Cohen"][0] is SURE
    assert statuses(year, late)["Ann Cohen"][0] is DECLINED
    assert "hosts" not in str(done.findings)
    assert done.ids == (year.on(late)["Ann Cohen"].id,)


def test_who_cannot_come_to_one_shift_keeps_the_others_and_is_not_away(year: Year) -> None:
    ann, (early, late) = full_day(year)
    place = year.on(early)["Ann Cohen"].id
    done = year.execute(CannotCome(ann, DAY, place))
    assert (done.label, done.findings) == ("Noted that Ann Cohen cannot come to Baker in Tea", ())
    assert statuses(year, late)["Ann Cohen"][0] is SURE
    assert "unavailability" not in done.tables
    assert isinstance(year.office.execute(CannotCome(ann, DAY, place)), Refused)


def test_the_waiting_list_comes_first_in_order_and_steps_in(year: Year) -> None:
    shift = year.shift(year.project(), maximum=1)
    (place,) = year.put(shift, year.person("Ann Cohen"))
    for name, status in (("Abe Asked", INVITED), ("Yves Yes", SURE)):
        year.put(shift, year.person(name), reserve=True, status=status)
    year.put(shift, year.person("Nat No"), status=DECLINED)
    year.person("Bob Free")
    year.execute(CannotCome(year.on(shift)["Ann Cohen"].who_id, DAY))
    assert names(year, place) == ["Yves Yes", "Abe Asked", "Bob Free", "Nat No"]
    year.execute(Substitute(place))
    assert statuses(year, shift)["Yves Yes"] == (SURE, False)
    assert statuses(year, shift)["Abe Asked"] == (INVITED, True)


def test_what_stands_against_one_of_the_waiting_list_is_told(year: Year) -> None:
    project = year.project()
    shift, other = year.shift(project, maximum=1), year.shift(project, at(10, 30), at(11, 30))
    (place,) = year.put(shift, year.person("Ann Cohen"))
    bob = year.person("Bob Busy")
    year.put(shift, bob, reserve=True)
    year.put(other, bob)
    (first,) = year.office.query(list_stand_ins, place)
    assert [finding.rule for finding in first.against] == ["clash.overlap"]


def test_who_is_rung_is_asked_and_says_yes_or_no(year: Year) -> None:
    shift = year.shift(year.project(), maximum=1)
    ann, bob, cat, dan = (year.person(f"{name} Levy") for name in ("Ann", "Bob", "Cat", "Dan"))
    (place,) = year.put(shift, ann)
    year.execute(CannotCome(ann, DAY))
    assert (
        year.execute(AnswerStandIn(shift, bob, INVITED)).label
        == "Asked Bob Levy to stand in as Baker in Bulbs"
    )
    year.execute(AnswerStandIn(shift, cat, INVITED))
    assert statuses(year, shift)["Bob Levy"] == statuses(year, shift)["Cat Levy"] == (INVITED, True)
    assert names(year, place) == ["Bob Levy", "Cat Levy", "Dan Levy"]
    year.execute(AnswerStandIn(shift, bob, DECLINED))
    year.execute(AnswerStandIn(shift, dan, DECLINED))
    assert names(year, place) == ["Cat Levy", "Bob Levy", "Dan Levy"]
    year.execute(AnswerStandIn(shift, cat, SURE))
    assert statuses(year, shift)["Cat Levy"] == (SURE, False)
    year.office.undo()
    assert statuses(year, shift)["Cat Levy"] == (INVITED, True)


def test_a_yes_is_checked_like_every_other_way_of_putting_somebody_on(year: Year) -> None:
    project = year.project()
    shift, other = year.shift(project), year.shift(project, at(10, 30), at(11, 30))
    bob = year.person("Bob Busy")
    year.put(other, bob)
    assert year.told(AnswerStandIn(shift, bob, SURE)) == ["clash.overlap"]
    year.execute(AnswerStandIn(shift, bob, DECLINED))


def test_two_persons_swap_in_one_step_and_what_it_breaks_is_told_first(year: Year) -> None:
    project = year.project()
    early, late = year.shift(project), year.shift(project, at(14), at(15))
    ann, bob = year.person("Ann Cohen"), year.person("Bob Levy")
    (hers,), (his,) = year.put(early, ann), year.put(late, bob)
    (partner,) = year.office.query(list_swap_partners, hers)
    assert (partner.assignment_id, partner.what) == (his, "14:00–15:00 Baker in Bulbs")
    year.execute(Swap(hers, his))
    assert (list(year.on(early)), list(year.on(late))) == (["Bob Levy"], ["Ann Cohen"])
    year.office.undo()
    assert (list(year.on(early)), list(year.on(late))) == (["Ann Cohen"], ["Bob Levy"])
    year.put(year.shift(project, at(10, 30), at(11, 30)), bob)
    assert year.told(Swap(hers, his)) == ["clash.overlap"]
    assert year.told(Swap(hers, hers)) == ["rota.swap"]


def test_a_reserve_who_cannot_come_leaves_the_waiting_list(year: Year) -> None:
    shift = year.shift(year.project())
    ann = year.person("Ann Cohen")
    (place,) = year.put(shift, ann)
    year.execute(SetReserve((place,), stand_by=True))
    year.execute(CannotCome(ann, DAY))
    assert statuses(year, shift)["Ann Cohen"] == (DECLINED, True)
