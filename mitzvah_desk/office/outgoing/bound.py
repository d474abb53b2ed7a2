"""Papers that leave bound into one file; each of them has passed the gate by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from mitzvah_desk.office.core.actions import Action
from mitzvah_desk.office.outgoing.gate import CheckedOutgoing, Obstacle
from mitzvah_desk.office.outgoing.outgoing import Progress, RefusedOutgoingError, Released
from mitzvah_desk.rules.findings import Finding

Bind = Callable[[list[tuple[str, bytes]]], bytes]
"""Makes one PDF of several, each with the words under which it is found in it."""


@dataclass(frozen=True, slots=True)
class BoundPapers:
    """Several papers in one file.

    Attributes:
        name: a name for the file, without its ending; made of names that were looked at.
        parts: the papers, in their order.
        bind: makes one file of them.
    """

    name: str
    parts: tuple[CheckedOutgoing, ...]
    bind: Bind

    @property
    def title(self) -> str:
        """What it is called."""
        return self.name

    @property
    def refusals(self) -> tuple[Obstacle, ...]:
        """What keeps any of it in; empty where all of it may leave."""
        return tuple(each for part in self.parts for each in part.refusals)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything worth telling of any of it."""
        return tuple(dict.fromkeys(each for part in self.parts for each in part.findings))

    @property
    def notes(self) -> tuple[Action | None, ...]:
        """What is written down in the file once it has left."""
        return tuple(note for part in self.parts for note in part.notes)

    def release(self, progress: Progress | None = None) -> Released:
        """Writes it; see ``CheckedOutgoing.release``.

        Raises:
            RefusedOutgoingError: a part may not leave; nothing was written.
        """
        if self.refusals:
            raise RefusedOutgoingError(self.title, tuple(each.finding for each in self.refusals))
        released = [part.release() for part in self.parts]
        written = [(part.title, each.content) for part, each in zip(self.parts, released, strict=True)]
        if progress is not None:
            progress(len(written), len(written))
        content = written[0][1] if len(written) == 1 else self.bind(written)
        return Released(
            content, tuple(dict.fromkeys(f for each in released for f in each.findings)), self.name
        )
