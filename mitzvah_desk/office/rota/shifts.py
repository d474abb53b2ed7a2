"""Making shifts: one, copies of one, one repeated every so many minutes; and moving several together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from mitzvah_desk.model import Base, Shift
from mitzvah_desk.office.core.actions import Applied, RefusalError
from mitzvah_desk.office.core.crud import SetFields, normalise_values, not_found
from mitzvah_desk.office.core.records import RECORDS
from mitzvah_desk.office.rota.checks import settle_new_shifts, shift_name, try_change
from mitzvah_desk.rules.findings import Finding, hard_finding
from mitzvah_desk.rules.plurals import count_noun
from mitzvah_desk.store.unit_of_work import UnitOfWork

Entry = TypeVar("Entry", bound=Base)

_MOST = 200


@dataclass(frozen=True)
class AddShift:
    """Adds a shift to a project, with the checks that a generic ``Add`` does not make.

    Attributes:
        values: its columns; ``project_id`` and ``role_id`` at least.
    """

    values: Mapping[str, Any]

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """A home's visiting hours, Shabbat and Yom Tov."""
        return try_change(work, lambda: self.apply(work).ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Adds it; the reason stays with it."""
        shift = Shift(**normalise_values(RECORDS["shift"], {**self.values, "override_reason": work.reason}))
        work.session.add(shift)
        work.session.flush()
        settle_new_shifts(work, (shift.id,))
        return Applied(f"Added {shift_name(work.connection, shift.id)}", (shift.id,))


@dataclass(frozen=True)
class CopyShift:
    """Copies a shift without its people: to another time, to another project, or beside itself.

    Attributes:
        shift_id: the shift.
        starts_at: when the copy starts, as long as the other; the same time where None.
        project_id: the copy's project; the same where None.
    """

    shift_id: int
    starts_at: datetime | None = None
    project_id: int | None = None

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against the copy's time and place."""
        return try_change(work, lambda: self.apply(work).ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Copies it."""
        shift = _shift(work, self.shift_id)
        by = timedelta(0)
        if self.starts_at is not None and shift.starts_at is not None:
            by = self.starts_at - shift.starts_at
        project = shift.project_id if self.project_id is None else self.project_id
        new = move_shift(shift, by, project_id=project, override_reason=work.reason)
        work.session.add(new)
        work.session.flush()
        settle_new_shifts(work, (new.id,))
        return Applied(f"Copied {shift_name(work.connection, new.id)}", (new.id,))


@dataclass(frozen=True)
class RepeatShift:
    """Repeats a shift without its people, such as the appointments of a blood drive.

    Attributes:
        shift_id: the first.
        every: minutes from one start to the next.
        times: how many more.
    """

    shift_id: int
    every: int
    times: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against their times."""
        shift = _shift(work, self.shift_id)
        name = shift_name(work.connection, self.shift_id)
        if shift.starts_at is None:
            text = f"{name} has no fixed time, so it cannot be repeated."
            return [hard_finding("shift.repeat", name, text, "Give it a start and an end first.")]
        if self.every < 1 or not 1 <= self.times <= _MOST:
            text = f"{name} cannot be repeated {self.times} times every {self.every} minutes."
            return [
                hard_finding(
                    "shift.repeat", name, text, f"Repeat it 1 to {_MOST} times, a minute apart or more."
                )
            ]
        return try_change(work, lambda: self.apply(work).ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Repeats it."""
        shift = _shift(work, self.shift_id)
        step = timedelta(minutes=self.every)
        new = [move_shift(shift, step * n, override_reason=work.reason) for n in range(1, self.times + 1)]
        work.session.add_all(new)
        work.session.flush()
        settle_new_shifts(work, [each.id for each in new])
        name = shift_name(work.connection, self.shift_id)
        times = "once" if self.times == 1 else f"{self.times} times"
        return Applied(f"Repeated {name} {times}", tuple(each.id for each in new))


@dataclass(frozen=True)
class MoveShifts:
    """Moves the start and the end of several shifts together; one without a fixed time stays as it is.

    They are judged as they stand in the end, so that people who go from one to the next are in nobody's way.

    Attributes:
        shift_ids: the shifts.
        starts_by: minutes by which they start later; earlier where negative.
        ends_by: minutes by which they end later; earlier where negative.
    """

    shift_ids: tuple[int, ...]
    starts_by: int
    ends_by: int

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What their new times break; one that would have no time left is refused."""
        for shift_id, starts, ends in self._times(work):
            if ends <= starts:
                name = shift_name(work.connection, shift_id)
                text = f"{name} would end before it starts."
                return [hard_finding("shift.times", name, text, "Leave it out, or move it by itself.")]
        return try_change(work, lambda: self.apply(work).ids, self.shift_ids)

    def apply(self, work: UnitOfWork) -> Applied:
        """Moves them; the reason stays with each."""
        why = {"override_reason": work.reason} if work.reason else {}
        moved: list[int] = []
        for shift_id, starts, ends in self._times(work):
            SetFields("shift", shift_id, {"starts_at": starts, "ends_at": ends, **why}).apply(work)
            moved.append(shift_id)
        work.session.flush()
        settle_new_shifts(work, moved)
        return Applied(f"Moved {count_noun(len(moved), 'shift')}", tuple(moved))

    def _times(self, work: UnitOfWork) -> list[tuple[int, datetime, datetime]]:
        """By shift, its new start and end."""
        first, last = timedelta(minutes=self.starts_by), timedelta(minutes=self.ends_by)
        shifts = [_shift(work, shift_id) for shift_id in self.shift_ids]
        return [
            (shift.id, shift.starts_at + first, shift.ends_at + last)
            for shift in shifts
            if shift.starts_at is not None and shift.ends_at is not None
        ]


def move_shift(shift: Shift, by: timedelta, **changes: Any) -> Shift:  # noqa: ANN401
    """A copy of a shift at another time; an open-ended one stays so."""
    times = {
        column: None if value is None else value + by
        for column, value in (("starts_at", shift.starts_at), ("ends_at", shift.ends_at))
    }
    return copy_record(shift, **times, **changes)


def copy_record(entry: Entry, **changes: Any) -> Entry:  # noqa: ANN401
    """A new record with the same values but for the changes."""
    values = {c.name: getattr(entry, c.name) for c in entry.__table__.columns if c.name != "id"}
    return type(entry)(**{**values, **changes})


def _shift(work: UnitOfWork, shift_id: int) -> Shift:
    shift = work.session.get(Shift, shift_id)
    if shift is None:
        raise RefusalError(not_found("shift"))
    return shift
