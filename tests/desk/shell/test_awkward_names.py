"""Names that look like mark-up, formulas or another script: as they were typed, everywhere."""

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot
from small_book import Book

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.shell.area_entries import ENTRIES
from mitzvah_desk.desk.shell.main import Desk
from mitzvah_desk.documents.layout.raster import extract_page_text, page_count
from mitzvah_desk.model import Purpose
from mitzvah_desk.office.core.office import Office
from mitzvah_desk.office.goods.donations import DonationEntry, Receive
from mitzvah_desk.office.lists.full_export import export_people
from mitzvah_desk.office.papers.kinds import KINDS, PaperScope, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope, SignOptions
from mitzvah_desk.office.rota.assignments import Assign
from mitzvah_desk.rules.privacy.disclosure import Audience
from tests.gate import release_bytes

MARK_UP, FORMULA, HEBREW = "O'Brien & <b>Sons</b>", "=cmd|' /C calc'!A0", "רחל כהן"
LONG = "Featherstonehaugh-" * 11 + "Wa"
NAMES = [MARK_UP, FORMULA, HEBREW, LONG]
TEN = datetime(2026, 11, 22, 10)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which everything has such a name."""
    path = tmp_path_factory.mktemp("names") / "start.mitzvah"
    with closing(Office.new(path)) as office:
        book = Book(FileSession(office))
        campaign = book.add("campaign", name=MARK_UP, main_day=TEN.date())
        role = book.add("role", name=MARK_UP)
        for name in NAMES:
            fill(book, campaign, role, name)
    return path


def fill(book: Book, campaign: int, role: int, name: str) -> None:
    """Adds a household, a person, a partner, a place and a project of a name, and what hangs on them."""
    home = book.add("household", name=name, address=f"1 {name}")
    person = book.add("person", family=name, household_id=home, note=name, diet=name)
    agreed = {"purpose": Purpose.PHOTO, "given": True, "given_on": date(2026, 1, 1), "how": name}
    book.add("permission", person_id=person, **agreed)
    partner = book.add("partner", name=name, what=name, address=name, visiting_rules=name)
    place = book.add("place", name=name, address=name)
    project = book.add("project", campaign_id=campaign, title=name, summary=name, place_id=place)
    book.add("project_partner", project_id=project, partner_id=partner)
    times = {"starts_at": TEN, "ends_at": TEN.replace(hour=12)}
    shift = book.add("shift", project_id=project, role_id=role, maximum=5, note=name, **times)
    for action in (
        Assign(shift, (person,)),
        Receive(campaign, (DonationEntry(3, item_name=name),), TEN, donor=("person", person)),
    ):
        book.session.office.execute(action, MARK_UP)
    book.add("quotation", campaign_id=campaign, person_id=person, words=name, may_print=True)


@pytest.fixture
def office(start: Path, tmp_path: Path) -> Iterator[Office]:
    with closing(Office.open(Path(shutil.copy(start, tmp_path / "names.mitzvah")))) as book:
        yield book


@pytest.fixture
def desk(start: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path = Path(shutil.copy(start, tmp_path / "names.mitzvah"))
    window = Desk(user_name=MARK_UP)
    qtbot.addWidget(window)
    window.show()
    assert window.open_file(path)
    assert window.session is not None
    window.session.choose_campaign(1)
    yield window
    window.close_file()


def texts(page: QWidget) -> list[str]:
    """What lists of a page say."""
    found = []
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        rows = model.rowCount() if model is not None else 0  # type: ignore[redundant-expr]  # a popup has none
        for row in range(rows):
            found += [str(model.index(row, column).data()) for column in range(model.columnCount())]
    return found


def assert_plain(page: QWidget) -> None:
    """Nothing shows or explains a name as mark-up."""
    for label in page.findChildren(QLabel):
        if "<b>" in label.text():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    for widget in page.findChildren(QWidget):
        assert "<b>Sons" not in widget.toolTip() or "&lt;" in widget.toolTip(), widget.toolTip()
    for button in page.findChildren(QAbstractButton):
        assert "O'Brien & <" not in button.text() or "&&" in button.text(), button.text()


def test_every_list_shows_them_as_typed(desk: Desk) -> None:
    for entry in ENTRIES:
        desk.go_to(entry.key)
        page = desk.area(entry.key)
        assert page.isVisible()
        assert_plain(page)
        if entry.key in {"projects", "people", "goods", "partners", "letters"}:
            told = "\n".join(texts(page))
            for name in NAMES:
                assert name in told, (entry.key, name)


@pytest.mark.parametrize("record", ["project", "person", "household", "partner", "item"])
def test_every_page_shows_them_as_typed(desk: Desk, record: str) -> None:
    for number in range(1, len(NAMES) + 1):
        desk.show_record(record, number)
        assert_plain(desk)


@pytest.mark.parametrize("key", list(KINDS))
def test_every_paper_prints_them(office: Office, key: str) -> None:
    kind = KINDS[key]
    for number, name in enumerate(NAMES, 1):
        project = number if PaperScope.PROJECT in (*kind.needs, *kind.takes) else None
        audience = min(kind.audiences, key=lambda each: each is not Audience.COMMITTEE)
        job = make_print_job(
            office,
            key,
            PrintRequest(
                1,
                scope=PrintScope(project_id=project),
                audience=audience,
                sign=SignOptions(words=name),
                now=TEN,
            ),
        )
        if job.findings and job.findings[0].rule == "print.nothing":
            continue
        pdf = job.release().content
        told = "".join("".join(extract_page_text(pdf, page) for page in range(page_count(pdf))).split())
        assert "&amp;" not in told
        assert "&lt;" not in told
        if project is not None and name in {MARK_UP, FORMULA}:
            assert "".join(name.split()) in told, (key, name)


def test_the_export_has_them_and_runs_no_formula(office: Office) -> None:
    rows = list(
        csv.reader(io.StringIO(release_bytes(office, office.query(export_people, "csv")).decode("utf-8-sig")))
    )
    cells = [cell for row in rows for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    for name in NAMES:
        assert any(name in cell for cell in cells)
