"""A calendar and a schedule ask about what is to come only."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sample_year import sample_year

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.messages.calendar_export import export_calendar
from mitzvah_desk.office.outgoing.gate import check_outgoing
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.rules.privacy.disclosure import Audience

DAY = datetime(2026, 11, 19, 18, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(("days", "asks"), [(0, True), (200, False)])
def test_what_is_over_is_asked_of_nobody(tmp_path: Path, days: int, *, asks: bool) -> None:
    office = sample_year(tmp_path / "year.mitzvah")
    now, campaign = DAY + timedelta(days=days), office.query(lookup.list_campaign_options)[0].id
    made = office.query(export_calendar, campaign_id=campaign, now=now)
    text = check_outgoing(office, made).release().content.decode()
    assert ("People so far" in text) is asks
    wanted = PrintRequest(campaign, audience=Audience.VOLUNTEERS, now=now.replace(tzinfo=None))
    pdf = make_print_job(office, "schedule", wanted).release().content
    told = "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))
    assert ("Please tell us whether" in told) is asks
    office.close()
