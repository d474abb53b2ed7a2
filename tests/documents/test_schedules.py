"""Schedules, one or several to a sheet: whole, on their own piece, in type that can be read."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from paper_reading import covered, letters_of, outside, signs, smallest_type

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import page_count, page_size_points
from mitzvah_desk.documents.schedule import ScheduleValues
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.actions import Action, Done
from mitzvah_desk.office.core.crud import Add
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, ScheduleOptions
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
NUMBER = "020 7946 0111"
NAMES = (
    "Ann Levy",
    "Bob Cohen",
    "רחל כהן",
    "Dana Garcia-Lopez de la Fuente y Montserrat",
    "Eve Katz",
    "Busy Bee",
)
LONG = "A very long title of a project that goes on and on " * 2


def done(office: Office, action: Action) -> int:
    result = office.execute(action, "agreed")
    assert isinstance(result, Done), result
    return result.ids[0]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Six people, the last of whom is on fourteen shifts, over three days."""
    with closing(Office.new(tmp_path_factory.mktemp("six") / "six.mitzvah")) as office:
        day = {"main_day": date(2026, 11, 22), "day_phone": NUMBER}
        main = done(office, Add("campaign", {"name": "Mitzvah Day 2026", **day}))
        role = done(office, Add("role", {"name": "Baker"}))
        place = done(office, Add("place", {"name": "Rubens; House, hall", "address": "5 Lime Avenue"}))
        project = done(office, Add("project", {"campaign_id": main, "title": LONG, "place_id": place}))
        people = []
        for name in NAMES:
            given, _, family = name.partition(" ")
            needs = {"diet": "vegetarian", "access_needs": "step-free"} if name == "Ann Levy" else {}
            people.append(done(office, Add("person", {"given": given, "family": family, **needs})))
        for number in range(14):
            starts = datetime(2026, 11, 21 + number % 3, 8 + number // 3 * 2)
            times = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
            values = {"project_id": project, "role_id": role, "maximum": 9, "note": f"Note {number}", **times}
            shift = done(office, Add("shift", values))
            on = people if number == 1 else people[-1:]
            done(office, Assign(shift, tuple(on), status=AssignmentStatus.CONFIRMED))
        yield office


def schedules(office: Office, **more: object) -> bytes:
    chosen = {"audience": Audience.VOLUNTEERS, "now": NOW} | more
    return make_print_job(office, "schedule", PrintRequest(1, **chosen)).release().content  # type: ignore[arg-type]


@pytest.mark.parametrize("codes", [False, True])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("per_page", [1, 2, 4])
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_every_schedule_is_whole_and_on_its_own_piece(
    office: Office, size: str, per_page: int, large: bool, codes: bool
) -> None:
    paper, how = Paper(size, large_print=large), ScheduleOptions(per_page, codes)
    pdf = schedules(office, paper=paper, schedule=how)
    found = letters_of(pdf)
    for name in NAMES[:2]:
        assert found.count("".join(name.split())) >= 2  # at the head and the foot
    for number in range(14):
        assert f"Note{number}" in found
    assert found.count("RubensHouse") + found.count("Rubens;House") >= 19
    assert outside(pdf) == []
    assert covered(pdf) == []
    assert smallest_type(pdf) == (18 if large else 12)
    short, _ = paper.points
    for number, page in enumerate(signs(pdf)):
        wide, tall = page_size_points(pdf, number)
        several = len(re.findall(r"Forthe|Printed", "".join(sign.char for sign in page))) > 1
        if wide > tall:
            middle = wide / 2
            assert not [s for s in page if s.left < middle < s.right], "a word lies under the knife"
        elif several:
            assert wide == pytest.approx(short, abs=1)
            assert not [s for s in page if s.left < wide / 2 < s.right or s.bottom < tall / 2 < s.top]


def test_several_share_a_sheet_and_who_is_too_busy_for_a_piece_has_their_own(office: Office) -> None:
    alone = page_count(schedules(office))
    two = schedules(office, schedule=ScheduleOptions(2))
    four = schedules(office, schedule=ScheduleOptions(4))
    assert page_count(four) < page_count(two) < alone
    assert page_size_points(two, 0) == pytest.approx((841.89, 595.28), abs=1)
    assert page_size_points(four, 0) == pytest.approx((595.28, 841.89), abs=1)
    last = "".join(sign.char for sign in signs(four)[-1])
    assert "ForBusyBee" in last


def test_a_schedule_says_what_is_noted_of_its_person_alone_and_the_hebrew_day(office: Office) -> None:
    def told(person: int) -> str:
        return letters_of(schedules(office, scope=PrintScope(person_id=person)))

    assert "vegetarian;step-free" in told(1)
    assert "noted" not in told(2)
    hebrew = "כסלו"
    assert hebrew in told(2) or hebrew[::-1] in told(2)


def test_a_code_holds_the_shift_as_a_calendar_takes_it_in(office: Office) -> None:
    asked = PrintRequest(1, PrintScope(person_id=1), Audience.VOLUNTEERS, now=NOW)
    plain = make_print_job(office, "schedule", asked).hand_over()
    coded = make_print_job(
        office, "schedule", replace(asked, schedule=ScheduleOptions(codes=True))
    ).hand_over()
    (engagement,) = _of(plain).engagements
    assert engagement.event == ""
    (engagement,) = _of(coded).engagements
    lines = engagement.event.split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VEVENT", "END:VEVENT")
    assert "DTSTART:20261122T080000Z" in lines
    assert "DTEND:20261122T090000Z" in lines
    assert "LOCATION:Rubens\\; House\\, hall\\, 5 Lime Avenue" in lines
    assert lines[1].startswith("SUMMARY:Baker: A very long title")
    assert len(engagement.event.encode()) < 300


def _of(values: Any) -> ScheduleValues:  # what the office hands to the document
    people: list[ScheduleValues] = values[0]
    return people[0]
