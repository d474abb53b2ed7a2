import subprocess
import sys

import paper_samples as samples
import pytest

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count, page_size_points, render_page
from mitzvah_desk.documents.rota import render_project_rota


def test_a_page_as_pixels_for_a_screen() -> None:
    pdf = render_project_rota(samples.rota(), Paper())
    image = render_page(pdf, 0, 72)
    assert (image.width, image.height) == (596, 842)
    assert image.stride >= 4 * image.width
    assert len(image.data) == image.stride * image.height
    assert image.data[:3] == b"\xff\xff\xff"
    assert min(image.data) < 60


def test_a_page_that_is_not_there() -> None:
    pdf = render_project_rota(samples.rota(), Paper())
    for ask in (extract_page_text, page_size_points):
        with pytest.raises(IndexError, match="no page 100"):
            ask(pdf, 99)
    with pytest.raises(IndexError):
        render_page(pdf, -1, 72)
    assert page_count(pdf) == 2


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "('reportlab', 'PIL', 'uharfbuzz')"
    code = f"import sys, mitzvah_desk.documents; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
