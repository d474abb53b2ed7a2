"""Which bar the keyboard goes to next, across dense lanes: along a lane, from lane to lane, to its ends."""

from PySide6.QtCore import Qt

from mitzvah_desk.desk.rota.plan import DayPlan, ShiftBar

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_STARTS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


def find_next_bar(
    plan: DayPlan, bar: ShiftBar | None, key: Qt.Key, page: int, *, whole_day: bool = False
) -> ShiftBar | None:
    """The bar to which a key leads; None where it leads nowhere.

    Args:
        plan: the day.
        bar: where the keyboard is; None where nothing is chosen.
        key: an arrow, Home, End, Page Up or Page Down.
        page: how many lanes a page has.
        whole_day: whether Home and End mean the day and not the lane.
    """
    every = plan.walk()
    if not every:
        return None
    if bar is None:
        return every[-1 if key == Qt.Key.Key_End else 0] if key in _STARTS else None
    if key in _SIDEWAYS:
        place = every.index(bar) + _SIDEWAYS[key]
        return every[min(max(place, 0), len(every) - 1)]
    if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
        row = every if whole_day else [each for each in every if _lane(each) == _lane(bar)]
        return row[0 if key == Qt.Key.Key_Home else -1]
    steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
    if key not in steps:
        return None
    lanes = list(dict.fromkeys(map(_lane, every)))
    wanted = lanes[min(max(lanes.index(_lane(bar)) + steps[key], 0), len(lanes) - 1)]
    near = [each for each in every if _lane(each) == wanted]
    return bar if bar in near else min(near, key=lambda each: _apart(each, bar))


def _lane(bar: ShiftBar) -> tuple[int, int]:
    return bar.line, bar.lane


def _apart(one: ShiftBar, other: ShiftBar) -> tuple[int, int]:
    """How far apart two bars are in time, then how far their starts are."""
    return max(one.start - other.end, other.start - one.end, 0), abs(one.start - other.start)
