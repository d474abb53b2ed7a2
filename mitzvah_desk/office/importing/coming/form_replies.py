"""Answers on our own form to sign up: which shifts of the campaign they mean, and who takes each."""

from collections.abc import Mapping

from mitzvah_desk.office.importing.existing_records import ExistingRecords, ShiftKnown
from mitzvah_desk.office.importing.row_cells import Cells
from mitzvah_desk.rules.matching.given_names import normalise_label
from mitzvah_desk.rules.sign_up.chosen_shifts import ChosenShift, parse_chosen
from mitzvah_desk.rules.sign_up.form import format_shift_time

_DO = "Ask them again, or say here which shift they take."


def find_chosen_shifts(
    cells: Cells, known: ExistingRecords, problems: list[str]
) -> Mapping[ShiftKnown, frozenset[int]]:
    """The shifts of a row, each with the people of the row who take it, counted from 1.

    A shift is known by its number. What the form showed must still be true: of one that was removed, moved or
    made another since, a problem tells, as nobody can say whether they would still come.

    Args:
        cells: the row's.
        known: what the office knows.
        problems: takes what stands against it.
    """
    shifts = {shift.id: shift for shift in known.shifts}
    found: dict[ShiftKnown, frozenset[int]] = {}
    for chosen in cells.read("signed_up_for", parse_chosen) or ():
        shift = shifts.get(chosen.id)
        if shift is None:
            where = known.campaign or "This campaign"
            problems.append(f"{where} has no shift “{chosen.shown}” any more. {_DO}")
        elif (against := _find_change(chosen, shift)) is not None:
            problems.append(f"{against} {_DO}")
        else:
            found[shift] = frozenset(chosen.people)
    return found


def _find_change(chosen: ChosenShift, shift: ShiftKnown) -> str | None:
    """What was changed since the form was made, in a sentence; None where nothing was."""
    when = format_shift_time(shift.day, shift.starts, shift.ends)
    what, _, shown_when = chosen.shown.rpartition(", ") if shift.day is None else _split_time(chosen.shown)
    said, now = normalise_label(what), (normalise_label(shift.project), normalise_label(shift.role))
    if shown_when == when and any(each and each in said for each in now):
        return None
    return f"The form showed “{chosen.shown}”, and that shift is now {shift.project}, {shift.role}, {when}."


def _split_time(shown: str) -> tuple[str, str, str]:
    """What the form showed as what and when, which is ``22 Nov 2026, 10:00 to 12:00``."""
    before, _, times = shown.rpartition(", ")
    what, _, day = before.rpartition(", ")
    return what, ", ", f"{day}, {times}"
