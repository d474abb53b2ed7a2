"""Shares blocks out over pages: what stays together, and what gives way first where a page is too small."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mitzvah_desk.documents.layout.flow import Block, NewPage, VerticalSpace


class Placed(NamedTuple):
    """A block and how far below the top of the page's body it begins, in points."""

    block: Block
    down: float


def paginate(blocks: Sequence[Block], width: float, room: Callable[[int], float]) -> list[tuple[Placed, ...]]:
    """Shares blocks out over pages.

    What fits nowhere whole begins where it stands, loosened only as far as it must be.

    Args:
        blocks: from first to last.
        width: of the column, in points.
        room: how much a page's body holds, by the page's number from 0.
    """
    pages: list[tuple[Placed, ...]] = []
    page: list[Placed] = []
    down = 0.0
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if not page and isinstance(block, VerticalSpace):
            continue
        if isinstance(block, NewPage):
            pages.append(tuple(page))
            page, down = [], 0.0
            continue
        left = room(len(pages)) - down
        tall = block.height(width)
        if tall <= left + 0.01:
            page.append(Placed(block, down))
            down += tall
            continue
        parts = block.split(width, left)
        if parts is not None:
            page.append(Placed(parts[0], down))
            waiting.append(parts[1])
        elif page and _can_begin(block, width, room(len(pages) + 1)):
            waiting.append(block)
        elif (loose := _loosen(block)) is not block:
            waiting.append(loose)
            continue
        elif page:
            waiting.append(block)
        else:
            page.append(Placed(block, down))  # nothing smaller can be made of it
        pages.append(tuple(page))
        page, down = [], 0.0
    if page or not pages:
        pages.append(tuple(page))
    return pages


def _can_begin(block: Block, width: float, room: float) -> bool:
    """Whether an empty page has room for a block or for some of it."""
    return block.height(width) <= room + 0.01 or block.split(width, room) is not None


def _loosen(block: Block) -> Block:
    """A block with one thing less to keep it together, what is missed least; itself where nothing does."""
    loose = (block.loosened(), block.separated(firm=False), block.separated(firm=True))
    return next((each for each in loose if each is not block), block)
