"""Long papers have a list of contents in a reader's window, in the language that they say they are in."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sample_year import copy_sample

from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest

NOW = datetime(2026, 11, 20, 9, 0)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(copy_sample(tmp_path / "sample.mitzvah"), user_name="Ann")) as made:
        yield made


@pytest.mark.parametrize("key", ["schedule", "letters", "report", "delivery-note", "where-am-i", "arrivals"])
def test_a_long_paper_is_found_through_its_bookmarks(office: Office, key: str) -> None:
    its = next(o.id for o in office.query(lookup.list_campaign_options) if "2026" in o.label)
    asked = PrintRequest(its, audience=KINDS[key].audiences[0], now=NOW)
    reader: Any = PdfReader(io.BytesIO(make_print_job(office, key, asked).release().content))
    marks = [each for each in reader.outline if not isinstance(each, list)]
    pages = [reader.get_destination_page_number(each) for each in marks]
    assert len(pages) > 3
    assert pages == sorted(pages)
    assert len(set(pages)) > 1
    assert reader.root_object["/Lang"] == "en-GB"
    for page in reader.pages:  # no reader needs typefaces of its own
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"], (
                key,
                font,
            )
