"""The window of an import: the file and its columns, then every row's fate, then what came of it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mitzvah_desk.desk.importing.columns import ColumnsPage
from mitzvah_desk.desk.importing.mend_row import MendRowDialog
from mitzvah_desk.desk.importing.preview import PreviewPage
from mitzvah_desk.desk.records.exporting import save_as
from mitzvah_desk.desk.session.file_dialogs import FolderOf, ask_open_path
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.session.tasks import Progress, TaskBar
from mitzvah_desk.desk.widgets.dialog_parts import make_icon_button
from mitzvah_desk.desk.widgets.labels import ElidedLabel, make_label
from mitzvah_desk.desk.widgets.pages import Scroller
from mitzvah_desk.exchange.tables_in import TableSheet
from mitzvah_desk.model import ImportOf
from mitzvah_desk.office.core.actions import Done
from mitzvah_desk.office.core.office import Office, WorldError
from mitzvah_desk.office.importing.accept import Import, dry_run
from mitzvah_desk.office.importing.composer import Prepared
from mitzvah_desk.office.importing.existing_records import read_existing_records
from mitzvah_desk.office.importing.plan import REJECTED, Decision, ImportPlan, RowFate, RowOutcome
from mitzvah_desk.office.importing.preview import compose_plan, prepare_import
from mitzvah_desk.office.importing.source import UnreadableError, export_rejected_rows, load_sheets
from mitzvah_desk.rules.plurals import count_noun


@dataclass(frozen=True, slots=True)
class Planned:
    """A file looked at: what would become of each row, with what the user decided."""

    prepared: Prepared
    plan: ImportPlan
    decisions: dict[int, Decision]


def plan_import(
    office: Office, prepared: Prepared, decisions: dict[int, Decision], progress: Progress
) -> Planned:
    """Makes the plan, and asks the rota's checks where people are put on shifts."""
    plan = compose_plan(prepared, decisions, None, progress.step)
    against = dry_run(office, plan, progress.step)
    return Planned(
        prepared, compose_plan(prepared, decisions, against, progress.step) if against else plan, decisions
    )


FILES = "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods *.vcf *.eml *.mbox);;All files (*)"


