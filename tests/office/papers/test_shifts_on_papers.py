"""Wherever a shift stands on a paper: its place, its note, that it goes past midnight, and how it stands."""

from datetime import date, datetime

import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Add, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.rota.queries import list_board_rows
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
DAY = date(2026, 11, 22)
ROLE, PLACE, NOTE, NUMBER = "Nightwatch", "The yard", "Bring a torch", "020 7946 0111"


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    """A project in a hall, with a shift in its yard from ten at night until two, with a toddler on it."""
    year = Year(office, campaign)
    done(office, SetField("campaign", campaign, "day_phone", NUMBER))
    hall = year.add("place", name="The hall", address="3 Oak Road")
    yard = year.add("place", name=PLACE, address="9 Elm Road")
    project = year.project("Watching over the stalls", place_id=hall)
    late = {"role_id": year.role(ROLE), "place_id": yard, "note": NOTE, "minimum": 3, "maximum": 4}
    shift = year.shift(project, at(22), datetime(2026, 11, 23, 2), **late)
    dana = year.person("Dana Doctor")
    year.put(shift, dana, year.person("Tiny Doctor", born=date(2024, 5, 1)))
    year.put(shift, year.person("Asked Levy"), status=AssignmentStatus.INVITED)
    year.put(year.shift(project, at(9), at(10), place_id=hall), dana)
    return year


def words(office: Office, kind: PaperKind, audience: Audience) -> str:
    asked = PrintRequest(1, PrintScope(project_id=1), audience, sign=SignOptions("Welcome"), now=NOW)
    job = make_print_job(office, kind.key, asked)
    if not job.count:
        return ""
    content = job.release().content
    told = " ".join(extract_page_text(content, page) for page in range(page_count(content)))
    return " ".join(told.replace("\xa0", " ").split())


EVERY = [(kind, audience) for kind in KINDS.values() for audience in kind.audiences]


@pytest.mark.parametrize(("kind", "audience"), EVERY, ids=lambda value: getattr(value, "key", str(value)))
def test_place_note_and_the_next_day_stand_wherever_the_shift_does(
    year: Year, kind: PaperKind, audience: Audience
) -> None:
    told = words(year.office, kind, audience)
    if ROLE not in told or "22:00" not in told:
        return
    assert "22:00–02:00 next day" in told or "to 02:00 next day" in told
    known = audience is not Audience.PUBLIC
    assert (PLACE in told) is known
    assert (NOTE in told) is known
    if audience is Audience.VOLUNTEERS:
        assert f"ing {NUMBER}" in told


def test_the_papers_of_a_shift_are_those_one_expects(year: Year) -> None:
    found = {kind.key for kind in KINDS.values() if ROLE in words(year.office, kind, kind.audiences[0])}
    assert found >= {"rota", "day-rota", "schedule", "sign-in", "brief", "badges"}


def test_a_place_that_is_the_projects_own_is_not_told_again(year: Year) -> None:
    assert words(year.office, KINDS["brief"], Audience.VOLUNTEERS).count("The hall") == 1


def test_the_note_of_a_shift_at_a_refuge_is_on_no_paper(year: Year) -> None:
    refuge = year.add("partner", name="Rosalind Haven", code_name="Olive", confidential=True)
    place = year.add("place", name="Rosalind Haven", partner_id=refuge)
    done(year.office, SetField("shift", 1, "place_id", None))
    done(year.office, SetField("project", 1, "place_id", place))
    for kind, audience in EVERY:
        assert NOTE not in words(year.office, kind, audience), (kind.key, audience)


def test_papers_count_as_the_rota_on_the_screen_does(year: Year) -> None:
    """A toddler fills no place; whoever was asked is counted, and told apart to the committee."""
    (row,) = [s for p in year.office.query(list_board_rows, 1, DAY) for s in p.shifts if s.role == ROLE]
    assert row.staffing.words == "1 confirmed, 1 asked, gap 1"
    for key in ("rota", "day-rota"):
        assert row.staffing.words in words(year.office, KINDS[key], Audience.COMMITTEE)
        told = words(year.office, KINDS[key], Audience.VOLUNTEERS)
        assert "2 of 4 places" in told
        assert "needs 1 more" in told


def test_the_programme_of_a_brief_is_in_order_of_time(year: Year) -> None:
    for position, (title, hour) in enumerate((("Supper", 19), ("Songs", 11), ("Any", 0)), start=1):
        act = {"project_id": 1, "title": title, "position": position}
        done(year.office, Add("programme_item", act | ({"starts_at": at(hour)} if hour else {})))
    for key in ("brief", "rota"):
        told = words(year.office, KINDS[key], Audience.VOLUNTEERS)
        told = told[told.index("Programme") :]
        assert told.index("Songs") < told.index("Supper") < told.index("Any")


def test_volunteers_read_how_to_keep_everybody_safe(year: Year) -> None:
    points = "Tie back long hair.\n\nA burn goes under cold water.\n"
    kind = year.add("project_kind", name="Cooking", safety=points)
    heading = "Keep everybody safe"
    assert heading not in words(year.office, KINDS["brief"], Audience.VOLUNTEERS)
    done(year.office, SetField("project", 1, "kind_id", kind))
    told = words(year.office, KINDS["brief"], Audience.VOLUNTEERS)
    assert f"{heading} • Tie back long hair. • A burn goes under cold water." in told
