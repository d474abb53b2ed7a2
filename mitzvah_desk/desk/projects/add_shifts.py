"""Adding several shifts of a project in a grid: in cells, or each as one line, ``09:00-11:00 Baker 4``."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from PySide6.QtWidgets import QWidget

from mitzvah_desk.desk.records.several_dialog import SeveralDialog
from mitzvah_desk.desk.session.file_session import FileSession
from mitzvah_desk.desk.widgets.grid_model import LineState
from mitzvah_desk.exchange.limits import UnreadableError
from mitzvah_desk.office.importing.typed_table import parse_pasted_rows
from mitzvah_desk.office.rota.typed_shifts import AddShifts, TypedShift, look_at_shifts
from mitzvah_desk.rules.rota.shift_line import CELLS, TypedShiftLine, match_shift_headings, parse_shift_line

_HOW = (
    "Type a line for each shift, such as 09:00-11:00 Baker 4, or each part in its column; or paste from a"
    " spreadsheet (Ctrl+V). Needs may be 4, or 2-4. Nothing is kept before you press “Add”."
)
_WIDTHS = {"role": 30, "starts": 10, "ends": 10, "needs": 10, "place": 24, "day": 14, "note": 20}


class AddShiftsDialog(SeveralDialog):
    """The window.

    Args:
        session: the desk's view of the office.
        project_id: the project.
        day: its day, for shifts that name none.
        parent: Qt's.
    """

    def __init__(
        self, session: FileSession, project_id: int, day: date, parent: QWidget | None = None
    ) -> None:
        self._project_id, self._day = project_id, day
        self._looked: tuple[TypedShift, ...] = ()
        super().__init__(session, "Add several shifts", "shift", CELLS, _WIDTHS, how=_HOW, parent=parent)

    def check(self) -> None:
        """Takes whole lines apart, and says what becomes of each."""
        if self._take_apart():
            return  # what was written into the cells is looked at already
        keys = self.grid.cells.keys
        lines = [
            (number, TypedShiftLine(**dict(zip(keys, cells, strict=True))))
            for number, cells in self.grid.cells.lines()
        ]
        self._looked = self.session.office.query(look_at_shifts, self._project_id, self._day, lines)
        self.show_states({each.line: _state(each) for each in self._looked})
        self.offer(sum(each.can_be_added for each in self._looked))

    def paste(self, text: str) -> None:
        """Takes lines or a table into the grid."""
        cells, index = self.grid.cells, self.grid.currentIndex()
        row, column = max(index.row(), 0), min(max(index.column(), 0), len(cells.keys) - 1)
        try:
            rows = parse_pasted_rows(text)
        except UnreadableError as error:
            self.tell(str(error))
            return
        keys = match_shift_headings(rows[0]) if rows else None
        if keys is not None:
            unknown = [rows[0][n] for n, key in enumerate(keys) if not key and any(r[n] for r in rows[1:])]
            cells.put_keyed(row, keys, rows[1:])
            names = ", ".join(f"“{heading}”" for heading in unknown)
            self.tell(f"Not understood, and left out: {names}." if names else "")
        elif rows:
            whole = [_whole_line(cells_of) for cells_of in rows]
            if all(whole):
                keys = tuple(CELLS)
                cells.put_keyed(row, keys, [list(asdict(line).values()) for line in whole if line])
                self.tell()
                return
            cells.put(row, column, rows)
            beyond = len(rows[0]) > len(cells.keys) - column
            self.tell("There was no room for the last columns, so they are left out." if beyond else "")

    def take(self) -> None:
        """Adds what can be added, as one step."""
        ready = tuple(each for each in self._looked if each.can_be_added)
        if ready and self.session.execute(AddShifts(self._project_id, ready), self) is not None:
            self.added([each.line for each in ready])

    def _take_apart(self) -> bool:
        """Puts the parts of a line typed into one cell into theirs; returns whether there was such a line."""
        cells = self.grid.cells
        for number, typed in cells.lines():
            line = parse_shift_line(typed[0]) if not any(typed[1:4]) else None
            if line is not None:
                parts = list(asdict(line).values())
                kept = [part or was for part, was in zip(parts, typed, strict=True)]
                cells.put(cells.row_of(number), 0, [kept])
                return True
        return False


def _whole_line(cells: Sequence[str]) -> TypedShiftLine | None:
    """A pasted row that is one line in words, whatever parts its cells."""
    full = [cell for cell in cells if cell]
    return parse_shift_line(full[0]) if len(full) == 1 else None


def _state(each: TypedShift) -> LineState:
    if each.problems:
        return LineState("Problem", each.words, "alert-circle", "bad", each.problems)
    if each.same:
        return LineState("Same", each.words, "check", "muted")
    return LineState("New", each.words, "plus", "good")
