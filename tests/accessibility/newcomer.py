"""What a newcomer makes at her first sitting, and how one sees that all of it is there."""

from contextlib import closing
from pathlib import Path

from mitzvah_desk.documents.layout.raster import extract_page_text
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.queries import list_donations
from mitzvah_desk.office.people.queries import list_people
from mitzvah_desk.office.projects.queries import list_projects

OTHERS = (
    *("ruth cohen", "ben adler", "gila stern", "joe fox"),
    *("tom gold", "eva kahn", "sam rosen", "lea wolf"),
)
PLANTERS = ("ann", "dan", "maya", "noah", "ben", "gila", "joe", "tom", "eva", "sam", "lea")


def check_the_year(home: Path) -> None:
    """Twelve people on three shifts of a project, a donation; its rota and a letter as PDF."""
    rota, letter = _read_page(home, "Rota*.pdf"), _read_page(home, "*etters*.pdf")
    assert "bulbs for the home" in rota
    assert all(name in rota for name in (*PLANTERS, "ruth"))
    assert "12 tins of tomatoes" in " ".join(letter.split())
    with closing(Office.open(next(home.rglob("*.mitzvah")))) as office:
        assert len(office.query(list_people)) == 12
        (project,) = office.query(list_projects, 1)
        assert (project.shifts, project.staffing.asked) == (3, 12)
        assert [row.donor for row in office.query(list_donations, 1)] == ["ruth cohen"]


def _read_page(home: Path, pattern: str) -> str:
    return extract_page_text(next(home.rglob(pattern)).read_bytes(), 0)
