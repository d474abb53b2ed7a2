"""The shifts of the day as a plain list: all that the board shows, for screen readers and others."""

from dataclasses import dataclass

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar, format_shift_times, staffing_level
from mitzvah_desk.desk.widgets.rows import Column
from mitzvah_desk.desk.widgets.table import ColumnMemory, DataTable
from mitzvah_desk.rules.rota.staffing import format_capacity


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A line of the list."""

    id: int
    bar: ShiftBar


COLUMNS: tuple[Column[ShiftLine], ...] = (
    Column(
        "when",
        "When",
        lambda r: format_shift_times(r.bar.shift),
        lambda r: r.bar.shift.starts_at,
        width_chars=15,
    ),
    Column("project", "Project", lambda r: r.bar.project, width_chars=24),
    Column("role", "Role", lambda r: r.bar.shift.role, width_chars=14),
    Column(
        "people",
        "People",
        lambda r: r.bar.shift.staffing.words,
        lambda r: (-r.bar.shift.gap, -r.bar.shift.staffing.asked, -r.bar.shift.confirmed),
        icon=lambda r: staffing_level(r.bar.shift).sign,
        width_chars=28,
    ),
    Column(
        "wanted",
        "Takes",
        lambda r: format_capacity(r.bar.shift.minimum, r.bar.shift.maximum),
        lambda r: r.bar.shift.maximum,
        width_chars=9,
    ),
    Column(
        "names",
        "Names",
        lambda r: ", ".join(one.name for one in r.bar.shift.people),
        width_chars=30,
        shown=False,
    ),
    Column("place", "Place", lambda r: r.bar.shift.place, width_chars=18),
    Column("note", "Note", lambda r: r.bar.shift.note, width_chars=16, shown=False),
)


def make_shift_table(memory: ColumnMemory) -> DataTable[ShiftLine]:
    """The list, empty at first."""
    table: DataTable[ShiftLine] = DataTable(COLUMNS, "rota shifts", memory)
    table.setAccessibleName("Shifts of the day")
    return table


def list_shift_lines(plan: DayPlan) -> list[ShiftLine]:
    """The lines of a day."""
    return [ShiftLine(bar.shift.id, bar) for bar in plan.bars()]
