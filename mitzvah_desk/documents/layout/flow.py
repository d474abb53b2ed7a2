"""Blocks of paper that know their height, can be split over pages and draw themselves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import dropwhile

from reportlab.lib.utils import ImageReader

from mitzvah_desk.documents.layout.pen import Colour, Pen
from mitzvah_desk.documents.layout.text import Style, layout_lines, sized_for


class Block:
    """Something in a column. It is measured and split for a width, then drawn from its top down."""

    def height(self, width: float) -> float:
        """How much it needs, in points."""
        raise NotImplementedError

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":  # noqa: ARG002
        """What fits into ``room`` and what is left; None where nothing sensible fits."""
        return None

    def loosened(self) -> "Block":
        """The same with less to keep it together, for a page that is too small; itself where nothing does."""
        return self

    def separated(self, *, firm: bool) -> "Block":  # noqa: ARG002
        """The same with its first heading by itself, where even that is too much; a ``firm`` one too."""
        return self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Text(Block):
    """A text, or after a split some of its lines."""

    text: str
    style: Style
    first: int = 0
    last: int | None = None

    def height(self, width: float) -> float:
        """How much it needs."""
        style = sized_for(self.text, self.style)
        return len(layout_lines(self.text, style, width)[self.first : self.last]) * style.leading

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits, and the rest."""
        style = sized_for(self.text, self.style)
        count = len(layout_lines(self.text, style, width)[self.first : self.last])
        fitting = min(int((room + 0.01) // style.leading), count)
        if count - fitting == 1 and fitting > 2:
            fitting -= 1  # no lonely last line on the next page
        if fitting < 1:
            return None
        cut = self.first + fitting
        return replace(self, last=cut), replace(self, first=cut)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        style = sized_for(self.text, self.style)
        pen.text(self.text, style, width, x=x, top=top, lines=slice(self.first, self.last))


@dataclass(frozen=True, slots=True)
class VerticalSpace(Block):
    """Empty space; none at the top of a page."""

    points: float

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing to see."""


@dataclass(frozen=True, slots=True)
class NewPage(VerticalSpace):
    """What follows begins a page of its own."""

    points: float = 0


@dataclass(frozen=True, slots=True)
class Bookmark(VerticalSpace):
    """Its page is found by these words in a reader's list of contents; it takes no room."""

    points: float = 0
    words: str = ""

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Marks the page."""
        pen.bookmark(self.words)


@dataclass(frozen=True, slots=True)
class Rule(Block):
    """A thin line across the column, at the foot of its height: a divider, or a line to write on.

    A ``dashed`` one is where a paper is cut or torn.
    """

    points: float
    colour: Colour
    thickness: float = 0.75
    dashed: bool = False

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        low = top - self.points + self.thickness
        pen.rule(x, low, width, self.colour, self.thickness, dashed=self.dashed)


@dataclass(frozen=True, slots=True)
class Tick(Block):
    """An empty square to tick, as tall as a line of text."""

    style: Style

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.style.leading

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draws it."""
        side = self.style.size * 0.8
        pen.box(x + 0.5, top - (self.style.leading + side) / 2, side, side, edge=self.style.colour)


@dataclass(frozen=True, slots=True)
class Pill(Block):
    """A word or two in a frame; filled where it wants attention."""

    text: str
    style: Style
    filled: bool
    _INSET = 6.0

    def height(self, width: float) -> float:
        """How much it needs."""
        return len(layout_lines(self.text, self._type, width - 2 * self._INSET)) * self.style.leading + 4

    @property
    def _type(self) -> Style:
        return replace(self.style, colour=(1.0, 1.0, 1.0)) if self.filled else self.style

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        room = width - 2 * self._INSET
        lines = layout_lines(self.text, self._type, room)
        if not lines:
            return
        wide = max(line.width for line in lines) + 2 * self._INSET
        left = x + (width - wide if self.style.align == "right" else 0)
        tall = self.height(width)
        colour = self.style.colour
        pen.box(left, top - tall, wide, tall, fill=colour if self.filled else None, edge=colour)
        pen.text(self.text, self._type, room, x=x + self._INSET, top=top - 2)


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A picture of a fixed size, in points."""

    image: ImageReader
    wide: float
    tall: float

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return self.tall

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draws it."""
        pen.picture(self.image, x, top - self.tall, self.wide, self.tall)


@dataclass(frozen=True, slots=True)
class Row(Block):
    """Cells side by side; ``widths`` are in points and say how the column is shared."""

    cells: tuple[Block, ...]
    widths: tuple[float, ...]
    between: float = 10.0

    def height(self, width: float) -> float:  # noqa: ARG002
        """How much it needs."""
        return max(cell.height(wide) for cell, wide in zip(self.cells, self.widths, strict=True))

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":  # noqa: ARG002
        """What fits, and the rest."""
        heads: list[Block] = []
        tails: list[Block] = []
        for cell, wide in zip(self.cells, self.widths, strict=True):
            parts = (cell, VerticalSpace(0)) if cell.height(wide) <= room else cell.split(wide, room)
            if parts is None:
                return None
            heads.append(parts[0])
            tails.append(parts[1])
        return replace(self, cells=tuple(heads)), replace(self, cells=tuple(tails))

    def loosened(self) -> Block:
        """With its cells loosened."""
        return self._changed(tuple(cell.loosened() for cell in self.cells))

    def separated(self, *, firm: bool) -> Block:
        """With headings in its cells by themselves."""
        return self._changed(tuple(cell.separated(firm=firm) for cell in self.cells))

    def _changed(self, cells: tuple[Block, ...]) -> Block:
        same = all(new is old for new, old in zip(cells, self.cells, strict=True))
        return self if same else replace(self, cells=cells)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draws it."""
        for cell, wide in zip(self.cells, self.widths, strict=True):
            cell.draw(pen, x, top, wide)
            x += wide + self.between


@dataclass(frozen=True, slots=True)
class Stack(Block):
    """Blocks one below the other. ``together`` keeps them on one page where one page can hold them."""

    blocks: tuple[Block, ...]
    together: bool = False

    def height(self, width: float) -> float:
        """How much it needs."""
        return sum(block.height(width) for block in self.blocks)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits, and the rest."""
        if self.together:
            return None
        used = 0.0
        for number, block in enumerate(self.blocks):
            tall = block.height(width)
            if used + tall <= room + 0.01:
                used += tall
                continue
            parts = block.split(width, room - used)
            before, after = self.blocks[:number], self.blocks[number + 1 :]
            if parts is not None:
                return Stack((*before, parts[0])), Stack((parts[1], *after))
            if all(isinstance(done, VerticalSpace) for done in before):
                return None
            rest = [*dropwhile(lambda left: isinstance(left, VerticalSpace), self.blocks[number:])]
            return Stack(before), Stack(tuple(rest))
        return self, Stack(())

    def loosened(self) -> Block:
        """Kept together, only its beginning stays with what follows; else with its first block loosened."""
        if not self.together:
            return self._changed(lambda block: block.loosened())
        told = self._told()
        cut = told[1] if len(told) > 1 else told[0] if told else 0
        loose = Stack(self.blocks[cut:])
        return FlowSection(Stack(self.blocks[:cut]), NOTHING, loose, firm=False) if cut else loose

    def separated(self, *, firm: bool) -> Block:
        """With the heading of its first block by itself."""
        return self._changed(lambda block: block.separated(firm=firm))

    def _told(self) -> list[int]:
        """Where what is no mere space or line stands among its blocks."""
        return [n for n, block in enumerate(self.blocks) if not isinstance(block, VerticalSpace | Rule)]

    def _changed(self, change: Callable[[Block], Block]) -> Block:
        for number in self._told()[:1]:
            first = change(self.blocks[number])
            if first is not self.blocks[number]:
                return Stack((*self.blocks[:number], first, *self.blocks[number + 1 :]), self.together)
        return self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        for block in self.blocks:
            block.draw(pen, x, top, width)
            top -= block.height(width)


NOTHING = Stack(())
"""Takes no room and draws nothing."""


@dataclass(frozen=True, slots=True)
class FlowSection(Block):
    """A body under a heading, which never stands alone; on a further page it comes again as ``again``.

    Where it is not ``firm``, its heading is what a text begins with: it stands alone before a heading does.
    """

    heading: Block
    again: Block
    body: Stack
    firm: bool = True

    def height(self, width: float) -> float:
        """How much it needs."""
        return self.heading.height(width) + self.body.height(width)

    def split(self, width: float, room: float) -> "tuple[Block, Block] | None":
        """What fits, and the rest."""
        above = self.heading.height(width)
        parts = self.body.split(width, room - above) if room > above else None
        if parts is None:
            return None
        head, tail = parts
        rest = tail if self.again is NOTHING else FlowSection(self.again, self.again, Stack((tail,)))
        return Stack((self.heading, head)), rest

    def loosened(self) -> Block:
        """The heading once only; then with its body loosened."""
        if self.again is not NOTHING:
            return replace(self, again=NOTHING)
        return self._changed(self.body.loosened())

    def separated(self, *, firm: bool) -> Block:
        """The heading by itself, which flows where it is long; else one of its body's."""
        if firm or not self.firm:
            return Stack((self.heading, self.body))
        return self._changed(self.body.separated(firm=firm))

    def _changed(self, body: Block) -> Block:
        return self if body is self.body else replace(self, body=Stack((body,)))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it."""
        self.heading.draw(pen, x, top, width)
        self.body.draw(pen, x, top - self.heading.height(width), width)
