"""Who is still here, on paper: by place, children first with whom to ring, groups by their heads."""

from datetime import date, datetime

import pytest
from conftest_rota import Year, at

from mitzvah_desk.documents.still_here import StillHereValues
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.office.papers.still_here import make_still_here_list
from mitzvah_desk.office.rota.attendance.arrivals import Arrive, CheckIn
from mitzvah_desk.office.rota.attendance.departures import Leave
from mitzvah_desk.rules.privacy.disclosure import Audience


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    """Ann and her son Dan and the scouts in the hall, Bob in the barn; Cat has left, Eve never came."""
    year = Year(office, campaign)
    hall, barn = (year.add("place", name=name) for name in ("Hall", "Barn"))
    tea, bulbs = year.project("Tea", place_id=hall), year.project("Bulbs", place_id=barn)
    in_hall, in_barn = year.shift(tea, maximum=99), year.shift(bulbs, maximum=99)
    ann = year.person("Ann Cohen", mobile="07700 900123")
    dan = year.person("Dan Cohen", born=date(2018, 5, 1))
    year.add("guardian", child_id=dan, adult_id=ann, relation="mother")
    came = year.put(in_hall, ann, dan, year.person("Cat Stern"))
    scouts = year.add("group", name="Scouts", adults=2, children=9)
    came += year.put(in_hall, group_id=scouts)
    year.put(in_hall, year.person("Eve Late"))
    year.execute(Arrive(came, at(9, 50), {came[-1]: (1, 7)}))
    year.execute(Arrive(year.put(in_barn, year.person("Bob Levy")), at(10)))
    year.execute(Leave((came[2],), at(10, 30)))
    return year


def values(year: Year, now: datetime) -> StillHereValues:
    made = make_still_here_list(year.office, PrintRequest(year.campaign, now=now))
    assert isinstance(made.value, StillHereValues)
    return made.value


def test_it_is_by_place_children_first_and_heads_are_counted(year: Year) -> None:
    found = values(year, at(10, 45))
    assert found.counted == "11 people are here, 8 of them children"
    assert [place.name for place in found.places] == ["Barn", "Hall"]
    hall = found.places[1]
    assert hall.counted == "10 people are here, 8 of them children"
    assert [(child.name, child.since, child.guardians) for child in hall.children] == [
        ("Dan Cohen", "09:50", "Ann Cohen (mother)\n07700 900123")
    ]
    assert [(adult.name, adult.heads, adult.phone) for adult in hall.adults] == [
        ("Ann Cohen", "", "07700 900123"),
        ("Scouts", "1 adult and 7 children", ""),
    ]


def test_who_was_marked_without_a_time_is_here_until_the_shift_is_over(year: Year) -> None:
    shift = year.shift(year.project("Cards"), at(10), at(11))
    (gil,) = year.put(shift, year.person("Gil Gold"))
    year.execute(CheckIn(gil))
    assert values(year, at(10, 59)).counted.startswith("12 people")
    assert values(year, at(11)).counted.startswith("11 people"), "the others were seen and did not leave"


def test_it_is_for_the_committee_alone(year: Year) -> None:
    assert KINDS["still-here"].audiences == (Audience.COMMITTEE,)
    with pytest.raises(ValueError, match="not for volunteers"):
        make_print_job(year.office, "still-here", PrintRequest(year.campaign, audience=Audience.VOLUNTEERS))
    job = make_print_job(year.office, "still-here", PrintRequest(year.campaign, now=at(10, 45)))
    assert job.release().content.startswith(b"%PDF")


def test_nobody_here_says_so(year: Year) -> None:
    later = PrintRequest(year.campaign, now=at(10, 45))
    for name in ("Ann Cohen", "Dan Cohen", "Scouts", "Bob Levy"):
        rows = [row for shift in (1, 2) for row in year.on(shift).values() if row.name == name]
        year.execute(Leave((rows[0].id,), at(10, 40), "Ann Cohen"))
    job = make_print_job(year.office, "still-here", later)
    assert job.count == 0
    assert "print.nothing" in {finding.rule for finding in job.findings}
