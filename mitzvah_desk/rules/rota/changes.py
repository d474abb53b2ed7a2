"""What a change of a shift means for those who knew it otherwise, in words for the telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mitzvah_desk.rules.fields.parsing import format_date
from mitzvah_desk.rules.rota.shift_times import format_span


class ChangeKind(StrEnum):
    """What became of a shift for somebody."""

    CALLED_OFF = "called off"
    TAKEN_OFF = "no longer on it"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class KnownShift:
    """A shift as somebody knows it, or as it is now.

    Attributes:
        title: what and in which project: ``Baker in Tea for all``.
        starts_at: on the wall's clock; None for one in one's own time.
        ends_at: the same.
        place: where, by the name that the committee may see; may be empty.
    """

    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    place: str = ""

    @property
    def when(self) -> str:
        """``10:00–12:00``, or that it has no fixed time."""
        if self.starts_at is None or self.ends_at is None:
            return "in your own time"
        return format_span(self.starts_at, self.ends_at)


def describe_change(known: KnownShift, now: KnownShift | None, kind: ChangeKind) -> str:
    """One line on what is otherwise, which stands first: ``Now 11:00–12:00, not 10:00–11:00: Baker in Tea``.

    Args:
        known: the shift as they know it.
        now: the shift as it is; None where it is gone.
        kind: what became of it for them.
    """
    if kind is ChangeKind.CHANGED and now is not None:
        said = ", ".join(_differences(known, now))
        return f"{said[:1].upper()}{said[1:]}: {now.title}"
    what = "Taken off" if kind is ChangeKind.TAKEN_OFF else "Called off"
    when = f", {known.when}" if known.starts_at else ""
    return f"{what}{when}: {known.title}"


def _differences(known: KnownShift, now: KnownShift) -> Iterator[str]:
    if (known.starts_at, known.ends_at) != (now.starts_at, now.ends_at):
        day = ""
        if known.starts_at and now.starts_at and known.starts_at.date() != now.starts_at.date():
            day = f"{format_date(now.starts_at.date())}, "
        yield f"now {day}{now.when}, not {known.when}"
    if known.place != now.place:
        yield f"now in {now.place or 'no place yet'}" + (f", not in {known.place}" if known.place else "")
