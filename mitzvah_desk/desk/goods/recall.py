"""A recall: from a donor, an item, the maker's lot number or days to what is here, set aside and gone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mitzvah_desk.desk.goods.donors import DonorField, decode_donor
from mitzvah_desk.desk.records.amounts import amount_column
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import messages
from mitzvah_desk.desk.widgets.field_row import FieldRow
from mitzvah_desk.desk.widgets.fields import DateField, Field, TextField, accept_any
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.goods.lots import Recall
from mitzvah_desk.office.goods.putting_right.delivery_lines import ReleaseParts
from mitzvah_desk.office.goods.recall.recalled_lots import (
    HeldPart,
    RecallLotRow,
    RecallSearch,
    find_recall_lots,
    list_held_parts,
    list_recalled_lots,
)
from mitzvah_desk.office.goods.recall.recipients import NoteRung, RecallRecipient, list_recall_recipients
from mitzvah_desk.office.papers.kinds import make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.fields.parsing import format_date, format_datetime
from mitzvah_desk.rules.goods.cold_chain import describe_date
from mitzvah_desk.rules.plurals import count_noun

_ALERT = "alert-triangle"


def _delivery_words(row: HeldPart) -> str:
    if row.delivery_id is None:
        return "on none yet"
    return f"{row.status}, {format_datetime(row.from_at) or 'no day yet'}"


def _without(row: RecallRecipient) -> str:
    return "on its own page" if row.confidential else "none is known"


_LOTS: tuple[Column[RecallLotRow], ...] = (
    Column("item", "What", lambda r: f"{r.item}, {r.size}" if r.size else r.item, width_chars=26),
    Column(
        "stopped", "Stopped", lambda r: r.stopped, width_chars=24, icon=lambda r: _ALERT if r.stopped else ""
    ),
    Column("lot", "Lot", lambda r: f"{r.id}", lambda r: r.id, True, width_chars=6),
    Column("batch", "Maker’s lot", lambda r: r.batch, width_chars=11),
    Column(
        "end", "Date on it", lambda r: describe_date(r.use_by, r.best_before, r.frozen_on), width_chars=30
    ),
    Column("donor", "From", lambda r: r.donor, width_chars=16),
    Column(
        "at",
        "Received",
        lambda r: format_date(r.received_at.date() if r.received_at else None),
        lambda r: r.received_at,
        width_chars=13,
    ),
    amount_column("left", "Here", 8),
    amount_column("aside", "Set aside", shown=False),
    amount_column("gone", "Gone", 8),
    amount_column("used", "Used", shown=False),
)
_HELD: tuple[Column[HeldPart], ...] = (
    Column("item", "What", lambda r: r.item, width_chars=28),
    Column("lot", "Lot", lambda r: f"{r.lot_id}", lambda r: r.lot_id, True, width_chars=6),
    amount_column("quantity", "How many", key="many"),
    Column(
        "stopped", "Stopped", lambda r: r.stopped, width_chars=24, icon=lambda r: _ALERT if r.stopped else ""
    ),
    Column("partner", "For", lambda r: r.partner, width_chars=28),
    Column("delivery", "Delivery", _delivery_words, lambda r: r.from_at, width_chars=34),
    Column("driver", "Driver", lambda r: r.driver, width_chars=20),
)
_GOT: tuple[Column[RecallRecipient], ...] = (
    Column("name", "Who got some", lambda r: r.name, width_chars=28),
    Column("phone", "Telephone", lambda r: r.phone or _without(r), width_chars=24),
    Column("what", "What they got", lambda r: r.what, width_chars=28),
    Column("on", "Last on", lambda r: format_datetime(r.last_on), lambda r: r.last_on, width_chars=24),
    Column("driver", "Driver", lambda r: r.driver, width_chars=18),
    Column(
        "rung",
        "Rung",
        lambda r: format_datetime(r.rung_at) or ("not yet" if r.id > 0 else ""),
        lambda r: r.rung_at,
        width_chars=24,
        icon=lambda r: "check" if r.rung_at else (_ALERT if r.id > 0 else ""),
    ),
    Column("note", "What they said", lambda r: r.note, width_chars=28),
)
_IN_STORE = "Only what was received can be recalled."


class RecallPage(RecordPage):
    """One recall after the other; what stands in the fields says which goods are meant.

    Attributes:
        fields: the donor, the item, the maker's lot number, the days.
        lots: the lots that are meant, also where nothing is left of them.
        held: what of them is set aside.
        got: who got some of them.
        paper: the ring list.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Goods", parent)
        self.session = session
        self.set_head("Recall", "Which goods are recalled? All that you say must fit; one is enough.")
        self.fields: dict[str, Field] = {
            "item": RecordField(session, "item", "What", accept_any, only_known=_IN_STORE),
            "batch": TextField("Maker’s lot number", accept_any, hint="Or a part of it"),
            "donor": DonorField(session, "Given by", accept_any, only_known=_IN_STORE),
            "since": DateField("Received from", accept_any, hint="Any day"),
            "until": DateField("Received until", accept_any, hint="Any day"),
        }
        for field in self.fields.values():
            field.kept.connect(self.read)
        self.stop = self._action("hand-stop", "Stop all of it…", self._stop, primary=True)
        self.lift = self._action("check", "Let it go out again", lambda: self._do(Recall(self._chosen(), "")))
        self.lots: SubTable[RecallLotRow] = SubTable(
            "recall lots",
            "The goods",
            _LOTS,
            session.memory,
            empty="Nothing like that was received. Say nothing above, and what is recalled now stands here.",
        )
        self.held: SubTable[HeldPart] = SubTable(
            "recall held",
            "Set aside, and on which delivery",
            _HELD,
            session.memory,
            empty="None of it is set aside.",
            on_open=self._open_delivery,
        )
        self.got: SubTable[RecallRecipient] = SubTable(
            "recall got",
            "Gone out: whom to ring",
            _GOT,
            session.memory,
            empty="None of it went out.",
            on_open=self._open_recipient,
        )
        self.release = self._small(self.held, "arrow-back-up", "Release all of it", self._release)
        self.release.setToolTip(
            "Off their deliveries, and free again; the rest of each delivery goes as planned."
        )
        self.rung = self._small(self.got, "phone", "Rung…", self._ring)
        self.paper = Preview(session)
        for title, page in (
            ("The goods", self.lots),
            ("Set aside", self.held),
            ("Gone out", self.got),
            ("Ring list", self.paper),
        ):
            self.add_tab(title, page, counts=())
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            row = FieldRow(tuple(zip(self.fields.values(), (32, 20, 32, 19, 19), strict=True)))
            layout.insertWidget(layout.count() - 1, row)
        self.lots.table.selected.connect(self._offer)
        self.held.table.selected.connect(self._offer)
        self.got.table.selected.connect(self._offer)
        self.tabs.currentChanged.connect(lambda _: self._draw())

    def show_recall(self, lot_id: int) -> None:
        """Begins with what a lot is of; with everything that is recalled now where it is 0."""
        for field in self.fields.values():
            field.load(None)
        found = self.session.office.query(find_recall_lots, RecallSearch(lot_ids=(lot_id,)))
        if found:
            self.fields["item"].load(found[0].item_id)
            self.fields["batch"].load(found[0].batch)
        self.tabs.setCurrentIndex(0)
        self.read()
        if found:
            self.lots.table.select_id(lot_id)

    def start(self) -> None:
        """Puts the keyboard into the first field."""
        self.fields["item"].editor.setFocus()

    def reload(self) -> bool:
        """Reads it again; it is always there."""
        self.read()
        return True

    def read(self) -> None:
        """Reads what the fields ask for; while they ask nothing, what is recalled now."""
        ask = self.session.office.query
        search = RecallSearch(
            decode_donor(self.fields["donor"].value),
            self.fields["item"].value,
            self.fields["batch"].value or "",
            self.fields["since"].value,
            self.fields["until"].value,
        )
        search = RecallSearch(lot_ids=ask(list_recalled_lots)) if search.is_empty else search
        rows = ask(find_recall_lots, search)
        ids = [row.id for row in rows]
        held, got = ask(list_held_parts, ids), ask(list_recall_recipients, ids)
        self.lots.set_rows(rows)
        self.held.set_rows(held)
        self.got.set_rows(got)
        waiting = sum(1 for row in got if row.id > 0 and row.rung_at is None)
        told = (
            f"The goods ({len(rows):,})",
            f"Set aside ({len(held):,})",
            f"Gone out ({len(got):,}, {waiting:,} to ring)" if waiting else f"Gone out ({len(got):,})",
        )
        for number, words in enumerate(told):
            self.tabs.setTabText(number, words)
        self._offer()
        self._draw()

    def _action(self, icon: str, words: str, slot: Callable[[], object], *, primary: bool = False) -> QAction:
        action = make_action(self, icon, words, slot)
        self.add_action(action, primary=primary)
        return action

    def _small(self, table: SubTable[Any], icon: str, words: str, slot: Callable[[], object]) -> QAction:
        action = make_action(self, icon, words, slot)
        table.add_action(action)
        return action

    def _chosen(self) -> tuple[int, ...]:
        """The lots that are chosen; all of them where none is."""
        rows = self.lots.table.rows_model.rows()
        return tuple(self.lots.table.selected_ids()) or tuple(row.id for row in rows)

    def _offer(self) -> None:
        writable = not self.session.office.read_only
        chosen, rows = set(self._chosen()), self.lots.table.rows_model.rows()
        some = bool(self.lots.table.selected_ids())
        self.stop.setText(f"Stop {count_noun(len(chosen), 'lot')}…" if some else "Stop all of it…")
        self.stop.setEnabled(bool(chosen) and writable)
        self.lift.setEnabled(writable and any(row.recalled for row in rows if row.id in chosen))
        lines = len(self.held.table.selected_ids())
        stopped = sum(bool(row.stopped) for row in self.held.table.rows_model.rows())
        what = count_noun(lines or stopped, "line" if lines else "stopped line")
        self.release.setText(f"Release {what}" if lines or stopped else "Release all of it")
        self.release.setEnabled(writable and bool(self.held.table.rows_model.total))
        row = self._recipient()
        self.rung.setEnabled(writable and row is not None and row.id > 0)

    def _stop(self) -> None:
        ids = self._chosen()
        why = messages.ask_text(self, "Recall", f"Why must {count_noun(len(ids), 'lot')} not go out?")
        if why is not None and why.strip():
            self._do(Recall(ids, why))

    def _release(self) -> None:
        """Releases the chosen lines, else those that are stopped, else all: what is good goes as planned."""
        rows = self.held.table.rows_model.rows()
        stopped = tuple(row.id for row in rows if row.stopped)
        chosen = tuple(self.held.table.selected_ids())
        self._do(ReleaseParts(chosen or stopped or tuple(row.id for row in rows)))

    def _ring(self) -> None:
        row = self._recipient()
        if row is None:
            return
        said = messages.ask_text(self, "Rung", f"What did {row.name} say? It may be left empty.")
        if said is not None:
            lots = tuple(lot.id for lot in self.lots.table.rows_model.rows())
            self._do(NoteRung(row.id, lots, datetime.now().replace(second=0, microsecond=0), said))

    def _recipient(self) -> RecallRecipient | None:
        chosen = self.got.table.selected_ids()
        rows = self.got.table.rows_model.rows()
        return next((row for row in rows if len(chosen) == 1 and row.id == chosen[0]), None)

    def _open_delivery(self, part_id: int) -> None:
        row = next(row for row in self.held.table.rows_model.rows() if row.id == part_id)
        if row.delivery_id is not None:
            self.session.open_requested.emit("delivery", row.delivery_id)

    def _open_recipient(self, number: int) -> None:
        self.session.open_requested.emit("partner" if number > 0 else "project", abs(number))

    def _do(self, action: Action) -> None:
        if self.flush():
            self.session.execute(action, self)

    def _draw(self) -> None:
        if self.tabs.currentIndex() != self.tabs.count() - 1:
            return
        scope = PrintScope(lot_ids=tuple(row.id for row in self.lots.table.rows_model.rows()))
        asked = PrintRequest(self.session.campaign_id or 0, scope=scope)
        self.paper.show_job(make_print_job(self.session.office, "recall", asked))
