"""Every text of a value that is about to leave, whatever it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from mitzvah_desk.documents.layout.notes import Needed
from mitzvah_desk.rules.privacy.disclosure import Granted

_SILENT = (int, float, bytes, date, time, timedelta, Enum, type(None))
"""What holds no text; the bytes of a picture are looked at by nobody."""
NOBODY = Granted()


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text that is about to leave.

    Attributes:
        text: the text.
        granted: of whom it may tell.
    """

    text: str
    granted: Granted = NOBODY


@dataclass(frozen=True, slots=True)
class ValueShape:
    """What a class of values is made of.

    Attributes:
        names: its fields, where it is a dataclass.
        needs: of these, what a reader needs, under the name by which it is told as missing.
        grants: whether it says of whom it may tell.
        silent: whether it holds no text.
    """

    names: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    grants: bool = False
    silent: bool = False


@cache
def shape_of(kind: type) -> ValueShape:
    """What a class of values is made of, worked out once.

    Raises:
        TypeError: nobody knows how to read its texts.
    """
    if issubclass(kind, _SILENT):
        return ValueShape(silent=True)
    if is_dataclass(kind):
        known = fields(kind)
        names = tuple(each.name for each in known if each.name != "granted")
        needs = tuple((each.name, mark.what) for each in known for mark in _marks(each.type))
        return ValueShape(names, needs, grants=len(names) < len(known))
    if issubclass(kind, Iterable):
        return ValueShape()
    raise TypeError(f"{kind.__name__} cannot be read for what it tells.")


def walk_texts(value: object, granted: Granted = NOBODY) -> list[OutgoingText]:
    """Every text in a value, each once: in dataclasses, mappings, sequences and sets, however deep.

    Args:
        value: the value.
        granted: of whom it may tell; a dataclass with a field ``granted`` says it for itself.

    Raises:
        TypeError: there is something in it whose texts nobody knows how to read; nothing is passed over.
    """
    return read_value(value, granted)[0]


def read_value(value: object, granted: Granted = NOBODY) -> tuple[list[OutgoingText], list[str]]:
    """The texts of a value, see ``walk_texts``, and what its reader needs in vain, each by its name."""
    reader = _Reader()
    reader.visit(value, reader.by_grant.setdefault(granted, {}))
    found = [
        OutgoingText(text, each)
        for each, texts in reader.by_grant.items()
        for text in texts
        if text and not text.isspace()
    ]
    return found, list(reader.lacking)


class _Reader:
    """Collects; a thousand letters are some fifty thousand parts, so it makes nothing of each.

    Attributes:
        by_grant: by whom they may tell of, the texts.
        lacking: what is needed in vain.
    """

    def __init__(self) -> None:
        self.by_grant: dict[Granted, dict[str, None]] = {}
        self.lacking: dict[str, None] = {}

    def visit(self, part: object, texts: dict[str, None]) -> None:
        """Reads a part of a value; its texts go to those of the same grant."""
        if type(part) is str:
            texts[part] = None
            return
        kind: Any = part.__class__
        shape = shape_of(kind)
        if shape.names:
            self._visit_fields(part, shape, texts)
        elif shape.silent:
            return
        elif isinstance(part, str):
            texts[str(part)] = None
        elif isinstance(part, Mapping):
            for key, held in part.items():
                self.visit(key, texts)
                self.visit(held, texts)
        elif isinstance(part, Iterable):
            for held in part:
                self.visit(held, texts)

    def _visit_fields(self, part: object, shape: ValueShape, texts: dict[str, None]) -> None:
        own = self.by_grant.setdefault(getattr(part, "granted", NOBODY), {}) if shape.grants else texts
        for name, what in shape.needs:
            if not getattr(part, name):
                self.lacking[what] = None
        for name in shape.names:
            self.visit(getattr(part, name), own)


def _marks(annotation: object) -> Iterator[Needed]:
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in get_args(annotation)[1:] if isinstance(mark, Needed))
