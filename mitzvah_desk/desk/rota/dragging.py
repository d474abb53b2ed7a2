"""A bar on its way: where it would stand, in steps of a quarter of an hour, and what that would break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from mitzvah_desk.desk.rota.plan import SNAP, ShiftBar, format_clock
from mitzvah_desk.rules.findings import Finding


class BarPart(Enum):
    """What of a bar is held."""

    WHOLE = "whole"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Drag:
    """A bar being moved or stretched; nothing is changed before it is dropped.

    Attributes:
        bar: the bar as it stands.
        part: what of it is held.
        start: where it would start, in minutes after midnight.
        end: where it would end.
        findings: what would stand against that.
    """

    bar: ShiftBar
    part: BarPart
    start: int
    end: int
    findings: Sequence[Finding] = ()

    @property
    def changed(self) -> bool:
        """Whether it would stand elsewhere than now."""
        return (self.start, self.end) != (self.bar.start, self.bar.end)

    @property
    def words(self) -> str:
        """What it would be: ``Bakers 10:15–12:15``."""
        return f"{self.bar.shift.role} {format_clock(self.start)}–{format_clock(self.end)}"

    def by(self, minutes: float) -> "Drag":
        """The same bar so many minutes from where it stands, snapped; a quarter of an hour at least."""
        start, end = self.bar.start, self.bar.end
        if self.part is BarPart.START:
            start = min(_snapped(start + minutes), end - SNAP)
        elif self.part is BarPart.END:
            end = max(_snapped(end + minutes), start + SNAP)
        else:
            start = _snapped(start + minutes)
            end = start + self.bar.end - self.bar.start
        if start < 0:
            start, end = 0, end - start if self.part is BarPart.WHOLE else end
        return replace(self, start=start, end=end, findings=())

    def step(self, part: BarPart, minutes: int) -> "Drag":
        """The same bar, moved or stretched at its end by so many minutes from where it would stand now."""
        if part is BarPart.END:
            return replace(self, end=max(_snapped(self.end + minutes), self.start + SNAP), findings=())
        start = max(_snapped(self.start + minutes), 0)
        return replace(self, start=start, end=start + self.end - self.start, findings=())

    def told(self, findings: Sequence[Finding]) -> "Drag":
        """The same with what stands against it."""
        return replace(self, findings=tuple(findings))


def start_drag(bar: ShiftBar, part: BarPart) -> Drag:
    """A bar just taken hold of."""
    return Drag(bar, part, bar.start, bar.end)


def _snapped(minute: float) -> int:
    return round(minute / SNAP) * SNAP
