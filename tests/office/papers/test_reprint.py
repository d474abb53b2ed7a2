"""A second copy of a rota marks what is new and says which one it replaces."""

from datetime import date, datetime

import pytest
from conftest_rota import Year, at

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import AssignmentStatus
from mitzvah_desk.office.core.crud import Remove, SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.notes import note_left
from mitzvah_desk.office.outgoing.outgoing import Released
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.office.rota.assignments import ChangeShift
from mitzvah_desk.rules.privacy.disclosure import Audience

THURSDAY, FRIDAY = datetime(2026, 11, 19, 18, 4), datetime(2026, 11, 20, 9, 30)
REPLACES = "Replaces the one of Thursday 19 November, 18:04."
ROTAS = ("rota", "day-rota")


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    year = Year(office, campaign)
    hall = year.add("place", name="The hall")
    tea = year.shift(year.project("Tea", place_id=hall))
    year.put(tea, year.person("Ann Cohen"), year.person("Maya Zucker", born=date(2015, 1, 1)))
    return year


def copy(
    year: Year, key: str, now: datetime, audience: Audience = Audience.VOLUNTEERS, person: int | None = None
) -> Released:
    scope = PrintScope(project_id=1 if key == "rota" else None, person_id=person)
    asked = PrintRequest(year.campaign, scope, audience, now=now)
    return make_print_job(year.office, key, asked).release()


def text(paper: Released) -> str:
    found = (extract_page_text(paper.content, page) for page in range(page_count(paper.content)))
    return " ".join(" ".join(found).split())


def keep(year: Year, *papers: Released) -> None:
    note_left(year.office, [paper.note for paper in papers])


@pytest.mark.parametrize("key", ROTAS)
def test_who_is_new_who_is_gone_and_what_moved_is_marked(year: Year, key: str) -> None:
    first = copy(year, key, THURSDAY)
    assert "Replaces" not in text(first)
    keep(year, first)
    assert "Replaces" not in text(copy(year, key, FRIDAY)), "nothing is otherwise"
    year.execute(ChangeShift(1, {"starts_at": at(12), "ends_at": at(13)}))
    year.put(1, year.person("Bob Levy"), status=AssignmentStatus.INVITED)
    year.execute(Remove("assignment", (year.on(1)["Maya Zucker"].id,)))
    told = text(copy(year, key, FRIDAY))
    assert REPLACES in told
    assert "Was 10:00–11:00" in told
    assert "No longer: Maya Z." in told, "a child is named as on the rota itself"
    assert "Bob Levy (new" in told
    assert "Ann Cohen (new" not in told
    keep(year, copy(year, key, FRIDAY))
    assert "Replaces" not in text(copy(year, key, FRIDAY))


@pytest.mark.parametrize("key", ROTAS)
def test_a_shift_that_is_gone_is_told_at_the_end_and_another_place_beside_its_shift(
    year: Year, key: str
) -> None:
    year.put(year.shift(1, at(14), at(15)), 1)
    keep(year, copy(year, key, THURSDAY))
    year.execute(Remove("shift", (2,)))
    year.execute(SetField("shift", 1, "place_id", year.add("place", name="The library")))
    told = text(copy(year, key, FRIDAY))
    assert "No longer: 14:00–15:00 (Ann Cohen)" in told
    assert "Was in The hall" in told
    keep(year, copy(year, key, FRIDAY))
    assert "No longer" not in text(copy(year, key, FRIDAY))


@pytest.mark.parametrize("key", ROTAS)
def test_what_everybody_may_read_names_nobody_and_notes_nothing(year: Year, key: str) -> None:
    keep(year, copy(year, key, THURSDAY))
    year.execute(ChangeShift(1, {"starts_at": at(12), "ends_at": at(13)}))
    public = copy(year, key, FRIDAY, Audience.PUBLIC)
    assert public.note is None
    assert "Replaces" not in text(public)


def test_a_schedule_of_one_person_is_no_new_rota(year: Year) -> None:
    keep(year, copy(year, "rota", THURSDAY))
    year.execute(ChangeShift(1, {"starts_at": at(12), "ends_at": at(13)}))
    keep(year, copy(year, "schedule", FRIDAY, person=1))
    assert "Was 10:00–11:00" in text(copy(year, "rota", FRIDAY))


def test_several_papers_are_noted_in_one_step_that_no_undo_takes_back(year: Year) -> None:
    before = year.office.undo_label()
    keep(year, copy(year, "rota", THURSDAY), copy(year, "day-rota", THURSDAY))
    assert year.office.undo_label() == before
