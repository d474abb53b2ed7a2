"""A paragraph in which some words are bold."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from mitzvah_desk.documents.layout.flow import Block, Text
from mitzvah_desk.documents.layout.fonts import Weight
from mitzvah_desk.documents.layout.pen import Pen
from mitzvah_desk.documents.layout.shaping import text_width
from mitzvah_desk.documents.layout.text import Style, clean_text, has_right_to_left

Runs: TypeAlias = tuple[tuple[str, bool], ...]
"""Pieces of a text, and whether each is bold."""
_Line: TypeAlias = tuple[tuple[str, Weight], ...]


def make_paragraph(text: str, runs: Runs, style: Style, width: float) -> Block:
    """A paragraph with its bold words.

    Args:
        text: all of it.
        runs: the same in pieces; empty where nothing is bold.
        style: of what is not bold.
        width: of the column, in points.

    Returns:
        The paragraph; all in one weight where it has words from the right, whose order a change of weight
        would disturb, or a word that has to be broken.
    """
    if not any(strong for _, strong in runs) or has_right_to_left(text):
        return Text(text, style)
    if any(_wide(tuple(word)) * style.size / 1000 > width for word in _words(runs)):
        return Text(text, style)
    return Rich(runs, style)


@dataclass(frozen=True, slots=True)
class Rich(Block):
    """The paragraph, or after a split some of its lines."""

    runs: Runs
    style: Style
    first: int = 0
    last: int | None = None

    def height(self, width: float) -> float:
        """How much it needs."""
        return len(self._lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """What fits, and the rest."""
        fitting = min(int((room + 0.01) // self.style.leading), len(self._lines(width)))
        if fitting < 1:
            return None
        cut = self.first + fitting
        return replace(self, last=cut), replace(self, first=cut)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        for line in self._lines(width):
            left = x
            for text, weight in line:
                pen.text(text, replace(self.style, weight=weight, align="left"), 1e6, x=left, top=top)
                left += text_width(text, weight) * self.style.size / 1000
            top -= self.style.leading

    def _lines(self, width: float) -> tuple[_Line, ...]:
        return _wrapped(self.runs, width * 1000 / self.style.size)[self.first : self.last]


def _words(runs: Runs) -> list[list[tuple[str, Weight]]]:
    """The words, each in pieces of one weight."""
    words: list[list[tuple[str, Weight]]] = [[]]
    for text, strong in runs:
        for number, piece in enumerate(text.split(" ")):
            if number and words[-1]:
                words.append([])
            if kept := clean_text(piece):
                words[-1].append((kept, Weight.BOLD if strong else Weight.REGULAR))
    return [word for word in words if word]


@lru_cache(maxsize=2_000)
def _wrapped(runs: Runs, limit: float) -> tuple[_Line, ...]:
    """Lines of words, greedily; ``limit`` in thousandths of the type size."""
    lines: list[_Line] = []
    line: _Line = ()
    for word in _words(runs):
        longer = _joined(line, word)
        if line and _wide(longer) > limit:
            lines.append(line)
            longer = tuple(word)
        line = longer
    return (*lines, line) if line else tuple(lines)


def _joined(line: _Line, word: list[tuple[str, Weight]]) -> _Line:
    """A line and one more word after a blank, in as few pieces as can be."""
    pieces = [*line[:-1], (f"{line[-1][0]} ", line[-1][1])] if line else []
    for text, weight in word:
        if pieces and pieces[-1][1] is weight:
            pieces[-1] = (pieces[-1][0] + text, weight)
        else:
            pieces.append((text, weight))
    return tuple(pieces)


def _wide(line: _Line) -> float:
    return sum(text_width(text, weight) for text, weight in line)
