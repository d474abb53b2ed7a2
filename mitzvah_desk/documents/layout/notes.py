"""What a document notes of itself while it is drawn, for whoever has it drawn to tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

_small: ContextVar[dict[str, float] | None] = ContextVar("small", default=None)


@contextmanager
def collect_small_texts() -> Iterator[dict[str, float]]:
    """Collects what is set too small while the block runs: each text with the size it got, in points."""
    found: dict[str, float] = {}
    token = _small.set(found)
    try:
        yield found
    finally:
        _small.reset(token)


def note_small_text(text: str, size: float) -> None:
    """Notes that a text had to be set in a size smaller than its readers need."""
    collected = _small.get()
    if collected is not None:
        collected[text] = min(size, collected.get(text, size))


@dataclass(frozen=True, slots=True)
class Needed:
    """Marks a field that a document's reader needs: ``place: Annotated[str, Needed("the place")]``.

    Attributes:
        what: under which name it is told as missing where it is empty.
    """

    what: str
