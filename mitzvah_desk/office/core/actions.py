"""What an action is, and what comes of it.

An action is a frozen value. ``Office.execute`` performs it in one transaction: its ``check`` says what stands
against it, its ``apply`` makes the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from mitzvah_desk.rules.findings import Finding
from mitzvah_desk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Applied:
    """What an action did.

    Attributes:
        label: what was done, for the foot and the History page: ``Added Ann Cohen``.
        ids: the records it made or changed, in the order asked.
    """

    label: str
    ids: tuple[int, ...] = ()


class Action(Protocol):
    """One thing a user does."""

    def check(self, work: UnitOfWork) -> Sequence[Finding]:
        """What stands against it, as the file is now."""

    def apply(self, work: UnitOfWork) -> Applied:
        """Makes the change; ``work.reason`` is why it is done in spite of soft findings."""


class Risky:
    """Mixed into an action that touches much at once: a backup is made before it.

    Attributes:
        backup_why: what the backup is made before, for its name and its list.
    """

    backup_why: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Done:
    """An action applied, or a step undone or redone.

    Attributes:
        label: what was done.
        tables: those that the journal saw change; whoever shows something of them reads again.
        ids: the records made or changed.
        findings: what is worth telling although it was done.
        step: the journal step; 0 where nothing changed.
    """

    label: str
    tables: frozenset[str] = frozenset()
    ids: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    step: int = 0

    @property
    def id(self) -> int:
        """The one record made or changed."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that was not applied, and why. Soft findings may be overridden with a reason."""

    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The findings as one line for beside a field."""
        return " ".join(f"{finding.text} {finding.do}".strip() for finding in self.findings)


class RefusalError(Exception):
    """Raised by ``apply`` to refuse what only shows while the change is made; never leaves the office."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings)
        self.findings = findings
