"""How blocks are shared out over pages, whatever they are and however they are nested."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mitzvah_desk.documents.layout.flow import NOTHING, Block, FlowSection, Row, Stack, VerticalSpace
from mitzvah_desk.documents.layout.pagination import paginate

ROOM, WIDTH = 100.0, 300.0


class Drawn(NamedTuple):
    """A line as it was drawn: whose, which, and from where to where below the top of the page."""

    name: str
    line: int
    top: float
    low: float
    heading: bool


@dataclass(frozen=True, slots=True)
class Lines(Block):
    """Ten points a line; it can be parted between any two of them, if at all."""

    name: str
    first: int
    last: int
    whole: bool = False
    heading: bool = False

    def height(self, width: float) -> float:
        return (self.last - self.first) * 10.0

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        cut = self.first + int((room + 0.01) // 10)
        return (
            None if self.whole or cut == self.first else (replace(self, last=cut), replace(self, first=cut))
        )

    def draw(self, pen: Any, x: float, top: float, width: float) -> None:
        for line in range(self.first, self.last):
            at = -top + (line - self.first) * 10
            pen.append(Drawn(self.name, line, at, at + 10, self.heading))


names = (f"n{number}" for number in range(10**9))


@st.composite
def texts(draw: st.DrawFn, most: int = 30) -> Block:
    return Lines(next(names), 0, draw(st.integers(1, most)))


@st.composite
def pictures(draw: st.DrawFn) -> Block:
    return Lines(next(names), 0, draw(st.integers(1, 3)), whole=True)


@st.composite
def headings(draw: st.DrawFn) -> Block:
    lines = Lines(next(names), 0, 1, whole=True, heading=True)
    return Stack((lines, VerticalSpace(draw(st.sampled_from((0.0, 4.0))))))


@st.composite
def sections(draw: st.DrawFn, inside: st.SearchStrategy[Block]) -> Block:
    heading, body = draw(headings()), Stack(tuple(draw(st.lists(inside, min_size=1, max_size=4))))
    again = NOTHING if draw(st.booleans()) else Lines("again", 0, draw(st.integers(1, 2)), heading=True)
    return FlowSection(heading, again, body)


@st.composite
def letters(draw: st.DrawFn, inside: st.SearchStrategy[Block]) -> Block:
    """What is kept together begins with a greeting, which must not stand alone either."""
    return Stack((draw(headings()), *draw(st.lists(inside, min_size=1, max_size=3))), together=True)


def rows(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    return st.builds(lambda *cells: Row(cells, (140.0, 140.0)), inside, inside)


def stacks(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    parts = st.lists(inside, min_size=1, max_size=4).map(tuple)
    return st.builds(Stack, parts, st.booleans())


leaves = st.one_of(texts(), texts(3), pictures())
lines = st.one_of(leaves, rows(leaves), letters(st.one_of(leaves, rows(leaves))))


def grown(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    return st.one_of(inside, sections(inside), stacks(inside))


nested = grown(grown(lines))
"""A page always has room for two headings, a greeting and a picture, the most that there is in a row."""
spaced = st.lists(st.one_of(nested, st.just(VerticalSpace(7.0))), min_size=1, max_size=6)


def drawn_on(pages: list[Any]) -> list[list[Drawn]]:
    found: list[list[Drawn]] = []
    for page in pages:
        pen: Any = []
        for block, down in page:
            block.draw(pen, 0.0, -down, WIDTH)
        found.append(pen)
    return found


@given(spaced, st.sampled_from((0.0, 20.0)))
def test_nothing_is_lost_or_turned_round_and_no_heading_stands_alone(
    blocks: list[Block], opening: float
) -> None:
    whole: Any = []
    Stack(tuple(blocks)).draw(whole, 0.0, 0.0, WIDTH)
    pages = drawn_on(paginate(blocks, WIDTH, lambda number: ROOM - (0.0 if number else opening)))
    for number, page in enumerate(pages):
        assert all(line.low <= ROOM - (0.0 if number else opening) + 0.1 for line in page)
    told = [(line.name, line.line) for page in pages for line in page if line.name != "again"]
    every = [(line.name, line.line) for line in whole]
    assert sorted(told) == sorted(every)
    for name in {line.name for line in whole}:
        assert [line for who, line in told if who == name] == sorted(n for who, n in every if who == name)
    for page in pages:
        assert page or not whole
    for page in pages[:-1]:
        lowest = max(page, key=lambda line: line.low)
        assert not lowest.heading, pages
