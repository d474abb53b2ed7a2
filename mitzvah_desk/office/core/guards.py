"""What capabilities have to say before a record is added, changed or removed, or a step is replayed.

``core`` knows no capability. A capability registers its guard, and ``office/__init__`` imports those that do,
so that whoever imports anything of the office has them all.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from mitzvah_desk.rules.findings import Finding


class Guard(Protocol):
    """What one capability guards."""

    def check_add(self, connection: Connection, record: str, values: Mapping[str, Any]) -> Sequence[Finding]:
        """What stands against adding a record of this noun with these values."""

    def check_change(
        self, connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
    ) -> Sequence[Finding]:
        """What stands against setting these fields of a record."""

    def check_removal(
        self, connection: Connection, record: str, record_ids: Sequence[int]
    ) -> Sequence[Finding]:
        """What stands against removing records of this noun."""

    def require_valid_replay(self, connection: Connection) -> None:
        """Looks at the file as an undo or redo would leave it.

        Raises:
            UndoConflictError: that may not be.
        """


_GUARDS: list[Guard] = []


def register_guard(guard: Guard) -> None:
    """Takes up a capability's guard; called once, when the capability is imported."""
    _GUARDS.append(guard)


def check_add(connection: Connection, record: str, values: Mapping[str, Any]) -> list[Finding]:
    """What stands against adding a record."""
    return [finding for guard in _GUARDS for finding in guard.check_add(connection, record, values)]


def check_change(
    connection: Connection, record: str, record_id: int, values: Mapping[str, Any]
) -> list[Finding]:
    """What stands against changing a record."""
    return [
        finding for guard in _GUARDS for finding in guard.check_change(connection, record, record_id, values)
    ]


def check_removal(connection: Connection, record: str, record_ids: Sequence[int]) -> list[Finding]:
    """What stands against removing records."""
    return [finding for guard in _GUARDS for finding in guard.check_removal(connection, record, record_ids)]


def require_valid_replay(connection: Connection) -> None:
    """Looks at the file as an undo or redo would leave it.

    Raises:
        UndoConflictError: that may not be.
    """
    for guard in _GUARDS:
        guard.require_valid_replay(connection)
