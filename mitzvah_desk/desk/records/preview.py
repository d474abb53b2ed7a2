"""Shows a paper as it will be printed; prints it at 100 %; saves it as PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMarginsF, QObject, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mitzvah_desk.desk.records.gate_panel import GatePanel
from mitzvah_desk.desk.records.page_view import PageView
from mitzvah_desk.desk.session.file_dialogs import ask_save_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import TaskBar
from mitzvah_desk.desk.widgets.flow import FlowLayout
from mitzvah_desk.desk.widgets.headings import PaperScroller
from mitzvah_desk.desk.widgets.labels import make_action, make_action_button, make_label
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.office.core.office import WorldError
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing
from mitzvah_desk.office.outgoing.outgoing import Released, save_released
from mitzvah_desk.office.outgoing.write_all import Leaving, write_all
from mitzvah_desk.rules.findings import info_finding
from mitzvah_desk.rules.plurals import count_noun

_POINTS = 72


class Preview(QWidget):
    """A finished paper, page by page.

    Attributes:
        writer: writes several papers into a folder, beside the window.
        pages: how many pages it has.

    Signals:
        turned: another page is shown, counted from 0.
        finished: it was printed or saved.
    """

    finished = Signal()
    turned = Signal(int)

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._released: Released | None = None
        self._page = 0
        self.pages = 0
        self._runner = session.runner()
        self.writer = session.runner()
        self.destroyed.connect(self._runner.drop)  # a dialog may be closed while its paper is drawn
        self.findings = FindingsBar()
        self.gate = GatePanel(session)
        self._sheet = make_label("")
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setAccessibleName("The paper as it will be printed")
        self._where = make_label("", "muted")
        self._area = PaperScroller()
        self._area.setWidget(self._sheet)
        self._area.setAccessibleName("Preview")
        self._area.installEventFilter(self)
        self.before_action = self._action("Page before", "chevron-left", "PgUp", lambda: self._turn(-1))
        self.after_action = self._action("Next page", "chevron-right", "PgDown", lambda: self._turn(1))
        self.print_action = self._action("Print…", "printer", "Ctrl+P", self.print_it)
        self.save_action = self._action("Save as PDF…", "download", "Ctrl+S", self.save_as)
        self.fit_action = self._action("Whole page", "file-text", "Ctrl+Shift+W", self._fit)
        self.away_action = self._action("Smaller", "zoom-out", "Ctrl+-", lambda: self._zoom(-1))
        self.nearer_action = self._action("Larger", "zoom-in", "Ctrl++", lambda: self._zoom(1))
        self.nearer_action.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._view = PageView.read()
        bar = FlowLayout()
        for action in (self.before_action, self.after_action):
            bar.addWidget(make_action_button(action, words=False))
        bar.addWidget(self._where)
        for action in (self.fit_action, self.away_action, self.nearer_action):
            bar.addWidget(make_action_button(action, words=action is self.fit_action))
        bar.addWidget(make_action_button(self.save_action))
        bar.addWidget(make_action_button(self.print_action, primary=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(TaskBar(self._runner))
        layout.addWidget(TaskBar(self.writer))
        layout.addWidget(self.findings)
        layout.addWidget(self.gate, 1)
        layout.addWidget(self._area, 1)
        self.show_job(None)

    @property
    def pdf(self) -> bytes:
        """The paper that is shown; empty where there is none."""
        return self._released.content if self._released else b""

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: in a dialog one begins with the paper, not on a button that comes and goes."""
        super().showEvent(event)
        if isinstance(self.window(), QDialog) and not self._area.isHidden():
            self._area.setFocus()

    def show_job(self, job: CheckedOutgoing | None) -> None:
        """Draws a paper beside the window and shows its first page; nothing where there is none.

        One that may not leave is not drawn: what keeps it in is told in its place, and can be put right.
        """
        refusals = job.refusals if job is not None else ()
        self.gate.setVisible(bool(refusals))
        self._area.setVisible(not refusals)
        self.gate.show_obstacles(refusals)
        if job is None or refusals:
            self._runner.drop()
            self._take(None)
            return
        self._runner.run(
            f"Drawing {job.name}",
            lambda progress: job.release(progress.step),
            self._take,
            failed=lambda error: self.session.tell_world(error, self),
        )

    def _take(self, released: Released | None) -> None:
        self._released = released
        self._page = 0
        if released is not None:
            from mitzvah_desk.documents.layout.raster import page_count

            self.pages = page_count(released.content)
        self.findings.set_findings(released.findings if released else ())
        for action in (self.print_action, self.save_action):
            action.setEnabled(released is not None)
        self._turn(0)

    def ask_for(self, sentence: str) -> None:
        """Shows no paper but what is still to be chosen for it."""
        self.show_job(None)
        self.findings.set_findings((info_finding("print.choose", "", sentence, ""),))

    def save_as(self) -> None:
        """Asks where, and saves the paper there."""
        if self._released is None:
            return
        path = ask_save_path(self, "Save as PDF", f"{self._released.name}.pdf", "PDF (*.pdf)")
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Saves the paper; says in plain words where it cannot."""
        if self._released is None:
            return
        try:
            save_released(path, self._released)
        except WorldError as error:
            self.session.tell_world(error, self)
            return
        self.session.note_left(self._released.note)
        self.session.status_message.emit(f"Saved {path.name} in {path.parent}")
        self.finished.emit()

    def write_pack(self, pack: Sequence[Leaving], folder: Path) -> None:
        """Writes papers that belong together into a folder; says in plain words where it cannot.

        Where one of them may not leave, none is written, and it is shown with what keeps it in.
        """
        refused = next((part for each in pack for part in each.parts if part.refusals), None)
        if refused is not None:
            self.show_job(refused)
            self.session.status_message.emit(f"Nothing was written: {refused.name} may not leave yet.")
            return
        count = count_noun(len(pack), "file")
        self.writer.run(
            f"Writing {count} into {folder.name}",
            lambda progress: write_all(pack, folder, "pdf", progress.step),
            lambda written: self._note_pack(pack[: len(written)], f"Wrote {count} into {folder}"),
            failed=lambda error: self.session.tell_world(error, self),
            stopped=lambda: self.session.status_message.emit(
                f"Stopped. What was written until then is in {folder}"
            ),
        )

    def _note_pack(self, written: Sequence[Leaving], words: str) -> None:
        self.session.note_left(*(note for each in written for note in each.notes))
        self.session.status_message.emit(words)

    def print_it(self) -> None:
        """Prints through the system's dialog, every page at its own size."""
        if self._released is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from mitzvah_desk.documents.layout.raster import page_size_points, render_page

        width, height = page_size_points(self.pdf, 0)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
        printer.setPageSize(size)
        landscape = width > height
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        )
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        printer.setFromTo(1, self.pages)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or self.pages
        dpi = min(printer.resolution(), 300)
        painter = QPainter(printer)
        if not painter.isActive():
            text = f"{self._released.name} could not be printed."
            self.session.tell_world(WorldError(text, "Choose another printer, or save it as PDF."), self)
            return
        for number in range(first - 1, min(last, self.pages)):
            if number > first - 1:
                printer.newPage()
            raster = render_page(self.pdf, number, dpi)
            image = QImage(
                raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32
            )
            wide, high = page_size_points(self.pdf, number)
            scale = printer.resolution() / _POINTS
            painter.drawImage(QRect(0, 0, round(wide * scale), round(high * scale)), image)
        painter.end()
        self.session.note_left(self._released.note)
        self.session.status_message.emit(f"Sent {self._released.name} to the printer")
        self.finished.emit()

    def _turn(self, step: int) -> None:
        if self._released is None:
            self._sheet.setPixmap(QPixmap())
            self._sheet.setText("Choose what to print.")
            self._where.setText("")
            self._tell_view()
            self.before_action.setEnabled(False)
            self.after_action.setEnabled(False)
            return
        from mitzvah_desk.documents.layout.raster import page_size_points, render_page

        self._page = min(max(self._page + step, 0), self.pages - 1)
        ratio = self.devicePixelRatioF()
        size = page_size_points(self.pdf, self._page)
        width = size[0]
        room = self._area.size() - QSize(1, 1) * self.fontMetrics().height()
        shown = self._view.page_width(size, room)
        self._tell_view()
        raster = render_page(self.pdf, self._page, shown / width * _POINTS * ratio)
        image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self._sheet.setPixmap(pixmap)
        self._where.setText(f"Page {self._page + 1} of {self.pages}")
        self.before_action.setEnabled(self._page > 0)
        self.after_action.setEnabled(self._page < self.pages - 1)
        self._area.verticalScrollBar().setValue(0)
        self.turned.emit(self._page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a page that is shown whole, or as wide as there is room, follows the room there is."""
        if watched is self._area and event.type() == QEvent.Type.Resize and self._view.fits:
            QTimer.singleShot(0, self, self._follow)
        return super().eventFilter(watched, event)

    def show_part(self, number: int, of: int, words: str) -> None:
        """Turns to one of several parts: its page where each has one, else the next page with its words.

        Args:
            number: which part, counted from 0.
            of: how many parts there are.
            words: what stands on its first page.
        """
        from mitzvah_desk.documents.layout.raster import extract_page_text

        if self._released is None:
            return
        page = number
        while self.pages != of and page < self.pages and words not in extract_page_text(self.pdf, page):
            page += 1
        self._turn(page - self._page)

    def _follow(self) -> None:
        if self._released is not None:
            self._turn(0)

    def _fit(self) -> None:
        """The whole page; pressed there, as wide as there is room."""
        self._look(PageView.WIDE if self._view is PageView.WHOLE else PageView.WHOLE)

    def _zoom(self, step: int) -> None:
        self._look(self._view.step(step))

    def _look(self, view: PageView) -> None:
        self._view = view
        view.save()
        self._turn(0)

    def _tell_view(self) -> None:
        other = PageView.WIDE if self._view is PageView.WHOLE else PageView.WHOLE
        self.fit_action.setText(other.words)
        there = self._released is not None
        for action, step in ((self.away_action, -1), (self.nearer_action, 1)):
            action.setEnabled(there and self._view.step(step) is not self._view)
        self.fit_action.setEnabled(there)

    def share_keys(self, page: QWidget) -> None:
        """Lets the keys for printing and saving work wherever the keyboard is on a page."""
        page.addActions([self.print_action, self.save_action])

    def _action(self, text: str, icon_name: str, key: str, slot: Callable[[], object]) -> QAction:
        action = make_action(self, icon_name, text, slot, key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action
