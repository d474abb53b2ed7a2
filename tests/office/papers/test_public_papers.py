"""Papers for everybody: no idea stands on them, and nobody is looked for once the day is over."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sample_year import sample_year

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.projects.queries import list_projects
from mitzvah_desk.rules.privacy.disclosure import Audience

BEFORE, AFTER = datetime(2026, 11, 19, 18), datetime(2026, 11, 24, 9)
PUBLIC = [key for key, kind in KINDS.items() if Audience.PUBLIC in kind.audiences]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = sample_year(tmp_path / "year.mitzvah")
    yield opened
    opened.close()


def campaign(office: Office) -> int:
    return office.query(lookup.list_campaign_options)[0].id


def job(office: Office, key: str, audience: Audience, project: int, now: datetime) -> CheckedOutgoing:
    asked = PrintRequest(
        campaign(office),
        scope=PrintScope(project_id=project),
        audience=audience,
        sign=SignOptions(words="Welcome"),
        now=now,
    )
    return make_print_job(office, key, asked)


def text_of(checked: CheckedOutgoing) -> str:
    pdf = checked.release().content
    return "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


@pytest.mark.parametrize("key", PUBLIC)
def test_an_idea_stands_on_no_public_paper_or_is_told(office: Office, key: str) -> None:
    project = next(row for row in office.query(list_projects, campaign(office)) if row.shifts)
    office.execute(SetField("project", project.id, "status", ProjectStatus.IDEA))
    made = job(office, key, Audience.PUBLIC, project.id, BEFORE)
    text = text_of(made) if made.count and not made.refusals else ""
    assert "idea" not in text.casefold()
    codes = {finding.rule for finding in made.release().findings} if text else set()
    assert project.title not in " ".join(text.split()) or "print.idea" in codes


@pytest.mark.parametrize("status", ProjectStatus)
def test_a_public_rota_says_only_that_it_is_cancelled(office: Office, status: ProjectStatus) -> None:
    project = office.query(list_projects, campaign(office))[0]
    office.execute(SetField("project", project.id, "status", status))
    head = text_of(job(office, "rota", Audience.PUBLIC, project.id, BEFORE)).splitlines()[:5]
    assert ("cancelled" in " ".join(head).casefold()) is (status is ProjectStatus.CANCELLED)
    assert not any(word in " ".join(head).casefold() for word in ("planned", "confirmed", "idea"))
    committee = text_of(job(office, "rota", Audience.COMMITTEE, project.id, BEFORE))
    assert str(status) in committee.casefold()


def test_after_the_day_no_rota_asks_for_helpers(office: Office) -> None:
    asking = []
    for project in office.query(list_projects, campaign(office)):
        for audience in (Audience.VOLUNTEERS, Audience.PUBLIC):
            if "needs" in text_of(job(office, "rota", audience, project.id, BEFORE)):
                asking.append(project.title)
            text = text_of(job(office, "rota", audience, project.id, AFTER))
            if project.day <= BEFORE.date().replace(day=22):
                assert "needs" not in text, project.title
    assert asking, "before the day some do"
    wall = text_of(job(office, "day-rota", Audience.VOLUNTEERS, 0, AFTER))
    assert "needs" not in wall
