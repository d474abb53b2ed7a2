"""The committee's own sheets of labels: their measures, and a picture of where the labels lie."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets import theme
from mitzvah_desk.desk.widgets.fields import Field, MillimetreField, NumberField, TextField
from mitzvah_desk.desk.widgets.form import Form
from mitzvah_desk.desk.widgets.labels import make_label
from mitzvah_desk.desk.widgets.leaving import may_leave
from mitzvah_desk.desk.widgets.refusal import Refusal
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.sub_table import SubTable
from mitzvah_desk.office.core.settings import ChangeSetting, read_settings
from mitzvah_desk.rules.labels import SHEETS, LabelSheet

_COUNTS = (("columns", "Labels side by side"), ("rows", "Labels below each other"))
_SIZES = (
    ("width", "A label is wide"),
    ("height", "A label is high"),
    ("left", "From the sheet's left edge to the first label"),
    ("top", "From the sheet's upper edge to the first label"),
    ("gap_across", "Between labels side by side"),
    ("gap_down", "Between labels below each other"),
    ("page_wide", "The sheet is wide"),
    ("page_high", "The sheet is high"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A sheet in the list, by its place there."""

    id: int
    sheet: LabelSheet


class OwnSheets(QSplitter):
    """The list of sheets, and beside it the measures of the chosen one.

    Attributes:
        table: the sheets.
        form: the measures.
        fields: the fields of the form, by what they hold.
        problem: why nothing can be printed on the sheet yet; empty where it can.
    """

    def __init__(self, session: FileSession, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._sheets: tuple[LabelSheet, ...] = ()
        self._at = -1
        self._filling = False
        self.setChildrenCollapsible(False)
        self.table: SubTable[_Row] = SubTable(
            "own sheets",
            "Your own sheets of labels",
            (
                Column("name", "Name", lambda row: row.sheet.key, width_chars=22),
                Column("size", "A label", lambda row: _size(row.sheet), width_chars=14),
                Column("count", "Labels", lambda row: str(row.sheet.count), width_chars=7),
            ),
            session.memory,
            empty="The usual Avery sheets and envelopes are there already. Add a sheet that you use.",
            on_add=self._add,
            on_remove=self._remove,
        )
        self.form = Form()
        self.form.section("", "Measure in millimetres, or copy the numbers from the box.")
        self.fields: dict[str, Field] = {"key": TextField("Name", self._keep("key"))}
        for key, label in _COUNTS:
            self.fields[key] = NumberField(label, self._keep(key), blank=False)
        for key, label in _SIZES:
            self.fields[key] = MillimetreField(label, self._keep(key))
        for key, field in self.fields.items():
            self.form.add(field, wide=key == "key")
        self.problem = Refusal()
        self._picture = _Picture()
        self._page = QStackedWidget()
        hint = QWidget()
        beneath = QVBoxLayout(hint)
        beneath.addWidget(make_label("Choose a sheet to see its measures.", "muted", wraps=True))
        beneath.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.problem)
        column.addWidget(self.form, 1)
        words = "Print a test page in Print, then hold it and a sheet against a window."
        column.addWidget(make_label(words, "muted", wraps=True))
        self._page.addWidget(hint)
        self._page.addWidget(page)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.table, 1)
        beside.addWidget(self._picture, 1)
        self.addWidget(left)
        self.addWidget(self._page)
        self.setSizes([400, 600])
        self.table.table.selected.connect(self._show)

    def reload(self) -> None:
        """Reads the sheets again."""
        self._sheets = self._session.office.query(read_settings).label_sheets
        self._filling = True
        self.table.set_rows(_Row(number, sheet) for number, sheet in enumerate(self._sheets))
        self._filling = False
        self._show()

    def _show(self) -> None:
        chosen = self.table.table.selected_ids()
        if self._filling:
            return
        other = chosen != [self._at]
        if other and self._at >= 0 and not may_leave(self.form, self.form.flush):
            self._filling = True
            self.table.table.select_id(self._at)
            self._filling = False
            return
        self._at = chosen[0] if len(chosen) == 1 and chosen[0] < len(self._sheets) else -1
        self._page.setCurrentIndex(0 if self._at < 0 else 1)
        self._picture.show_sheet(self._sheets[self._at] if self._at >= 0 else None)
        if self._at < 0:
            return
        sheet = self._sheets[self._at]
        for key, value in _values(sheet).items():
            (self.fields[key].load if other else self.fields[key].set_value)(value)
        if sheet.problem != self.problem.sentence:
            self.problem.tell(sheet.problem)

    def _keep(self, key: str) -> Callable[[Any], str]:
        def keep(value: Any) -> str:  # noqa: ANN401
            if self._at < 0:
                return ""
            values = _values(self._sheets[self._at]) | {key: value}
            return self._write((*self._sheets[: self._at], _sheet(values), *self._sheets[self._at + 1 :]))

        return keep

    def _write(self, sheets: tuple[LabelSheet, ...]) -> str:
        return self._session.commit(ChangeSetting("label_sheets", sheets), self)

    def _add(self) -> None:
        if not self.form.flush():
            return
        taken = {sheet.key for sheet in self._sheets}
        names = ("New sheet", *(f"New sheet {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name not in taken)
        new = replace(SHEETS["L7160"], key=name, words="")
        if not self._write((*self._sheets, new)):
            self.table.table.select_id(len(self._sheets) - 1)
            self.fields["key"].editor.setFocus()

    def _remove(self, ids: list[int]) -> None:
        self._at = -1
        self._write(tuple(sheet for number, sheet in enumerate(self._sheets) if number not in ids))


class _Picture(QWidget):
    """A sheet and its labels, to scale."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: LabelSheet | None = None

    def show_sheet(self, sheet: LabelSheet | None) -> None:
        self._sheet = sheet
        self.setAccessibleName(f"A picture of the sheet: {sheet.title}" if sheet is not None else "")
        self.setVisible(sheet is not None)
        self.update()

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 8, em * 9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        sheet, colours = self._sheet, theme.current_colours()
        wide, high = sheet.page
        scale = min((self.width() - 4) / wide, (self.height() - 4) / high)
        painter = QPainter(self)
        painter.translate(2, 2)
        painter.setPen(QColor(colours.edge))
        painter.setBrush(QColor("white"))
        painter.drawRect(QRectF(0, 0, wide * scale, high * scale))
        edge = QColor(colours.bad if sheet.problem else "#17635a")
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if sheet.problem else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(sheet.count):
            left, top = sheet.place(number)
            painter.drawRect(QRectF(left * scale, top * scale, sheet.width * scale, sheet.height * scale))


def _size(sheet: LabelSheet) -> str:
    return f"{sheet.width:g} × {sheet.height:g} mm"


def _values(sheet: LabelSheet) -> dict[str, Any]:
    """A sheet as its fields show it: gaps instead of the way from one label to the next."""
    return {
        "key": sheet.key,
        "columns": sheet.columns,
        "rows": sheet.rows,
        "width": sheet.width,
        "height": sheet.height,
        "left": sheet.left,
        "top": sheet.top,
        "gap_across": round(sheet.across - sheet.width, 3),
        "gap_down": round(sheet.down - sheet.height, 3),
        "page_wide": sheet.page[0],
        "page_high": sheet.page[1],
    }


def _sheet(values: dict[str, Any]) -> LabelSheet:
    return LabelSheet(
        values["key"].strip(),
        "",
        values["width"],
        values["height"],
        values["columns"],
        values["rows"],
        values["left"],
        values["top"],
        values["width"] + values["gap_across"],
        values["height"] + values["gap_down"],
        (values["page_wide"], values["page_high"]),
    )
