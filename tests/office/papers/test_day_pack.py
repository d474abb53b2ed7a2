"""The papers of a day, bound by who takes them along."""

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sample_year import copy_sample

from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import ProjectStatus
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import list_deliveries, read_delivery_address
from mitzvah_desk.office.outgoing.bound import BoundPapers
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.pack import BY_PROJECT, make_day_pack
from mitzvah_desk.office.papers.print_request import PrintRequest
from mitzvah_desk.rules.paper_kinds import PAPERS
from mitzvah_desk.rules.privacy.disclosure import Audience

NOW = datetime(2026, 11, 20, 9, 0)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(copy_sample(tmp_path / "sample.mitzvah"), user_name="Ann")) as made:
        yield made


def campaign(office: Office) -> int:
    return next(o.id for o in office.query(lookup.list_campaign_options) if "2026" in o.label)


def pack(office: Office) -> list[BoundPapers]:
    its = campaign(office)
    return make_day_pack(office, its, asked=PrintRequest(its, now=NOW))


def words(content: bytes) -> str:
    return "\n".join(extract_page_text(content, page) for page in range(page_count(content)))


def test_names_sort_as_the_day_goes(office: Office) -> None:
    names = [each.name for each in pack(office)]
    assert names == sorted(names)
    assert names[0] == "1 Hall"
    times = [name.split()[1] for name in names if name.startswith("2-") and name.split()[1][:2].isdigit()]
    assert times == sorted(times)
    assert len(times) > 20


def test_the_first_page_says_what_is_in_it_and_bookmarks_lead_there(office: Office) -> None:
    bound = next(each for each in pack(office) if "Songs and biscuits" in each.name)
    content = bound.release().content
    first = extract_page_text(content, 0)
    assert "Songs and biscuits at Rubens House" in first
    assert all(PAPERS[key].title in first for key in BY_PROJECT)
    titles = [
        str(each["/Title"]) for each in PdfReader(io.BytesIO(content)).outline if isinstance(each, dict)
    ]
    assert titles == ["What is in here", *(PAPERS[key].title for key in BY_PROJECT)]


def test_only_what_takes_place_has_papers(office: Office) -> None:
    options = office.query(lookup.list_project_options, campaign(office))
    its = next(option for option in options if option.label.startswith("Litter picking"))
    assert any(its.label in each.name for each in pack(office))
    for status in (ProjectStatus.IDEA, ProjectStatus.CANCELLED):
        office.execute(SetField("project", its.id, "status", status), "on purpose")
        assert not any(its.label in each.name for each in pack(office))


def test_one_drivers_file_holds_no_other_drivers_places(office: Office) -> None:
    rows = [row for row in office.query(list_deliveries, campaign(office)) if row.driver_id is not None]
    doors = {row.id: office.query(read_delivery_address, row.id) for row in rows}
    files = {each.name: words(each.release().content) for each in pack(office) if "Driver" in each.name}
    assert len(files) > 2
    for name, told in files.items():
        for row in rows:
            door = doors[row.id]
            if row.driver in name or door is None:
                continue
            own = {line for other in rows if other.driver in name for line in _lines(doors[other.id])}
            assert not [line for line in _lines(door) if line in told and line not in own], (
                name,
                row.partner,
            )


def _lines(door: object) -> tuple[str, ...]:
    return getattr(door, "lines", ())[:1]


def test_a_drivers_sheet_is_of_one_driver(office: Office) -> None:
    asked = PrintRequest(campaign(office), audience=Audience.DRIVER, now=NOW)
    with pytest.raises(ValueError, match="Choose a driver"):
        make_print_job(office, "delivery-sheet", asked)


def test_what_may_not_leave_keeps_its_file_in(office: Office) -> None:
    options = office.query(lookup.list_project_options, campaign(office))
    its = next(option for option in options if option.label.startswith("Litter picking"))
    office.execute(SetField("project", its.id, "summary", "We meet the women of Hope House."), "on purpose")
    refused = [each.name for each in pack(office) if each.refusals]
    assert len(refused) == 1
    assert its.label in refused[0]
