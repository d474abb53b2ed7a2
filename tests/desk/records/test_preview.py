# mypy: allow-untyped-calls
"""The preview: pages, saving, and a print of the true size."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen import canvas as reportlab_canvas

from mitzvah_desk.desk.records.page_view import PageView
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.documents.layout.raster import page_count, page_size_points
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.outgoing.outgoing import Outgoing
from mitzvah_desk.rules.privacy.disclosure import Audience

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_canvas: Any = reportlab_canvas  # it tells no types


def paper(pages: int = 3) -> bytes:
    kept = BytesIO()
    canvas = _canvas.Canvas(kept, pagesize=(841.89, 595.28))
    for number in range(pages):
        canvas.drawString(100, 100, f"Sheet {number + 1}")
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


@pytest.fixture
def preview(tmp_path: Path, qtbot: QtBot) -> Iterator[Preview]:
    """A preview of three landscape sheets, shown."""
    office = Office.new(tmp_path / "book.mitzvah")
    page = Preview(FileSession(office))
    qtbot.addWidget(page)
    page.show()
    pdf = paper()
    rota = Outgoing("Rota", Audience.COMMITTEE, (), lambda *_: pdf, "Rota of bulbs")
    page.show_job(page.session.check_outgoing(rota))
    yield page
    office.close()


def test_pages_turn_and_stop_at_the_ends(preview: Preview) -> None:
    assert preview._where.text() == "Page 1 of 3"
    for _ in range(5):
        preview.after_action.trigger()
    assert preview._where.text() == "Page 3 of 3"
    assert not preview.after_action.isEnabled()
    preview.before_action.trigger()
    assert preview._where.text() == "Page 2 of 3"


def test_save_writes_the_paper_and_tells(preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.finished):
        preview.save_to(tmp_path / "out.pdf")
    assert page_count((tmp_path / "out.pdf").read_bytes()) == 3


def test_a_folder_that_is_gone_is_told_in_words(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[WorldError] = []
    monkeypatch.setattr(preview.session, "tell_world", lambda error, _: told.append(error))
    preview.save_to(tmp_path / "gone" / "out.pdf")
    assert len(told) == 1


def test_a_print_has_the_size_and_pages_of_the_paper(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "printed.pdf"

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    preview.print_it()
    printed = out.read_bytes()
    assert page_count(printed) == 3
    assert page_size_points(printed, 0) == pytest.approx((841.89, 595.28), abs=1)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_print_that_cannot_begin_is_told_and_not_called_done(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[WorldError] = []
    feet: list[str] = []
    monkeypatch.setattr(preview.session, "tell_world", lambda error, _: told.append(error))
    preview.session.status_message.connect(feet.append)

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "gone" / "out.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    preview.print_it()
    assert len(told) == 1
    assert feet == []


def shown_size(preview: Preview) -> QSize:
    pixmap = preview._sheet.pixmap()
    return pixmap.size() / pixmap.devicePixelRatio()


def test_the_whole_page_is_shown_and_follows_the_window(preview: Preview, qtbot: QtBot) -> None:
    preview._look(PageView.WHOLE)
    for size in ((700, 500), (1000, 420), (420, 700)):
        preview.resize(*size)
        qtbot.waitUntil(lambda: shown_size(preview).width() <= preview._area.width())
        assert shown_size(preview).height() <= preview._area.height()


def test_it_zooms_by_keys_and_back_to_the_whole_page(preview: Preview, qtbot: QtBot) -> None:
    preview._look(PageView.WHOLE)
    with qtbot.waitActive(preview):
        preview.activateWindow()
    preview._area.setFocus()
    before = shown_size(preview).width()
    qtbot.keyClick(preview._area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert shown_size(preview).width() > before
    qtbot.keyClick(preview._area, Qt.Key.Key_W, CTRL_SHIFT)
    assert shown_size(preview).width() == before
    assert preview.fit_action.text() == "Page width"
    qtbot.keyClick(preview._area, Qt.Key.Key_W, CTRL_SHIFT)
    assert preview.fit_action.text() == "Whole page"
    qtbot.keyClick(preview._area, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert preview._view is PageView.WHOLE
    assert not preview.away_action.isEnabled()
