"""Every paper of the day on every sheet: nothing outside the page, nothing over other text, nothing lost."""

from collections.abc import Callable

import pytest
from day_samples import PAPERS_OF_THE_DAY
from paper_reading import covered, letters_of, outside
from paper_samples import PRINTED

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.documents.signs import HallSign, render_signs

SHEETS = [
    Paper(size, landscape, large)
    for size in ("A3", "A4", "A5")
    for landscape in (False, True)
    for large in (False, True)
]
WANTED = {
    "sign-in": ("Helper39Levy", "Collectedby", "O'Brien&<b>Sons</b>", "Nguy"),
    "schedule": ("10:00to12:00", "AnnCohen", "Anytime", "Pleasesayyesorno."),
    "emergency": ("Inanemergencyring999", "07700900123", "N30XX", "safeguardinglead"),
    "certificate": ("NoahR.", "thousandcrocuses", "Chair"),
    "wall": ("Role5", "gap1", "Project5", "Knitters:Ann"),
    "brief": ("Role8", "Twoguitars", "3to5"),
    "report": ("1,985", "980planted", "“Againnextyear!”"),
    "where-am-i": ("Levy,Helper39", "groupof24", "Othernames", "22:00", "O'Brien&<b>Sons</b>"),
    "arrivals": ("Levy,Helper40", "From11:00", "guestofhonour", "Timenotknown", "Nguy"),
    "shopping": ("2.5kgand3packets", "asneeded", "Aprons(ready)", "O'Brien&<b>Sons</b>"),
    "brochure": ("Whatyoucando", "Project19", "Fromtheageof8", "Yes,Iwouldliketohelp", "Howmanypeople"),
    "sign": ("Toilets", "Secondline", "O'Brien"),
}


@pytest.mark.parametrize("paper", SHEETS, ids=str)
@pytest.mark.parametrize("kind", PAPERS_OF_THE_DAY)
def test_it_stands_whole_on_every_sheet(kind: str, paper: Paper) -> None:
    pdf = PAPERS_OF_THE_DAY[kind](paper)
    found = letters_of(pdf)
    for word in WANTED[kind]:
        assert word in found
    assert outside(pdf) == []
    assert covered(pdf) == []


@pytest.mark.parametrize("kind", PAPERS_OF_THE_DAY)
def test_it_is_made_alike_twice_and_reads_as_before(kind: str, golden: Callable[[str, str], None]) -> None:
    pdf = PAPERS_OF_THE_DAY[kind](Paper())
    assert pdf == PAPERS_OF_THE_DAY[kind](Paper())
    golden(kind, "\n\f\n".join(extract_page_text(pdf, page) for page in range(page_count(pdf))))


def test_a_text_too_long_to_be_scanned_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="too long"):
        render_signs([HallSign(("Give",), code="x" * 5000)], Letterhead(), Paper(), printed_at=PRINTED)
