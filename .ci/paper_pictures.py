"""Draws the small pictures of every paper, from the sample year, that Print shows to choose from.

    python3 .ci/setup.py pictures [PAPER ...]

It writes resources/pictures/papers/<paper>.png anew, of all papers or of those named; each is a sheet of the
sample's own, in a few greys.
"""

import io
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PIL import Image

from mitzvah_desk.documents.layout.paper import Paper
from mitzvah_desk.documents.layout.raster import page_size_points, render_page
from mitzvah_desk.office.core import lookup
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.stock_queries import list_lots
from mitzvah_desk.office.papers.kinds import KINDS, PaperKind, PaperScope, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.rota.attendance.arrivals import Arrive
from mitzvah_desk.office.rota.attendance.expected import list_expected_people
from mitzvah_desk.office.sample.loader import make_sample

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "pictures" / "papers"
MAIN_DAY = date(2026, 11, 22)
ARRIVED = datetime(2026, 11, 22, 10)
NOW = datetime(2026, 11, 22, 10, 30)
LONG_SIDE, GREYS, MOST_BYTES = 300, 16, 12_000


def main(keys: list[str]) -> None:
    """Draws them all, or those of some papers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        office = make_sample(Path(folder) / "sample.mitzvah", day=MAIN_DAY)
        try:
            _prepare(office)
            for kind in [KINDS[key] for key in keys or KINDS]:
                content = _draw(office, kind)
                (FOLDER / f"{kind.key}.png").write_bytes(content)
                print(f"{kind.key:16} {len(content):6,} bytes")
        finally:
            office.close()


def _prepare(office: Office) -> None:
    """Stops a lot and lets people arrive, so that there is something to ring about, and somebody here."""
    office.execute(Recall((office.query(list_lots)[0].id,), "Recalled by its maker"))
    campaign = office.query(lookup.list_campaign_options)[0].id
    expected = office.query(list_expected_people, campaign, MAIN_DAY)
    for row in expected[:24]:
        office.execute(Arrive((row.assignment_id,), ARRIVED))


def _draw(office: Office, kind: PaperKind) -> bytes:
    """The fullest of what the sample year has of a paper."""
    campaign = office.query(lookup.list_campaign_options)[0].id
    asked = PrintRequest(
        campaign,
        audience=kind.audiences[0],
        paper=Paper("A4", kind.landscape),
        sign=SignOptions(words="Welcome to\nMitzvah Day", arrow="left"),
        now=NOW,
    )
    best = b""
    for scope in _scopes(office, kind, campaign):
        job = make_print_job(office, kind.key, replace(asked, scope=scope))
        if job.count and not job.refusals:
            best = max(best, _shrink(job.release().content), key=len)
            if PaperScope.PROJECT not in kind.needs:
                break
    if not best:
        raise SystemExit(f"The sample year has nothing for {kind.title}.")
    return best


def _scopes(office: Office, kind: PaperKind, campaign: int) -> list[PrintScope]:
    """Of what it may be: everything, each project, or each person."""
    projects = [PrintScope(option.id) for option in office.query(lookup.list_project_options, campaign)]
    if PaperScope.PROJECT in kind.needs:
        return projects
    people = [PrintScope(person_id=option.id) for option in office.query(lookup.list_person_options)]
    return [PrintScope(), *(people if PaperScope.LIST in kind.takes else ())]


def _shrink(pdf: bytes) -> bytes:
    """The first page as a small picture; the greys are few, so that it stays small."""
    size = page_size_points(pdf, 0)
    page = render_page(pdf, 0, 72 * 4 * LONG_SIDE / max(size))
    image = Image.frombuffer("RGB", (page.width, page.height), page.data, "raw", "BGRX", page.stride, 1)
    scale = LONG_SIDE / max(image.size)
    small = image.resize(
        (round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS
    ).convert("L")
    greys = GREYS
    while True:
        out = io.BytesIO()
        small.quantize(greys, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if len(out.getvalue()) <= MOST_BYTES or greys <= 4:
            return out.getvalue()
        greys //= 2


if __name__ == "__main__":
    main(sys.argv[1:])
