"""What is drawn on the papers of a whole day: boxes to tick, and the slip that is torn off."""

import io

import pytest
import whole_day_samples as samples
from paper_reading import Sign, signs, smallest_type
from pypdf import PdfReader

from mitzvah_desk.documents.layout.paper import Paper

AWKWARD = len(samples.NAMES)
SHEETS = [Paper(large_print=large) for large in (False, True)]


def drawn(pdf: bytes) -> list[bytes]:
    """The operators of each page."""
    pages = (page.get_contents() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [page.get_data() for page in pages if page is not None]


@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_every_name_and_every_thing_has_a_box_to_tick(paper: Paper) -> None:
    def boxes(pdf: bytes) -> int:
        return sum(page.count(b" re S") for page in drawn(pdf))

    assert boxes(samples.arrivals(paper)) == 41 + AWKWARD + 1
    assert boxes(samples.shopping(paper)) == AWKWARD + 1 + AWKWARD * (AWKWARD + 1)
    assert boxes(samples.where_am_i(paper)) == 0


@pytest.mark.parametrize("count", range(8, 30, 3))
@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_nothing_stands_behind_the_slip(paper: Paper, count: int) -> None:
    pdf = samples.brochure(paper, count)
    dashed = [page.count(b"[5 4] 0 d") for page in drawn(pdf)]
    assert dashed == [1, *[0] * (len(dashed) - 1)], "on the outermost sheet, beside the cover"
    outside, inside = signs(pdf)[:2]
    middle = Paper(landscape=True).points[0] / 2
    top = max(sign.top for sign in from_words(outside, middle, "Yes,Iwouldliketohelp"))
    foot = max(sign.top for sign in from_words(outside, middle, "Foreveryone"))
    assert not [sign for sign in inside if sign.left > middle and foot + 4 < sign.bottom < top]


def from_words(page: list[Sign], middle: float, words: str) -> list[Sign]:
    """The signs at the left of a sheet from some words on."""
    left = [sign for sign in page if sign.left < middle]
    return left["".join(sign.char for sign in left).index(words) :]


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 14])
@pytest.mark.parametrize("paper", SHEETS, ids=str)
def test_no_page_of_the_brochure_is_blank(paper: Paper, count: int) -> None:
    middle = Paper(landscape=True).points[0] / 2
    for page in signs(samples.brochure(paper, count)):
        for half in (True, False):
            told = "".join(sign.char for sign in page if (sign.left < middle) is half)
            assert any(words in told for words in ("Project", "Foryournotes", "Whatyoucando", "Howtosay")), (
                told
            )


@pytest.mark.parametrize("draw", [samples.where_am_i, samples.arrivals, samples.shopping, samples.brochure])
def test_nothing_is_smaller_than_twelve_points(draw: samples.Draw) -> None:
    assert smallest_type(draw(Paper())) >= 12
    assert smallest_type(draw(Paper(large_print=True))) >= 18
