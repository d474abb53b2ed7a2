"""Every text of a value that is about to leave, whatever it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum

from mitzvah_desk.rules.privacy.disclosure import Granted

_SILENT = (int, float, bytes, date, time, timedelta, Enum, type(None))
"""What holds no text; the bytes of a picture are looked at by nobody."""
NOBODY = Granted()


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text that is about to leave.

    Attributes:
        text: the text.
        path: where in the value it stands: ``shifts.note``.
        granted: of whom it may tell.
    """

    text: str
    path: str
    granted: Granted = NOBODY


def walk_texts(value: object, path: str = "", granted: Granted = NOBODY) -> Iterator[OutgoingText]:
    """Every text in a value: in dataclasses, mappings, sequences and sets, however deep.

    Args:
        value: the value.
        path: where it stands.
        granted: of whom it may tell; a dataclass with a field ``granted`` says it for itself.

    Raises:
        TypeError: there is something in it whose texts nobody knows how to read; nothing is passed over.
    """
    if isinstance(value, _SILENT):
        return
    if isinstance(value, str):
        if value and not value.isspace():
            yield OutgoingText(value, path, granted)
        return
    own = getattr(value, "granted", granted)
    for name, held in _parts(value, path):
        yield from walk_texts(held, f"{path}.{name}" if path and name else path or name, own)


def _parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    """What a value is made of, each with its name where it has one."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from (
            (each.name, getattr(value, each.name)) for each in fields(value) if each.name != "granted"
        )
    elif isinstance(value, Mapping):
        yield from (("", key) for key in value)
        yield from ((key if isinstance(key, str) else "", held) for key, held in value.items())
    elif isinstance(value, Iterable):
        yield from (("", held) for held in value)
    else:
        raise TypeError(f"{type(value).__name__} at {path or 'the top'} cannot be read for what it tells.")
