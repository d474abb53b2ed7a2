"""What is about to leave: a frozen value with its audience, and what writes it once it may."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.rules.privacy.disclosure import Audience, Granted
from mitzvah_desk.store.atomic_write import write_atomically
from mitzvah_desk.store.errors import WorldError

Progress = Callable[[int, int], bool]
"""Told how many of how many are done; returns False to stop."""
Key = tuple[str, int]
"""An addressee: ``("household", 7)``."""


class OutgoingForm(StrEnum):
    """As what it leaves."""

    PAPER = "paper"
    """Drawn with the shipped typefaces, and printed."""
    FILE = "file"
    """Written for another program."""
    CLIPBOARD = "clipboard"
    """Copied, to be pasted anywhere."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something gathered that wants to leave. Only ``gate.check_outgoing`` makes it leave.

    Attributes:
        title: what it is called: ``Rota of a project``.
        audience: for whose eyes it is.
        value: everything that is written, as frozen values; the gate reads every text in it.
        write: makes the bytes of ``value``; it must hold no text of its own but what every copy has.
        name: a name for its file, without its ending.
        form: as what it leaves.
        findings: what whoever gathered it knows already, such as an addressee without an address.
        count: how many letters or sheets or rows it holds.
        keys: the addressees of a batch of letters.
        granted: of whom all of it may tell, its name too.
        note: what is written down in the file once it has left; None where nothing is.
    """

    title: str
    audience: Audience
    value: object
    write: Callable[[Any, Progress | None], bytes]
    name: str
    form: OutgoingForm = OutgoingForm.PAPER
    findings: tuple[Finding, ...] = ()
    count: int = 1
    keys: tuple[Key, ...] = ()
    granted: Granted = field(default_factory=Granted)
    note: Action | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """What the gate let through, written.

    Attributes:
        content: its bytes.
        findings: what the user should know about it.
        name: a name for its file, without its ending.
        note: what is written down in the file once it has left.
    """

    content: bytes
    findings: tuple[Finding, ...]
    name: str
    note: Action | None = None


def save_released(path: Path, released: Released) -> None:
    """Writes what the gate let through to ``path``, whole or not at all.

    Raises:
        WorldError: the disk is full or the folder cannot be written.
    """
    write_atomically(path, released.content)


class RefusedOutgoingError(WorldError):
    """The gate let it not through.

    Attributes:
        refusals: what stands against it, each with the place where it was typed.
    """

    def __init__(self, title: str, refusals: tuple[Finding, ...]) -> None:
        more = f" (and {len(refusals) - 1} more)" if len(refusals) > 1 else ""
        super().__init__(f"{title} was not made. {refusals[0].text}{more}", refusals[0].do)
        self.refusals = refusals
