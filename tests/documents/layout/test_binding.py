"""Several papers in one file: every page, every word, and bookmarks that lead to them."""

import io
import warnings
from typing import Any

import pytest
from day_samples import PAPERS_OF_THE_DAY
from paper_reading import letters_of
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from mitzvah_desk.documents.layout.binding import bind_pdfs
from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import page_count

KINDS = ("report", "brief", "sign", "wall")


def read(pdf: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return PdfReader(io.BytesIO(pdf), strict=True)


@pytest.fixture(scope="module")
def parts() -> list[tuple[str, bytes]]:
    return [(f"{kind} (1 0 R) חג", PAPERS_OF_THE_DAY[kind](Paper())) for kind in KINDS]


def test_every_page_and_every_word_is_there_in_its_place(parts: list[tuple[str, bytes]]) -> None:
    bound = bind_pdfs(parts)
    assert letters_of(bound) == "".join(letters_of(content) for _, content in parts)
    reader = read(bound)
    assert len(reader.pages) == sum(page_count(content) for _, content in parts)
    sizes = [page.mediabox for _, content in parts for page in read(content).pages]
    assert [page.mediabox for page in reader.pages] == sizes
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert reader.metadata.title == read(parts[0][1]).metadata.title


def test_each_part_has_a_bookmark_and_its_own_lie_under_it(parts: list[tuple[str, bytes]]) -> None:
    reader = read(bind_pdfs(parts))
    tops = [mark for mark in reader.outline if not isinstance(mark, list)]
    assert [mark.title for mark in tops] == [words for words, _ in parts]
    starts = [reader.get_destination_page_number(mark) for mark in tops]
    counts = [page_count(content) for _, content in parts]
    assert starts == [sum(counts[:number]) for number in range(len(counts))]
    own = [mark.title for mark in read(parts[0][1]).outline]
    assert own[:3] == ["People by project", "Nothing", "What was said"]
    assert [mark.title for mark in reader.outline[1]] == own


def test_a_reference_in_words_is_no_reference() -> None:
    out = io.BytesIO()
    make: Any = Canvas
    canvas = make(out, invariant=1)
    canvas.setTitle("(3 0 R) stays, and \\ (so does) 4 0 R")
    canvas.drawString(72, 72, "Nothing else")
    canvas.save()
    reader = read(bind_pdfs([("One", out.getvalue()), ("Two", out.getvalue())]))
    assert reader.metadata.title == "(3 0 R) stays, and \\ (so does) 4 0 R"
    assert len(reader.pages) == 2
