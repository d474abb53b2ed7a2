"""The page of one delivery: when and who drives, its lines, its papers, and the handing over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.goods.delivery_lines import DeliveryLinesTable
from mitzvah_desk.desk.goods.handover import (
    HandOverDialog,
    ToldBefore,
)
from mitzvah_desk.desk.records.preview import Preview
from mitzvah_desk.desk.records.record_field import RecordField
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.fields import CheckField, DateField, Field, TextField, TimeField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_action
from mitzvah_desk.desk.widgets.notice import FindingsBar, StatusBadge
from mitzvah_desk.desk.widgets.pages import RecordPage
from mitzvah_desk.model import DeliveryStatus
from mitzvah_desk.office.goods.deliveries import CallOff, ChangeDelivery, HandOver, SetOff
from mitzvah_desk.office.goods.delivery_advice import list_delivery_advice
from mitzvah_desk.office.goods.delivery_queries import (
    DeliveryRow,
    list_deliveries,
    list_delivery_lines,
)
from mitzvah_desk.office.goods.putting_right.handover_corrections import (
    CorrectHandOver,
    list_lines_to_check,
    may_still_correct,
    read_handover_time,
)
from mitzvah_desk.office.papers.kinds import KINDS, make_print_job
from mitzvah_desk.office.papers.print_request import PrintRequest, PrintScope
from mitzvah_desk.rules.fields.parsing import format_datetime

_PAPERS = (
    ("pick-list", "Pick list"),
    ("delivery-note", "Delivery note"),
    ("delivery-sheet", "Driver's sheet"),
)
_TIMES = ("day", "from", "until")
"""The fields that are one time: it is kept once there is a day and an hour."""
_SIGNS = {
    DeliveryStatus.PLANNED: ("clock", ""),
    DeliveryStatus.ON_THE_WAY: ("truck", "warn"),
    DeliveryStatus.DELIVERED: ("circle-check", "good"),
}


class DeliveryPage(RecordPage):
    """One delivery.

    Attributes:
        fields: when, who drives, and a note.
        lines: what is brought.
        advice: what to think of before it goes.
        previews: its papers, by their kinds.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__("Deliveries", parent)
        self.session = session
        self._row: DeliveryRow | None = None
        self.hand_over = make_action(self, "circle-check", "Hand over…", self._hand_over)
        self.add_action(self.hand_over, primary=True)
        self.correct = make_action(self, "pencil", "Correct what they took…", self._correct)
        self.add_action(self.correct)
        self.set_off = make_action(
            self, "truck", "Set off", lambda: self._do(SetOff(self.delivery_id, _now()))
        )
        self.add_action(self.set_off)
        self.call_off = make_action(self, "trash", "Call off", lambda: self._do(CallOff((self.delivery_id,))))
        self.add_action(self.call_off)
        self.fields: dict[str, Field] = {
            "day": DateField("Day", self._keep("day"), hint="No day yet"),
            "from": TimeField("From", self._keep("from")),
            "until": TimeField("Until", self._keep("until"), remark="An hour later, if left empty."),
            "driver": RecordField(session, "person", "Driver", self._keep("driver")),
            "courier": CheckField("A courier takes it", self._keep("courier")),
            "note": TextField("Note for the driver", self._keep("note")),
        }
        for key in _TIMES:
            self.fields[key].depend_on(*(self.fields[other] for other in _TIMES if other != key))
        form = Form()
        for field in self.fields.values():
            form.add(field)
        self.advice = FindingsBar()
        self.lines = DeliveryLinesTable(session, self)
        self.lines.add_below(self.advice)
        self.add_tab("When and who", form)
        self.add_tab("Goods", self.lines)
        self.previews: dict[str, Preview] = {}
        for key, title in _PAPERS:
            self.previews[key] = Preview(session)
            self.add_tab(title, self.previews[key])
        self.tabs.currentChanged.connect(lambda _: self._draw())

    @property
    def delivery_id(self) -> int:
        """The delivery that is shown; 0 before the first."""
        return self._row.id if self._row else 0

    def shown_record(self) -> tuple[str, int]:
        """The record shown."""
        return "delivery", self.delivery_id

    def show_record(self, delivery_id: int) -> bool:
        """Shows a delivery; returns whether it is there."""
        found = self.session.office.query(list_deliveries, None, delivery_id)
        if not found:
            return False
        row, other = found[0], delivery_id != self.delivery_id
        typing = not other and self._row is not None and self._row.from_at is None and row.from_at is None
        self._row = row
        self.set_head(
            f"To {row.partner}",
            _describe_end(row, self.session.office.query(read_handover_time, delivery_id)),
            [StatusBadge(str(row.status), *_SIGNS[row.status])],
        )
        values: dict[str, Any] = {
            "day": row.from_at.date() if row.from_at else None,
            "from": f"{row.from_at:%H:%M}" if row.from_at else None,
            "until": f"{row.until_at:%H:%M}" if row.until_at else None,
            "driver": row.driver_id,
            "courier": row.by_courier,
            "note": row.note,
        }
        for key, field in self.fields.items():
            if not (typing and key in _TIMES):  # a day waits for its hour, and an hour for its day
                (field.load if other else field.set_value)(values[key])
        self.lines.show_delivery(row, self.session.office.query(list_delivery_lines, delivery_id))
        self.advice.set_findings(self.session.office.query(list_delivery_advice, delivery_id))
        over = row.status is DeliveryStatus.DELIVERED or self.session.office.read_only
        self.set_off.setEnabled(row.status is DeliveryStatus.PLANNED and not over)
        for action in (self.hand_over, self.call_off):
            action.setEnabled(not over)
        at = self.session.office.query(read_handover_time, delivery_id)
        self.correct.setVisible(at is not None)
        may = at is not None and may_still_correct(at, datetime.now())
        self.correct.setEnabled(may and not self.session.office.read_only)
        self._draw()
        return True

    def reload(self) -> bool:
        """Reads the delivery again; returns whether it is still there."""
        return self.show_record(self.delivery_id)

    def drop_typed(self) -> None:
        """See ``leaving.Unfinished``."""
        for key in _TIMES:
            self.fields[key].load(None)

    def flush(self) -> bool:
        """Commits what is typed; a day without its hour, or an hour without its day, is asked for."""
        if not super().flush():
            return False
        typed = {key: self.fields[key].value for key in _TIMES}
        lacking = next((key for key in ("day", "from") if not typed[key]), "")
        if self._row is None or self._row.from_at is not None or not lacking or not any(typed.values()):
            return True
        self.session.status_message.emit(
            "From when does it go? Type the hour too, or empty the day."
            if lacking == "from"
            else "On which day does it go? Type the day too, or empty the hour."
        )
        self.tabs.setCurrentIndex(0)
        self.fields[lacking].editor.setFocus()
        return False

    def _keep(self, key: str) -> Any:  # noqa: ANN401
        """Commits a field together with those beside it, since a delivery's time is of three parts."""

        def keep(value: Any) -> str:  # noqa: ANN401
            now = {name: field.value for name, field in self.fields.items()} | {key: value}
            start, end = _moment(now["day"], now["from"]), _moment(now["day"], now["until"])
            if start is not None and (end is None or (key == "from" and end <= start)):
                end = start + timedelta(hours=1)
            action = ChangeDelivery(
                self.delivery_id,
                start,
                end,
                now["driver"],
                by_courier=bool(now["courier"]),
                note=now["note"] or "",
            )
            return self.session.commit(action, self)

        return keep

    def _do(self, action: Any) -> None:  # noqa: ANN401
        if self.flush():
            self.session.execute(action, self)

    def _draw(self) -> None:
        number = self.tabs.currentIndex() - self.tabs.count() + len(_PAPERS)
        if number < 0 or self._row is None:
            return
        key = _PAPERS[number][0]
        asked = PrintRequest(
            self.session.campaign_id or 0,
            scope=PrintScope(delivery_id=self.delivery_id),
            audience=KINDS[key].audiences[0],
        )
        self.previews[key].show_job(make_print_job(self.session.office, key, asked))

    def _hand_over(self) -> None:
        if self._row is None or not self.flush():
            return
        number, rows = self.delivery_id, self.session.office.query(list_delivery_lines, self.delivery_id)

        def attempt(told: HandOver) -> bool:
            return self.session.execute(replace(told, delivery_id=number), dialog) is not None

        dialog = HandOverDialog(rows, self, attempt=attempt)
        dialog.exec()
        dialog.deleteLater()

    def _correct(self) -> None:
        ask, row = self.session.office.query, self._row
        at = ask(read_handover_time, self.delivery_id)
        if row is None or at is None or not self.flush():
            return

        def attempt(told: HandOver) -> bool:
            action = CorrectHandOver(replace(told, delivery_id=row.id), datetime.now())
            return self.session.execute(action, dialog) is not None

        before = ToldBefore(at, row.received_by, ask(list_lines_to_check, row.id))
        dialog = HandOverDialog(ask(list_delivery_lines, row.id), self, before=before, attempt=attempt)
        dialog.exec()
        dialog.deleteLater()


def _describe_end(row: DeliveryRow, at: datetime | None) -> str:
    """When it was handed over, and to whom; empty while it was not."""
    when = f"handed over on {format_datetime(at)}" if at is not None else ""
    who = f"received by {row.received_by}" if row.received_by else ""
    return ", ".join(part for part in (when, who) if part)


def _now() -> datetime:
    return datetime.now().replace(second=0, microsecond=0)


def _moment(day: date | None, clock: str | None) -> datetime | None:
    if day is None or clock is None:
        return None
    return datetime.combine(day, datetime.strptime(clock, "%H:%M").time())
