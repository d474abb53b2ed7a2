"""Badges for walk-ins, codes that can be read too, certificates by name for the committee."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_year import copy_sample

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import LabelOptions, PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.papers.queries.day_queries import list_serving_people
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 20, 9, 0)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(copy_sample(tmp_path / "sample.mitzvah"), user_name="Ann")) as made:
        yield made


def words(office: Office, key: str, asked: PrintRequest) -> str:
    content = make_print_job(office, key, asked).release().content
    return "\n".join(extract_page_text(content, page) for page in range(page_count(content)))


def campaign(office: Office) -> int:
    return next(o.id for o in office.query(lookup.list_campaign_options) if "2026" in o.label)


def test_blank_badges_follow_those_with_names(office: Office) -> None:
    asked = PrintRequest(campaign(office), audience=Audience.VOLUNTEERS, now=NOW)
    named = make_print_job(office, "badges", asked)
    more = PrintRequest(
        campaign(office), audience=Audience.VOLUNTEERS, labels=LabelOptions(blanks=5), now=NOW
    )
    with_blanks = make_print_job(office, "badges", more)
    assert with_blanks.count == named.count + 5
    told = words(office, "badges", more)
    assert told.count("Photos: yes") == words(office, "badges", asked).count("Photos: yes") + 5
    assert told.count("No photos") == words(office, "badges", asked).count("No photos") + 5  # to be ringed


def test_a_link_to_scan_can_be_read_too(office: Office) -> None:
    sign = SignOptions(words="Welcome", code="https://example.org/sign-up")
    told = words(office, "signs", PrintRequest(campaign(office), audience=Audience.PUBLIC, sign=sign))
    assert "https://example.org/sign-up" in told


@pytest.mark.parametrize("sheet", ["L7160", "L7418", "DL"])
def test_a_test_page_says_what_to_do_with_it(office: Office, sheet: str) -> None:
    asked = PrintRequest(campaign(office), audience=Audience.PUBLIC, labels=LabelOptions(sheet=sheet))
    told = " ".join(words(office, "test-page", asked).split())
    assert "Print this at 100 %" in told
    assert "Move it in Print until all frames meet." in told


def test_a_certificate_bears_the_whole_name_for_the_committee_only(office: Office) -> None:
    serving = office.query(list_serving_people, campaign_id=campaign(office))
    child = serving[0]
    office.execute(SetField("person", child.person_id, "born", date(2018, 3, 4)), "on purpose")
    whole = f"{child.known_as} {child.family}"
    told = {
        audience: words(
            office,
            "certificates",
            PrintRequest(campaign(office), PrintScope(person_id=child.person_id), audience, now=NOW),
        )
        for audience in (Audience.COMMITTEE, Audience.VOLUNTEERS)
    }
    assert whole in told[Audience.COMMITTEE]
    assert whole not in told[Audience.VOLUNTEERS]
