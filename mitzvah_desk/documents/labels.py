"""What stands on labels: an address, a name badge, what is in a box."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mitzvah_desk.documents.layout.fitting import FittedStack, fit_text
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.shaping import text_width
from mitzvah_desk.documents.layout.skeleton import ACCENT, GREY, INK
from mitzvah_desk.documents.layout.text import Style

_LEAST = 7.0
_SMALLEST = 3.0
_BADGE_LEAST = 18.0
_OWN_SHARE = 0.3
"""How much of a badge's height its wearer's duties have at most."""


class PhotoSign(StrEnum):
    """Whether its wearer may be photographed, as a word; each has a shape of its own too."""

    YES = "Photos: yes"
    NO = "No photos"


def _on_it(
    texts: Sequence[str], style: Style, width: float, height: float, legible: float = 12.0
) -> FittedStack:
    """Texts as large as they fit; rather small than over the edge, where they would meet the next label."""
    block = fit_text(texts, style, width, height, least=_LEAST, legible=legible)
    if block.height(width) <= height:
        return block
    return fit_text(texts, style, width, height, least=_SMALLEST, legible=legible)


def _keep_name_whole(line: str, style: Style, width: float) -> str:
    """A couple's line that breaks before ``and Lady Sacks`` if anywhere, where a label is wide enough."""
    first, both, second = line.rpartition(" and ")
    whole = f"and {second}".replace(" ", "\xa0")
    fits = text_width(whole, style.weight) / 1000 * style.size <= width
    return f"{first} {whole}" if both and fits else line


@dataclass(frozen=True, slots=True)
class AddressLabel:
    """An address.

    Attributes:
        lines: name and address as on an envelope.
        size: of the type at best, in points; smaller only where the lines would not fit.
    """

    lines: tuple[str, ...]
    size: float = 12.0

    def draw(self, pen: Pen, x: float, top: float, width: float, height: float) -> None:
        """Draws it, in the middle of its height."""
        style = Style(self.size, self.size * 1.25, colour=INK)
        lines = tuple(_keep_name_whole(line, style, width) for line in self.lines)
        block = _on_it(lines, style, width, height)
        block.draw(pen, x, top - max(height - block.height(width), 0) / 2, width)


@dataclass(frozen=True, slots=True)
class NameBadge:
    """A name badge, to be read across a table.

    Attributes:
        name: as everybody may see it; empty for a line to write it on.
        below: what they do or where they come from.
        event: the campaign's name.
        photos: whether they may be photographed.
        pronouns: how to speak of them; empty where that is not asked for, or not known.
        duties: where they are to be and when, small, for themselves: a line a shift.
        call: whom to ring on the day, as they read it: ``Ring 020 7946 0111``.
    """

    name: str
    below: str
    event: str
    photos: PhotoSign
    pronouns: str = ""
    duties: tuple[str, ...] = ()
    call: str = ""

    def draw(self, pen: Pen, x: float, top: float, width: float, height: float) -> None:
        """Draws it: the event above, the name large in the middle, the sign for photographs at the foot."""
        small = Style(14.0, 17.0, Weight.MEDIUM, colour=ACCENT)
        line = small.leading
        fit_text((self.event,), small, width, line, least=_LEAST).draw(pen, x, top, width)
        own = _fit_duties(self.duties, width, height * _OWN_SHARE)
        room = height - 2 * line - 6 - own.height(width)
        name = Style(40.0, 45.0, Weight.BOLD, "center", INK)
        below = replace(small, size=14.0, leading=17.0, align="center", colour=GREY)
        lower = fit_text((self.pronouns, self.below), below, width, 2 * below.leading, least=_LEAST)
        taken = lower.height(width)
        upper = fit_text((self.name,), name, width, room - taken, least=_BADGE_LEAST, legible=_BADGE_LEAST)
        if upper.height(width) > room - taken:
            upper = _on_it((self.name,), name, width, room - taken, _BADGE_LEAST)
        start = top - line - 2 - max(room - taken - upper.height(width), 0) / 2
        if not self.name:
            pen.rule(x, top - height * 0.55, width, GREY, 0.75)
        upper.draw(pen, x, start, width)
        lower.draw(pen, x, start - upper.height(width), width)
        own.draw(pen, x, top - height + line + 2 + own.height(width), width)
        self._photos(pen, x, top - height, line)
        if self.call:
            at_right = replace(small, align="right", size=12.0)
            call = fit_text((self.call,), at_right, width * 0.5, line, least=_LEAST)
            low = top - height + (line if self.name else 2 * line + 2)  # without a name both signs are there
            call.draw(pen, x + width * 0.5, low, width * 0.5)

    def _photos(self, pen: Pen, x: float, low: float, line: float) -> None:
        """A filled disc for yes, an empty square with a bar for no: shapes that need no colour.

        Without a name neither is known yet, so both are there, to be ringed by hand.
        """
        side = line
        word = Style(14.0, 17.0, Weight.MEDIUM, colour=INK)
        for sign in (self.photos,) if self.name else PhotoSign:
            _draw_photo_sign(pen, sign, x, low, side)
            pen.text(str(sign), word, 200, x=x + side + 5, top=low + side / 2 + word.leading / 2)
            x += side + 10 + text_width(str(sign), word.weight) / 1000 * word.size + side


def _draw_photo_sign(pen: Pen, sign: PhotoSign, x: float, low: float, side: float) -> None:
    canvas = pen.canvas
    canvas.setStrokeColorRGB(*INK)
    canvas.setFillColorRGB(*INK)
    if sign is PhotoSign.YES:
        canvas.circle(x + side / 2, low + side / 2, side / 2, stroke=0, fill=1)
        return
    canvas.setLineWidth(2.4)
    canvas.rect(x + 1.2, low + 1.2, side - 2.4, side - 2.4, stroke=1, fill=0)
    canvas.line(x + 1.2, low + 1.2, x + side - 1.2, low + side - 1.2)


def _fit_duties(duties: Sequence[str], width: float, height: float) -> FittedStack:
    """As many of somebody's duties as a badge has room for, and how many more there are."""
    style = Style(9.0, 10.5, colour=INK)
    for shown in range(len(duties), 0, -1):
        more = len(duties) - shown
        lines = (*duties[:shown], *([f"and {more} more, see your schedule"] if more else ()))
        block = fit_text(lines, style, width, height, least=_LEAST, legible=_LEAST)
        if block.height(width) <= height:
            return block
    return FittedStack(())


@dataclass(frozen=True, slots=True)
class BoxLabel:
    """What is in a box.

    Attributes:
        what: the thing and how many: ``24 × Baked beans``.
        facts: use-by date, where it goes, where it stands; a line each.
        urgent: it must go first.
    """

    what: str
    facts: tuple[str, ...]
    urgent: bool = False

    def draw(self, pen: Pen, x: float, top: float, width: float, height: float) -> None:
        """Draws it: the thing large, the facts below."""
        lines: Sequence[str] = ("Give this first", *self.facts) if self.urgent else self.facts
        facts = _on_it(lines, Style(13.0, 16.5, colour=INK), width, height * 0.55)
        room = height - facts.height(width) - 4
        large = Style(30.0, 34.0, Weight.BOLD, colour=INK, from_left=True)
        what = _on_it((self.what,), large, width, room)
        what.draw(pen, x, top, width)
        facts.draw(pen, x, top - height + facts.height(width), width)
