"""Type as large as its place allows: for signs, badges and labels."""

from collections.abc import Sequence
from dataclasses import replace

from mitzvah_desk.documents.flow import Stack, Text
from mitzvah_desk.documents.text import Style, broadest, laid

_STEP = 0.5


def fitted(texts: Sequence[str], style: Style, width: float, height: float, *, least: float) -> Stack:
    """Texts one below the other, as large as they stand in a box without a word being broken.

    Args:
        texts: a paragraph each; empty ones are left out.
        style: how they are set at best; its leading keeps its proportion to the size.
        width: of the box, in points.
        height: of the box, in points.
        least: the smallest size. A word too long at it is broken; what is too tall at it stands out at the
            foot, which the result's ``height`` tells.
    """
    said = [text for text in texts if text.strip()]
    leading = style.leading / style.size

    def at(step: int) -> Style:
        size = least + step * _STEP
        return replace(style, size=size, leading=size * leading)

    # A word too long even for the smallest size is broken anyway, and need not make everything small.
    words = [word for text in said for word in text.split() if broadest((word,), at(0)) <= width]

    def fits(sized: Style) -> bool:
        tall = sum(len(laid(text, sized, width)) for text in said) * sized.leading
        return tall <= height + 0.01 and broadest(words, sized) <= width

    low, high = 0, max(int((style.size - least) / _STEP), 0)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(at(middle)) else (low, middle - 1)
    return Stack(tuple(Text(text, at(low)) for text in said))
