"""Guests of honour on paper: who comes when, how to address them, and who looks after them."""

from datetime import date, datetime

import pytest
from conftest_office import done
from conftest_rota import Year, at

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 15, 9, 5)
HOST_PHONE, NOTE = "07700 900222", "Cuts the ribbon at noon"


@pytest.fixture
def year(office: Office, campaign: int) -> Year:
    """A mayor who comes after a knight, and a bishop whose time is not known, on two projects."""
    year = Year(office, campaign)
    done(office, SetField("campaign", campaign, "day_phone", "020 7946 0111"))
    place = year.add("place", name="The hall", address="3 Oak Road")
    tea, bulbs = year.project("Tea for all", place_id=place), year.project("Bulbs")
    host = year.person("Anton Mercer", mobile=HOST_PHONE)
    mayor = year.person("Una Clarke", title="Cllr", position="Mayor of Barnet", pronouns="she/her")
    knight = year.person("Jonathan Stone", title="Sir")
    bishop = year.person("Peter Hill", title="Bishop")
    looked_after = {"host_id": host, "note": NOTE}
    year.add("guest_of_honour", project_id=tea, person_id=mayor, arrives_at=at(11, 15), **looked_after)
    year.add("guest_of_honour", project_id=bulbs, person_id=knight, arrives_at=at(10))
    year.add("guest_of_honour", project_id=tea, person_id=bishop)
    return year


def words(year: Year, key: str, audience: Audience, **scope: object) -> str:
    asked = PrintRequest(year.campaign, PrintScope(**scope), audience, now=NOW)  # type: ignore[arg-type]
    content = make_print_job(year.office, key, asked).release().content
    told = " ".join(extract_page_text(content, page) for page in range(page_count(content)))
    return " ".join(told.replace("\xa0", " ").split())


def test_the_day_has_them_in_the_order_in_which_they_come(year: Year) -> None:
    told = words(year, "guests", Audience.COMMITTEE)
    assert told.index("10:00") < told.index("11:15") < told.index("Time not known")
    for said in ("Say Sir Jonathan", "Say Madam Mayor", "Comes to Tea for all", "Where The hall, 3 Oak Road"):
        assert said in told
    assert f"Host Anton Mercer, {HOST_PHONE}" in told
    assert "Host nobody yet" in told
    assert NOTE in told


def test_hosts_read_no_number_and_no_note_of_the_committee_but_whom_to_ring(year: Year) -> None:
    for key, scope in (("guests", {}), ("brief", {"project_id": 1})):
        told = words(year, key, Audience.VOLUNTEERS, **scope)
        assert "Anton Mercer" in told
        assert HOST_PHONE not in told
        assert NOTE not in told
        assert "ring 020 7946 0111" in told


def test_a_brief_names_those_of_its_project(year: Year) -> None:
    told = words(year, "brief", Audience.COMMITTEE, project_id=1)
    assert "11:15 Cllr Una Clarke, Mayor of Barnet; addressed as “Madam Mayor”" in told
    assert f"looked after by Anton Mercer, {HOST_PHONE}" in told
    assert NOTE in told
    assert "Stone" not in told


def test_a_day_or_a_project_without_any_says_so(year: Year) -> None:
    lone = PrintRequest(year.campaign, PrintScope(day=date(2026, 6, 1)), now=NOW)
    job = make_print_job(year.office, "guests", lone)
    assert [finding.rule for finding in job.findings] == ["print.nothing"]
    assert "No guest of honour comes" in words(year, "guests", Audience.COMMITTEE, day=date(2026, 6, 1))
    assert "Clarke" not in words(year, "guests", Audience.COMMITTEE, project_id=2)


def test_at_a_refuge_neither_place_nor_note_is_told(year: Year) -> None:
    refuge = year.add("partner", name="Rosalind Haven", code_name="Olive", confidential=True)
    place = year.add("place", name="Rosalind Haven", partner_id=refuge)
    done(year.office, SetField("project", 1, "place_id", place))
    told = words(year, "guests", Audience.COMMITTEE)
    assert "Rosalind" not in told
    assert NOTE not in told
    assert "Place on request" in told
