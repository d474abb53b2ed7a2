"""What is written in a bar: its role, those on it as far as they fit, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from mitzvah_desk.desk.rota.bar_style import BarStyle
from mitzvah_desk.desk.rota.plan import BarFilter, ShiftBar, SlotBand
from mitzvah_desk.office.rota.queries import NameOnShift, ShiftRow
from mitzvah_desk.rules.rota.staffing import Staffing, describe_taken

_LEAST_ROLE, _MOST_SHOWN = 3, 12
"""So many letters of a role are worth showing, and so many names at most."""


@dataclass(frozen=True, slots=True)
class BarText:
    """A piece of text in a bar.

    Attributes:
        x: where it starts, from the bar's left.
        text: the text.
        bold: whether it stands out.
        tone: its colour.
    """

    x: int
    text: str
    bold: bool = False
    tone: str = "text"


def lay_words(bar: ShiftBar, look: BarStyle, width: int, beside: int, kept: BarFilter) -> tuple[BarText, ...]:
    """The words of a bar: its role and what is to be done about it, then who is on it, then its place.

    Args:
        bar: the bar.
        look: how it is drawn.
        width: how wide it is.
        beside: how much room there is after it in its lane; names that do not fit go there.
        kept: what one looks for; those whom it is about are named first.
    """
    shift = bar.shift
    names = _in_order(shift.people, kept)
    line = _WordLine(look, width, beside)
    if line.begin(shift.role, _standings(shift), settled=shift.staffing.settled):
        line.name(names, settled=shift.staffing.settled)
        line.say_more(shift.staffing.words)
    else:
        line.name_outside(names, shift.role)
    if bar.place:
        line.add_place(f"· {bar.place}")
    return line.finish(_tone(shift.staffing))


def lay_band_words(band: SlotBand, look: BarStyle, width: int, beside: int) -> tuple[BarText, ...]:
    """The words of a band of appointments: ``Donor appointment 24 of 30 places``."""
    staffing, role = band.staffing, band.bars[0].shift.role
    places = describe_taken(staffing.heads, band.places)
    line = _WordLine(look, width, beside)
    if not line.begin(role, (places, f"{staffing.heads}/{band.places}"), settled=False) or line.is_cut:
        line.put_outside(f"{role}: {staffing.words}")
    elif not staffing.settled:
        line.say_more(f"{places}, {staffing.pressing}")
    return line.finish(_tone(staffing))


class _WordLine:
    """The words of one bar as they are laid out from both its ends, and beside it."""

    def __init__(self, look: BarStyle, width: int, beside: int) -> None:
        self._look = look
        self._width = width
        self._beside = beside
        self._pad = look.width(" ")
        self._inside: list[BarText] = []
        self._outside: list[BarText] = []
        self._x = self._pad + 1
        self._standing = ""
        self._left = width - 2 * self._pad - 2
        self.is_cut = False

    def begin(self, role: str, standings: Sequence[str], *, settled: bool) -> bool:
        """Writes the role and how it stands; returns whether there is room for the role."""
        look, room = self._look, self._left
        full = look.width(role, bold=True)
        least = min(full, look.width(f"{role[:_LEAST_ROLE]}…", bold=True))
        standing = _first_fitting(standings, look, room - least - self._pad)
        if settled and full + self._pad + look.width(standing, bold=True) > room:
            standing = ""  # all is well: what it is says more than how many
        if least > room or not (standing or settled):
            self._stand("" if settled else _first_fitting(standings, look, room))
            return False
        self._stand(standing)
        shown = _elided(role, look, self._left, bold=True)
        self.is_cut = shown != role
        self._write(shown, bold=True)
        return True

    def name(self, names: Sequence[NameOnShift], *, settled: bool) -> None:
        """Names whoever fits: all of them in the bar, or those that fit beside it or in it."""
        look = self._look
        told = _name_all(names, look, self._left - self._pad)
        if not told and self._beside > self._left and self.name_outside(names):
            return
        if not told:
            told = _names(names, look, self._left - self._pad)
        if not told and settled:
            self._stand("")
            told = _names(names, look, self._left - self._pad)
        if told:
            self._x += self._pad
            self._left -= self._pad
            self._write(told)

    def name_outside(self, names: Sequence[NameOnShift], role: str = "") -> bool:
        """Names whoever fits beside the bar, after a role that is not in it; returns whether it did."""
        look, before = self._look, f"{role} " if role else ""
        room = self._beside - 2 * self._pad - (look.width(before) if before else 0)
        told = _name_all(names, look, room) or _names(names, look, room)
        return bool(told or role) and self.put_outside(before + told)

    def say_more(self, words: str) -> None:
        """Says in full how it stands, where there is room for that."""
        more = self._look.width(words, bold=True) - self._look.width(self._standing, bold=True)
        if self._standing and more <= self._left:
            self._standing = words
            self._left -= more

    def add_place(self, place: str) -> None:
        """Writes the place behind everything else, in the bar or beside it."""
        if self._look.width(place) + self._pad <= self._left:
            self._x += self._pad
            self._write(place, tone="muted")
        else:
            cut = _elided(place, self._look, self._beside - 2 * self._pad)
            if len(cut) > _LEAST_ROLE + 2:
                self.put_outside(cut, tone="muted")

    def put_outside(self, text: str, tone: str = "text") -> bool:
        """Writes beside the bar, if there is room; returns whether there was."""
        wide = self._look.width(text)
        if wide + 2 * self._pad > self._beside:
            return False
        last = self._outside[-1] if self._outside else None
        at = self._width if last is None else last.x + self._look.width(last.text)
        self._outside.append(BarText(at + self._pad, text, tone=tone))
        self._beside -= wide + self._pad
        return True

    def finish(self, tone: str) -> tuple[BarText, ...]:
        """All of it."""
        if self._standing:
            at = self._width - self._pad - 1 - self._look.width(self._standing, bold=True)
            self._inside.append(BarText(max(at, self._pad // 2 + 1), self._standing, True, tone))
        return (*self._inside, *self._outside)

    def _stand(self, words: str) -> None:
        """Keeps room at the end for how it stands."""
        for text, sign in ((self._standing, 1), (words, -1)):
            if text:
                self._left += sign * (self._look.width(text, bold=True) + self._pad)
        self._standing = words

    def _write(self, text: str, *, bold: bool = False, tone: str = "text") -> None:
        wide = self._look.width(text, bold=bold) + self._pad
        self._inside.append(BarText(self._x, text, bold, tone))
        self._x += wide
        self._left -= wide


def _tone(staffing: Staffing) -> str:
    if staffing.gap:
        return "warn"
    return "bad" if staffing.over else "text" if staffing.asked else "good"


def _standings(shift: ShiftRow) -> tuple[str, ...]:
    """How it stands, the longest form first."""
    staffing = shift.staffing
    if staffing.gap:
        return staffing.pressing, f"−{staffing.gap}"
    if staffing.over:
        return staffing.pressing, f"{staffing.over} over"
    if staffing.asked:
        return staffing.pressing, f"{staffing.asked}?"
    return (f"{staffing.confirmed}/{shift.maximum}",) if staffing.confirmed else ()


def _in_order(people: Sequence[NameOnShift], kept: BarFilter) -> list[NameOnShift]:
    """Those to be named; who has not answered first where one looks for them."""
    named = [one for one in people if not one.reserve]
    return sorted(named, key=lambda one: not one.asked) if kept is BarFilter.UNANSWERED else named


def _name_all(people: Sequence[NameOnShift], look: BarStyle, room: int) -> str:
    """Everybody, in full or shortened; empty where they do not all fit."""
    if not people or len(people) > _MOST_SHOWN:
        return ""
    for way in (_full, _short):
        text = _joined([_asking(one, way(one)) for one in people])
        if look.width(text) <= room:
            return text
    return ""


def _names(people: Sequence[NameOnShift], look: BarStyle, room: int) -> str:
    """As many names as fit, then how many more there are: ``Ann C., Dan L. +3``."""
    for way in (_short, _initials):
        names = [_asking(one, way(one)) for one in people]
        for shown in range(min(len(names), _MOST_SHOWN), 0, -1):
            rest = len(names) - shown
            text = _joined(names[:shown]) + (f" +{rest}" if rest else "")
            if look.width(text) <= room:
                return text
    more = f"+{len(people)}"
    return more if people and look.width(more) <= room else ""


def _full(one: NameOnShift) -> str:
    return one.name


def _short(one: NameOnShift) -> str:
    return one.short


def _initials(one: NameOnShift) -> str:
    """``AC`` for a person, the first word of a group."""
    return one.name.split(" ")[0] if one.short == one.name else "".join(word[0] for word in one.name.split())


def _asking(one: NameOnShift, text: str) -> str:
    return f"{text}?" if one.asked else text


def _joined(names: Sequence[str]) -> str:
    """Names side by side; one that is read from the right turns nothing but itself."""
    if any(_is_right_to_left(name) for name in names):
        return "\u200e" + ", ".join(f"\u2068{name}\u2069" for name in names)
    return ", ".join(names)


def _is_right_to_left(text: str) -> bool:
    """Whether a text has letters that are read from the right."""
    return any("\u0590" <= letter <= "\u08ff" for letter in text)


def _elided(text: str, look: BarStyle, room: int, *, bold: bool = False) -> str:
    if look.width(text, bold=bold) <= room:
        return text
    for cut in range(len(text) - 1, 0, -1):
        shorter = f"{text[:cut].rstrip()}…"
        if look.width(shorter, bold=bold) <= room:
            return shorter
    return ""


def _first_fitting(choices: Sequence[str], look: BarStyle, room: int) -> str:
    return next((words for words in choices if look.width(words, bold=True) <= room), "")