class ImportDialog(QDialog):
    """Takes a list in.

    Attributes:
        columns: the page of the file and its columns.
        preview: the page of every row's fate.
        next: the button that goes on.
    """

    def __init__(
        self, session: FileSession, kind: ImportOf | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = session.runner()
        self._leaving = False
        self.finished.connect(self._stop)
        self._prepared: Prepared | None = None
        self._decisions: dict[int, Decision] = {}
        self._wanted: dict[int, Decision] = {}
        self._plan: ImportPlan | None = None
        self._path: Path | None = None
        self._taking = False
        self.setWindowTitle("Import a list")
        self.setAcceptDrops(True)
        self.columns = ColumnsPage(session, kind)
        self.columns.wanted.connect(self._choose)
        self.columns.lettered.connect(self._read_again)
        self.columns.changed.connect(self._offer)
        self.preview = PreviewPage(session)
        self.preview.decided.connect(self._decide)
        self.preview.mending.connect(self._mend)
        self._done_words = make_label("", "heading", wraps=True)
        self._done_more = make_label("", "muted", wraps=True)
        self._done_others = make_label("", wraps=True)
        done = QWidget()
        inside = QVBoxLayout(done)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._done_words)
        inside.addWidget(self._done_more)
        inside.addWidget(self._done_others)
        inside.addStretch(1)
        self.pages = QStackedWidget()
        for page in (self.columns, self.preview, done):
            self.pages.addWidget(page)
        self._title = ElidedLabel("Import a list", "title")
        self._summary = ElidedLabel("", "")
        self.back = make_icon_button("&Back", "arrow-left", self._back)
        self.save = make_icon_button("&Save the rows that stay out…", "download", self._save)
        self.next = make_icon_button("&Next", "check", self._next)
        self.next.setProperty("role", "primary")
        self.close_button = make_icon_button("&Close", "x", self.close)
        em = self.fontMetrics().height()
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.back, self.save, self.next, self.close_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.setSpacing(em // 2)
        layout.addWidget(self._title)
        layout.addWidget(Scroller(self.pages), 1)
        layout.addWidget(TaskBar(self._runner))
        layout.addWidget(self._summary)
        layout.addLayout(foot)
        self.resize(parent.window().size() * 0.92 if parent is not None else self.sizeHint())
        self._offer()
        self.columns.choose.setFocus()

    def read(self, path: Path, letters: str = "") -> None:
        """Reads a file beside the window, and shows its columns; ``letters`` is its code page, if known."""
        self._path = path

        def work(progress: Progress) -> tuple[TableSheet, ...] | str:
            try:
                return load_sheets(path, letters, progress.step)
            except UnreadableError as error:
                return str(error)

        def done(found: tuple[TableSheet, ...] | str) -> None:
            if isinstance(found, str):
                self.columns.show_problem(f"{path.name}: {found}")
            else:
                self.columns.show_file(path.name, found)
                self.next.setFocus()

        def stopped() -> None:
            self.columns.show_problem(
                f"{path.name} was not read, as you stopped it. Choose it again, or another."
            )
            self.columns.choose.setFocus()

        self.columns.show_problem("")
        self._runner.run(f"Reading {path.name}", work, done, failed=self._tell, stopped=stopped)

    def _read_again(self, letters: str) -> None:
        if self._path is not None:
            self.read(self._path, letters)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: a file may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: a file was dropped here."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile() and self.pages.currentWidget() is self.columns:
            self.read(Path(urls[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closing closes, on every page; what is being taken in is stopped first."""
        if self._taking:
            self._runner.cancel()
            event.ignore()
            return
        self._leaving = True
        super().closeEvent(event)

    def reject(self) -> None:
        """Qt: Esc goes from the rows back to the columns, and closes elsewhere."""
        if self._taking:
            self._runner.cancel()
        elif self.pages.currentWidget() is self.preview and not self._leaving:
            self._back()
        else:
            super().reject()

    def _stop(self) -> None:
        """Work that nobody waits for any more stops."""
        self._runner.close()
        self._runner.deleteLater()

    def _choose(self) -> None:
        path = ask_open_path(self, "Choose a list", FILES, FolderOf.LISTS)
        if path is not None:
            self.read(path)

    def _next(self) -> None:
        if self.pages.currentWidget() is self.columns:
            self._prepare()
        elif self.pages.currentWidget() is self.preview:
            self._accept()
        else:
            others = self.columns.find_next_sheet()
            self._back()
            if others is not None:
                self.columns.choose_sheet(others[0])
                self.next.setFocus()

    def _prepare(self, *, again: bool = False) -> None:
        source = self.columns.source
        if source is None:
            return
        office, campaign = self._session.office, self._session.campaign_id

        wanted = dict(self._wanted) if again else {}

        def work(progress: Progress) -> Planned:
            prepared = prepare_import(source, office.query(read_existing_records, campaign), progress.step)
            return plan_import(office, prepared, wanted, progress)

        among = "the goods" if source.kind is ImportOf.ITEMS else "everybody in the book"
        words = f"Looking for {count_noun(len(source.rows), source.sheet.row_noun)} among {among}"
        self._runner.run(words, work, self._show_again if again else self._show, failed=self._tell)

    def _mend(self, row: RowFate) -> None:
        """Asks for a row's cells, and looks at the file again with them; what was decided stands."""
        source = self.columns.source
        if source is None:
            return
        dialog = MendRowDialog(source, row, self)

        def mended(cells: tuple[str, ...]) -> None:
            self.columns.source = source.with_row(row.id, cells)
            self._prepare(again=True)

        dialog.mended.connect(mended)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, found: Planned) -> None:
        """Shows a file that was looked at for the first time."""
        self._wanted = {}
        self.preview.show_only.setCurrentIndex(0)
        self._show_again(found)
        self.pages.setCurrentWidget(self.preview)
        self._offer()
        self.preview.list.start()

    def _show_again(self, found: Planned) -> None:
        self._prepared, self._plan, self._decisions = found.prepared, found.plan, found.decisions
        source = found.prepared.source
        self.preview.bar.speak_of(source.kind, source.sheet.row_noun)
        self.preview.show_plan(found.plan)
        self._offer()

    def _decide(self, decided: dict[int, Decision | None]) -> None:
        """Makes the plan anew with what was decided; the one that is shown stands until then."""
        office, prepared = self._session.office, self._prepared
        if prepared is None:
            return
        wishes = {**self._wanted, **decided}
        self._wanted = {line: each for line, each in wishes.items() if each is not None}
        wanted = dict(self._wanted)

        def back(error: WorldError | None = None) -> None:
            self._wanted = dict(self._decisions)
            self._offer()
            if error is not None:
                self._tell(error)

        self.next.setEnabled(False)
        self._runner.run(
            "Looking at the rows again",
            lambda progress: plan_import(office, prepared, wanted, progress),
            self._show_again,
            failed=back,
            stopped=back,
        )

    def _accept(self) -> None:
        plan = self._plan
        if plan is None or self._wanted != self._decisions:
            return
        self._taking = True
        self._offer()
        self._session.execute_in_background(
            self._runner,
            f"Taking in {count_noun(plan.count(RowOutcome.NEW, RowOutcome.UPDATE), plan.row_noun)}",
            lambda progress: Import(plan, progress.step),
            lambda done: self._taken(plan, done),
            self,
        )

    def _taken(self, plan: ImportPlan, done: Done | None) -> None:
        self._taking = False
        if done is None:  # refused, or stopped: it can be tried again
            self._offer()
            return
        taken = plan.count(RowOutcome.NEW, RowOutcome.UPDATE)
        out = plan.count(*REJECTED)
        was = "was" if taken == 1 else "were"
        name = self.columns.source.name if self.columns.source else ""
        self._done_words.setText(f"{count_noun(taken, plan.row_noun)} {was} taken in from {name}.")
        others = self.columns.find_next_sheet()
        self._done_others.setText(others[1] if others else "")
        self._done_more.setText(
            f"In the file already: {plan.count(RowOutcome.SAME):,}. Stayed out: {out:,}"
            + (": save them as a file, put them right there, and import that file." if out else ".")
            + " Undo (Ctrl+Z) takes the whole import back."
        )
        self.pages.setCurrentIndex(2)
        self._offer()
        (self.next if others else self.close_button).setFocus()

    def _back(self) -> None:
        self._runner.drop()
        self.pages.setCurrentWidget(self.columns)
        self._offer()

    def _save(self) -> None:
        if self._plan is not None and self._prepared is not None:
            source = self._prepared.source
            rejected = export_rejected_rows(source, self._plan.rejected)
            save_as(self._session, self, rejected, "csv", "CSV (*.csv)")

    def _offer(self) -> None:
        """Shows the buttons of the page, and what they would do."""
        page, plan, source = self.pages.currentIndex(), self._plan, self.columns.source
        self.back.setVisible(page == 1)
        self.pages.setEnabled(not self._taking)
        self.back.setEnabled(not self._taking)
        self.save.setVisible(page > 0 and plan is not None and bool(plan.rejected))
        self._title.setText("Done" if page == 2 else "Import a list")
        self._title.setHidden(page == 1)  # the list has its own
        others = self.columns.find_next_sheet()
        self._summary.setText(" ".join((plan.summary, others[1] if others else "")) if plan else "")
        self._summary.setVisible(page == 1)
        if page == 0:
            self.next.setText(f"&Next: look at every {source.sheet.row_noun if source else 'row'}")
            self.next.setEnabled(source is not None and bool(source.matched) and bool(source.rows))
        elif page == 1:
            taken = plan.count(RowOutcome.NEW, RowOutcome.UPDATE) if plan is not None else 0
            self.next.setText(f"&Take in {count_noun(taken, plan.row_noun if plan else 'row')}")
            self.next.setEnabled(taken > 0 and not self._taking and self._wanted == self._decisions)
        else:
            self.next.setText("&Next: the organisations" if others else "&Import another list")
            self.next.setEnabled(True)

    def _tell(self, error: WorldError) -> None:
        self._session.tell_world(error, self)
