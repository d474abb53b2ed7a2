"""A piece of the newsletter: its words as data, with lines that are written once for each of many things.

The words are those of ``rules.templates.markup``. A line that holds a chip of a project is written once for
each project; lines that stand together and speak of the same sort of thing are written together. A bold
line is written again only when it says something else, so that ``# {{ on_day }}`` makes a heading for each
day.

``rules.templates.render`` fills them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mitzvah_desk.rules.templates import markup as wording
from mitzvah_desk.rules.templates.markup import TemplateField

Atom = tuple[str | TemplateField, bool]
"""A text or a chip of a line, and whether it is bold."""

_ORDER = "Order: "
_LONGEST_HEADING = 120


class Sort(StrEnum):
    """What a chip belongs to; one of the whole piece to nothing else."""

    PIECE = ""
    PROJECT = "project"
    THING = "thing to give"
    TARGET = "target"
    QUOTATION = "quotation"


class Order(StrEnum):
    """In which order things are told."""

    DAY = "by day and time"
    KIND = "by kind"
    TITLE = "by title"


@dataclass(frozen=True, slots=True)
class Chip(TemplateField):
    """A chip of the newsletter.

    Attributes:
        sort: what it belongs to.
        whole: it says whole sentences, so that a sentence ends behind it.
        tells: it says something that only this piece is for; a piece in which none of these speaks is empty.
    """

    sort: Sort = Sort.PIECE
    whole: bool = False
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of a piece.

    Attributes:
        heading: above it.
        order: of what it tells.
        words: as ``rules.templates.markup`` reads them.
    """

    heading: str
    order: Order
    words: str


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One of the things that a piece tells of.

    Attributes:
        values: by the chips' keys.
        at: when, for the order; what has no time comes last.
        kind: its kind, likewise.
        title: its title, likewise.
    """

    values: Mapping[str, str]
    at: datetime = datetime.max
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a piece is filled with.

    Attributes:
        values: of the chips of the whole piece.
        entries: the things it tells of, by sort.
    """

    values: Mapping[str, str]
    entries: Mapping[Sort, Sequence[SectionEntry]]


def parse_section(text: str) -> Piece:
    """A piece as it is kept: its heading, its order, an empty line, its words."""
    head, _, words = text.partition("\n\n")
    heading, _, order = head.partition("\n")
    known = {str(each): each for each in Order}
    return Piece(heading.strip(), known.get(order.removeprefix(_ORDER).strip(), Order.DAY), words.strip())


def format_section(piece: Piece) -> str:
    """A piece as ``parse_section`` reads it."""
    return f"{piece.heading}\n{_ORDER}{piece.order}\n\n{piece.words}"


def require_valid_section(piece: Piece, chips: Mapping[str, Chip]) -> Piece:
    """A piece as it may be kept.

    Raises:
        ValueError: a sentence: it has no heading, or which line holds what it may not.
    """
    heading = " ".join(piece.heading.split())
    if not 0 < len(heading) <= _LONGEST_HEADING:
        raise ValueError(f"A piece has a heading of 1 to {_LONGEST_HEADING} letters.")
    wording.require_valid_markup(piece.words, chips)
    for number, line in enumerate(piece.words.splitlines(), start=1):
        sorts = sorted(sort for sort in chip_sorts(wording.parse_runs(line, chips)) if sort)
        if len(sorts) > 1:
            both = " and of a ".join(sorts[:2])
            raise ValueError(f"Line {number} speaks of a {both}. Put each into a line of its own.")
    return Piece(heading, piece.order, piece.words)


def chip_sorts(atoms: Sequence[Atom]) -> set[Sort]:
    """Of what the chips of a line speak."""
    return {atom.sort for atom, _ in atoms if isinstance(atom, Chip)}


def list_used_chips(piece: Piece, chips: Mapping[str, Chip]) -> frozenset[str]:
    """The keys of the chips that a piece's words hold."""
    lines = (wording.parse_runs(text, chips) for _, text in wording.parse_lines(piece.words))
    return frozenset(atom.key for line in lines for atom, _ in line if isinstance(atom, TemplateField))
