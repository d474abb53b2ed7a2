"""Somebody on the way to a shift: from the list of people, from another shift, by mouse or by keyboard."""

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QMimeData

MIME = "application/x-mitzvah-desk-who"


@dataclass(frozen=True, slots=True)
class Assignee:
    """Whom to put on a shift.

    Attributes:
        kind: ``person`` or ``group``.
        id: the person or group.
        name: in words.
        assignment_id: where they come from, when they are moved from another shift; 0 otherwise.
        adults: a group's adults.
        children: a group's children.
        household_id: everybody of this household instead; None for the one only.
        reserve: to stand by.
    """

    kind: str
    id: int
    name: str
    assignment_id: int = 0
    adults: int = 0
    children: int = 0
    household_id: int | None = None
    reserve: bool = False


def encode_assignee(who: Assignee) -> QMimeData:
    """Somebody as what is dragged."""
    data = QMimeData()
    data.setData(MIME, json.dumps(asdict(who)).encode())
    data.setText(who.name)
    return data


def decode_assignee(data: QMimeData) -> Assignee | None:
    """Whom somebody drags; None where it is something else."""
    if not data.hasFormat(MIME):
        return None
    return Assignee(**json.loads(bytes(data.data(MIME).data())))
