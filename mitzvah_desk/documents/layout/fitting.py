"""Type as large as its place allows: for signs, badges and labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mitzvah_desk.documents.layout.flow import Stack, Text
from mitzvah_desk.documents.layout.notes import note_small_text
from mitzvah_desk.documents.layout.shaping import text_width
from mitzvah_desk.documents.layout.text import Style, clean_text, layout_lines, widen_leading

_STEP = 0.5


@dataclass(frozen=True, slots=True)
class FittedStack(Stack):
    """Fitted texts, and the ``size`` they are set in, in points."""

    size: float = 0.0


def fit_text(
    texts: Sequence[str],
    style: Style,
    width: float,
    height: float,
    *,
    least: float,
    legible: float = 12.0,
) -> FittedStack:
    """Texts one below the other, as large as they stand in a box without a word being broken.

    Args:
        texts: a paragraph each; empty ones are left out.
        style: how they are set at best; its leading keeps its proportion to the size.
        width: of the box, in points.
        height: of the box, in points.
        least: the smallest size. A word too long at it is broken; what is too tall at it stands out at the
            foot, which the result's ``height`` tells.
        legible: the size below which its readers have trouble; a text that has to be set smaller is noted.
    """
    said = [text for text in texts if text.strip()]
    leading = widen_leading(said, style)

    def at(step: int) -> Style:
        size = least + step * _STEP
        return replace(style, size=size, leading=size * leading)

    # Words cap the size before anything is laid out, but one too long even for the smallest size is broken
    # anyway and need not make everything small.
    widths = [text_width(word, style.weight) / 1000 for text in said for word in clean_text(text).split()]
    widest = max((wide for wide in widths if wide * least <= width), default=0.0)
    most = min(style.size, width / widest) if widest else style.size

    def fits(sized: Style) -> bool:
        return sum(len(layout_lines(text, sized, width)) for text in said) * sized.leading <= height + 0.01

    low, high = 0, max(int((most - least) / _STEP), 0)
    if fits(at(high)):
        low = high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(at(middle)) else (low, middle - 1)
    best, style = style.size, at(low)
    if style.size < min(legible, best):
        for text in said:
            note_small_text(text, style.size)
    return FittedStack(tuple(Text(text, style) for text in said), size=style.size)
