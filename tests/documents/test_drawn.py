"""What is drawn and not written: codes to be scanned, and lines to part things or to write on."""

import paper_samples as samples
import pytest
import segno
from day_samples import PAPERS_OF_THE_DAY
from paper_pixels import DARK, lines_across, page_pixels
from paper_samples import PRINTED

from mitzvah_desk.documents.layout.letterhead import Letterhead
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.letters import render_thank_you_letters
from mitzvah_desk.documents.rota import render_project_rota
from mitzvah_desk.documents.signs import HallSign, render_signs
from mitzvah_desk.rules.privacy.disclosure import Audience

WIDE, CERTIFICATE = 0.83, 0.32
"""The text's width of an A4 sheet; the line above the signature."""


@pytest.mark.parametrize("text", ["https://example.org", "https://example.org/?q=" + "גלידה " * 20])
def test_a_code_is_drawn_as_it_is_to_be_scanned(text: str) -> None:
    pdf = render_signs([HallSign((), code=text)], Letterhead(), Paper(), printed_at=PRINTED)
    image = page_pixels(pdf).point(lambda shade: 255 if shade < DARK else 0)
    first = image.getbbox()
    assert first is not None
    left, top, right, _ = first
    modules = [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
    side = (right - left) / len(modules)
    middles = [int((n + 0.5) * side) for n in range(len(modules))]
    seen = [[image.getpixel((left + x, top + y)) == 255 for x in middles] for y in middles]
    assert seen == modules


@pytest.mark.parametrize(
    ("kind", "wide"),
    [("sign-in", 3), ("schedule", 4), ("emergency", 4), ("wall", 4), ("brief", 14), ("report", 2)],
)
def test_lines_part_what_stands_on_a_paper(kind: str, wide: int) -> None:
    found = lines_across(page_pixels(PAPERS_OF_THE_DAY[kind](Paper())))
    assert sum(length == pytest.approx(WIDE, abs=0.01) for length in found) == wide


def test_there_are_lines_to_write_on() -> None:
    for_walk_ins = lines_across(page_pixels(PAPERS_OF_THE_DAY["sign-in"](Paper())))
    assert sum(length < 0.2 for length in for_walk_ins) > 10
    certificate = lines_across(page_pixels(PAPERS_OF_THE_DAY["certificate"](Paper())))
    assert sum(length == pytest.approx(CERTIFICATE, abs=0.01) for length in certificate) == 1


def test_a_rota_and_a_letter_have_their_rules() -> None:
    rota = render_project_rota(samples.rota(), Paper())
    letter = render_thank_you_letters(
        (samples.letter("Ann Cohen"),),
        samples.HEAD,
        Paper(),
        printed_at=PRINTED,
        audience=Audience.COMMITTEE,
    )
    for pdf, least in ((rota, 5), (letter, 1)):
        found = lines_across(page_pixels(pdf))
        assert sum(length > 0.75 for length in found) >= least
