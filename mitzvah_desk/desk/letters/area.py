"""The Letters area: who is owed thanks, the letters themselves, and who was thanked how."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mitzvah_desk.desk import theme
from mitzvah_desk.desk.area import AreaPage
from mitzvah_desk.desk.bridge import Bridge
from mitzvah_desk.desk.listing import offer
from mitzvah_desk.desk.preview import Preview
from mitzvah_desk.desk.widgets.listpage import ListPage
from mitzvah_desk.desk.widgets.notice import FindingsBar
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.model import ThankedHow
from mitzvah_desk.office.actions import Area
from mitzvah_desk.office.editing import Remove
from mitzvah_desk.office.printing import thank_you_letters
from mitzvah_desk.office.thanks import Key, RecordThanks, Thanks, ledger
from mitzvah_desk.rules.findings import Finding, info
from mitzvah_desk.rules.parsing import show_date

COLUMNS: tuple[Column[Thanks], ...] = (
    Column("name", "Addressee", lambda t: t.name, width_chars=30),
    Column("why", "For", lambda t: "; ".join(t.reasons), width_chars=60),
    Column(
        "address",
        "Address",
        lambda t: ", ".join(t.address) or "no address",
        lambda t: not t.address,
        width_chars=22,
        icon=lambda t: "" if t.address else "alert-triangle",
    ),
    Column(
        "on",
        "Thanked",
        lambda t: show_date(t.thanked_on) or "not yet",
        lambda t: t.thanked_on,
        width_chars=12,
    ),
    Column("how", "How", lambda t: str(t.how or ""), width_chars=10),
)


class LettersArea(AreaPage):
    """The thank-you ledger of the chosen campaign."""

    watches = frozenset(Area)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._lines: list[Thanks] = []
        self._shown = "all"
        self._in_preview: tuple[Key, ...] = ()
        self._previewed_in: int | None = None
        self.list: ListPage[Thanks] = ListPage(
            "letters",
            "Letters of thanks",
            COLUMNS,
            bridge.memory,
            noun=("addressee", "addressees"),
            empty=(
                "Nobody is owed thanks yet.",
                "Whoever serves or gives in this campaign appears here by themselves.",
            ),
        )
        self.list.opened.connect(self._open)
        offer(bridge, self.list)
        self.list.add_choice(
            "Show",
            [
                ("all", "All"),
                ("owed", "Still owed"),
                ("thanked", "Thanked"),
                ("no address", "Without address"),
            ],
            self._show_only,
        )
        back = QAction(theme.icon("x"), "Not thanked after all", self)
        back.triggered.connect(self._take_back)
        self.list.add_action(back)
        self.mark_action = QAction(theme.icon("check"), "Mark as thanked", self)
        self.mark_action.triggered.connect(lambda: self.mark(ThankedHow.PRINTED))
        button = self.list.add_action(self.mark_action)
        menu = QMenu(button)
        for how in ThankedHow:
            menu.addAction(str(how).capitalize()).triggered.connect(self._marker(how))
        button.setMenu(menu)
        self.preview_action = QAction(theme.icon("eye"), "Preview the letters", self)
        self.preview_action.setShortcut(QKeySequence("Ctrl+P"))
        self.preview_action.triggered.connect(self.preview_letters)
        self.list.add_action(self.preview_action, primary=True)
        self.findings = FindingsBar()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.findings)
        layout.addWidget(self.list, 1)
        self.preview = Preview(bridge)
        self.paper = RecordPage("Letters")
        self.paper.set_head("Letters of thanks")
        self.paper.add_tab("Preview", self.preview)
        done = QAction(theme.icon("check"), "Mark these as thanked (printed)", self)
        done.triggered.connect(self._mark_previewed)
        self.paper.add_action(done)
        self.paper.left.connect(self.back)
        self.addWidget(page)
        self.addWidget(self.paper)
        self._page = page

    def reload(self) -> None:
        """Reads the ledger again."""
        campaign = self.bridge.campaign_id
        self._lines = self.bridge.office.ask(ledger, campaign) if campaign is not None else []
        self.findings.set_findings(_missing(self._lines))
        self._fill()

    def preview_letters(self) -> None:
        """Shows the letters to the chosen addressees, or to everybody still owed one."""
        campaign = self.bridge.campaign_id
        if campaign is None:
            return
        chosen = self._chosen()
        only = [line.key for line in chosen] if len(chosen) > 1 else None
        job = thank_you_letters(self.bridge.office, campaign, only=only)
        self._in_preview, self._previewed_in = job.keys, campaign
        if not job.count:
            self.bridge.told.emit("Everybody has been thanked already.")
            return
        self.paper.set_head("Letters of thanks", f"{job.count} letters")
        self.setCurrentWidget(self.paper)
        self.preview.show_job(job)

    def mark(self, how: ThankedHow) -> None:
        """Writes down that the chosen addressees were thanked."""
        keys = tuple(line.key for line in self._chosen() if line.letter_id is None)
        self._record(self.bridge.campaign_id, keys, how)

    def back(self) -> bool:
        """Goes back to the ledger."""
        if self.currentWidget() is self._page:
            return False
        self.setCurrentWidget(self._page)
        self.list.start()
        return True

    def start(self) -> None:
        """Puts the keyboard into the list."""
        self.list.start()

    def _marker(self, how: ThankedHow) -> Callable[[], None]:
        return lambda: self.mark(how)

    def _record(self, campaign: int | None, keys: tuple[Key, ...], how: ThankedHow) -> None:
        if keys and campaign is not None:
            self.bridge.do(RecordThanks(campaign, keys, how, date.today()), self)

    def _mark_previewed(self) -> None:
        # The letters belong to the campaign they were drawn for, whichever is chosen by now.
        self._record(self._previewed_in, self._in_preview, ThankedHow.PRINTED)
        self.back()

    def _take_back(self) -> None:
        ids = tuple(line.letter_id for line in self._chosen() if line.letter_id is not None)
        if ids:
            self.bridge.do(Remove("letter", ids), self)

    def _chosen(self) -> list[Thanks]:
        ids = set(self.list.table.selected_ids())
        return [line for line in self._lines if line.id in ids]

    def _show_only(self, what: str) -> None:
        self._shown = what
        self._fill()

    def _fill(self) -> None:
        lines = {
            "all": self._lines,
            "owed": [line for line in self._lines if line.letter_id is None],
            "thanked": [line for line in self._lines if line.letter_id is not None],
            "no address": [line for line in self._lines if not line.address],
        }
        self.list.set_rows(lines[self._shown])

    def _open(self, number: int) -> None:
        line = next((line for line in self._lines if line.id == number), None)
        if line is not None:
            self.bridge.wanted.emit(*line.key)


def _missing(lines: Sequence[Thanks]) -> list[Finding]:
    missing = [line.name for line in lines if not line.address and line.letter_id is None]
    if not missing:
        return []
    names = ", ".join(missing[:4]) + (f" and {len(missing) - 4} more" if len(missing) > 4 else "")
    text = f"{len(missing)} letters have no address to go to: {names}."
    return [info("letters.no_address", "Letters", text, "Add the addresses, or give those letters by hand.")]
