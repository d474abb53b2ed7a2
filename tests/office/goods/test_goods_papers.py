"""The papers of goods: to walk with through the store, to sign at the door, and the charts of the report."""

import re
from collections.abc import Iterator

import pytest
from sample_year import sample_year

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.crud import SetField
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.delivery_queries import list_deliveries
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = sample_year(tmp_path_factory.mktemp("papers") / "sample.mitzvah")
    yield office
    office.close()


def told(year: Office, kind: str, partner: str = "", paper: Paper | None = None) -> str:
    """What stands on all pages of a paper."""
    found = [row.id for row in year.query(list_deliveries) if row.partner == partner]
    asked = PrintRequest(
        1,
        scope=PrintScope(delivery_id=found[0] if found else None),
        audience=KINDS[kind].audiences[0],
        paper=paper or Paper(),
    )
    pdf = make_print_job(year, kind, asked).release().content
    return "\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf)))


def test_one_walks_once_through_the_store_and_takes_first_what_must_go_first(year: Office) -> None:
    text = told(year, "pick-list", "North Finchley Food Bank")
    places = [text.index(words) for words in ("8 Jan 2027", "23 Mar 2027", "6 Jul 2027", "14 Feb 2027")]
    assert places == sorted(places), "beans by their dates, then cereal"
    assert "3 cases of 12" in text
    assert "36 cartons" in text
    assert text.count("Long-life milk") == 1, "three gifts of the same date and place are one line"
    assert "Picked by" in text


@pytest.mark.parametrize(
    "paper",
    [Paper(), Paper(large_print=True), Paper("A5"), Paper("A4", landscape=True)],
)
@pytest.mark.parametrize("kind", ["pick-list", "delivery-note"])
def test_a_date_stands_on_one_line(year: Office, kind: str, paper: Paper) -> None:
    text = told(year, kind, "North Finchley Food Bank", paper)
    assert len(re.findall(r"best before \d+ \w+ \d{4}", text)) == 15
    assert "use by 20 Dec 2026" in text
    assert "Hall cupboard 1" in text or kind == "delivery-note"


@pytest.mark.parametrize("paper", [Paper(), Paper(large_print=True)])
def test_lots_without_a_date_are_told_apart_by_the_number_on_their_box(year: Office, paper: Paper) -> None:
    blankets = [lot.id for lot in year.query(list_lots) if lot.item == "Blanket"]
    assert len(blankets) > 1
    counted, labels = told(year, "count-sheet", paper=paper), told(year, "box-labels")
    for number in blankets:
        assert re.search(rf"\b{number}\b", counted)
        assert re.search(rf"· lot {number}\b", labels)


def test_the_weighing_sheet_is_one_page_of_empty_lines(year: Office) -> None:
    text = told(year, "weighing-sheet")
    assert "Weighing sheet" in text
    assert "kg" in text
    assert "Page 1 of 1" in text


def test_the_partner_signs_for_what_came_and_sees_what_is_in_it(year: Office) -> None:
    text = told(year, "delivery-note", "North Finchley Food Bank")
    assert "contains milk" in text
    for word in ("Taken", "Name", "Signature", "Date and time"):
        assert word in text
    assert "Barry Kaplan" not in text, "the note is for everybody"


def test_a_note_that_goes_abroad_bears_the_address_with_the_country_last(year: Office) -> None:
    """Royal Mail, clear addressing: the name of the country stands last and in capitals."""
    partner = next(row.partner_id for row in year.query(list_deliveries) if row.partner == "Hearts Abroad")
    for name, value in {"address": "1 Rue Haute, Lille", "postcode": "59000", "country": "France"}.items():
        assert isinstance(year.execute(SetField("partner", partner, name, value)), Done)
    for kind in ("delivery-note", "delivery-sheet"):
        assert "1 Rue Haute\nLille\n59000\nFRANCE" in told(year, kind, "Hearts Abroad").replace("\r", "")
    assert "Rue Haute" not in told(year, "pick-list", "Hearts Abroad")
    year.execute(SetField("partner", partner, "country", "Wales"))
    note = told(year, "delivery-note", "Hearts Abroad").replace("\r", "")
    assert "1 Rue Haute\nLille\n59000" in note, "from whom and to whom stands on every note"
    assert "WALES" not in note


def test_what_lies_in_two_places_is_one_line_on_the_note(year: Office) -> None:
    assert told(year, "delivery-note", "Partner Olive").count("Nappies") == 1


def test_a_driver_reads_how_many_of_what(year: Office) -> None:
    assert "Nappies: 140 packs" in " ".join(told(year, "delivery-sheet", "Partner Olive").split())


def test_the_report_has_the_charts_of_goods_in_words_too(year: Office) -> None:
    text = told(year, "report")
    for words in (
        "Goods over the day",
        "Full is what came in, hatched is what went out.",
        "What partners got",
        "0 got, 553 coming",
        "Goods in stock",
        "Money for partners, over all projects and years",
        "£976.50",
    ):
        assert words in text, words
