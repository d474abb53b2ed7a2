"""The list of what partners asked for: share out, set aside, release, plan a delivery."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.allocation import ShareDialog
from mitzvah_desk.desk.goods.dialogs import AsideDialog, RequestDialog
from mitzvah_desk.desk.records.amounts import amount_column, in_amounts
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.list_page import ListPage
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.office.core.crud import Add, AddMany, Remove, SetFields
from mitzvah_desk.office.goods.deliveries import PlanDelivery
from mitzvah_desk.office.goods.request_queries import (
    RequestRow,
    list_request_lots,
    list_requests,
    read_request,
)
from mitzvah_desk.office.goods.requests import Allocate, CloseRequests, Release, propose_allocation
from mitzvah_desk.rules.fields.parsing import format_date

_SIGNS = {"open": "alert-triangle", "met": "circle-check", "set aside": "package", "closed": "x"}


def _number(column: str) -> Callable[[RequestRow], str]:
    return lambda row: "all there is" if getattr(row, column) is None else in_amounts(column)(row)


REQUESTS: tuple[Column[RequestRow], ...] = (
    Column("partner", "Partner", lambda r: r.partner, width_chars=26),
    Column("item", "What", lambda r: f"{r.item}, {r.size}" if r.size else r.item, width_chars=26),
    Column("asked", "Asked", _number("asked"), lambda r: r.asked or 0, True, width_chars=11),
    amount_column("aside", "Set aside"),
    amount_column("delivered", "Delivered"),
    Column("open", "Still to find", _number("open"), lambda r: r.open or 0, True, width_chars=12),
    Column("by", "Wanted by", lambda r: format_date(r.wanted_by), lambda r: r.wanted_by, width_chars=13),
    Column("state", "State", lambda r: r.state, width_chars=15, icon=lambda r: _SIGNS.get(r.state, "clock")),
    Column("note", "Note", lambda r: r.note, width_chars=24, shown=False),
)


class RequestsPage(ListPage[RequestRow]):
    """The list."""

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(
            "requests",
            "Requests of partners",
            REQUESTS,
            session.memory,
            noun=("request", "requests"),
            empty=("No partner has asked for anything yet.", "Add what the first one would like."),
            parent=parent,
        )
        self.session = session
        self.deliver = self._action("truck", "Plan a delivery", self._deliver)
        self._action("x", "Release", self._release)
        self._action("check", "Close or open again", self._close)
        self._action("package", "Set aside…", self.set_aside)
        self._action("pencil", "Change…", self._change)
        self._action("plus", "Add a request…", self._add, first=True)
        self._action("wand", "Share out…", self.share_out, primary=True, first=False)
        self.opened.connect(lambda _: self.set_aside())
        self.on_delete = lambda ids: self.session.execute(Remove("request", tuple(ids)), self)

    def read(self) -> None:
        """Reads the list again."""
        self.set_rows(self.session.office.query(list_requests))

    def share_out(self) -> None:
        """Proposes who could get what, for the chosen requests, or all; sets aside what stays ticked."""
        chosen, today = tuple(self.table.selected_ids()), date.today()
        ask = self.session.office.query
        shares = ask(propose_allocation, today)
        if chosen:
            parts = ShareDialog.ask(
                ask(list_requests), ask(propose_allocation, today, chosen), self, for_all=shares
            )
        else:
            parts = ShareDialog.ask(ask(list_requests), shares, self)
        if parts:
            self.session.execute(Allocate(parts, today), self)

    def set_aside(self) -> None:
        """Offers the lots that fit the chosen request."""
        row = self._one()
        if row is None:
            return
        today = date.today()
        lots = self.session.office.query(list_request_lots, row.id, today)
        if not lots:
            self.session.status_message.emit(f"There is no {row.item} free that {row.partner} may have.")
            return
        parts = AsideDialog.ask(row, lots, self)
        if parts:
            self.session.execute(Allocate(tuple((row.id, lot, count) for lot, count in parts), today), self)

    def _action(
        self, icon: str, words: str, slot: Callable[[], object], *, primary: bool = False, first: bool = False
    ) -> QAction:
        action = make_action(self, icon, words, slot)
        self.add_action(action, primary=primary, first=first)
        return action

    def _chosen(self) -> list[RequestRow]:
        ids = set(self.table.selected_ids())
        return [row for row in self.table.rows_model.rows() if row.id in ids]

    def _one(self) -> RequestRow | None:
        chosen = self._chosen()
        if len(chosen) != 1:
            self.session.status_message.emit("Choose one request first.")
            return None
        return chosen[0]

    def _add(self) -> None:
        campaign = {"campaign_id": self.session.campaign_id}

        def attempt(typed: tuple[dict[str, Any], ...]) -> bool:
            rows = tuple(campaign | values for values in typed)
            action = Add("request", rows[0]) if len(rows) == 1 else AddMany("request", rows)
            return self.session.execute(action, dialog) is not None

        dialog = RequestDialog(self.session, self, attempt=attempt)
        dialog.exec()
        dialog.deleteLater()

    def _change(self) -> None:
        """Puts the chosen request right: how many, the size, the day, the note."""
        row = self._one()
        before = None if row is None else self.session.office.query(read_request, row.id)
        if row is None or before is None:
            return
        number = row.id

        def attempt(typed: tuple[dict[str, Any], ...]) -> bool:
            (now,) = typed
            changed = {column: value for column, value in now.items() if value != before.values[column]}
            action = SetFields("request", number, changed)
            return not changed or self.session.execute(action, dialog) is not None

        dialog = RequestDialog(self.session, self, values=before.values, attempt=attempt)
        dialog.exec()
        dialog.deleteLater()

    def _release(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.session.execute(Release(tuple(row.id for row in chosen)), self)
        else:
            self.session.status_message.emit("Choose the requests first.")

    def _close(self) -> None:
        """Closes what is chosen; opens it again where all of it is closed."""
        chosen = self._chosen()
        if chosen:
            closed = not all(row.closed for row in chosen)
            self.session.execute(CloseRequests(tuple(row.id for row in chosen), closed), self)
        else:
            self.session.status_message.emit("Choose the requests first.")

    def _deliver(self) -> None:
        """Plans a delivery of what is set aside for the chosen requests' partners, and shows the last."""
        campaign, chosen = self.session.campaign_id, self._chosen()
        if campaign is None or not chosen:
            lacking = "Choose the requests that shall be delivered."
            self.session.status_message.emit(
                lacking if campaign else "Start a campaign first, at the top left."
            )
            return
        for partner in dict.fromkeys(row.partner_id for row in chosen):
            done = self.session.execute(PlanDelivery(campaign, partner), self)
            if done is not None:
                self.session.open_requested.emit("delivery", done.id)
